"""Gold cases: questions with what a right answer holds, one a line in `eval/cases/<split>.jsonl`."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from app.answer import Turn
from app.texts import AnswerStatus
from eval.errors import CasesError

CASES = Path(__file__).resolve().parent / "cases"
SPLITS = ("dev", "test")


class CaseType(StrEnum):
    DIRECT = "direct"
    PARAPHRASE = "paraphrase"
    KEYWORDS = "keywords"
    SPELLING = "spelling"
    ENGLISH = "english"
    TWO_RECOMMENDATIONS = "two_recommendations"
    LAW = "law"
    LEADER = "leader"
    OTHER_DOCUMENTS = "other_documents"
    ONBOARDING = "onboarding"
    FOLLOW_UP = "follow_up"
    STRANGER = "stranger"
    NEIGHBOUR = "neighbour"
    CASE = "case"
    CPR = "cpr"
    INJECTION = "injection"


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Nugget(_Strict):
    """A short fact of a right answer; an answer states it when any of the patterns is found in it."""

    fact: str
    patterns: tuple[str, ...]


class Case(_Strict):
    """A question and what a right answer holds.

    Several strings of `evidence` are places that answer equally well; where two recommendations are
    needed they belong together. `why` begins with "no_source:" or "blocked:" and says why there is no
    answer.
    """

    id: str
    split: str
    type: CaseType
    question: str
    history: tuple[Turn, ...] = ()
    answerable: bool
    publication: str | None = None
    recommendations: tuple[int, ...] = ()
    section: str | None = None
    law_refs: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    nuggets: tuple[Nugget, ...] = ()
    why: str | None = None

    @property
    def expected(self) -> AnswerStatus:
        """The status that a right answer has."""
        if self.answerable:
            return AnswerStatus.ANSWERED
        return AnswerStatus.BLOCKED if (self.why or "").startswith("blocked:") else AnswerStatus.NO_SOURCE

    @property
    def asked(self) -> str:
        """The question with those asked before it: what tells follow-ups apart."""
        return " ".join([*(turn.question for turn in self.history), self.question])


def load_split(split: str, folder: Path = CASES) -> tuple[Case, ...]:
    """The cases of one split, as they stand in its file. Raises CasesError."""
    return load_cases(folder / f"{split}.jsonl")


def load_cases(path: Path) -> tuple[Case, ...]:
    """Raises CasesError naming the line."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except OSError as error:
        raise CasesError(f"{path}: the cases cannot be read ({error.strerror}).") from error
    cases = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            cases.append(Case.model_validate_json(line))
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"])) or "the line"
            raise CasesError(f"{path.name}, line {number}: {where}: {first['msg']}; mend it.") from error
    return tuple(cases)


def thin_out(cases: Sequence[Case], limit: int | None) -> tuple[Case, ...]:
    """At most `limit` cases, taken evenly so that all types stay in; the same each time."""
    if not limit or limit >= len(cases):
        return tuple(cases)
    ordered = sorted(cases, key=lambda case: (case.type, case.id))
    return tuple(ordered[len(ordered) * number // limit] for number in range(limit))


def digest_of(cases: Sequence[Case]) -> str:
    """Tells whether two runs were measured by the same cases."""
    return hashlib.sha256(json.dumps([case.model_dump(mode="json") for case in cases]).encode()).hexdigest()[:16]
