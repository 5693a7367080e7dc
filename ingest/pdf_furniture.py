"""Headers, footers and page numbers: what stands on the page but is no part of the text."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.pdf_lines import Stretch

# Shares of the page's height in which headers and footers stand.
_TOP, _BOTTOM = 0.16, 0.16
_SLOT = 3.0  # points; baselines so close are one place on the page
_LARGE = 1.15  # of the type size of the text; larger type is a heading's, unless it is a number alone
# A place holds a header if so large a share of what stands there comes again on other pages.
_LEAST_REPEATED = 0.5
_LEAST_COPIES = 3  # pages; so many say for certain that a text is a header
_PAGE_NUMBER = re.compile(
    r"[-–—|\s]*(?:side|page|s\.|p\.)?\s*(\d{1,4}|[ivxlcIVXLC]{1,7})\s*(?:(?:af|of|/)\s*\d{1,4})?[-–—|.\s]*",
    re.IGNORECASE,
)
_NUMBER_AT_END = re.compile(r"(?<![\w.,])(\d{1,4})(?![\w.,]*\w)")
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page's stretches from top to bottom; `height` in points, `label` what the file calls the page."""

    index: int
    height: float
    stretches: tuple[Stretch, ...]
    label: str | None


@dataclass(frozen=True, slots=True)
class _Slot:
    """A place at an edge of the page: its distance from that edge, in steps of `_SLOT` points."""

    top: bool
    distance: int


@dataclass(frozen=True, slots=True)
class _Key:
    """What a header says; a number in it counts as the same if it grows with the pages by `offset`."""

    text: str
    offset: int | None


def find_furniture(sheets: Sequence[Sheet], body: float) -> tuple[list[frozenset[int]], list[str | None]]:
    """For each page the positions in `stretches` that are furniture, and the page number printed there.

    `body` is the type size of the text, in points.
    """
    taken: list[set[int]] = [{at for at, stretch in enumerate(sheet.stretches) if stretch.artifact} for sheet in sheets]
    printed: list[dict[str, int]] = [{} for _ in sheets]
    for sheet, found in zip(sheets, taken, strict=True):
        for at in found:
            _note_number(sheet.stretches[at], sheet.index, printed[sheet.index])
    for _ in range(4):  # a header of several lines goes line by line, from the edge inwards
        fresh = _peel(sheets, taken, printed, _LARGE * body) + _take_copies(sheets, taken)
        if not fresh:
            break
    labels = _printed_labels(printed)
    _take_lone_numbers(sheets, taken, labels)
    if all(len(found) == len(sheet.stretches) for sheet, found in zip(sheets, taken, strict=True)):
        return [frozenset() for _ in sheets], labels  # pages of a line or two: nothing else would be left
    return [frozenset(found) for found in taken], labels


def _peel(sheets: Sequence[Sheet], taken: list[set[int]], printed: list[dict[str, int]], largest: float) -> int:
    """Take the outermost lines that are headers or footers; how many were taken."""
    outer = [_outermost(sheet, found) for sheet, found in zip(sheets, taken, strict=True)]
    inhabitants: dict[_Slot, list[tuple[int, int, _Key]]] = defaultdict(list)
    for sheet, found in zip(sheets, outer, strict=True):
        for slot, at in found:
            for key in _keys(sheet.stretches[at], sheet.index):
                inhabitants[slot].append((sheet.index, at, key))
    fresh = 0
    for slot, inside in inhabitants.items():
        near = [entry for step in (-1, 0, 1) for entry in inhabitants.get(_Slot(slot.top, slot.distance + step), [])]
        pages_of: dict[_Key, set[int]] = defaultdict(set)
        for page, _, key in near:
            pages_of[key].add(page)
        least = 3 if len(sheets) > 4 else 2
        repeated = {(page, at) for page, at, key in near if len(pages_of[key]) >= least}
        # Page by page, for beside what comes again may stand what does not, as the section's name.
        pages = {page for page, _ in repeated}
        if not pages or len(pages) < _LEAST_REPEATED * len({page for page, _, _ in near}):
            continue
        sizes = {round(sheets[page].stretches[at].size) for page, at in repeated}
        for page, at, _ in inside:
            stretch = sheets[page].stretches[at]
            is_heading = stretch.size > largest and not _PAGE_NUMBER.fullmatch(stretch.text)
            if at not in taken[page] and round(stretch.size) in sizes and not is_heading:
                taken[page].add(at)
                _note_number(stretch, page, printed[page])
                fresh += 1
    return fresh


