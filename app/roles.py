"""Who does what to whom, and what is joined by "og" and what by "eller"."""

from __future__ import annotations

import re

from app.wordings import actors, canonical
from index.normalize import fold, lemma

RAADGIVER = canonical(fold("rådgiver"))
_WORD = re.compile(r"[^\W\d_]+(?:-(?= ))?")
_ARTICLES = frozenset("en et den det de dets barnets sin sit sine evt eventuelt som børne-".split())
_SHORTEST_VERB = 4
_MODALS = frozenset("skal bør kan må".split())
# Not "af": it names who acts in a passive sentence.
_PREPOSITIONS = frozenset("i på med til fra for om hos ved over under mellem mod omkring gennem blandt ud".split())
_BEFORE_NOUN = frozenset("en et den det de denne dette disse og eller samt alle både sine sin sit deres".split())
_OPENS_OTHERWISE = frozenset(
    "hvis når såfremt medmindre der det som for at inden før efter uden i på ved hos til med fra under over".split()
)

Words = list[tuple[str, str]]
Sides = tuple[frozenset[str], frozenset[str]]

_CLAUSE = re.compile(r"[,;()]")  # not at a colon: a lead-in goes on in its point


def _read(text: str) -> Words:
    """Words as they stand, lower case, each with its one form; "du" acts as the rådgiver."""
    words = [match.group().lower() for match in _WORD.finditer(text)]
    return [(word, RAADGIVER if word in ("du", "dig") else canonical(lemma(word))) for word in words]


def changes_roles(claim: str, source: str) -> bool:
    """Whether somebody who acts in one is acted upon in the other, or the subject of one is in the
    other only what something happens with, in or to."""
    said = [_read(clause) for clause in _CLAUSE.split(claim)]
    there = [_read(clause) for clause in _CLAUSE.split(source)]
    if any(_changes(one, other) for one in said for other in there):
        return True
    whole = _read(source)
    return any(_is_only_governed(form, whole) for form in _subject(_read(claim)))


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
    return any(before in _MODALS or before == "at" for before, _ in words[max(0, at - 8) : at])


def _is_passive(word: str) -> bool:
    return word.endswith("s")


def _sides(words: Words, at: int) -> Sides:
    """Who stands bare before the verb and who behind it."""
    forms = [
        form if form in actors() and not word.endswith("s") and not _is_governed(words, n) else ""
        for n, (word, form) in enumerate(words)
    ]
    return frozenset(forms[:at]) - {""}, frozenset(forms[at + 1 :]) - {""}


def _crossed(said: Sides, there: Sides, turned: bool) -> bool:
    before, after = there[::-1] if turned else there
    return bool((said[0] - said[1]) & (after - before)) or bool((said[1] - said[0]) & (before - after))


def _is_governed(words: Words, at: int) -> bool:
    """Whether a preposition stands before the noun, past articles, genitives and what it is joined with."""
    for word, form in reversed(words[:at]):
        if word in _PREPOSITIONS:
            return True
        if word not in _BEFORE_NOUN and not word.endswith("s") and form not in actors():
            return False
    return False


def _subject(claim: Words) -> list[str]:
    """The nouns that a claim begins with, before its modal verb; none where something else opens it."""
    verb = next((at for at, (word, _) in enumerate(claim) if word in _MODALS), 0)
    if not verb or claim[0][0] in _OPENS_OTHERWISE:
        return []
    end = next((at for at in range(verb) if claim[at][0] in _PREPOSITIONS), verb)
    return [form for word, form in claim[:end][-1:] if word not in _BEFORE_NOUN]


def _is_only_governed(form: str, source: Words) -> bool:
    places = [at for at, (_, other) in enumerate(source) if other == form]
    return bool(places) and all(_is_governed(source, at) for at in places)


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
