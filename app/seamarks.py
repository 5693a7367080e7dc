"""The four pejlemærker as a drawing: a compass, and around it the four cardinal marks of the sea.

A north mark carries two cones that point up, a south mark two that point down, an east mark a pair base to
base and a west mark a pair point to point. Each is a link with its name in plain text beside it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape

# Which way the upper and the lower cone point, and the bands of the mark from the top: dark or light.
_MARKS = (("up", "up", "dl"), ("up", "down", "dld"), ("down", "down", "ld"), ("down", "up", "ldl"))
_TOP, _BODY, _FOOT = 40, 40, 84  # heights in a mark's drawing


def compass_html(label: str, marks: Sequence[tuple[str, str, str, str]], middle: tuple[str, str, str]) -> str:
    """A list of links around a compass rose.

    Each mark is (address, kicker, name, note), four at most, clockwise from the top; `middle` is
    (address, name, note) for what stands in the midst of them.
    """
    items = "".join(_mark(number, *mark) for number, mark in enumerate(marks[: len(_MARKS)]))
    address, name, note = middle
    centre = (
        f'<li class="middle"><a href="{escape(address)}"><b>{escape(name)}</b> <span>{escape(note)}</span></a></li>'
    )
    return f'<nav class="compass" aria-label="{escape(label)}">{_rose()}<ul>{items}{centre}</ul></nav>'


def _mark(number: int, address: str, kicker: str, name: str, note: str) -> str:
    return (
        f'<li class="mark-{number + 1}"><a href="{escape(address)}">{seamark(number)}<span class="name">'
        f"<small>{escape(kicker)}</small> <b>{escape(name)}</b> <span>{escape(note)}</span></span></a></li>"
    )


def seamark(number: int) -> str:
    """The cardinal mark of a pejlemærke as a picture, 0 to 3: north, east, south, west."""
    upper, lower, bands = _MARKS[number]
    height = (_FOOT - _BODY) / len(bands)
    body = "".join(_band(_BODY + at * height, height, kind) for at, kind in enumerate(bands))
    return (
        '<svg class="seamark" viewBox="0 0 60 104" aria-hidden="true" focusable="false">'
        f'<path class="dark" d="M29 4h2v{_TOP - 4}h-2z"/>{_cone(6, upper)}{_cone(22, lower)}{body}'
        '<path class="hull" d="M14 84h32l-5 9H19z"/>'
        '<path class="wave" d="M2 95q7-5 14 0t14 0 14 0 14 0M10 101q5-4 10 0t10 0 10 0 10 0"/></svg>'
    )


def _cone(top: float, points: str) -> str:
    y = (top + 13, top) if points == "up" else (top, top + 13)
    return f'<path class="dark" d="M20 {y[0]}h20L30 {y[1]}z"/>'


def _band(top: float, height: float, kind: str) -> str:
    """A slice of the mark's body, which widens from 14 to 22 on its way down."""

    def half(y: float) -> float:
        return 7 + 4 * (y - _BODY) / (_FOOT - _BODY)

    a, b = half(top), half(top + height)
    shade = "dark" if kind == "d" else "light"
    path = f"M{30 - a:.1f} {top:.1f}H{30 + a:.1f}L{30 + b:.1f} {top + height:.1f}H{30 - b:.1f}z"
    return f'<path class="{shade}" d="{path}"/>'


def _rose() -> str:
    """The compass rose behind: rings, ticks and a star of eight points."""
    ticks = "".join(_ray(angle, 191 if angle % 30 else 187, 198) for angle in range(0, 360, 10))
    long = "".join(_point(angle, 72, 26) for angle in (0, 90, 180, 270))
    short = "".join(_point(angle, 64, 26) for angle in (45, 135, 225, 315))
    return (
        '<svg class="rose" viewBox="-200 -200 400 400" aria-hidden="true" focusable="false">'
        '<circle class="sea" r="198"/><circle class="ring" r="198"/><circle class="ring" r="187"/>'
        f'<path class="ticks" d="{ticks}"/>{short}{long}</svg>'
    )


def _ray(angle: int, inner: float, outer: float) -> str:
    (ax, ay), (bx, by) = _at(angle, inner), _at(angle, outer)
    return f"M{ax:.1f} {ay:.1f}L{bx:.1f} {by:.1f}"


def _point(angle: int, length: float, width: float) -> str:
    """A point of the star: one half filled, the other open, as compasses are drawn."""
    (tx, ty), (lx, ly), (rx, ry) = _at(angle, length), _at(angle - 45, width), _at(angle + 45, width)
    left = f"M0 0L{lx:.1f} {ly:.1f}L{tx:.1f} {ty:.1f}z"
    right = f"M0 0L{rx:.1f} {ry:.1f}L{tx:.1f} {ty:.1f}z"
    return f'<path class="star" d="{left}"/><path class="star open" d="{right}"/>'


def _at(angle: float, radius: float) -> tuple[float, float]:
    turned = math.radians(angle - 90)
    return radius * math.cos(turned), radius * math.sin(turned)
