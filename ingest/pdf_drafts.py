"""Drafts: blocks of a PDF while they are being built."""

from __future__ import annotations

from dataclasses import dataclass, field

from ingest.blocks import BlockKind
from ingest.join_words import join_words
from ingest.pdf_columns import Line


@dataclass(slots=True)
class Draft:
    """A block while it is being built; superscripts in `text` are footnote marks or just that.

    `first` and `last` are its first and last line, `last_at` the position of the last among all lines.
    `named` is as in Block. `pages` says from which character on the text stands on which page. Indents
    are an item's: of its sign and of its text, in points from the edge of the column.
    """

    kind: BlockKind
    text: str
    first: Line
    last: Line
    last_at: int
    level: int = 0
    label: str = ""
    sign: str = ""
    named: bool = False
    sign_indent: float = 0.0
    text_indent: float = 0.0
    lines: int = 1
    pages: list[tuple[int, int]] = field(default_factory=list)

    def extend(self, at: int, line: Line, words: frozenset[str], *, with_break: bool = False) -> None:
        """Add a line; with a break it begins a new line of the text, else it goes on in it."""
        text = self.text + "\n" + line.text if with_break else join_words(self.text, line.text, words)
        if line.page_index != self.pages[-1][1]:
            self.pages.append((max(len(text) - len(line.text), 0), line.page_index))
        self.text, self.last, self.last_at, self.lines = text, line, at, self.lines + 1
