"""Which verb a skal, bør, kan or må governs, and what stands behind a "hvis" or an "inden"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from app.commitments import Sign, sign_places, words_of
from app.wordings import actors, canonical, frame_words, is_covered
from index.normalize import lemma

_WORD = re.compile(r"[^\W\d_]+")
_MODALS = dict(zip("skal bør kan må skulle burde kunne måtte".split(), "skal bør kan må".split() * 2, strict=True))
_WITH_ADVANTAGE = re.compile(r"\bkan(?=(?: \w+){0,4}? med fordel\b)|(?<=med fordel )kan\b", re.IGNORECASE)
_SHORT_VERBS = frozenset("få gå stå se bo nå".split())
_SHORTEST_VERB = 4
_TURNING = frozenset({Sign.FOER, Sign.EFTER, Sign.HVIS, Sign.MEDMINDRE})
_HALF = 0.5


def governs_otherwise(claim: str, source: str) -> bool:
    """Whether a modal verb of the claim governs what another one governs in the source."""
    there = list(_governed(source))
    return any(
        verb in {other for _, other in there} and (modal, verb) not in there for modal, verb in _first_governed(claim)
    )


def _first_governed(text: str) -> Iterator[tuple[str, str]]:
    """Each modal with the verb next to it."""
    seen = ""
    for modal, verb in _governed(text):
        if modal != seen:
            yield modal, verb
        seen = modal


def _governed(text: str) -> Iterator[tuple[str, str]]:
    """Each verb in an infinitive or a passive with the modal verb before it."""
    modal = ""
    for match in _WORD.finditer(_WITH_ADVANTAGE.sub("bør", text)):
        word = match.group().lower()
        if word in _MODALS:
            modal = _MODALS[word]
        elif modal and (form := _verb(word)):
            yield modal, form


def _verb(word: str) -> str:
    form = canonical(lemma(word))
    looks_so = word in _SHORT_VERBS or (len(word) >= _SHORTEST_VERB and word.endswith(("e", "es")))
    return form if looks_so and form not in actors() and form not in frame_words() else ""


def turns_around(claim: str, source: str) -> bool:
    """Whether what is a condition, or before or after, in the claim is something else in the source."""
    there = list(_behind(source))
    for sign, words in _behind(claim):
        own = [others for other, others in there if other is sign]
        if words and own and not any(sum(is_covered(w, others) for w in words) >= _HALF * len(words) for others in own):
            return True
    return False


def _behind(text: str) -> Iterator[tuple[Sign, frozenset[str]]]:
    """Each "hvis", "når", "inden", "efter" with the words up to the next comma."""
    for sign, end in sign_places(text):
        if sign in _TURNING:
            clause = re.split(r"[,;()]", text[end:], maxsplit=1)[0]
            yield sign, words_of(clause) - actors() - frame_words()
