"""Who does what to whom, and what is joined by "og" and what by "eller"."""

from __future__ import annotations

import re

from app.wordings import actors, canonical
from index.normalize import fold, lemma

RAADGIVER = canonical(fold("rådgiver"))
_WORD = re.compile(r"[^\W\d_]+(?:-(?= ))?")
_ARTICLES = frozenset("en et den det de dets barnets sin sit sine evt eventuelt som børne-".split())
_SHORTEST_VERB = 4


Words = list[tuple[str, str]]
Sides = tuple[frozenset[str], frozenset[str]]

_CLAUSE = re.compile(r"[,;:()]")


def _read(text: str) -> Words:
    """Words as they stand, lower case, each with its one form; "du" acts as the rådgiver."""
    words = [match.group().lower() for match in _WORD.finditer(text)]
    return [(word, RAADGIVER if word in ("du", "dig") else canonical(lemma(word))) for word in words]


def changes_roles(claim: str, source: str) -> bool:
    """Whether somebody who acts in one is acted upon in the other, by the same verb."""
    return any(_changes(_read(said), _read(there)) for said in _CLAUSE.split(claim) for there in _CLAUSE.split(source))


def _changes(said: Words, there: Words) -> bool:
    for at, (word, form) in enumerate(said):
        if not _is_verb(word, said, at):
            continue
        places = [n for n, (other, its_form) in enumerate(there) if its_form == form and _is_verb(other, there, n)]
        if len(places) != 1:
            continue
        turned = _is_passive(word) != _is_passive(there[places[0]][0])
        if _crossed(_sides(said, at), _sides(there, places[0]), turned):
            return True
    return False


def _is_verb(word: str, words: Words, at: int) -> bool:
    """An infinitive or a passive with a modal verb somewhere before it."""
    if len(word) < _SHORTEST_VERB or not word.endswith(("e", "es")) or words[at][1] in actors():
        return False
    return any(before in ("skal", "bør", "kan", "må", "at") for before, _ in words[max(0, at - 8) : at])


def _is_passive(word: str) -> bool:
    return word.endswith("s")


def _sides(words: Words, at: int) -> tuple[frozenset[str], frozenset[str]]:
    forms = [form if form in actors() else "" for _, form in words]
    return frozenset(forms[:at]) - {""}, frozenset(forms[at + 1 :]) - {""}


def _crossed(said: Sides, there: Sides, turned: bool) -> bool:
    before, after = there[::-1] if turned else there
    return bool(said[0] & (after - before)) or bool(said[1] & (before - after))


def joins_otherwise(claim: str, source: str) -> bool:
    """Whether two things are joined by "og" in one and by "eller" in the other."""
    said, there = _joints(claim), _joints(source)
    return any(
        (one, other, joint) not in there and (one, other, "eller" if joint == "og" else "og") in there
        for one, other, joint in said
    )


def _joints(text: str) -> set[tuple[str, str, str]]:
    words = [pair for pair in _read(text) if pair[0] not in _ARTICLES]
    return {
        (words[at - 1][1], words[at + 1][1], word)
        for at, (word, _) in enumerate(words)
        if word in ("og", "eller") and 0 < at < len(words) - 1
    }
