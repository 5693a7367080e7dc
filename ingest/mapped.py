"""Text that remembers, character by character, where in the source it stood."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from ingest.publication import Piece


@dataclass(frozen=True, slots=True)
class MappedText:
    """`text[i]` stood at offset `offsets[i]` of the source; -1 marks a space that a break became."""

    text: str = ""
    offsets: tuple[int, ...] = ()

    @classmethod
    def of(cls, source: str, start: int, end: int) -> MappedText:
        return cls(source[start:end], tuple(range(start, end)))

    @classmethod
    def space(cls, text: str = " ") -> MappedText:
        return cls(text, (-1,) * len(text))

    @classmethod
    def concat(cls, parts: Iterable[MappedText]) -> MappedText:
        parts = tuple(parts)
        return cls("".join(part.text for part in parts), tuple(chain(*(part.offsets for part in parts))))

    def __add__(self, other: MappedText) -> MappedText:
        return MappedText(self.text + other.text, self.offsets + other.offsets)

    def __getitem__(self, part: slice) -> MappedText:
        return MappedText(self.text[part], self.offsets[part])

    def __len__(self) -> int:
        return len(self.text)

    def strip(self) -> MappedText:
        start = len(self.text) - len(self.text.lstrip())
        return self[start : len(self.text.rstrip())] if self.text.strip() else MappedText()

    def without(self, pattern: re.Pattern[str], group: int = 0) -> MappedText:
        """Take out every match of `pattern` but what its group `group` holds (0: take out all)."""
        kept, at = [], 0
        for match in pattern.finditer(self.text):
            kept.append(self[at : match.start()])
            if group:
                kept.append(self[match.start(group) : match.end(group)])
            at = match.end()
        return MappedText.concat([*kept, self[at:]]) if at else self

    def pieces(self) -> tuple[Piece, ...]:
        """The stretches that stand in one run in the source."""
        found: list[Piece] = []
        offsets, at = self.offsets, 0
        while at < len(offsets):
            end = at + 1
            while end < len(offsets) and offsets[end] == offsets[end - 1] + 1 and offsets[at] >= 0:
                end += 1
            if offsets[at] >= 0:
                found.append(Piece(at, offsets[at], offsets[at] + end - at))
            at = end
        return tuple(found)
