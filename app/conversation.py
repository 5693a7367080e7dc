"""A conversation as the browser keeps it: what is needed to show an answer again, and nothing else.

The quotes are not taken on trust when they come back: a record whose words no longer stand in their
passage, or that a model wrote and they do not carry, is answered anew.
"""

from __future__ import annotations

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict, Field

from app.answer import Answer, Citation, Statement, Turn, Written, law_behind
from app.blocked import find_block
from app.render import law_ref_text
from app.service import ask
from app.texts import LONGEST_QUESTION, AnswerStatus, Reason
from app.verify import Carried, Quote, verify
from index.passages import Passage
from index.search import Found, Index
from ingest.publication import Modality

_MOST_TURNS = 100
_MOST = 50  # parts of one answer
_LONGEST = 20_000  # characters of one part of an answer


class _Kept(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class StatementRecord(_Kept):
    text: str = Field(max_length=_LONGEST)
    citations: tuple[int, ...] = Field(max_length=_MOST)
    modality: Modality | None = None
    lead_in: str = Field(default="", max_length=_LONGEST)


class CitationRecord(_Kept):
    """`quote` is `passage.text[start:end]`; `basis` is the law behind what answers most directly in it."""

    passage: str
    start: int = Field(ge=0)
    end: int
    quote: str = Field(max_length=_LONGEST)
    basis: tuple[str, ...] = Field(default=(), max_length=_MOST)


class Record(_Kept):
    """One question with its answer. `alone` is a question that was not taken for a follow-up."""

    question: str = Field(min_length=1, max_length=LONGEST_QUESTION)
    alone: bool = False
    status: AnswerStatus = AnswerStatus.ANSWERED
    language: str = "da"
    written: Written = Written.VERBATIM
    understood_as: str = Field(default="", max_length=_LONGEST)
    statements: tuple[StatementRecord, ...] = Field(default=(), max_length=_MOST)
    citations: tuple[CitationRecord, ...] = Field(default=(), max_length=_MOST)
    nearest: tuple[str, ...] = Field(default=(), max_length=_MOST)
    related: tuple[str, ...] = Field(default=(), max_length=_MOST)
    further: tuple[str, ...] = Field(default=(), max_length=_MOST)


class Conversation(_Kept):
    turns: tuple[Record, ...] = Field(max_length=_MOST_TURNS)


def to_record(answer: Answer, *, alone: bool = False) -> Record | None:
    """What may be kept of an answer; None for a question that was turned away and for a fault."""
    if answer.status not in (AnswerStatus.ANSWERED, AnswerStatus.NO_SOURCE):
        return None
    return Record(
        question=answer.question,
        alone=alone,
        status=answer.status,
        language=answer.language,
        written=answer.written,
        understood_as=answer.understood_as,
        statements=tuple(
            StatementRecord(text=s.text, citations=s.citations, modality=s.modality, lead_in=s.lead_in)
            for s in answer.statements
        ),
        citations=tuple(
            CitationRecord(
                passage=c.passage.id, start=c.start, end=c.end, quote=c.quote, basis=tuple(map(law_ref_text, c.basis))
            )
            for c in answer.citations
        ),
        nearest=tuple(found.passage.id for found in answer.nearest),
        related=tuple(passage.id for passage in answer.related),
        further=answer.further,
    )


def restore(index: Index, conversation: Conversation) -> list[tuple[Record, Answer]]:
    """The answers of a conversation, each with what is kept of it now, where it may be kept."""
    restored: list[tuple[Record, Answer]] = []
    for record in conversation.turns:
        if find_block(record.question):
            continue
        answer = _read(index, record)
        if answer is None:
            answer = ask(index, record.question, history_of([kept for kept, _ in restored], alone=record.alone))
            record = to_record(answer, alone=record.alone) or record
        restored.append((record, answer))
    return restored


def history_of(earlier: Sequence[Record], *, alone: bool) -> list[Turn]:
    """What a question may lean on: the turns since the last one that was asked by itself."""
    if alone:
        return []
    begun = max((at for at, record in enumerate(earlier) if record.alone), default=0)
    return [Turn(record.question, " ".join(s.text for s in record.statements)) for record in earlier[begun:]]


def _read(index: Index, record: Record) -> Answer | None:
    """The answer that a record was made from, or None where the publications no longer bear it."""
    cited = [_citation(index, number, kept) for number, kept in enumerate(record.citations, start=1)]
    citations = tuple(citation for citation in cited if citation)
    numbers = {number for statement in record.statements for number in statement.citations}
    answered = record.status is AnswerStatus.ANSWERED
    if len(citations) < len(cited) or not numbers <= set(range(1, len(cited) + 1)) or answered != bool(citations):
        return None
    if record.status not in (AnswerStatus.ANSWERED, AnswerStatus.NO_SOURCE):
        return None
    if not all(_carried(statement, citations, record.written) for statement in record.statements):
        return None
    return Answer(
        record.status,
        record.question,
        None if answered else Reason.NOT_IN_PUBLICATIONS,
        "en" if record.language == "en" else "da",
        understood_as=record.understood_as,
        statements=tuple(Statement(s.text, s.citations, s.modality, s.lead_in) for s in record.statements),
        citations=citations,
        nearest=tuple(Found(passage, 0.0, {}) for passage in _passages(index, record.nearest)),
        related=tuple(_passages(index, record.related)),
        further=record.further,
        written=record.written,
    )


def _carried(statement: StatementRecord, citations: Sequence[Citation], written: Written) -> bool:
    """Whether a statement is what it was: the words that it cites, or a model's that they still carry."""
    cited = [citations[number - 1] for number in statement.citations]
    if written is not Written.MODEL:
        return [citation.quote for citation in cited] == [statement.text]
    quotes = [Quote(str(citation.number), citation.quote) for citation in cited]
    offered = {str(citation.number): citation.passage for citation in cited}
    return isinstance(verify(statement.text, quotes, offered), Carried)


def _citation(index: Index, number: int, kept: CitationRecord) -> Citation | None:
    for passage in _passages(index, [kept.passage]):
        if passage.text[kept.start : kept.end] == kept.quote and kept.quote:
            quoted = [s for s in passage.sentences if s.start >= kept.start and s.end <= kept.end]
            refs = law_behind(passage, quoted)
            basis = tuple(ref for ref in refs if law_ref_text(ref) in kept.basis)
            return Citation(number, passage, kept.start, kept.end, refs, basis)
    return None


def _passages(index: Index, ids: Sequence[str]) -> list[Passage]:
    return [index.passage(id) for id in ids if id in index.rows]
