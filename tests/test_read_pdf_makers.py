"""What other people's PDFs taught: how TeX, word processors and layout programs set their pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from pdf_pages import PARAGRAPH, Drawing, both, draw, lines
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, NumberObject
from reportlab.pdfgen.canvas import Canvas

from ingest.read import read_publication
from ingest.read_pdf import read_pdf

JOINED = " ".join(PARAGRAPH)


def texts(path: Path) -> list[str]:
    return [block.text for block in read_pdf(path).blocks]


def depths(path: Path) -> list[tuple[int, str]]:
    return [(len(chain), chain[-1].title) for chain in read_publication(path).walk()]


def heading(title: str, y: float, size: float = 14, x: float = 60) -> Drawing:
    def page(canvas: Canvas) -> None:
        canvas.setFont("Helvetica-Bold", size)
        canvas.drawString(x, y, title)

    return page


# Headers, footers and page numbers

NAMES = "Formål Ansvar Samtale Plan Støtte Netværk Skole Familie Rettigheder Klage Tilsyn Ophør".split()


def body(number: int) -> tuple[str, ...]:
    return f"{NAMES[number]} er noget, der skal tales om i forløbet.", *PARAGRAPH


def test_a_header_may_name_chapters_and_sections(tmp_path: Path) -> None:
    """A chapter comes again if it is long, the section beside it on the same line does not."""

    def page(number: int) -> Drawing:
        return both(
            lines(f"OM {NAMES[number // 4 if number < 8 else number].upper()}", y=815, size=10),
            lines(f"AFSNIT {number}.{chr(97 + number)}", y=815, x=400, size=10),
            lines(*body(number), y=760),
        )

    assert texts(draw(tmp_path / "a.pdf", *map(page, range(12)))) == [
        text for number in range(12) for text in (body(number)[0], JOINED)
    ]


def test_a_header_may_change_with_each_page_beside_the_page_number(tmp_path: Path) -> None:
    def page(number: int) -> Drawing:
        return both(lines(f"{NAMES[-number]} {number + 5}", y=815, x=300, size=9), lines(*body(number), y=760))

    blocks = read_pdf(draw(tmp_path / "a.pdf", *map(page, range(8)))).blocks
    assert [block.text for block in blocks] == [text for number in range(8) for text in (body(number)[0], JOINED)]
    assert [block.page_label for block in blocks[::2]] == [str(number) for number in range(5, 13)]


def test_a_cover_has_the_header_elsewhere(tmp_path: Path) -> None:
    def page(number: int) -> Drawing:
        y = 770 if number == 0 else 810
        roman = ("i", "ii", "iii", "iv", "v", "vi")[number]
        return both(
            lines("TIL TJENESTEBRUG", y=y, x=240, size=10),
            lines(*PARAGRAPH, y=700),
            lines(roman, y=40 if number else 70, x=300, size=10),
        )

    blocks = read_pdf(draw(tmp_path / "a.pdf", *map(page, range(6)))).blocks
    assert {block.text for block in blocks} == {JOINED}
    assert [block.page_label for block in blocks] == ["i", "ii", "iii", "iv", "v", "vi"]


def test_printed_numbers_beat_a_file_that_only_counts_its_pages(tmp_path: Path) -> None:
    def page(number: int) -> Drawing:
        printed = "i" if number == 0 else str(number + 10)
        return both(lines(*body(number), y=700), lines(printed, y=40, x=300, size=9))

    writer = PdfWriter(clone_from=PdfReader(draw(tmp_path / "a.pdf", *map(page, range(8)))))
    writer.set_page_label(0, 7, "/D", start=1)
    writer.write(tmp_path / "b.pdf")
    blocks = read_pdf(tmp_path / "b.pdf").blocks
    assert [block.text for block in blocks] == [text for number in range(8) for text in (body(number)[0], JOINED)]
    assert [block.page_label for block in blocks[::2]] == [None, *map(str, range(11, 18))]


# Headings


def test_a_number_may_stand_far_before_its_heading(tmp_path: Path) -> None:
    page = both(
        heading("1.1", 780, 10),
        heading("Samtalen med barnet", 780, 10, x=95),
        lines(*PARAGRAPH, y=750),
        heading("C", 650, 10),  # a row of a table
        heading("24.1", 650, 10, x=95),
        lines(*PARAGRAPH, y=600),
    )
    blocks = read_pdf(draw(tmp_path / "a.pdf", page)).blocks
    assert [block.text for block in blocks if block.kind.value == "heading"] == ["1.1 Samtalen med barnet"]


def test_the_number_of_a_chapter_may_stand_above_its_name(tmp_path: Path) -> None:
    page = both(
        heading("Kapitel 3", 780, 12),
        heading("Samtalen", 755, 20),
        lines(*PARAGRAPH, y=720),
        heading("Kapitel 4", 620, 12),
        heading("Planen", 595, 20),
        lines(*PARAGRAPH, y=560),
        heading("Kapitel 5", 460, 20),
        heading("5.1 Støtten", 435, 12),
        lines(*PARAGRAPH, y=410),
    )
    assert depths(draw(tmp_path / "a.pdf", page)) == [
        (1, "Kapitel 3 Samtalen"),
        (1, "Kapitel 4 Planen"),
        (1, "Kapitel 5"),
        (2, "5.1 Støtten"),
    ]


CHAPTERS = (("1", "Formål"), ("1.1", "Baggrund"), ("1.1.1", "Loven"), ("2", "Samtalen"), ("2.1", "Ramme"))


def contents(*, leaders: str, numbers: tuple[str, ...] = ("i", "3", "4", "5", "6", "7")) -> Drawing:
    entries = [("", "Forord"), *CHAPTERS]
    rows = [
        f"{number} {title} {leaders} {page}".strip() for (number, title), page in zip(entries, numbers, strict=True)
    ]
    return both(heading("Indhold", 780), lines(*rows, y=750))


@pytest.mark.parametrize("leaders", ["....................", ".."])
def test_the_contents_list_says_how_deep_a_numbered_heading_stands(tmp_path: Path, leaders: str) -> None:
    """All headings look alike; what is chapter and what is below stands in their numbers."""
    below = [
        both(heading(f"{number} {title}", 780, 12), lines(*PARAGRAPH, y=750))
        for number, title in (("", "Forord"), *CHAPTERS)
    ]
    path = draw(tmp_path / "a.pdf", contents(leaders=leaders), *below)
    assert [pair for pair in depths(path) if pair[1][:1].isdigit()] == [
        (1, "1 Formål"),
        (2, "1.1 Baggrund"),
        (3, "1.1.1 Loven"),
        (1, "2 Samtalen"),
        (2, "2.1 Ramme"),
    ]


def test_bookmarks_of_several_levels_beat_the_contents_list(tmp_path: Path) -> None:
    titles = (("1 Formål", 0), ("Hvem den er for", 1), ("Bilag A Skemaer", 0), ("Skema til samtalen", 1))

    def page(title: str, level: int) -> Drawing:
        def drawn(canvas: Canvas) -> None:
            both(heading(title, 780, 12), lines(*PARAGRAPH, y=750))(canvas)
            canvas.bookmarkPage(title)
            canvas.addOutlineEntry(title, title, level)

        return drawn

    rows = [f"{title} ............ {number}" for number, (title, _) in enumerate(titles, 2)]
    front = both(heading("Indhold", 780), lines(*rows, y=750))
    path = draw(tmp_path / "a.pdf", front, *(page(*title) for title in titles))
    assert depths(path)[-4:] == [(level + 1, title) for title, level in titles]


# Letters and marks


def test_an_accent_is_put_on_its_letter(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        def after(text: str) -> float:
            return 60 + float(canvas.stringWidth(text, "Helvetica", 10))

        canvas.drawString(60, 780, "En caf")
        canvas.drawString(after("En caf") + 1, 780, "´")  # the accent first, as TeX has it
        canvas.drawString(after("En caf"), 780, "e i Z")
        canvas.drawString(after("En cafe i Z") + 1, 780, "¨")
        canvas.drawString(after("En cafe i Z"), 780, "urich.")
        canvas.drawString(60, 750, "Af Franc")
        canvas.drawString(after("Af Franc") - 4, 750, "¸")  # the letter first
        canvas.drawString(after("Af Franc"), 750, "ois.")
        canvas.drawString(60, 720, "Et ´ alene.")

    assert texts(draw(tmp_path / "a.pdf", page)) == ["En café i Zürich.", "Af François.", "Et ´ alene."]


def test_letters_may_be_set_into_each_other(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawString(60, 780, "Sat med T")
        x = 60 + canvas.stringWidth("Sat med T", "Helvetica", 10) - 1.7
        canvas.drawString(x, 777.8, "E")
        canvas.drawString(x + canvas.stringWidth("E", "Helvetica", 10) - 1.2, 780, "X i dag.")

    assert texts(draw(tmp_path / "a.pdf", page)) == ["Sat med TEX i dag."]


def test_names_of_glyphs_are_no_text(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        lines(*PARAGRAPH)(canvas)
        canvas._code.append("BT /Musik 10 Tf 60 700 Td (AB) Tj ET")

    writer = PdfWriter(clone_from=PdfReader(draw(tmp_path / "a.pdf", page)))
    names = ArrayObject([NumberObject(65), NameObject("/trebleclef"), NameObject("/barsingle")])
    encoding = DictionaryObject({NameObject("/Type"): NameObject("/Encoding"), NameObject("/Differences"): names})
    font = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Font"),
            NameObject("/Subtype"): NameObject("/Type1"),
            NameObject("/BaseFont"): NameObject("/Musik"),
            NameObject("/Encoding"): encoding,
        }
    )
    fonts = writer.pages[0]["/Resources"]["/Font"].get_object()  # type: ignore[index]
    fonts[NameObject("/Musik")] = font
    writer.write(tmp_path / "b.pdf")
    assert texts(tmp_path / "b.pdf") == [JOINED]


def test_a_mark_that_slipped_below_its_text(tmp_path: Path) -> None:
    """Its note stands on the page and no other mark names it; else it is a picture's."""
    note = lines("1 Lundy, 2007.", y=80, size=7)
    page = both(lines(*PARAGRAPH), lines("1", y=747, size=6), note, lines("25", y=500, x=300, size=6))
    publication = read_publication(draw(tmp_path / "a.pdf", page))
    (first,) = (paragraph for chain in publication.walk() for paragraph in chain[-1].paragraphs)
    assert [(mark.number, mark.at) for mark in first.marks] == [(1, len(JOINED))]
    assert [note.text for note in publication.footnotes] == ["Lundy, 2007."]
    assert publication.warnings == ("Mærke 25 står alene: et billedes mærke uden tekst.",)
