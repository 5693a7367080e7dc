"""`python -m eval.fit_concrete_case` fits the weights of `app.concrete_case` anew and prints how well they do.

The cases of eval/calibration/cases.tsv were written for this alone, its general questions to be easily taken for one;
the rest of eval/calibration and the editorial questions are ordinary ones. Those of them that a regression has not seen
set the threshold; the dev split has no part in it.
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

from app.concrete_case import WEIGHTS, features
from app.progress import show_progress, tell
from app.texts import AnswerStatus
from eval.bench import open_bench
from eval.cases import load_split
from eval.taught import load_answerable, load_requests, load_unanswerable
from index.search import Index
from ingest.settings import load_settings

_STRENGTH = 2.0  # inverse of the regularisation
_WEIGHTS = {"case": 4.0, "general": 1.5, "ordinary": 1.5, "editorial": 1.0, "dev": 0.0}
_WRONG = {"words": 0.0001, "meaning": 0.0015}  # share of ordinary and editorial questions that may be turned away
_TOGETHER = 40  # lines that were written together and are alike: none of them may judge another
_SMALLEST = 0.05  # weights of words below it are left out
_MEANING = 0.12  # standard deviation of each number of the layers, beside words that are 0 or 1


def main() -> None:
    rows = load_requests()
    rows += [("ordinary", text) for text in [*(q.question for q in load_answerable()), *load_unanswerable()]]
    rows += [("dev", case.question) for case in load_split("dev") if case.expected is not AnswerStatus.BLOCKED]
    with open_bench(load_settings(), tell, show_progress) as bench:
        index = Index(bench.index, bench.embedder)
        model_read = bench.embedder.identity
        rows += [("editorial", question.question) for question in index.questions]
        layers = np.stack([index.read(text).layers for _, text in tqdm(rows, desc="Spørgsmål", leave=False)])
    kinds = np.array([kind for kind, _ in rows])
    vectorizer = CountVectorizer(analyzer=features, binary=True, min_df=2)
    counts = vectorizer.fit_transform([text for _, text in rows])
    names = [str(name) for name in vectorizer.get_feature_names_out()]
    middle, spread = layers.mean(axis=0), layers.std(axis=0) / _MEANING
    both = hstack([counts, csr_matrix((layers - middle) / spread)]).tocsr()
    fitted: dict[str, Any] = {"model": model_read}
    innocent = np.isin(kinds, ("ordinary", "editorial"))
    held_out = []
    for kind, table in (("words", counts), ("meaning", both)):
        odds = _held_out(table, kinds)
        model = _fit(table, kinds)
        of_words = model.coef_[0][: len(names)]
        of_words[abs(of_words) < _SMALLEST] = 0.0
        of_innocent = np.sort(odds[innocent])[::-1]
        threshold = round(float(of_innocent[int(_WRONG[kind] * len(of_innocent))]), 3)
        of_layers = model.coef_[0][len(names) :] / spread if table is both else np.zeros(0)
        bias = float(model.intercept_[0]) - (float(of_layers @ middle) if len(of_layers) else 0.0)
        fitted[kind] = {
            "bias": round(bias, 3),
            "threshold": threshold,
            "layers": [round(float(weight), 3) for weight in of_layers],
            "weights": {name: round(float(w), 3) for name, w in zip(names, of_words, strict=True) if w},
        }
        held_out.append(odds > threshold)
    _print("words", held_out[0], kinds)
    _print("words or meaning", held_out[0] | held_out[1], kinds)
    WEIGHTS.write_text(json.dumps(fitted, ensure_ascii=False) + "\n", encoding="utf-8")


def _held_out(table: csr_matrix, kinds: np.ndarray) -> np.ndarray:
    """Log-odds of each question by a regression that has not seen it."""
    odds = np.zeros(table.shape[0])
    for rest, out in GroupKFold(5).split(table, kinds, np.arange(len(kinds)) // _TOGETHER):
        odds[out] = _fit(table[rest], kinds[rest]).decision_function(table[out])
    return odds


def _print(name: str, taken: np.ndarray, kinds: np.ndarray) -> None:
    for kind in _WEIGHTS:
        of = kinds == kind
        print(f"{name}: {taken[of].mean():.4f} of {of.sum()} {kind} taken for a concrete case (5-fold)")


def _fit(table: csr_matrix, kinds: np.ndarray) -> LogisticRegression:
    weights = np.array([_WEIGHTS[kind] for kind in kinds])
    return LogisticRegression(C=_STRENGTH, max_iter=800).fit(table, kinds == "case", sample_weight=weights)


if __name__ == "__main__":
    main()
