"""The metrics. Each is a pure function of a case and the response to it.

It gives what the case adds to the metric's numerator and denominator, or None where the case has
nothing to say; over many cases the metric is the sum of the ones over the sum of the others.
"""

from __future__ import annotations

from app.texts import AnswerStatus
from eval.cases import Case, CaseType
from eval.intervals import Part
from eval.matching import gives_law_ref, held_evidence, holds, is_right_place, states
from eval.responses import REACH, Response


def evidence_recall(case: Case, response: Response, first: int) -> Part | None:
    """How much of the evidence the `first` places found hold, over answerable cases.

    Recall at k with one relevant place needed, success at k. Manning, Raghavan and Schütze, Introduction
    to Information Retrieval (2008), ch. 8.4.
    """
    return (held_evidence(case, response.ranked[:first]), 1.0) if case.answerable else None


def reciprocal_rank(case: Case, response: Response) -> Part | None:
    """One over the rank of the first place that holds evidence; 0 when none of the first 20 does.

    Mean reciprocal rank. Voorhees, The TREC-8 Question Answering Track Report (1999).
    """
    if not case.answerable:
        return None
    rank = first_rank(case, response)
    return (1.0 / rank if rank else 0.0, 1.0)


def first_rank(case: Case, response: Response) -> int | None:
    """The rank, from 1, of the first place that holds any of the evidence."""
    for rank, place in enumerate(response.ranked[:REACH], start=1):
        if any(holds(place.text, evidence) for evidence in case.evidence):
            return rank
    return None


def nugget_recall(case: Case, response: Response) -> Part | None:
    """Share of the case's facts that the answer states; no answer states none. Over answerable cases.

    Voorhees, Overview of the TREC 2003 Question Answering Track (2003); matched by pattern as in
    Lin and Demner-Fushman, Automatically Evaluating Answers to Definition Questions (2005).
    """
    if not case.nuggets:
        return None
    stated = sum(states(response.answer, nugget) for nugget in case.nuggets) if response.answered else 0
    return (stated / len(case.nuggets), 1.0)


def handled(case: Case, response: Response) -> Part | None:
    """Whether all is right: the status is, and an answer states every fact and cites a right place.

    Exact match, as in Rajpurkar, Jia and Liang, Know What You Don't Know (SQuAD 2.0, 2018), where an
    unanswerable question is matched by saying so.
    """
    if response.status is not case.expected:
        return (0.0, 1.0)
    if not case.answerable:
        return (1.0, 1.0)
    whole = all(states(response.answer, nugget) for nugget in case.nuggets)
    return (float(whole and any(is_right_place(case, cited.place) for cited in response.citations)), 1.0)


def citation_precision(case: Case, response: Response) -> Part | None:
    """Share of an answer's citations that are right, over answerable cases that were answered.

    Right is a place that holds evidence, states a nugget, or stands in the recommendation and section
    that answer. Gao, Yen, Yu and Chen, Enabling Large Language Models to Generate Text with Citations
    (ALCE, 2023); Liu, Zhang and Liang, Evaluating Verifiability in Generative Search Engines (2023).
    """
    if not case.answerable or not response.answered:
        return None
    right = sum(is_right_place(case, cited.place) for cited in response.citations)
    return (right / len(response.citations) if response.citations else 0.0, 1.0)


def citation_recall(case: Case, response: Response) -> Part | None:
    """How much of the evidence stands in the cited places; nothing without an answer. Sources as above.

    ALCE asks whether each statement is borne out by its citations, which for verbatim statements is
    what `quotes_verbatim` measures; this asks whether the place that answers is among the cited.
    """
    if not case.answerable:
        return None
    return (held_evidence(case, [cited.place for cited in response.citations]) if response.answered else 0.0, 1.0)


def quotes_verbatim(case: Case, response: Response) -> Part | None:
    """Share of statements with citations that all exist and quote their place word for word.

    Attribution as in Rashkin et al., Measuring Attribution in Natural Language Generation Models (AIS,
    2023), in its strictest form. Counted over all statements of all answers.
    """
    if not response.answered:
        return None
    cited = {cited.number: cited for cited in response.citations}
    right = sum(
        bool(stated.citations)
        and all(n in cited and _is_quoted(cited[n].quote, cited[n].place.text) for n in stated.citations)
        for stated in response.statements
    )
    return (right, len(response.statements))


