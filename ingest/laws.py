"""The laws that publications refer to: their facts, and where a text names one of them.

Everything about a law stands in `sources/laws.toml`; what is not given there is not known.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

LAWS_PATH = Path(__file__).resolve().parents[1] / "sources" / "laws.toml"

# White space as it falls in PDFs and web pages, with the zero-width kinds that `\s` leaves out.
# Bounded, and a gap is never given back (the last +), so that no pattern can take quadratic time.
SPACE = r"[\s\u200b\u2060\ufeff]"
GAP = SPACE + "{0,40}+"

# æ, ø and å as they are typed on a keyboard without them, and å as PDFs decompose it.
_SPELLINGS = {"æ": "(?:æ|ae)", "ø": "(?:ø|oe)", "å": "(?:å|aa|a\u030a)", " ": SPACE + "{1,40}"}

# "LOV nr. 721 af 13/06/2023", "lovbekendtgørelse nr. 282 af 17. marts 2025".
_NUMBER = (
    rf"(?:lov(?:bekendtgørelse)?|lbk){GAP}nr\.?{GAP}(?P<number>[0-9]{{1,4}}){GAP}af{GAP}"
    rf"[0-9]{{1,2}}[./-]{GAP}\w{{1,9}}[./\s-]{GAP}(?P<year>[0-9]{{4}})"
)

# A law that is not in laws.toml is still a law: a § that stands by it belongs to no law we know.
# "Bekendtgørelse af barnets lov" is barnets lov and names no other; "barselsorlov" is no law.
_OTHER = (
    rf"[^\W\d_]{{3,40}}(?<!or)lov(?:en)?s?|lov(?:en)?{SPACE}{{1,40}}(?:om|nr)"
    rf"|[^\W\d_]{{0,30}}(?:bekendtgørelse(?!{GAP}af)|cirkulære)[nt]?s?"
)

_SIGNED = re.compile(r"\baf ([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})\b")

# What a name goes on with: its number ("jf. lovbekendtgørelse nr. …"), or itself once more ("(BL)").
_BEFORE_NUMBER = re.compile(rf"{GAP}[,(]?{GAP}(?:jf\.?)?{GAP}", re.IGNORECASE)
_BRACKET = re.compile(rf"{GAP}\({GAP}")
_BRACKET_END = re.compile(rf"{GAP}\)")


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of a law and its paragraffer, both ends included."""

    number: int
    heading: str
    first: int
    last: int
    last_letter: str = ""


@dataclass(frozen=True, slots=True)
class LawVersion:
    """One publication of a law in Lovtidende, and its ELI address."""

    number: str
    eli: str


@dataclass(frozen=True, slots=True)
class Law:
    """A law. Facts that have not been looked up are None (or, for chapters, empty)."""

    short: str
    name: str
    aliases: tuple[str, ...]
    number: str | None = None
    eli: str | None = None
    in_force: date | None = None
    newest: LawVersion | None = None
    last_paragraf: int | None = None
    chapters: tuple[Chapter, ...] = ()


@dataclass(frozen=True, slots=True)
class LawName:
    """A law's name in a text; `short` is None for a law that is not in laws.toml.

    A `bare` name (a short form in small letters, a number) is too little to tell which law a
    sentence is about: it counts only right beside a §.
    """

    short: str | None
    start: int
    end: int
    genitive: bool = False
    bare: bool = False


@cache
def load_laws(path: Path | None = None) -> Mapping[str, Law]:
    """The laws by short form ("BL"), in the file's order."""
    tables = tomllib.loads((path or LAWS_PATH).read_text(encoding="utf-8"))
    return MappingProxyType({short: _read_law(short, table) for short, table in tables.items()})


def chapter_of(law: Law, paragraf: int, letter: str = "") -> Chapter | None:
    """The chapter that a paragraf stands in, or None where the law's chapters do not say."""
    for chapter in law.chapters:
        if (chapter.first, "") <= (paragraf, letter) <= (chapter.last, chapter.last_letter):
            return chapter
    return None


