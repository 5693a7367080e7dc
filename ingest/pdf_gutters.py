"""Gutters: the white between two columns, and whether it is that or the white of a table."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from statistics import median

from ingest.pdf_lines import Stretch

# A gutter is believed if so many lines of one column have a line of the other beside them, if both
# columns are so wide (a share of the page), and if their lines fill them so far (a table's do not).
_LEAST_BESIDE, _LEAST_WIDTH, _LEAST_FILL = 3, 0.12, 0.45
_LEAST_UNSHARED = 8  # lines beside each other on a page whose gutter no other page has
_COMMON = 0.15  # of the pages; a gutter that so many have is the publication's
_MOST_STRETCHES = 3000  # a page with more is a drawing, not columns
_LEAST_GUTTER = 6.0  # points
_EDGE = 2.0  # points; left edges so close are one
_DEEPEST_INDENT = 40.0  # points


def choose_gutter(
    stretches: Sequence[Stretch], own: float | None, known: list[tuple[int, int]], pages: int
) -> float | None:
    """The gutter that most pages have, if it parts this page nearly as well as any other does.

    `own` is what `find_gutter` found on the page, `known` are (gutter, on how many pages), `pages` is
    how many there are.
    """
    shared = [x for x, count in known if count >= max(2, _COMMON * pages)]
    beside: dict[float, int] = {x: _beside(stretches, x, strict=False) for x in shared}
    if own is not None:
        beside[own] = _beside(stretches, own, strict=False)
    most = max(beside.values(), default=0)
    for x in shared:
        begins = any(-_EDGE <= part.x0 - x <= _DEEPEST_INDENT for part in stretches)
        if begins and beside[x] >= max(1, 0.8 * most):
            return x
    return own if own is not None and beside[own] >= _LEAST_UNSHARED else None


def find_gutter(stretches: Sequence[Stretch], width: float) -> float | None:
    """Where the white between two columns ends: an edge that the lines on its right share."""
    best, found = 0, None
    if len(stretches) > _MOST_STRETCHES:
        return None
    for x in _left_edges(stretches):
        beside = _beside(stretches, x, strict=True, page_width=width)
        if beside > best:
            best, found = beside, x
    return found


def _left_edges(stretches: Sequence[Stretch]) -> list[float]:
    starts = sorted(stretch.x0 for stretch in stretches)
    edges: list[float] = []
    for x in starts:
        if edges and x - edges[-1] <= _EDGE:
            continue
        if bisect_left(starts, x + _EDGE) - bisect_left(starts, x) >= _LEAST_BESIDE:
            edges.append(x)
    return edges


def _beside(stretches: Sequence[Stretch], x: float, *, strict: bool, page_width: float = 0.0) -> int:
    """How many lines left of `x` have one right of it beside them, in the bands that nothing crosses."""
    total, left, right = 0, list[Stretch](), list[Stretch]()
    for stretch in (*stretches, None):  # from top to bottom
        if stretch is not None and stretch.x1 <= x - 1:
            left.append(stretch)
        elif stretch is not None and stretch.x0 >= x - 1:
            right.append(stretch)
        else:
            total += _beside_in_band(left, right, x, strict, page_width)
            left, right = [], []
    return total


def _beside_in_band(left: list[Stretch], right: list[Stretch], x: float, strict: bool, page_width: float) -> int:
    if not left or not right:
        return 0
    heights = sorted(stretch.y for stretch in right)
    count = sum(
        bisect_left(heights, stretch.y - 0.7 * stretch.size) < bisect_left(heights, stretch.y + 0.7 * stretch.size)
        for stretch in left
    )
    if not strict:
        return count
    start, end = min(stretch.x0 for stretch in left), max(stretch.x1 for stretch in right)
    inner = max(stretch.x1 for stretch in left)
    believable = (
        count >= _LEAST_BESIDE
        and x - inner >= _LEAST_GUTTER
        and min(inner - start, end - x) >= _LEAST_WIDTH * page_width
        and _fill(left, inner - start) >= _LEAST_FILL
        and _fill(right, end - x) >= _LEAST_FILL
    )
    return count if believable else 0


def _fill(stretches: list[Stretch], width: float) -> float:
    """How far the middle one of the lines fills a column."""
    rows: dict[int, list[Stretch]] = {}
    for stretch in stretches:
        rows.setdefault(round(stretch.y), []).append(stretch)
    reach = [max(part.x1 for part in row) - min(part.x0 for part in row) for row in rows.values()]
    return median(reach) / width if width > 0 else 0.0
