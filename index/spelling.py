"""Write a question as it is sought with: in the words of the publications, spelt as they spell them.

People type without æ, ø and å ("hvornaar", "bornefaglig") and with slips ("undersøglse"). A word that
is no Danish or English word is replaced by the one word of the publications that it can be; where
several can, it stays as it is. A right word is never touched: "taksten" is not "teksten".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from index.language import find_language
from index.normalize import expand, fold, is_word

_WORD = re.compile(r"[^\W\d_]+")
_BARE = str.maketrans({"æ": "a", "ø": "o", "å": "a", "é": "e"})
_SHORTEST_SLIP = 6  # letters; shorter words have too many neighbours
# Short words that people type without å and ø; some of them, so typed, are words of other languages.
_TYPED = {fold(word): word for word in "hvornår må får når også både før på så år være går står".split()}


class Spelling:
    """Knows the words of the texts it is given, and how often they stand there."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._counts = Counter(word.lower() for text in texts for word in _WORD.findall(text))
        self._by_fold: dict[str, set[str]] = {}
        self._by_slip: dict[str, set[str]] = {}
        for word in self._counts:
            for key in {fold(word), word.translate(_BARE), word.replace("æ", "ae").translate(_BARE)}:
                if key != word:
                    self._by_fold.setdefault(key, set()).add(word)
            if len(word) >= _SHORTEST_SLIP:
                for slip in _shortened(fold(word)):
                    self._by_slip.setdefault(slip, set()).add(word)

    def plain(self, question: str) -> str:
        """The question as it is sought with, a user's and an editorial one alike: its spelling restored, and what they
        stand for behind its abbreviations and English terms."""
        return expand(self.restore(question), find_language(question))

    def restore(self, question: str) -> str:
        """The question with its words spelt as in the texts, where that is certain."""
        return _WORD.sub(lambda match: self._restored(match.group()), question)

    def _restored(self, typed: str) -> str:
        word = typed.lower()
        if word in _TYPED:
            return _TYPED[word]
        if word in self._counts or len(word) < 2 or typed[1:] != typed[1:].lower() or is_word(word):
            return typed
        folded = self._by_fold.get(word)
        if folded:
            return max(sorted(folded), key=lambda found: self._counts[found])
        spelt = word.replace("ae", "æ").replace("oe", "ø").replace("aa", "å")
        if spelt != word and is_word(spelt):
            return spelt
        if len(word) < _SHORTEST_SLIP:
            return typed
        near = set().union(*(self._by_slip.get(slip, set()) for slip in _shortened(fold(word))))
        return near.pop() if len(near) == 1 else typed


def _shortened(word: str) -> set[str]:
    """The word and all that is left of it when one letter is missing: two words that differ by one
    letter (put in, left out, or another) share one of these."""
    return {word} | {word[:at] + word[at + 1 :] for at in range(len(word))}
