"""`python -m eval.benchmark`: how long a question takes on this machine, warm, and what of it is the model's.

The median over 50 questions of embedding one and of the whole answer, one after the other so that both
meet the same load, their ratio, and the 95th percentiles.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from functools import partial

import numpy as np

from app.answer import answer_question
from app.progress import show_progress, tell
from app.service import prepare
from app.texts import AnswerStatus
from eval.cases import load_split, thin_out
from eval.errors import EvalError
from index.embedding import load_embedder
from index.errors import IndexingError
from ingest.errors import IngestError
from ingest.settings import Settings, SettingsError, load_settings

_QUESTIONS, _WARM_UP = 50, 5


def main() -> int:
    try:
        embedding, whole = benchmark(load_settings())
    except (EvalError, IngestError, IndexingError, SettingsError) as error:
        print(f"Pejl: {error}", file=sys.stderr)
        return 1
    print(
        f"{'':22}{'median':>10}{'95 % under':>14}\n"
        f"{_row('Spørgsmålets vektor', embedding)}\n{_row('Hele svaret', whole)}\n"
        f"Forhold mellem medianerne: {_comma(float(np.median(whole) / np.median(embedding)), 2)}"
    )
    return 0


def benchmark(settings: Settings) -> tuple[list[float], list[float]]:
    """Milliseconds of embedding and of answering, question by question, without the first few."""
    index = prepare(settings, tell, show_progress)
    embedder = load_embedder(settings.embedding_model, settings.data)
    cases = [case for case in load_split("dev") if case.expected is AnswerStatus.ANSWERED]
    embedding, whole = [], []
    for case in thin_out(cases, _QUESTIONS + _WARM_UP):
        embedding.append(_milliseconds(partial(embedder.embed_question, case.question)))
        whole.append(_milliseconds(partial(answer_question, index, case.question, case.history)))
    return embedding[_WARM_UP:], whole[_WARM_UP:]


def _milliseconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1e3


def _row(title: str, spent: list[float]) -> str:
    middle, late = np.quantile(spent, (0.5, 0.95))
    return f"{title:22}{_comma(float(middle), 1):>7} ms{_comma(float(late), 1):>11} ms"


def _comma(value: float, decimals: int) -> str:
    return f"{value:.{decimals}f}".replace(".", ",")


if __name__ == "__main__":
    sys.exit(main())
