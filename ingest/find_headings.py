"""Find the headings of a plain text, which has no signs for them.

1. The first line is the title.
2. A heading is a short line that is no sentence ("Praksiseksempler") with text right below it. Of
   several short lines in a row the last is the heading, for those before it are names and greetings;
   but where they stand on lines next to each other the first is, and the next its subtitle.
3. A line that only leads to another page ("Læs mere her", "[…](…)") is none, nor is a date or a byline.
4. "Projekter om børneinddragelse:" is a heading over paragraphs; over a list it is a lead-in.
5. Three words or more in capitals only, over another heading, head all that follows, up to the next such.
6. The way a heading is set tells its depth: a way not met above it stands one deeper, a way met above
   it stands where that one stood. "➔ Seks videoer" and "... at vi udgiver" are such ways; the arrow is
   layout, the words are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum

from ingest.blocks import Block, BlockKind, join_blocks

_LONGEST_TITLE = 120
_LONGEST_LEAD_IN = 6  # words
_SHORTEST_BANNER = 3  # words; "VIVE" is a name
_NO_TITLE_END = (".", ",", ":", ";", "!", "+")
_YEAR_AT_END = re.compile(r"\d{4}$")  # "Af Pernille Søndergaard 20/11/2023"
_LINK_LINE = re.compile(
    r"\[.*\]|(?:læs også|se også)\b.*|(?:læs|se|hent|find|download|gå til|vis)\b[^:]*|.*\bher", re.IGNORECASE
)
_ARROW = re.compile(r"[➔→►▶]\s*")
_ELLIPSIS = re.compile(r"(?:\.\.\.|…)\s*\w")


class _Way(StrEnum):
    """How a heading is set."""

    TITLE = "title"
    BANNER = "banner"
    ARROW = "arrow"
    ELLIPSIS = "ellipsis"
    PLAIN = "plain"


def find_headings(source: str, blocks: Iterable[Block]) -> list[Block]:
    """The blocks, those that are headings marked as such with their depth."""
    joined = _join_banners(blocks)
    found: list[Block] = []
    above: list[_Way] = []  # the ways of the headings that the next one stands below
    for number, block in enumerate(joined):
        way = _way(source, joined, number)
        if way is None:
            found.append(block)
            continue
        if way is _Way.BANNER:
            above = above[:1]
        above = [*above[: above.index(way)], way] if way in above else [*above, way]
        heading = replace(block, kind=BlockKind.HEADING, level=len(above))
        found.append(_without_arrow(heading))
    return found


def _way(source: str, blocks: list[Block], number: int) -> _Way | None:
    """How the block is set as a heading, None where it is none."""
    block = blocks[number]
    before = blocks[number - 1] if number else None
    below = blocks[number + 1] if number + 1 < len(blocks) else None
    if block.kind is not BlockKind.PARAGRAPH:
        return None
    if _is_banner(block):
        over_heading = below is not None and _is_title(source, below)
        return _Way.BANNER if over_heading and _is_title_end(block) else None
    if not _is_title(source, block):
        return _Way.PLAIN if _leads_in_paragraphs(block, below) else None
    if before is None:
        return _Way.TITLE
    if _ARROW.match(block.text):
        return _Way.ARROW
    is_subtitle = _is_title(source, before) and _touch(source, before, block)
    if is_subtitle or not _has_text_below(source, blocks, number):
        return None
    return _Way.ELLIPSIS if _ELLIPSIS.match(block.text) else _Way.PLAIN


def _is_title(source: str, block: Block) -> bool:
    text = block.text
    opens = text[:1].isupper() or text[:1] in "'\"»“’" or bool(_ARROW.match(text) or _ELLIPSIS.match(text))
    return (
        block.kind is BlockKind.PARAGRAPH
        and len(text) <= _LONGEST_TITLE
        and opens
        and _is_title_end(block)
        and not _YEAR_AT_END.search(text)
        and not _is_link(source, block)
        and not _is_banner(block)
    )


def _is_title_end(block: Block) -> bool:
    return block.text.endswith(("...", "…")) or not block.text.endswith(_NO_TITLE_END)


def _is_link(source: str, block: Block) -> bool:
    start = block.mapped.offsets[0]
    return bool(_LINK_LINE.fullmatch(block.text)) or source[max(0, start - 1) : start] == "["


def _is_banner(block: Block) -> bool:
    return block.kind is BlockKind.PARAGRAPH and block.text.isupper() and len(block.text.split()) >= _SHORTEST_BANNER


def _has_text_below(source: str, blocks: list[Block], number: int) -> bool:
    """Whether text follows a block and the subtitles on the lines next to it."""
    for at in range(number + 1, len(blocks)):
        if not _is_title(source, blocks[at]):
            return not _is_banner(blocks[at])
        if not _touch(source, blocks[at - 1], blocks[at]):
            return False
    return False


def _touch(source: str, one: Block, below: Block) -> bool:
    """Whether two blocks stand on lines next to each other."""
    return source[one.mapped.offsets[-1] : below.mapped.offsets[0]].count("\n") == 1


def _leads_in_paragraphs(block: Block, below: Block | None) -> bool:
    is_short = len(block.text.split()) <= _LONGEST_LEAD_IN and block.text.endswith(":")
    return is_short and below is not None and below.kind is BlockKind.PARAGRAPH


def _join_banners(blocks: Iterable[Block]) -> list[Block]:
    """Lines in capitals, and a year below them, are one banner."""
    joined: list[Block] = []
    for block in blocks:
        if joined and _is_capitals(joined[-1]) and (_is_capitals(block) or _is_year(block)):
            joined[-1] = join_blocks(joined[-1], block)
        else:
            joined.append(block)
    return joined


def _is_capitals(block: Block) -> bool:
    return block.kind is BlockKind.PARAGRAPH and block.text.isupper()


def _is_year(block: Block) -> bool:
    return block.kind is BlockKind.PARAGRAPH and bool(re.fullmatch(r"\d{4}", block.text))


def _without_arrow(heading: Block) -> Block:
    arrow = _ARROW.match(heading.text)
    return replace(heading, mapped=heading.mapped[arrow.end() :]) if arrow else heading
