"""Runs: characters that stand side by side on a page, with place and size; and what showing them takes.

Nothing here knows the library that opened the file: fonts and forms come through `Resources`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Run:
    """Characters on one baseline. Points, from the lower left corner of the page as it is read;
    `x0` and `x1` bound what is seen (spaces at the ends are kept in `text` alone); the first word
    ends at `word_x1`."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    word_x1: float
    bold: bool = False
    symbol: bool = False
    artifact: bool = False


@dataclass(frozen=True, slots=True)
class Glyph:
    """What one code of a font stands for; `width` in ems, `spaced` where word spacing is added."""

    text: str
    width: float
    spaced: bool = False


@dataclass(frozen=True, slots=True)
class Face:
    """A font; `scale` is its type size in text units at font size 1, `readable` is false where the
    font does not say which characters its glyphs stand for."""

    glyphs: Callable[[bytes], list[Glyph]]
    bold: bool = False
    symbol: bool = False
    readable: bool = True
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class Form:
    """A drawing within the drawing."""

    data: bytes
    resources: Resources
    matrix: Matrix


class Resources(Protocol):
    def face(self, name: str) -> Face | None: ...

    def form(self, name: str) -> Form | None:
        """The form of that name; None if it is a picture or nothing."""

    def is_picture(self, name: str) -> bool: ...

    def properties(self, name: str) -> dict[str, Any]: ...


@dataclass(frozen=True, slots=True)
class Drawn:
    """What stands on a page. `turned` counts the characters that run in another direction than most
    and were left out, `unreadable` those of fonts that do not say what their glyphs mean."""

    runs: tuple[Run, ...]
    width: float
    height: float
    turned: int = 0
    unreadable: int = 0
    pictured: bool = False
    cut_short: bool = False
