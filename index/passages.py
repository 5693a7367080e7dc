"""Publication → passages, the units that are found and cited.

A passage is a paragraph, or a list item with its sub-items and its lead-in: whole, never cut by
size. A list whose items are all short is one passage with the paragraph that leads it in, for its
items say little one by one. Of a law each stykke is one, with its list.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.publication import LawRef, Modality, Paragraph, Publication, Section, SectionKind, Sentence

_SHORT_ITEM = 260  # characters; the 18 recommendations' sentences lie below it, practice points above
_FEWEST_WORDS = 4
_FEWEST_WORDS_OF_LINK = 6
_NAVIGATION = re.compile(r"(?:Læs|Se|Find|Hent|Gå til|Download|Vis)\b")
_NOT_FOR_ANSWERS = frozenset({SectionKind.FRONT, SectionKind.LITERATURE})


@dataclass(frozen=True, slots=True)
class PassageSentence:
    """A sentence of a passage: `text == passage.text[start:end]`; `lead_in` is what it continues."""

    text: str
    start: int
    end: int
    lead_in: str = ""
    modality: Modality | None = None
    footnotes: tuple[int, ...] = ()
    law_refs: tuple[LawRef, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """`text` is verbatim but for the line breaks and bullets between its paragraphs.

    `start` and `end` span it in the publication's text. `pejlemaerke` and `recommendation` are
    numbers, None outside them; `section_path` holds the titles from the outermost section in.
    `position` counts the publication's passages, so neighbours can be found. `law_ref` is the address of
    a law's own stykke and `law_heading` what stands above its paragraf.
    """

    id: str
    publication_id: str
    position: int
    text: str
    sentences: tuple[PassageSentence, ...]
    section_path: tuple[str, ...]
    pejlemaerke: int | None = None
    pejlemaerke_title: str = ""
    recommendation: int | None = None
    recommendation_title: str = ""
    start: int = 0
    end: int = 0
    page_index: int | None = None
    page_label: str | None = None
    law_ref: LawRef | None = None
    law_heading: str = ""

    @property
    def section(self) -> str:
        """Where in the recommendation or chapter it stands, as it is shown."""
        return " > ".join(self.section_path[1:] if len(self.section_path) > 1 else self.section_path)

    @property
    def law_refs(self) -> tuple[LawRef, ...]:
        return tuple(ref for sentence in self.sentences for ref in sentence.law_refs)

    @property
    def embedded_text(self) -> str:
        """What is embedded: the heading path, which says what the text is about, and the text."""
        return f"{' – '.join(_heading_path(self))}\n{self.text}"


@dataclass(frozen=True, slots=True)
class Placed:
    """A passage with the paragraphs of the tree that it is made of."""

    passage: Passage
    paragraphs: tuple[Paragraph, ...]


def passages_of(publication: Publication) -> tuple[Passage, ...]:
    """The passages of a publication in order; contents, colophon and literature give none."""
    return tuple(placed.passage for placed in place_passages(publication))


def place_passages(publication: Publication) -> tuple[Placed, ...]:
    """The same, each with what it is made of."""
    groups: list[list[Paragraph]] = []
    found: list[Passage] = []
    for chain in publication.walk():
        if any(section.kind in _NOT_FOR_ANSWERS for section in chain):
            continue
        for group in _groups(chain[-1]):
            if chain[-1].kind is not SectionKind.PARAGRAF and _says_nothing(group):
                continue
            found.append(_passage(publication.id, len(found), chain, group))
            groups.append(group)
    return tuple(Placed(passage, tuple(group)) for passage, group in zip(_with_own_ids(found), groups, strict=True))


def _says_nothing(group: list[Paragraph]) -> bool:
    """Navigation, greetings and banners ("Læs mere her", "God læselyst!") answer no question."""
    text = group[0].text
    short = len(text.split())
    is_navigation = short < _FEWEST_WORDS_OF_LINK and bool(_NAVIGATION.match(text))
    return len(group) == 1 and (short < _FEWEST_WORDS or is_navigation or text == text.upper())


def _groups(section: Section) -> Iterator[list[Paragraph]]:
    """Paragraphs that make one passage each."""
    paragraphs = list(section.paragraphs)
    if section.kind is SectionKind.PARAGRAF:
        yield from _stykker(paragraphs)
        return
    at = 0
    while at < len(paragraphs):
        items = _list_at(paragraphs, at + 1 if paragraphs[at].level == 0 else at)
        led_in = paragraphs[at].level == 0 and paragraphs[at].text.endswith(":")
        if led_in and items and _is_short_list(items):
            yield [paragraphs[at], *items]
            at += 1 + len(items)
        elif paragraphs[at].level and _is_short_list(items) and len(items) > 1:
            yield items
            at += len(items)
        elif led_in and items and len(paragraphs[at].sentences) == 1:
            at += 1  # the lead-in alone says nothing; each item carries it
        elif paragraphs[at].level:
            yield from _items(items)
            at += len(items)
        else:
            yield [paragraphs[at]]
            at += 1


def _stykker(paragraphs: list[Paragraph]) -> Iterator[list[Paragraph]]:
    """What stands from one stykke's label to the next."""
    starts = [at for at, paragraph in enumerate(paragraphs) if at == 0 or (paragraph.level == 0 and paragraph.label)]
    for start, end in zip(starts, [*starts[1:], len(paragraphs)], strict=True):
        yield paragraphs[start:end]


