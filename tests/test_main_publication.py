"""The main publication against a hand-written table of what stands in it.

The table was read off the source by eye. A *unit* is a paragraph or an outermost list item with its
sub-items; a paragraph between two items of one list belongs to the item before.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from ingest.law_references import format_law_ref
from ingest.laws import load_laws
from ingest.publication import LawRef, Paragraph, Publication, Section, SectionKind, Sentence

TABLE: dict[str, Any] = json.loads(
    (Path(__file__).parent / "tables" / "kvalitet_i_sagsbehandlingen.json").read_text(encoding="utf-8")
)
PARTS = ("Hvad", "Hvorfor", "Hvordan", "Hjælperedskaber")
BELOW_PARTS = {"Faglig begrundelse", "Praksisbeskrivelse"}

RECOMMENDATIONS = {row["number"]: row for row in TABLE["recommendations"]}
RECOMMENDATION_PARTS = [(number, part) for number, row in RECOMMENDATIONS.items() for part in row["parts"]]


@dataclass(frozen=True)
class Placed:
    """A paragraph with the titles above it, as the table writes them."""

    path: tuple[str, ...]
    paragraph: Paragraph


def table_path(chain: tuple[Section, ...]) -> tuple[str, ...]:
    """A recommendation's path starts with it, and the headings that only repeat a part are left out."""
    numbered = [number for number, section in enumerate(chain) if section.kind is SectionKind.RECOMMENDATION]
    return tuple(section.title for section in chain[next(iter(numbered), 0) :] if section.title not in BELOW_PARTS)


def by_words(rows: list[dict[str, Any]], key: str) -> Any:
    return pytest.mark.parametrize("row", rows, ids=lambda row: str(row[key])[:50])


@pytest.fixture(scope="module")
def placed(main_publication: Publication) -> list[Placed]:
    return [
        Placed(table_path(chain), paragraph) for chain in main_publication.walk() for paragraph in chain[-1].paragraphs
    ]


@pytest.fixture(scope="module")
def sections(main_publication: Publication) -> dict[tuple[str, ...], Section]:
    return {table_path(chain): chain[-1] for chain in main_publication.walk()}


def texts_at(placed: list[Placed], path: list[str]) -> list[str]:
    return [one.paragraph.text for one in placed if list(one.path) == path]


def paragraphs_below(section: Section) -> Iterator[Paragraph]:
    for chain in section.walk():
        yield from chain[-1].paragraphs


def units(section: Section) -> int:
    return sum(paragraph.level <= 1 for paragraph in paragraphs_below(section))


def words(section: Section) -> list[str]:
    return " ".join(paragraph.text for paragraph in paragraphs_below(section)).split()


def assert_extent(section: Section, row: dict[str, Any]) -> None:
    assert words(section)[:8] == row["first_words"].split()[:8]
    expected = row["last_words"].split()
    assert words(section)[-len(expected) :] == expected
    assert units(section) == row["units"]


def of_kind(publication: Publication, kind: SectionKind) -> list[Section]:
    return [chain[-1] for chain in publication.walk() if chain[-1].kind is kind]


# Chapters and recommendations.


def test_pejlemaerker_hold_their_recommendations(main_publication: Publication) -> None:
    found = [
        {
            "number": chapter.number,
            "title": chapter.title,
            "recommendations": [below.number for below in chapter.sections if below.number],
        }
        for chapter in of_kind(main_publication, SectionKind.PEJLEMAERKE)
    ]
    assert found == TABLE["pejlemaerker"]


def test_recommendations_stand_in_order(main_publication: Publication) -> None:
    found = [section.number for section in of_kind(main_publication, SectionKind.RECOMMENDATION)]
    assert found == list(RECOMMENDATIONS)


@pytest.mark.parametrize("number", RECOMMENDATIONS)
def test_recommendation_is_named(sections: dict[tuple[str, ...], Section], number: int) -> None:
    section = sections[(f"Anbefaling {number}",)]
    assert (section.number, section.short_title) == (number, RECOMMENDATIONS[number]["short_title"])


@pytest.mark.parametrize("number", RECOMMENDATIONS)
def test_recommendation_has_its_parts(sections: dict[tuple[str, ...], Section], number: int) -> None:
    found = [part.title for part in sections[(f"Anbefaling {number}",)].sections]
    assert found == list(RECOMMENDATIONS[number]["parts"])
    assert found == [part for part in PARTS if part in found]


@pytest.mark.parametrize("number", RECOMMENDATIONS)
def test_recommendation_is_one_sentence(sections: dict[tuple[str, ...], Section], number: int) -> None:
    (paragraph,) = sections[(f"Anbefaling {number}", "Hvad")].paragraphs
    assert [sentence.text for sentence in paragraph.sentences] == [RECOMMENDATIONS[number]["sentence"]]


@pytest.mark.parametrize(("number", "part"), RECOMMENDATION_PARTS)
def test_part_is_whole(main_publication: Publication, number: int, part: str) -> None:
    recommendation = of_kind(main_publication, SectionKind.RECOMMENDATION)[number - 1]
    (section,) = [below for below in recommendation.sections if below.title == part]
    row = RECOMMENDATIONS[number]
    extent = {key: row[key][part] for key in ("first_words", "last_words")}
    assert_extent(section, {**extent, "units": row["parts"][part]})


