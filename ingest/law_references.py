"""Find references to places in laws ("barnets lov, § 32, stk. 3") and write them in one way.

    text ── read groups ("§§ 30 og 31, stk. 2" is one) ── find the law of each ──► LawRef

Nothing is guessed. Where two laws could be meant the reference has none, and a number that need
not belong to the reference ("§ 32, 3", "§ 32 og 3 plejefamilier") is left out of it. The span of
a reference runs from its § to its last number; what follows in a list shares the list's §.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from ingest.laws import GAP, SPACE, Law, LawName, find_law_names, load_laws
from ingest.publication import LawRef

# The parts below a §, outermost first, with the fields that hold each and what they hold when empty.
_PARTS: dict[str, dict[str, Any]] = {
    "stk": {"stk": None, "stk_to": None},
    "nr": {"nr": None, "nr_to": None},
    "litra": {"litra": ""},
    "pkt": {"pkt": None, "pkt_to": None},
}
_ORDER = tuple(_PARTS)

# Numbers with more digits are something else: a date, a telephone number.
_NUMBER = r"(?P<number>[1-9][0-9]{0,3})(?![0-9])"
_PART_NUMBER = r"(?P<number>[1-9][0-9]{0,2})(?![0-9])"
# No Danish law has so many paragraffer; in a list or a range it is a year ("§ 32 og 2024").
_FIRST_YEAR = 1900

# "157-159", "157 – 159", "157 til 159", with the hyphens that PDFs use.
_TO = rf"(?:{GAP}[-\u2010-\u2015\u2212]{GAP}|{SPACE}{{1,40}}til{SPACE}{{1,40}})"
_AND = rf"(?:{GAP},)?{SPACE}{{1,40}}(?:og|eller|samt){SPACE}{{1,40}}"
_COMMA = rf"{GAP}[,/]{GAP}"

# The sign or the word, and the number that makes it a reference.
_SIGN = re.compile(
    rf"(?:(?P<plural>§{GAP}§|(?<!\w)paragraf(?:fer|ferne))|§|(?<!\w)paragraf(?:fen)?){GAP}{_NUMBER}",
    re.IGNORECASE,
)

# "69a", "69 a"; the patterns after it tell when such a letter is a word of its own.
_LETTER = re.compile(rf"(?P<gap>{GAP})(?P<letter>[a-zA-Z])(?!\w)")
_WORD_GOES_ON = re.compile(r"[-–'’]\s?[^\W\d_]{2}|/|\.\s?[a-zæøå]")  # "a-kasse", "A/S", "f.eks."
_PAGE_OR_DATE = re.compile(r"\.?\s{0,3}[0-9]")  # "s. 12", "d. 1. maj"
_PART_AHEAD = re.compile(rf"{GAP}(?:,{GAP}(?:stk|nr|litra)|i{SPACE})", re.IGNORECASE)
_LAW_AHEAD = re.compile(rf"{SPACE}{{1,40}}(?:(?i:\w{{0,40}}lov|barnets{SPACE})|[A-ZÆØÅ]{{2,3}}\b)")
_NO_WORD_AHEAD = re.compile(rf"{GAP}(?:[.,;:)?!]|stk|\Z)")

# What a number or letter that has been read goes on with.
_TO_NUMBER = re.compile(rf"{_TO}{_NUMBER}", re.IGNORECASE)
_TO_LETTER = re.compile(rf"{_TO}(?P<letter>(?-i:[a-zA-Z]))(?!\w|[-–'’.]\s?\w)", re.IGNORECASE)
_NEXT_NUMBER = re.compile(rf"(?:(?P<and>{_AND})|{_COMMA}){_NUMBER}", re.IGNORECASE)
_NEXT_LETTER = re.compile(
    # "litra h og i." has a litra i; in "litra a, i barnets lov" it is a preposition.
    rf"(?:{_AND}|{_COMMA})(?P<letter>(?-i:[a-hj-zA-HJ-Z])|i(?={GAP}(?:[,.;)]|\Z)))(?!\w|[-–'’.]\s?\w)",
    re.IGNORECASE,
)
# A comma alone carries "stk. 1, 2 og 3" on, because "og" closes the list; "stk. 1, 14" it does not.
_LIST_CLOSES = re.compile(rf"(?:(?:{_TO}|{_COMMA})[0-9]{{1,3}}){{0,9}}{_AND}[0-9]", re.IGNORECASE)
# What is counted or dated is no part of a reference: "§§ 46 og 47, 14 dage", "og 31. december".
_COUNTED = re.compile(
    rf"{GAP}(?:%|(?:barn|børn|unge|år|måned(?:er)?|uger?|dage?|døgn|timer?|minut(?:ter)?|gange?|sager?"
    r"|personer|kr|kroner|procent|pct|mio|mia)\b)|\.\s{0,40}(?!jf|stk)[a-zæøå]",
    re.IGNORECASE,
)
# After a single § a bare number belongs to it only if no counted thing can follow: "§ 30 og 31 gælder".
_NOT_COUNTED = re.compile(
    rf"{GAP}(?:[.,;:)?!]|\Z|(?:af|anvendes|bruges|bør|der|efter|eller|er|finder|for|fra|giver|gælder|har|i"
    r"|jf|kan|må|og|om|omhandler|på|samt|siger|skal|som|stk|til|ved|vedrører)\b)"
)
_STK_AHEAD = re.compile(rf"{GAP},?{GAP}stk", re.IGNORECASE)

# What joins parts and references: a comma, a bracket, "og", "jf. dog". In "§ 32. stk. 3" the full
# stop is a slip of the hand. A punktum's number stands before its word, and may be a list.
_JOINT_WORDS = (
    # In small letters: a word with a capital begins another sentence.
    rf"(?-i:(?:(?:og/eller|og|eller|samt|også|dog|jfr?\b\.?|jævnfør|sammenholdt med|smh\.|hhv\.|henholdsvis"
    rf"|men|ikke){GAP}){{0,3}}(?:(?:i|efter){SPACE}{{1,40}})?)"
)
_REFERS = re.compile(r"jf|jæ|smh|sammen|dog|ikke", re.IGNORECASE)
_JOINT = rf"{GAP}[,;(]?{GAP}(?P<words>{_JOINT_WORDS})"
_NEXT_PART = re.compile(
    rf"(?:\.{GAP}(?-i:(?=stk))|{_JOINT})(?:"
    rf"(?P<pkt>(?:[1-9][0-9]?\.(?:{_AND}|{_COMMA}|{_TO})){{0,8}}[1-9][0-9]?\.?){GAP}(?:pkt\b\.?|punktum\b)"
    rf"|(?P<litra>litra){GAP}(?P<letter>(?-i:[a-zA-Z]))(?!\w)"
    rf"|(?:(?P<stk>stk(?:{GAP}\.)?|stykke)|(?P<nr>nr(?:{GAP}\.)?|nummer)){GAP}{_PART_NUMBER})",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"(?P<to>til\s{0,40}|[-\u2010-\u2015\u2212]\s{0,40})?(?P<number>[0-9]{1,2})\.?", re.IGNORECASE)

# Where a law's name stands beside a group: before it ("barnets lov, jf. § 1", "barnets lov (§ 14"),
# after it ("§ 3 i barnets lov", "§ 32 BL"), or beside a group that is joined to it.
_BEFORE = re.compile(rf"{GAP}[,:;(]?{GAP}(?:(?:jfr?|se|herunder|særligt?|navnlig)\b\.?{GAP}){{0,2}}", re.IGNORECASE)
_AFTER = re.compile(
    rf"\)?{GAP}(?P<comma>,?){GAP}\(?(?P<word>(?:i{SPACE}{{1,40}}henhold{SPACE}{{1,40}}til|iht\.?|efter|jfr?\.?"
    rf"|jævnfør|(?P<of>i|af|fra|under)){SPACE}{{1,40}}(?:den{SPACE}{{1,40}}|selve{SPACE}{{1,40}})?)?",
    re.IGNORECASE,
)
_SIGN_AHEAD = re.compile(rf"{GAP}(?:§|paragraf)", re.IGNORECASE)
_COMMA_SIGN_AHEAD = re.compile(rf"{GAP},?{GAP}(?:§|paragraf)", re.IGNORECASE)
_CHAIN = re.compile(rf"\)?{_JOINT}", re.IGNORECASE)

# A full stop that may end a sentence, or an empty line.
_EMPTY_LINE = re.compile(r"\n[^\S\n]{0,40}\n")
_STOP = re.compile(r"[.!?][)\]\"'”’»]{0,3}\s{1,40}(?=[(\[\"'“„«»–-]{0,2}\s?[A-ZÆØÅ§])|" + _EMPTY_LINE.pattern)
_LAST_WORD = re.compile(r"[\w.]*\Z")
# Abbreviations that a sentence goes on after; not "m.v." and "osv.", which often end one.
_ABBREVIATIONS = frozenset(
    {"stk", "nr", "jf", "jfr", "pkt", "litra", "kap", "art", "afs", "smh", "bl.a", "fx", "f.eks", "eks", "ca"}
    | {"evt", "dvs", "hhv", "inkl", "ekskl", "pr", "vedr", "iht", "ift", "pga", "p.g.a", "dr", "kl", "tlf"}
)


@dataclass(frozen=True, slots=True)
class _Group:
    """The references that hang on one §."""

    refs: tuple[LawRef, ...]

    @property
    def start(self) -> int:
        return self.refs[0].start

    @property
    def end(self) -> int:
        return self.refs[-1].end


@dataclass(frozen=True, slots=True)
class _Claim:
    """A law's name right beside a group, before it (`leads`) or after it."""

    name: LawName
    leads: bool


