"""What a question names by its number: "anbefaling 13", "§ 91". It is looked up, not only embedded."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.passages import Passage, PassageSentence
from ingest.law_references import find_law_refs
from ingest.publication import LawRef

_RECOMMENDATION = re.compile(r"\banbefaling(?:en|erne)?\s*(?:nr\.?|nummer)?\s*(\d{1,2})\b", re.IGNORECASE)
_RECOMMENDATION_EN = re.compile(r"\brecommendation\s*(?:no\.?|number)?\s*(\d{1,2})\b", re.IGNORECASE)
# A named address outweighs any signal; within it the signals order.
_NAMED = 1.0


@dataclass(frozen=True, slots=True)
class Addresses:
    recommendations: tuple[int, ...] = ()
    law_refs: tuple[LawRef, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.recommendations or self.law_refs)

    def bonus(self, passages: Sequence[Passage]) -> NDArray[np.float32]:
        """What is added to each passage's score: 1 for every kind of address that it stands under."""
        if not self:
            return np.zeros(len(passages), dtype=np.float32)
        named = [
            _NAMED * (passage.recommendation in self.recommendations) + _NAMED * self.cites(passage)
            for passage in passages
        ]
        return np.array(named, dtype=np.float32)

    def cites(self, passage: Passage) -> bool:
        """Whether the passage refers to a § that the question names; of a law, whether it is that §."""
        if own := passage.law_ref:
            return any(covers(asked, own) and asked.law in (None, own.law) for asked in self.law_refs)
        return self._cover(passage.law_refs)

    def back(self, passage: Passage, sentence: PassageSentence) -> bool:
        """Whether a § that the question names stands behind the sentence, or is where it stands."""
        return self.cites(passage) if passage.law_ref else self._cover(sentence.law_refs)

    def _cover(self, refs: Sequence[LawRef]) -> bool:
        return any(covers(asked, ref) for asked in self.law_refs for ref in refs)


def find_addresses(question: str) -> Addresses:
    numbers = [
        int(match[1]) for pattern in (_RECOMMENDATION, _RECOMMENDATION_EN) for match in pattern.finditer(question)
    ]
    return Addresses(tuple(dict.fromkeys(numbers)), find_law_refs(question))


def covers(asked: LawRef, ref: LawRef) -> bool:
    """Whether `ref` lies within what was asked for: same law where both name one, same §, same stk."""
    if asked.law and ref.law and asked.law != ref.law:
        return False
    first, last = paragraf_span(ref)
    if not first <= (asked.paragraf, asked.letter) <= last:
        return False
    return asked.stk is None or ref.stk is None or ref.stk <= asked.stk <= (ref.stk_to or ref.stk)


def paragraf_span(ref: LawRef) -> tuple[tuple[int, str], tuple[int, str]]:
    """The first and the last paragraf that a reference names, each with its letter."""
    first = (ref.paragraf, ref.letter)
    return first, first if ref.paragraf_to is None else (ref.paragraf_to, ref.letter_to)
