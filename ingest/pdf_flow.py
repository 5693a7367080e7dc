"""How a plain line stands to the text before it: does it go on, begin a new line, or a new text?"""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum

from ingest.blocks import BlockKind
from ingest.pdf_columns import Line
from ingest.pdf_drafts import Draft
from ingest.pdf_facts import INDENT, RATHER_SPACED, SENTENCE_END, SPACED, Facts, is_below

_WITHIN_ITEM = 3.0  # of the usual distance between two lines; white within one item is no more than that
_CUT_WORD = 3.0  # ems; with more room than that at its end a hyphenated line would hold part of the next word
_SHORT = 0.6  # of the column; a line that is shorter and does not end its text is rare
_FIRST_INDENT = 0.8  # ems
_NARROWEST = 12  # ems; where no line is longer, none is full
_ALIGNED = 0.12  # ems
_FARTHEST = 3  # pages; a text that goes on after more of them (pictures, tables) is not believed


class Relation(Enum):
    SAME = "goes on"
    BREAK = "begins a new line of the same text"
    NEW = "begins a new text"


def relate(flow: Draft, at: int, lines: Sequence[Line], facts: Facts) -> Relation:
    """How line `at` stands to `flow`, the text before it."""
    before, line = flow.last, lines[at]
    if abs(before.size - line.size) > 0.06 * line.size:
        return Relation.NEW
    hyphen = before.text.endswith(("-", "\u00ad"))
    room = facts.rights[flow.last_at] - before.x1 - 0.2 * line.size
    if is_below(before, line):
        full = hyphen or room < line.first_word
        return (_below_item if flow.kind is BlockKind.ITEM else _below)(flow, at, lines, facts, full=full)
    needed = line.first_word
    if facts.hyphenated and SENTENCE_END.search(before.text):
        needed = min(needed, _CUT_WORD * line.size)
    return _beyond(flow, line, full=hyphen or room < needed)


def _is_spaced(flow: Draft, line: Line, facts: Facts, *, full: bool) -> bool:
    ended = SENTENCE_END.search(flow.last.text) is not None
    least = RATHER_SPACED if ended or not full else SPACED
    return flow.last.y - line.y > least * facts.leading_of(line)


def _below_item(flow: Draft, at: int, lines: Sequence[Line], facts: Facts, *, full: bool) -> Relation:
    before, line = flow.last, lines[at]
    spaced = _is_spaced(flow, line, facts, full=full)
    indent = line.x0 - line.left
    if indent < flow.text_indent - INDENT * line.size:  # the item's text is not set in, or this is none of it
        ended = SENTENCE_END.search(before.text) is not None and line.text[:1].isupper()
        return Relation.SAME if full and not spaced and not ended else Relation.NEW
    aligned = abs(indent - flow.text_indent) <= _ALIGNED * line.size
    if (spaced and not aligned) or (_begins_indented(at, lines, facts) and not (full and aligned)):
        return Relation.NEW
    if not spaced:
        return Relation.SAME
    return Relation.BREAK if before.y - line.y <= _WITHIN_ITEM * facts.leading_of(line) else Relation.NEW


def _below(flow: Draft, at: int, lines: Sequence[Line], facts: Facts, *, full: bool) -> Relation:
    before, line = flow.last, lines[at]
    ended = SENTENCE_END.search(before.text) is not None
    if _is_spaced(flow, line, facts, full=full) or ("\t" in before.text and "\t" in line.text):  # rows of a table
        return Relation.NEW
    indented = line.x0 - before.x0 > _FIRST_INDENT * line.size
    set_back = before.x0 - line.x0 > _FIRST_INDENT * line.size and flow.lines > 1
    if (indented or set_back) and (ended or not full):
        return Relation.NEW
    if full:
        return Relation.SAME
    if ended and not facts.spaced:
        return Relation.NEW
    return Relation.NEW if _is_short(before) and not line.text[:1].islower() else Relation.SAME


def _is_short(line: Line) -> bool:
    return line.x1 - line.left < _SHORT * (line.right - line.left)


def _begins_indented(at: int, lines: Sequence[Line], facts: Facts) -> bool:
    """Whether a line is set in and the next goes back to the edge, as a paragraph's first is."""
    line, following = lines[at], lines[at + 1] if at + 1 < len(lines) else None
    if following is None or not is_below(line, following) or line.x0 - line.left < 0.5 * line.size:
        return False
    back = abs(following.x0 - following.left) < 0.1 * line.size
    return back and line.y - following.y <= SPACED * facts.leading_of(line)


def _beyond(flow: Draft, line: Line, *, full: bool) -> Relation:
    """In the next column or on the next page only the indent and the end of the text can tell."""
    before = flow.last
    if line.column == before.column or line.page_index - before.page_index > _FARTHEST:
        return Relation.NEW
    expected = flow.text_indent if flow.kind is BlockKind.ITEM else 0.0
    fits = abs(line.x0 - line.left - expected) <= INDENT * line.size
    if not SENTENCE_END.search(before.text):
        lower = line.text[:1].islower()
        return Relation.SAME if lower or (fits and (full or not _is_short(before))) else Relation.NEW
    if not fits:
        return Relation.NEW
    if full and before.right - before.left >= _NARROWEST * before.size:
        return Relation.SAME
    within = flow.kind is BlockKind.ITEM and flow.text_indent > INDENT * line.size
    return Relation.BREAK if within else Relation.NEW
