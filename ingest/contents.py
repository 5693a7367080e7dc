"""Read a contents list, also one whose two columns were set side by side on the same lines."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ingest.blocks import Block, BlockKind

_TAG = re.compile(r"</?b>|\*\*")
# "3 Anbefalinger til … .... 38", "3. Anbefalinger …", "Formål og målgruppe .... 5"
_ENTRY = re.compile(r"(?:(?P<label>[IVXL]{1,4}|\d{1,2})\.?\s+)?(?P<title>\S.*?)[\s.]*\.{3,}[\s.]*(?P<page>\d{1,4})")


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of the contents list; a `label` ("3", "I") marks a chapter. `page` is as printed."""

    label: str
    title: str
    page: int


def read_contents(blocks: Iterable[Block]) -> tuple[ContentsEntry, ...]:
    """Entries in the order of reading: the whole left column, then the whole right one."""
    columns: tuple[list[ContentsEntry], ...] = ([], [])
    for block in blocks:
        if block.kind is BlockKind.CONTENTS:
            for column, entry in zip(columns, _entries(block.text), strict=False):
                if entry:
                    column.append(entry)
    return tuple(columns[0] + columns[1])


def _entries(line: str) -> list[ContentsEntry | None]:
    if "\t" not in line:
        return [_entry(line)]
    cells = [_TAG.sub("", cell).strip() for cell in line.split("\t")]
    rows = [cells[at : at + 3] for at in range(0, len(cells), 3)]  # label, title with leaders, page
    return [_entry(" ".join(row)) for row in rows]


def _entry(text: str) -> ContentsEntry | None:
    match = _ENTRY.fullmatch(_TAG.sub("", text).strip())
    return ContentsEntry(match["label"] or "", match["title"].strip(), int(match["page"])) if match else None


def same_title(one: str, other: str) -> bool:
    """Equal but for case, white space and punctuation."""
    return _key(one) == _key(other)


def _key(title: str) -> str:
    return re.sub(r"[\W_]+", " ", title).strip().lower()
