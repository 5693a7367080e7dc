"""Choose the sentences that answer, most direct first."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.answer_kind import find_kinds, holds_kind
from index.normalize import lemma_tokens
from index.passages import Passage, PassageSentence
from index.search import SearchResult

MOST_STATEMENTS = 5
_MOST_WORDS = 115
_PASSAGES = 8  # answers are made of the first passages only
_ENOUGH = 0.6  # a further sentence is taken when it scores this share of the best one
_ALIKE = 0.6  # share of lemmas in common from which on two sentences say the same
# A sentence that begins so leans on the one before it.
_LEANS = re.compile(
    r"(?:Det betyder|Det gælder|Det indebærer|Dette|Denne|Disse|Herved|Her\b|Derfor|Dermed|Det bidrager|Det kan (?:fx|eksempelvis)|"
    r"Planen skal i givet fald|De kan|Den skal|Det er (?:derfor|det))"
)
_TEMPERATURE = {"asked": 0.02, "similar": 0.08}
_ITEM_LEAD = re.compile(r":\s*$")

# Weights of the features below, fitted on the dev split of eval/cases by logistic regression.
_WEIGHTS = {"asked": 0.8, "asked_share": 1.2, "similar": 3.6, "passage": 2.7, "kind": 0.2, "shared": 1.8}


@dataclass(frozen=True, slots=True)
class Chosen:
    """Neighbouring sentences of one passage that go into the answer together."""

    passage: Passage
    sentences: tuple[PassageSentence, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Candidate:
    passage: Passage
    number: int
    features: dict[str, float]

    @property
    def sentence(self) -> PassageSentence:
        return self.passage.sentences[self.number]


def select_sentences(question: str, result: SearchResult) -> list[Chosen]:
    """At most five groups of sentences, no two saying the same."""
    candidates = find_candidates(question, result)
    scored = sorted(((score(candidate), candidate) for candidate in candidates), key=lambda pair: -pair[0])
    if not scored:
        return []
    best = scored[0][0]
    taken: list[Chosen] = []
    words = 0
    for value, candidate in scored:
        if len(taken) == MOST_STATEMENTS or (taken and value < _ENOUGH * best):
            break
        if any(_says_the_same(candidate, other) for other in taken):
            continue
        group = _with_support(candidate)
        length = sum(len(sentence.text.split()) for sentence in group)
        if taken and words + length > _MOST_WORDS:
            continue
        words += length
        taken.append(Chosen(candidate.passage, group, value))
    return _merge_neighbours(taken)


def find_candidates(question: str, result: SearchResult) -> list[Candidate]:
    """The sentences of the first passages, with what speaks for each."""
    found = result.kept[:_PASSAGES]
    top = found[0].score if found else 1.0
    kinds = find_kinds(question)
    asked_for = set(lemma_tokens(question))
    votes = _votes(result)
    nearest = max(result.sentence_scores.values(), default=0.0)
    loudest = max(votes.values(), default=0.0)
    candidates = []
    for place in found:
        for number, sentence in enumerate(place.passage.sentences):
            key = (place.passage.id, number)
            lemmas = set(lemma_tokens(sentence.text))
            features = {
                "asked": _scaled(votes.get(key, 0.0)),
                "asked_share": _share(votes.get(key), loudest, _TEMPERATURE["asked"]),
                "similar": _share(result.sentence_scores.get(key), nearest, _TEMPERATURE["similar"]),
                "passage": place.score / top,
                "kind": float(bool(kinds) and holds_kind(sentence.text, kinds)),
                "shared": len(asked_for & lemmas) / max(1, len(asked_for)),
            }
            candidates.append(Candidate(place.passage, number, features))
    return candidates


def score(candidate: Candidate) -> float:
    return sum(weight * candidate.features[name] for name, weight in _WEIGHTS.items())


def _votes(result: SearchResult) -> dict[tuple[str, int], float]:
    """An editorial question that is like the user's speaks for the sentence that answers it."""
    votes: dict[tuple[str, int], float] = {}
    for question, similarity in result.asked:
        for number in question.sentences:
            key = (question.passage_id, number)
            votes[key] = max(votes.get(key, 0.0), similarity)
    return votes


def _share(similarity: float | None, best: float, temperature: float) -> float:
    """1 for the best, falling to 0; cosines mean something only beside each other."""
    return 0.0 if similarity is None else math.exp((similarity - best) / temperature)


def _scaled(similarity: float) -> float:
    """Cosines of e5 lie between 0.80 and 0.95 for everything: stretched to 0..1."""
    return min(1.0, max(0.0, (similarity - 0.80) / 0.15))


def _says_the_same(candidate: Candidate, chosen: Chosen) -> bool:
    if candidate.passage.id == chosen.passage.id and candidate.sentence in chosen.sentences:
        return True
    mine = set(lemma_tokens(candidate.sentence.text))
    for sentence in chosen.sentences:
        other = set(lemma_tokens(sentence.text))
        if mine and other and len(mine & other) / min(len(mine), len(other)) >= _ALIKE + 0.2:
            return True
    return False


def _with_support(candidate: Candidate) -> tuple[PassageSentence, ...]:
    """The sentence with the one it leans on; a lead-in with the items that it leads in."""
    sentences, number = candidate.passage.sentences, candidate.number
    if number and _LEANS.match(sentences[number].text) and not sentences[number].lead_in:
        return (sentences[number - 1], sentences[number])
    if _ITEM_LEAD.search(sentences[number].text):
        end = number + 1
        while end < len(sentences) and sentences[end].lead_in:
            end += 1
        return tuple(sentences[number:end])
    return (sentences[number],)


def _merge_neighbours(taken: Sequence[Chosen]) -> list[Chosen]:
    """Sentences that stand side by side in one passage are quoted as one."""
    merged: list[Chosen] = []
    for chosen in taken:
        for at, other in enumerate(merged):
            if other.passage.id == chosen.passage.id and _touch(other, chosen):
                both = sorted({*other.sentences, *chosen.sentences}, key=lambda sentence: sentence.start)
                merged[at] = Chosen(other.passage, tuple(both), other.score)
                break
        else:
            merged.append(chosen)
    return merged


def _touch(one: Chosen, other: Chosen) -> bool:
    sentences = one.passage.sentences
    numbers = sorted({sentences.index(sentence) for sentence in (*one.sentences, *other.sentences)})
    return numbers == list(range(numbers[0], numbers[-1] + 1)) and not any(
        sentences[number].lead_in for number in numbers[1:]
    )
