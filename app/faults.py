"""Where a claim says other than a sentence that is to carry it: the rules of `app.verify`, one function a kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from enum import StrEnum

from app.commitments import (
    CONDITIONS,
    MAY_GO,
    MODALITIES,
    NEGATIONS,
    Clause,
    Sign,
    find_addresses,
    find_clauses,
    find_names,
    find_numbers,
    find_signs,
    words_of,
)
from app.governed import governs_otherwise, turns_around
from app.roles import changes_roles, joins_otherwise
from app.units import YOU, Unit, beginning_of
from app.wordings import actors, frame_words, is_covered
from ingest.modality import find_modality

_MORE_WORDS = 8  # than the source has, for what is spelt out
_USED = 0.5  # share of a clause's words in a statement from which on the statement says it


class Cause(StrEnum):
    """Why a statement is dropped; the table of rules above says more."""

    TOKEN = "token"
    QUOTE = "quote"
    INSTRUCTION = "instruction"
    FORM = "form"
    LENGTH = "length"
    WORD = "word"
    NAME = "name"
    ACTOR = "actor"
    NUMBER = "number"
    PARAGRAF = "paragraf"
    NEGATION = "negation"
    MODALITY = "modality"
    LIMIT = "limit"
    CONDITION = "condition"


def find_faults(claim: str, unit: Unit) -> Iterator[Cause]:
    """Where a claim says other than the unit, the plainest first."""
    if len(claim.split()) > len(unit.text.split()) + _MORE_WORDS:
        yield Cause.LENGTH
    if find_addresses(claim) - unit.addresses:
        yield Cause.PARAGRAF
    if find_numbers(claim) - find_numbers(unit.text):
        yield Cause.NUMBER
    if any(not _is_said(name, unit) for name in find_names(claim)):
        yield Cause.NAME
    yield from _new_words(claim, unit)
    if changes_roles(claim, unit.text):
        yield Cause.ACTOR
    if joins_otherwise(claim, unit.text):
        yield Cause.LIMIT
    if governs_otherwise(claim, unit.text):
        yield Cause.MODALITY
    if turns_around(claim, unit.text):
        yield Cause.CONDITION
    if (stated := find_modality(claim)) and stated not in unit.modalities:
        yield Cause.MODALITY
    if unit.leaves_open(claim):
        yield Cause.CONDITION
    yield from _signs_added(find_signs(claim), unit.own_signs)
    yield from _signs_moved(find_clauses(claim), unit.clauses)
    yield from _left_out(claim, unit)


def _is_said(name: str, unit: Unit) -> bool:
    said = words_of(name)
    return name in unit.text or (bool(said) and all(_is_said_by(word, unit) for word in said))


def _new_words(claim: str, unit: Unit) -> Iterator[Cause]:
    known = unit.words | (words_of(beginning_of(claim)) & words_of(unit.before))
    new = {word for word in words_of(claim) if not is_covered(word, known)}
    if new & actors() or (YOU.search(claim) and not unit.speaks_to_you):
        yield Cause.ACTOR
    if any(not unit.spells_out(word) for word in new - frame_words()):
        yield Cause.WORD


def _is_said_by(word: str, unit: Unit) -> bool:
    return is_covered(word, unit.words) or unit.spells_out(word)


def _cause_of(sign: Sign) -> Cause:
    if sign in MODALITIES:
        return Cause.MODALITY
    if sign in NEGATIONS:
        return Cause.NEGATION
    return Cause.CONDITION if sign in CONDITIONS else Cause.LIMIT


def _signs_added(claim: Counter[Sign], unit: Counter[Sign]) -> Iterator[Cause]:
    for sign, times in claim.items():
        if not unit[sign] or (sign in NEGATIONS and times > unit[sign]):
            yield _cause_of(sign)


def _signs_moved(claim: Sequence[Clause], unit: Sequence[Clause]) -> Iterator[Cause]:
    """A duty or a negation of one clause must not turn up in another."""
    for clause in claim:
        best = max(unit, key=lambda other: (len(clause.words & other.words), -len(other.words)))
        if not clause.words & best.words:
            continue
        near = [other for other in unit if len(clause.words & other.words) * 2 > len(clause.words & best.words)]
        for signs, cause in ((MODALITIES, Cause.MODALITY), (NEGATIONS, Cause.NEGATION)):
            said = {sign for sign in signs if clause.signs[sign]}
            there = {sign for other in near for sign in signs if other.signs[sign]}
            if said - there and (there or cause is Cause.NEGATION):
                yield cause


def _left_out(claim: str, unit: Unit) -> Iterator[Cause]:
    """What the source makes depend on something must not be said without it."""
    words, signs = words_of(claim), find_signs(claim)
    for clause in unit.clauses:
        own = clause.words - actors() or clause.words
        used = sum(is_covered(word, words) for word in own)
        if not used or used < _USED * len(own):
            continue
        for sign, times in clause.signs.items():
            if sign not in MAY_GO and (not signs[sign] or (sign in NEGATIONS and times > signs[sign])):
                yield _cause_of(sign)
    if not signs.keys() & MODALITIES and unit.own_signs.keys() & MODALITIES and len(unit.clauses) == 1:
        yield Cause.MODALITY
    if any(sign in CONDITIONS and not signs[sign] for sign in unit.own_signs):
        yield Cause.CONDITION
    if unit.opening and sum(is_covered(word, words) for word in unit.opening) < _USED * len(unit.opening):
        yield Cause.CONDITION
