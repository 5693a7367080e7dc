"""Blocks → the tree of sections.

The depth of a heading in converted text is not to be trusted: a chapter may stand below the
recommendation before it. So the contents list rules where there is one, then the names that the
styrelse's publications give their parts ("Anbefaling 13", "Hvordan"), and only then the heading's
own depth. In a PDF without recommendations its bookmarks know better than the contents list.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from ingest.annotate import annotate
from ingest.blocks import Block, BlockKind
from ingest.contents import ContentsEntry, read_contents, same_title
from ingest.modality import find_modality
from ingest.publication import Footnote, Modality, Paragraph, Section, SectionKind, Sentence

_RECOMMENDATION = re.compile(r"Anbefaling\s+(\d{1,3})\b\s*[:.–-]?\s*(?P<title>.*)", re.DOTALL)
_CHAPTER_WORD = re.compile(r"(?:kapitel|chapter|del|part)\s+(?=\d)", re.IGNORECASE)
_LABEL = re.compile(r"(?:(?:kapitel|chapter|del|part)\s+)?\d{1,2}\.?\s+")
_DOTTED_NUMBER = re.compile(r"(?:\d{1,2}|[A-Z])((?:\.\d{1,2})+)\.?\s")
_PARTS = ("Hvad", "Hvorfor", "Hvordan", "Hjælperedskaber")
_PARTS_BELOW = ("Faglig begrundelse", "Praksisbeskrivelse")
_CHAPTER, _SECTION_DEPTH, _PART, _PART_BELOW, _FREE = 1, 2, 3, 4, 4


@dataclass(slots=True)
class _Node:
    """A section while it is being built; `depth` decides what may stand below it."""

    depth: int
    section: Section
    paragraphs: list[Paragraph] = field(default_factory=list)
    nodes: list[_Node] = field(default_factory=list)

    def built(self) -> Section:
        return replace(
            self.section,
            paragraphs=tuple(self.paragraphs),
            sections=tuple(node.built() for node in self.nodes),
        )


def build_sections(blocks: list[Block], footnotes: tuple[Footnote, ...]) -> tuple[Section, ...]:
    """The tree of sections, with each paragraph's sentences, footnotes and law references."""
    entries = read_contents(blocks)
    recommends = any(block.kind is BlockKind.HEADING and _RECOMMENDATION.fullmatch(block.text) for block in blocks)
    root = _Node(0, Section("", SectionKind.FRONT))
    stack = [root]
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            by_bookmark = block.named and not recommends
            node = _node(block, entries, stack, own_depth=by_bookmark)
            while stack[-1].depth >= node.depth:
                stack.pop()
            stack[-1].nodes.append(node)
            stack.append(node)
        elif block.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM):
            lead_in = _lead_in(block, stack[-1])
            inherited = lead_in.modality if lead_in else _modality_of_place(stack[-1])
            text = lead_in.text if lead_in else ""
            stack[-1].paragraphs.append(annotate(block, footnotes, text, inherited))
    front = [replace(root, nodes=[])] if root.paragraphs else []
    return tuple(_name_kinds(node.built(), entries) for node in [*front, *root.nodes])


def _node(block: Block, entries: tuple[ContentsEntry, ...], stack: list[_Node], *, own_depth: bool) -> _Node:
    """Where a heading belongs: by its own depth alone, or by the contents list, its name, and only then that."""
    title = " ".join(block.text.split())
    entry = next((entry for entry in entries if _names(entry, title)), None)
    # A list that labels no chapter does not say what is one: then headings have their own depth.
    tells_chapters = any(entry.label for entry in entries)
    section = Section(title, start=block.mapped.offsets[0] if block.mapped.offsets else 0, page_index=block.page_index)
    if own_depth:
        return _Node(block.level, section)
    within = any(node.section.kind is SectionKind.RECOMMENDATION for node in stack)
    if match := _RECOMMENDATION.fullmatch(title):
        number = int(match[1])
        short_title = match["title"] or _short_title(number, entries)
        recommendation = replace(section, kind=SectionKind.RECOMMENDATION, number=number, short_title=short_title)
        return _Node(_SECTION_DEPTH, recommendation)
    if entry and entry.label:
        return _Node(_CHAPTER, section)
    if entry and tells_chapters:
        return _Node(_numbered_depth(title) or _SECTION_DEPTH, section)
    if within and title in _PARTS:
        return _Node(_PART, section)
    if within and title in _PARTS_BELOW:
        return _Node(_PART_BELOW, section)
    if tells_chapters and (depth := _numbered_depth(title)):
        return _Node(depth, section)
    # Not in the contents list: below the section it stands in, by its own depth among such headings.
    return _Node(_FREE + block.level if tells_chapters and len(stack) > 1 else block.level, section)


