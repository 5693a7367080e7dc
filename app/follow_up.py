"""Understand a follow-up from the conversation: "og hvad med ungeplanen?", "hvornår?"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.normalize import lemma_tokens

# Words that say: this is about something else now.
_NEW_TOPIC = re.compile(
    r"\b(?:noget (?:helt )?andet|nyt (?:spørgsmål|emne)|andet (?:spørgsmål|emne)|nu til noget|skifter? emne|"
    r"another question|different topic)\b",
    re.IGNORECASE,
)
# A question that begins so goes on from the one before.
_GOES_ON = re.compile(
    r"\s*(?:og|men|så|eller|okay[,.]? og|hvad med|hvad så|gælder det|også|hvorfor det|hvordan det|hvem så|and|"
    r"(?:what|how) about)\b",
    re.IGNORECASE,
)
# Words that stand for something said before.
_POINTS_BACK = re.compile(
    r"\b(?:den|det|dem|de|han|hun|ham|hende|dens|dets|deres|sådan|sådanne|så|dér|denne|dette|disse|heri|deri|it|they|them|that)\b",
    re.IGNORECASE,
)
_SOME = 6  # content words; a longer question says itself what it is about
# Words that name no matter of their own: "hvor mange må der være?", "hvornår sker det?".
_EMPTY = frozenset(
    "være blive have gælde ske gøre komme lave tage få give mange meget lang længe tid tit ofte må skulle kunne ville "
    "bør burde mene betyde virke gå stå helt især altid aldrig så do be does long often many much".split()
)


def understand(question: str, earlier: Sequence[str]) -> str:
    """The question as it can stand alone: with the one that it follows before it, when it leans on it.

    `earlier` are the questions of the conversation, oldest first. A new topic is left alone.
    """
    if not earlier or _NEW_TOPIC.search(question) or not _leans(question):
        return question
    before = understand(earlier[-1], earlier[:-1])
    return f"{before} {question}"


def _leans(question: str) -> bool:
    matters = [lemma for lemma in lemma_tokens(question) if lemma not in _EMPTY]
    if not matters or _GOES_ON.match(question):
        return True
    return len(matters) <= _SOME and bool(_POINTS_BACK.search(question))
