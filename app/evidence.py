"""Decide from evidence, not from wording, whether the publications answer a question."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from app.answer_kind import holds_answer
from index.language import find_language
from index.normalize import lemma_tokens
from index.search import SearchResult

THRESHOLD = 0.45
_LOOKED_UP = 0.9  # a § was asked for by its number and the law itself, which an operator read in, has it

Known = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Evidence:
    """`probability` that the first passages answer; `features` are what it was reckoned from."""

    probability: float
    features: dict[str, float]

    @property
    def answers(self) -> bool:
        return self.probability >= THRESHOLD


# Logistic regression, fitted on the dev split of eval/cases and on eval/calibration.
_BIAS = -49.2
_WEIGHTS = {
    "asked": 11.5,
    "asked_mean": 42.0,
    "text": -1.0,
    "sentence": 7.1,
    "grams": 0.03,
    "kind_missing": -3.9,
    "unknown": -4.7,
    "english": 0.7,  # cosines across languages are lower
}


def weigh_evidence(question: str, result: SearchResult, known: Known) -> Evidence:
    features = find_features(question, result, known)
    total = _BIAS + sum(weight * features[name] for name, weight in _WEIGHTS.items())
    probability = 1.0 / (1.0 + math.exp(-total))
    if features["uncited"]:  # a § was asked for that the publications never name
        probability = 0.0
    elif _holds_law_text(result):
        probability = max(probability, _LOOKED_UP)
    return Evidence(probability, features)


def find_features(question: str, result: SearchResult, known: Known) -> dict[str, float]:
    """What speaks for an answer: similarities, and how much of the question the best passages cover.

    `known` tells whether the publications hold a lemma at all (`Index.knows`).
    """
    first = result.kept[0] if result.kept else None
    english = find_language(question) == "en"
    best = result.kept[:3]
    asked_for = list(dict.fromkeys(lemma_tokens(result.searched)))
    return {
        "asked": result.asked[0][1] if result.asked else 0.0,
        "asked_mean": sum(s for _, s in result.asked[:5]) / 5 if result.asked else 0.0,
        "text": max((f.signals["text"] for f in best), default=0.0),
        "sentence": max((f.signals["sentence"] for f in best), default=0.0),
        "kind_missing": float(
            not holds_answer(question, (s.text for f in result.kept[:5] for s in f.passage.sentences))
        ),
        "unknown": 0.0 if english else sum(not known(lemma) for lemma in asked_for) / max(1, len(asked_for)),
        "grams": first.signals["question_grams"] if first else 0.0,
        "english": float(english),
        "uncited": float(bool(result.addresses.law_refs) and not _cited(result)),
    }


def _cited(result: SearchResult) -> bool:
    return any(result.addresses.cites(found.passage) for found in result.kept)


def _holds_law_text(result: SearchResult) -> bool:
    """Whether the text of a § that the question names is among the first passages."""
    return any(found.passage.law_ref and result.addresses.cites(found.passage) for found in result.kept[:3])
