"""Bootstrap intervals: how far a figure would move had other cases been written.

Cases are drawn with replacement as often as there are cases, many times over; the interval runs from
the 2.5th to the 97.5th percentile of the figure. Efron and Tibshirani, An Introduction to the
Bootstrap (1993), ch. 13; for retrieval, Sakai, Evaluating Evaluation Metrics based on the Bootstrap
(SIGIR 2006). The seed is fixed: the same cases give the same interval.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

RESAMPLES = 1000
SEED = 20240301
_TAILS = (2.5, 97.5)

Part = tuple[float, float]  # what one case adds to a metric's numerator and to its denominator
Interval = tuple[float, float]


def ratio(parts: Sequence[Part]) -> float | None:
    """Sum of numerators over sum of denominators; None when the latter is 0."""
    above, below = sum(part[0] for part in parts), sum(part[1] for part in parts)
    return above / below if below else None


def ratio_interval(parts: Sequence[Part]) -> Interval | None:
    """Interval of `ratio`; draws without a denominator say nothing and are left out."""
    if not parts:
        return None
    sums = np.array(parts, dtype=np.float64)[_draws(len(parts))].sum(axis=1)
    sums = sums[sums[:, 1] > 0]
    return _tails(sums[:, 0] / sums[:, 1]) if len(sums) else None


def quantile(values: Sequence[float], share: float) -> float | None:
    return float(np.quantile(values, share)) if values else None


def quantile_interval(values: Sequence[float], share: float) -> Interval | None:
    if not values:
        return None
    return _tails(np.quantile(np.array(values, dtype=np.float64)[_draws(len(values))], share, axis=1))


def difference_interval(before: Sequence[Part], after: Sequence[Part]) -> Interval | None:
    """Interval of `ratio(after) - ratio(before)` over the same cases in the same order (paired)."""
    if not before or len(before) != len(after):
        return None
    draws = _draws(len(before))
    first = np.array(before, dtype=np.float64)[draws].sum(axis=1)
    second = np.array(after, dtype=np.float64)[draws].sum(axis=1)
    both = (first[:, 1] > 0) & (second[:, 1] > 0)
    if not both.any():
        return None
    return _tails(second[both, 0] / second[both, 1] - first[both, 0] / first[both, 1])


@lru_cache(maxsize=200)
def _draws(count: int) -> NDArray[np.int64]:
    """Row numbers, shape (RESAMPLES, count)."""
    return np.random.default_rng(SEED).integers(0, count, size=(RESAMPLES, count))


def _tails(values: NDArray[np.float64]) -> Interval:
    low, high = np.percentile(values, _TAILS)
    return float(low), float(high)
