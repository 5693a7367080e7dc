"""Put together what the end of a line parted: words with a hyphen of the line's, addresses, ranges."""

from __future__ import annotations

import re
from collections.abc import Iterable

SOFT_HYPHEN = "\u00ad"
_LONGEST_WORD = 200  # characters; what stands farther from the end of the line has no say
_HYPHENS = ("-", "\u2010", "\u2011")
_WORD = re.compile(r"[^\W_]+(?:[-\u2010\u2011][^\W_]+)*")
_LAST_WORD = re.compile(r"[^\W_]+(?:[-\u2010\u2011][^\W_]+)*(?=[-\u2010\u2011]$)")
_HANGING = re.compile(r"(?:og|eller|samt|til|og/eller)\b")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S*$|\S+@\S*$")


def known_words(lines: Iterable[str]) -> frozenset[str]:
    """The words that stand whole on a line, in lower case."""
    words: set[str] = set()
    for line in lines:
        for match in _WORD.finditer(line.replace(SOFT_HYPHEN, "")):
            if line[match.end() : match.end() + 1] not in _HYPHENS:
                words.add(match[0].lower().replace("\u2010", "-").replace("\u2011", "-"))
    return frozenset(words)


def join_words(before: str, after: str, words: frozenset[str]) -> str:
    """The text of two lines as one; `words` tell a hyphen of the word from one of the line.

    >>> join_words("han under-", "støttes", frozenset())
    'han understøttes'
    >>> join_words("brug af ICS-", "metoden", frozenset())
    'brug af ICS-metoden'
    """
    if not before or not after:
        return before + after
    tail = before[-_LONGEST_WORD:]
    if before.endswith(SOFT_HYPHEN):
        return before[:-1] + after
    if _ADDRESS.search(tail) and _goes_on_in_address(tail, after):
        return before + after
    if before.endswith(_HYPHENS) and before[-2:-1].isalnum():
        if not after[0].islower():
            return before + after if after[0].isalnum() else before + " " + after
        if _HANGING.match(after):
            return before + " " + after
        return (before if _keeps_hyphen(tail, after, words) else before[:-1]) + after
    if before.endswith(("/", "–")) and before[-2:-1].strip() and after[0].isalnum():
        return before + after if before.endswith("/") or after[0].isdigit() else before + " " + after
    return before + " " + after


def _goes_on_in_address(before: str, after: str) -> bool:
    """An address is cut at its signs, or anywhere if it is longer than a line."""
    token = after.split(None, 1)[0]
    if not before[-1].isalnum() and before[-1] not in "/-_=&?#%":
        return False
    if before[-1] in "/-_=&?#%" or token[0] in "/-_=&?#%":
        return token[0].isascii() and not token[0].isspace()
    inside = re.search(r"\w[-/_=.]\w", token) is not None
    return inside and token[0].islower()


def _keeps_hyphen(before: str, after: str, words: frozenset[str]) -> bool:
    first, second = _LAST_WORD.search(before), _WORD.match(after)
    if first is None or second is None:
        return False
    if (first[0] + second[0]).lower() in words:
        return False
    if f"{first[0]}-{second[0]}".lower() in words:
        return True
    return not first[0][-1].islower()  # "ICS-", "18-"
