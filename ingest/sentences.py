"""Split Danish text into sentences."""

from __future__ import annotations

import re

# After these a full stop never ends the sentence: something must follow ("jf. § 5", "fx. skole").
_NEVER_LAST = frozenset(
    "fx f.eks jf bl.a stk nr pkt kap ca evt dvs d.v.s hhv vedr tlf s kr pr maks max min inkl ekskl "
    "mht ift ifm iht pga p.g.a o.l.a m.h.t i.f.t i.f.m i.h.t art cand dr red udg vol sml cf ang afs "
    "div eksempelvis forf gl kl lign mio mia o.a.s str tidl".split()
)
# A full stop, question or exclamation mark with the quotes and brackets that close behind it, or a
# break that the source set. What stands before and after decides whether a sentence ends there.
_END = re.compile(r"[.!?…]+[\"”»’')\]]*(?=\s|$)|\n")
_LAST_WORD = re.compile(r"[\w.]*$")
_OPENS = re.compile(r"[\"“”»«’'(\[–-]*\s*[A-ZÆØÅÉÖÄÜ0-9§]")


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences of `text`, in order, without the white space around them."""
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        if match.end() < start or not _ends_sentence(text, match):
            continue
        spans.append((start, match.end()))
        start = match.end()
    spans.append((start, len(text)))
    return [span for span in (_trim(text, *span) for span in spans) if span[0] < span[1]]


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    if match.group() == "\n":
        return True
    after = text[match.end() :].lstrip()
    if not after:
        return True
    if not _OPENS.match(after):  # "15. december", "m.v. og", "stk. 2 og 3"
        return False
    if not match.group().startswith("."):
        return True
    before = _LAST_WORD.search(text, max(0, match.start() - 20), match.start())
    word = before.group().lower() if before else ""
    if word in _NEVER_LAST:
        return False
    if len(word) == 1 and word.isalpha() and text[match.start() - 1].isupper():  # initials: "A. M. Møller"
        return False
    # "2. og 3. pkt.", "1.-4. klasse": an ordinal goes on, in lower case; a number before "2023" is a date.
    return not (word.isdigit() and after[0].isdigit())


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), end - (len(part) - len(part.rstrip()))
