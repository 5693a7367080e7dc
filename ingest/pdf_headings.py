"""Headings of a PDF: which lines are one, and how deep each stands."""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from ingest.blocks import BlockKind
from ingest.contents import same_title
from ingest.pdf_columns import Line
from ingest.pdf_drafts import Draft
from ingest.pdf_facts import LARGE, SPACED, Facts, is_below

_BOLD_SIZE = 0.93  # of the text's; bold type that is smaller is no heading's
_LONGEST, _LONGEST_LARGE_SENTENCE, _LONGEST_SENTENCE = 200, 80, 40  # characters
_COVER = 900  # characters; a first page with fewer is a cover
_DEEPEST = 6
# "D.1.1.4" or "3", set apart from the title behind it.
_DOTTED_NUMBER_APART = re.compile(r"(?:\d{1,3}|[A-Z])(?:\.\d{1,3})+\.?\t(?=[^\W\d])")
_NUMBER_APART = re.compile(r"(?:\d{1,3}|[A-Z])(?:\.\d{1,3})*\.?\t(?=[^\W\d])")
_LABEL = r"(?:kapitel|chapter|bilag|appendix|del|part)\s+(?:\d{1,2}|[IVX]{1,5}|[A-Z])"
_LABEL_ALONE = re.compile(_LABEL + "[.:]?", re.IGNORECASE)
_SECTION_NUMBER = re.compile(rf"(?:(?i:{_LABEL})|(?:\d{{1,3}}|[A-Z])(?:\.\d{{1,3}})*)[.:]?\s+(?=\S)")


def is_heading(line: Line, facts: Facts) -> bool:
    """Larger than the text, or bold where the text is not, or named by a bookmark."""
    large = line.size >= LARGE * facts.body
    number = (_NUMBER_APART if large else _DOTTED_NUMBER_APART).match(line.text)
    if not any(map(str.isalpha, line.text)) or "\t" in line.text[number.end() if number else 0 :]:
        return False  # cells of a table
    bold = line.bold and not facts.mostly_bold and line.size >= _BOLD_SIZE * facts.body
    return large or bold or _is_bookmark(line, line.text, facts)


def goes_on_with_heading(heading: Draft, line: Line, facts: Facts) -> bool:
    """Whether a heading's line is the next one of the heading before it, or the name of the chapter
    whose number that is."""
    before = heading.last
    if _LABEL_ALONE.fullmatch(heading.text) and not line.text[0].isdigit():
        return is_below(before, line) and line.size >= LARGE * facts.body
    alike = abs(before.size - line.size) <= 0.03 * line.size and before.bold == line.bold
    near = is_below(before, line) and before.y - line.y <= facts.heading_leading * line.size
    return alike and near and not _is_bookmark(heading.first, heading.text, facts)


def is_text_after_all(heading: Draft, following: Line | None, facts: Facts) -> bool:
    """Whether a heading turned out to be a sentence, or the first line of one that `following` goes on with."""
    if _is_bookmark(heading.first, heading.text, facts):
        return False
    large = heading.first.size >= LARGE * facts.body
    longest = _LONGEST_LARGE_SENTENCE if large else _LONGEST_SENTENCE
    sentence = heading.text.endswith((".", ";", ",")) and len(heading.text) > longest
    runs_on = (
        following is not None
        and not large
        and is_below(heading.last, following)
        and heading.last.y - following.y <= SPACED * facts.leading_of(following)
        and following.text[:1].islower()
    )
    return len(heading.text) > _LONGEST or sentence or runs_on


def set_heading_levels(drafts: list[Draft], facts: Facts) -> None:
    """By the bookmark of a heading's name, else by its type size among the other headings.

    On a cover only the largest type is a heading, and it stands beside the chapters, not above them.
    """
    _clear_cover(drafts)
    headings = [draft for draft in drafts if draft.kind is BlockKind.HEADING]
    nested = any(entry.level > 1 for entries in facts.outline.values() for entry in entries)
    named: dict[tuple[float, bool], Counter[int]] = defaultdict(Counter)
    for draft in headings:
        draft.level = min(_bookmark_level(draft, facts), _DEEPEST)
        draft.named = nested and draft.level > 0
        if draft.level:
            named[_style(draft)][draft.level] += 1
    inner = [draft for draft in headings if draft.first.page_index] or headings
    level, level_of = 0, dict[tuple[float, bool], int]()
    for style in sorted({_style(draft) for draft in inner}, key=lambda style: (-style[0], not style[1])):
        level = named[style].most_common(1)[0][0] if style in named else min(level + 1, _DEEPEST)
        level_of[style] = level
    for draft in headings:
        draft.level = draft.level or level_of.get(_style(draft), 1)


def _is_bookmark(line: Line, text: str, facts: Facts) -> bool:
    return any(same_title(entry.title, text) for entry in facts.outline.get(line.page_index, ()))


def _bookmark_level(draft: Draft, facts: Facts) -> int:
    """The level of the bookmark of that name on the page, else 0; either may lack the section's number."""
    bare = _SECTION_NUMBER.sub("", draft.text)
    for entry in facts.outline.get(draft.first.page_index, ()):
        if same_title(entry.title, draft.text) or same_title(_SECTION_NUMBER.sub("", entry.title), bare):
            return entry.level
    return 0


def _clear_cover(drafts: list[Draft]) -> None:
    cover = [draft for draft in drafts if draft.first.page_index == 0]
    if len(cover) == len(drafts) or sum(len(draft.text) for draft in cover) > _COVER:
        return
    headings = [draft for draft in cover if draft.kind is BlockKind.HEADING]
    largest = max((draft.first.size for draft in headings), default=0.0)
    for draft in headings:
        if draft.first.size < 0.97 * largest:
            draft.kind = BlockKind.PARAGRAPH


def _style(draft: Draft) -> tuple[float, bool]:
    return round(draft.first.size * 2) / 2, draft.first.bold