def find_law_refs(text: str, *, default_law: str | None = None, footnote: int | None = None) -> tuple[LawRef, ...]:
    """Every reference to a § in the text, in order.

    `default_law` (a short form) is the law of a reference in whose sentence no law is named;
    `footnote` is put into each reference. Raises ValueError for a short form that is not known.
    """
    if default_law is not None and default_law not in load_laws():
        raise ValueError(f"unknown law {default_law!r}; sources/laws.toml has {', '.join(load_laws())}")
    groups = tuple(_read_groups(text))
    laws = _find_laws(text, groups, default_law) if groups else ()
    return tuple(
        replace(ref, law=law, footnote=footnote) for group, law in zip(groups, laws, strict=True) for ref in group.refs
    )


def format_law_ref(ref: LawRef, laws: Mapping[str, Law]) -> str:
    """The one spelling of a reference: "Barnets lov § 32, stk. 3"; without a law "§ 91, stk. 2"."""
    law = f"{laws[ref.law].name} " if ref.law else ""
    sign = "§" if ref.paragraf_to is None else "§§"
    paragraf = _format_paragraf(ref.paragraf, ref.letter)
    to = "" if ref.paragraf_to is None else f"-{_format_paragraf(ref.paragraf_to, ref.letter_to)}"
    return ", ".join([f"{law}{sign} {paragraf}{to}", *_format_parts(ref)])


