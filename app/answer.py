"""Question → answer. The whole road is `answer_question`; each step has a file of its own."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from app.addressed import asks_for_address, collect_addressed
from app.blocked import find_block
from app.evidence import Evidence, weigh_evidence
from app.follow_up import understand
from app.select import Chosen, select_sentences
from app.texts import STATUS_OF, AnswerStatus, Reason
from index.language import find_language
from index.passages import Passage
from index.search import Found, Index, SearchResult
from ingest.law_references import format_law_ref
from ingest.laws import load_laws
from ingest.publication import LawRef, Modality

NEAREST = 3  # passages shown when there is no answer


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier question of the conversation with the answer that it got."""

    question: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """`quote` is `passage.text[start:end]`, verbatim; `law_refs` are those of its sentences, and first of
    all the address of what is quoted where that is a law."""

    number: int
    passage: Passage
    start: int
    end: int
    law_refs: tuple[LawRef, ...] = ()

    @property
    def quote(self) -> str:
        return self.passage.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Statement:
    """One or more sentences that stand together in the source; `lead_in` is what they continue there."""

    text: str
    citations: tuple[int, ...]
    modality: Modality | None = None
    lead_in: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """`understood_as` is a follow-up as it was searched with, empty for a question that stands alone.
    `nearest` are passages to look at when there is no answer; they are never part of one. `related`
    are recommendations and `further` questions to go on with. `code` finds a fault again in the log."""

    status: AnswerStatus
    question: str
    reason: Reason | None = None
    language: str = "da"
    understood_as: str = ""
    statements: tuple[Statement, ...] = ()
    citations: tuple[Citation, ...] = ()
    nearest: tuple[Found, ...] = ()
    related: tuple[Passage, ...] = ()
    further: tuple[str, ...] = ()
    found: tuple[Found, ...] = ()
    evidence: Evidence | None = None
    timings_ms: dict[str, float] = field(default_factory=dict)
    code: str = ""

    @property
    def law_refs(self) -> tuple[LawRef, ...]:
        """Every law reference behind the answer, each once, in the order of the citations."""
        unique: dict[str, LawRef] = {}
        for citation in self.citations:
            for ref in citation.law_refs:
                unique.setdefault(format_law_ref(ref, load_laws()), ref)
        return tuple(unique.values())


def answer_question(
    index: Index,
    question: str,
    history: Sequence[Turn] = (),
    *,
    replaced: bool = False,
    on_found: Callable[[int], None] = lambda count: None,
) -> Answer:
    """Answer from the publications, in their own words, or say why not. Never raises for a question.

    Editions that a newer one replaces say nothing unless `replaced`. `on_found` is told how many passages
    were found before an answer is made of them.
    """
    started = time.perf_counter()
    language = find_language(question)
    if reason := find_block(question):
        return Answer(STATUS_OF[reason], "", reason, language, timings_ms=_timings({}, started))
    understood = understand(question, [turn.question for turn in history if not find_block(turn.question)])
    result = index.search(understood, replaced=replaced)
    on_found(len(result.kept))
    evidence = weigh_evidence(question, result, index.knows)
    answer = Answer(
        AnswerStatus.ANSWERED,
        question,
        language=language,
        understood_as=understood if understood != question else "",
        found=result.kept,
        evidence=evidence,
    )
    chosen = _choose(index, question, result, evidence, replaced=replaced)
    if chosen:
        citations = tuple(_citation(number, part) for number, part in enumerate(chosen, start=1))
        statements = tuple(_statement(citation, part) for citation, part in zip(citations, chosen, strict=True))
        answer = replace(answer, statements=statements, citations=citations)
    else:
        answer = _without_answer(answer, result)
    return replace(answer, timings_ms=_timings(result.timings_ms, started))


def _choose(index: Index, question: str, result: SearchResult, evidence: Evidence, *, replaced: bool) -> list[Chosen]:
    if asks_for_address(question, result.addresses):
        return collect_addressed(result.addresses, index.passages if replaced else index.current)
    return select_sentences(question, result, index.rarity) if evidence.answers else []


def _without_answer(answer: Answer, result: SearchResult) -> Answer:
    reason = Reason.NOT_IN_PUBLICATIONS
    return replace(answer, status=STATUS_OF[reason], reason=reason, nearest=result.kept[:NEAREST])


def _citation(number: int, chosen: Chosen) -> Citation:
    own = [chosen.passage.law_ref] if chosen.passage.law_ref else []
    said = [ref for sentence in chosen.sentences for ref in sentence.law_refs]
    refs = tuple(ref for ref in [*own, *said] if ref.law)
    return Citation(number, chosen.passage, chosen.sentences[0].start, chosen.sentences[-1].end, refs)


def _statement(citation: Citation, chosen: Chosen) -> Statement:
    modalities = [sentence.modality for sentence in chosen.sentences if sentence.modality]
    modality = Modality.KRAV if Modality.KRAV in modalities else next(iter(modalities), None)
    return Statement(citation.quote, (citation.number,), modality, chosen.sentences[0].lead_in)


def _timings(spent: dict[str, float], started: float) -> dict[str, float]:
    """Milliseconds by step: embedding, search, the making of the answer, and all together."""
    total = (time.perf_counter() - started) * 1e3
    embed, search = spent.get("embed", 0.0), spent.get("search", 0.0)
    return {"embed": embed, "search": search, "answer": total - embed - search, "total": total}
