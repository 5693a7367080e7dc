"""Small pictures of numbers as SVG, drawn to the width that there is. Each has its table beside it.

Lengths across are shares of the width, heights are in rem: so nothing is scaled, letters keep their
size on a phone and grow with the reader's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

_ROW = 2.6  # rem, of a bar with its label above
_TALL = 8.0  # rem, of the columns
_LABEL = 1.6  # rem, below them


class Bar(NamedTuple):
    """`second` is the part of `value` that is drawn hatched, at its end."""

    label: str
    value: int
    second: int = 0


def bars_svg(id: str, said: str, bars: Sequence[Bar], most: int = 0) -> str:
    """Lying bars, one below the other; `said` is the picture in words. `most` is the full width."""
    most = max([most, 1, *(bar.value for bar in bars)])
    rows = []
    for at, bar in enumerate(bars):
        y, width = at * _ROW, 88 * bar.value / most
        second = 88 * bar.second / most
        rows.append(
            f'<text x="0" y="{y + 1:.2f}rem">{escape(bar.label)}</text>'
            f'<rect class="all" x="0" y="{y + 1.35:.2f}rem" width="{width - second:.2f}%" height=".7rem"/>'
            + (
                f'<rect class="second" x="{width - second:.2f}%" y="{y + 1.35:.2f}rem" width="{second:.2f}%" '
                f'height=".7rem" fill="url(#{id}-s)"/>'
                if bar.second
                else ""
            )
            + f'<text class="value" x="{width:.2f}%" dx=".5em" y="{y + 1.98:.2f}rem">{bar.value}</text>'
        )
    return _svg(id, said, _ROW * len(bars), "".join(rows))


def columns_svg(id: str, said: str, bars: Sequence[Bar]) -> str:
    """Standing columns side by side, the first and the last named below."""
    most = max([1, *(bar.value for bar in bars)])
    wide = 100 / max(len(bars), 1)
    drawn = []
    for at, bar in enumerate(bars):
        x, across = at * wide + wide * 0.12, min(wide * 0.76, 12)
        tall, second = 92 * bar.value / most, 92 * bar.second / most
        if bar.value:
            drawn.append(_column("all", x, across, 100 - tall + second, tall - second))
            drawn.append(_column("second", x, across, 100 - tall, second, f' fill="url(#{id}-s)"'))
    plot = f'<svg x="0" y="0" width="100%" height="{_TALL}rem">{"".join(drawn)}</svg>'
    ground = f'<line x1="0" x2="100%" y1="{_TALL}rem" y2="{_TALL}rem"/>'
    names = ""
    if bars:
        y = f"{_TALL + 1.2}rem"
        names = f'<text x="0" y="{y}">{escape(bars[0].label)}</text>'
        if len(bars) > 1:
            names += f'<text class="end" x="100%" y="{y}">{escape(bars[-1].label)}</text>'
    return _svg(id, said, _TALL + _LABEL, plot + ground + names)


def _column(kind: str, x: float, width: float, y: float, height: float, more: str = "") -> str:
    if height <= 0:
        return ""
    return f'<rect class="{kind}" x="{x:.2f}%" y="{y:.2f}%" width="{width:.2f}%" height="{height:.2f}%"{more}/>'


def _svg(id: str, said: str, height: float, inside: str) -> str:
    pattern = (
        f'<defs><pattern id="{id}-s" width="6" height="6" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><rect class="gap" width="6" height="6"/><rect class="stroke" width="2.5" '
        'height="6"/></pattern></defs>'
    )
    return (
        f'<svg class="plot" role="img" aria-labelledby="{id}-t" width="100%" height="{height:.2f}rem">'
        f'<title id="{id}-t">{escape(said)}</title>{pattern}{inside}</svg>'
    )
