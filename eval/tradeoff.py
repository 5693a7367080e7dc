"""The abstention trade-off: what a stricter threshold saves, and what it costs.

Every system has a confidence by which it could abstain, also those that never do. Sweeping a threshold
over it gives a curve: the receiver operating characteristic of "there is an answer". Fawcett, An
Introduction to ROC Analysis (2006); its area is the share of pairs that are ordered right.
"""

from __future__ import annotations

from collections.abc import Sequence

from app.texts import AnswerStatus
from eval.figures import Pair

Point = tuple[float, float]  # share of answerable left unanswered, share of unanswerable left unanswered


def curve(pairs: Sequence[Pair]) -> list[Point]:
    """The points of all thresholds, from answering all to answering none; none without both kinds of case."""
    answerable, unanswerable = _confidences(pairs)
    if not answerable or not unanswerable:
        return []
    thresholds = sorted({*answerable, *unanswerable, float("inf")})
    return [(_share_below(answerable, t), _share_below(unanswerable, t)) for t in thresholds]


def operating_point(pairs: Sequence[Pair]) -> Point | None:
    """Where the system stands with its own threshold."""
    abstained = [(case.answerable, response.abstained) for case, response in _judged(pairs)]
    wrongly = [left for answerable, left in abstained if answerable]
    rightly = [left for answerable, left in abstained if not answerable]
    return (sum(wrongly) / len(wrongly), sum(rightly) / len(rightly)) if wrongly and rightly else None


def area(pairs: Sequence[Pair]) -> float | None:
    """The chance that an answerable case has more confidence than an unanswerable one; ties count half."""
    answerable, unanswerable = _confidences(pairs)
    if not answerable or not unanswerable:
        return None
    won = sum((a > u) + 0.5 * (a == u) for a in answerable for u in unanswerable)
    return won / (len(answerable) * len(unanswerable))


def _judged(pairs: Sequence[Pair]) -> list[Pair]:
    """Questions to be blocked are no question of confidence."""
    return [pair for pair in pairs if pair[0].expected is not AnswerStatus.BLOCKED]


def _confidences(pairs: Sequence[Pair]) -> tuple[list[float], list[float]]:
    """Of the answerable and of the unanswerable cases; what was not even searched for has the least."""
    judged = [(c.answerable, r.confidence if r.confidence is not None else float("-inf")) for c, r in _judged(pairs)]
    return [value for answerable, value in judged if answerable], [
        value for answerable, value in judged if not answerable
    ]


def _share_below(values: Sequence[float], threshold: float) -> float:
    return sum(value < threshold for value in values) / len(values)
