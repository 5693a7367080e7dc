"""The draft of a language model: asked for, read as it comes, and held to its sources statement by statement.

The model sees the question and passages as data, each under a token; never an address, a number of a source or the
name of a file. What it writes is looked at by `app.verify` before anything of it goes further.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from app.verify import Carried, Cause, Quote, verify
from index.passages import Passage
from ingest.hidden import strip_hidden
from ingest.llm import Ask, Fault, ModelError

TRIES = 2
MOST_STATEMENTS = 6
MOST_FAILING = 0.5  # share of statements dropped from which on the others are not trusted either
_MOST_PASSAGES = 6
_MOST_CHARACTERS = 6000  # of all passages together; the first is always offered
_PROMPTS = Path(__file__).with_name("prompts")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+\.\w+")


class _Form(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class DraftedQuote(_Form):
    source: str
    quote: str


class DraftedStatement(_Form):
    text: str
    quotes: tuple[DraftedQuote, ...] = Field(max_length=4)


class Drafted(_Form):
    """What the model is asked to write, and in this form."""

    statements: tuple[DraftedStatement, ...] = Field(max_length=MOST_STATEMENTS)


@dataclass(frozen=True, slots=True)
class Draft:
    """The statements that passed so far, and why others were dropped. `fault` is set when the model gave
    nothing that can be used; `done` when nothing more comes."""

    passed: tuple[Carried, ...] = ()
    dropped: tuple[Cause, ...] = ()
    fault: Fault | None = None
    done: bool = False

    @property
    def usable(self) -> bool:
        """Whether the answer may be made of it; a draft that fails too often is worth nothing as a whole."""
        share = len(self.dropped) / max(1, len(self.dropped) + len(self.passed))
        return self.done and self.fault is None and bool(self.passed) and share <= MOST_FAILING


def write_draft(ask: Ask, question: str, passages: Sequence[Passage]) -> Iterator[Draft]:
    """Drafts as they grow by statements that pass; the last one is done. Never raises.

    A fault is met by one more try, from the start; not so a model that was too slow.
    """
    offered = offer(passages)
    fault = Fault.UNREADABLE
    for _ in range(TRIES):
        try:
            yield from _try(ask, question, offered)
            return
        except ModelError as error:
            fault = error.fault
            if fault in (Fault.TIMEOUT, Fault.NOT_INSTALLED):
                break
    yield Draft(fault=fault, done=True)


def _try(ask: Ask, question: str, offered: Mapping[str, Passage]) -> Iterator[Draft]:
    draft, read, written = Draft(), 0, None
    for value in ask(prompt("answer"), to_message(question, offered), Drafted.model_json_schema()):
        written = _statements(value)
        while written and read < len(written) - 1:  # the last one may still grow
            before, draft = draft, _extend(draft, written[read], offered)
            read += 1
            if draft.passed != before.passed:
                yield draft
    if written is None:
        raise ModelError(Fault.UNREADABLE)
    for statement in written[read:MOST_STATEMENTS]:
        draft = _extend(draft, statement, offered)
    yield Draft(draft.passed, draft.dropped, done=True)


def _statements(value: Any) -> list[Any] | None:
    """The statements of a value of that form; None where it has none of it."""
    found = value.get("statements") if isinstance(value, dict) else None
    return found[:MOST_STATEMENTS] if isinstance(found, list) else None


def _extend(draft: Draft, raw: Any, offered: Mapping[str, Passage]) -> Draft:
    try:
        statement = DraftedStatement.model_validate(raw)
    except ValidationError:
        return Draft(draft.passed, (*draft.dropped, Cause.FORM))
    if any(carried.text == " ".join(statement.text.split()) for carried in draft.passed):
        return draft  # said already
    quotes = [Quote(quote.source, quote.quote) for quote in statement.quotes]
    result = verify(statement.text, quotes, offered)
    if isinstance(result, Cause):
        return Draft(draft.passed, (*draft.dropped, result))
    return Draft((*draft.passed, result), draft.dropped)


def offer(passages: Sequence[Passage]) -> dict[str, Passage]:
    """The passages that a model gets to see, by token: the first ones, as far as there is room."""
    offered: dict[str, Passage] = {}
    room = _MOST_CHARACTERS
    for passage in dict.fromkeys(passages):
        if offered and (len(passage.text) > room or len(offered) == _MOST_PASSAGES):
            continue
        offered[f"kilde_{len(offered) + 1}"] = passage
        room -= len(passage.text)
    return offered


def to_message(question: str, offered: Mapping[str, Passage]) -> str:
    """Question and passages as JSON: nothing that stands in them can end them."""
    sources = [{"source": token, **_shown(passage)} for token, passage in offered.items()]
    return json.dumps({"spørgsmål": strip_hidden(question), "kilder": sources}, ensure_ascii=False)


def _shown(passage: Passage) -> dict[str, str]:
    lead_in = passage.sentences[0].lead_in if passage.sentences else ""
    shown = {"indledning": lead_in} if lead_in and lead_in not in passage.text else {}
    return {key: _ADDRESS.sub("…", strip_hidden(text)) for key, text in {**shown, "tekst": passage.text}.items()}


@cache
def prompt(name: str) -> str:
    return (_PROMPTS / f"{name}.md").read_text(encoding="utf-8")
