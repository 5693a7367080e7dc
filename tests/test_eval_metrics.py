"""The metrics, against values reckoned by hand."""

from __future__ import annotations

import pytest
from case_maker import BLOCKED, FAULT, NO_SOURCE, make_answer, make_case, make_place, make_ranked, make_unanswerable

from eval import metrics
from eval.cases import CaseType, Nugget
from eval.figures import METRIC, METRICS, reckon
from eval.intervals import difference_interval, quantile, quantile_interval, ratio, ratio_interval
from eval.matching import gives_law_ref, held_evidence, holds, is_right_place, states
from eval.metrics import first_rank
from eval.responses import Cited, Stated
from eval.tradeoff import area, curve, operating_point

RIGHT, OTHER = "Her står: barnet skal høres.", "Noget andet"
ALTERNATIVES = make_case(evidence=("barnet skal høres", "spørg barnet"))
TWO = make_case(type=CaseType.TWO_RECOMMENDATIONS, evidence=("barnet skal høres", "spørg forældrene"))
STRANGER = make_unanswerable(CaseType.STRANGER)
NEIGHBOUR = make_unanswerable(CaseType.NEIGHBOUR)
INJECTION = make_unanswerable(CaseType.INJECTION)
CPR = make_unanswerable(CaseType.CPR, "blocked: et CPR-nummer")
ANSWER = make_answer(RIGHT)


@pytest.mark.parametrize(
    ("text", "evidence", "expected"),
    [
        ("Barnet skal høres, når", "skal høres", True),
        ("Barnet skal\n  høres", "skal høres", True),
        ("Barnet skal<sup>68</sup> høres", "skal høres", True),
        ("Barnet under-\nstøttes", "understøttes", True),
        ("» Barnet **skal** høres", "Barnet skal høres", True),
        ("Barnet skal ikke høres", "skal høres", False),
        ("barnet SKAL høres", "barnet skal høres", False),
    ],
)
def test_holds(text: str, evidence: str, expected: bool) -> None:
    assert holds(text, evidence) is expected


@pytest.mark.parametrize(
    ("text", "patterns", "expected"),
    [
        ("Senest tre måneder efter", ("senest tre måneder",), True),
        ("senest  tre\nmåneder efter", ("senest tre måneder",), True),
        ("børn fra 10 år", ("fra (ti|10) år",), True),
        ("skal være under-\nstøttet", ("understøttet",), True),
        ("skal høres<sup>13</sup> altid", ("høres altid",), True),
        ("to gange", ("tre gange", "to gange"), True),
        ("to gange", ("tre gange",), False),
    ],
)
def test_states(text: str, patterns: tuple[str, ...], expected: bool) -> None:
    assert states(text, Nugget(fact="f", patterns=patterns)) is expected


@pytest.mark.parametrize(
    ("expected", "given", "matches"),
    [
        ("Barnets lov § 91, stk. 2", "Barnets lov § 91, stk. 2", True),
        ("Barnets lov § 91", "Barnets lov § 91, stk. 2", True),
        ("Barnets lov § 91, stk. 2", "Barnets lov § 91", False),
        ("Barnets lov § 91, stk. 2", "Barnets lov § 91, stk. 3", False),
        ("Barnets lov § 158", "Barnets lov §§ 157-159", True),
        ("Barnets lov § 69", "Barnets lov § 69 a", False),
        ("Barnets lov § 9, stk. 3", "Adoptionsloven § 9, stk. 3", False),
        ("Barnets lov § 91", "§ 91", False),
    ],
)
def test_law_refs_match(expected: str, given: str, matches: bool) -> None:
    assert gives_law_ref(expected, given) is matches


@pytest.mark.parametrize(
    ("case", "texts", "expected"),
    [
        (ALTERNATIVES, [RIGHT], 1.0),
        (ALTERNATIVES, [OTHER, "spørg barnet"], 1.0),
        (ALTERNATIVES, [OTHER], 0.0),
        (TWO, [RIGHT], 0.5),
        (TWO, [RIGHT, "spørg forældrene"], 1.0),
        (TWO, [], 0.0),
    ],
)
def test_alternatives_and_what_belongs_together(case, texts: list[str], expected: float) -> None:
    assert held_evidence(case, [make_place(text) for text in texts]) == expected


