"""`python -m eval.fit_concrete_case` fits the weights of `app.concrete_case` anew and prints how well they do.

The cases of eval/calibration/cases.tsv were written for this alone; neither split of eval/cases is looked at.
"""

from __future__ import annotations

import json

import numpy as np
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from app.concrete_case import MOST_LIKELY_GENERAL, WEIGHTS, features
from eval.taught import load_requests
from index.questions import load_questions
from ingest.settings import Settings

_STRENGTH = 2.0  # inverse of the regularisation
_WEIGHTS = {"case": 4.0, "general": 1.5, "editorial": 1.0}
_TOGETHER = 40  # lines that were written together and are alike: none of them may judge another
_SMALLEST = 0.05  # weights below it are left out


def main() -> None:
    rows = load_requests()
    editorial = [question.question for question in load_questions(Settings().sources / "questions.jsonl")]
    texts = [*(question for _, question in rows), *editorial]
    kinds = np.array([*(kind for kind, _ in rows), *["editorial"] * len(editorial)])
    weights = np.array([_WEIGHTS[kind] for kind in kinds])
    vectorizer = CountVectorizer(analyzer=features, binary=True, min_df=2)
    counts, wanted = vectorizer.fit_transform(texts), kinds == "case"
    guessed = np.zeros(len(texts))
    for rest, held_out in GroupKFold(5).split(counts, wanted, np.arange(len(texts)) // _TOGETHER):
        guessed[held_out] = _fit(counts[rest], wanted[rest], weights[rest]).predict_proba(counts[held_out])[:, 1]
    for kind in _WEIGHTS:
        share = float((guessed[kinds == kind] > MOST_LIKELY_GENERAL).mean())
        print(f"{kind}: {share:.4f} of {int((kinds == kind).sum())} taken for a concrete case (5-fold)")
    fitted = _fit(counts, wanted, weights)
    held = {
        str(name): round(float(weight), 3)
        for name, weight in zip(vectorizer.get_feature_names_out(), fitted.coef_[0], strict=True)
        if abs(weight) >= _SMALLEST
    }
    content = {"bias": round(float(fitted.intercept_[0]), 3), "weights": held}
    WEIGHTS.write_text(json.dumps(content, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")


def _fit(counts: np.ndarray, wanted: np.ndarray, weights: np.ndarray) -> LogisticRegression:
    return LogisticRegression(C=_STRENGTH, max_iter=500).fit(counts, wanted, sample_weight=weights)


if __name__ == "__main__":
    main()
