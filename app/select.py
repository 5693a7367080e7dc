"""Choose the sentences that answer, most direct first."""

from __future__ import annotations

import json
import math
import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from app.answer_kind import AnswerKind, asks_for_duty, find_kinds, holds_kind, is_particular
from index.normalize import lemma_tokens, published_lemmas
from index.passages import Passage, PassageSentence
from index.questions import LinkedQuestion
from index.search import SearchResult
from index.tuning import TEMPERATURE
from ingest.publication import Modality

Rarity = Callable[[str], float]

MOST_STATEMENTS = 5
_MOST_WORDS = 160
_OF_EACH_HALF = 2  # groups of sentences that each half of a question of two gives
_PASSAGES = 8  # answers are made of the first passages only
_SHORT_LIST = 90  # words; a list no longer than that is given whole
_GAP_HERE = 5.2  # how much worse than the best sentence, in log-odds, a further one of a passage quoted may be
_GAP_SECTION = 3.5  # the same for one of another passage of a section quoted
_GAP = 3.0  # the same for one of another section
_GAP_BASIS = 1.0  # how much worse one may be that answers as directly as the best
_GAP_LAW = 2.0  # these two where a duty is asked for and the sentence states one with its § behind it
_GAP_DUTY = 5.0  # the same, by sentence alone, where it also holds the kind of answer that "when must …" asks for
# How much the section counts beside the sentence, and the temperature of log-odds when it is weighed as a whole.
_SECTION, _SECTION_TEMPERATURE = 0.5, 0.5
_ALIKE = 0.8  # share of lemmas in common from which on two sentences say the same
# A sentence that begins so leans on the one before it.
_LEANS = re.compile(
    r"(?:Det (?:betyder|gælder|indebærer|bidrager|kan fx|kan eksempelvis|er derfor)|Dette|Denne|Disse|Herved|Her\b|"
    r"Derfor|"
    r"Dermed|De kan|Den skal)|\w+ skal i givet fald"
)
_ITEM_LEAD = re.compile(r":\s*$")
_BULLET = "- "  # before an item of a list in the text of a passage

# Log-odds that a sentence answers: what `python -m eval.fit_select` fitted, and what the cases that it is fitted on
# have too few of.
WEIGHTS = Path(__file__).with_name("select.json")
_BY_HAND = {
    "strict": 1.0,  # the only kind that answers is asked for, and the sentence holds it
    "duty": 0.4,  # it states a duty and the question asks what must be
    "named": 3.0,  # it stands in, or rests on, the very § that is asked for by number
    "said": -3.5,  # it is what the question goes on from
}
_TEMPERATURE = {"asked": 0.02, "asked_mass": 0.015, "similar": 0.08, "taught": 0.08}


