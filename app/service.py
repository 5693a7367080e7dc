"""What every way in shares: bring the index up to date, open it, answer with faults caught once."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Iterator, Sequence

from app.answer import Answer, Turn, answer_step_by_step
from app.texts import AnswerStatus, Reason
from app.writer import ModelHealth, Writer, make_writer
from index.build import Progress, build, gather
from index.embedding import load_embedder
from index.search import Index
from ingest.llm import connect
from ingest.progress import PageBar, no_bar
from ingest.settings import Settings

_log = logging.getLogger("pejl")


def prepare(
    settings: Settings,
    tell: Callable[[str], None] = lambda line: None,
    progress: Progress = lambda done, of: None,
    *,
    pages: PageBar = no_bar,
    anew: bool = False,
) -> Index:
    """The index of what stands in `sources` now and of the laws in `data`, built or brought up to date where needed.

    `pages` shows how far the reading of a file is, `progress` how far the building.
    Raises IngestError or IndexingError; what was there stays as it was.
    """
    material = gather(settings.sources, settings.data, pages, unreviewed=settings.unreviewed)
    for warning in material.warnings:
        tell(f"Advarsel: {warning}")
    embedder = load_embedder(settings.embedding_model, settings.data, tell)
    build(material, settings.data / "index", embedder, progress, anew=anew)
    return Index(settings.data / "index", embedder)


def open_model(settings: Settings) -> tuple[Writer, ModelHealth] | tuple[None, None]:
    """The language model of the settings with its health; none where none is set. Nothing is loaded yet."""
    model = connect(settings)
    if model is None:
        return None, None
    health = ModelHealth(settings.llm, model)
    return make_writer(health.ask), health


def ask(
    index: Index,
    question: str,
    history: Sequence[Turn] = (),
    *,
    replaced: bool = False,
    writer: Writer | None = None,
    on_found: Callable[[int], None] = lambda count: None,
    heard: Callable[[Answer], None] = lambda answer: None,
) -> Answer:
    """Answer a question; a fault becomes the status SERVICE_ERROR and a code in the log.

    `replaced` editions have a say only if asked for; `on_found` is told how many passages were found.
    The log holds the code and the fault, never the question.
    `heard` is told of the answer, to count it; what goes wrong there costs nobody their answer.
    """
    *_, answer = ask_step_by_step(
        index, question, history, replaced=replaced, writer=writer, on_found=on_found, heard=heard
    )
    return answer


def ask_step_by_step(
    index: Index,
    question: str,
    history: Sequence[Turn] = (),
    *,
    replaced: bool = False,
    writer: Writer | None = None,
    on_found: Callable[[int], None] = lambda count: None,
    heard: Callable[[Answer], None] = lambda answer: None,
) -> Iterator[Answer]:
    """The same as the answer grows: with a model it comes statement by statement, the last one is whole.

    `heard` is called after that one was taken, so that nobody waits for the counting.
    """
    answer = None
    try:
        for answer in answer_step_by_step(
            index, question, history, replaced=replaced, writer=writer, on_found=on_found
        ):
            yield answer
    except Exception:
        code = secrets.token_hex(3)
        _log.exception("A question could not be answered; code %s", code)
        answer = Answer(AnswerStatus.SERVICE_ERROR, "", Reason.FAILED, code=code)
        yield answer
    if answer is not None:
        _count(answer, heard)


def _count(answer: Answer, heard: Callable[[Answer], None]) -> None:
    try:
        heard(answer)
    except Exception:
        _log.exception("An answer could not be counted")
