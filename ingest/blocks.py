"""Blocks: what stands on the pages, in reading order, before it becomes a tree.

Every reader (text, Markdown, later PDF and HTML) gives blocks; from here on there is one road.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from ingest.mapped import MappedText
from ingest.publication import Mark


class BlockKind(StrEnum):
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    NOTE = "note"
    CONTENTS = "contents"
    PICTURE_MARK = "picture_mark"


@dataclass(frozen=True, slots=True)
class Block:
    """One block. `level` is a heading's depth (1 is outermost) or an item's (1 to 3), `label` an
    item's number as it stands or a note's number, `marks` the footnote marks in `mapped`. `named` is a
    heading whose level the file itself gives, by bookmarks of several levels."""

    kind: BlockKind
    mapped: MappedText
    level: int = 0
    label: str = ""
    marks: tuple[Mark, ...] = ()
    page_index: int | None = None
    page_label: str | None = None
    named: bool = False

    @property
    def text(self) -> str:
        return self.mapped.text


@dataclass(frozen=True, slots=True)
class Reading:
    """What a reader gives: the whole text, the blocks whose offsets point into it, and what it must warn of."""

    text: str
    blocks: list[Block]
    warnings: tuple[str, ...] = ()


# A line that breaks a word ends in a letter and a hyphen. "under-" + "støttet" is one word, but
# "børne-" + "og" is two with the hyphen kept, and so is "1-" + "2".
_BROKEN_WORD = re.compile(r"[^\W\d_]-$")
_KEEPS_HYPHEN = re.compile(r"(?:og|eller|samt|til)\b")
# A text that stops at one of these has not said its sentence to the end.
_OPEN_END = re.compile(r"(?:[,;(]|\b(?:og|eller|af|at|i|på|til|om|med|for|den|det|de|en|et|som|der|fra|ved|samt))$")
_SENTENCE_END = re.compile(r"[.!?:…][\"”»')\]]*$")


def join_text(before: MappedText, after: MappedText) -> MappedText:
    """Join what a break parted; a hyphen that the break put into a word goes."""
    if not before.text or not after.text:
        return before + after
    if _BROKEN_WORD.search(before.text) and after.text[0].islower():
        if _KEEPS_HYPHEN.match(after.text):
            return before + MappedText.space() + after
        return before[:-1] + after
    if before.text.endswith(("-", "/")) and after.text[0].isalnum() and before.text[-2:-1].strip():
        return before + after
    return before + MappedText.space() + after


def join_texts(parts: Sequence[MappedText]) -> MappedText:
    """Join many in one; by halves, for each joining copies what it joins."""
    if len(parts) < 2:
        return parts[0] if parts else MappedText()
    half = len(parts) // 2
    return join_text(join_texts(parts[:half]), join_texts(parts[half:]))


def join_blocks(before: Block, after: Block, *, with_break: bool = False) -> Block:
    mapped = (
        before.mapped + MappedText.space("\n") + after.mapped if with_break else join_text(before.mapped, after.mapped)
    )
    shift = len(mapped) - len(after.mapped)
    moved = tuple(Mark(mark.number, mark.at + shift) for mark in after.marks)
    return replace(before, mapped=mapped, marks=before.marks + moved)


def continues(before: Block, after: Block) -> bool:
    """Whether `after` carries on the sentence that `before` left open.

    A block that begins in lower case always does. One that begins in upper case (a name) does when
    the one before stops at a comma or at a word that cannot end a sentence.
    """
    if after.kind is not BlockKind.PARAGRAPH or before.kind not in (BlockKind.PARAGRAPH, BlockKind.ITEM):
        return False
    if _SENTENCE_END.search(before.text) and not after.text[:1].islower():
        return False
    return after.text[:1].islower() or bool(_BROKEN_WORD.search(before.text)) or bool(_OPEN_END.search(before.text))


def _continues_note(note: Block, after: Block) -> bool:
    """A note that stops at a semicolon or comma goes on in the next line."""
    return note.kind is BlockKind.NOTE and after.kind is BlockKind.PARAGRAPH and note.text.endswith((";", ",", "&"))


def mend_breaks(blocks: list[Block]) -> list[Block]:
    """Put together what page breaks, column breaks and footnote blocks cut in two."""
    mended: list[Block] = []
    open_at: int | None = None  # index in `mended` of the text that may still go on
    for block in blocks:
        if mended and _continues_note(mended[-1], block):
            mended[-1] = join_blocks(mended[-1], block)
            continue
        if open_at is not None and continues(mended[open_at], block):
            mended[open_at] = join_blocks(mended[open_at], block)
            continue
        mended.append(block)
        if block.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM):
            open_at = len(mended) - 1
        elif block.kind is BlockKind.HEADING:
            open_at = None
    return mended


def mend_items(blocks: list[Block]) -> list[Block]:
    """Give a paragraph that stands between two items of one list to the item before it.

    A paragraph that leads in a list of its own (it ends in a colon) stays what it is.
    """
    flow = [block for block in blocks if block.kind not in (BlockKind.NOTE, BlockKind.PICTURE_MARK)]
    within = {
        id(block)
        for before, block, after in zip(flow, flow[1:], flow[2:], strict=False)
        if block.kind is BlockKind.PARAGRAPH
        and before.kind is BlockKind.ITEM
        and after.kind is BlockKind.ITEM
        and not block.text.endswith(":")
    }
    mended: list[Block] = []
    for block in blocks:
        if id(block) in within:
            at = max(i for i, earlier in enumerate(mended) if earlier.kind is BlockKind.ITEM)
            mended[at] = join_blocks(mended[at], block, with_break=True)
        else:
            mended.append(block)
    return mended
