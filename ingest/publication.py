"""The shape of a publication that has been read in.

    Publication ─┬─ Section (tree) ── Paragraph ─┬─ Sentence
                 │                               └─ Mark ─┐
                 └─ Footnote  ◄───────────────────────────┘

All texts are the source's own words. What is taken out of them is layout only: footnote marks,
emphasis signs, line breaks and the hyphens that a line break put in. Offsets count characters
(code points) and are half-open, `[start, end)`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class SectionKind(StrEnum):
    """What a section is in the publication's own structure."""

    FRONT = "front"
    INTRODUCTION = "introduction"
    PEJLEMAERKE = "pejlemaerke"
    RECOMMENDATION = "recommendation"
    LEADER_CHAPTER = "leader_chapter"
    LEADER_AREA = "leader_area"
    PARAGRAF = "paragraf"
    LITERATURE = "literature"
    SECTION = "section"


class Modality(StrEnum):
    """Whether a sentence states a duty or gives advice; see `ingest.modality`."""

    KRAV = "krav"
    ANBEFALING = "anbefaling"


@dataclass(frozen=True, slots=True)
class LawRef:
    """A reference to a place in a law, with the span of the words that name it.

    `law` is the short form of `sources/laws.toml` ("BL"), or None where the text leaves it open.
    A range keeps its end in the field's `_to` twin: "§§ 157-159" is paragraf 157, paragraf_to 159.
    `start` and `end` are offsets in the text that was searched. `footnote` is the number of the
    footnote that the reference stands in, or None when it stands in the text itself.
    """

    law: str | None
    paragraf: int
    letter: str = ""
    stk: int | None = None
    nr: int | None = None
    litra: str = ""
    pkt: int | None = None
    paragraf_to: int | None = None
    letter_to: str = ""
    stk_to: int | None = None
    nr_to: int | None = None
    pkt_to: int | None = None
    start: int = 0
    end: int = 0
    footnote: int | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a paragraph's text that stands in one run in the source.

    The text from `at` on (to the next piece) stands at `start`..`end` of the source file's text.
    """

    at: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A footnote mark; it stood after character `at` of the paragraph's text."""

    number: int
    at: int


@dataclass(frozen=True, slots=True)
class Footnote:
    number: int
    text: str
    start: int
    end: int
    page_index: int | None = None
    law_refs: tuple[LawRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a paragraph: `text == paragraph.text[start:end]`."""

    text: str
    start: int
    end: int
    modality: Modality | None = None
    footnotes: tuple[int, ...] = ()
    law_refs: tuple[LawRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph (`level` 0) or a list item (`level` 1 to 3), whole across page breaks.

    `label` is a numbered item's number as it stands ("13."), a stykke's address ("§ 91, stk. 2."),
    else "". `lead_in` is the sentence that a list item continues ("Det betyder, at du som børne- og
    ungerådgiver bør:"), else "".
    `page_index` counts the file's pages from 0, `page_label` is what is printed on the page;
    both are None for a source without pages. `law_ref` is the address of a law's own stykke.
    """

    text: str
    level: int = 0
    label: str = ""
    lead_in: str = ""
    pieces: tuple[Piece, ...] = ()
    marks: tuple[Mark, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    page_index: int | None = None
    page_label: str | None = None
    law_ref: LawRef | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what stands under it. `number` is the recommendation's or pejlemærke's;
    `short_title` a recommendation's name, or the heading above a law's paragraf."""

    title: str
    kind: SectionKind = SectionKind.SECTION
    number: int | None = None
    short_title: str = ""
    paragraphs: tuple[Paragraph, ...] = ()
    sections: tuple[Section, ...] = ()
    start: int = 0
    page_index: int | None = None

    def walk(self, above: tuple[Section, ...] = ()) -> Iterator[tuple[Section, ...]]:
        """Yield the chain of sections, outermost first, for this section and each below it."""
        chain = (*above, self)
        yield chain
        for section in self.sections:
            yield from section.walk(chain)


@dataclass(frozen=True, slots=True)
class Publication:
    """A publication as read; `text` is the whole text that all spans count in."""

    id: str
    title: str
    text: str
    sections: tuple[Section, ...]
    footnotes: tuple[Footnote, ...] = ()
    warnings: tuple[str, ...] = ()

    def walk(self) -> Iterator[tuple[Section, ...]]:
        for section in self.sections:
            yield from section.walk()

    def footnote(self, number: int) -> Footnote | None:
        return next((note for note in self.footnotes if note.number == number), None)
