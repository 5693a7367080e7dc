"""What a system gave for a question, in one form for all systems."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pydantic import BaseModel, ConfigDict

from app.answer import Turn, Written
from app.texts import AnswerStatus
from app.verify import Cause
from index.passages import Passage
from ingest.llm import Fault

REACH = 20  # how many places of a ranking are looked at


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True)


class Place(_Frozen):
    """A text of a publication and where it stands; `sections` are the titles from the outermost in."""

    id: str
    text: str
    publication: str = ""
    recommendation: int | None = None
    sections: tuple[str, ...] = ()


class Cited(_Frozen):
    """A citation: `place` is what stands under the cited id in the index, whatever the answer claims."""

    number: int
    place: Place
    quote: str


class Stated(_Frozen):
    text: str
    citations: tuple[int, ...] = ()
    lead_in: str = ""


class Response(_Frozen):
    """`ranked` holds the places found, best first, at most REACH. `confidence` orders questions by how
    sure the system is to have an answer; None where it looked for none. `written` says how Pejl came to word
    an answer, `dropped` how many statements of a model were left out, by cause. `ms` is the time spent."""

    status: AnswerStatus
    statements: tuple[Stated, ...] = ()
    citations: tuple[Cited, ...] = ()
    law_refs: tuple[str, ...] = ()
    ranked: tuple[Place, ...] = ()
    confidence: float | None = None
    written: Written | None = None
    dropped: dict[Cause, int] = {}
    fault: Fault | None = None
    ms: float = 0.0

    @property
    def answered(self) -> bool:
        return self.status is AnswerStatus.ANSWERED

    @property
    def abstained(self) -> bool:
        """Whether it said that it has no answer. A fault is neither an answer nor an abstention."""
        return self.status in (AnswerStatus.NO_SOURCE, AnswerStatus.BLOCKED)

    @property
    def answer(self) -> str:
        """The words of the answer, without citation marks."""
        return "\n".join(f"{stated.lead_in} {stated.text}".strip() for stated in self.statements)


Ask = Callable[[str, Sequence[Turn]], Response]


def place_of(passage: Passage) -> Place:
    return Place(
        id=passage.id,
        text=passage.text,
        publication=passage.publication_id,
        recommendation=passage.recommendation,
        sections=passage.section_path,
    )
