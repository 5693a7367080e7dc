"""Put accents onto their letters: TeX sets "á" as two characters, one drawn over the other."""

from __future__ import annotations

import unicodedata

_COMBINING = {
    "`": "\u0300",
    "´": "\u0301",
    "ˆ": "\u0302",
    "^": "\u0302",
    "˜": "\u0303",
    "~": "\u0303",
    "¯": "\u0304",
    "˘": "\u0306",
    "˙": "\u0307",
    "¨": "\u0308",
    "˚": "\u030a",
    "˝": "\u030b",
    "ˇ": "\u030c",
    "¸": "\u0327",
    "˛": "\u0328",
}


def put_accent_on_next(before: str, after: str) -> tuple[str, str] | None:
    """Both texts, with the accent at the end of the first on the letter that begins the second; None if
    there is none, or no letter.

    >>> put_accent_on_next("Z¨", "urich")
    ('Z', 'ürich')
    """
    accent = _accent(before[-1:])
    return (before[:-1], _put(accent, after[0]) + after[1:]) if accent and after[:1].isalpha() else None


def put_accent_on_last(before: str, after: str) -> tuple[str, str] | None:
    """Both texts, with the accent that begins the second on the letter at the end of the first, or None.

    >>> put_accent_on_last("Franc", "¸ois")
    ('Franç', 'ois')
    """
    accent = _accent(after[:1])
    return (before[:-1] + _put(accent, before[-1]), after[1:]) if accent and before[-1:].isalpha() else None


def _accent(char: str) -> str:
    return char if char and unicodedata.combining(char) else _COMBINING.get(char, "")


def _put(accent: str, letter: str) -> str:
    letter = {"ı": "i", "ȷ": "j"}.get(letter, letter)  # dotless, to make room
    return unicodedata.normalize("NFC", letter + accent)