# The other chapters.


def test_leader_areas_stand_in_order(main_publication: Publication) -> None:
    (chapter,) = of_kind(main_publication, SectionKind.LEADER_CHAPTER)
    assert [area.title for area in chapter.sections] == [row["title"] for row in TABLE["leader_areas"]]
    assert {area.kind for area in chapter.sections} == {SectionKind.LEADER_AREA}


@by_words(TABLE["leader_areas"], "title")
def test_leader_area_is_whole(main_publication: Publication, row: dict[str, Any]) -> None:
    (area,) = [one for one in of_kind(main_publication, SectionKind.LEADER_AREA) if one.title == row["title"]]
    assert_extent(area, row)


def test_introduction_has_its_sections(main_publication: Publication) -> None:
    (introduction,) = of_kind(main_publication, SectionKind.INTRODUCTION)
    found = [introduction.title, *(section.title for section in introduction.sections)]
    assert found == TABLE["introduction"]


@by_words(TABLE["introduction_units"], "title")
def test_introduction_is_whole(main_publication: Publication, row: dict[str, Any]) -> None:
    (introduction,) = of_kind(main_publication, SectionKind.INTRODUCTION)
    alone = Section(introduction.title, paragraphs=introduction.paragraphs)
    assert_extent(next(one for one in (alone, *introduction.sections) if one.title == row["title"]), row)


# Footnotes.


@pytest.fixture(scope="module")
def noted(placed: list[Placed]) -> dict[int, list[tuple[str, list[str]]]]:
    """For each footnote the sentences that carry its mark, with their paths."""
    found: dict[int, list[tuple[str, list[str]]]] = {}
    for one in placed:
        for sentence in one.paragraph.sentences:
            for number in sentence.footnotes:
                found.setdefault(number, []).append((sentence.text, list(one.path)))
    return found


def test_no_footnote_is_missing_or_extra(main_publication: Publication) -> None:
    found = [note.number for note in main_publication.footnotes]
    assert found == [row["number"] for row in TABLE["footnotes"]]
    assert len(found) == 112


@by_words(TABLE["footnotes"], "number")
def test_footnote(main_publication: Publication, noted: dict[int, Any], row: dict[str, Any]) -> None:
    note = main_publication.footnote(row["number"])
    assert note is not None
    assert note.text == row["text"]
    assert noted[row["number"]] == [(row["sentence"], row["section"])]


def test_every_mark_of_a_paragraph_is_in_one_sentence(placed: list[Placed]) -> None:
    for one in placed:
        marks = sorted(mark.number for mark in one.paragraph.marks)
        assert sorted(n for sentence in one.paragraph.sentences for n in sentence.footnotes) == marks


def test_picture_marks_are_told(main_publication: Publication) -> None:
    expected = tuple(f"Mærke {number} står alene: et billedes mærke uden tekst." for number in TABLE["picture_marks"])
    assert main_publication.warnings == expected


# Law references.


def found_references(placed: list[Placed]) -> Iterator[tuple[str, ...]]:
    for one in placed:
        for sentence in one.paragraph.sentences:
            for ref in sentence.law_refs:
                yield (
                    format_law_ref(ref, load_laws()),
                    str(ref.footnote or "text"),
                    sentence.text,
                    *one.path,
                )


def as_reference(row: dict[str, Any]) -> tuple[str, ...]:
    return (row["law_ref"], str(row["via"]), row["sentence"], *row["section"])


@by_words(TABLE["law_references"], "law_ref")
def test_law_reference(placed: list[Placed], row: dict[str, Any]) -> None:
    assert as_reference(row) in list(found_references(placed))


def test_no_law_reference_is_extra(placed: list[Placed]) -> None:
    assert Counter(found_references(placed)) == Counter(map(as_reference, TABLE["law_references"]))


def words_of(ref: LawRef, sentence: Sentence, publication: Publication) -> str:
    note = publication.footnote(ref.footnote) if ref.footnote else None
    return (note or sentence).text[ref.start : ref.end]


def test_law_reference_spans_its_words(main_publication: Publication, placed: list[Placed]) -> None:
    for one in placed:
        for sentence in one.paragraph.sentences:
            for ref in sentence.law_refs:
                assert str(ref.paragraf) in words_of(ref, sentence, main_publication)


# Words that breaks cut in two.


@by_words(TABLE["joined_words"], "joined")
def test_break_is_mended(placed: list[Placed], row: dict[str, Any]) -> None:
    assert any(row["joined"] in text for text in texts_at(placed, row["section"]))


@pytest.mark.parametrize("words", TABLE["kept_hyphens"])
def test_hyphen_is_kept(placed: list[Placed], words: str) -> None:
    assert any(words in one.paragraph.text for one in placed)


# Lists.


@by_words(TABLE["list_levels"], "starts_with")
def test_list_level(placed: list[Placed], row: dict[str, Any]) -> None:
    levels = [
        one.paragraph.level
        for one in placed
        if list(one.path) == row["section"] and one.paragraph.text.startswith(row["starts_with"])
    ]
    assert levels == [row["level"]]
