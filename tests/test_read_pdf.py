"""PDFs of the kinds that the styrelse publishes, and those that cannot be read."""

from __future__ import annotations

import difflib
import io
from dataclasses import dataclass
from pathlib import Path

import pdf_maker
import pytest
from pdf_pages import HEIGHT, PARAGRAPH, WIDTH, Drawing, both, draw, lines, marked
from PIL import Image
from pypdf import PdfReader, PdfWriter
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from ingest.errors import UnreadableError
from ingest.join_words import join_words
from ingest.publication import Paragraph, Publication
from ingest.read import read_publication
from ingest.read_pdf import read_pdf

# The main publication, set in several layouts and read back


@dataclass(frozen=True)
class ReadBack:
    layout: pdf_maker.Layout
    labels: list[str]
    publication: Publication
    progress: list[tuple[int, int]]


@pytest.fixture(scope="module", params=pdf_maker.LAYOUTS, ids=lambda layout: layout.name)
def read_back(request, tmp_path_factory, main_publication) -> ReadBack:
    path = tmp_path_factory.mktemp("pdf") / "publication.pdf"
    labels = pdf_maker.make_pdf(main_publication, request.param, path)
    progress: list[tuple[int, int]] = []
    read = read_publication(path, progress=lambda done, all: progress.append((done, all)))
    return ReadBack(request.param, labels, read, progress)


def placed(publication: Publication) -> list[tuple[tuple[str, ...], Paragraph]]:
    """Each paragraph with the titles above it."""
    return [
        (tuple(section.title for section in chain), paragraph)
        for chain in publication.walk()
        for paragraph in chain[-1].paragraphs
    ]


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def tied(publication: Publication) -> dict[int, list[tuple[int, int]]]:
    """Paragraph and sentence, by their positions, of each footnote's marks."""
    found: dict[int, list[tuple[int, int]]] = {}
    for at, (_, paragraph) in enumerate(placed(publication)):
        for number, sentence in enumerate(paragraph.sentences):
            for footnote in sentence.footnotes:
                found.setdefault(footnote, []).append((at, number))
    return found


def law_refs(publication: Publication) -> list[tuple[object, ...]]:
    return [
        (at, ref.law, ref.paragraf, ref.letter, ref.stk, ref.nr, ref.paragraf_to, ref.footnote)
        for at, (_, paragraph) in enumerate(placed(publication))
        for sentence in paragraph.sentences
        for ref in sentence.law_refs
    ]


def characters_in_order(wanted: list[str], found: list[str]) -> float:
    """The share of the wanted characters that stand in the found texts, in order."""
    matched = 0
    for what, i1, i2, j1, j2 in difflib.SequenceMatcher(None, wanted, found, autojunk=False).get_opcodes():
        if what == "equal":
            matched += sum(map(len, wanted[i1:i2]))
            continue
        one, other = " ".join(wanted[i1:i2]), " ".join(found[j1:j2])
        matched += sum(block.size for block in difflib.SequenceMatcher(None, one, other, False).get_matching_blocks())
    return min(matched / sum(map(len, wanted)), 1.0)


def _shared(wanted: Publication, read_back: ReadBack) -> str:
    """How many section paths, list levels, ties of footnotes and law references are read back as they are."""
    figures = []
    for name, facts in {
        "section paths": lambda one: [tuple(section.title for section in chain) for chain in one.walk()],
        "list items": lambda one: [(at, text.level) for at, (_, text) in enumerate(placed(one)) if text.level],
        "footnotes at their sentences": lambda one: list(tied(one).items()),
        "notes": lambda one: [(note.number, plain(note.text)) for note in one.footnotes],
        "law references": law_refs,
    }.items():
        all_of, found = facts(wanted), facts(read_back.publication)
        figures.append(f"{sum(fact in found for fact in all_of)} of {len(all_of)} {name}")
    return ", ".join(figures)


def test_same_tree(read_back: ReadBack, main_publication: Publication) -> None:
    wanted, found = placed(main_publication), placed(read_back.publication)
    titles = [[section.title for section in chain] for chain in main_publication.walk()]
    assert [[section.title for section in chain] for chain in read_back.publication.walk()] == titles
    kinds = [(chain[-1].kind, chain[-1].number, chain[-1].short_title) for chain in main_publication.walk()]
    read_kinds = [(chain[-1].kind, chain[-1].number, chain[-1].short_title) for chain in read_back.publication.walk()]
    assert read_kinds == kinds
    assert [(path, text.level, text.label) for path, text in found] == [
        (path, text.level, text.label) for path, text in wanted
    ]
    assert [text.lead_in for _, text in found] == [plain(text.lead_in) for _, text in wanted]


