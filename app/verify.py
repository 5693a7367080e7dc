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
modality    skal, bør, kan, må and "ret til" are the source's, before the same verbs
limit       "altid", "kun", "mindst", "senest", "før", "og/eller" and their like are the source's
condition   "hvis", "når", "kun", "medmindre" and what opens the source's sentence are not left out or turned around

A quote speaks with its whole sentence, so that nobody can quote around a "not".
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.blocked import holds_cpr
from app.commitments import MODALITIES, Sign, find_signs, words_of
from app.faults import Cause, find_faults
from app.units import Unit, find_units, speaks_to_a_machine
from index.passages import Passage, PassageSentence
from ingest.hidden import is_hidden
from ingest.sentences import split_sentences

__all__ = ["Carried", "Cause", "Quote", "verify"]


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
        cause = next(find_faults(claim, unit), None)
        if cause is None:
            return unit
        causes.append(cause)
    return causes[0]


def _by_passage(units: Sequence[Unit]) -> tuple[tuple[Passage, tuple[PassageSentence, ...]], ...]:
    """The sentences that carry, each once, in the order in which they are needed."""
    taken: dict[tuple[str, int], Unit] = {}
    for unit in units:
        taken.setdefault((unit.passage.id, unit.number), unit)
    return tuple((unit.passage, (unit.passage.sentences[unit.number],)) for unit in taken.values())
