"""The other publications: their headings and paragraphs; and of all five that no word is lost."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from ingest.catalog import load_catalog, read_catalogued
from ingest.contents import read_contents
from ingest.law_references import format_law_ref
from ingest.laws import load_laws
from ingest.publication import Paragraph, Publication
from ingest.read_text import read_text

ROOT = Path(__file__).resolve().parents[1]
TABLE: dict[str, Any] = json.loads(
    (Path(__file__).parent / "tables" / "other_law_references.json").read_text(encoding="utf-8")
)

# Read off the files by eye: each title as deep as it stands.
HEADINGS = {
    "boerneinddragelse-webside-2023": """
Anbefalinger og praksiseksempler om børneinddragelse i sagsbehandlingen
  De syv anbefalinger:
  Praksiseksempler
""",
    "boernene-foerst-nyt-2023-6": """
Børnene Først – NYT
  Anbefalinger om børneinddragelse
  Læs og lyt: Sådan inddrager I børn og unge med handicap
  Nye håndbøger om barnets lov og ICS
  GLÆD DIG TIL MERE OM BØRNEINDDRAGELSE OG BØRN OG UNGES RETTIGHEDER I 2024
    Seks videoer til børn og unge om deres rettigheder
    Videnstema om Laura Lundys model
    Guide til almenområdet om børn og unges rettigheder
    Åben Dialog kan understøtte implementeringen af barnets lov
    Implementering af ny, børnevenlig digital indgang i kommunen
      Oplysningskampagne til børn og unge om Én indgang
      Inspirationsmateriale til implementeringen af Én indgang i kommunerne
      Landing page med adgang til den enkelte kommunes hjemmeside
  VI VIL OGSÅ LIGE NÅ AT NÆVNE...
    ... at kommunerne er forpligtede til at søge rådgivning fra VISO i sager om adoption uden samtykke
    ... at vi i januar 2024 udgiver inspiration til ledelsestilsyn
""",
    "syv-anbefalinger-artikel-2023": """
De syv anbefalinger
  Barnets lov: Syv anbefalinger til børneinddragelse
  Børneinddragelse kræver samarbejde på tværs
  De syv anbefalinger kort
  Syv anbefalinger
  Anbefalinger om børneinddragelse i sagsbehandling
  Hvad er 'Partnerskab om Børnene Først?'
""",
    "fokus-paa-boerneinddragelse-boerns-vilkaar": """
Fokus på børneinddragelse
  Hvorfor er børneinddragelse vigtigt?
  Videnscenter om børneinddragelse og udsatte børns liv
  Et todelt rådgivningsforløb
  Projekter om børneinddragelse:
  Evaluering af projekt Bedre Børneinddragelse
  Børn og unges perspektiver på inddragelse
""",
}
IDS = [entry.id for entry in load_catalog(ROOT / "sources").entries]


@cache
def publication(id: str) -> Publication:
    catalog = load_catalog(ROOT / "sources")
    return read_catalogued(catalog, catalog.entry(id))


def paragraphs(id: str) -> Iterator[Paragraph]:
    for chain in publication(id).walk():
        yield from chain[-1].paragraphs


every_publication = pytest.mark.parametrize("id", IDS)
other_publications = pytest.mark.parametrize("id", HEADINGS)


def test_all_publications_are_tested() -> None:
    assert {*HEADINGS, "kvalitet-i-sagsbehandlingen-2024"} == set(IDS)


# Headings and paragraphs.


@other_publications
def test_headings(id: str) -> None:
    found = ["  " * (len(chain) - 1) + chain[-1].title for chain in publication(id).walk()]
    assert found == HEADINGS[id].strip("\n").split("\n")


@other_publications
def test_paragraphs_are_whole(id: str) -> None:
    """In these files each line is a paragraph, a list item or a heading, but for the banner's lines."""
    titles = " ".join(chain[-1].title for chain in publication(id).walk())
    texts = {paragraph.text for paragraph in paragraphs(id)}
    lines = [without_layout(line) for line in publication(id).text.split("\n")]
    assert [line for line in lines if line not in texts and line not in titles] == []


def without_layout(line: str) -> str:
    line = re.sub(r"^\s*(?:[-•➔]|\d\.)\s+", "", line)
    return re.sub(r"\*\*|\]\(#\)|^\[", "", line).strip()


@pytest.mark.parametrize(
    ("id", "label", "beginning"),
    [
        ("syv-anbefalinger-artikel-2023", "1.", "Et fælles børnesyn"),
        ("syv-anbefalinger-artikel-2023", "7.", "Inddragelse af barnets"),
        ("syv-anbefalinger-artikel-2023", "", "Social-, Bolig- og Ældreministeriet"),
        ("fokus-paa-boerneinddragelse-boerns-vilkaar", "", "Kursusforløb for inddragelsesagenter"),
    ],
)
def test_list_items(id: str, label: str, beginning: str) -> None:
    (item,) = [one for one in paragraphs(id) if one.level and one.text.startswith(beginning)]
    assert (item.level, item.label) == (1, label)


