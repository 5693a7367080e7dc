"""Web pages as the styrelse's site sets them: the page's own text, and nothing of what stands around it."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.blocks import Block
from ingest.errors import UnreadableError
from ingest.publication import Publication
from ingest.read import read_publication
from ingest.read_html import read_html

PAGE = """<!DOCTYPE html>
<html lang="da">
<head>
  <meta charset="utf-8">
  <title>Anbefalinger om børneinddragelse | Social- og Boligstyrelsen</title>
  <style>.lead { color: red }</style>
  <script>document.write("<p>Skrevet af et program</p>")</script>
</head>
<body>
  <a class="skip-link" href="#main">Gå til hovedindhold</a>
  <div id="CybotCookiebotDialog"><h2>Vi bruger cookies</h2><p>Vælg, hvilke du vil have.</p><button>Ja</button></div>
  <header>
    <p>Social- og Boligstyrelsen</p>
    <nav><ul><li><a href="/">Forside</a></li><li>Børn</li></ul></nav>
    <form role="search"><label>Søg</label><input></form>
  </header>
  <ol class="breadcrumb"><li>Forside</li><li>Børn</li></ol>
  <main id="main">
    <article>
      <header><h1>Anbefalinger om børne&shy;inddragelse</h1><p class="lead">Sådan inddrager du barnet.</p></header>
      <p>Barnet har ret til at blive hørt<sup><a href="#fn1" id="r1">1</a></sup>, jf. §&nbsp;5, stk. 3<sup>2</sup>.
         Rummet er 20&nbsp;m<sup>2</sup>.</p>
      <h2><button aria-expanded="false">Hvad</button></h2>
      <p>Det betyder, at du bør:</p>
      <ul>
        <li>Tale med barnet.
          <ul><li>Helst alene
            <ol><li>først</li><li><p>dernæst</p><p>og igen.</p></li></ol></li></ul>
        </li>
        <li>Skrive det <em>hele</em> ned.</li>
      </ul>
      <p>Listen er slut.</p>
      <ol start="4"><li>Fire</li><li>Fem</li></ol>
      <h3>Frister</h3>
      <table><caption>Oversigt</caption>
        <tr><th>Trin</th><th>Frist</th></tr><tr><td>1</td><td>4 måneder</td></tr></table>
      <p>Edisonsvej 1<br>5000 Odense C</p>
      <details><summary>Læs mere</summary><p>Mere tekst.</p></details>
      <aside class="fact-box"><p>Fakta: barnets lov gælder fra 2024.</p></aside>
      <div class="share"><p>Del siden</p></div>
      <div style="display: none"><p>Skjult</p></div>
      <h2>Noter</h2>
      <ol class="footnotes"><li id="fn1"><p>Barnets lov, § 91, stk. 2. <a href="#r1">↩</a></p></li></ol>
      <p><sup>2</sup> Lundy, 2007.</p>
    </article>
  </main>
  <aside><h2>Relateret</h2><p>Andre sider</p></aside>
  <footer><p>CVR-nr. 26144698</p></footer>
