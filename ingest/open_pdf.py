"""PDF files: opening them, and what pypdf knows of their pages."""

from __future__ import annotations

import logging
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.generic import ContentStream, Destination
from pypdf.generic._font import Font  # no public name; the widths of a font's glyphs stand nowhere else

from ingest.errors import UnreadableError
from ingest.pdf_pen import read_runs
from ingest.pdf_runs import IDENTITY, Drawn, Face, Form, Glyph, Matrix

# What pypdf says about small faults in a file helps nobody here; what cannot be read is told below.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)

_EMPTY = 20  # bytes; a packed stream that holds nothing is no longer
_FORCE_BOLD = 1 << 18  # in a font's flags
_BOLD_NAMES = ("bold", "black", "heavy", "demi", "cmbx", "sfbx", "-bd", "extrab")
_SYMBOL_NAMES = ("symbol", "dingbat", "wingding", "webding")
_LIGATURES = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
# A no-break space is layout in a PDF; zero-width characters and the byte order mark are nothing.
_CLEAN = {**_LIGATURES, 0xA0: " ", 0x200B: "", 0x200C: "", 0x200D: "", 0x2060: "", 0xFEFF: "", 0xFFFD: ""}
_CLEAN |= {code: "" for code in (*range(0x20), *range(0x7F, 0xA0)) if code not in (9, 10, 13)}
_CLEAN |= dict.fromkeys((9, 10, 13), " ")
# The codes that WinAnsiEncoding leaves free show a bullet.
_WINANSI_BULLETS = dict.fromkeys("\x7f\x81\x8d\x8f\x90\x9d", "•")


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A bookmark: `level` 1 is outermost, `page_index` counts from 0."""

    title: str
    level: int
    page_index: int


@dataclass(frozen=True, slots=True)
class PdfPage:
    """A page; `drawn` is None where its drawing is broken. `label` is what the file calls the page,
    None where the file has no labels of its own."""

    index: int
    label: str | None
    drawn: Drawn | None


@dataclass(slots=True)
class PdfFile:
    """An open file; `pages` reads it page by page."""

    name: str
    page_count: int
    outline: tuple[OutlineEntry, ...]
    _labels: list[str] | None
    _reader: PdfReader
    _faces: dict[object, Face | None] = field(default_factory=dict)

    def pages(self) -> Iterator[PdfPage]:
        for index in range(self.page_count):
            label = self._labels[index] if self._labels else None
            yield PdfPage(index, label, self._drawn(index))

    def _drawn(self, index: int) -> Drawn | None:
        try:
            page = self._reader.pages[index]
            width, height, base = _frame(page)
            resources = _Resources(_dictionary(page.get("/Resources")), self._reader, self._faces)
            content = page.get("/Contents")
            if content is None:
                return Drawn((), width, height)
            return read_runs(_data(content, self._reader), resources, base, width, height)
        except Exception:  # pypdf raises whatever a broken object leads to; the caller names the page
            return None


def open_pdf(path: Path, password: str = "") -> PdfFile:
    """Open a PDF. Raises UnreadableError if it is broken, has no pages or needs another password."""
    try:
        reader = PdfReader(path)
        locked = reader.is_encrypted and not (reader.decrypt("") or (password and reader.decrypt(password)))
        count = 0 if locked else len(reader.pages)
        if count:
            _ = reader.pages[0].mediabox
    except OSError as error:
        raise UnreadableError(
            f"{path.name}: it cannot be opened ({error.strerror}); check its name and rights."
        ) from error
    except Exception as error:  # pypdf raises whatever a broken object leads to
        raise UnreadableError(
            f"{path.name}: it is no whole PDF; get it anew, or open it in a PDF reader and save it again."
        ) from error
    if locked:
        wrong = "the password in PEJL_PDF_PASSWORD does not open it" if password else "it is encrypted"
        raise UnreadableError(f"{path.name}: {wrong}; put the password that opens it into PEJL_PDF_PASSWORD.")
    if not count:
        raise UnreadableError(f"{path.name}: it has no pages; get it anew.")
    return PdfFile(path.name, count, _outline(reader), _labels(reader), reader)


def _labels(reader: PdfReader) -> list[str] | None:
    try:
        return list(reader.page_labels) if "/PageLabels" in reader.root_object else None
    except Exception:  # labels are a convenience; without them the printed numbers are used
        return None


def _outline(reader: PdfReader) -> tuple[OutlineEntry, ...]:
    """The bookmarks in order, outermost first; none if they are broken."""
    found: list[OutlineEntry] = []

    def walk(entries: list[Any], level: int) -> None:
        for entry in entries:
            if isinstance(entry, list):
                walk(entry, level + 1)
            elif isinstance(entry, Destination) and (page := reader.get_destination_page_number(entry)) is not None:
                found.append(OutlineEntry(" ".join(str(entry.title).split()), level, page))

    try:
        walk(reader.outline, 1)
    except Exception:  # a broken outline is as good as none
        return ()
    return tuple(found)


def _frame(page: PageObject) -> tuple[float, float, Matrix]:
    """Width and height of the page as it is shown, and the matrix that turns it so."""
    box = page.cropbox
    left, bottom = float(box.left), float(box.bottom)
    width, height = float(box.width), float(box.height)
    if width <= 0 or height <= 0:
        left, bottom, width, height = 0.0, 0.0, 595.0, 842.0
    turn = int(page.get("/Rotate", 0) or 0) % 360
    if turn == 90:
        return height, width, (0.0, -1.0, 1.0, 0.0, -bottom, left + width)
    if turn == 180:
        return width, height, (-1.0, 0.0, 0.0, -1.0, left + width, bottom + height)
    if turn == 270:
        return height, width, (0.0, 1.0, -1.0, 0.0, bottom + height, -left)
    return width, height, (1.0, 0.0, 0.0, 1.0, -left, -bottom)


def _dictionary(value: Any) -> dict[Any, Any]:
    found = value.get_object() if hasattr(value, "get_object") else value
    return found if isinstance(found, dict) else {}


def _data(content: Any, reader: PdfReader) -> bytes:
    """The operators of a stream, or of several that go on one from the other.

    pypdf gives nothing for what it cannot unpack; that is no empty page, so it raises ValueError.
    """
    streams = content.get_object()
    data = ContentStream(streams, reader).get_data()
    parts = [part.get_object() for part in streams] if isinstance(streams, list) else [streams]
    packed = sum(int(part.get("/Length", 0)) for part in parts if isinstance(part, dict))
    if not data.strip() and packed > _EMPTY:
        raise ValueError("the drawing cannot be unpacked")
    return data


class _Resources:
    """Fonts and forms by the names that a page gives them. Faces are kept for the whole file."""

    def __init__(self, resources: dict[Any, Any], reader: PdfReader, faces: dict[object, Face | None]) -> None:
        self._fonts = _dictionary(resources.get("/Font"))
        self._forms = _dictionary(resources.get("/XObject"))
        self._properties = _dictionary(resources.get("/Properties"))
        self._reader = reader
        self._faces = faces
        self._named: dict[str, Face | None] = {}
        self._read: dict[str, Form | None] = {}

    def face(self, name: str) -> Face | None:
        if name not in self._named:
            font = self._fonts.raw_get(name) if name in self._fonts else None  # type: ignore[attr-defined]
            key = getattr(font, "idnum", None) or id(font)
            if key not in self._faces:
                self._faces[key] = _face(_dictionary(font))
            self._named[name] = self._faces[key]
        return self._named[name]

    def is_picture(self, name: str) -> bool:
        return bool(_dictionary(self._forms.get(name)).get("/Subtype") == "/Image")

    def form(self, name: str) -> Form | None:
        if name not in self._read:
            drawing = _dictionary(self._forms.get(name))
            self._read[name] = self._form(drawing) if drawing.get("/Subtype") == "/Form" else None
        return self._read[name]

    def _form(self, drawing: dict[Any, Any]) -> Form | None:
        inner = _dictionary(drawing.get("/Resources"))
        resources = _Resources(inner, self._reader, self._faces) if inner else self
        numbers = [float(value) for value in drawing.get("/Matrix", IDENTITY)]
        matrix: Matrix = (numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5])
        return Form(_data(drawing, self._reader), resources, matrix)

    def properties(self, name: str) -> dict[str, Any]:
        return _dictionary(self._properties.get(name))


def _face(font: dict[Any, Any]) -> Face | None:
    try:
        read = Font.from_font_resource(font)  # type: ignore[arg-type]
        name = read.name.lower()
        descriptor = read.font_descriptor
        flags, weight = descriptor.flags, descriptor.weight
        heavy = isinstance(weight, int | float) and weight >= 600
        bold = heavy or any(word in name for word in _BOLD_NAMES) or bool(int(flags) & _FORCE_BOLD)
        symbol = any(word in name for word in _SYMBOL_NAMES)
        ems, scale = _type3_scale(font)
        glyphs = _Glyphs(read, ems, winansi="/WinAnsiEncoding" in str(font.get("/Encoding")))
        return Face(glyphs, bold, symbol, _is_readable(read, font), scale)
    except Exception:  # a font that cannot be read shows nothing
        return None


def _is_readable(read: Font, font: dict[Any, Any]) -> bool:
    """A composite font without a table of characters gives glyph numbers, not text; one of music or
    symbols gives names that stand for no character."""
    codes = list(read.encoding.values()) if isinstance(read.encoding, dict) else []
    if sum(_is_unknown_name(read, code) for code in codes) > len(codes) / 2:
        return False
    numbers_only = read.sub_type == "Type0" and not read.character_map and "/ToUnicode" not in font
    named = str(font.get("/Encoding", ""))
    return read.interpretable and not (numbers_only and named.startswith("/Identity"))


def _is_unknown_name(font: Font, char: str) -> bool:
    """A glyph's name ("/trebleclef") where its character is asked for."""
    return char.startswith("/") and len(char) > 1 and char not in font.character_map


