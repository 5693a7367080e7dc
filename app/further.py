"""Where to go on from an answer: related recommendations, and questions that the publications answer too."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence, Set

from index.language import find_language
from index.normalize import lemma_tokens, published_lemmas
from index.passages import Passage
from index.questions import LinkedQuestion
from index.search import SearchResult

_MOST = 3
_LONGEST = 14  # words of a question that is suggested
_OPEN = re.compile(r"(?:Hvad|Hvordan|Hvornår|Hvem|Hvorfor|Hvilken|Hvilket|Hvilke)\b")
# What points to something that was said before, or to one case.
_POINTS = re.compile(
    r"\b(?:den|det her|han|hun|ham|hende|dem|drengen|pigen|mor|far|min|mit|mine|mig|stykket|egentlig)\b", re.IGNORECASE
)
_ALIKE = 0.6  # share of lemmas in common from which on two questions ask the same


def find_related(cited: Collection[Passage], result: SearchResult, passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """What the nearest recommendations that the answer does not cite say themselves, nearest first."""
    seen = {passage.recommendation for passage in cited}
    numbers = dict.fromkeys(found.passage.recommendation for found in (*result.kept, *result.rejected))
    wanted = [number for number in numbers if number is not None and number not in seen]
    said = {p.recommendation: p for p in passages if p.recommendation in wanted and p.section_path[-1] == "Hvad"}
    return tuple(said[number] for number in wanted if number in said)[:_MOST]


def find_further(question: str, cited: Collection[Passage], result: SearchResult) -> tuple[str, ...]:
    """Short editorial questions near to this one that other passages answer, nearest first."""
    answered = {passage.id for passage in cited}
    asked: list[Set[str]] = [set(lemma_tokens(question))]
    chosen: list[str] = []
    for linked, _ in result.asked:
        lemmas = published_lemmas(linked.question)
        if linked.passage_id in answered or not _stands_alone(linked) or any(_alike(lemmas, other) for other in asked):
            continue
        chosen.append(linked.question)
        asked.append(lemmas)
        answered.add(linked.passage_id)
        if len(chosen) == _MOST:
            break
    return tuple(chosen)


def _stands_alone(linked: LinkedQuestion) -> bool:
    """A question to click on: short, open, a whole sentence in Danish that points to no case."""
    text = linked.question
    whole = _OPEN.match(text) and text.endswith("?") and "." not in text and not _POINTS.search(text)
    return bool(whole) and len(text.split()) <= _LONGEST and find_language(text) == "da"


def _alike(one: Set[str], other: Set[str]) -> bool:
    return len(one & other) >= _ALIKE * max(1, min(len(one), len(other)))