def _format_paragraf(number: int, letter: str) -> str:
    return f"{number} {letter}" if letter else str(number)


def _format_parts(ref: LawRef) -> Iterator[str]:
    for word, number, to in (("stk.", ref.stk, ref.stk_to), ("nr.", ref.nr, ref.nr_to)):
        if number is not None:
            yield f"{word} {number}" if to is None else f"{word} {number}-{to}"
    if ref.litra:
        yield f"litra {ref.litra}"
    if ref.pkt is not None:
        yield f"{ref.pkt}. pkt." if ref.pkt_to is None else f"{ref.pkt}.-{ref.pkt_to}. pkt."


# Reading: the reference that was read last is where the next one goes on.


def _read_groups(text: str) -> Iterator[_Group]:
    position = 0
    while sign := _SIGN.search(text, position):
        group = _Group(_read_group(text, sign))
        yield group
        position = group.end


def _read_group(text: str, sign: re.Match[str]) -> tuple[LawRef, ...]:
    plural = sign["plural"] is not None
    refs = [_read_paragraf(text, sign, sign.start(), plural)]
    while more := _read_part(text, refs[-1]) or _read_next(text, refs[-1], plural):
        refs[-1:] = more
    return tuple(refs)


def _read_paragraf(text: str, match: re.Match[str], start: int, plural: bool) -> LawRef:
    letter, end = _read_letter(text, match.end())
    ref = LawRef(law=None, paragraf=int(match["number"]), letter=letter, start=start, end=end)
    return _read_range(text, ref, plural)