@pytest.mark.parametrize(
    ("place", "right"),
    [
        (make_place(RIGHT, publication="q"), True),  # holds the evidence
        (make_place("Børn skal høres"), True),  # states the nugget
        (make_place(OTHER, recommendation=1, sections=("Anbefaling 1", "Hvordan")), True),
        (make_place(OTHER, recommendation=2, sections=("Anbefaling 2", "Hvordan")), False),
        (make_place(OTHER, recommendation=1, sections=("Anbefaling 1", "Hvorfor")), False),
        (make_place(OTHER, publication="q", recommendation=1, sections=("Hvordan",)), False),
    ],
)
def test_right_place(place, right: bool) -> None:
    assert is_right_place(make_case(), place) is right


RANKED = make_ranked(OTHER, "Mere andet", RIGHT, "Sidst")
TABLE = [
    # metric, case, response, what it adds (None: no say)
    ("evidence_recall_1", make_case(), RANKED, (0.0, 1.0)),
    ("evidence_recall_3", make_case(), RANKED, (1.0, 1.0)),
    ("evidence_recall_20", TWO, RANKED, (0.5, 1.0)),
    ("evidence_recall_20", STRANGER, RANKED, None),
    ("mrr", make_case(), RANKED, (1 / 3, 1.0)),
    ("mrr", make_case(), make_ranked(OTHER), (0.0, 1.0)),
    ("mrr", STRANGER, RANKED, None),
    ("follow_up_recall_5", make_case(type=CaseType.FOLLOW_UP), RANKED, (1.0, 1.0)),
    ("follow_up_recall_5", make_case(), RANKED, None),
    ("nugget_recall", make_case(), ANSWER, (1.0, 1.0)),
    ("nugget_recall", make_case(), make_answer(OTHER), (0.0, 1.0)),
    ("nugget_recall", make_case(), NO_SOURCE, (0.0, 1.0)),
    ("nugget_recall", STRANGER, ANSWER, None),
    ("citation_precision", make_case(), make_answer(RIGHT, OTHER), (0.5, 1.0)),
    ("citation_precision", make_case(), make_answer(), (0.0, 1.0)),
    ("citation_precision", make_case(), NO_SOURCE, None),
    ("citation_precision", STRANGER, ANSWER, None),
    ("citation_recall", make_case(), make_answer(OTHER, RIGHT), (1.0, 1.0)),
    ("citation_recall", TWO, make_answer(RIGHT), (0.5, 1.0)),
    ("citation_recall", make_case(), NO_SOURCE, (0.0, 1.0)),
    ("quotes_verbatim", make_case(), make_answer(RIGHT, OTHER), (2, 2)),
    ("quotes_verbatim", make_case(), NO_SOURCE, None),
    ("statements_verbatim", make_case(), make_answer(RIGHT, OTHER), (2, 2)),
    ("answer_rate", make_case(), ANSWER, (1.0, 1.0)),
    ("answer_rate", make_case(), FAULT, (0.0, 1.0)),
    ("answer_rate", STRANGER, ANSWER, None),
    ("abstention_precision_strangers", STRANGER, NO_SOURCE, (1.0, 1.0)),
    ("abstention_precision_strangers", make_case(), NO_SOURCE, (0.0, 1.0)),
    ("abstention_precision_strangers", make_case(), ANSWER, None),
    ("abstention_precision_strangers", NEIGHBOUR, NO_SOURCE, None),
    ("abstention_recall_strangers", STRANGER, NO_SOURCE, (1.0, 1.0)),
    ("abstention_recall_strangers", STRANGER, BLOCKED, (1.0, 1.0)),
    ("abstention_recall_strangers", STRANGER, FAULT, (0.0, 1.0)),
    ("abstention_recall_strangers", STRANGER, ANSWER, (0.0, 1.0)),
    ("abstention_recall_strangers", NEIGHBOUR, ANSWER, None),
    ("abstention_recall_neighbours", NEIGHBOUR, ANSWER, (0.0, 1.0)),
    ("abstention_recall_all", INJECTION, NO_SOURCE, (1.0, 1.0)),
    ("abstention_recall_all", CPR, BLOCKED, None),
    ("abstention_f1_neighbours", NEIGHBOUR, NO_SOURCE, (2.0, 2.0)),
    ("abstention_f1_neighbours", NEIGHBOUR, ANSWER, (0.0, 1.0)),
    ("abstention_f1_neighbours", make_case(), NO_SOURCE, (0.0, 1.0)),
    ("abstention_f1_neighbours", make_case(), ANSWER, None),
    ("blocked_rightly", CPR, BLOCKED, (1.0, 1.0)),
    ("blocked_rightly", CPR, NO_SOURCE, (0.0, 1.0)),
    ("blocked_rightly", STRANGER, BLOCKED, None),
    ("blocked_wrongly", STRANGER, BLOCKED, (1.0, 1.0)),
    ("blocked_wrongly", make_case(), ANSWER, (0.0, 1.0)),
    ("blocked_wrongly", CPR, BLOCKED, None),
    ("faults", make_case(), FAULT, (1.0, 1.0)),
    ("faults", STRANGER, NO_SOURCE, (0.0, 1.0)),
    ("handled", make_case(), ANSWER, (1.0, 1.0)),
    ("handled", make_case(), make_answer(OTHER), (0.0, 1.0)),
    ("handled", make_case(), NO_SOURCE, (0.0, 1.0)),
    ("handled", CPR, BLOCKED, (1.0, 1.0)),
    ("handled", CPR, NO_SOURCE, (0.0, 1.0)),
    ("answer_words", make_case(), make_answer("et to tre", "fire"), (4.0, 1.0)),
    ("answer_words", make_case(), NO_SOURCE, None),
    ("ms_p50", make_case(), NO_SOURCE.model_copy(update={"ms": 12.5}), (12.5, 1.0)),
]


