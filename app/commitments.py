"""What a Danish sentence commits itself to: duties, negations, limits, conditions, numbers, §§, names.

Two sentences on the same matter say the same only if these agree. They are found by tables of words, clause by
clause; what no table knows is left to the comparison of words in `app.verify`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from app.wordings import canonical, frame_words
from index.normalize import lemma, lemma_tokens
from ingest.law_references import find_law_refs, format_law_ref
from ingest.laws import load_laws


class Sign(StrEnum):
    """A kind of word that turns what a sentence says."""

    SKAL = "skal"
    BOER = "bør"
    KAN = "kan"
    MAA = "må"
    RET = "ret til"
    IKKE = "ikke"
    UDEN = "uden"
    ALTID = "altid"
    ALLE = "alle"
    NOGLE = "nogle"
    NORMALT = "normalt"
    KUN = "kun"
    MINDST = "mindst"
    HOEJST = "højst"
    FOER = "før"
    EFTER = "efter"
    OVER = "over"
    UNDER = "under"
    CIRKA = "ca."
    HVIS = "hvis"
    MEDMINDRE = "medmindre"


MODALITIES = frozenset({Sign.SKAL, Sign.BOER, Sign.KAN, Sign.MAA, Sign.RET})
NEGATIONS = frozenset({Sign.IKKE, Sign.UDEN})
_OF_NUMBERS = frozenset({Sign.MINDST, Sign.HOEJST, Sign.OVER, Sign.UNDER, Sign.CIRKA})
MAY_GO = frozenset({Sign.ALLE})  # left out, the rest still holds
CONDITIONS = frozenset({Sign.HVIS, Sign.MEDMINDRE, Sign.KUN})

_NUMERALS = dict(
    zip(
        (
            "to tre fire fem seks syv otte ni ti elleve tolv tretten fjorten femten seksten sytten atten nitten tyve"
        ).split(),
        map(str, range(2, 21)),
        strict=True,
    )
)
_NUMERAL = rf"(?:\d[\d.,]*|{'|'.join(_NUMERALS)})"
_IMPORTANT = r"(?:vigtigt|væsentligt|centralt|afgørende)"
# In order: an earlier pattern takes its words from the later ones. None: words that turn nothing here.
_SIGNS: tuple[tuple[Sign | None, str], ...] = (
    (
        None,
        r"ikke (?:kun|bare|blot|alene|mindst)|(?:fx|bl\.a\.|eksempelvis|herunder),? (?:når|hvis)|"
        r"ikke desto mindre|i stedet(?: for)?|frem ?for",
    ),
    (Sign.BOER, r"bør|burde|kan(?: \w+){0,4}? med fordel|anbefale[rs]|tilråde[rs]|er en god ide"),
    (Sign.BOER, rf"(?:det (?:er|vil være)|er det)(?: \w+){{0,2}}? {_IMPORTANT}"),
    (
        Sign.SKAL,
        r"skal|skulle|har(?: \w+){0,2}? pligt til|(?:er|bliver)(?: \w+){0,2}? (?:forpligtet|nødt) til|"
        r"(?:er|stiller|stilles)(?: \w+){0,4}? krav(?: om)?|kræve[rs]|er(?: \w+){0,2}? (?:lovpligtig|obligatorisk)t?",
    ),
    (Sign.RET, r"(?:har|får)(?: \w+){0,2}? ret til|ret til|partsbeføjelser"),
    (Sign.KAN, r"kan|kunne|(?:har|er der|giver)(?: \w+){0,2}? mulighed for|er(?: \w+)? muligt"),
    (Sign.MAA, r"må|måtte|(?:har|får) lov til"),
    (Sign.MEDMINDRE, r"medmindre|undtagen|bortset fra|med undtagelse af"),
    (Sign.UDEN, r"uden(?! for| om)"),
    (Sign.IKKE, r"ikke|ej|ingen|intet|aldrig|hverken|undlade[rs]?|undgå[rs]?|forbudt|fritage[rst]+"),
    (Sign.KUN, r"kun|udelukkende|først når"),
    (Sign.ALTID, r"altid|hver gang|til enhver tid"),
    (Sign.ALLE, r"alle|samtlige|enhver|ethvert"),
    (Sign.NOGLE, r"nogle|enkelte|visse|somme"),
    (
        Sign.NORMALT,
        r"ofte|oftest|typisk|som regel|normalt|som udgangspunkt|så vidt (?:det er )?muligt|i de fleste|eventuelt|måske",
    ),
    (Sign.MINDST, r"mindst|(?:som )?minimum|tidligst|ikke under"),
    (Sign.HOEJST, rf"højst|maksimalt|maksimum|senest|op til(?= {_NUMERAL}\b)|inden for(?= {_NUMERAL}\b)"),
    (Sign.OVER, rf"(?:mere|flere) end|over(?= {_NUMERAL}\b)|ældre end"),
    (Sign.UNDER, rf"(?:mindre|færre|yngre) end|under(?= {_NUMERAL}\b)"),
    (Sign.CIRKA, r"ca\.|cirka|omtrent|knap|godt(?= \d)"),
    (Sign.FOER, r"før|inden(?! for)|forud(?: for)?|forinden"),
    (
        Sign.EFTER,
        r"efter(?! (?:barnets|§|lov|regl|bestemmelse|det konkrete|servicel|forvaltningsl|adoptionsl))|efterfølgende|"
        r"derefter|herefter",
    ),
    (
        Sign.HVIS,
        r"hvis|såfremt|forudsat(?: at)?|når|"
        r"i (?:de |den |disse |dette |sådanne |et )?(?:tilfælde|situationer|situation|sager)",
    ),
)
_SIGN = re.compile(
    "|".join(rf"(?P<s{at}>\b(?:{pattern})(?!\w))" for at, (_, pattern) in enumerate(_SIGNS)), re.IGNORECASE
)
_CLAUSE = re.compile(r"[,;:()]|\s[–-]\s|\bmen\b|\b(?:og|samt|eller) (?=(?:skal|bør|kan|må)\b)")
_NUMBER = re.compile(rf"(?<![\w§]){_NUMERAL}(?:\s?[-–]\s?\d+)?(?!\w)", re.IGNORECASE)
_NEXT_WORD = re.compile(r"\.?\s*(?:hele |forskellige |konkrete )?([^\W\d_]+|%)")
_NAME = re.compile(r"(?<=[^\s.!?:»\"”] )[A-ZÆØÅ][\wæøåé-]+|\b[A-ZÆØÅ]{2,}\b")


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch between two commas: the words that carry its meaning, in one form each, and its signs."""

    words: frozenset[str]
    signs: Counter[Sign]


