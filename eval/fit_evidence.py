"""`python -m eval.fit_evidence` fits the weights of `app.evidence` anew and prints how well they do.

On the dev split of eval/cases, on eval/calibration/answerable.jsonl and unanswerable.txt (what the publications leave
open; none of it is known to index or tuning), and on the general questions of eval/calibration/cases.tsv, of
which not each may have an answer and which count less. The topic is fitted on editorial questions too.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold
from sklearn.preprocessing import StandardScaler

from app.evidence import WEIGHTS, find_features, held_of, weights
from app.follow_up import understand
from app.progress import show_progress, tell
from eval.bench import Bench, open_bench
from eval.cases import CaseType, load_split
from eval.taught import load_answerable, load_requests, load_unanswerable
from index.build import build
from index.search import Index
from ingest.settings import load_settings

Floats = NDArray[np.float64]

_GENERAL = 270  # general questions taken, evenly over the file
_DOUBTFUL = 0.4  # weight of one of them
_EDITORIAL = 4000  # editorial questions taken, evenly; together they weigh as much as the other answered ones
_TOPIC = 0.1  # inverse of the regularisation of the layers' weights
_SPREAD = 8.0  # brings unit vectors to the size that the regularisation expects
_ANSWERED = 0.98  # of the dev split's answerable questions: the threshold leaves out no more
_WITH = (
    "topic open asked asked_mean vote score taught taught_sentence text text_first sentence sentence_first grams "
    "covered covered_by_text covered_by_asked unknown kind_missing english"
).split()
_WITHOUT = "topic open text text_first sentence sentence_first covered_by_text unknown kind_missing english".split()


@dataclass(frozen=True, slots=True)
class Example:
    question: str
    earlier: tuple[str, ...]
    answered: bool
    weight: float
    dev: bool


def examples() -> list[Example]:
    cases = [case for case in load_split("dev") if case.type not in (CaseType.CASE, CaseType.CPR)]
    found = [Example(c.question, tuple(t.question for t in c.history), c.answerable, 1.0, True) for c in cases]
    found += [Example(question, (), False, 1.0, False) for question in load_unanswerable()]
    found += [Example(q.question, (), True, 1.0, False) for q in load_answerable()]
    known = {example.question for example in found}
    general = [question for kind, question in load_requests() if kind == "general" and question not in known]
    chosen = general[:: max(1, len(general) // _GENERAL)]
    return found + [Example(question, (), True, _DOUBTFUL, False) for question in chosen]


def main() -> None:
    asked = examples()
    wanted = np.array([example.answered for example in asked])
    with open_bench(load_settings(), tell, show_progress) as bench:
        index = Index(bench.index, bench.embedder)
        features, layers = _observe(index, asked)
        editorial = _read_editorial(index)
        model = bench.embedder.identity
        bare, _ = _observe(_without_questions(bench), asked)
    balance = np.where(wanted, (~wanted).sum() / wanted.sum(), 1.0) * [example.weight for example in asked]
    topics = _held_out_topics(layers, editorial, wanted, balance)
    for row, value in enumerate(topics):
        features[row]["topic"] = bare[row]["topic"] = value
    topic = _fit_topic(layers, editorial, wanted, balance)
    dev = np.array([example.dev for example in asked])
    fitted: dict[str, Any] = {
        "topic": {
            "model": model,
            "bias": round(float(topic.intercept_[0]), 4),
            "weights": [round(float(weight) * _SPREAD, 3) for weight in topic.coef_[0]],
        }
    }
    for name, found, names in (("with_questions", features, _WITH), ("without_questions", bare, _WITHOUT)):
        table = np.array([[each[key] for key in names] for each in found])
        held_out = 1 / (1 + np.exp(-_held_out(table, wanted, balance)))
        if name == "with_questions":
            fitted["threshold"] = round(float(np.quantile(held_out[dev & wanted], 1 - _ANSWERED)), 3)
        _print(name, held_out > fitted["threshold"], wanted, dev)
        fitted[name] = _unscaled(table, wanted, balance, names)
    WEIGHTS.write_text(json.dumps(fitted, ensure_ascii=False) + "\n", encoding="utf-8")
    weights.cache_clear()


def _without_questions(bench: Bench) -> Index:
    folder = bench.scratch / "without-questions"
    shutil.copytree(bench.index, folder)
    build(replace(bench.material, questions=(), warnings=()), folder, bench.embedder)
    return Index(folder, bench.embedder)


def _observe(index: Index, asked: Sequence[Example]) -> tuple[list[dict[str, float]], Floats]:
    """Features and layers of each question."""
    features, layers = [], []
    for example in asked:
        result = index.search(understand(example.question, example.earlier))
        features.append(find_features(example.question, result, index))
        layers.append(held_of(result.read))
    return features, np.array(layers, dtype=np.float64)


def _read_editorial(index: Index) -> Floats:
    """Layers of editorial questions."""
    asked = index.questions[:: max(1, len(index.questions) // _EDITORIAL)]
    return np.array([held_of(index.read(question.question)) for question in asked], dtype=np.float64)


def _fit_topic(layers: Floats, editorial: Floats, wanted: Any, balance: Floats) -> LogisticRegression:
    each = balance[wanted].sum() / len(editorial)
    return LogisticRegression(C=_TOPIC, max_iter=1000).fit(
        np.concatenate([layers, editorial]) * _SPREAD,
        np.concatenate([wanted, np.ones(len(editorial), dtype=bool)]),
        sample_weight=np.concatenate([balance, np.full(len(editorial), each)]),
    )


def _held_out_topics(layers: Floats, editorial: Floats, wanted: Any, balance: Floats) -> Floats:
    """Log-odds of each example by a topic that has not seen it."""
    odds = np.zeros(len(layers))
    for rest, out in _folds(layers, wanted):
        topic = _fit_topic(layers[rest], editorial, wanted[rest], balance[rest])
        odds[out] = topic.decision_function(layers[out] * _SPREAD)
    return odds


def _held_out(table: Floats, wanted: Any, balance: Floats) -> Floats:
    """Log-odds of each example by a regression that has not seen it."""
    table = StandardScaler().fit_transform(table)
    odds = np.zeros(len(table))
    for rest, out in _folds(table, wanted):
        model = LogisticRegression(max_iter=1000)
        odds[out] = model.fit(table[rest], wanted[rest], sample_weight=balance[rest]).decision_function(table[out])
    return odds


def _folds(table: Floats, wanted: Any) -> Any:
    return StratifiedKFold(8, shuffle=True, random_state=1).split(table, wanted)


def _unscaled(table: Floats, wanted: Any, balance: Floats, names: Sequence[str]) -> dict[str, Any]:
    """Weights for the features as they are."""
    scaler = StandardScaler().fit(table)
    model = LogisticRegression(max_iter=1000).fit(scaler.transform(table), wanted, sample_weight=balance)
    slopes = model.coef_[0] / scaler.scale_
    bias = float(model.intercept_[0] - slopes @ scaler.mean_)
    return {
        "bias": round(bias, 4),
        "weights": {name: round(float(slope), 4) for name, slope in zip(names, slopes, strict=True)},
    }


def _print(name: str, answers: Any, wanted: Any, dev: Any) -> None:
    parts = (
        ("dev answered", answers[dev & wanted].mean()),
        ("dev refused", (~answers[dev & ~wanted]).mean()),
        ("general answered", answers[~dev & wanted].mean()),
        ("calibration refused", (~answers[~dev & ~wanted]).mean()),
    )
    print(f"{name}: " + ", ".join(f"{label} {share:.3f}" for label, share in parts) + " (8-fold)")


if __name__ == "__main__":
    main()