def test_same_text(read_back: ReadBack, main_publication: Publication, capsys: pytest.CaptureFixture[str]) -> None:
    wanted = [plain(text.text) for _, text in placed(main_publication)]
    found = [text.text for _, text in placed(read_back.publication)]
    share = characters_in_order(wanted, found)
    same = sum(one == other for one, other in zip(wanted, found, strict=False))
    with capsys.disabled():
        print(
            f"\n  {read_back.layout.name}: {len(read_back.labels)} pages, {100 * share:.3f} % of characters in order, "
            f"{same} of {len(wanted)} paragraphs to the letter; the same: {_shared(main_publication, read_back)}"
        )
    assert share >= 0.995
    assert sum(map(len, found)) <= 1.005 * sum(map(len, wanted))


def test_same_footnotes(read_back: ReadBack, main_publication: Publication) -> None:
    read = read_back.publication
    assert [(note.number, note.text) for note in read.footnotes] == [
        (note.number, plain(note.text)) for note in main_publication.footnotes
    ]
    assert len(read.footnotes) == 112
    assert tied(read) == tied(main_publication)
    assert law_refs(read) == law_refs(main_publication)
    assert read.warnings == main_publication.warnings


def test_pages(read_back: ReadBack) -> None:
    labels = {text.page_index: text.page_label for _, text in placed(read_back.publication)}
    cover = {} if read_back.layout.labelled else {0: None}  # nothing is printed on it
    assert labels == {page: cover.get(page, read_back.labels[page]) for page in labels}
    assert len(labels) > 0.8 * len(read_back.labels)
    pages = len(read_back.labels)
    assert read_back.progress == [(done, pages) for done in range(1, pages + 1)]


def test_spans(read_back: ReadBack) -> None:
    text = read_back.publication.text
    for _, paragraph in placed(read_back.publication):
        for piece in paragraph.pieces:
            length = piece.end - piece.start
            assert text[piece.start : piece.end] == paragraph.text[piece.at : piece.at + length]
    for note in read_back.publication.footnotes:
        assert text[note.start : note.end] == note.text


def test_no_header_or_footer_in_the_text(read_back: ReadBack) -> None:
    layout, pages = read_back.layout, len(read_back.labels)
    around = {layout.footer(label, pages) for label in read_back.labels} | set(layout.headers)
    after_cover = [text.text for _, text in placed(read_back.publication) if text.page_index]
    assert not around & set(after_cover)
    assert not any(part in text for text in after_cover for part in around if "Side " in part or " | " in part)


# One thing at a time: pages drawn for the purpose


JOINED = " ".join(PARAGRAPH)


def texts(path: Path) -> list[str]:
    return [block.text for block in read_pdf(path).blocks]


def test_a_mark_is_no_number(tmp_path: Path) -> None:
    path = draw(
        tmp_path / "a.pdf",
        both(
            lines(*PARAGRAPH),
            marked(60, 730, ("Det følger af barnets lov, § 91", False), ("67", True), (", at der er en plan.", False)),
            marked(60, 700, ("Rummet er 20 m", False), ("2", True), (" stort", False), ("68,69", True), (".", False)),
            lines("67 Barnets lov, § 91, stk. 2.", "68 Lundy, 2007.", "69 Tusla, 2016.", y=80, size=7, leading=9),
        ),
    )
    publication = read_publication(path)
    found = [text for _, text in placed(publication)]
    assert found[1].text == "Det følger af barnets lov, § 91, at der er en plan."
    assert [(mark.number, mark.at) for mark in found[1].marks] == [(67, 31)]
    assert [ref.paragraf for sentence in found[1].sentences for ref in sentence.law_refs] == [91, 91]
    assert found[2].text == "Rummet er 20 m² stort."
    assert [mark.number for mark in found[2].marks] == [68, 69]
    assert [note.text for note in publication.footnotes] == [
        "Barnets lov, § 91, stk. 2.",
        "Lundy, 2007.",
        "Tusla, 2016.",
    ]


def test_a_note_goes_on_at_the_foot_of_the_next_page(tmp_path: Path) -> None:
    first = both(
        lines(*PARAGRAPH * 3),
        marked(60, 600, ("Sådan er det", False), ("1", True), (".", False)),
        lines("1 En note, der begynder her og ikke når at", y=60, size=7),
    )
    second = both(lines(*PARAGRAPH * 3), lines("blive færdig på den side.", y=60, size=7))
    publication = read_publication(draw(tmp_path / "a.pdf", first, second))
    assert [note.text for note in publication.footnotes] == [
        "En note, der begynder her og ikke når at blive færdig på den side."
    ]


