"""A page of a PDF publication as a picture, with quoted words marked: the one file that knows pypdfium2."""

from __future__ import annotations

import io
import threading
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image, ImageChops, ImageDraw

_WIDTH = 1240  # pixels: an A4 page at 150 dots an inch
_TALLEST = 3600  # pixels; a page that would be taller is made narrower
_SHORTEST = 16  # letters that must agree before a stretch of a broken quote is taken for its own
_MARK = (196, 228, 231)  # laid over the page as ink is: what is dark stays dark
_LINE = 3.0  # points by which characters of one line may stand higher or lower

_Box = tuple[float, float, float, float]
_lock = threading.Lock()  # PDFium must not be entered twice


class PictureError(Exception):
    """The page cannot be shown; the message says why."""


@dataclass(frozen=True, slots=True)
class _Letters:
    """The letters and digits of a page in the order of its text, and where each of them is drawn."""

    text: str
    at: tuple[int, ...]


@lru_cache(maxsize=64)
def page_count(path: Path, password: str = "") -> int:
    """How many pages a file has. Raises PictureError."""
    with _lock, _opened(path, password) as document:
        return len(document)


def find_page(path: Path, page_index: int, quote: str, password: str = "") -> int:
    """The page on which `quote` begins: `page_index`, or the one after it for what goes on there.

    Raises PictureError.
    """
    for index in (page_index, page_index + 1):
        if any(_stretches(_squashed(quote), _letters_of(path, index, password))):
            return index
    return page_index


@lru_cache(maxsize=1024)
def _letters_of(path: Path, page_index: int, password: str) -> _Letters:
    """The letters of a page; none where there is no such page."""
    with _lock, _opened(path, password) as document:
        if not 0 <= page_index < len(document):
            return _Letters("", ())
        return _letters(document[page_index].get_textpage())


def picture(path: Path, page_index: int, quotes: Sequence[str] = (), password: str = "") -> bytes:
    """The page as PNG, at most 1240 × 3600 pixels. Raises PictureError."""
    with _lock, _opened(path, password) as document:
        if not 0 <= page_index < len(document):
            raise PictureError(f"{path.name} has no page {page_index}")
        page = document[page_index]
        scale = min(_WIDTH / page.get_width(), _TALLEST / page.get_height())
        drawn = page.render(scale=scale).to_pil().convert("RGB")
        boxes = [box for quote in quotes for box in _boxes(page, quote)]
        corners = [_on_picture(page, box, scale, drawn.size) for box in boxes]
    ink = Image.new("RGB", drawn.size, "white")
    for left, top, right, bottom in corners:
        ImageDraw.Draw(ink).rectangle((left - 2, top - 2, right + 2, bottom + 2), fill=_MARK)
    file = io.BytesIO()
    ImageChops.multiply(drawn, ink).quantize(64).save(file, "PNG", optimize=True)
    return file.getvalue()


def _on_picture(page: pdfium.PdfPage, box: _Box, scale: float, size: tuple[int, int]) -> tuple[float, ...]:
    """A box of the page, which is measured from its lower left corner, in pixels from the upper left."""
    left, bottom, right, top = box
    from_left, from_bottom, _, _ = page.get_bbox()
    return (
        (left - from_left) * scale,
        size[1] - (top - from_bottom) * scale,
        (right - from_left) * scale,
        size[1] - (bottom - from_bottom) * scale,
    )


class _opened:
    """An open PDF, closed when the block is left."""

    def __init__(self, path: Path, password: str) -> None:
        try:
            self._document = pdfium.PdfDocument(path, password=password or None)
        except (pdfium.PdfiumError, OSError) as error:
            raise PictureError(f"{path.name}: {error}") from error

    def __enter__(self) -> pdfium.PdfDocument:
        return self._document

    def __exit__(self, *_: object) -> None:
        self._document.close()


def _boxes(page: pdfium.PdfPage, quote: str) -> Iterator[_Box]:
    """Where the words of a quote stand on a page, a box for each line of them."""
    text_page = page.get_textpage()
    letters = _letters(text_page)
    for start, end in _stretches(_squashed(quote), letters):
        drawn = sorted(set(letters.at[start:end]))
        yield from _lines(text_page.get_charbox(index, loose=True) for index in drawn)


def _lines(boxes: Iterable[_Box]) -> Iterator[_Box]:
    """Boxes of characters that follow one another on a line, as one."""
    line: _Box | None = None
    for box in boxes:
        if line and abs(line[1] - box[1]) < _LINE and box[0] > line[0]:
            line = (line[0], min(line[1], box[1]), max(line[2], box[2]), max(line[3], box[3]))
            continue
        if line:
            yield line
        line = box
    if line:
        yield line


def _letters(text_page: pdfium.PdfTextPage) -> _Letters:
    text, at = [], []
    for index in range(text_page.count_chars()):
        for letter in _squashed(text_page.get_text_range(index, 1)):
            text.append(letter)
            at.append(index)
    return _Letters("".join(text), tuple(at))


def _squashed(text: str) -> str:
    """Letters and digits alone: a line's end, a hyphen or a ligature makes no difference then."""
    return "".join(char for char in unicodedata.normalize("NFKC", text) if char.isalnum())


def _stretches(quote: str, letters: _Letters) -> Iterator[tuple[int, int]]:
    """Where a quote stands among the letters of a page.

    All of it in one stretch if it can be; else what of it stands together, as where a note's number or a column's end
    comes between.
    """
    whole = letters.text.find(quote) if quote else -1
    if whole >= 0:
        yield whole, whole + len(quote)
        return
    done, last = 0, 0
    while done + _SHORTEST <= len(quote):
        length, start = _longest(quote[done:], letters.text, last)
        if length:
            yield start, start + length
            last = start + length
        done += length or 1


def _longest(quote: str, text: str, last: int) -> tuple[int, int]:
    """The longest beginning of `quote` in `text`, after `last` if it is there: its length and start."""
    found = (0, 0)
    for source_start in (last, 0):
        start = text.find(quote[:_SHORTEST], source_start)
        while start >= 0:
            length = _SHORTEST
            while length < len(quote) and text[start + length : start + length + 1] == quote[length]:
                length += 1
            found = max(found, (length, start), key=lambda item: item[0])
            start = text.find(quote[:_SHORTEST], start + 1)
        if found[0]:
            break
    return found