def _names(entry: ContentsEntry, title: str) -> bool:
    """A heading may carry the label that the contents list sets apart ("1 Introduktion", "Kapitel 1 …")."""
    whole = f"{entry.label} {entry.title}"
    return same_title(entry.title, title) or same_title(whole, title) or same_title(whole, _CHAPTER_WORD.sub("", title))


def _numbered_depth(title: str) -> int:
    """3 for "9.2.1 Betaling", 0 for a title without such a number."""
    match = _DOTTED_NUMBER.match(title)
    return match[1].count(".") + 1 if match else 0


def _short_title(number: int, entries: tuple[ContentsEntry, ...]) -> str:
    """The contents list names recommendations by title alone; they stand in order, chapter by chapter."""
    chapter, titles = "", []
    for entry in entries:
        chapter = entry.title if entry.label else chapter
        if not entry.label and chapter.lower().startswith("anbefalinger"):
            titles.append(entry.title)
    return titles[number - 1] if 0 < number <= len(titles) else ""


def _lead_in(block: Block, node: _Node) -> Sentence | None:
    """The sentence that an item continues: the last paragraph ending in a colon, or such a heading."""
    if block.kind is not BlockKind.ITEM:
        return None
    outer = (paragraph for paragraph in reversed(node.paragraphs) if paragraph.level < block.level)
    before = next(outer, None)
    if before is None and node.section.title.endswith(":"):
        return _title_as_sentence(node.section.title)
    return before.sentences[-1] if before and before.text.endswith(":") else None


def _title_as_sentence(title: str) -> Sentence:
    return Sentence(title, 0, len(title), find_modality(title))


def _modality_of_place(node: _Node) -> Modality | None:
    """What stands under a recommendation's "Hvad" is the recommendation."""
    is_recommendation = node.depth == _PART and node.section.title == _PARTS[0]
    return Modality.ANBEFALING if is_recommendation else None


def _name_kinds(section: Section, entries: tuple[ContentsEntry, ...], above: SectionKind | None = None) -> Section:
    """Say what each section is, from what stands in it and from the contents list."""
    kind, number = section.kind, section.number
    title = _LABEL.sub("", section.title.lower())
    holds_recommendations = any(below.kind is SectionKind.RECOMMENDATION for below in section.sections)
    if kind is SectionKind.SECTION:
        if holds_recommendations and any("pejlemærke" in text.text.lower() for text in section.paragraphs[:1]):
            kind = SectionKind.PEJLEMAERKE
            label = next((entry.label for entry in entries if _names(entry, section.title)), "")
            number = int(label) if label.isdigit() else None
        elif title == "indledning":
            kind = SectionKind.INTRODUCTION
        elif title in ("litteratur", "litteraturliste", "referencer", "kilder"):
            kind = SectionKind.LITERATURE
        elif title == "indhold" or (entries and above is None and _before_contents(section, entries)):
            kind = SectionKind.FRONT
        elif title.startswith("forudsætninger for"):
            kind = SectionKind.LEADER_CHAPTER
        elif above is SectionKind.LEADER_CHAPTER:
            kind = SectionKind.LEADER_AREA
    below = tuple(_name_kinds(part, entries, kind) for part in section.sections)
    return replace(section, kind=kind, number=number, sections=below)


def _before_contents(section: Section, entries: tuple[ContentsEntry, ...]) -> bool:
    return not any(_names(entry, section.title) for entry in entries)
