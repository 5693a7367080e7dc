"""All questions that anything was taught by or fitted on, beside the dev split."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from index.questions import EditorialQuestion, load_open_questions, load_questions

_CALIBRATION = Path(__file__).parent / "calibration"


def load_answerable() -> tuple[EditorialQuestion, ...]:
    """Questions with their evidence that are no editorial questions, so that neither index nor tuning knows them."""
    return load_questions(_CALIBRATION / "answerable.jsonl")


def load_unanswerable() -> list[str]:
    """Questions that the publications leave open and that the tuning does not know."""
    return [question for _, question in _rows(_CALIBRATION / "unanswerable.txt")]


def load_requests() -> list[tuple[str, str]]:
    """Requests to decide a concrete case ("case") and general questions beside them ("general"), each with its kind."""
    return _rows(_CALIBRATION / "cases.tsv")


def every_question(sources: Path) -> Iterator[str]:
    """Those of `sources` and those of the calibration."""
    yield from (question.question for question in load_questions(sources / "questions.jsonl"))
    yield from load_open_questions(sources / "open_questions.txt")
    yield from (question.question for question in load_answerable())
    yield from load_unanswerable()
    yield from (question for _, question in load_requests())


def _rows(path: Path) -> list[tuple[str, str]]:
    lines = path.read_text(encoding="utf-8").split("\n")
    return [(kind, question) for kind, tab, question in (line.partition("\t") for line in lines) if tab]