def _read_range(text: str, ref: LawRef, plural: bool) -> LawRef:
    if match := _TO_NUMBER.match(text, ref.end):
        number, (letter, end) = int(match["number"]), _read_letter(text, match.end())
        # "§ 157-159" is a range; "§ 32 - 40 plejefamilier" and "§ 32 til 40" may be something else.
        tight = len(match[0]) == len(match["number"]) + 1
        sure = plural or tight or letter or _NOT_COUNTED.match(text, end)
        rises = (ref.paragraf, ref.letter) < (number, letter) < (_FIRST_YEAR, "")
        if sure and rises and not _COUNTED.match(text, end):
            return replace(ref, paragraf_to=number, letter_to=letter, end=end)
    elif ref.letter and (match := _TO_LETTER.match(text, ref.end)) and match["letter"].lower() > ref.letter:
        return replace(ref, paragraf_to=ref.paragraf, letter_to=match["letter"].lower(), end=match.end())
    return ref


def _read_letter(text: str, position: int) -> tuple[str, int]:
    match = _LETTER.match(text, position)
    if match and _is_letter(text, match):
        return match["letter"].lower(), match.end()
    return "", position


def _is_letter(text: str, match: re.Match[str]) -> bool:
    letter, end, glued = match["letter"], match.end(), not match["gap"]
    if _WORD_GOES_ON.match(text, end):
        return False
    if letter in "dsp" and _PAGE_OR_DATE.match(text, end):
        return False
    if letter in "iI":
        # "§ 3 i barnets lov" has no letter; "§ 12 i, stk. 2", "§ 12 i i barnets lov" and "§ 12i" have.
        return bool(_PART_AHEAD.match(text, end)) or (glued and not _LAW_AHEAD.match(text, end))
    # "… at § 32 A har …": in decisions people are called A and B.
    return glued or letter.islower() or bool(_NO_WORD_AHEAD.match(text, end))


def _read_part(text: str, ref: LawRef) -> list[LawRef]:
    """Go on with the next stk., nr., litra or pkt.; `ref` stays in front if it is complete itself."""
    match = _NEXT_PART.match(text, ref.end)
    if not match:
        return []
    part = next(name for name in _ORDER if match[name])
    deeper = _depth(ref) < _ORDER.index(part)
    if deeper and match["words"] and not _REFERS.search(match["words"]):
        return []  # "§ 5 og nr. 3 på listen"
    base = _without(ref, part)
    if part == "pkt":
        refs = _read_pkt(base, match)
    elif part == "litra":
        refs = _read_litra(text, base, match)
    else:
        refs = [_read_number(text, base, part, match)]
    return refs if deeper and not match["words"] else [ref, *refs]


def _read_number(text: str, base: LawRef, part: str, match: re.Match[str]) -> LawRef:
    number, end = int(match["number"]), match.end()
    fields: dict[str, Any] = {part: number}
    to = _TO_NUMBER.match(text, end)
    if to and number < int(to["number"]) < 1000 and not _COUNTED.match(text, to.end()):
        fields[f"{part}_to"], end = int(to["number"]), to.end()
    return replace(base, **fields, end=end)


def _read_litra(text: str, base: LawRef, match: re.Match[str]) -> list[LawRef]:
    """One reference a litra: "litra a-c" is a, b and c."""
    first, end = match["letter"].lower(), match.end()
    last = first
    to = _TO_LETTER.match(text, end)
    if to and to["letter"].lower() > first:
        last, end = to["letter"].lower(), to.end()
    return [replace(base, litra=chr(code), end=end) for code in range(ord(first), ord(last) + 1)]


def _read_pkt(base: LawRef, match: re.Match[str]) -> list[LawRef]:
    refs: list[LawRef] = []
    for ordinal in _ORDINAL.finditer(match.string, *match.span("pkt")):
        number = int(ordinal["number"])
        if ordinal["to"] and refs and number > (refs[-1].pkt or 0):
            refs[-1] = replace(refs[-1], pkt_to=number, end=ordinal.end())
        else:
            refs.append(replace(base, pkt=number, end=ordinal.end()))
    refs[-1] = replace(refs[-1], end=match.end())
    return refs


