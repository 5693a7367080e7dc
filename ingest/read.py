"""A file → a publication."""

from __future__ import annotations

import codecs
import os
from collections.abc import Callable
from pathlib import Path

from ingest.blocks import Block, BlockKind, Reading, mend_breaks, mend_items
from ingest.errors import UnreadableError
from ingest.law_references import find_law_refs
from ingest.progress import Progress
from ingest.publication import Footnote, Publication
from ingest.read_html import read_html
from ingest.read_law import read_law
from ingest.read_pdf import read_pdf
from ingest.read_text import read_text
from ingest.settings import load_settings
from ingest.structure import build_sections


def read_publication(path: Path, *, id: str = "", title: str = "", progress: Progress | None = None) -> Publication:
    """Read any supported file. Raises UnreadableError, one sentence that names the file.

    `progress` is told how many pages of how many are read, for files that have pages.
    """
    if os.path.isdir(path):  # unlike Path.is_dir it does not raise where it may not look
        raise UnreadableError(f"{path}: it is a folder; name a file in it.")
    if path.suffix.lower() == _LAW:  # it says itself what is a § and needs no guessing
        return read_law(path, id=id, title=title).publication
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        known = ", ".join(sorted([*_READERS, _LAW]))
        raise UnreadableError(f"{path.name}: files of kind '{path.suffix}' cannot be read in; use one of {known}.")
    reading = reader(path, progress)
    blocks = reading.blocks
    if not any(block.kind is not BlockKind.HEADING for block in blocks):
        raise UnreadableError(f"{path.name}: no text was found in it; check that it is the right file.")
    footnotes = _footnotes(blocks)
    sections = build_sections(blocks, footnotes)
    name = title or next((section.title for section in sections if section.title), path.stem)
    warnings = (*reading.warnings, *_warnings(blocks, footnotes))
    return Publication(id or path.stem, name, reading.text, sections, footnotes, warnings)


def _read_pdf(path: Path, progress: Progress | None) -> Reading:
    return read_pdf(path, password=load_settings().pdf_password, progress=progress)


def _read_markdown(path: Path, _: Progress | None) -> Reading:
    text = _read_characters(path)
    return Reading(text, _mended(read_text(text, markdown=True)))


def _read_plain(path: Path, _: Progress | None) -> Reading:
    text = _read_characters(path)
    return Reading(text, _mended(read_text(text, markdown=False)))


def _mended(blocks: list[Block]) -> list[Block]:
    """Text has lost where it stood on the page; a PDF and HTML say themselves what belongs together."""
    return mend_items(mend_breaks(blocks))


def _read_html(path: Path, _: Progress | None) -> Reading:
    return read_html(path)


_READERS: dict[str, Callable[[Path, Progress | None], Reading]] = {
    ".htm": _read_html,
    ".html": _read_html,
    ".md": _read_markdown,
    ".pdf": _read_pdf,
    ".txt": _read_plain,
}


_LAW = ".xml"


def _read_characters(path: Path) -> str:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise UnreadableError(
            f"{path.name}: it cannot be opened ({error.strerror}); check its name and rights."
        ) from error
    if not raw.strip():
        raise UnreadableError(
            f"{path.name}: it is empty; put the publication's text in it or take it out of the catalog."
        )
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise UnreadableError(f"{path.name}: it is UTF-16, not UTF-8; save it as UTF-8.")
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
        *(f"Mærke {number} har ingen fodnote." for number in sorted(marked - noted)),
        *(f"Fodnote {number} har intet mærke i teksten." for number in sorted(noted - marked)),
        *(f"Mærke {number} står alene: et billedes mærke uden tekst." for number in sorted(pictures)),
    )