</body>
</html>"""


def saved(folder: Path, content: str | bytes) -> Path:
    path = folder / "side.html"
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


def shown(block: Block) -> tuple[str, int, str, str]:
    return block.kind.value, block.level, block.label, block.text


def test_a_page(tmp_path: Path) -> None:
    assert [shown(block) for block in read_html(saved(tmp_path, PAGE)).blocks] == [
        ("heading", 1, "", "Anbefalinger om børneinddragelse"),
        ("paragraph", 0, "", "Sådan inddrager du barnet."),
        ("paragraph", 0, "", "Barnet har ret til at blive hørt, jf. § 5, stk. 3. Rummet er 20 m²."),
        ("heading", 2, "", "Hvad"),
        ("paragraph", 0, "", "Det betyder, at du bør:"),
        ("item", 1, "", "Tale med barnet."),
        ("item", 2, "", "Helst alene"),
        ("item", 3, "1.", "først"),
        ("item", 3, "2.", "dernæst\nog igen."),
        ("item", 1, "", "Skrive det hele ned."),
        ("paragraph", 0, "", "Listen er slut."),
        ("item", 1, "4.", "Fire"),
        ("item", 1, "5.", "Fem"),
        ("heading", 3, "", "Frister"),
        ("paragraph", 0, "", "Oversigt"),
        ("paragraph", 0, "", "Trin Frist"),
        ("paragraph", 0, "", "1 4 måneder"),
        ("paragraph", 0, "", "Edisonsvej 1\n5000 Odense C"),
        ("heading", 4, "", "Læs mere"),
        ("paragraph", 0, "", "Mere tekst."),
        ("paragraph", 0, "", "Fakta: barnets lov gælder fra 2024."),
        ("heading", 2, "", "Noter"),
        ("note", 0, "1", "Barnets lov, § 91, stk. 2."),
        ("note", 0, "2", "Lundy, 2007."),
    ]


def test_footnotes_and_spans(tmp_path: Path) -> None:
    publication = read_publication(saved(tmp_path, PAGE))
    first = publication.sections[0].paragraphs[1]
    assert [(mark.number, mark.at) for mark in first.marks] == [(1, 32), (2, 49)]
    assert first.sentences[0].footnotes == (1, 2)
    assert [(ref.law, ref.paragraf, ref.footnote) for ref in first.sentences[0].law_refs][-1] == ("BL", 91, 1)
    assert [(note.number, publication.text[note.start : note.end]) for note in publication.footnotes] == [
        (1, "Barnets lov, § 91, stk. 2."),
        (2, "Lundy, 2007."),
    ]
    for chain in publication.walk():
        for paragraph in chain[-1].paragraphs:
            for piece in paragraph.pieces:
                there = publication.text[piece.start : piece.end]
                assert paragraph.text[piece.at :].startswith(there)
    assert publication.warnings == ()


def test_the_tree(tmp_path: Path) -> None:
    publication = read_publication(saved(tmp_path, PAGE))
    assert publication.title == "Anbefalinger om børneinddragelse"
    assert [[section.title for section in chain][1:] for chain in publication.walk()][1:] == [
        ["Hvad"],
        ["Hvad", "Frister"],
        ["Hvad", "Frister", "Læs mere"],
        ["Noter"],
    ]


def words(publication: Publication) -> str:
    return " ".join(paragraph.text for chain in publication.walk() for paragraph in chain[-1].paragraphs)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("<p>Kun et afsnit</p>", "Kun et afsnit"),
        ("Slet ingen mærker, kun tekst", "Slet ingen mærker, kun tekst"),
        ("<p>Åben <b>fed <i>og skrå</b> tekst", "Åben fed og skrå tekst"),
        ("<div>Løs tekst<p>Afsnit</p>mere</div>", "Løs tekst Afsnit mere"),
        ("<table><tr><td><p>Layout</p></td><td><p>i tabel</p></td></tr></table>", "Layout i tabel"),
        ("<div class='cookie-politik'><p>Hele siden handler om cookies.</p></div>", "Hele siden handler om cookies."),
        ("<main></main><p>Uden for det tomme main.</p>", "Uden for det tomme main."),
        ("<p>Note<a href='#_ftn1'>[1]</a></p><div id='_ftn1'><p><a href='#_ftnref1'>[1]</a> Kilde.</p></div>", "Note"),
        ("<p>x<sup>2</sup> og H<sub>2</sub>O</p>", "x² og H2O"),
        ("<p>1&lt;2 &amp; 3&gt;2</p>", "1<2 & 3>2"),
        ("<html xmlns='http://www.w3.org/1999/xhtml'><body><p>XHTML</p></body></html>", "XHTML"),
        ("<?xml version='1.0' encoding='utf-8'?><html><body><p>Med erklæring</p></body></html>", "Med erklæring"),
    ],
)
def test_pages_of_all_kinds(tmp_path: Path, content: str, said: str) -> None:
    assert words(read_publication(saved(tmp_path, content))) == said


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    content = "<html><body><p>Børn på ø – og § 5</p></body></html>".encode(encoding)
    assert words(read_publication(saved(tmp_path, content))) == "Børn på ø – og § 5"


def test_a_declared_encoding(tmp_path: Path) -> None:
    content = "<html><head><meta charset='iso-8859-1'></head><body><p>Børn på ø</p></body></html>".encode("latin-1")
    assert words(read_publication(saved(tmp_path, content))) == "Børn på ø"


def test_a_page_without_headings_has_its_title(tmp_path: Path) -> None:
    publication = read_publication(saved(tmp_path, "<title>Om børn</title><p>Tekst.</p>"))
    assert [section.title for section in publication.sections] == ["Om børn"]


@pytest.mark.parametrize(
    "content", [b"", b"   ", b"<html></html>", b"<p></p>", b"\x89PNG\r\n\0\0\0", b"<script>x</script>"]
)
def test_unreadable(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(UnreadableError, match=r"^side\.html: [^\n]*\.$"):
        read_publication(saved(tmp_path, content))
