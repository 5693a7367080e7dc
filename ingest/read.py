"""A file → a publication."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from ingest.blocks import Block, BlockKind, mend_breaks, mend_items
from ingest.errors import UnreadableError
from ingest.law_references import find_law_refs
from ingest.publication import Footnote, Publication
from ingest.read_text import read_text
from ingest.structure import build_sections


def read_publication(path: Path, *, id: str = "", title: str = "") -> Publication:
    """Read any supported file. Raises UnreadableError, one sentence that names the file."""
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        known = ", ".join(sorted(_READERS))
        raise UnreadableError(f"{path.name}: files of kind '{path.suffix}' cannot be read in; use one of {known}.")
    text = _read_characters(path)
    blocks = mend_items(mend_breaks(reader(text)))
    if not any(block.kind is not BlockKind.HEADING for block in blocks):
        raise UnreadableError(f"{path.name}: no text was found in it; check that it is the right file.")
    footnotes = _footnotes(blocks)
    sections = build_sections(blocks, footnotes)
    name = title or next((section.title for section in sections if section.title), path.stem)
    return Publication(id or path.stem, name, text, sections, footnotes, _warnings(blocks, footnotes))


_READERS: dict[str, Callable[[str], list[Block]]] = {
    ".md": lambda text: read_text(text, markdown=True),
    ".txt": lambda text: read_text(text, markdown=False),
}


def _read_characters(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise UnreadableError(f"{path.name}: it cannot be opened ({error.strerror}); check its name and rights.") from error
    if not raw.strip():
        raise UnreadableError(f"{path.name}: it is empty; put the publication's text in it or take it out of the catalog.")
    if b"\0" in raw:
        raise UnreadableError(f"{path.name}: it is binary, not text; give it the ending of its real kind.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError(f"{path.name}: it is not UTF-8 (byte {error.start}); save it as UTF-8.") from error


def _footnotes(blocks: list[Block]) -> tuple[Footnote, ...]:
    return tuple(
        Footnote(
            number=int(block.label),
            text=block.text,
            start=block.mapped.offsets[0],
            end=block.mapped.offsets[-1] + 1,
            page_index=block.page_index,
            law_refs=find_law_refs(block.text, footnote=int(block.label)),
        )
        for block in blocks
        if block.kind is BlockKind.NOTE
    )


def _warnings(blocks: list[Block], footnotes: tuple[Footnote, ...]) -> tuple[str, ...]:
    marked = {mark.number for block in blocks for mark in block.marks}
    noted = {note.number for note in footnotes}
    pictures = {int(block.label) for block in blocks if block.kind is BlockKind.PICTURE_MARK}
    return (
        *(f"Mark {number} has no footnote." for number in sorted(marked - noted)),
        *(f"Footnote {number} has no mark in the text." for number in sorted(noted - marked)),
        *(f"Mark {number} stands alone: the mark of a picture, without text." for number in sorted(pictures)),
    )