def _read_next(text: str, ref: LawRef, plural: bool) -> list[LawRef]:
    """Go on with a bare number or letter of a list: "§§ 30 og 31", "nr. 6 og 7", "litra a og b"."""
    lettered = (ref.litra and ref.pkt is None) or (ref.letter and _depth(ref) < 0)
    if lettered and (match := _NEXT_LETTER.match(text, ref.end)):
        return [ref, _with_letter(ref, match)]
    match = _NEXT_NUMBER.match(text, ref.end)
    if not match or _COUNTED.match(text, match.end()):
        return []
    if _is_next_paragraf(text, ref, match, plural):
        return [ref, _read_paragraf(text, match, ref.start, plural)]
    if _is_next_number(text, ref, match):
        part = _ORDER[_depth(ref)]
        return [ref, _read_number(text, _without(ref, part), part, match)]
    return []


def _with_letter(ref: LawRef, match: re.Match[str]) -> LawRef:
    letter = match["letter"].lower()
    if ref.litra:
        return replace(ref, litra=letter, end=match.end())
    return LawRef(law=None, paragraf=ref.paragraf, letter=letter, start=ref.start, end=match.end())


def _is_next_paragraf(text: str, ref: LawRef, match: re.Match[str], plural: bool) -> bool:
    number, (letter, end), joined = int(match["number"]), _read_letter(text, match.end()), match["and"]
    last = (ref.paragraf, ref.letter) if ref.paragraf_to is None else (ref.paragraf_to, ref.letter_to)
    rises = last < (number, letter) < (_FIRST_YEAR, "")
    if _depth(ref) >= 0:
        # "§§ 46, stk. 1, og 47"; "§ 46, stk. 1 og 47, stk. 2"
        return rises and bool(joined and ((plural and "," in joined) or _STK_AHEAD.match(text, end)))
    if plural:
        return bool(joined or rises or _LIST_CLOSES.match(text, end))
    return bool(joined and rises and (letter or _NOT_COUNTED.match(text, end)))


def _is_next_number(text: str, ref: LawRef, match: re.Match[str]) -> bool:
    part = _ORDER[_depth(ref)] if _depth(ref) >= 0 else ""
    if part not in ("stk", "nr"):
        return False
    before = getattr(ref, f"{part}_to") or getattr(ref, part)
    goes_on = match["and"] or _LIST_CLOSES.match(text, match.end())
    return before < int(match["number"]) < 1000 and bool(goes_on)


def _depth(ref: LawRef) -> int:
    """The place in `_ORDER` of the innermost part, -1 for a bare §."""
    return max((depth for depth, part in enumerate(_ORDER) if getattr(ref, part)), default=-1)


def _without(ref: LawRef, part: str) -> LawRef:
    empty: dict[str, Any] = {}
    for inner in _ORDER[_ORDER.index(part) :]:
        empty |= _PARTS[inner]
    return replace(ref, **empty)


# The law: the name beside the group, else the one beside a group joined to it, else the sentence's.


def _find_laws(text: str, groups: Sequence[_Group], default_law: str | None) -> list[str | None]:
    names = find_law_names(text)
    claims = _find_claims(text, groups, names)
    joined_laws = _joined_laws(text, groups, claims)
    sentence_laws = _sentence_laws(text, groups, names, claims, default_law)
    laws: list[str | None] = []
    for claim, joined, sentence_law in zip(claims, joined_laws, sentence_laws, strict=True):
        shorts = {claim.name.short} if claim else joined or {sentence_law}
        laws.append(shorts.pop() if len(shorts) == 1 else None)
    return laws


def _find_claims(text: str, groups: Sequence[_Group], names: Sequence[LawName]) -> list[_Claim | None]:
    by_start = {name.start: name for name in names}
    ends = [name.end for name in names]
    claims: list[_Claim | None] = []
    taken: LawName | None = None
    for group in groups:
        before = bisect_right(ends, group.start) - 1
        leading = names[before] if before >= 0 and names[before] != taken else None
        if leading and not _stands_before(text, leading, group):
            leading = None
        claim = _claim(text, group, leading, by_start)
        taken = claim.name if claim else taken
        claims.append(claim)
    return claims


def _stands_before(text: str, name: LawName, group: _Group) -> bool:
    gap = _BEFORE.fullmatch(text, name.end, group.start)
    return gap is not None and not _EMPTY_LINE.search(gap[0])