def test_notes_that_start_over_keep_apart(tmp_path: Path) -> None:
    def page(note: str) -> Drawing:
        mark = marked(60, 700, (f"Det siger {note}", False), ("1", True), (".", False))
        return both(lines(*PARAGRAPH), mark, lines(f"1 {note}, 2023.", y=60, size=7))

    publication = read_publication(draw(tmp_path / "a.pdf", page("Lundy"), page("Tusla")))
    assert [(note.number, note.text) for note in publication.footnotes] == [
        (1, "Lundy, 2023."),
        (2, "Tusla, 2023."),
    ]
    marks = [mark.number for _, text in placed(publication) for mark in text.marks]
    assert marks == [1, 2]
    assert publication.warnings == ("Fodnoterne begynder forfra på side 2: nummer 1 hedder 2 her.",)


def test_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    def column(name: str, x: float, y: float, count: int = 9) -> Drawing:
        return lines(*(f"{name} linje {n} med en del flere ord" for n in range(count)), x=x, y=y)

    page = both(
        column("Højre", 310, 760),
        column("Nederst til højre", 310, 560),
        column("Venstre", 60, 760),
        column("Nederst til venstre", 60, 560),
        lines("Kort overskrift", y=610, size=18),
        lines("En boks på tværs af begge spalter, som har noget at sige om det hele og mere endnu.", y=420),
        lines("Efter boksen til venstre går teksten videre som", x=60, y=380),
        lines("og efter boksen til højre gør den det samme nu", x=310, y=380),
    )
    found = texts(draw(tmp_path / "a.pdf", page))
    whole = " ".join(found)
    order = ["Venstre linje 8", "Højre linje 0", "Højre linje 8", "Kort overskrift", "Nederst til venstre linje 0"]
    order += ["Nederst til højre linje 8", "En boks på tværs", "Efter boksen til venstre", "og efter boksen til højre"]
    places = [whole.find(part) for part in order]
    assert -1 not in places and places == sorted(places), whole


def test_lists(tmp_path: Path) -> None:
    page = both(
        lines("Det betyder, at du som rådgiver bør:", y=780),
        lines("•", y=760), lines("Tale med barnet om det, der skal ske, og", "lytte til det.", x=75, y=760),
        lines("»", x=75, y=730), lines("Helst alene, men", x=90, y=730),
        lines("–", x=90, y=715), lines("kun hvis barnet vil.", x=105, y=715),
        lines("•", y=700), lines("Skrive det ned.", x=75, y=700),
        lines("1. Først dette.", "2. Dernæst dette.", y=670),
        lines("Aftalen gælder for barnet, den unge og forældrene, og den skal kunne læses", "– og forstås", y=630),
    )  # fmt: skip
    blocks = read_pdf(draw(tmp_path / "a.pdf", page)).blocks
    assert [(block.level, block.label, block.text) for block in blocks] == [
        (0, "", "Det betyder, at du som rådgiver bør:"),
        (1, "", "Tale med barnet om det, der skal ske, og lytte til det."),
        (2, "", "Helst alene, men"),
        (3, "", "kun hvis barnet vil."),
        (1, "", "Skrive det ned."),
        (1, "1.", "Først dette."),
        (1, "2.", "Dernæst dette."),
        (
            0,
            "",
            "Aftalen gælder for barnet, den unge og forældrene, og den skal kunne læses – og forstås",
        ),
    ]


def test_a_contents_list_without_leaders(tmp_path: Path) -> None:
    entries = (("1", "Indledning", "3"), ("", "Formål", "4"), ("2", "Metode", "9"))
    page = both(
        lines("Indhold", size=20, y=780),
        *(lines(label, y=740 - 15 * n) for n, (label, _, _) in enumerate(entries) if label),
        *(lines(title, x=80, y=740 - 15 * n) for n, (_, title, _) in enumerate(entries)),
        *(lines(number, x=520, y=740 - 15 * n) for n, (_, _, number) in enumerate(entries)),
    )
    blocks = read_pdf(draw(tmp_path / "a.pdf", page, lines(*PARAGRAPH))).blocks
    assert [" ".join(block.text.split()) for block in blocks if block.kind.value == "contents"] == [
        "1 Indledning ..... 3",
        "Formål ..... 4",
        "2 Metode ..... 9",
    ]