def test_a_date_is_no_list_item() -> None:
    (date,) = [one for one in paragraphs("boernene-foerst-nyt-2023-6") if "december 2023" in one.text]
    assert (date.level, date.label, date.text) == (0, "", "15. december 2023 • Nr. 6")


# Law references.


def found_references(id: str) -> list[dict[str, Any]]:
    return [
        {
            "law_ref": format_law_ref(ref, load_laws()),
            "via": str(ref.footnote or "text"),
            "sentence": sentence.text,
            "section": [section.title for section in chain[-2:]],
        }
        for chain in publication(id).walk()
        for paragraph in chain[-1].paragraphs
        for sentence in paragraph.sentences
        for ref in sentence.law_refs
    ]


@other_publications
def test_law_references(id: str) -> None:
    rows = [row for row in TABLE["law_references"] if row["publication"] == f"{id}.txt"]
    assert found_references(id) == [{key: row[key] for key in row if key != "publication"} for row in rows]
    assert bool(rows) == (f"{id}.txt" not in TABLE["publications_without"])


# Every text stands where it says.


@every_publication
def test_every_piece_stands_in_the_source(id: str) -> None:
    source = publication(id).text
    for paragraph in paragraphs(id):
        ends = [piece.at for piece in paragraph.pieces[1:]] + [len(paragraph.text)]
        for piece, end in zip(paragraph.pieces, ends, strict=True):
            taken = source[piece.start : piece.end]
            assert paragraph.text[piece.at : piece.at + len(taken)] == taken
            assert not paragraph.text[piece.at + len(taken) : end].strip()


@every_publication
def test_pieces_go_forward_without_overlap(id: str) -> None:
    for paragraph in paragraphs(id):
        bounds = [at for piece in paragraph.pieces for at in (piece.start, piece.end)]
        assert bounds == sorted(bounds)
        assert paragraph.pieces[0].at == 0


@every_publication
def test_every_sentence_stands_in_its_paragraph(id: str) -> None:
    for paragraph in paragraphs(id):
        covered = [False] * len(paragraph.text)
        for sentence in paragraph.sentences:
            assert paragraph.text[sentence.start : sentence.end] == sentence.text
            covered[sentence.start : sentence.end] = [True] * len(sentence.text)
        assert not "".join(c for c, yes in zip(paragraph.text, covered, strict=True) if not yes).strip()


# No word is lost: what no part of the tree covers is layout.

LAYOUT = re.compile(
    r"<sup>\d+</sup>"  # footnote marks
    r"|</?b>"
    r"|\]\([^)]*\)"  # where a link leads
    r"|(?m:^[ \t]*\d{1,3}(?:[.)]|(?=[ \t\u00a0]))[ \t\u00a0])"  # numbers of items and notes
    r"|(?m:^25[ \t]*$)"  # the mark of a picture
)


def covered_spans(of: Publication) -> Iterator[tuple[int, int]]:
    for chain in of.walk():
        section = chain[-1]
        if section.title:
            yield section.start, heading_end(of.text, section.start, section.title)
        for paragraph in section.paragraphs:
            yield from ((piece.start, piece.end) for piece in paragraph.pieces)
    yield from ((note.start, note.end) for note in of.footnotes)


def heading_end(source: str, start: int, title: str) -> int:
    """A title may stand on several lines, with signs of emphasis in it."""
    pattern = r"[\s*]*".join(re.escape(char) for char in title if not char.isspace())
    match = re.compile(pattern).match(source, start)
    assert match, title
    return match.end()


def rest_of(of: Publication) -> str:
    left = list(of.text)
    for start, end in covered_spans(of):
        left[start:end] = [" " if char != "\n" else char for char in of.text[start:end]]
    return LAYOUT.sub(" ", "".join(left))


@every_publication
def test_no_word_is_lost(id: str) -> None:
    lines = [line for line in rest_of(publication(id)).split("\n") if re.search(r"\w", line)]
    assert [line for line in lines if "....." not in line] == []


def test_the_contents_list_is_read_whole() -> None:
    text = publication("kvalitet-i-sagsbehandlingen-2024").text
    lines = [line for line in text.split("\n") if "....." in line]
    entries = read_contents(read_text(text, markdown=True))
    expected = sorted(re.findall(r"\w+", re.sub(r"</?b>", "", " ".join(lines))))
    words = " ".join(f"{entry.label} {entry.title} {entry.page}" for entry in entries)
    assert sorted(re.findall(r"\w+", words)) == expected


@every_publication
def test_nothing_stands_twice(id: str) -> None:
    spans = sorted(covered_spans(publication(id)))
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
