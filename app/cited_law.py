"""Every § that the current publications cite, by law: where, and with which sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.errors import NotFoundError
from app.law_pages_texts import NO_PARAGRAF, NOT_CITED, UNKNOWN_LAW
from app.library import Library, Place
from app.render import law_ref_text
from index.addresses import paragraf_span
from index.law_texts import LawText, law_text
from ingest.laws import Chapter, Law, chapter_of, load_laws
from ingest.publication import LawRef

_ADDRESS = re.compile(r"([1-9]\d{0,3})\s?([a-zæøå]?)")

Number = tuple[int, str]  # of a paragraf, with its letter: (69, "a")


@dataclass(frozen=True, slots=True)
class Cited:
    """A § (or a range, cited as one) with all the places that name it or a part of it."""

    ref: LawRef
    places: tuple[Place, ...]

    @property
    def name(self) -> str:
        return law_ref_text(self.ref)

    @property
    def law(self) -> Law:
        return load_laws()[self.ref.law or ""]

    @property
    def chapter(self) -> Chapter | None:
        return chapter_of(self.law, self.ref.paragraf, self.ref.letter)


@dataclass(frozen=True, slots=True)
class Paragraf:
    """All that is known of one §. `text` is None where the law was not read in; `before` and `after` are the
    nearest § of the law that there is something to say of."""

    ref: LawRef
    law: Law
    chapter: Chapter | None
    text: LawText | None
    places: tuple[Place, ...]
    before: LawRef | None
    after: LawRef | None


def cited_law(library: Library) -> list[Cited]:
    """In the order of `sources/laws.toml`, then by number."""
    found: dict[LawRef, list[Place]] = {}
    for place in library.places:
        found.setdefault(_whole(place.ref), []).append(place)
    order = list(load_laws())
    rows = [Cited(ref, tuple(places)) for ref, places in found.items()]
    return sorted(rows, key=lambda cited: (order.index(cited.ref.law or ""), paragraf_span(cited.ref)))


def _whole(ref: LawRef) -> LawRef:
    """The § of a reference, without its stykker."""
    return LawRef(ref.law, ref.paragraf, ref.letter, paragraf_to=ref.paragraf_to, letter_to=ref.letter_to)


def find_paragraf(library: Library, short: str, number: str) -> Paragraf:
    """What is known of "BL", "69a". Raises NotFoundError for what is neither cited nor read in."""
    law = next((law for law in load_laws().values() if law.short.casefold() == short.casefold()), None)
    if law is None:
        raise NotFoundError(UNKNOWN_LAW)
    match = _ADDRESS.fullmatch(number.lower())
    if match is None:
        raise NotFoundError(NO_PARAGRAF)
    at = (int(match[1]), match[2])
    ref = LawRef(law.short, *at)
    index = library.index
    text = law_text(ref, index.current, index.entries)
    places = tuple(place for place in library.places if place.ref.law == law.short and _holds(place.ref, at))
    if text is None and not places:
        raise NotFoundError(NOT_CITED.format(name=law_ref_text(ref)))
    known = _known(library, law.short)
    before = max((number for number in known if number < at), default=None)
    after = min((number for number in known if number > at), default=None)
    return Paragraf(
        ref,
        law,
        chapter_of(law, *at),
        text,
        places,
        LawRef(law.short, *before) if before else None,
        LawRef(law.short, *after) if after else None,
    )


def _holds(ref: LawRef, at: Number) -> bool:
    first, last = paragraf_span(ref)
    return first <= at <= last


def _known(library: Library, short: str) -> set[Number]:
    """The § of a law that are cited or read in; of a range, those that its numbers name."""
    own = [p.law_ref for p in library.index.current if p.law_ref and p.law_ref.law == short]
    refs: Sequence[LawRef] = [*own, *(place.ref for place in library.places if place.ref.law == short)]
    ends = {end for ref in refs for end in paragraf_span(ref)}
    return ends | {
        (number, "") for ref in refs if ref.paragraf_to for number in range(ref.paragraf + 1, ref.paragraf_to)
    }