def test_the_hyphen_of_a_line_may_say_that_it_is_one(tmp_path: Path) -> None:
    """Layout programs mark it: the text that it stands for is a soft hyphen."""
    path = draw(
        tmp_path / "plain.pdf",
        lines(*PARAGRAPH, "Rådgiveren bør kende ICS@", "metoden og den børne@", "faglige undersøgelse."),
    )
    writer = PdfWriter(clone_from=path)
    content = writer.pages[0].get_contents()
    assert content is not None
    data = content.get_data().replace(b"@) Tj", b") Tj /Span <</ActualText <FEFF00AD>>> BDC (-) Tj EMC")
    content.set_data(data)
    writer.pages[0].replace_contents(content)
    writer.write(tmp_path / "a.pdf")
    assert texts(tmp_path / "a.pdf")[-1].endswith("Rådgiveren bør kende ICSmetoden og den børnefaglige undersøgelse.")


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_pages(tmp_path: Path, turn: int) -> None:
    """A page that is stored on its side and shown upright."""

    def page(canvas: Canvas) -> None:
        canvas.translate(*{90: (WIDTH, 0), 180: (WIDTH, HEIGHT), 270: (0, HEIGHT)}[turn])
        canvas.rotate({90: 90, 180: 180, 270: 270}[turn])
        lines(*PARAGRAPH, y=500)(canvas)

    path = draw(tmp_path / "plain.pdf", page)
    writer = PdfWriter(clone_from=path)
    writer.pages[0].rotate(turn)
    writer.write(tmp_path / "a.pdf")
    assert texts(tmp_path / "a.pdf") == [JOINED]
    assert texts(path) == [JOINED]  # and one that nobody says is turned


