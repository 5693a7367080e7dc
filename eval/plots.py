"""The report's plots, drawn as SVG by hand: a line plot with bands, and bars."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

_WIDTH, _HEIGHT = 560, 360
_LEFT, _RIGHT, _TOP, _BOTTOM = 52, 16, 16, 48
_INNER_WIDTH, _INNER_HEIGHT = _WIDTH - _LEFT - _RIGHT, _HEIGHT - _TOP - _BOTTOM
_DASHES = ("12 4", "6 3", "2 3", "8 3 2 3", "", "16 3 3 3")  # told apart without colour too
_TICKS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
_LABEL_ROOM = 176


@dataclass(frozen=True, slots=True)
class Line:
    """`points` are shares 0..1 in both directions; `band` the lows and highs at the same places;
    `mark` a point to stand out."""

    title: str
    colour: int
    points: Sequence[tuple[float, float]]
    band: Sequence[tuple[float, float]] = ()
    mark: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    title: str
    colour: int
    value: float
    whisker: float
    label: str


def line_plot(
    lines: Sequence[Line], x_ticks: Sequence[tuple[float, str]], x_title: str, y_title: str, about: str
) -> str:
    """An SVG; `x_ticks` are places 0..1 with their labels, `about` is read to those who do not see it."""
    body = [*_grid(x_ticks, x_title, y_title)]
    for line in lines:
        body += _line(line)
    return _svg(_HEIGHT, about, body) + _legend(lines)


def _grid(x_ticks: Sequence[tuple[float, str]], x_title: str, y_title: str) -> Iterator[str]:
    for tick in _TICKS:
        y = _y(tick)
        yield f'<line class="grid" x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>'
        yield f'<text x="{_LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{_comma(tick)}</text>'
    for place, label in x_ticks:
        yield f'<text x="{_x(place):.1f}" y="{_HEIGHT - _BOTTOM + 18}" text-anchor="middle">{escape(label)}</text>'
    yield f'<text x="{_LEFT + _INNER_WIDTH / 2:.1f}" y="{_HEIGHT - 8}" text-anchor="middle">{escape(x_title)}</text>'
    middle = _TOP + _INNER_HEIGHT / 2
    yield f'<text transform="translate(13 {middle:.1f}) rotate(-90)" text-anchor="middle">{escape(y_title)}</text>'


def _line(line: Line) -> Iterator[str]:
    places = [(_x(x), _y(y)) for x, y in line.points]
    if line.band:
        lows = [(x, _y(low)) for (x, _), (low, _) in zip(places, line.band, strict=True)]
        highs = [(x, _y(high)) for (x, _), (_, high) in zip(places, line.band, strict=True)]
        yield f'<polygon class="band c{line.colour}" points="{_joined([*lows, *reversed(highs)])}"/>'
    dash = _DASHES[line.colour % len(_DASHES)]
    yield f'<polyline class="line c{line.colour}" stroke-dasharray="{dash}" points="{_joined(places)}"/>'
    if line.mark:
        x, y = line.mark
        yield f'<circle class="mark c{line.colour}" cx="{_x(x):.1f}" cy="{_y(y):.1f}" r="6"/>'


def bar_plot(bars: Sequence[Bar], about: str) -> str:
    """An SVG of lying bars from 0, each with a thin line on to its whisker and its label behind."""
    longest = max((bar.whisker for bar in bars), default=1.0) or 1.0
    room = _WIDTH - _LABEL_ROOM - 116
    body = []
    for row, bar in enumerate(bars):
        y = 10 + row * 40
        width, reach = room * bar.value / longest, room * bar.whisker / longest
        body.append(f'<text x="{_LABEL_ROOM - 8}" y="{y + 18}" text-anchor="end">{escape(bar.title)}</text>')
        body.append(
            f'<rect class="bar c{bar.colour}" x="{_LABEL_ROOM}" y="{y}" width="{max(1.0, width):.1f}" height="26"/>'
        )
        body.append(
            f'<line class="whisker" x1="{_LABEL_ROOM}" x2="{_LABEL_ROOM + reach:.1f}" y1="{y + 13}" y2="{y + 13}"/>'
        )
        body.append(f'<text x="{_LABEL_ROOM + reach + 8:.1f}" y="{y + 18}">{escape(bar.label)}</text>')
    return _svg(len(bars) * 40 + 16, about, body)


def _svg(height: int, about: str, body: Sequence[str]) -> str:
    label = escape(about, quote=True)
    return f'<svg viewBox="0 0 {_WIDTH} {height}" role="img" aria-label="{label}">{"".join(body)}</svg>'


def _legend(lines: Sequence[Line]) -> str:
    items = (
        f'<li><svg viewBox="0 0 36 10" aria-hidden="true"><line class="line c{line.colour}" '
        f'stroke-dasharray="{_DASHES[line.colour % len(_DASHES)]}" x1="0" x2="36" y1="5" y2="5"/></svg>'
        f"{escape(line.title)}</li>"
        for line in lines
    )
    return f'<ul class="legend">{"".join(items)}</ul>'


def _x(share: float) -> float:
    return _LEFT + share * _INNER_WIDTH


def _y(share: float) -> float:
    return _TOP + (1 - share) * _INNER_HEIGHT


def _joined(places: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in places)


def _comma(value: float) -> str:
    return f"{value:.1f}".replace(".", ",")
