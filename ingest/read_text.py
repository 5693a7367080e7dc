"""Text and Markdown → blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.blocks import Block, BlockKind, join_texts
from ingest.find_headings import find_headings
from ingest.mapped import MappedText
from ingest.publication import Mark

_HEADING = re.compile(r"(?P<hashes>#{1,6})\s+(?P<text>.*\S)")
_ITEM = re.compile(r"(?P<indent>[ \t]*)(?P<sign>[-*+•»●▪][ \t]+(?:»[ \t]+)?|(?P<label>\d{1,3}[.)])[ \t]+)(?=\S)")
_NOTE = re.compile(r"(?:<sup>(?P<sup>\d{1,3})</sup>|(?P<plain>\d{1,3}))[ \t\u00a0]+(?=\S)")
_PICTURE_MARK = re.compile(r"\d{1,3}")
_RULE = re.compile(r"[-_*=]{3,}")
_MARK = re.compile(r"<sup>(\d{1,3})</sup>")
# A line of a contents list: dot leaders and a page number at its end.
_CONTENTS = re.compile(r"\.{4,}\s*(?:</?b>|\t|\s)*\d{1,4}\b")
# Signs of emphasis and links; what they hold is text, they themselves are layout.
_LINK = re.compile(r"\[([^\]\n]+)\]\([^)\s]+\)")
_AUTOLINK = re.compile(r"<(https?://[^>\s]+)>")
_TAG = re.compile(r"</?(?:b|i|em|strong|u)>")
_STRONG = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*", re.DOTALL)
_EMPHASIS = re.compile(r"(?<![\w*])\*(?=[^\s*])([^*]+?)(?<=[^\s*])\*(?![\w*])", re.DOTALL)
_NUMBERED = re.compile(r"[ \t]*(\d{1,3})[.)][ \t]+(?=(\S))")
_DEEPER = 2  # columns that a sub-item is further in than the item above it
# In a file whose paragraphs are single long lines a line break ends a paragraph.
_LONG_LINE = 200


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str


def read_text(source: str, *, markdown: bool) -> list[Block]:
    """Blocks of a text in reading order; with `markdown` the signs of Markdown are layout.

    Without Markdown a line that stands alone, is short and is no sentence is taken for a heading.
    """
    lines = list(_lines(source))
    one_line_paragraphs = not markdown and max((len(line.text) for line in lines), default=0) > _LONG_LINE
    known_marks = {int(match[1]) for match in _MARK.finditer(source)}
    reader = _Reader(source, known_marks, _ordinals(lines), markdown=markdown)
    blocks = list(_blocks(reader, lines, one_line_paragraphs))
    return blocks if markdown else find_headings(source, blocks)


def _lines(source: str) -> Iterator[_Line]:
    at = 0
    for line in source.splitlines(keepends=True):
        yield _Line(at, at + len(line.rstrip()), line.rstrip())
        at += len(line)


def _ordinals(lines: list[_Line]) -> set[int]:
    """Starts of the lines whose number counts what follows: "15. december 2023", "1. udgave".

    They go on in lower case, and the numbered line before or after is no neighbour in a list.
    """
    numbered = [(line.start, match) for line in lines if (match := _NUMBERED.match(line.text))]
    none = -9
    numbers = [none, *(int(match[1]) for _, match in numbered), none]
    return {
        start
        for at, (start, match) in enumerate(numbered, start=1)
        if match[2].islower() and numbers[at - 1] != numbers[at] - 1 and numbers[at + 1] != numbers[at] + 1
    }


def _blocks(reader: _Reader, lines: list[_Line], one_line: bool) -> Iterator[Block]:
    for line in lines:
        bare = line.text.strip()
        if not bare or _RULE.fullmatch(bare):
            yield from reader.flush()
        elif heading := _HEADING.fullmatch(bare):
            yield from reader.flush()
            reader.open(BlockKind.HEADING, line, line.end - len(heading["text"]), level=len(heading["hashes"]))
            yield from reader.flush()
        elif _CONTENTS.search(bare):
            yield from reader.flush()
            yield Block(BlockKind.CONTENTS, reader.text_of(line))
        elif note := reader.starts_note(bare):
            yield from reader.flush()
            reader.open(
                BlockKind.NOTE,
                line,
                line.start + line.text.index(bare) + note.end(),
                label=note[1] or note[2],
            )
        elif item := reader.starts_item(line):
            yield from reader.flush()
            reader.open_item(line, item)
        elif reader.is_picture_mark(bare):
            yield from reader.flush()
            yield Block(BlockKind.PICTURE_MARK, reader.text_of(line), label=bare)
        else:
            if one_line and not reader.may_go_on(bare):
                yield from reader.flush()
            reader.add(line)
    yield from reader.flush()


class _Reader:
    """The block that is open, and what must be known to read the next line rightly."""

    def __init__(self, source: str, known_marks: set[int], ordinals: set[int], *, markdown: bool) -> None:
        self._source = source
        self._known_marks = known_marks
        self._ordinals = ordinals
        self._markdown = markdown
        self._open: Block | None = None
        self._more: list[MappedText] = []  # the lines of the open block after its first
        self._parents: list[tuple[str, int, int]] = []  # sign, indent, level of the items above
        self._last_note = 0

    def text_of(self, line: _Line) -> MappedText:
        return MappedText.of(self._source, line.start, line.end)

    def starts_item(self, line: _Line) -> re.Match[str] | None:
        return None if line.start in self._ordinals else _ITEM.match(line.text)

    def is_picture_mark(self, bare: str) -> bool:
        """A number alone among the footnotes, the next one, that no mark in the text names."""
        if not _PICTURE_MARK.fullmatch(bare):
            return False
        number = int(bare)
        if number != self._last_note + 1 or number in self._known_marks:
            return False
        self._last_note = number
        return True

    def starts_note(self, bare: str) -> re.Match[str] | None:
        """A note begins with its number: one that a mark in the text names, after the last note."""
        match = _NOTE.match(bare)
        if not match:
            return None
        number = int(match["sup"] or match["plain"])
        is_next = number in self._known_marks and number > self._last_note
        if not is_next or number > self._next_mark() + 1:
            return None
        self._last_note = number
        return match

    def _next_mark(self) -> int:
        return min((mark for mark in self._known_marks if mark > self._last_note), default=0)

    def open(self, kind: BlockKind, line: _Line, start: int, *, level: int = 0, label: str = "") -> None:
        if kind is BlockKind.HEADING:
            self._parents = []
        self._open = Block(kind, MappedText.of(self._source, start, line.end).strip(), level=level, label=label)

    def open_item(self, line: _Line, item: re.Match[str]) -> None:
        sign, label = item["sign"].strip(), item["label"] or ""
        kind = "»" if "»" in sign else "1" if label else sign
        level = self._level(kind, len(item["indent"].expandtabs(4)))
        self.open(BlockKind.ITEM, line, line.start + item.end(), level=level, label=label)

    def _level(self, sign: str, indent: int) -> int:
        """A "»" stands below the "-" before it, wherever a page break has put it; else by indent."""
        parents = self._parents
        if sign == "»":
            while parents and parents[-1][0] == "»":
                parents.pop()
            while len(parents) > 1:  # "»" is never deeper than the second level
                parents.pop()
        else:
            while parents and indent < parents[-1][1] + _DEEPER:
                parents.pop()
        level = parents[-1][2] + 1 if parents else 1
        parents.append((sign, indent, level))
        return min(level, 3)

    def may_go_on(self, bare: str) -> bool:
        last = self._more[-1] if self._more else self._open.mapped if self._open else MappedText()
        return self._open is not None and (bare[:1].islower() or last.text.endswith("-"))

    def add(self, line: _Line) -> None:
        if self._open is None:
            if not self._markdown:  # in Markdown a page break may stand within a list
                self._parents = []
            self.open(BlockKind.PARAGRAPH, line, line.start)
            return
        self._more.append(self.text_of(line).strip())

    def flush(self) -> Iterator[Block]:
        if self._open is None:
            return
        mapped = join_texts([self._open.mapped, *self._more])
        block = _without_layout(replace(self._open, mapped=mapped))
        self._open, self._more = None, []
        if block.text:  # a line may hold nothing but signs of layout
            yield block


def _without_layout(block: Block) -> Block:
    """Take the signs of layout out of a block's text and its footnote marks into `marks`."""
    mapped = block.mapped
    for pattern in (_LINK, _AUTOLINK, _STRONG, _EMPHASIS):
        mapped = mapped.without(pattern, group=1)
    mapped = mapped.without(_TAG)
    marks, taken = [], 0
    for match in _MARK.finditer(mapped.text):
        marks.append(Mark(int(match[1]), match.start() - taken))
        taken += len(match[0])
    return _strip(replace(block, mapped=mapped.without(_MARK), marks=tuple(marks)))


def _strip(block: Block) -> Block:
    """Take away the white space that stood beside signs of layout."""
    mapped = block.mapped.strip()
    cut = len(block.text) - len(block.text.lstrip())
    marks = tuple(Mark(mark.number, min(max(0, mark.at - cut), len(mapped))) for mark in block.marks)
    return replace(block, mapped=mapped, marks=marks)
