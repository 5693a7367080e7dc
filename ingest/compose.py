"""Drafts of blocks → the publication's text and the blocks that point into it.

For readers whose source is no plain text (PDF, HTML): the text is put together here, in the order of
reading, with footnote marks as superscript digits.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ingest.blocks import Block, BlockKind
from ingest.mapped import MappedText
from ingest.publication import Mark

SUPERSCRIPT = "⁰¹²³⁴⁵⁶⁷⁸⁹"
RAISE = str.maketrans("0123456789", SUPERSCRIPT)
LOWER = str.maketrans(SUPERSCRIPT, "0123456789")
# A mark with the space before it, and the comma to the next mark.
RAISED = re.compile(rf"[ \t]*([{SUPERSCRIPT}]{{1,3}})(?:,[ \t]*(?=[{SUPERSCRIPT}]))?")
_UNIT = re.compile(r"\b[kcdm]?m$")  # "m²" is no mark


@dataclass(frozen=True, slots=True)
class RawBlock:
    """A block whose `text` still holds its footnote marks, as superscript digits.

    `sign` is what stands before the text and is no part of it (a bullet). `label` and `named` are as in Block.
    """

    kind: BlockKind
    text: str
    level: int = 0
    label: str = ""
    sign: str = ""
    page_index: int | None = None
    page_label: str | None = None
    named: bool = False


# The number of the note that a mark names, from the block's position, the mark's place in its text
# and the number printed; None if there is no such note.
NumberOf = Callable[[int, int, int], int | None]


def compose(raws: Iterable[RawBlock], number_of: NumberOf) -> tuple[str, list[Block]]:
    """The whole text, and the blocks. Superscripts that are no marks stay in the text."""
    blocks: list[Block] = []
    parts: list[str] = []
    length = last = 0
    for position, raw in enumerate(raws):
        sign = raw.sign or (raw.label if raw.kind in (BlockKind.NOTE, BlockKind.ITEM) else "")
        prefix = sign + " " if sign else ""
        start = length + len(prefix)
        mapped, marks = MappedText(raw.text, tuple(range(start, start + len(raw.text)))), tuple[Mark, ...]()
        if raw.kind not in (BlockKind.NOTE, BlockKind.PICTURE_MARK, BlockKind.CONTENTS):
            mapped, marks, last = _take_marks(mapped, position, number_of, last)
        blocks.append(Block(raw.kind, mapped, raw.level, raw.label, marks, raw.page_index, raw.page_label, raw.named))
        parts.append(prefix + raw.text)
        length = start + len(raw.text) + 2
    return "\n\n".join(parts), [block for block in blocks if block.text]


def _take_marks(
    mapped: MappedText, position: int, number_of: NumberOf, last: int
) -> tuple[MappedText, tuple[Mark, ...], int]:
    """Take the marks out of a text; `last` is the number of the mark before it."""
    marks, kept, at = list[Mark](), MappedText(), 0
    for match in RAISED.finditer(mapped.text):
        printed = int(match[1].translate(LOWER))
        if printed in (2, 3) and _UNIT.search(mapped.text[: match.start()]):
            continue
        number = number_of(position, match.start(), printed)
        if number is None and printed == last + 1:
            number = printed  # its note is missing, which whoever reads the warnings must know
        if number is None:
            continue
        kept += mapped[at : match.start()]
        marks.append(Mark(number, len(kept)))
        at, last = match.end(), number
    return (kept + mapped[at:] if marks else mapped), tuple(marks), last
