"""Footnotes of a PDF: which lines begin one and which go on with it."""

from __future__ import annotations

import re

from ingest.compose import LOWER, SUPERSCRIPT
from ingest.pdf_columns import Line
from ingest.pdf_drafts import Draft
from ingest.pdf_facts import SENTENCE_END, SMALL, Facts, is_below

_NOTE = re.compile(rf"(?:(?P<raised>[{SUPERSCRIPT}]{{1,3}})|(?P<plain>\d{{1,3}}))[.)]?(?P<gap>[ \t]*)(?=\S)")
_NEAR = 1.6  # type sizes between two lines of a note
RAISED_SIGN = "raised"  # the sign of a note whose number is raised


def find_note(line: Line, facts: Facts, before: Draft | None, *, in_list: bool) -> re.Match[str] | None:
    """The number of a note that begins here; `before` is the note before it.

    A raised number that a mark on the page has, or that is the next, begins a note. A number that is
    not raised does only in smaller type, or in a list of notes.
    """
    match = _NOTE.match(line.text)
    if not match or not any(map(str.isalpha, line.text)):
        return None
    number, last = note_number(match), int(before.label) if before else 0
    marked, is_next = number in facts.raised.get(line.page_index, ()), number == last + 1
    if match["raised"]:
        begins = marked or is_next
    elif in_list:
        begins = is_next
    else:
        follows = is_next and before is not None and before.last.page_index == line.page_index
        apart = bool(match["gap"]) or line.text[match.end()].isupper()
        anew = number == 1 and before is not None and before.last.page_index < line.page_index
        begins = _is_small(line, facts) and apart and (follows or (marked and (number > last or anew)))
    return match if begins else None


def note_number(match: re.Match[str]) -> int:
    return int((match["raised"] or match["plain"]).translate(LOWER))


def note_sign(match: re.Match[str]) -> str:
    return RAISED_SIGN if match["raised"] else ""


def goes_on_with_note(note: Draft, line: Line, facts: Facts, *, in_list: bool) -> bool:
    """A line of the note's own type below it; or in the next place for notes, if the note is not done."""
    if abs(line.size - note.last.size) > 0.04 * note.last.size:
        return False
    if is_below(note.last, line):
        own_type = _is_small(line, facts) or in_list or note.sign == RAISED_SIGN
        return note.last.y - line.y <= _NEAR * line.size and own_type
    elsewhere = line.column != note.last.column
    return elsewhere and _is_small(line, facts) and not SENTENCE_END.search(note.text)


def _is_small(line: Line, facts: Facts) -> bool:
    return line.size <= SMALL * facts.body
