"""Text and Markdown → blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from ingest.blocks import Block, BlockKind, join_text
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
    blocks = list(_blocks(source, lines, known_marks, one_line_paragraphs))
    return blocks if markdown else list(_find_headings(blocks))


def _lines(source: str) -> Iterator[_Line]:
    at = 0
    for line in source.splitlines(keepends=True):
        yield _Line(at, at + len(line.rstrip()), line.rstrip())
        at += len(line)


def _blocks(source: str, lines: list[_Line], known_marks: set[int], one_line: bool) -> Iterator[Block]:
    reader = _Reader(source, known_marks)
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
            yield Block(BlockKind.CONTENTS, MappedText.of(source, line.start, line.end))
        elif note := reader.starts_note(bare):
            yield from reader.flush()
            reader.open(BlockKind.NOTE, line, line.start + line.text.index(bare) + note.end(), label=note[1] or note[2])
        elif item := _ITEM.match(line.text):
            yield from reader.flush()
            reader.open_item(line, item)
        elif _PICTURE_MARK.fullmatch(bare) and int(bare) == reader.last_note + 1 and int(bare) not in known_marks:
            yield from reader.flush()
            reader.last_note = int(bare)
            yield Block(BlockKind.PICTURE_MARK, MappedText.of(source, line.start, line.end), label=bare)
        else:
            if one_line and not reader.may_go_on(bare):
                yield from reader.flush()
            reader.add(line)
    yield from reader.flush()


class _Reader:
    """The block that is open, and what must be known to read the next line rightly."""

    def __init__(self, source: str, known_marks: set[int]) -> None:
        self._source = source
        self._known_marks = known_marks
        self._open: Block | None = None
        self._parents: list[tuple[str, int, int]] = []  # sign, indent, level of the items above
        self.last_note = 0

    def starts_note(self, bare: str) -> re.Match[str] | None:
        """A note begins with its number: one that a mark in the text names, after the last note."""
        match = _NOTE.match(bare)
        if not match:
            return None
        number = int(match["sup"] or match["plain"])
        is_next = number in self._known_marks and number > self.last_note
        if not is_next or number > self._next_mark() + 1:
            return None
        self.last_note = number
        return match

    def _next_mark(self) -> int:
        return min((mark for mark in self._known_marks if mark > self.last_note), default=0)

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
            while parents and (parents[-1][1] >= indent if parents[-1][0] != sign else parents[-1][1] >= indent):
                parents.pop()
        level = parents[-1][2] + 1 if parents else 1
        parents.append((sign, indent, level))
        return min(level, 3)

    def may_go_on(self, bare: str) -> bool:
        return self._open is not None and (bare[:1].islower() or self._open.text.endswith("-"))

    def add(self, line: _Line) -> None:
        if self._open is None:
            self.open(BlockKind.PARAGRAPH, line, line.start)
            return
        part = MappedText.of(self._source, line.start, line.end).strip()
        self._open = replace(self._open, mapped=join_text(self._open.mapped, part))

    def flush(self) -> Iterator[Block]:
        if self._open is not None and self._open.text:
            yield _without_layout(self._open)
        self._open = None


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
    return replace(block, mapped=mapped.without(_MARK), marks=tuple(marks))


_LINK_LINE = re.compile(r"\[.*\]|(?:Læs|Se|Hent|Find|Download|Gå til|Vis)\b[^:]*", re.IGNORECASE)
_LONGEST_TITLE = 120
_YEAR_AT_END = re.compile(r"\d{4}$")  # a byline or a date line: "Af Pernille Søndergaard 20/11/2023"


def _find_headings(blocks: list[Block]) -> Iterator[Block]:
    """In plain text: the first line is the title, and of the short lines that stand before a text the
    last is its heading."""
    for number, (block, following) in enumerate(zip(blocks, [*blocks[1:], None], strict=True)):
        text_follows = following is not None and not _is_title(following) and not _is_banner(following)
        if _is_title(block) and (number == 0 or text_follows or block.text.startswith("➔")):
            yield replace(block, kind=BlockKind.HEADING, level=1 if number == 0 else 2)
        elif _leads_in_paragraphs(block, following):
            yield replace(block, kind=BlockKind.HEADING, level=2)
        else:
            yield block


def _is_title(block: Block) -> bool:
    text = block.text
    return (
        block.kind is BlockKind.PARAGRAPH
        and len(text) <= _LONGEST_TITLE
        and (text[:1].isupper() or text.startswith(("➔", "...", "…", "'", '"')))
        and not text.endswith((".", ",", ":", ";", "!", "+"))
        and not _LINK_LINE.fullmatch(text)
        and not _YEAR_AT_END.search(text)
        and not _is_banner(block)
    )


def _is_banner(block: Block) -> bool:
    """Words in capitals only, or a bare number: decoration."""
    return block.kind is BlockKind.PARAGRAPH and block.text.upper() == block.text


def _leads_in_paragraphs(block: Block, following: Block | None) -> bool:
    """ "Projekter om børneinddragelse:" over paragraphs is a heading, over a list it is a lead-in."""
    short = block.kind is BlockKind.PARAGRAPH and len(block.text.split()) <= 6 and block.text.endswith(":")
    return short and following is not None and following.kind is BlockKind.PARAGRAPH
