"""Split Danish text into sentences.

A sentence ends at ".", "!", "?" or "…", with the quotes and brackets that close behind it, when white
space and then a capital, a digit, a "§" or an opening quote or bracket follows, and at a line break.
A full stop ends none

1. before lower case: "15. december", "m.v. og", "3. pkt. i loven";
2. after an abbreviation that something must follow: "fx", "bl.a.", "jf.", "pr. 1. april";
3. before a digit, after an abbreviation that counts: "nr. 6", "stk. 2", "s. 12" – but "§ 91, stk. 2. Barnet"
   and "500 kr. Barnet" are two sentences;
4. after an ordinal before a digit: "den 1. 2. 2024" – but "i 2023. 12 kommuner" is two sentences;
5. after an initial: "H. C. Andersen";
6. when only a number stands before it: "1. Tal med barnet" is one sentence.

"m.v.", "m.m.", "m.fl." and "osv." end a sentence when a capital follows, and so do numbers and letters
("§ 69 a. Barnet").
"""

from __future__ import annotations

import re

_NEVER_LAST = frozenset(
    {"fx", "f.eks", "eks", "jf", "jfr", "bl.a", "ca", "evt", "dvs", "d.v.s", "hhv", "vedr", "inkl", "ekskl"}
    | {"mht", "m.h.t", "ift", "i.f.t", "ifm", "i.f.m", "iht", "i.h.t", "ifbm", "pga", "p.g.a", "pr", "p.t"}
    | {"sml", "cf", "ang", "div", "smh", "dr", "cand", "forf", "red", "tidl", "gl", "chr"}
)
_COUNTS = frozenset(
    {"nr", "stk", "kap", "art", "afs", "pkt", "s", "d", "kl", "tlf", "kr", "str", "vol", "min", "maks", "max"}
    | {"jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "okt", "nov", "dec"}
)
_END = re.compile(r"[.!?…]+[\"”»«’')\]]*(?=\s|$)|\n")
_LAST_WORD = re.compile(r"[\w.]*$")
_OPENS = re.compile(r"[\"“”„»«’'(\[–-]*\s*[A-ZÀ-ÖØ-Þ0-9§]")
_LABEL = re.compile(r"\s*\(?\d{1,3}")
_LOOK = 40  # characters looked at before and behind a full stop; no abbreviation is longer


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences of `text`, in order, without the white space around them."""
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        if _ends_sentence(text, start, match):
            spans.append(_trim(text, start, match.end()))
            start = match.end()
    spans.append(_trim(text, start, len(text)))
    return [(start, end) for start, end in spans if start < end]


def _ends_sentence(text: str, start: int, match: re.Match[str]) -> bool:
    after = text[match.end() : match.end() + _LOOK].lstrip(" \t\u00a0")
    if match.group() == "\n" or not after or after.startswith("\n"):
        return True
    if not _OPENS.match(after):
        return False
    return not match.group().startswith(".") or not _is_abbreviation(text, start, match.start(), after)


def _is_abbreviation(text: str, start: int, stop: int, after: str) -> bool:
    """Whether the full stop at `stop` belongs to the word or number before it."""
    before = _LAST_WORD.search(text, max(start, stop - _LOOK), stop)
    word = before.group() if before else ""
    if word.lower() in _NEVER_LAST or _LABEL.fullmatch(text, start, stop):
        return True
    if after[0].isdigit():
        return word.lower() in _COUNTS or (word.isdigit() and len(word) < 3)
    return len(word) == 1 and word.isupper()


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), end - (len(part) - len(part.rstrip()))