def statements_verbatim(case: Case, response: Response) -> Part | None:
    """Share of statements whose own words stand in what they quote: 1 unless a model has rewritten them."""
    if not response.answered:
        return None
    quotes = {cited.number: cited.quote for cited in response.citations}
    right = sum(
        any(_is_quoted(stated.text, quotes.get(number, "")) for number in stated.citations)
        for stated in response.statements
    )
    return (right, len(response.statements))


def _is_quoted(words: str, source: str) -> bool:
    return bool(words.strip()) and holds(source, words)


def law_recall(case: Case, response: Response) -> Part | None:
    """Share of the law references expected that the answer gives, over cases that expect any.

    Set recall; a reference is given when its § and, where expected, its stk. are.
    """
    if not case.law_refs:
        return None
    given = response.law_refs if response.answered else ()
    return (sum(any(gives_law_ref(ref, one) for one in given) for ref in case.law_refs) / len(case.law_refs), 1.0)


def law_precision(case: Case, response: Response) -> Part | None:
    """Share of the law references given that are expected, over cases that expect and get any.

    Set precision. Elsewhere references stand beside an answer as its basis and are not wrong.
    """
    if not case.law_refs or not response.answered or not response.law_refs:
        return None
    right = sum(any(gives_law_ref(ref, one) for ref in case.law_refs) for one in response.law_refs)
    return (right / len(response.law_refs), 1.0)


def abstention_precision(case: Case, response: Response, kind: CaseType | None) -> Part | None:
    """Of what was left unanswered, the share that was right to leave: unanswerable, not answerable.

    Over the unanswerable cases of one kind (all kinds with None) and all answerable ones; saying that
    there is no answer is the positive class. Rajpurkar, Jia and Liang (2018), as above.
    """
    if not _in_play(case, kind) or not response.abstained:
        return None
    return (float(not case.answerable), 1.0)


def abstention_recall(case: Case, response: Response, kind: CaseType | None) -> Part | None:
    """Of the unanswerable cases of a kind, the share left unanswered."""
    return (float(response.abstained), 1.0) if not case.answerable and _in_play(case, kind) else None


def abstention_f1(case: Case, response: Response, kind: CaseType | None) -> Part | None:
    """Harmonic mean of the two, as 2 TP / (2 TP + FP + FN). Van Rijsbergen, Information Retrieval (1979)."""
    if not _in_play(case, kind) or (case.answerable and not response.abstained):
        return None
    hit = float(response.abstained and not case.answerable)
    return (2 * hit, 2 * hit + (1 - hit))


def _in_play(case: Case, kind: CaseType | None) -> bool:
    if case.answerable:
        return True
    return case.expected is AnswerStatus.NO_SOURCE and kind in (None, case.type)


def answer_rate(case: Case, response: Response) -> Part | None:
    """Share of the answerable cases that were answered: coverage. El-Yaniv and Wiener, On the
    Foundations of Noise-free Selective Classification (2010)."""
    return (float(response.answered), 1.0) if case.answerable else None


def blocked_rightly(case: Case, response: Response) -> Part | None:
    """Share of the questions with a CPR number or about one concrete case that were turned away."""
    is_right = case.expected is AnswerStatus.BLOCKED
    return (float(response.status is AnswerStatus.BLOCKED), 1.0) if is_right else None


def blocked_wrongly(case: Case, response: Response) -> Part | None:
    """Share of all other questions that were turned away: false positive rate, 0 is best."""
    is_wrong = case.expected is not AnswerStatus.BLOCKED
    return (float(response.status is AnswerStatus.BLOCKED), 1.0) if is_wrong else None


def follow_up_recall(case: Case, response: Response) -> Part | None:
    """Evidence recall at 5 over follow-up questions, which cannot be understood without what came before."""
    return evidence_recall(case, response, 5) if case.type is CaseType.FOLLOW_UP else None


def faults(case: Case, response: Response) -> Part | None:
    """Share of the questions at which the system broke down, 0 is best."""
    return (float(response.status is AnswerStatus.SERVICE_ERROR), 1.0)


def answer_words(case: Case, response: Response) -> Part | None:
    """Words of an answer; the median over answers."""
    return (float(len(response.answer.split())), 1.0) if response.answered else None


def milliseconds(case: Case, response: Response) -> Part | None:
    """Time from question to answer. Median and 95th percentile: Dean and Barroso, The Tail at Scale (2013)."""
    return (response.ms, 1.0)
