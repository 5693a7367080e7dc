"""Editorial questions for a publication, drafted by the language model, each with words that answer it verbatim.

What is drafted is checked here and read by a person afterwards: nothing of it is in the index before.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from ingest.hidden import is_hidden, strip_hidden
from ingest.llm import Ask, Fault, ModelError
from ingest.publication import Paragraph, Publication, SectionKind

_TRIES = 2
_MOST = 3  # questions a paragraph
_FEWEST_WORDS = 8  # of a paragraph that can answer something
_FEWEST_OF_EVIDENCE = 3
_LONGEST = 200  # characters of a question
_ROOT = 5  # letters from which on two words are taken for forms of one
_SKIPPED = frozenset({SectionKind.FRONT, SectionKind.LITERATURE})
_MARKUP = re.compile(r"[<>\[\]{}`|\\*#@=]|://|\bwww\.")
_PROMPT = Path(__file__).with_name("prompts") / "questions.md"


class Flaw(StrEnum):
    """Why a drafted question is dropped."""

    FORM = "form"
    EVIDENCE = "evidence"  # it does not stand in the paragraph
    NUMBER = "number"  # the question holds a number that the paragraph has not
    MATTER = "matter"  # the question shares no word of weight with the paragraph
    TWICE = "twice"


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Drafted(_Form):
    question: str
    evidence: str


class DraftedQuestions(_Form):
    questions: tuple[Drafted, ...] = Field(max_length=_MOST)


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph with the headings above it, outermost first."""

    headings: tuple[str, ...]
    paragraph: Paragraph

    @property
    def text(self) -> str:
        return self.paragraph.text


@dataclass(frozen=True, slots=True)
class QuestionDraft:
    """What came of one paragraph: questions in the form of the file, why others were dropped, the fault if any."""

    questions: tuple[dict[str, Any], ...] = ()
    dropped: tuple[Flaw, ...] = ()
    fault: Fault | None = None


def find_places(publication: Publication, answered: Sequence[str]) -> list[Place]:
    """The paragraphs that may answer something and that none of `answered`, evidence there is already, stands in."""
    have = [_compact(evidence) for evidence in answered]
    return [
        Place(tuple(section.title for section in chain), paragraph)
        for chain in publication.walk()
        if not _SKIPPED.intersection(section.kind for section in chain)
        for paragraph in chain[-1].paragraphs
        if len(paragraph.text.split()) >= _FEWEST_WORDS
        and not any(evidence in _compact(paragraph.text) for evidence in have)
    ]


def draft_questions(ask: Ask, publication: Publication, places: Sequence[Place]) -> Iterator[QuestionDraft]:
    """The questions of each place, in order. A fault is met by one more try, and then told."""
    asked: set[str] = set()
    for place in places:
        fault: Fault | None = None
        for _ in range(_TRIES):
            try:
                raw = _ask(ask, place)
            except ModelError as error:
                fault = error.fault
                continue
            kept, flaws = _sift(raw, place, asked)
            rows = tuple(_row(publication, place, drafted) for drafted in kept)
            yield QuestionDraft(rows, tuple(flaws))
            break
        else:
            yield QuestionDraft(fault=fault)


def _ask(ask: Ask, place: Place) -> list[Any]:
    shown = {"overskrift": " > ".join(place.headings), "indledning": place.paragraph.lead_in, "tekst": place.text}
    message = json.dumps({key: strip_hidden(text) for key, text in shown.items()}, ensure_ascii=False)
    values = list(ask(_PROMPT.read_text(encoding="utf-8"), message, DraftedQuestions.model_json_schema()))
    found = values[-1].get("questions") if values and isinstance(values[-1], dict) else None
    if not isinstance(found, list):
        raise ModelError(Fault.UNREADABLE)
    return found[:_MOST]


def _sift(raw: Sequence[Any], place: Place, asked: set[str]) -> tuple[list[Drafted], list[Flaw]]:
    kept: list[Drafted] = []
    flaws: list[Flaw] = []
    for value in raw:
        try:
            drafted = Drafted.model_validate(value)
        except ValidationError:
            flaws.append(Flaw.FORM)
            continue
        flaw = find_flaw(drafted, place)
        key = _compact(drafted.question).lower()
        if flaw is None and key in asked:
            flaw = Flaw.TWICE
        if flaw:
            flaws.append(flaw)
        else:
            asked.add(key)
            kept.append(drafted)
    return kept, flaws


def find_flaw(drafted: Drafted, place: Place) -> Flaw | None:
    """Why a question cannot stand, None where it can; a person reads it all the same."""
    question, around = drafted.question.strip(), f"{place.paragraph.lead_in} {place.text}"
    if (
        not question.endswith("?")
        or len(question) > _LONGEST
        or len(question.split()) < _FEWEST_OF_EVIDENCE
        or any(map(is_hidden, question))
        or "\n" in question
        or _MARKUP.search(question)
    ):
        return Flaw.FORM
    if len(drafted.evidence.split()) < _FEWEST_OF_EVIDENCE or _compact(drafted.evidence) not in _compact(place.text):
        return Flaw.EVIDENCE
    if set(re.findall(r"\d+", question)) - set(re.findall(r"\d+", around)):
        return Flaw.NUMBER
    roots = _roots(" ".join((around, *place.headings)))
    return None if _roots(question) & roots else Flaw.MATTER


def _roots(text: str) -> set[str]:
    words = re.findall(r"\w+", text.lower())
    return {word[:_ROOT] for word in words if len(word) >= _ROOT and not word.startswith(("hvor", "hvilk"))}


def _row(publication: Publication, place: Place, drafted: Drafted) -> dict[str, Any]:
    return {
        "question": " ".join(drafted.question.split()),
        "publication": publication.id,
        "heading": " > ".join(place.headings),
        "evidence": _verbatim(drafted.evidence, place.text),
        "reviewed": False,
    }


def _verbatim(evidence: str, text: str) -> str:
    """The words of the text that the evidence is, with the text's own white space."""
    at = [number for number, char in enumerate(text) if not char.isspace() and not is_hidden(char)]
    start = _compact(text).find(_compact(evidence))
    return text[at[start] : at[start + len(_compact(evidence)) - 1] + 1]


def _compact(text: str) -> str:
    return "".join(char for char in text if not char.isspace() and not is_hidden(char))


def count_flaws(drafts: Sequence[QuestionDraft]) -> Counter[Flaw]:
    return Counter(flaw for draft in drafts for flaw in draft.dropped)
