"""Hold a statement of a language model to what it quotes. Pure: no model, no index, no clock.

A statement passes only if every part of it is carried by one sentence that it quotes, lead-in and all. The rules,
each with the cause that a statement is dropped for:

token       every token that it names was offered
quote       every quote stands verbatim in that passage, white space apart, and is more than a few words
instruction what it quotes is no instruction to a machine
form        it is a plain sentence: no markup, no address of a page, nothing hidden, no CPR number, no question
length      it is not much longer than what carries it
word        it has no word of meaning that the source has not, in some form
name        it has no name that the source has not
actor       who does it and to whom it is done are the source's
number      its numbers, dates and units are the source's
paragraf    its §§ are the source's
negation    "ikke", "ingen", "uden" stand where the source has them
modality    skal, bør, kan, må and "ret til" are the source's
limit       "altid", "kun", "mindst", "senest", "før", "og/eller" and their like are the source's
condition   "hvis", "når", "kun", "medmindre" and what opens the source's sentence are not left out

A quote speaks with its whole sentence, so that nobody can quote around a "not".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from app.blocked import holds_cpr
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
from app.roles import changes_roles, joins_otherwise
from app.units import YOU, Unit, beginning_of, find_units, speaks_to_a_machine
from app.wordings import actors, frame_words, is_covered
from index.passages import Passage, PassageSentence
from ingest.hidden import is_hidden
from ingest.modality import find_modality
from ingest.sentences import split_sentences


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


@dataclass(frozen=True, slots=True)
class Quote:
    """What a model says stands in the passage that it knows as `token`."""

    token: str
    words: str


@dataclass(frozen=True, slots=True)
class Carried:
    """A statement that passed, with the sentences that carry it, by passage."""

    text: str
    sentences: tuple[tuple[Passage, tuple[PassageSentence, ...]], ...]


MOST_WORDS = 60
_MORE_WORDS = 8  # than the source has, for what is spelt out
_USED = 0.5  # share of a clause's words in a statement from which on the statement says it
_MARKUP = re.compile(
    r"[<>\[\]{}`|\\^~_*#@=]|\b[a-z]+:(?=\S)|://|\bwww\.|\b\w+\.(?:dk|com|net|org|io|eu)\b|&#?\w+;", re.IGNORECASE
)
_JOINT = re.compile(r",? (?:og|men|samt) |; ")


def verify(text: str, quotes: Sequence[Quote], offered: Mapping[str, Passage]) -> Carried | Cause:
    """The statement with what carries it, or why it is dropped."""
    text = " ".join(text.split())
    if not quotes or any(quote.token not in offered for quote in quotes):
        return Cause.TOKEN
    units: list[Unit] = []
    for quote in quotes:
        found = find_units(quote.words, offered[quote.token])
        if not found:
            return Cause.QUOTE
        if speaks_to_a_machine(found):
            return Cause.INSTRUCTION
        units += found
    if has_wrong_form(text):
        return Cause.FORM
    carried: list[Unit] = []
    for start, end in split_sentences(text):
        result = _carry(text[start:end], units)
        if isinstance(result, Cause):
            return result
        carried += result
    return Carried(text, _by_passage(carried)) if carried else Cause.FORM


def has_wrong_form(text: str) -> bool:
    return (
        not text
        or text.endswith("?")
        or any(map(is_hidden, text))
        or bool(_MARKUP.search(text))
        or holds_cpr(text)
        or len(text.split()) > MOST_WORDS
    )


def _carry(claim: str, units: Sequence[Unit]) -> list[Unit] | Cause:
    """The unit that carries a claim; those of its two halves where none carries it whole."""
    whole = _carry_whole(claim, units)
    if not isinstance(whole, Cause):
        return [whole]
    if find_signs(claim).keys() & {Sign.HVIS, Sign.MEDMINDRE}:  # a condition belongs to all of its sentence
        return whole
    for joint in _JOINT.finditer(claim):
        halves = [_carry_whole(half, units) for half in (claim[: joint.start()], claim[joint.end() :])]
        carrying = [half for half in halves if not isinstance(half, Cause)]
        if len(carrying) == 2 and all(_is_clause(half) for half in (claim[: joint.start()], claim[joint.end() :])):
            return carrying
    return whole


def _is_clause(text: str) -> bool:
    return bool(MODALITIES & find_signs(text).keys()) and len(words_of(text)) > 1


def _carry_whole(claim: str, units: Sequence[Unit]) -> Unit | Cause:
    words = words_of(claim)
    nearest = sorted(units, key=lambda unit: -len(words & unit.words))
    causes = []
    for unit in nearest:
        cause = next(_faults(claim, unit), None)
        if cause is None:
            return unit
        causes.append(cause)
    return causes[0]


def _faults(claim: str, unit: Unit) -> Iterator[Cause]:
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
        used = len([word for word in clause.words if is_covered(word, words)])
        if not used or used < _USED * len(clause.words):
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


def _by_passage(units: Sequence[Unit]) -> tuple[tuple[Passage, tuple[PassageSentence, ...]], ...]:
    """The sentences that carry, each once, those that stand side by side together."""
    taken: dict[tuple[str, int], Unit] = {}
    for unit in units:
        taken.setdefault((unit.passage.id, unit.number), unit)
    return tuple((unit.passage, (unit.passage.sentences[unit.number],)) for unit in taken.values())