@lru_cache(maxsize=4096)
def find_clauses(text: str) -> tuple[Clause, ...]:
    """The clauses of a sentence; one with hardly a word of its own is read with the next."""
    clauses: list[Clause] = []
    left = ""
    for part in _CLAUSE.split(" ".join(text.split())):
        part = f"{left} {part or ''}".strip()
        clause = Clause(words_of(part) - frame_words(), find_signs(part))
        left = part if len(clause.words) < 2 else ""
        if not left:
            clauses.append(clause)
    if left:
        clauses.append(Clause(words_of(left) - frame_words(), find_signs(left)))
    return tuple(clauses)


def find_signs(text: str) -> Counter[Sign]:
    return Counter(sign for sign, _ in sign_places(text))


def sign_places(text: str) -> Iterator[tuple[Sign, int]]:
    """Each sign with the offset behind it."""
    for match in _SIGN.finditer(text):
        if sign := _sign_of(match):
            yield sign, match.end()


@lru_cache(maxsize=4096)
def words_of(text: str) -> frozenset[str]:
    """The words that carry meaning, each in one form; signs, numbers and §§ are none of them."""
    return frozenset(canonical(word) for word in lemma_tokens(_SIGN.sub(" ", text)) if not word.isdigit())


@lru_cache(maxsize=4096)
def find_numbers(text: str) -> frozenset[tuple[str, str, str]]:
    """Numbers with what they count and the limit that they are: ("3", "måned", "højst").

    The §§ are none of them; they have a comparison of their own.
    """
    for ref in reversed(find_law_refs(text)):
        text = f"{text[: ref.start]} {text[ref.end :]}"
    return frozenset(_numbers(text))


def _numbers(text: str) -> Iterator[tuple[str, str, str]]:
    limits = {found.end(): sign for found in _SIGN.finditer(text) if (sign := _sign_of(found)) in _OF_NUMBERS}
    for match in _NUMBER.finditer(text):
        unit = _NEXT_WORD.match(text, match.end())
        number = re.sub(r"\s", "", match.group().lower()).replace("–", "-").rstrip(".,")
        limit = limits.get(len(text[: match.start()].rstrip()))
        yield _NUMERALS.get(number, number), canonical(lemma(unit[1].lower())) if unit else "", limit or ""


def _sign_of(match: re.Match[str]) -> Sign | None:
    return _SIGNS[int((match.lastgroup or "s0")[1:])][0]


@lru_cache(maxsize=4096)
def find_addresses(text: str) -> frozenset[str]:
    """The places of laws that a text names, written in one way."""
    return frozenset(format_law_ref(ref, load_laws()) for ref in find_law_refs(text))


def find_names(text: str) -> frozenset[str]:
    """Words with a capital that no beginning of a sentence explains."""
    return frozenset(match.group() for match in _NAME.finditer(text))
