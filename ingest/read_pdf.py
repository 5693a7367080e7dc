"""PDF → blocks: what stands on its pages in the order of reading, without headers and footers."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingest.blocks import Block, BlockKind, Reading
from ingest.errors import UnreadableError
from ingest.join_words import SOFT_HYPHEN
from ingest.mapped import MappedText
from ingest.open_pdf import PdfPage, open_pdf
from ingest.pdf_blocks import RAISED, Draft, draft_blocks
from ingest.pdf_columns import PageSheet, order_lines
from ingest.pdf_furniture import Sheet, find_furniture
from ingest.pdf_lines import LOWER, body_size, find_stretches
from ingest.publication import Mark

Progress = Callable[[int, int], None]

_UNIT = re.compile(r"\b[kcdm]?m$")  # "m²" is no mark
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
        sheets.append(Sheet(page.index, drawn.height if drawn else 0.0, stretches))
        pages.append(_page(page, sum(len(stretch.text) for stretch in stretches)))
        if progress is not None:
            progress(page.index + 1, file.page_count)
    if not any(page.letters for page in pages):
        raise UnreadableError(_why_empty(path.name, pages))
    furniture, printed = find_furniture(sheets)
    bodies = [
        PageSheet(page.index, page.width, tuple(s for at, s in enumerate(sheet.stretches) if at not in taken))
        for page, sheet, taken in zip(pages, sheets, furniture, strict=True)
    ]
    body = body_size(stretch for sheet in bodies for stretch in sheet.stretches)
    drafts = draft_blocks(order_lines(bodies, body), file.outline, body)
    labels = [page.label if page.label is not None else own for page, own in zip(pages, printed, strict=True)]
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
        ("cannot be read; get the file anew", lambda page: page.broken),
        ("without text: pictures or scans; what they say is not read in", lambda page: page.pictured),
        ("with text in fonts that do not say which letters they show; it is not read in", lambda page: page.unreadable),
        ("with text set sideways; it is not read in", lambda page: page.turned),
        ("so full of drawing that their end is not read in", lambda page: page.cut_short),
    )
    return tuple(
        f"{'Page' if len(numbers) == 1 else 'Pages'} {_ranges(numbers)} {what}."
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
    """The publication's text, and the blocks that point into it."""
    numbers, restarts = _note_numbers(drafts, labels)
    blocks: list[Block] = []
    text, length = list[str](), 0
    last = 0
    for draft in drafts:
        sign = {BlockKind.NOTE: draft.label, BlockKind.ITEM: draft.label or draft.sign}.get(draft.kind, "")
        prefix = sign + " " if sign else ""
        body = re.sub(r"[ \t]+", " ", draft.text.replace(SOFT_HYPHEN, "")) if SOFT_HYPHEN in draft.text else draft.text.replace("\t", " ")
        start = length + len(prefix)
        mapped = MappedText(body, tuple(range(start, start + len(body))))
        label, marks = draft.label, tuple[Mark, ...]()
        if draft.kind is BlockKind.NOTE:
            label = str(numbers[id(draft)].number)
        elif draft.kind is not BlockKind.PICTURE_MARK:
            mapped, marks, last = _take_marks(mapped, draft, list(numbers.values()), last)
        page = draft.first.page_index
        blocks.append(Block(draft.kind, mapped, draft.level, label, marks, page, labels[page]))
        text.append(prefix + body)
        length += len(prefix) + len(body) + 2
    return "\n\n".join(text), blocks, restarts


@dataclass(frozen=True, slots=True)
class _Note:
    """A note's printed number, the number it has here, and its page."""

    printed: int
    number: int
    page_index: int


def _note_numbers(drafts: list[Draft], labels: Sequence[str | None]) -> tuple[dict[int, _Note], tuple[str, ...]]:
    """Each note's number, by the draft's id. Where they start over they are counted on: a number
    must name one note."""
    numbers: dict[int, _Note] = {}
    restarts: list[str] = []
    base = highest = before = 0
    for draft in drafts:
        if draft.kind is not BlockKind.NOTE:
            continue
        printed, page = int(draft.label), draft.first.page_index
        if printed <= before:
            base = highest
            restarts.append(
                f"Footnotes start over on page {labels[page] or page + 1}: number {printed} is {base + printed} here."
            )
        numbers[id(draft)] = _Note(printed, base + printed, page)
        before, highest = printed, max(highest, base + printed)
    return numbers, tuple(restarts)


def _take_marks(mapped: MappedText, draft: Draft, notes: list[_Note], last: int) -> tuple[MappedText, tuple[Mark, ...], int]:
    """Take the footnote marks out of the text; superscripts that are none stay. `last` is the mark before."""
    marks, kept, at = list[Mark](), MappedText(), 0
    for match in RAISED.finditer(mapped.text):
        printed = int(match[1].translate(LOWER))
        page = max((start, page) for start, page in draft.pages if start <= match.start())[1]
        number = _number_of_mark(printed, page, notes)
        if number is None and last < printed <= last + 2 and not _UNIT.search(mapped.text[: match.start()]):
            number = printed  # its note is missing; the publication's check names it
        if number is None:
            continue
        kept += mapped[at : match.start()]
        marks.append(Mark(number, len(kept)))
        at, last = match.end(), number
    return (kept + mapped[at:] if marks else mapped), tuple(marks), last


def _number_of_mark(printed: int, page: int, notes: list[_Note]) -> int | None:
    """The note that a mark names: the one of that number on its page or soon after, else the only one."""
    same = [note for note in notes if note.printed == printed]
    near = [note for note in same if 0 <= note.page_index - page <= 2]
    if near:
        return min(near, key=lambda note: note.page_index).number
    return same[0].number if len(same) == 1 else None
