"""`python -m eval.fit_concrete_case` fits the weights of `app.concrete_case` anew and prints how well they do.

The cases of eval/calibration/cases.tsv were written for this alone; neither split of eval/cases is looked at.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold

from app.blocked import MOST_LIKELY_GENERAL
from app.concrete_case import WEIGHTS, runs
from index.questions import load_questions
from ingest.settings import Settings

_CASES = Path(__file__).parent / "calibration" / "cases.tsv"
_STRENGTH = 2.0  # inverse of the regularisation
_CASE, _GENERAL, _EDITORIAL = 4.0, 1.5, 1.0  # weights of the samples
_SMALLEST = 0.05  # weights below it are left out


def main() -> None:
    rows = [line.split("\t") for line in _CASES.read_text("utf-8").splitlines()]
    asked = {kind: [question for own, question in rows if own == kind] for kind in ("case", "general")}
    editorial = [question.question for question in load_questions(Settings().sources / "questions.jsonl")]
    texts = [*asked["case"], *asked["general"], *editorial]
    groups = np.repeat([0, 1, 2], [len(asked["case"]), len(asked["general"]), len(editorial)])
    weights = np.array([_CASE, _GENERAL, _EDITORIAL])[groups]
    vectorizer = CountVectorizer(analyzer=runs, binary=True, min_df=2)
    counts, wanted = vectorizer.fit_transform(texts), groups == 0
    guessed = np.zeros(len(texts))
    for rest, held_out in StratifiedKFold(5, shuffle=True, random_state=0).split(counts, wanted):
        guessed[held_out] = _fit(counts[rest], wanted[rest], weights[rest]).predict_proba(counts[held_out])[:, 1]
    for group, name in enumerate(("case", "general", "editorial")):
        share = float((guessed[groups == group] > MOST_LIKELY_GENERAL).mean())
        print(f"{name}: {share:.4f} of {int((groups == group).sum())} taken for a concrete case (5-fold)")
    fitted = _fit(counts, wanted, weights)
    held = {
        str(run): round(float(weight), 3)
        for run, weight in zip(vectorizer.get_feature_names_out(), fitted.coef_[0], strict=True)
        if abs(weight) >= _SMALLEST
    }
    content = {"bias": round(float(fitted.intercept_[0]), 3), "weights": held}
    WEIGHTS.write_text(json.dumps(content, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def _fit(counts: np.ndarray, wanted: np.ndarray, weights: np.ndarray) -> LogisticRegression:
    return LogisticRegression(C=_STRENGTH, max_iter=500).fit(counts, wanted, sample_weight=weights)


if __name__ == "__main__":
    main()
