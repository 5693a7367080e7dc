"""The metrics move: a system that is right in all is broken on purpose, and what is to catch it falls."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from app.answer import Answer, Citation, Statement
from app.evidence import Evidence
from app.texts import STATUS_OF, AnswerStatus, Reason
from eval.cases import Case, CaseType, load_split
from eval.figures import METRIC, METRICS, Pair, reckon
from eval.matching import gives_law_ref, holds
from eval.responses import Response, place_of
from eval.systems import response_of
from index.build import gather
from index.passages import Passage, PassageSentence
from index.search import Found

# One of each kind; b-063 and a-013 cite a law that stands in a footnote only.
IDS = ("b-063", "a-013", "c-055", "a-001", "a-003", "a-005", "c-001", "a-027")
KINDS = (CaseType.STRANGER, CaseType.NEIGHBOUR, CaseType.CPR, CaseType.CASE)

System = Callable[[Case], Answer]
Broken = Callable[[Case, Answer], Answer]


@pytest.fixture(scope="module")
def passages(settings) -> tuple[Passage, ...]:
    return gather(settings.sources).passages


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    dev = load_split("dev")
    found = {case.id: case for case in dev}
    return [found[id] for id in IDS] + [next(case for case in dev if case.type is kind) for kind in KINDS]


@pytest.fixture(scope="module")
def perfect(passages) -> System:
    """Answers from the gold itself: cites the sentences that hold the evidence, or says why not."""

    def answer(case: Case) -> Answer:
        if not case.answerable:
            reason = Reason.CPR if case.expected is AnswerStatus.BLOCKED else Reason.NOT_IN_PUBLICATIONS
            return Answer(STATUS_OF[reason], case.question, reason, evidence=Evidence(0.1, {}))
        citations: list[Citation] = []
        for evidence in case.evidence:
            passage = next(p for p in passages if p.publication_id == case.publication and holds(p.text, evidence))
            sentences = [s for s in passage.sentences if holds(s.text, evidence) or holds(evidence, s.text)]
            sentences = sentences or list(passage.sentences)
            citations.append(_citation(len(citations) + 1, passage, sentences, case))
        return _answer(case, citations)

    return answer


def _citation(number: int, passage: Passage, sentences: Sequence[PassageSentence], case: Case) -> Citation:
    from app.render import law_ref_text

    refs = [ref for s in sentences for ref in s.law_refs if ref.law]
    expected = [r for r in refs if any(gives_law_ref(wanted, law_ref_text(r)) for wanted in case.law_refs)]
    return Citation(number, passage, sentences[0].start, sentences[-1].end, tuple(expected), tuple(expected))


def _answer(case: Case, citations: Sequence[Citation]) -> Answer:
    statements = tuple(Statement(citation.quote, (citation.number,)) for citation in citations)
    found = tuple({c.passage.id: Found(c.passage, 1.0, {}) for c in citations}.values())
    return Answer(
        AnswerStatus.ANSWERED,
        case.question,
        statements=statements,
        citations=tuple(citations),
        found=found,
        evidence=Evidence(0.9, {}),
    )


def measured(cases: Sequence[Case], system: System, passages: Sequence[Passage]) -> dict[str, float | None]:
    places = {passage.id: place_of(passage) for passage in passages}
    pairs: list[Pair] = []
    for case in cases:
        answer = system(case)
        response: Response = response_of(answer, (), places)
        pairs.append((case, response.model_copy(update={"ms": answer.timings_ms.get("total", 1.0)})))
    return {metric.name: reckon(metric, pairs).value for metric in METRICS}


def test_the_perfect_system_is_perfect(cases, perfect, passages) -> None:
    figures = measured(cases, perfect, passages)
    ratios = {metric.name: figures[metric.name] for metric in METRICS if metric.quantile is None}
    assert ratios == {name: float(METRIC[name].better > 0) for name in ratios}


def test_the_law_stands_in_a_footnote(cases, perfect) -> None:
    cited = [ref for case in cases[:2] for citation in perfect(case).citations for ref in citation.law_refs]
    assert cited and all(ref.footnote for ref in cited)


# Ways to break it. Each takes a case and the right answer.


@pytest.fixture(scope="module")
def elsewhere(passages) -> Passage:
    """A passage that answers none of the cases."""
    return next(p for p in passages if p.publication_id.startswith("fokus") and len(p.sentences) > 1)


def cite_wrongly(case: Case, answer: Answer, elsewhere: Passage) -> Answer:
    """The words are right, but the citation leads to another passage."""
    sentence = elsewhere.sentences[0]
    wrong = [replace(c, passage=elsewhere, start=sentence.start, end=sentence.end) for c in answer.citations]
    return replace(answer, citations=tuple(wrong))


def invent_quote(case: Case, answer: Answer, elsewhere: Passage) -> Answer:
    """The passage is the right one, but it does not say what is quoted."""
    citations, statements = [], []
    for citation, statement in zip(answer.citations, answer.statements, strict=True):
        words = f"Ifølge loven {citation.passage.text.lower()} senest på fredag"
        invented = replace(citation, passage=replace(citation.passage, text=words), start=0, end=len(words))
        citations.append(invented)
        statements.append(replace(statement, text=invented.quote))
    return replace(answer, citations=tuple(citations), statements=tuple(statements))


def rewrite_statements(case: Case, answer: Answer, elsewhere: Passage) -> Answer:
    return replace(answer, statements=tuple(replace(s, text=f"Kort sagt: {s.text}") for s in answer.statements))


def drop_footnotes(case: Case, answer: Answer, elsewhere: Passage) -> Answer:
    """What stands in a footnote is not carried on."""
    kept = [replace(c, basis=tuple(r for r in c.basis if not r.footnote)) for c in answer.citations]
    return replace(answer, citations=tuple(kept))


def add_law_refs(case: Case, answer: Answer, elsewhere: Passage) -> Answer:
    more = [replace(c, basis=(*c.basis, *(replace(r, paragraf=201) for r in c.basis))) for c in answer.citations]
    return replace(answer, citations=tuple(more))


def answer_all(case: Case, answer: Answer, elsewhere: Passage) -> Answer:
    """What the publications leave open is answered too."""
    if answer.status is AnswerStatus.NO_SOURCE:
        sentence = elsewhere.sentences[0]
        return _answer(case, [Citation(1, elsewhere, sentence.start, sentence.end)])
    return answer


def answer_blocked(case: Case, answer: Answer, elsewhere: Passage) -> Answer:
    blocked = answer.status is AnswerStatus.BLOCKED
    return replace(answer, status=AnswerStatus.NO_SOURCE, reason=Reason.NOT_IN_PUBLICATIONS) if blocked else answer


def block_all(case: Case, answer: Answer, elsewhere: Passage) -> Answer:
    return Answer(AnswerStatus.BLOCKED, "", Reason.CONCRETE_CASE)


def abstain_from_every_other(case: Case, answer: Answer, elsewhere: Passage) -> Answer:
    """Every second answerable question is left unanswered."""
    if case.answerable and IDS.index(case.id) % 2:
        return replace(
            answer, status=AnswerStatus.NO_SOURCE, reason=Reason.NOT_IN_PUBLICATIONS, statements=(), citations=()
        )
    return answer


def rank_lower(case: Case, answer: Answer, elsewhere: Passage) -> Answer:
    """The right passages come after another one."""
    return replace(answer, found=(Found(elsewhere, 2.0, {}), *answer.found))


def lose_passages(case: Case, answer: Answer, elsewhere: Passage) -> Answer:
    return replace(answer, found=())


def say_half(case: Case, answer: Answer, elsewhere: Passage) -> Answer:
    """Answers break off after four words; what is left is still a true quote."""
    cut = [replace(c, end=c.start + len(" ".join(c.quote.split()[:4]))) for c in answer.citations]
    statements = [replace(s, text=" ".join(s.text.split()[:4])) for s in answer.statements]
    return replace(answer, citations=tuple(cut), statements=tuple(statements))


def break_down(case: Case, answer: Answer, elsewhere: Passage) -> Answer:
    return Answer(AnswerStatus.SERVICE_ERROR, "", Reason.FAILED)


def dawdle(case: Case, answer: Answer, elsewhere: Passage) -> Answer:
    return replace(answer, timings_ms={"total": 900.0})


def named(abstention: str) -> tuple[str, ...]:
    return tuple(f"{abstention}_{kind}" for kind in ("strangers", "neighbours", "all"))


RECALLS = ("evidence_recall_1", "evidence_recall_3", "evidence_recall_5", "evidence_recall_10", "evidence_recall_20")
MOVES = [
    (cite_wrongly, ("citation_precision", "citation_recall", "statements_verbatim", "handled")),
    (invent_quote, ("quotes_verbatim",)),
    (rewrite_statements, ("statements_verbatim",)),
    (drop_footnotes, ("law_recall",)),
    (add_law_refs, ("law_precision",)),
    (
        answer_all,
        (*named("abstention_recall"), *named("abstention_f1"), "handled"),
    ),
    (answer_blocked, ("blocked_rightly", "handled")),
    (block_all, ("blocked_wrongly", "answer_rate", "nugget_recall", "abstention_precision_all", *RECALLS)),
    (
        abstain_from_every_other,
        ("answer_rate", "nugget_recall", "citation_recall", *named("abstention_precision"), "handled"),
    ),
    (rank_lower, ("evidence_recall_1", "mrr")),
    (lose_passages, (*RECALLS, "mrr", "follow_up_recall_5")),
    (say_half, ("nugget_recall", "handled")),
    (break_down, ("faults", "handled", "answer_rate", *named("abstention_recall"))),
    (dawdle, ("ms_p50", "ms_p95")),
]


@pytest.mark.parametrize(("broken", "falls"), MOVES, ids=lambda value: getattr(value, "__name__", ""))
def test_what_breaks_shows(broken, falls: tuple[str, ...], cases, perfect, passages, elsewhere) -> None:
    whole = measured(cases, perfect, passages)
    now = measured(cases, lambda case: broken(case, perfect(case), elsewhere), passages)
    unmoved = [name for name in falls if not _worse(name, whole[name], now[name])]
    assert not unmoved, {name: (whole[name], now[name]) for name in unmoved}


def test_what_is_not_broken_stays(cases, perfect, passages, elsewhere) -> None:
    """A dropped footnote is a matter of the law metrics alone, an invented quote not one of finding."""
    whole = measured(cases, perfect, passages)
    dropped = measured(cases, lambda case: drop_footnotes(case, perfect(case), elsewhere), passages)
    assert {name for name in whole if whole[name] != dropped[name]} == {"law_recall"}
    invented = measured(cases, lambda case: invent_quote(case, perfect(case), elsewhere), passages)
    moved = {name for name in whole if whole[name] != invented[name]}
    assert moved == {"quotes_verbatim", "answer_words"}


def test_every_metric_has_something_that_moves_it() -> None:
    """All but the length of the answer, which is neither better nor worse."""
    moved = {name for _, falls in MOVES for name in falls}
    assert {metric.name for metric in METRICS if metric.better} == moved


def _worse(name: str, before: float | None, after: float | None) -> bool:
    assert before is not None
    return after is not None and METRIC[name].better * (after - before) < 0
