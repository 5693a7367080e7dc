"""PDF → blocks: what stands on its pages in the order of reading, without headers and footers."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.blocks import Block, BlockKind, Reading
from ingest.compose import RawBlock, compose
from ingest.errors import UnreadableError
from ingest.join_words import SOFT_HYPHEN
from ingest.open_pdf import PdfPage, open_pdf
from ingest.pdf_blocks import draft_blocks
from ingest.pdf_columns import PageSheet, order_lines
from ingest.pdf_drafts import Draft
from ingest.pdf_furniture import Sheet, find_furniture
from ingest.pdf_lines import body_size, find_stretches
from ingest.progress import Progress

_FEW = 10  # characters; a page with fewer beside a large picture is a picture
_MUCH_TURNED = 200  # characters; less is a label at the edge of the page


def read_pdf(path: Path, *, password: str = "", progress: Progress | None = None) -> Reading:
    """Read a PDF. `progress` is told after each page how many are read and how many there are.

    Raises UnreadableError: broken, encrypted with another password, or without any text.
    """
    file = open_pdf(path, password)
    sheets: list[Sheet] = []
    pages: list[_Page] = []
    for page in file.pages():
        drawn = page.drawn
        stretches = tuple(find_stretches(drawn.runs)) if drawn else ()
        sheets.append(Sheet(page.index, drawn.height if drawn else 0.0, stretches, page.label))
        pages.append(_page(page, sum(len(stretch.text) for stretch in stretches)))
        if progress is not None:
            progress(page.index + 1, file.page_count)
    if not any(page.letters for page in pages):
        raise UnreadableError(_why_empty(path.name, pages))
    body = body_size(stretch for sheet in sheets for stretch in sheet.stretches)
    furniture, printed = find_furniture(sheets, body)
    bodies = [
        PageSheet(page.index, page.width, tuple(s for at, s in enumerate(sheet.stretches) if at not in taken))
        for page, sheet, taken in zip(pages, sheets, furniture, strict=True)
    ]
    drafts = draft_blocks(order_lines(bodies, body), file.outline, body)
    labels = _labels(pages, printed)
    text, blocks, restarts = _compose(drafts, labels)
    return Reading(text, blocks, (*_page_warnings(pages), *restarts))


@dataclass(frozen=True, slots=True)
class _Page:
    """What is kept of a page for its label and for the warnings."""

    index: int
    width: float
    label: str | None
    letters: int
    broken: bool = False
    pictured: bool = False
    turned: bool = False
    unreadable: bool = False
    cut_short: bool = False


def _page(page: PdfPage, letters: int) -> _Page:
    drawn = page.drawn
    if drawn is None:
        return _Page(page.index, 0.0, page.label, 0, broken=True)
    return _Page(
        page.index,
        drawn.width,
        page.label,
        letters,
        pictured=drawn.pictured and letters < _FEW,
        turned=drawn.turned > _MUCH_TURNED,
        unreadable=drawn.unreadable > letters,
        cut_short=drawn.cut_short,
    )


def _labels(pages: Sequence[_Page], printed: Sequence[str | None]) -> list[str | None]:
    """What the file calls each page; what is printed there if it has no names, or only counts its pages."""
    counts = all(page.label in (None, str(page.index + 1)) for page in pages)
    if counts and sum(own is not None for own in printed) >= len(pages) / 2:
        return list(printed)
    return [page.label if page.label is not None else own for page, own in zip(pages, printed, strict=True)]


def _why_empty(name: str, pages: Sequence[_Page]) -> str:
    if all(page.broken for page in pages):
        return f"{name}: none of its pages can be read; get it anew, or open it in a PDF reader and save it again."
    if any(page.unreadable for page in pages):
        return f"{name}: its fonts do not say which letters they show; get it as a PDF with text that can be copied."
    if any(page.pictured for page in pages):
        return f"{name}: its pages are pictures without text; run text recognition on it first."
    return f"{name}: no text was found in it; check that it is the right file."


def _page_warnings(pages: Sequence[_Page]) -> tuple[str, ...]:
    kinds: tuple[tuple[str, Callable[[_Page], bool]], ...] = (
        ("kan ikke læses; hent filen igen", lambda page: page.broken),
        ("er sat som billede uden tekst; hvad der står der, er ikke læst ind", lambda page: page.pictured),
        (
            "har tekst i skrifter, der ikke siger, hvilke bogstaver de viser; den er ikke læst ind",
            lambda page: page.unreadable,
        ),
        ("har tekst på tværs af siden; den er ikke læst ind", lambda page: page.turned),
        ("har flere tegninger, end der kan læses; slutningen er ikke læst ind", lambda page: page.cut_short),
    )
    return tuple(
        f"{'Side' if len(numbers) == 1 else 'Siderne'} {_ranges(numbers)} {what}."
        for what, holds in kinds
        if (numbers := [page.index + 1 for page in pages if holds(page)])
    )


def _ranges(numbers: list[int]) -> str:
    """ "3, 5-8": page numbers counted from 1, as a PDF reader counts them."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and parts[-1][-1] == number - 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    return ", ".join(str(part[0]) if len(part) == 1 else f"{part[0]}-{part[-1]}" for part in parts)


def _compose(drafts: list[Draft], labels: Sequence[str | None]) -> tuple[str, list[Block], tuple[str, ...]]:
    """The publication's text, the blocks that point into it, and what to warn of."""
    notes, restarts = _number_notes(drafts, labels)
    raws = [
        RawBlock(
            draft.kind,
            re.sub(r"[ \t]+", " ", draft.text.replace(SOFT_HYPHEN, "")).strip(),
            draft.level,
            str(notes[position].number) if draft.kind is BlockKind.NOTE else draft.label,
            draft.sign if draft.kind is BlockKind.ITEM and not draft.label else "",
            draft.first.page_index,
            labels[draft.first.page_index],
            draft.named,
        )
        for position, draft in enumerate(drafts)
    ]

    def number_of(position: int, at: int, printed: int) -> int | None:
        page = max(pair for pair in drafts[position].pages if pair[0] <= at)[1]
        return _number_of_mark(printed, page, list(notes.values()))

    text, blocks = compose(raws, number_of)
    return text, blocks, restarts


@dataclass(frozen=True, slots=True)
class _Note:
    """A note's printed number, the number it has here, and its page."""

    printed: int
    number: int
    page_index: int


def _number_notes(drafts: list[Draft], labels: Sequence[str | None]) -> tuple[dict[int, _Note], tuple[str, ...]]:
    """Each note by the position of its draft. Where numbers start over they are counted on: a number
    must name one note."""
    notes: dict[int, _Note] = {}
    restarts: list[str] = []
    base = highest = before = 0
    for position, draft in enumerate(drafts):
        if draft.kind is not BlockKind.NOTE:
            continue
        printed, page = int(draft.label), draft.first.page_index
        if printed <= before:
            base = highest
            restarts.append(
                f"Fodnoterne begynder forfra på side {labels[page] or page + 1}: "
                f"nummer {printed} hedder {base + printed} her."
            )
        notes[position] = _Note(printed, base + printed, page)
        before, highest = printed, max(highest, base + printed)
    return notes, tuple(restarts)


def _number_of_mark(printed: int, page: int, notes: list[_Note]) -> int | None:
    """The note that a mark names: the one of that number on its page or soon after, else the only one."""
    same = [note for note in notes if note.printed == printed]
    near = [note for note in same if 0 <= note.page_index - page <= 2]
    if near:
        return min(near, key=lambda note: note.page_index).number
    return same[0].number if len(same) == 1 else None