@dataclass(frozen=True, slots=True)
class Chosen:
    """Neighbouring sentences of one passage that go into the answer together. `basis` are those of them that answer
    most directly, so that the law behind them is the law behind the answer."""

    passage: Passage
    sentences: tuple[PassageSentence, ...]
    score: float
    basis: tuple[PassageSentence, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidate:
    passage: Passage
    number: int
    features: dict[str, float]

    @property
    def sentence(self) -> PassageSentence:
        return self.passage.sentences[self.number]


def select_sentences(
    question: str, result: SearchResult, rarity: Rarity, said: Sequence[str] = (), alone: SearchResult | None = None
) -> list[Chosen]:
    """At most five groups of sentences, most direct first, no two saying the same.

    `rarity` weighs a lemma by how few passages hold it (`Index.rarity`). Of a follow-up `said` are the answers that it
    goes on from, and `alone` is what its own words find: what it goes on from finds the passages, but says as much of
    what was asked before as of what is asked now.
    """
    candidates = find_candidates(question, result, rarity, said)
    if alone:
        own = replace(
            result,
            sentence_scores=alone.sentence_scores,
            taught_scores=alone.taught_scores,
            word_scores=alone.word_scores,
            asked=alone.asked,
        )
        candidates = list(map(_between, candidates, find_candidates(question, own, rarity, said)))
    of_duty = asks_for_duty(result.question)  # of a follow-up what it goes on from too
    kinds = find_kinds(question) if of_duty else ()
    scored = sorted(_score_with_section(candidates), key=lambda pair: -pair[0])
    taken: list[Chosen] = []
    words = 0
    for value, candidate in scored:
        if len(taken) == MOST_STATEMENTS:
            break
        group = _with_support(candidate)
        fulfils = _holds_duty(group, kinds) and score(candidate) >= scored[0][0] - _GAP_DUTY
        if not fulfils and value < scored[0][0] - _gap(candidate, taken, of_duty):
            continue
        if any(_says_the_same(candidate, other) for other in taken):
            continue
        new = tuple(s for s in group if not any(s in chosen.sentences for chosen in taken))
        if not new or (len(new) < len(group) and len(group) > 2):  # the rest of a list says too little
            continue
        group = new
        length = sum(len(sentence.text.split()) for sentence in group)
        if taken and words + length > _MOST_WORDS:
            continue
        words += length
        basis_gap = _GAP_LAW if of_duty and any(map(_states_duty, group)) else _GAP_BASIS
        direct = group if fulfils or value >= scored[0][0] - basis_gap else ()
        taken.append(Chosen(candidate.passage, group, value, direct))
    return _merge_neighbours(taken)


def _between(one: Candidate, other: Candidate) -> Candidate:
    """The same sentence with what speaks for it in both."""
    features = {name: (value + other.features[name]) / 2 for name, value in one.features.items()}
    return replace(one, features=features)


def join_chosen(halves: Sequence[Sequence[Chosen]]) -> list[Chosen]:
    """What answers a question of two halves: the first of each, then what else there is room for."""
    joined: list[Chosen] = []
    words = 0
    for place in range(_OF_EACH_HALF):
        for half in halves:
            if place >= len(half) or any(half[place].passage is other.passage for other in joined):
                continue
            length = sum(len(sentence.text.split()) for sentence in half[place].sentences)
            if place and words + length > _MOST_WORDS:
                continue
            words += length
            joined.append(half[place])
    return joined


def _gap(candidate: Candidate, taken: Sequence[Chosen], of_duty: bool) -> float:
    """How much worse than the best sentence this one may be: first what stands beside what is quoted, and the law."""
    if any(other.passage is candidate.passage for other in taken):
        return _GAP_HERE
    if of_duty and _states_duty(candidate.sentence):
        return _GAP_LAW
    section = _section_of(candidate.passage)
    return _GAP_SECTION if any(_section_of(other.passage) == section for other in taken) else _GAP


def _section_of(passage: Passage) -> tuple[str, ...]:
    return (passage.publication_id, *passage.section_path)


def _holds_duty(group: Sequence[PassageSentence], kinds: tuple[AnswerKind, ...]) -> bool:
    """Whether "when must …" is answered here too: there may be several duties, each with its own § behind it."""
    return is_particular(kinds) and any(_states_duty(one) and holds_kind(one.text, kinds) for one in group)


def _states_duty(sentence: PassageSentence) -> bool:
    return sentence.modality is Modality.KRAV and bool(sentence.law_refs)


def find_candidates(question: str, result: SearchResult, rarity: Rarity, said: Sequence[str] = ()) -> list[Candidate]:
    """The sentences of the first passages, with what speaks for each.

    Of the features, `asked_share` is the nearest editorial question that it answers, beside the nearest of all, and
    `asked_kind` the same among those that ask for the same kind of answer; `asked_mass` its share of all near
    editorial questions. `similar` and `taught` compare it and its prototype with the question, beside the most similar
    of all, and `…_here` beside that of its passage. `words` is `SearchResult.word_scores`, `shared` how many of the
    question's words it holds itself, rare words counting more. `kind` says whether it holds the kind asked for.
    """
    found = result.kept[:_PASSAGES]
    kinds = find_kinds(question)
    asks_duty = asks_for_duty(question)
    asked_for = {lemma: rarity(lemma) for lemma in lemma_tokens(result.searched)}
    votes, masses = _votes(result.asked)
    like_votes, _ = _votes(
        [asked for asked in result.asked if kinds and find_kinds(asked[0].question)[:1] == kinds[:1]]
    )
    loudest = max(votes.values(), default=0.0)
    like_loudest = max(like_votes.values(), default=0.0)
    nearest = max(result.sentence_scores.values(), default=0.0)
    best_taught = max(result.taught_scores.values(), default=0.0)
    known = [set(lemma_tokens(answer)) for answer in said]
    taught_masses = _masses(result.taught_scores)
    candidates = []
    for place in found:
        keys = [(place.passage.id, number) for number in range(len(place.passage.sentences))]
        nearest_here = max((result.sentence_scores.get(key, 0.0) for key in keys), default=0.0)
        taught_here = max((result.taught_scores.get(key, 0.0) for key in keys), default=0.0)
        for number, sentence in enumerate(place.passage.sentences):
            key = keys[number]
            similar, taught = result.sentence_scores.get(key), result.taught_scores.get(key)
            lemmas = published_lemmas(sentence.text)
            shared = sum(weight for lemma, weight in asked_for.items() if lemma in lemmas)
            features = {
                "asked_share": _share(votes.get(key), loudest, _TEMPERATURE["asked"]),
                "asked_kind": _share(like_votes.get(key), like_loudest, _TEMPERATURE["asked"]),
                "asked_mass": masses.get(key, 0.0),
                "similar": _share(similar, nearest, _TEMPERATURE["similar"]),
                "similar_here": _share(similar, nearest_here, _TEMPERATURE["similar"]),
                "taught": _share(taught, best_taught, _TEMPERATURE["taught"]),
                "taught_here": _share(taught, taught_here, _TEMPERATURE["taught"]),
                "taught_mass": taught_masses.get(key, 0.0),
                "words": result.word_scores.get(key, 0.0),
                "passage": place.score / found[0].score,
                "passage_log": math.log(place.score + 1e-3),
                "kind": float(bool(kinds) and holds_kind(sentence.text, kinds)),
                "strict": float(is_particular(kinds) and holds_kind(sentence.text, kinds)),
                "duty": float(asks_duty and sentence.modality is Modality.KRAV),
                "shared": shared / max(1.0, sum(asked_for.values())),
                "item": float(bool(sentence.lead_in)),
                "named": float(result.addresses.back(place.passage, sentence)),
                "said": float(any(_is_part(lemmas, answer) for answer in known)),
            }
            candidates.append(Candidate(place.passage, number, features))
    return candidates


def _score_with_section(candidates: Sequence[Candidate]) -> list[tuple[float, Candidate]]:
    """Each with the log-odds that it answers, less where other sections speak more for themselves than its own."""
    odds = [score(candidate) for candidate in candidates]
    best = max(odds, default=0.0)
    weights: defaultdict[tuple[str, ...], float] = defaultdict(float)
    for value, candidate in zip(odds, candidates, strict=True):
        weights[_section_of(candidate.passage)] += math.exp((value - best) / _SECTION_TEMPERATURE)
    total = sum(weights.values())
    return [
        (value + _SECTION * math.log(weights[_section_of(candidate.passage)] / total), candidate)
        for value, candidate in zip(odds, candidates, strict=True)
    ]


def score(candidate: Candidate) -> float:
    """Log-odds that the sentence answers."""
    bias, weights = _weights()
    return bias + sum(weight * candidate.features[name] for name, weight in weights.items())


@cache
def _weights() -> tuple[float, dict[str, float]]:
    held = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return held["bias"], held["weights"] | _BY_HAND


def _votes(
    asked: Sequence[tuple[LinkedQuestion, float]],
) -> tuple[dict[tuple[str, int], float], dict[tuple[str, int], float]]:
    """An editorial question that is like the user's speaks for the sentence that answers it: by sentence
    the similarity of the nearest such question, and the share of them all."""
    nearest: dict[tuple[str, int], float] = {}
    masses: dict[tuple[str, int], float] = {}
    best = asked[0][1] if asked else 0.0
    weights = [math.exp((similarity - best) / _TEMPERATURE["asked_mass"]) for _, similarity in asked]
    total = sum(weights)
    for (question, similarity), weight in zip(asked, weights, strict=True):
        for number in question.sentences:
            key = (question.passage_id, number)
            nearest[key] = max(nearest.get(key, 0.0), similarity)
            masses[key] = masses.get(key, 0.0) + weight / total
    return nearest, masses


def _masses(similarities: Mapping[tuple[str, int], float]) -> dict[tuple[str, int], float]:
    """Similarities to prototypes as the probabilities that they were trained as."""
    best = max(similarities.values(), default=0.0)
    raised = {key: math.exp((similarity - best) / TEMPERATURE) for key, similarity in similarities.items()}
    total = sum(raised.values())
    return {key: value / total for key, value in raised.items()}


def _share(similarity: float | None, best: float, temperature: float) -> float:
    """1 for the best, falling to 0; cosines mean something only beside each other."""
    return 0.0 if similarity is None else math.exp((similarity - best) / temperature)


def _says_the_same(candidate: Candidate, chosen: Chosen) -> bool:
    if candidate.passage.id == chosen.passage.id and candidate.sentence in chosen.sentences:
        return True
    mine = published_lemmas(candidate.sentence.text)
    for sentence in chosen.sentences:
        other = published_lemmas(sentence.text)
        if _is_part(mine, other) or _is_part(other, mine):
            return True
    return False


def _is_part(lemmas: Set[str], others: Set[str]) -> bool:
    """Whether almost all that `lemmas` say stands in `others`."""
    return bool(lemmas) and len(lemmas & others) / len(lemmas) >= _ALIKE


def _with_support(candidate: Candidate) -> tuple[PassageSentence, ...]:
    """The sentence with the one it leans on; a lead-in with the items that it leads in."""
    sentences, number = candidate.passage.sentences, candidate.number
    if number and _LEANS.match(sentences[number].text) and not sentences[number].lead_in:
        return (sentences[number - 1], sentences[number])
    if len(items := _list_of(candidate.passage, number)) > 1:
        return items
    if _ITEM_LEAD.search(sentences[number].text):
        end = number + 1
        while end < len(sentences) and sentences[end].lead_in:
            end += 1
        return tuple(sentences[number:end])
    return (sentences[number],)


def _list_of(passage: Passage, number: int) -> tuple[PassageSentence, ...]:
    """The whole list that an item stands in, where its items are single sentences and it is short."""
    sentences = passage.sentences
    items = [_is_item(passage, sentence) for sentence in sentences]
    lead_in = sentences[number].lead_in
    first = last = number
    while first and items[first - 1] and sentences[first - 1].lead_in == lead_in:
        first -= 1
    while last + 1 < len(sentences) and items[last + 1] and sentences[last + 1].lead_in == lead_in:
        last += 1
    found = tuple(sentences[first : last + 1])
    whole = last + 1 == len(sentences)  # no sentence goes on within an item
    short = sum(len(item.text.split()) for item in found) <= _SHORT_LIST
    return found if items[number] and whole and short else ()


def _is_item(passage: Passage, sentence: PassageSentence) -> bool:
    return bool(sentence.lead_in) or passage.text[: sentence.start].endswith(_BULLET)


def _merge_neighbours(taken: Sequence[Chosen]) -> list[Chosen]:
    """Sentences that stand side by side in one passage are quoted as one."""
    merged: list[Chosen] = []
    for chosen in taken:
        for at, other in enumerate(merged):
            if other.passage.id == chosen.passage.id and _touch(other, chosen):
                both = sorted({*other.sentences, *chosen.sentences}, key=lambda sentence: sentence.start)
                merged[at] = Chosen(other.passage, tuple(both), other.score, (*other.basis, *chosen.basis))
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
