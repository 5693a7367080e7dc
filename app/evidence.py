"""Decide from evidence, not from wording, whether the publications answer a question."""

from __future__ import annotations

import math
from dataclasses import dataclass

from app.answer_kind import find_kinds, holds_kind
from index.normalize import lemma_tokens
from index.search import SearchResult

THRESHOLD = 0.35


@dataclass(frozen=True, slots=True)
class Evidence:
    """`probability` that the first passages answer; `features` are what it was reckoned from."""

    probability: float
    features: dict[str, float]

    @property
    def answers(self) -> bool:
        return self.probability >= THRESHOLD


# Logistic regression, fitted on the dev split of eval/cases and on eval/calibration.
_BIAS = -62.8
_WEIGHTS = {"asked": 23.1, "asked_mean": 44.2, "text": 7.2, "sentence": 1.6, "covered": 1.0}


def weigh_evidence(question: str, result: SearchResult) -> Evidence:
    features = find_features(question, result)
    total = _BIAS + sum(weight * features[name] for name, weight in _WEIGHTS.items())
    probability = 1.0 / (1.0 + math.exp(-total))
    if features["uncited"]:  # a § was asked for that the publications never name
        probability = 0.0
    return Evidence(probability, features)


def find_features(question: str, result: SearchResult) -> dict[str, float]:
    """What speaks for an answer: similarities, and how much of the question the best passages cover."""
    first = result.kept[0] if result.kept else None
    best = result.kept[:3]
    asked_for = list(dict.fromkeys(lemma_tokens(question)))
    kinds = find_kinds(question)
    near = [asked.question for asked, _ in result.asked[:3]]
    covered = {lemma for text in [*(f.passage.text for f in best), *near] for lemma in lemma_tokens(text)}
    held = any(holds_kind(sentence.text, kinds) for found in best for sentence in found.passage.sentences)
    return {
        "asked": result.asked[0][1] if result.asked else 0.0,
        "asked_mean": sum(s for _, s in result.asked[:5]) / 5 if result.asked else 0.0,
        "text": max((f.signals["text"] for f in best), default=0.0),
        "sentence": max((f.signals["sentence"] for f in best), default=0.0),
        "covered": sum(lemma in covered for lemma in asked_for) / max(1, len(asked_for)),
        "kind_missing": float(bool(kinds) and not held),
        "agreement": float(bool(first and result.asked and result.asked[0][0].passage_id == first.passage.id)),
        "score": first.score if first else 0.0,
        "grams": first.signals["question_grams"] if first else 0.0,
        "uncited": float(bool(result.addresses.law_refs) and not _cited(result)),
    }


def _cited(result: SearchResult) -> bool:
    return any(result.addresses.cites(found.passage) for found in result.kept)