def _type3_scale(font: dict[Any, Any]) -> tuple[float, float]:
    """How many ems a width unit is, and the type size at font size 1.

    A Type 3 font has units of its own; the height of its box says how large its letters are.
    """
    if font.get("/Subtype") != "/Type3":
        return 0.001, 1.0
    units = abs(float(font["/FontMatrix"][0]))
    box = [float(value) for value in font["/FontBBox"]]
    scale = units * (box[3] - box[1])
    return (units / scale, scale) if scale > 0 else (units, 1.0)


class _Glyphs:
    """What the codes of a font stand for, looked up once each."""

    def __init__(self, font: Font, ems: float, *, winansi: bool) -> None:
        self._font = font
        self._ems = ems
        self._bullets = _WINANSI_BULLETS if winansi else {}
        self._known: dict[str, Glyph] = {}
        self._by_byte = isinstance(font.encoding, dict)

    def __call__(self, raw: bytes) -> list[Glyph]:
        known = self._known
        codes = raw.decode("latin-1") if self._by_byte else raw.decode(str(self._font.encoding), "surrogatepass")
        found = []
        for code in codes:
            glyph = known.get(code)
            if glyph is None:
                glyph = known[code] = self._glyph(code)
            found.append(glyph)
        return found

    def _glyph(self, code: str) -> Glyph:
        font = self._font
        char = font.encoding.get(ord(code), code) if isinstance(font.encoding, dict) else code
        unknown = _is_unknown_name(font, char)
        text = "" if unknown else str(font.character_map.get(char, self._bullets.get(char, char)))
        width = font.character_widths.get(code, font.character_widths.get("default", 500))
        text = "".join(char for char in text.translate(_CLEAN) if not "\ud800" <= char <= "\udfff")
        return Glyph(text, float(width) * self._ems, spaced=self._by_byte and code == " ")
