"""`python -m eval.fit_select` fits the weights of `app.select` anew and prints how often the best sentence is right.

On the dev split of eval/cases and on eval/calibration/answerable.jsonl, questions with the sentence that answers them
which are no editorial questions.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from sklearn.preprocessing import StandardScaler

from app.follow_up import understand
from app.progress import show_progress, tell
from app.select import WEIGHTS, Candidate, find_candidates
from eval.bench import open_bench
from eval.cases import Case, load_split
from eval.matching import holds, is_right_place, states
from eval.responses import place_of
from eval.taught import load_answerable
from index.search import Index
from ingest.settings import load_settings

_FEATURES = (
    "asked_share asked_kind asked_mass similar similar_here taught taught_here taught_mass words passage passage_log "
    "kind shared item"
).split()
_CALIBRATION = 0.3  # weight of a question of the calibration beside one of the dev split
_FOLDS = 7
_STRENGTH = 0.3  # inverse of the regularisation


@dataclass(frozen=True, slots=True)
class Example:
    """`is_right` says of a candidate whether it answers."""

    question: str
    earlier: tuple[str, ...]
    is_right: Callable[[Candidate], bool]
    weight: float


def examples() -> list[Example]:
    cases = [case for case in load_split("dev") if case.answerable]
    found = [Example(c.question, tuple(t.question for t in c.history), _answers_case(c), 1.0) for c in cases]
    return found + [Example(q.question, (), _holds_any([q.evidence]), _CALIBRATION) for q in load_answerable()]


def _answers_case(case: Case) -> Callable[[Candidate], bool]:
    holds_evidence = _holds_any(case.evidence)

    def answers(candidate: Candidate) -> bool:
        text = candidate.sentence.text
        stated = any(states(text, nugget) for nugget in case.nuggets)
        return holds_evidence(candidate) or (stated and is_right_place(case, place_of(candidate.passage)))

    return answers


def _holds_any(evidence: Sequence[str]) -> Callable[[Candidate], bool]:
    """Whether the sentence holds evidence or is itself part of it."""

    def answers(candidate: Candidate) -> bool:
        text = candidate.sentence.text
        return any(holds(text, one) or holds(one, text) for one in evidence)

    return answers


def main() -> None:
    asked = examples()
    with open_bench(load_settings(), tell, show_progress) as bench:
        index = Index(bench.index, bench.embedder)
        rows, right, weights, groups = [], [], [], []
        for number, example in enumerate(asked):
            result = index.search(understand(example.question, example.earlier))
            for candidate in find_candidates(example.question, result, index.rarity):
                rows.append([candidate.features[name] for name in _FEATURES])
                right.append(example.is_right(candidate))
                weights.append(example.weight)
                groups.append(number)
    table, wanted, weight, group = np.array(rows), np.array(right), np.array(weights), np.array(groups)
    odds = np.zeros(len(table))
    for rest, out in GroupKFold(_FOLDS).split(table, wanted, group):
        odds[out] = _fit(table[rest], wanted[rest], weight[rest])(table[out])
    _print(odds, wanted, group, [example.weight == 1.0 for example in asked])
    scaler = StandardScaler().fit(table)
    model = _model().fit(scaler.transform(table), wanted, sample_weight=weight)
    slopes = model.coef_[0] / scaler.scale_
    held = {
        "bias": round(float(model.intercept_[0] - slopes @ scaler.mean_), 3),
        "weights": {name: round(float(slope), 3) for name, slope in zip(_FEATURES, slopes, strict=True)},
    }
    WEIGHTS.write_text(json.dumps(held) + "\n", encoding="utf-8")


def _model() -> LogisticRegression:
    return LogisticRegression(C=_STRENGTH, max_iter=1000)


def _fit(
    table: NDArray[np.float64], wanted: NDArray[np.bool_], weight: NDArray[np.float64]
) -> Callable[[NDArray[np.float64]], NDArray[np.float64]]:
    scaler = StandardScaler().fit(table)
    model = _model().fit(scaler.transform(table), wanted, sample_weight=weight)
    return lambda other: model.decision_function(scaler.transform(other))


def _print(odds: NDArray[np.float64], wanted: NDArray[np.bool_], group: NDArray[np.int64], dev: Sequence[bool]) -> None:
    for name, of_dev in (("dev", True), ("calibration", False)):
        best = []
        for number, is_dev in enumerate(dev):
            own = np.flatnonzero(group == number)
            if is_dev is of_dev and len(own):
                best.append(bool(wanted[own[np.argmax(odds[own])]]))
        if best:
            print(
                f"{name}: the best sentence of {len(best)} questions is right for {np.mean(best):.3f} ({_FOLDS}-fold)"
            )


if __name__ == "__main__":
    main()
