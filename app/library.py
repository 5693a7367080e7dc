"""The publications as they are read on pages: which passage a paragraph belongs to, what a passage answers,
where each § is cited."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

from index.passages import Passage, place_passages
from index.questions import LinkedQuestion
from index.search import Index
from ingest.catalog import CatalogEntry
from ingest.publication import LawRef, Paragraph, Publication, Section, SectionKind, Sentence

Paragraf = tuple[str, int, str]  # law, number, letter: ("BL", 69, "a")


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence that cites a §, and the passage that it stands in or leads in; `footnote` is the note in
    which the § is named."""

    ref: LawRef
    sentence: Sentence
    passage: Passage

    @property
    def footnote(self) -> int | None:
        return self.ref.footnote


@dataclass(frozen=True, slots=True)
class Recommendation:
    """A recommendation in its publication, with the sections above it."""

    entry: CatalogEntry
    publication: Publication
    above: tuple[Section, ...]
    section: Section

    @property
    def number(self) -> int:
        return self.section.number or 0

    @property
    def pejlemaerke(self) -> Section | None:
        return next((section for section in self.above if section.kind is SectionKind.PEJLEMAERKE), None)

    @property
    def sentence(self) -> str:
        """What it recommends, in one sentence: all of its "Hvad"."""
        return " ".join(paragraph.text for part in self.section.sections[:1] for paragraph in part.paragraphs)


class Library:
    """What the pages to read are made from. Made once for an index."""

    def __init__(self, index: Index) -> None:
        self.index = index
        self._passages: dict[int, Passage] = {}  # by the identity of a paragraph: equal ones stand in several places
        self._groups: dict[str, tuple[Paragraph, ...]] = {}
        for publication in index.publications.values():
            for placed in place_passages(publication):
                self._groups[placed.passage.id] = placed.paragraphs
                self._passages |= {id(paragraph): placed.passage for paragraph in placed.paragraphs}

    def passage_of(self, paragraph: Paragraph) -> Passage | None:
        """The passage that a paragraph of `index.publications` is part of; None for one that says nothing."""
        return self._passages.get(id(paragraph))

    def paragraphs_of(self, passage: Passage) -> tuple[Paragraph, ...]:
        return self._groups[passage.id]

    @cached_property
    def questions(self) -> Mapping[str, list[LinkedQuestion]]:
        """The editorial questions that each passage answers, by its id."""
        found: dict[str, list[LinkedQuestion]] = {}
        for question in self.index.questions:
            found.setdefault(question.passage_id, []).append(question)
        return found

    @cached_property
    def recommendations(self) -> Mapping[int, Recommendation]:
        """The recommendations of current editions by number; of several publications the first in the catalog."""
        found: dict[int, Recommendation] = {}
        for entry in self.index.entries.values():
            if entry.replaced_by:
                continue
            publication = self.index.publications[entry.id]
            for chain in publication.walk():
                number = chain[-1].number
                if chain[-1].kind is SectionKind.RECOMMENDATION and number is not None:
                    found.setdefault(number, Recommendation(entry, publication, chain[:-1], chain[-1]))
        return dict(sorted(found.items()))

    @cached_property
    def places(self) -> tuple[Place, ...]:
        """Where the current publications cite a § of a law that is known, in their order."""
        return tuple(
            place
            for entry in self.index.entries.values()
            if not entry.replaced_by
            for chain in self.index.publications[entry.id].walk()
            if chain[-1].kind is not SectionKind.PARAGRAF
            for place in self._places(chain[-1])
        )

    def _places(self, section: Section) -> Iterator[Place]:
        owners = [self.passage_of(paragraph) for paragraph in section.paragraphs]
        for at, paragraph in enumerate(section.paragraphs):
            passage = next((owner for owner in owners[at:] if owner), None)
            for sentence in paragraph.sentences:
                for ref in sentence.law_refs:
                    if ref.law and passage:
                        yield Place(ref, sentence, passage)


@lru_cache(maxsize=1)
def library_of(index: Index) -> Library:
    return Library(index)
