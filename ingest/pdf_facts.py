"""What holds for a whole PDF: its type size, its leading, its words, its contents list."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.compose import LOWER, RAISED, SUPERSCRIPT
from ingest.join_words import known_words
from ingest.open_pdf import OutlineEntry
from ingest.pdf_columns import Line

# Shares of the type size of the text: larger type is a heading's, smaller a note's, the smallest a mark's.
LARGE, SMALL, SMALLEST = 1.07, 0.94, 0.7
# Of the usual distance between two lines: what parts two texts for certain, and what does where the
# upper one has ended.
SPACED, RATHER_SPACED = 1.28, 1.13
INDENT = 0.6  # ems; indents that differ by less are one

SENTENCE_END = re.compile(rf"[.!?:…][\"”»’')\]]*[{SUPERSCRIPT},]*$")
_LEADERS = re.compile(r"(?:(?:\.[ \t]?){4,}[ \t]*|…+[ \t]*)(?:\d{1,4}|[ivxl]{1,6})$")
# Behind a long title there is room for few dots, or none: they tell only within a contents list.
_NUMBER_APART = re.compile(r"\S.*(?:\t|(?:\.[ \t]?){2,}[ \t]*)(?:\d{1,4}|[ivxl]{1,6})$")
_CONTENTS_TITLES = ("indhold", "indholdsfortegnelse", "contents", "table of contents")
_ALL_RAISED = re.compile(rf"[{SUPERSCRIPT}]{{1,3}}")
_LINE_HYPHENS = ("-", "\u00ad")
_HYPHENATED, _MOSTLY_BOLD = 0.03, 0.4  # shares of the lines, of the characters


@dataclass(frozen=True, slots=True)
class Facts:
    """What holds for the whole publication; lengths in points.

    `leading` is the usual distance of two lines, by type size in half points; `heading_leading` what
    two lines of one heading may have, in type sizes. `rights` is how far the text around each line
    reaches, by the line's position. `raised` are the raised numbers on each page, `outline` its
    bookmarks. `contents` are the lines of the contents list; True for one that ends an entry.
    """

    body: float
    leading: dict[int, float]
    heading_leading: float
    rights: list[float]
    words: frozenset[str]
    mostly_bold: bool
    hyphenated: bool
    spaced: bool
    raised: dict[int, frozenset[int]]
    outline: dict[int, list[OutlineEntry]]
    contents: dict[int, bool]

    def leading_of(self, line: Line) -> float:
        return _leading_of(self.leading, line)


def find_facts(lines: Sequence[Line], outline: Iterable[OutlineEntry], body: float) -> Facts:
    raised: dict[int, set[int]] = defaultdict(set)
    for line in lines:
        for match in RAISED.finditer(line.text):
            if match.start():
                raised[line.page_index].add(int(match[1].translate(LOWER)))
        if is_lone_mark(line, body):
            raised[line.page_index].add(int(line.text.translate(LOWER)))
    on_page: dict[int, list[OutlineEntry]] = defaultdict(list)
    for entry in outline:
        on_page[entry.page_index].append(entry)
    leading = _find_leading(lines)
    bold = sum(len(line.text) for line in lines if line.bold)
    return Facts(
        body=body,
        leading=leading,
        heading_leading=max(1.6, 1.5 * leading.get(round(body * 2), 1.2 * body) / body),
        rights=_find_rights(lines, leading),
        words=known_words(line.text for line in lines),
        mostly_bold=bold > _MOSTLY_BOLD * sum(len(line.text) for line in lines),
        hyphenated=sum(line.text.endswith(_LINE_HYPHENS) for line in lines) > _HYPHENATED * len(lines),
        spaced=_is_spaced(lines, leading),
        raised={page: frozenset(numbers) for page, numbers in raised.items()},
        outline=dict(on_page),
        contents=_find_contents(lines),
    )


def is_lone_mark(line: Line, body: float) -> bool:
    """A mark that stands alone: a picture's, or of the text above it."""
    small = line.size <= SMALLEST * body and line.text.isdecimal() and len(line.text) <= 3
    return small or _ALL_RAISED.fullmatch(line.text) is not None


def is_below(before: Line, line: Line) -> bool:
    return line.column == before.column and line.y < before.y


def _leading_of(leading: dict[int, float], line: Line) -> float:
    return leading.get(round(line.size * 2), 1.2 * line.size)


def _find_leading(lines: Sequence[Line]) -> dict[int, float]:
    gaps: dict[int, Counter[float]] = defaultdict(Counter)
    for before, line in pairwise(lines):
        gap = before.y - line.y
        alike = is_below(before, line) and abs(before.size - line.size) < 0.3
        if alike and 0.9 * line.size <= gap <= 2.2 * line.size:
            gaps[round(line.size * 2)][round(gap * 2) / 2] += 1
    return {size: max(found, key=lambda gap: (found[gap], -gap)) for size, found in gaps.items()}


def _is_spaced(lines: Sequence[Line], leading: dict[int, float]) -> bool:
    """Whether white parts the paragraphs. Else a sentence that ends well before the edge ends one."""
    apart = close = 0
    for before, line in pairwise(lines):
        if not is_below(before, line) or abs(before.size - line.size) > 0.3 or abs(before.x0 - line.x0) > 1:
            continue
        if before.y - line.y > RATHER_SPACED * _leading_of(leading, line):
            apart += 1
        elif SENTENCE_END.search(before.text) and before.right - before.x1 > line.first_word + 2 * line.size:
            close += 1
    return apart > 3 * close


def _find_rights(lines: Sequence[Line], leading: dict[int, float]) -> list[float]:
    """For each line how far to the right the lines around it reach: in a box less than in its column."""
    rights = [line.right for line in lines]
    start = 0
    for at in range(1, len(lines) + 1):
        if at < len(lines) and _stands_close(lines[at - 1], lines[at], leading):
            continue
        if at - start >= 3:
            reach = max(line.x1 for line in lines[start:at])
            rights[start:at] = [min(right, reach) for right in rights[start:at]]
        start = at
    return rights


def _stands_close(before: Line, line: Line, leading: dict[int, float]) -> bool:
    alike = is_below(before, line) and abs(before.size - line.size) < 0.3
    return alike and before.y - line.y <= SPACED * _leading_of(leading, before)


def _find_contents(lines: Sequence[Line]) -> dict[int, bool]:
    """The lines of the contents list, page by page: from its title, or the top, to the last page number."""
    pages: dict[int, list[int]] = defaultdict(list)
    for at, line in enumerate(lines):
        pages[line.page_index].append(at)
    found: dict[int, bool] = {}
    went_on = False
    for page in sorted(pages):
        titles = [at for at in pages[page] if lines[at].text.strip(" :").lower() in _CONTENTS_TITLES]
        start = titles[0] + 1 if titles else pages[page][0]
        inside = [at for at in pages[page] if at >= start]
        ends = [at for at in inside if _LEADERS.search(lines[at].text)]
        if len(ends) >= 3 or titles or went_on:
            ends = [at for at in inside if at in ends or _NUMBER_APART.match(lines[at].text)]
        went_on = len(ends) >= (2 if titles else 3)
        if went_on:
            largest = 1.05 * max(lines[at].size for at in ends)
            while lines[start].size > largest and not titles:  # a heading over the list, in any language
                start += 1
            found |= {at: at in ends for at in range(start, ends[-1] + 1)}
    return found