def test_text_on_its_side_is_left_out_and_told_of(tmp_path: Path) -> None:
    def aside(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.rotate(90)
        for number, text in enumerate(PARAGRAPH * 2):
            canvas.drawString(100, -560 + 12 * number, text)
        canvas.restoreState()

    reading = read_pdf(draw(tmp_path / "a.pdf", both(aside, lines(*PARAGRAPH * 4))))
    assert [block.text for block in reading.blocks] == [JOINED] * 4
    assert reading.warnings == ("Side 1 har tekst på tværs af siden; den er ikke læst ind.",)


def test_bookmarks_say_how_deep_a_heading_stands(tmp_path: Path) -> None:
    def page(canvas: Canvas) -> None:
        for number, (title, level) in enumerate(
            (("Kapitel", 0), ("Afsnit", 1), ("Underafsnit", 2), ("Næste kapitel", 0))
        ):
            y = 780 - 100 * number
            lines(title, size=14, y=y)(canvas)
            lines(*PARAGRAPH, y=y - 30)(canvas)
            canvas.bookmarkPage(title)
            canvas.addOutlineEntry(title, title, level)

    blocks = read_pdf(draw(tmp_path / "a.pdf", page)).blocks
    assert [(block.text, block.level) for block in blocks if block.kind.value == "heading"] == [
        ("Kapitel", 1),
        ("Afsnit", 2),
        ("Underafsnit", 3),
        ("Næste kapitel", 1),
    ]


def test_headers_go_and_headings_stay(tmp_path: Path) -> None:
    def page(number: int) -> Drawing:
        return both(
            lines("Håndbog om barnets lov", y=815, size=8),
            lines(f"Anbefaling {number // 3 + 1}" if number % 3 == 0 else "Hvad siger loven?", y=780, size=14),
            lines(*PARAGRAPH * (3 + number % 4), y=750),
            lines(f"Side {number + 7}", y=30, x=500, size=8),
        )

    reading = read_pdf(draw(tmp_path / "a.pdf", *(page(number) for number in range(12))))
    found = [block.text for block in reading.blocks]
    assert not any("Håndbog" in text or text.startswith("Side") for text in found)
    assert [text for text in found if text.startswith("Anbefaling")] == [f"Anbefaling {n}" for n in (1, 2, 3, 4)]
    assert found.count("Hvad siger loven?") == 8
    assert {(block.page_index, block.page_label) for block in reading.blocks} == {(n, str(n + 7)) for n in range(12)}


@pytest.mark.parametrize(
    ("before", "after", "joined"),
    [
        ("han under-", "støttes", "han understøttes"),
        ("børne-", "og ungerådgiver", "børne- og ungerådgiver"),
        ("brug af ICS-", "metoden", "brug af ICS-metoden"),
        ("§§ 157-", "159", "§§ 157-159"),
        ("inden for 1-", "2 måneder", "inden for 1-2 måneder"),
        ("Social-", "Bolig", "Social-Bolig"),
        ("i et vi-", "deo-interview", "i et video-interview"),
        ("under\u00ad", "støttes", "understøttes"),
        ("ICS\u00ad", "metoden", "ICSmetoden"),
        ("se www.sbst.dk/", "boern", "se www.sbst.dk/boern"),
        ("https://sbst.dk/boern-", "og-unge", "https://sbst.dk/boern-og-unge"),
        ("https://sbst.dk/boe", "rn-unge/", "https://sbst.dk/boern-unge/"),
        ("findes på www.sbst.dk", "og andre steder", "findes på www.sbst.dk og andre steder"),
        ("barnet og/", "eller den unge", "barnet og/eller den unge"),
        ("2023 –", "2024", "2023 – 2024"),
        ("barnet", "og den unge", "barnet og den unge"),
        ("et tv-", "program", "et tv-program"),
    ],
)
def test_join_words(before: str, after: str, joined: str) -> None:
    assert join_words(before, after, frozenset({"tv-program"})) == joined


# What cannot be read


def picture(canvas: Canvas) -> None:
    data = io.BytesIO()
    Image.new("L", (60, 80), 128).save(data, "PNG")
    canvas.drawImage(ImageReader(io.BytesIO(data.getvalue())), 0, 0, WIDTH, HEIGHT)


def blank(canvas: Canvas) -> None:
    pass


def why_not(path: Path) -> str:
    """The error, which must be one sentence that names the file."""
    with pytest.raises(UnreadableError) as caught:
        read_publication(path)
    message = str(caught.value)
    assert path.name in message and "\n" not in message
    assert message.count(". ") == 0 and message.endswith(".") and len(message) < 250
    return message


def encrypt(source: Path, target: Path, password: str, algorithm: str) -> Path:
    writer = PdfWriter(clone_from=source)
    writer.encrypt(password, "ejerens", algorithm=algorithm)
    writer.write(target)
    return target


def test_broken_files(tmp_path: Path) -> None:
    whole = draw(tmp_path / "hel.pdf", lines(*PARAGRAPH)).read_bytes()
    for name, raw in {
        "tom.pdf": b"",
        "tekst.pdf": b"Det er ren tekst.",
        "støj.pdf": bytes(range(256)) * 40,
        "kort.pdf": whole[:300],
        "hoved.pdf": b"%PDF-1.7\n",
    }.items():
        (tmp_path / name).write_bytes(raw)
        assert "PDF" in why_not(tmp_path / name)
    assert "opened" in why_not(tmp_path / "væk.pdf")


def test_scanned_and_blank(tmp_path: Path) -> None:
    assert "text recognition" in why_not(draw(tmp_path / "skannet.pdf", picture, picture))
    assert "no text" in why_not(draw(tmp_path / "blank.pdf", blank))
    mixed = draw(tmp_path / "a.pdf", lines(*PARAGRAPH), picture, blank, picture, picture, lines(*PARAGRAPH))
    warnings = read_publication(mixed).warnings
    assert warnings == ("Siderne 2, 4-5 er sat som billede uden tekst; hvad der står der, er ikke læst ind.",)


@pytest.mark.parametrize("algorithm", ["RC4-128", "AES-128", "AES-256"])
def test_encrypted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, algorithm: str) -> None:
    plain_file = draw(tmp_path / "plain.pdf", lines(*PARAGRAPH))
    path = encrypt(plain_file, tmp_path / "låst.pdf", "hemmelig", algorithm)
    monkeypatch.delenv("PEJL_PDF_PASSWORD", raising=False)
    assert "PEJL_PDF_PASSWORD" in why_not(path)
    monkeypatch.setenv("PEJL_PDF_PASSWORD", "forkert")
    assert "does not open it" in why_not(path)
    monkeypatch.setenv("PEJL_PDF_PASSWORD", "hemmelig")
    assert [text.text for _, text in placed(read_publication(path))] == [JOINED]
    monkeypatch.delenv("PEJL_PDF_PASSWORD")
    open_to_all = encrypt(plain_file, tmp_path / "åben.pdf", "", algorithm)
    assert [text.text for _, text in placed(read_publication(open_to_all))] == [JOINED]


def test_one_broken_page_is_named(tmp_path: Path) -> None:
    path = draw(tmp_path / "hel.pdf", lines("Det første."), lines("Det andet."), lines("Det tredje."))
    assert len(PdfReader(path).pages) == 3
    writer = PdfWriter(clone_from=path)
    content = writer.pages[1]["/Contents"].get_object()
    content._data = b"no deflated data " * 10
    writer.write(tmp_path / "a.pdf")
    publication = read_publication(tmp_path / "a.pdf")
    assert publication.warnings == ("Side 2 kan ikke læses; hent filen igen.",)
    assert [text.page_index for _, text in placed(publication)] == [0, 2]