@pytest.mark.parametrize(("name", "case", "response", "expected"), TABLE)
def test_what_a_case_adds(name: str, case, response, expected) -> None:
    assert METRIC[name].part(case, response) == expected


LAW = make_case(law_refs=("Barnets lov § 91, stk. 2", "Barnets lov § 32"))


@pytest.mark.parametrize(
    ("case", "given", "recall", "precision"),
    [
        (LAW, ("Barnets lov § 91, stk. 2", "Barnets lov § 32, stk. 3"), (1.0, 1.0), (1.0, 1.0)),
        (LAW, ("Barnets lov § 32", "Barnets lov § 5"), (0.5, 1.0), (0.5, 1.0)),
        (LAW, (), (0.0, 1.0), None),
        (make_case(), ("Barnets lov § 32",), None, None),
    ],
)
def test_law_metrics(case, given: tuple[str, ...], recall, precision) -> None:
    response = make_answer(RIGHT, law_refs=given)
    assert metrics.law_recall(case, response) == recall
    assert metrics.law_precision(case, response) == precision


@pytest.mark.parametrize(
    ("citations", "cited", "expected"),
    [
        ((1,), [Cited(number=1, place=make_place(RIGHT), quote="barnet skal høres")], (1, 1)),
        ((1,), [Cited(number=1, place=make_place(RIGHT), quote="barnet skal ikke høres")], (0, 1)),
        ((1, 2), [Cited(number=1, place=make_place(RIGHT), quote="barnet skal høres")], (0, 1)),  # no source 2
        ((), [], (0, 1)),
        ((1,), [Cited(number=1, place=make_place(RIGHT), quote=" ")], (0, 1)),
    ],
)
def test_quotes_verbatim(citations: tuple[int, ...], cited: list[Cited], expected: tuple[int, int]) -> None:
    statements = (Stated(text="barnet skal høres", citations=citations),)
    response = make_answer().model_copy(update={"statements": statements, "citations": tuple(cited)})
    assert metrics.quotes_verbatim(make_case(), response) == expected


