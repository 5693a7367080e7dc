"""Sets a publication as a PDF, as a layout program would: columns, notes at the foot, headers, hyphens.

The text comes from the parsed tree, so what is read back from the PDF can be held against it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import reportlab
from reportlab.lib.pagesizes import A4, A5, landscape
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from ingest.publication import Footnote, Paragraph, Publication, Section, SectionKind

SOFT_HYPHEN = "\u00ad"
_VOWELS = "aeiouyæøå"
_PARTS = ("Hvad", "Hvorfor", "Hvordan", "Hjælperedskaber")
_LABELS = {SectionKind.INTRODUCTION: "I", SectionKind.LEADER_CHAPTER: "5", SectionKind.LITERATURE: "L"}


@dataclass(frozen=True)
class Layout:
    """How a publication is set; lengths in points."""

    name: str
    page: tuple[float, float] = A4
    columns: int = 2
    margin: float = 55
    gutter: float = 18
    font: str = "Helvetica"
    bold: str = "Helvetica-Bold"
    size: float = 9.5
    leading: float = 12.5
    note_size: float = 7
    justified: bool = False
    indent: float = 0  # of a paragraph's first line; then there is no space between paragraphs
    signs: tuple[str, str, str] = ("•", "»", "–")
    soft_hyphens: bool = False
    ligatures: bool = False
    raise_by_moving: bool = False  # else by the operator for text rise
    word_by_word: bool = False
    shuffled: bool = False  # lines are drawn in any order
    boxed_lists: bool = False
    labelled: bool = True  # the file says what its pages are called: i, ii, iii, 1, 2 …
    outline: bool = False
    contents_columns: int = 1
    new_page_for_recommendations: bool = True
    footer: Callable[[str, int], str] = lambda label, pages: label
    headers: tuple[str, str] = ("", "")  # on even and odd pages; "{chapter}" is the running chapter

    @property
    def column_width(self) -> float:
        return (self.page[0] - 2 * self.margin - (self.columns - 1) * self.gutter) / self.columns


_ROOT = Path(reportlab.__file__).parent / "fonts"


def register_fonts() -> None:
    pdfmetrics.registerFont(TTFont("Vera", str(_ROOT / "Vera.ttf")))
    pdfmetrics.registerFont(TTFont("VeraBd", str(_ROOT / "VeraBd.ttf")))


LAYOUTS = (
    Layout(
        "A4, two columns, ragged, drawn in any order",
        shuffled=True,
        contents_columns=2,
        headers=("Anbefalinger til kvalitet i sagsbehandlingen", "{chapter}"),
    ),
    Layout(
        "A4, one column, justified, ligatures, outline",
        columns=1,
        margin=80,
        font="Vera",
        bold="VeraBd",
        size=10,
        leading=14.5,
        note_size=8,
        justified=True,
        indent=14,
        signs=("•", "–", "»"),
        soft_hyphens=True,
        ligatures=True,
        raise_by_moving=True,
        outline=True,
        footer=lambda label, pages: f"Side {label} af {pages}",
        headers=("Social- og Boligstyrelsen   {chapter}", "Børn, unge og familier i udsatte positioner"),
    ),
    Layout(
        "A4 across, two columns, justified, boxed lists, word by word",
        page=landscape(A4),
        margin=60,
        gutter=26,
        font="Times-Roman",
        bold="Times-Bold",
        size=10.5,
        leading=13,
        note_size=8,
        justified=True,
        signs=("•", "–", "»"),
        word_by_word=True,
        boxed_lists=True,
        labelled=False,
        new_page_for_recommendations=False,
        footer=lambda label, pages: f"{label} | Anbefalinger til kvalitet i sagsbehandlingen",
    ),
    Layout(
        "A5, one column, ragged, small",
        page=A5,
        columns=1,
        margin=45,
        size=8.5,
        leading=11,
        note_size=6.5,
        outline=True,
        new_page_for_recommendations=False,
        headers=("{chapter}", "{chapter}"),
        footer=lambda label, pages: f"– {label} –",
    ),
)


@dataclass
class _Word:
    """Letters without a space; the raised parts are footnote marks."""

    parts: list[tuple[str, bool]]

    @property
    def marks(self) -> list[int]:
        return [int(number) for text, raised in self.parts if raised for number in text.split(",")]


@dataclass
class _Line:
    words: list[_Word]
    size: float
    bold: bool
    indent: float = 0
    sign: str = ""
    sign_indent: float = 0
    last: bool = False
    before: float = 0  # white above it
    boxed: bool = False
    across: bool = False
    leaders: str = ""  # the page number that a line of the contents list leads to
    title: str = ""  # of a heading, on its first line
    level: int = 0


@dataclass
class _Page:
    drawings: list[Callable[[Canvas], None]] = field(default_factory=list)
    chapter: str = ""
    titles: list[tuple[str, int]] = field(default_factory=list)
    blank: bool = False


class _Setter:
    """Fills pages with lines, with the notes of each column at its foot."""

    def __init__(self, layout: Layout, notes: dict[int, Footnote], numbers: dict[str, str]) -> None:
        self.layout, self.notes, self.numbers = layout, notes, numbers
        self.pages: list[_Page] = []
        self.starts: dict[str, int] = {}  # page index by heading
        self.front = 0  # how many pages have Roman numbers
        self._top = layout.page[1] - layout.margin
        self._column = self._band_top = 0.0
        self._y = 0.0
        self._foot: list[_Line] = []
        self._carried: list[_Line] = []
        self._column = 0
        self.chapter = ""

    def new_page(self) -> None:
        self._draw_foot()
        self.pages.append(_Page(chapter=self.chapter))
        self._column, self._band_top, self._y = 0, self._top, self._top

    def skip(self, height: float) -> None:
        """Leave white below what was set."""
        self._y -= height if self._y != self._band_top else 0

    def blank_page(self) -> None:
        self.new_page()
        self.pages[-1].blank = True

    def _next_column(self) -> None:
        if self._column + 1 < self.layout.columns:
            self._draw_foot()
            self._column += 1
            self._y = self._band_top
        else:
            self.new_page()

    def _room(self) -> float:
        return self._y - self.layout.margin - self._foot_height()

    def _foot_height(self) -> float:
        return (8 if self._foot else 0) + len(self._foot) * self.layout.note_size * 1.25

    def set_lines(self, lines: list[_Line], *, keep: int = 0) -> None:
        """Set lines below each other; the first `keep` stay together."""
        for number, line in enumerate(lines):
            if line.across:
                self._set_across(line)
                continue
            height = line.size / self.layout.size * self.layout.leading
            notes = [note for word in line.words for mark in word.marks for note in self._note_lines(mark)]
            needed = height + line.before + (height * keep if number == 0 else 0)
            note_height = self.layout.note_size * 1.25
            if self._room() < needed + (note_height + 8 if notes else 0):
                self._next_column()
            at_top = self._y == self._band_top
            self._y -= height + (0 if at_top else line.before)
            self._place(line, self._x(), self.layout.column_width)
            for note in notes:
                target = self._foot if self._room() > note_height + 8 and not self._carried else self._carried
                target.append(note)

    def _set_across(self, line: _Line) -> None:
        """A heading over both columns: they end above it and begin again below."""
        height = line.size * 1.25
        if self._y - height < self.layout.margin:
            self.new_page()
        if line.before and (self._y != self._top or self._column):
            low = self.layout.margin + 160
            if self._column or self._foot or self._y < low:
                self.new_page()
        self._y -= height + (line.before if self._y != self._top else 0)
        self._place(line, self._x(), self.layout.page[0] - 2 * self.layout.margin)
        self._band_top = self._y - 6
        self._y = self._band_top

    def _x(self) -> float:
        return self.layout.margin + self._column * (self.layout.column_width + self.layout.gutter)

    def _note_lines(self, number: int) -> list[_Line]:
        note = self.notes.get(number)
        if note is None:
            return []
        layout = self.layout
        words = [_Word([(str(number), True)]), *_words(note.text, ())]
        lines = break_lines(words, layout, layout.column_width, layout.note_size, bold=False)
        lines[0].words[0] = _Word([(f"#{number}", False)])
        return lines

    def _draw_foot(self) -> None:
        if self._foot and self.pages:
            y = self.layout.margin + len(self._foot) * self.layout.note_size * 1.25
            x, rule = self._x(), y + 2
            self.pages[-1].drawings.append(lambda canvas: canvas.line(x, rule, x + 60, rule))
            for line in self._foot:
                y -= self.layout.note_size * 1.25
                self._draw(line, x, y + 2, self.layout.column_width)
        self._foot, self._carried = self._carried, []

    def _place(self, line: _Line, x: float, width: float) -> None:
        if line.title:
            self.starts.setdefault(line.title, len(self.pages) - 1)
            self.pages[-1].titles.append((line.title, line.level))
        if line.boxed:
            height, y = line.size * 1.6, self._y
            self.pages[-1].drawings.insert(0, lambda canvas: _shade(canvas, x, y - 3, width, height))
            x, width = x + 8, width - 16
        self._draw(line, x, self._y, width)

    def _draw(self, line: _Line, x: float, y: float, width: float) -> None:
        layout = self.layout
        self.pages[-1].drawings.append(lambda canvas: draw_line(canvas, layout, line, x, y, width))


def _shade(canvas: Canvas, x: float, y: float, width: float, height: float) -> None:
    canvas.saveState()
    canvas.setFillGray(0.92)
    canvas.rect(x, y, width, height, stroke=0, fill=1)
    canvas.restoreState()


# Lines


def _words(text: str, marks: tuple[tuple[int, int], ...]) -> list[_Word]:
    """Words of a text; `marks` are (place, number)."""
    words: list[_Word] = [_Word([])]
    marks_at: dict[int, list[str]] = {}
    for at, number in marks:
        marks_at.setdefault(at, []).append(str(number))
    for at in range(len(text) + 1):
        if at in marks_at:
            words[-1].parts.append((",".join(marks_at[at]), True))
        if at == len(text):
            break
        if text[at] == " ":
            words.append(_Word([]))
        elif words[-1].parts and not words[-1].parts[-1][1]:
            words[-1].parts[-1] = (words[-1].parts[-1][0] + text[at], False)
        else:
            words[-1].parts.append((text[at], False))
    return [word for word in words if word.parts]


def break_lines(
    words: list[_Word], layout: Layout, width: float, size: float, *, bold: bool, first_indent: float = 0
) -> list[_Line]:
    """Fill lines word by word, with hyphens where a word does not fit."""
    lines: list[_Line] = []
    row: list[_Word] = []
    room = width - first_indent
    space = _text_width(" ", layout, size, bold)
    queue = list(words)
    while queue:
        word = queue.pop(0)
        if _word_width(word, layout, size, bold) > width:  # an address is cut wherever the line ends
            text = word.parts[0][0]
            fit = next(n for n in range(len(text), 0, -1) if _text_width(text[:n], layout, size, bold) <= width)
            cut = text.rfind("/", 0, fit) + 1 or fit
            queue.insert(0, _Word([(text[cut:], False), *word.parts[1:]]))
            lines += [_Line(row, size, bold)] * bool(row) + [_Line([_Word([(text[:cut], False)])], size, bold)]
            lines[-1].last, row, room = True, [], width
            continue
        wide = _word_width(word, layout, size, bold) + (space if row else 0)
        if wide <= room:
            row.append(word)
            room -= wide
            continue
        parts = _hyphenate(word, layout, room - (space if row else 0), size, bold)
        if parts:
            row.append(parts[0])
            queue.insert(0, parts[1])
        elif row:
            queue.insert(0, word)
        else:
            row = [word]
        lines.append(_Line(row, size, bold))
        row, room = [], width
    lines.append(_Line(row, size, bold))
    lines[-1].last = True
    return [line for line in lines if line.words]


def _hyphenate(word: _Word, layout: Layout, room: float, size: float, bold: bool) -> tuple[_Word, _Word] | None:
    """The longest part of the word that fits, with its hyphen, and the rest."""
    text, raised = word.parts[0]
    if raised:
        return None
    letters = re.match(r"[\W\d_]*([^\W\d_]+(?:-[^\W\d_]+)*)", text)
    if letters is None or "www" in text:
        return None
    hyphen = SOFT_HYPHEN if layout.soft_hyphens else "-"
    for at in range(letters.end(1) - 3, letters.start(1) + 2, -1):
        if text[at - 1] == "-":
            left = text[:at]
        elif bold or "-" in text[at - 2 : at + 3] or not _may_break(text.lower(), at):
            continue
        else:
            left = text[:at] + hyphen
        if _text_width(left, layout, size, bold) <= room:
            return _Word([(left, False)]), _Word([(text[at:], False), *word.parts[1:]])
    return None


def _may_break(text: str, at: int) -> bool:
    return text[at - 1] in _VOWELS and text[at] not in _VOWELS and text[at + 1] in _VOWELS and text[:at].islower()


def _text_width(text: str, layout: Layout, size: float, bold: bool) -> float:
    return float(pdfmetrics.stringWidth(_glyphs(text, layout), layout.bold if bold else layout.font, size))


def _word_width(word: _Word, layout: Layout, size: float, bold: bool) -> float:
    return sum(_text_width(text, layout, size * (0.6 if raised else 1), bold) for text, raised in word.parts)


def _glyphs(text: str, layout: Layout) -> str:
    return text.replace("fi", "\ufb01").replace("fl", "\ufb02") if layout.ligatures else text


# Drawing


def draw_line(canvas: Canvas, layout: Layout, line: _Line, x: float, y: float, width: float) -> None:
    font = layout.bold if line.bold else layout.font
    if line.sign:
        _show(canvas, line.sign, x + line.sign_indent, y, font, line.size)
    x, width = x + line.indent, width - line.indent
    if line.leaders:
        _show_leaders(canvas, layout, line, x, y, width)
        return
    space = _text_width(" ", layout, line.size, line.bold)
    if layout.justified and not line.last and len(line.words) > 3:
        used = sum(_word_width(word, layout, line.size, line.bold) for word in line.words)
        space = min((width - used) / (len(line.words) - 1), 4 * space)
    plain = all(len(word.parts) == 1 and not word.parts[0][1] for word in line.words)
    if plain and not layout.word_by_word and not line.words[0].parts[0][0].startswith("#"):
        text = " ".join(word.parts[0][0] for word in line.words)
        extra = space - _text_width(" ", layout, line.size, line.bold)
        _show(canvas, _glyphs(text, layout), x, y, font, line.size, word_space=extra)
        return
    for word in line.words:
        for text, raised in word.parts:
            if text.startswith("#"):
                text, raised = text[1:], True
            size = line.size * (0.6 if raised else 1)
            rise = line.size * 0.35 if raised else 0
            _show(canvas, _glyphs(text, layout), x, y, font, size, rise=rise, moved=layout.raise_by_moving)
            x += _text_width(text, layout, size, line.bold)
        x += space


def _show(
    canvas: Canvas, text: str, x: float, y: float, font: str, size: float,
    *, rise: float = 0, moved: bool = False, word_space: float = 0,
) -> None:  # fmt: skip
    drawn = canvas.beginText(x, y + rise if moved else y)
    drawn.setFont(font, size)
    drawn.setRise(0 if moved else rise)
    drawn.setWordSpace(word_space)
    drawn.textOut(text)
    canvas.drawText(drawn)


def _show_leaders(canvas: Canvas, layout: Layout, line: _Line, x: float, y: float, width: float) -> None:
    text = " ".join(word.parts[0][0] for word in line.words)
    font = layout.bold if line.bold else layout.font
    dots = width - _text_width(text + " " + line.leaders, layout, line.size, line.bold)
    count = max(4, int(dots / _text_width(".", layout, line.size, line.bold)) - 2)
    _show(canvas, _glyphs(text, layout) + " " + "." * count, x, y, font, line.size)
    end = x + width - _text_width(line.leaders, layout, line.size, line.bold)
    _show(canvas, line.leaders, end, y, font, line.size)


# The publication


def make_pdf(publication: Publication, layout: Layout, path: Path) -> list[str]:
    """Write the PDF; the labels of its pages, in order."""
    register_fonts()
    numbers: dict[str, str] = {}
    for _ in range(2):  # the second time the contents list knows the page numbers
        setter = _Setter(layout, {note.number: note for note in publication.footnotes}, numbers)
        for section in publication.sections:
            _set_section(setter, section, publication, 1, "")
        setter.new_page()
        setter.new_page()  # draws what is left of the notes
        while not setter.pages[-1].drawings:
            setter.pages.pop()
        labels = _labels(setter)
        numbers = {title: labels[page] for title, page in setter.starts.items()}
    _write(setter, layout, path, labels)
    return labels


def _labels(setter: _Setter) -> list[str]:
    roman = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"]
    return [roman[at] if at < setter.front else str(at - setter.front + 1) for at in range(len(setter.pages))]


def _write(setter: _Setter, layout: Layout, path: Path, labels: list[str]) -> None:
    canvas = Canvas(str(path), pagesize=layout.page, invariant=1)
    chance = random.Random(1)
    width, height = layout.page
    for index, page in enumerate(setter.pages):
        drawings = list(page.drawings)
        if index and not page.blank:
            header = layout.headers[index % 2].format(chapter=page.chapter)
            footer = layout.footer(labels[index], len(labels))
            x = layout.margin if index % 2 else width - layout.margin
            draw = Canvas.drawString if index % 2 else Canvas.drawRightString
            drawings.insert(0, lambda c, d=draw, x=x, t=header: _small(c, layout, d, x, height - 32, t))
            drawings.append(lambda c, d=draw, x=x, t=footer: _small(c, layout, d, x, 28, t))
        if layout.shuffled:
            chance.shuffle(drawings)
        for drawing in drawings:
            drawing(canvas)
        for number, (title, level) in enumerate(page.titles):
            if layout.outline and level:
                canvas.bookmarkPage(f"{index}-{number}")
                canvas.addOutlineEntry(title, f"{index}-{number}", level - 1)
        canvas.showPage()
    if layout.labelled:
        canvas.addPageLabel(0, style="ROMAN_LOWER", start=1)
        canvas.addPageLabel(setter.front, style="ARABIC", start=1)
    canvas.save()


def _small(canvas: Canvas, layout: Layout, draw: Callable[..., None], x: float, y: float, text: str) -> None:
    canvas.setFont(layout.font, 7.5)
    draw(canvas, x, y, _glyphs(text, layout))


def _set_section(setter: _Setter, section: Section, publication: Publication, level: int, sign: str) -> None:
    layout = setter.layout
    if section.title == "Indhold":
        setter.new_page()
        _set_heading(setter, section, 1, across=True)
        _set_contents(setter, publication)
        setter.blank_page()
        setter.front = len(setter.pages)
        return
    chapter = level == 1 and section.kind is not SectionKind.FRONT
    recommendation = section.kind is SectionKind.RECOMMENDATION
    if level == 1:
        setter.chapter = section.title
    if level == 1 or (recommendation and layout.new_page_for_recommendations):
        setter.new_page()
    _set_heading(setter, section, level, across=chapter or recommendation or level == 1)
    _set_paragraphs(setter, section.paragraphs)
    if section.title == "Hjælperedskaber" and sign == "Anbefaling 1":
        _set_picture(setter)
    for below in section.sections:
        _set_section(setter, below, publication, level + 1, section.title if recommendation else sign)


def _set_heading(setter: _Setter, section: Section, level: int, *, across: bool) -> None:
    layout = setter.layout
    size = layout.size * (2.2, 1.7, 1.3, 1.12, 1.0)[min(level, 5) - 1]
    if level == 2 and not across:
        size = layout.size * 1.45
    width = layout.page[0] - 2 * layout.margin if across else layout.column_width
    lines = break_lines(_words(section.title, ()), layout, width, size, bold=True)
    for number, line in enumerate(lines):
        line.across = across and layout.columns > 1
        line.last, line.before = True, 0 if number else size
    lines[0].title, lines[0].level = section.title, level
    setter.set_lines(lines, keep=2)
    setter.skip(3)


def _set_contents(setter: _Setter, publication: Publication) -> None:
    layout = setter.layout
    parts = layout.contents_columns
    width = layout.column_width if parts == 2 or layout.columns == 1 else layout.page[0] - 2 * layout.margin
    rows: list[list[_Line]] = []
    for label, title, key, bold in _contents(publication):
        text = f"{label} {title}" if label else title
        lines = break_lines(_words(text, ()), layout, width - 40, layout.size, bold=bold)
        for line in lines:
            line.last, line.indent, line.before = True, 0 if label else 12, 0
            line.across = parts == 1 and layout.columns == 2
        lines[0].before = 5
        lines[-1].leaders = setter.numbers.get(key, "0")
        rows.append(lines)
    for lines in rows:
        if parts == 1 and layout.columns == 2:
            for line in lines:
                line.before = 0
        setter.set_lines(lines)


def _contents(publication: Publication) -> Iterator[tuple[str, str, str, bool]]:
    """Label, title, the heading it leads to, and whether it is a chapter."""
    for chapter in publication.sections:
        if chapter.kind is SectionKind.FRONT:
            continue
        label = _LABELS.get(chapter.kind) or str(chapter.number)
        yield label, chapter.title, chapter.title, True
        for section in chapter.sections:
            if section.kind is SectionKind.RECOMMENDATION:
                yield "", section.short_title, section.title, False
            elif chapter.kind is not SectionKind.PEJLEMAERKE:
                yield "", section.title, section.title, False


def _set_paragraphs(setter: _Setter, paragraphs: tuple[Paragraph, ...]) -> None:
    for number, paragraph in enumerate(paragraphs):
        start = 0
        for part, text in enumerate(paragraph.text.split("\n")):
            end = start + len(text)
            marks = tuple(
                (mark.at - start, mark.number)
                for mark in paragraph.marks
                if start < mark.at <= end or mark.at == start == 0
            )
            first = number == 0 and part == 0
            _set_text(setter, paragraph, _words(text, marks), goes_on=part > 0, after_heading=first)
            start = end + 1


def _set_text(setter: _Setter, paragraph: Paragraph, words: list[_Word], *, goes_on: bool, after_heading: bool) -> None:
    layout, level = setter.layout, paragraph.level
    boxed = layout.boxed_lists and level > 0
    step = layout.size * (2 if paragraph.label else 1.5)
    indent = level * step if level else 0
    first = layout.indent if layout.indent and not level and not after_heading else 0
    width = layout.column_width - indent - (16 if boxed else 0)
    lines = break_lines(words, layout, width, layout.size, bold=False, first_indent=first)
    for line in lines:
        line.indent, line.boxed = indent, boxed
    lines[0].indent += first
    lines[0].before = 0 if after_heading or (layout.indent and not level) else layout.size * 0.55
    if level and not goes_on:
        lines[0].sign = paragraph.label or layout.signs[level - 1]
        lines[0].sign_indent = indent - step
    elif goes_on:
        lines[0].before = layout.size * 0.55
    setter.set_lines(lines)


def _set_picture(setter: _Setter) -> None:
    """A picture with the mark of a note that was never set."""
    layout = setter.layout
    line = _Line([_Word([("25", True)])], layout.size, False, last=True, before=40)
    setter.set_lines([line])