def _outermost(sheet: Sheet, taken: set[int]) -> list[tuple[_Slot, int]]:
    """The first line from the top and the last one, as far as they stand at the edges of the page."""
    left = [(at, stretch) for at, stretch in enumerate(sheet.stretches) if at not in taken]
    if not left:
        return []
    highest, lowest = left[0][1].y, left[-1][1].y
    found = []
    for at, stretch in left:
        if stretch.y >= highest - _SLOT and stretch.y >= (1 - _TOP) * sheet.height:
            found.append((_Slot(True, round((sheet.height - stretch.y) / _SLOT)), at))
        elif stretch.y <= lowest + _SLOT and stretch.y <= _BOTTOM * sheet.height:
            found.append((_Slot(False, round(stretch.y / _SLOT)), at))
    return found


def _keys(stretch: Stretch, index: int) -> list[_Key]:
    """The text as it stands, and with each number in it taken for the page's; beside a page number that
    is set apart by nothing but its place the text may change from page to page."""
    text = stretch.text
    if match := _PAGE_NUMBER.fullmatch(text):
        return [_Key("#", _number(match[1]) - index)]
    keys = [_Key(text, None)]
    for match in _NUMBER_AT_END.finditer(text):
        offset = int(match[1]) - index
        keys.append(_Key(text[: match.start()] + "#" + text[match.end() :], offset))
        if not stretch.bold and (match.start() == 0 or match.end() == len(text)):
            keys.append(_Key("…#", offset))
    return keys


def _note_number(stretch: Stretch, index: int, printed: dict[str, int]) -> None:
    text = stretch.text
    if match := _PAGE_NUMBER.fullmatch(text):
        printed.setdefault(match[1], _number(match[1]) - index)
    else:
        for match in _NUMBER_AT_END.finditer(text):
            printed.setdefault(match[1], int(match[1]) - index)


def _printed_labels(printed: list[dict[str, int]]) -> list[str | None]:
    """The printed numbers that run on with the pages; a page between two such has the number between."""
    offsets = Counter(offset for found in printed for offset in set(found.values()))
    labels: list[str | None] = []
    for found in printed:
        fitting = [label for label, offset in found.items() if offsets[offset] >= 2]
        labels.append(max(fitting, key=lambda label: offsets[found[label]]) if fitting else None)
    for at, label in enumerate(labels):
        before = next((other for other in range(at - 1, -1, -1) if labels[other]), None)
        after = next((other for other in range(at + 1, len(labels)) if labels[other]), None)
        if label is None and before is not None and after is not None:
            first, last = str(labels[before]), str(labels[after])
            if first.isdigit() and last.isdigit() and int(last) - int(first) == after - before:
                labels[at] = str(int(first) + at - before)
    return labels


def _take_copies(sheets: Sequence[Sheet], taken: list[set[int]]) -> int:
    """Take what says the same in the same type as the header of other pages, wherever on the edge it
    stands, as on a cover; how many were taken."""
    pages_of = Counter(
        style for sheet, found in zip(sheets, taken, strict=True) for style in {_style(sheet, at) for at in found}
    )
    fresh = 0
    for sheet, found in zip(sheets, taken, strict=True):
        for _, at in _outermost(sheet, found):
            if pages_of[_style(sheet, at)] >= _LEAST_COPIES:
                found.add(at)
                fresh += 1
    return fresh


def _style(sheet: Sheet, at: int) -> tuple[str, int, bool]:
    stretch = sheet.stretches[at]
    return stretch.text, round(stretch.size), stretch.bold


def _take_lone_numbers(sheets: Sequence[Sheet], taken: list[set[int]], labels: list[str | None]) -> None:
    """A bare number at the edge of the page that is the page's own, wherever on the edge it stands."""
    running = {_number(label) - at for at, label in enumerate(labels) if label}
    for sheet, found in zip(sheets, taken, strict=True):
        for _, at in _outermost(sheet, found):
            match = _PAGE_NUMBER.fullmatch(sheet.stretches[at].text)
            if not match:
                continue
            label = labels[sheet.index]
            if label is None and _number(match[1]) - sheet.index in running:
                label = labels[sheet.index] = match[1]
            if match[1] in (label, sheet.label) or _number(match[1]) == sheet.index + 1:
                found.add(at)


def _number(text: str) -> int:
    """An Arabic or Roman numeral; what is neither gives 0."""
    if text.isdigit():
        return int(text)
    values = [_ROMAN[char] for char in text.lower()]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return sum(-value if value < following else value for value, following in pairs)
