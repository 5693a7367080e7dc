"""Question → answer. The whole road is `answer_question`; each step has a file of its own."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from app.addressed import asks_for_address, collect_addressed
from app.blocked import find_block
from app.concrete_case import means_decision
from app.draft import Draft
from app.evidence import Evidence, weigh_evidence
from app.follow_up import understand
from app.further import find_further, find_related
from app.halves import halves_of
from app.referral import Referral, find_referral
from app.select import Chosen, join_chosen, select_sentences
from app.texts import STATUS_OF, AnswerStatus, Reason
from app.verify import Cause
from app.writer import Writer
from index.language import find_language
from index.passages import Passage, PassageSentence
from index.search import KEPT, Found, Index, SearchResult
from ingest.hidden import strip_hidden
from ingest.law_references import format_law_ref
from ingest.laws import load_laws
from ingest.llm import Fault
from ingest.publication import LawRef, Modality

NEAREST = 3  # passages shown when there is no answer
_CLOSE = 3  # first passages in whose recommendations two halves of a question may meet


class Written(StrEnum):
    """How an answer came to be worded."""

    VERBATIM = "verbatim"  # the sources' own sentences; no model was asked
    MODEL = "model"  # by a language model, each statement held to what it quotes
    MODEL_FAILED = "model_failed"  # verbatim, for the model gave nothing
    MODEL_DISCARDED = "model_discarded"  # verbatim, for too much of what the model wrote is not in the sources


@dataclass(frozen=True, slots=True)
class Turn:
    """An earlier question of the conversation with the answer that it got."""

    question: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """`quote` is `passage.text[start:end]`, verbatim; `law_refs` are those of its sentences, and first of
    all the address of what is quoted where that is a law; `basis` those of the sentences that answer most directly."""

    number: int
    passage: Passage
    start: int
    end: int
    law_refs: tuple[LawRef, ...] = ()
    basis: tuple[LawRef, ...] = ()

    @property
    def quote(self) -> str:
        return self.passage.text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Statement:
    """One or more sentences that stand together in the source; `lead_in` is what they continue there.
    Of an answer that a model wrote: its words, carried by the quotes of its citations."""

    text: str
    citations: tuple[int, ...]
    modality: Modality | None = None
    lead_in: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """`understood_as` is a follow-up as it was searched with, empty for a question that stands alone.
    `nearest` are passages to look at when there is no answer; they are never part of one. `related`
    are recommendations and `further` questions to go on with; `referral` says where a question belongs that
    has no answer, and `searched` in how many publications one was sought. `dropped` says why statements of a model
    were left out, `fault` why it gave none, `growing` that more is to come. `code` finds a fault again
    in the log."""

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
    referral: Referral | None = None
    searched: int = 0
    found: tuple[Found, ...] = ()
    evidence: Evidence | None = None
    timings_ms: dict[str, float] = field(default_factory=dict)
    code: str = ""
    written: Written = Written.VERBATIM
    dropped: tuple[Cause, ...] = ()
    fault: Fault | None = None
    growing: bool = False

    @property
    def law_refs(self) -> tuple[LawRef, ...]:
        """Every law reference behind what answers most directly, each once, in the order of the citations.

        A whole § is left out where one of its stykker is given.
        """
        unique: dict[str, LawRef] = {}
        for citation in self.citations:
            for ref in citation.basis:
                unique.setdefault(format_law_ref(ref, load_laws()), ref)
        exact = {_paragraf_of(ref) for ref in unique.values() if ref.stk}
        return tuple(ref for ref in unique.values() if ref.stk or ref.paragraf_to or _paragraf_of(ref) not in exact)


def answer_question(
    index: Index,
    question: str,
    history: Sequence[Turn] = (),
    *,
    replaced: bool = False,
    writer: Writer | None = None,
    on_found: Callable[[int], None] = lambda count: None,
) -> Answer:
    """Answer from the publications, in their own words or a model's, or say why not. Never raises for a question.

    Editions that a newer one replaces say nothing unless `replaced`. `writer` is the language model, if there
    is one. `on_found` is told how many passages were found before an answer is made of them.
    """
    *_, answer = answer_step_by_step(index, question, history, replaced=replaced, writer=writer, on_found=on_found)
    return answer


def answer_step_by_step(
    index: Index,
    question: str,
    history: Sequence[Turn] = (),
    *,
    replaced: bool = False,
    writer: Writer | None = None,
    on_found: Callable[[int], None] = lambda count: None,
) -> Iterator[Answer]:
    """The answer as it grows by statements of a model; the last one is whole, and the only one without a model."""
    started = time.perf_counter()
    question = strip_hidden(question)
    language = find_language(question)
    if reason := find_block(question):
        yield Answer(STATUS_OF[reason], "", reason, language, timings_ms=_timings({}, started))
        return
    earlier = [strip_hidden(turn.question) for turn in history if not find_block(turn.question)]
    understood = _understand(question, earlier, writer)
    result = index.search(understood, replaced=replaced)
    alone = index.search(question, replaced=replaced) if understood != question else None
    if means_decision(question, (alone or result).read):
        reason = Reason.CONCRETE_CASE
        yield Answer(STATUS_OF[reason], "", reason, language, timings_ms=_timings(result.timings_ms, started))
        return
    on_found(len(result.kept))
    evidence = weigh_evidence(question, result, index)
    answer = Answer(
        AnswerStatus.ANSWERED,
        question,
        language=language,
        understood_as=understood if understood != question else "",
        found=result.kept,
        evidence=evidence,
        searched=len({passage.publication_id for passage in (index.passages if replaced else index.current)}),
    )
    halves = _halves(index, question, result, replaced=replaced) if evidence.answers else ()
    if halves:
        answer = replace(answer, found=_in_turn([half.kept for half in halves]))
    if asks_for_address(question, result.addresses):
        chosen = collect_addressed(result.addresses, index.passages if replaced else index.current)
    elif not evidence.answers:
        chosen = []
    elif halves:
        chosen = join_chosen([select_sentences(half.question, half, index.rarity) for half in halves])
    else:
        said = [turn.answer for turn in history] if alone else []
        chosen = select_sentences(question, result, index.rarity, said, alone)
    if not chosen:
        answer = _without_answer(answer, result)
    elif writer is None or asks_for_address(question, result.addresses):  # the whole of an address, not a digest of it
        answer = _verbatim(answer, chosen)
    else:
        for draft in writer.write(understood, _to_offer(chosen, result)):
            answer = _worded(answer, draft, chosen)
            if not draft.done:
                yield replace(answer, growing=True)
    yield replace(_with_outlook(answer, index, result), timings_ms=_timings(result.timings_ms, started))


def _understand(question: str, earlier: Sequence[str], writer: Writer | None) -> str:
    """A follow-up written out by the model where there is one and what it says holds."""
    understood = understand(question, earlier)
    if writer is None or understood == question:
        return understood
    return writer.condense(question, earlier) or understood


def _halves(index: Index, question: str, result: SearchResult, *, replaced: bool) -> tuple[SearchResult, ...]:
    """What each half of a question finds, where it asks two things that are answered in different recommendations.

    A follow-up is one question: what it goes on from is no half.
    """
    if result.question != question or asks_for_address(question, result.addresses):
        return ()
    halves = tuple(index.search(half, replaced=replaced) for half in halves_of(question))
    return halves if halves and _lie_apart(*halves) else ()


def _lie_apart(one: SearchResult, other: SearchResult) -> bool:
    """Whether the halves of a question are answered in different recommendations."""
    numbers = [{found.passage.recommendation for found in half.kept[:_CLOSE]} for half in (one, other)]
    first = [half.kept[0].passage.recommendation if half.kept else None for half in (one, other)]
    return None not in first and first[0] not in numbers[1] and first[1] not in numbers[0]


def _in_turn(lists: Sequence[Sequence[Found]]) -> tuple[Found, ...]:
    """The best of each list, then the second best of each, and so on; each once, as many as one search keeps."""
    by_passage: dict[str, Found] = {}
    for places in zip(*lists, strict=False):
        for found in places:
            by_passage.setdefault(found.passage.id, found)
    return tuple(by_passage.values())[:KEPT]


def _without_answer(answer: Answer, result: SearchResult) -> Answer:
    reason = Reason.NOT_IN_PUBLICATIONS
    nearest, referral = result.kept[:NEAREST], find_referral(answer.question)
    return replace(answer, status=STATUS_OF[reason], reason=reason, nearest=nearest, referral=referral)


def _with_outlook(answer: Answer, index: Index, result: SearchResult) -> Answer:
    """With recommendations and questions to go on with; where nothing answers, the nearest passages are that."""
    if answer.reason is not None:
        return answer
    cited = [citation.passage for citation in answer.citations]
    related = find_related(cited, result, index.current)
    return replace(answer, related=related, further=find_further(answer.question, cited, result))


def _verbatim(answer: Answer, chosen: Sequence[Chosen]) -> Answer:
    citations = tuple(_citation(number, part) for number, part in enumerate(chosen, start=1))
    statements = tuple(_statement(citation, part) for citation, part in zip(citations, chosen, strict=True))
    return replace(answer, statements=statements, citations=citations)


def _to_offer(chosen: Sequence[Chosen], result: SearchResult) -> list[Passage]:
    """What a model may write from: the passages of the sentences that answer, then the nearest others."""
    return list(dict.fromkeys([*(part.passage for part in chosen), *(found.passage for found in result.kept)]))


def _worded(answer: Answer, draft: Draft, chosen: Sequence[Chosen]) -> Answer:
    """The answer in a model's words as far as they have come; verbatim where its draft is of no use."""
    if draft.done and not draft.usable:
        written = Written.MODEL_FAILED if draft.fault else Written.MODEL_DISCARDED
        answer = _verbatim(replace(answer, written=written), chosen)
        return replace(answer, dropped=draft.dropped, fault=draft.fault)
    numbers: dict[Chosen, int] = {}
    statements = []
    for carried in draft.passed:
        parts = [Chosen(passage, sentences, 0.0, sentences) for passage, sentences in carried.sentences]
        cited = tuple(numbers.setdefault(part, len(numbers) + 1) for part in parts)
        modality = next((m for m in map(_modality, parts) if m is Modality.KRAV), _modality(parts[0]))
        statements.append(Statement(carried.text, cited, modality))
    citations = tuple(_citation(number, part) for part, number in numbers.items())
    return replace(
        answer, statements=tuple(statements), citations=citations, written=Written.MODEL, dropped=draft.dropped
    )


