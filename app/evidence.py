"""Decide from evidence, not from wording, whether the publications answer a question.

Two logistic regressions, fitted by `python -m eval.fit_evidence` on the dev split of eval/cases and on
eval/calibration: the first reads the layers of the embedding model alone (is this the kind of thing that the
publications speak of?), the second what was found, with the first's log-odds among its features. A set of
publications without editorial questions has a second one of its own. The weights lie beside this file.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from app.answer_kind import holds_answer
from index.embedding import ReadQuestion, Vectors
from index.language import find_language
from index.normalize import lemma_tokens, published_lemmas
from index.search import SearchResult

WEIGHTS = Path(__file__).with_name("evidence.json")
_LOOKED_UP = 0.9  # a § was asked for by its number and the law itself, which an operator read in, has it
_NEAR = 8  # editorial questions whose words are looked at
_VOTERS = 30
_VOTE_TEMPERATURE = 0.015


class Words(Protocol):
    """What an index tells of words: `Index.knows` and `Index.rarity`."""

    def knows(self, lemma: str) -> bool: ...

    def rarity(self, lemma: str) -> float: ...


@dataclass(frozen=True, slots=True)
class Evidence:
    """`probability` that the first passages answer; `features` are what it was reckoned from."""

    probability: float
    features: dict[str, float]

    @property
    def answers(self) -> bool:
        return bool(self.probability >= weights()["threshold"])


def weigh_evidence(question: str, result: SearchResult, words: Words) -> Evidence:
    features = find_features(question, result, words)
    fitted = weights()["with_questions" if result.asked else "without_questions"]
    total = fitted["bias"] + sum(weight * features[name] for name, weight in fitted["weights"].items())
    probability = 1.0 / (1.0 + math.exp(-total))
    if features["uncited"]:  # a § was asked for that the publications never name
        probability = 0.0
    elif _holds_law_text(result):
        probability = max(probability, _LOOKED_UP)
    return Evidence(probability, features)


@cache
def weights() -> dict[str, Any]:
    """The fitted weights: `topic` of the layers, those of the features, and the threshold of an answer."""
    held: dict[str, Any] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    held["topic"]["weights"] = np.asarray(held["topic"]["weights"], dtype=np.float32)
    return held


def find_features(question: str, result: SearchResult, words: Words) -> dict[str, float]:
    """What speaks for an answer: similarities, and how much of the question the best passages cover."""
    english = find_language(question) == "en"
    kept, asked = result.kept, result.asked
    lemmas = list(dict.fromkeys(lemma_tokens(result.searched)))
    in_texts = _lemmas(found.passage.embedded_text for found in kept[:3])
    in_questions = _lemmas(linked.sought for linked, _ in asked[:_NEAR])
    first = kept[0].signals if kept else {}
    return {
        "topic": topic(result.read),
        "open": result.open,
        "asked": asked[0][1] if asked else 0.0,
        "asked_mean": sum(similarity for _, similarity in asked[:5]) / 5,
        "vote": _vote(result),
        "score": kept[0].score if kept else 0.0,
        "taught": max((found.signals["taught"] for found in kept), default=0.0),
        "taught_sentence": max(result.taught_scores.values(), default=0.0),
        "text": max((found.signals["text"] for found in kept[:3]), default=0.0),
        "text_first": first.get("text", 0.0),
        "sentence": max((found.signals["sentence"] for found in kept[:3]), default=0.0),
        "sentence_first": first.get("sentence", 0.0),
        "grams": first.get("question_grams", 0.0),
        "covered": _share(lemmas, in_texts | in_questions, words),
        "covered_by_text": _share(lemmas, in_texts, words),
        "covered_by_asked": _share(lemmas, in_questions, words),
        "unknown": 0.0 if english else sum(not words.knows(lemma) for lemma in lemmas) / max(1, len(lemmas)),
        "kind_missing": float(not holds_answer(question, (s.text for f in kept[:5] for s in f.passage.sentences))),
        "english": float(english),  # cosines across languages are lower
        "uncited": float(bool(result.addresses.law_refs) and not _cited(result)),
    }


def topic(read: ReadQuestion) -> float:
    """Log-odds by what the model held of the question alone; 0 where the weights were fitted on another model."""
    held = weights()["topic"]
    if read.model != held["model"]:
        return 0.0
    return float(np.dot(held_of(read), held["weights"]) + held["bias"])


def held_of(read: ReadQuestion) -> Vectors:
    """What the model held of a question: its layers, of a model that gives none the vector."""
    return read.layers if len(read.layers) else read.vector


def _lemmas(texts: Iterable[str]) -> set[str]:
    return {lemma for text in texts for lemma in published_lemmas(text)}


def _share(lemmas: Iterable[str], held: set[str], words: Words) -> float:
    """How much of the question's words is held, rare words counting more."""
    weighed = {lemma: words.rarity(lemma) for lemma in lemmas}
    return sum(weight for lemma, weight in weighed.items() if lemma in held) / (sum(weighed.values()) or 1.0)


def _vote(result: SearchResult) -> float:
    """The share of the near editorial questions that one passage answers: they agree, or scatter."""
    near = result.asked[:_VOTERS]
    votes: dict[str, float] = {}
    for linked, similarity in near:
        weight = math.exp((similarity - near[0][1]) / _VOTE_TEMPERATURE)
        votes[linked.passage_id] = votes.get(linked.passage_id, 0.0) + weight
    return max(votes.values()) / sum(votes.values()) if votes else 0.0


def _cited(result: SearchResult) -> bool:
    return any(result.addresses.cites(found.passage) for found in result.kept)


def _holds_law_text(result: SearchResult) -> bool:
    """Whether the text of a § that the question names is among the first passages."""
    return any(found.passage.law_ref and result.addresses.cites(found.passage) for found in result.kept[:3])
