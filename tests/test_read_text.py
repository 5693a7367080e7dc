"""Plain text and Markdown that nobody has read beforehand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.blocks import BlockKind, mend_breaks, mend_items
from ingest.read import read_publication
from ingest.read_text import read_text
from ingest.structure import build_sections

TEXT = "Barnet skal høres, før der træffes afgørelse i sagen."


def headings(text: str) -> list[str]:
    blocks = read_text(text, markdown=False)
    return ["  " * (block.level - 1) + block.text for block in blocks if block.kind is BlockKind.HEADING]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Titel\n\nTEXT\n\nFormål\n\nTEXT", ["Titel", "  Formål"]),
        ("Titel\n\nTEXT\n\nHvorfor inddrage?\n\nTEXT", ["Titel", "  Hvorfor inddrage?"]),
        # Of several short lines the last is the heading; of lines next to each other the first.
        ("Titel\n\nTEXT\n\nVIVE\n\nBørns perspektiver\n\nTEXT", ["Titel", "  Børns perspektiver"]),
        ("Titel\n\nTEXT\n\n" + "x" * 300 + "\n\nGuide\nEn publikation\n\nTEXT", ["Titel", "  Guide"]),
        # No headings: names, dates, links, lead-ins, lines with nothing below.
        ("Titel\n\nTEXT\n\nAf Anna Holm 20/11/2023\n\nTEXT", ["Titel"]),
        ("Titel\n\nTEXT\n\nLæs mere her\n\nTEXT", ["Titel"]),
        ("Titel\n\nTEXT\n\n[Tilmeld dig kurset](#)\n\nTEXT", ["Titel"]),
        ("Titel\n\nTEXT\n\nDet gælder:\n\n- børn\n- unge", ["Titel"]),
        ("Titel\n\nTEXT\n\nMed venlig hilsen\n\nAnna Holm", ["Titel"]),
        # Depth goes by the way a heading is set.
        ("Titel\n\nProjekter:\n\nTEXT", ["Titel", "  Projekter:"]),
        (
            "Titel\n\nTEXT\n\n➔ Et\n\nTEXT\n\n➔ To\n\nUnder to\n\nTEXT\n\n➔ Tre\n\nTEXT",
            ["Titel", "  Et", "  To", "    Under to", "  Tre"],
        ),
        (
            "Titel\n\nFormål\n\nTEXT\n\nMERE OM DET\n\nBørn\n\nTEXT\n\nDET SIDSTE NYE\n\nUnge\n\nTEXT",
            ["Titel", "  Formål", "  MERE OM DET", "    Børn", "  DET SIDSTE NYE", "    Unge"],
        ),
    ],
)
def test_headings_of_plain_text(text: str, expected: list[str]) -> None:
    assert headings(text.replace("TEXT", TEXT)) == expected


def items(text: str, *, markdown: bool = True) -> list[tuple[int, str, str]]:
    blocks = read_text(text, markdown=markdown)
    return [(block.level, block.label, block.text) for block in blocks if block.kind is BlockKind.ITEM]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- a\n- b\n", [(1, "", "a"), (1, "", "b")]),
        ("- a\n  - b\n    - c\n- d\n", [(1, "", "a"), (2, "", "b"), (3, "", "c"), (1, "", "d")]),
        ("- a\n - b\n", [(1, "", "a"), (1, "", "b")]),
        ("1. a\n2. b\n", [(1, "1.", "a"), (1, "2.", "b")]),
        ("8. Afdæk\n", [(1, "8.", "Afdæk")]),
        ("15. december 2023\n", []),
        ("1. udgave\n\n1. Sæt en ramme\n2. Opbyg\n", [(1, "1.", "Sæt en ramme"), (1, "2.", "Opbyg")]),
    ],
)
def test_items(text: str, expected: list[tuple[int, str, str]]) -> None:
    assert items(text) == expected


def test_a_text_ends_a_list_in_plain_text_only() -> None:
    text = f"- a\n\n{TEXT}\n\n  • b\n"
    assert [level for level, _, _ in items(text, markdown=False)] == [1, 1]
    assert [level for level, _, _ in items(text, markdown=True)] == [1, 2]


def test_a_byte_order_mark_is_no_text(tmp_path: Path) -> None:
    path = tmp_path / "fil.txt"
    path.write_bytes(f"\ufeffTitel\r\n\r\n{TEXT}\r\n".encode())
    publication = read_publication(path)
    assert publication.title == "Titel"
    assert [paragraph.text for paragraph in publication.sections[0].paragraphs] == [TEXT]


@pytest.mark.parametrize(
    "text",
    [
        "Barnet høres.<sup>1</sup> Forældre inddrages.<sup>2</sup>",
        "Barnet høres <sup>1</sup>. Forældre inddrages <sup>2</sup>.",
        "Barnet høres. <sup>1</sup> Forældre inddrages. <sup>2</sup>",
        "Barnet<sup>1</sup> høres. Forældre<sup>2</sup> inddrages.",
    ],
)
def test_a_mark_belongs_to_the_sentence_before_it(text: str) -> None:
    (section,) = build_sections(read_text(text, markdown=True), ())
    (paragraph,) = section.paragraphs
    assert [sentence.footnotes for sentence in paragraph.sentences] == [(1,), (2,)]
    assert paragraph.text == paragraph.text.strip()


SCRAPS = """
Titel|tekst og|Barnet høres.|- |  - » |» |1. |2 |15. december|# | |**|*|<sup>1</sup>|<sup>2</sup>|<b>|[x](y)
➔ |STORE BOGSTAVER HER|2024|:|...|......... 5|under-|§ 5|\t|\u00a0|\u2028|---|Hvad|Anbefaling 1
"""


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from([*re.split(r"[|\n]", SCRAPS), "\n", "\n\n"]), max_size=25).map("".join), st.booleans())
def test_any_text_is_read_and_stands_where_it_says(source: str, markdown: bool) -> None:
    blocks = mend_items(mend_breaks(read_text(source, markdown=markdown)))
    for section in build_sections(blocks, ()):
        for chain in section.walk():
            for paragraph in chain[-1].paragraphs:
                for piece in paragraph.pieces:
                    taken = source[piece.start : piece.end]
                    assert paragraph.text[piece.at : piece.at + len(taken)] == taken
                numbers = [number for sentence in paragraph.sentences for number in sentence.footnotes]
                assert numbers == [mark.number for mark in paragraph.marks]