def _citation(number: int, chosen: Chosen) -> Citation:
    start, end = chosen.sentences[0].start, chosen.sentences[-1].end
    refs, basis = (law_behind(chosen.passage, sentences) for sentences in (chosen.sentences, chosen.basis))
    return Citation(number, chosen.passage, start, end, refs, basis)


def law_behind(passage: Passage, sentences: Sequence[PassageSentence]) -> tuple[LawRef, ...]:
    """The address of what is quoted where that is a law, then what its sentences refer to."""
    own = [passage.law_ref] if passage.law_ref and sentences else []
    said = [ref for sentence in sentences for ref in sentence.law_refs]
    return tuple(ref for ref in [*own, *said] if ref.law)


def _paragraf_of(ref: LawRef) -> tuple[str | None, int, str]:
    return ref.law, ref.paragraf, ref.letter


def _statement(citation: Citation, chosen: Chosen) -> Statement:
    return Statement(citation.quote, (citation.number,), _modality(chosen), chosen.sentences[0].lead_in)


def _modality(chosen: Chosen) -> Modality | None:
    modalities = [sentence.modality for sentence in chosen.sentences if sentence.modality]
    return Modality.KRAV if Modality.KRAV in modalities else next(iter(modalities), None)


def _timings(spent: dict[str, float], started: float) -> dict[str, float]:
    """Milliseconds by step: embedding, search, the making of the answer, and all together."""
    total = (time.perf_counter() - started) * 1e3
    embed, search = spent.get("embed", 0.0), spent.get("search", 0.0)
    return {"embed": embed, "search": search, "answer": total - embed - search, "total": total}