def newer_version(stated: str) -> str | None:
    """The newest known version of the law that `stated` is one of ("Barnets lov, LOV nr. 721 af 13/06/2023").

    None where `stated` is the newest or newer, or names no law whose newest version is known.
    """
    short = next((name.short for name in find_law_names(stated) if name.short), None)
    law = load_laws().get(short or "")
    if law is None or law.newest is None or _signed(law.newest.number) <= _signed(stated):
        return None
    return f"{law.name}, {law.newest.number}"


def _signed(version: str) -> tuple[int, ...]:
    """Year, month and day of "… af 13/06/2023"; what tells no date is older than all that do."""
    match = _SIGNED.search(version)
    return tuple(int(part) for part in reversed(match.groups())) if match else ()


def find_law_names(text: str) -> tuple[LawName, ...]:
    """Every law that the text names, in order, without overlaps."""
    names: list[LawName] = []
    for match in _name_pattern().finditer(text):
        name = _read_name(match)
        if names and (end := _end_of_addition(match, names[-1], name)):
            names[-1] = replace(names[-1], end=end)
        else:
            names.append(name)
    return tuple(names)


def _end_of_addition(match: re.Match[str], before: LawName, name: LawName) -> int | None:
    """Where the addition ends, if the name only adds to the one before it.

    A number after a name is that law's number, whether or not it is one that we know.
    """
    bracket = _BRACKET.fullmatch(match.string, before.end, name.start)
    numbered = match["number"] and _BEFORE_NUMBER.fullmatch(match.string, before.end, name.start)
    if not numbered and not (bracket and before.short == name.short):
        return None
    closing = _BRACKET_END.match(match.string, name.end) if bracket else None
    return closing.end() if closing else name.end


def _read_law(short: str, table: dict[str, Any]) -> Law:
    newest = table.pop("newest", None)
    return Law(
        short=short,
        aliases=tuple(table.pop("aliases")),
        newest=LawVersion(**newest) if newest else None,
        chapters=tuple(Chapter(**chapter) for chapter in table.pop("chapters", ())),
        **table,
    )


def _read_name(match: re.Match[str]) -> LawName:
    start, end = match.span()
    if match["number"]:
        short = _numbered_laws().get((match["number"], match["year"]))
        return LawName(short, start, end, bare=True)
    if match["other"]:
        return LawName(None, start, end, genitive=match["other"].endswith("s"))
    group = next(name for name, value in match.groupdict().items() if name.startswith("law") and value)
    short = tuple(load_laws())[int(group[3:])]
    bare = match[group].casefold() == short.casefold() and match[group] != short
    return LawName(short, start, end, genitive=bool(match["genitive"]), bare=bare)


@cache
def _name_pattern() -> re.Pattern[str]:
    """One pattern for all names, the known ones first, so that "lov om …" is tried last."""
    known = "|".join(f"(?P<law{i}>{_spellings(law)})" for i, law in enumerate(load_laws().values()))
    return re.compile(
        # The end keeps "bl.a." from being BL, and "barnets lovgivning" from being barnets lov.
        rf"(?<!\w)(?:{_NUMBER}|(?:{known})(?P<genitive>['’]?s)?(?!\.{GAP}a\.)|(?P<other>{_OTHER}))(?!\w)",
        re.IGNORECASE,
    )


def _spellings(law: Law) -> str:
    names = sorted((*law.aliases, law.short), key=len, reverse=True)
    return "|".join("".join(_SPELLINGS.get(char.lower(), re.escape(char)) for char in name) for name in names)


@cache
def _numbered_laws() -> Mapping[tuple[str, str], str]:
    """(number, year) → short form, for every number that laws.toml gives."""
    pattern = re.compile(_NUMBER, re.IGNORECASE)
    numbered = {}
    for law in load_laws().values():
        for number in (law.number, law.newest and law.newest.number):
            if number and (match := pattern.fullmatch(number)):
                numbered[match["number"], match["year"]] = law.short
    return numbered