def _claim(text: str, group: _Group, leading: LawName | None, by_start: Mapping[int, LawName]) -> _Claim | None:
    """The name that counts: "§ 9 i adoptionsloven" beats "barnets lov, § 9" beats "§ 9, adoptionsloven"."""
    gap = _AFTER.match(text, group.end)
    trailing = by_start.get(gap.end()) if gap else None
    if gap and trailing and gap["of"] and not (trailing.genitive and _SIGN_AHEAD.match(text, trailing.end)):
        return _Claim(trailing, leads=False)
    if leading:
        return _Claim(leading, leads=True)
    if gap and trailing and not gap["of"] and _trails(text, trailing, gap):
        return _Claim(trailing, leads=False)
    return None


def _trails(text: str, name: LawName, gap: re.Match[str]) -> bool:
    """Whether a name after a group belongs to it, and not to what follows ("§ 32, SEL § 52")."""
    if name.genitive or _EMPTY_LINE.search(gap[0]):
        return False
    if gap["word"]:
        return not _COMMA_SIGN_AHEAD.match(text, name.end)
    if gap["comma"]:
        return bool(_NO_WORD_AHEAD.match(text, name.end)) and not _COMMA_SIGN_AHEAD.match(text, name.end)
    return not _SIGN_AHEAD.match(text, name.end)


def _joined_laws(text: str, groups: Sequence[_Group], claims: Sequence[_Claim | None]) -> list[set[str | None]]:
    """What the groups get from those they are joined to.

    A leading name holds for the groups after it ("barnets lov, § 30 og § 31"), a trailing one for
    those before it ("§ 30 og § 31 i barnets lov"), but not back across "jf.".
    """
    joints = [_CHAIN.fullmatch(text, one.end, two.start) for one, two in pairwise(groups)]
    forward = _spread(claims, [False, *(joint is not None for joint in joints)], leads=True)
    both = [joint is not None and not _REFERS.search(joint[0]) for joint in joints]
    backward = _spread(claims[::-1], [False, *both[::-1]], leads=False)[::-1]
    return [{claim.name.short for claim in pair if claim} for pair in zip(forward, backward, strict=True)]


def _spread(claims: Sequence[_Claim | None], joined: Sequence[bool], leads: bool) -> list[_Claim | None]:
    """Hand each claim of one side on to the groups after it for as long as they are joined."""
    held: _Claim | None = None
    spread: list[_Claim | None] = []
    for claim, is_joined in zip(claims, joined, strict=True):
        if claim:
            held = claim if claim.leads == leads else None
        elif not is_joined:
            held = None
        spread.append(held)
    return spread


def _sentence_laws(
    text: str,
    groups: Sequence[_Group],
    names: Sequence[LawName],
    claims: Sequence[_Claim | None],
    default_law: str | None,
) -> list[str | None]:
    breaks = list(_sentence_breaks(text, {group.end for group in groups}))
    claimed = {claim.name for claim in claims if claim}
    named: dict[int, list[LawName]] = defaultdict(list)
    for name in names:
        if not name.bare or name in claimed:
            named[bisect_right(breaks, name.start)].append(name)
    # Gathered once a sentence, for a sentence may have thousands of names and of references.
    found = {index: (inside[0], {name.short for name in inside}) for index, inside in named.items()}
    laws: list[str | None] = []
    for group in groups:
        first, shorts = found.get(bisect_right(breaks, group.start), (None, set()))
        laws.append(_sentence_law(first, shorts, group.start, default_law))
    return laws


def _sentence_law(first: LawName | None, shorts: Set[str | None], position: int, default_law: str | None) -> str | None:
    """The one law that a sentence names, if it has named it before the position."""
    if first is None or shorts == {default_law}:
        return default_law
    return first.short if len(shorts) == 1 and first.start < position else None


def _sentence_breaks(text: str, group_ends: set[int]) -> Iterator[int]:
    for stop in _STOP.finditer(text):
        dot = stop.start()
        # The full stop after a reference ends its sentence, and so does the one of its last "pkt.".
        if text[dot] != "." or dot in group_ends or dot + 1 in group_ends or not _abbreviates(text, dot):
            yield stop.end()


def _abbreviates(text: str, dot: int) -> bool:
    """Whether the full stop belongs to an abbreviation, an initial or an ordinal ("3. Pkt.")."""
    match = _LAST_WORD.search(text, max(0, dot - 12), dot)
    word = match[0].lower() if match else ""
    return word in _ABBREVIATIONS or len(word) == 1 or (word.isdigit() and len(word) == 2)
