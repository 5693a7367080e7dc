"""Stretches of a page → lines in the order of reading, column by column."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.pdf_gutters import choose_gutter, find_gutter
from ingest.pdf_lines import Stretch, join_stretches

_EDGE = 2.0  # points; left edges so close are one
_HEADING_SIZE = 1.15  # of the size of the text; smaller ones are never set over both columns


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text; those with the same `column` stand below each other. `left` and `right` are the
    edges of its column. Points, from the page's lower left corner."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    text_x: float
    first_word: float
    page_index: int
    column: int
    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Place:
    """Which column of the publication's grid: pages of one width and side, a gutter, left or right."""

    width: int
    odd: bool
    gutter: int | None
    right: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """Stretches that are read from top to bottom; `place` says where such columns stand."""

    place: Place
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class PageSheet:
    """What stands on a page, without headers and footers. `width` in points."""

    index: int
    width: float
    stretches: tuple[Stretch, ...]


def order_lines(pages: Sequence[PageSheet], body: float) -> list[Line]:
    """All lines in the order of reading; `body` is the type size of the text.

    A gutter that many pages share is believed on a page that shows too little of it.
    """
    own = [find_gutter(page.stretches, page.width) for page in pages]
    shared = Counter((round(page.width), round(x)) for page, x in zip(pages, own, strict=True) if x)
    columns: list[tuple[int, Column]] = []
    for page, found in zip(pages, own, strict=True):
        known = [(x, count) for (width, x), count in shared.most_common() if width == round(page.width)]
        gutter = choose_gutter(page.stretches, found, known, len(pages))
        place = Place(round(page.width), bool(page.index % 2), None)
        columns += [(page.index, column) for column in _columns(page.stretches, page.width, gutter, place, body)]
    edges = _edges(column for _, column in columns)
    return [
        line
        for number, (page_index, column) in enumerate(columns)
        for line in _lines(column, page_index, number, edges[column.place])
    ]


def _columns(
    stretches: Sequence[Stretch], width: float, gutter: float | None, place: Place, body: float
) -> list[Column]:
    """Columns in the order of reading; what crosses the gutter parts what stands above and below it."""
    if gutter is None:
        return [Column(place, tuple(stretches))] if stretches else []
    left_place = Place(place.width, place.odd, round(gutter / 4))
    right_place = Place(place.width, place.odd, round(gutter / 4), right=True)
    columns: list[Column] = []
    for across, left, right in _bands(stretches, gutter, body):
        for side, where in ((across, place), (left, left_place), (right, right_place)):
            inner = find_gutter(side, width) if side is not across else None
            columns += _columns(side, width, inner, where, body)
    return columns


def _bands(
    stretches: Sequence[Stretch], gutter: float, body: float
) -> list[tuple[list[Stretch], list[Stretch], list[Stretch]]]:
    """Bands from top to bottom: what stands across, then what is left and right below it."""
    bands: list[tuple[list[Stretch], list[Stretch], list[Stretch]]] = [([], [], [])]
    right_heights = sorted(stretch.y for stretch in stretches if stretch.x0 >= gutter - 1)
    for stretch in stretches:
        across, left, right = bands[-1]
        if stretch.x0 >= gutter - 1:
            right.append(stretch)
        elif (
            stretch.x1 <= gutter - 1
            and not _carries_on(stretch, across, left, right, right_heights)
            and not _heads_both(stretch, stretches, gutter, body)
        ):
            left.append(stretch)
        elif left or right:
            bands.append(([stretch], [], []))
        else:
            across.append(stretch)
    return bands


def _carries_on(
    stretch: Stretch, across: list[Stretch], left: list[Stretch], right: list[Stretch], heights: list[float]
) -> bool:
    """The short last line of a text that is set across both columns."""
    if not across or left or right:
        return False
    above = across[-1]
    near = 0 < above.y - stretch.y <= 1.7 * stretch.size and abs(above.size - stretch.size) < 0.5
    alone = not _any_between(heights, stretch.y - 0.8 * stretch.size, stretch.y + 0.8 * stretch.size)
    return near and alone and stretch.x0 >= min(part.x0 for part in across) - _EDGE


def _heads_both(stretch: Stretch, stretches: Sequence[Stretch], gutter: float, body: float) -> bool:
    """A short heading over both columns: they leave room for it, and begin again below it side by side."""
    if stretch.size < _HEADING_SIZE * body:
        return False
    text = [other for other in stretches if other.size > 0.94 * body]
    right = [other.y for other in text if other.x0 >= gutter - 1]
    left = [other.y for other in text if other.x1 <= gutter - 1]
    reach = stretch.size
    if any(stretch.y - 1.2 * reach < y < stretch.y + 1.5 * reach for y in right):
        return False
    above = any(y > stretch.y for y in right)
    below_right = max((y for y in right if y < stretch.y), default=None)
    below_left = max((y for y in left if y < stretch.y - 0.5 * reach), default=None)
    if not above or below_right is None or below_left is None:
        return False
    return stretch.y - below_right <= 4 * reach and abs(below_right - below_left) <= 1.5 * body


def _any_between(heights: list[float], low: float, high: float) -> bool:
    return bisect_left(heights, low) < bisect_left(heights, high)


def _edges(columns: Iterable[Column]) -> dict[Place, tuple[float, float]]:
    """Left and right edge of the text in each place of the grid; what juts out now and then counts not."""
    starts: dict[Place, list[float]] = {}
    ends: dict[Place, list[float]] = {}
    for column in columns:
        for row in _rows(column.stretches):
            starts.setdefault(column.place, []).append(min(part.x0 for part in row))
            ends.setdefault(column.place, []).append(max(part.x1 for part in row))
    return {place: (_edge(sorted(xs)), -_edge(sorted(-x for x in ends[place]))) for place, xs in starts.items()}


def _edge(xs: list[float]) -> float:
    """The outermost place that at least one line in thirty reaches."""
    return xs[len(xs) // 30]


def _rows(stretches: Sequence[Stretch]) -> list[list[Stretch]]:
    rows: list[list[Stretch]] = []
    for stretch in stretches:
        if rows and abs(rows[-1][0].y - stretch.y) <= 0.35 * min(rows[-1][0].size, stretch.size):
            rows[-1].append(stretch)
        else:
            rows.append([stretch])
    return rows


def _lines(column: Column, page_index: int, number: int, edges: tuple[float, float]) -> list[Line]:
    lines = []
    for row in _rows(column.stretches):
        line = join_stretches(row)
        lines.append(
            Line(
                line.text,
                line.x0,
                line.x1,
                line.y,
                line.size,
                line.bold,
                line.text_x,
                line.first_word,
                page_index,
                number,
                *edges,
            )
        )
    return lines