def test_a_statement_of_its_own_words_is_not_verbatim() -> None:
    own = (Stated(text="børn bør spørges", citations=(1,)),)
    response = ANSWER.model_copy(update={"statements": own})
    assert metrics.statements_verbatim(make_case(), response) == (0, 1)
    assert metrics.quotes_verbatim(make_case(), response) == (1, 1)


def test_a_lead_in_counts_as_said() -> None:
    led_in = (Stated(text="tale med lærere", lead_in="Du bør:", citations=(1,)),)
    assert make_answer().model_copy(update={"statements": led_in}).answer == "Du bør: tale med lærere"


def test_only_the_first_twenty_places_count() -> None:
    far = make_ranked(*(f"Noget {number}" for number in range(20)), RIGHT)
    assert first_rank(make_case(), far) is None
    assert metrics.reciprocal_rank(make_case(), far) == (0.0, 1.0)


def test_abstention_over_many_cases() -> None:
    """Three strangers, two of them left unanswered, and one answerable left too: P 2/3, R 2/3, F1 2/3."""
    pairs = [(STRANGER, NO_SOURCE), (STRANGER, NO_SOURCE), (STRANGER, ANSWER)]
    pairs += [(make_case(), NO_SOURCE), (make_case(), ANSWER), (NEIGHBOUR, NO_SOURCE), (CPR, BLOCKED)]
    for name in ("precision", "recall", "f1"):
        assert reckon(METRIC[f"abstention_{name}_strangers"], pairs).value == pytest.approx(2 / 3)
    assert reckon(METRIC["abstention_precision_all"], pairs).value == pytest.approx(3 / 4)
    assert reckon(METRIC["abstention_recall_neighbours"], pairs).value == 1.0


def test_figures_of_nothing() -> None:
    for metric in METRICS:
        figure = reckon(metric, [])
        assert (figure.value, figure.low, figure.high, figure.cases) == (None, None, None, 0)


def test_intervals() -> None:
    assert ratio([(1.0, 1.0), (0.0, 1.0), (3.0, 4.0)]) == pytest.approx(4 / 6)
    assert ratio([(0.0, 0.0)]) is None
    assert ratio_interval([(1.0, 1.0)] * 20) == (1.0, 1.0)
    low, high = ratio_interval([(1.0, 1.0)] * 50 + [(0.0, 1.0)] * 50)
    # the normal approximation: 0.5 ± 1.96 * sqrt(0.25 / 100)
    assert (low, high) == (pytest.approx(0.402, abs=0.02), pytest.approx(0.598, abs=0.02))
    assert ratio_interval([(1.0, 1.0), (0.0, 1.0)]) == ratio_interval([(1.0, 1.0), (0.0, 1.0)])  # the same each time
    assert quantile([1.0, 2.0, 3.0], 0.5) == 2.0
    assert quantile_interval([5.0] * 10, 0.95) == (5.0, 5.0)
    assert quantile([], 0.5) is None


def test_a_paired_difference_sees_past_the_noise_of_the_cases() -> None:
    before = [(float(number % 2), 1.0) for number in range(100)]
    assert difference_interval(before, before) == (0.0, 0.0)
    after = [(1.0, 1.0)] * 20 + before[20:]  # ten cases better, none worse
    low, high = difference_interval(before, after)
    assert 0.0 < low < 0.1 < high


def test_tradeoff() -> None:
    """Confidences 0.9 and 0.4 of answerable cases, 0.5 and 0.1 of others: three of four pairs are in order."""
    given = [(make_case(), 0.9), (make_case(), 0.4), (STRANGER, 0.5), (NEIGHBOUR, 0.1)]
    pairs = [(case, ANSWER.model_copy(update={"confidence": sure})) for case, sure in given]
    pairs.append((CPR, BLOCKED))  # is not judged by confidence
    assert area(pairs) == 0.75
    assert curve(pairs) == [(0.0, 0.0), (0.0, 0.5), (0.5, 0.5), (0.5, 1.0), (1.0, 1.0)]
    assert operating_point(pairs) == (0.0, 0.0)
    assert area(pairs[:1]) is None and curve(pairs[:1]) == [] and operating_point(pairs[:1]) is None
