"""Take out of a text what a reader cannot see and a language model reads all the same.

Instructions can be hidden in Unicode tag characters, variation selectors, zero-width characters and bidi
controls; no Danish text needs any of them.
"""

from __future__ import annotations

import unicodedata

_KEPT = frozenset("\n\t")
_UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs", "Cn"})
_VARIATIONS = ((0xFE00, 0xFE0F), (0xE0100, 0xE01EF), (0x180B, 0x180F))


def is_hidden(char: str) -> bool:
    if char in _KEPT:
        return False
    code = ord(char)
    return unicodedata.category(char) in _UNSEEN or any(first <= code <= last for first, last in _VARIATIONS)


def strip_hidden(text: str) -> str:
    """The text without characters that leave no mark on the page; line breaks and tabs stay."""
    return "".join(char for char in text if not is_hidden(char))