def _list_at(paragraphs: list[Paragraph], at: int) -> list[Paragraph]:
    end = at
    while end < len(paragraphs) and paragraphs[end].level:
        end += 1
    return paragraphs[at:end]


def _is_short_list(items: list[Paragraph]) -> bool:
    return all(item.level == 1 and len(item.text) <= _SHORT_ITEM for item in items)


def _items(items: list[Paragraph]) -> Iterator[list[Paragraph]]:
    group: list[Paragraph] = []
    for item in items:
        if item.level == 1 and group:
            yield group
            group = []
        group.append(item)
    if group:
        yield group


def _passage(publication_id: str, position: int, chain: tuple[Section, ...], group: list[Paragraph]) -> Passage:
    text, sentences = "", []
    lead_in = group[0].lead_in
    if lead_in and lead_in != chain[-1].title:
        text = lead_in + "\n"
    for paragraph in group:
        text += _bullet(paragraph)
        sentences += [_moved(sentence, len(text), paragraph) for sentence in paragraph.sentences]
        text += paragraph.text + "\n"
    text = text.rstrip("\n")
    pejlemaerke = next((section for section in chain if section.kind is SectionKind.PEJLEMAERKE), None)
    recommendation = next((section for section in chain if section.kind is SectionKind.RECOMMENDATION), None)
    path = tuple(section.title for section in chain if section is not pejlemaerke or section is chain[-1])
    pieces = [piece for paragraph in group for piece in paragraph.pieces]
    return Passage(
        id=_identity(publication_id, path, text),
        publication_id=publication_id,
        position=position,
        text=text,
        sentences=tuple(sentences),
        section_path=path,
        pejlemaerke=pejlemaerke.number if pejlemaerke else None,
        pejlemaerke_title=pejlemaerke.title if pejlemaerke else "",
        recommendation=recommendation.number if recommendation else None,
        recommendation_title=recommendation.short_title if recommendation else "",
        start=min((piece.start for piece in pieces), default=0),
        end=max((piece.end for piece in pieces), default=0),
        page_index=group[0].page_index,
        page_label=group[0].page_label,
        law_ref=group[0].law_ref,
        law_heading=chain[-1].short_title if chain[-1].kind is SectionKind.PARAGRAF else "",
    )


def _bullet(paragraph: Paragraph) -> str:
    if not paragraph.level:
        return f"{paragraph.label} " if paragraph.label else ""
    return "  " * (paragraph.level - 1) + f"{paragraph.label or '-'} "


def _moved(sentence: Sentence, shift: int, paragraph: Paragraph) -> PassageSentence:
    return PassageSentence(
        sentence.text,
        sentence.start + shift,
        sentence.end + shift,
        paragraph.lead_in if sentence.start == 0 else "",
        sentence.modality,
        sentence.footnotes,
        sentence.law_refs,
    )


def _heading_path(passage: Passage) -> list[str]:
    titles = [passage.pejlemaerke_title, *passage.section_path, passage.law_heading]
    if passage.recommendation_title:
        titles.insert(2, passage.recommendation_title)
    return [title for number, title in enumerate(titles) if title and title not in titles[:number]]


def _identity(publication_id: str, path: tuple[str, ...], text: str) -> str:
    digest = hashlib.sha256("\0".join((publication_id, *path, text)).encode()).hexdigest()
    return f"{publication_id}#{digest[:12]}"


def _with_own_ids(passages: list[Passage]) -> Iterator[Passage]:
    """Two passages alike in place and text get ids of their own."""
    seen: dict[str, int] = {}
    for passage in passages:
        seen[passage.id] = seen.get(passage.id, 0) + 1
        if seen[passage.id] > 1:
            passage = replace(passage, id=f"{passage.id}-{seen[passage.id]}")
        yield passage
