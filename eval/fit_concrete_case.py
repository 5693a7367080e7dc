"""`python -m eval.fit_concrete_case` fits the weights of `app.concrete_case` anew and prints how well they do.

The cases of eval/calibration/cases.tsv were written for this alone; neither split of eval/cases is looked at.
"""

from __future__ import annotations

import json
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold
from tqdm import tqdm

from app.concrete_case import MEANING, MOST_LIKELY_GENERAL, WEIGHTS, features
from app.progress import show_progress, tell
from eval.bench import open_bench
from eval.taught import load_requests
from index.search import Index
from ingest.settings import load_settings

_STRENGTH = 2.0  # inverse of the regularisation
_WEIGHTS = {"case": 4.0, "general": 1.5, "editorial": 1.0}
_TOGETHER = 40  # lines that were written together and are alike: none of them may judge another
_SMALLEST = 0.05  # weights of words below it are left out


def main() -> None:
    rows = load_requests()
    with open_bench(load_settings(), tell, show_progress) as bench:
        index = Index(bench.index, bench.embedder)
        editorial = [question.question for question in index.questions]
        texts = [*(question for _, question in rows), *editorial]
        vectors = np.stack([index.embed(text) for text in tqdm(texts, desc="Spørgsmål", leave=False)])
    kinds = np.array([*(kind for kind, _ in rows), *["editorial"] * len(editorial)])
    vectorizer = CountVectorizer(analyzer=features, binary=True, min_df=2)
    counts = vectorizer.fit_transform(texts)
    names = [str(name) for name in vectorizer.get_feature_names_out()]
    middle = vectors.mean(axis=0)
    both = hstack([counts, csr_matrix((vectors - middle) * MEANING)]).tocsr()
    fitted: dict[str, Any] = {}
    for kind, table in (("words", counts), ("meaning", both)):
        _print(kind, table, kinds)
        model = _fit(table, kinds)
        weights = dict(zip(names, (round(float(weight), 3) for weight in model.coef_[0]), strict=False))
        vector = model.coef_[0][len(names) :] * MEANING
        bias = float(model.intercept_[0]) - (float(vector @ middle) if len(vector) else 0.0)
        fitted[kind] = {
            "bias": round(bias, 3),
            "vector": [round(float(weight), 3) for weight in vector],
            "weights": {name: weight for name, weight in weights.items() if abs(weight) >= _SMALLEST},
        }
    WEIGHTS.write_text(json.dumps(fitted, ensure_ascii=False) + "\n", encoding="utf-8")


def _print(name: str, table: csr_matrix, kinds: np.ndarray) -> None:
    guessed = np.zeros(table.shape[0])
    for rest, held_out in GroupKFold(5).split(table, kinds, np.arange(len(kinds)) // _TOGETHER):
        guessed[held_out] = _fit(table[rest], kinds[rest]).predict_proba(table[held_out])[:, 1]
    for kind in _WEIGHTS:
        share = float((guessed[kinds == kind] > MOST_LIKELY_GENERAL[name]).mean())
        print(f"{name}: {share:.4f} of {int((kinds == kind).sum())} {kind} taken for a concrete case (5-fold)")


def _fit(table: csr_matrix, kinds: np.ndarray) -> LogisticRegression:
    weights = np.array([_WEIGHTS[kind] for kind in kinds])
    return LogisticRegression(C=_STRENGTH, max_iter=800).fit(table, kinds == "case", sample_weight=weights)


if __name__ == "__main__":
    main()
