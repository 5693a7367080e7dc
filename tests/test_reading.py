"""The pages to read, as HTML and as files: on the real publications, and on a small law that is cited and read in."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import pytest
from law_maker import law_xml
from openpyxl import load_workbook
from test_editions import write

from app import law_pages_texts, links, read_texts
from app.asked import varied
from app.cited_law import cited_law, find_paragraf
from app.errors import NotFoundError
from app.library import library_of
from app.render import law_ref_text
from app.site_law import law_html, paragraf_html, place_rows, summary_rows
from app.site_read import overview_html, publication_html, recommendation_html
from app.site_search import find, search
from app.spreadsheet import to_csv, to_xlsx
from app.texts import Reason, reason_text
from index.build import build, gather
from index.embedding import load_embedder
from index.search import Index
from ingest.law_files import keep_law
from ingest.publication import SectionKind
from ingest.read_law import parse_law

MAIN = "kvalitet-i-sagsbehandlingen-2024"
TEXT = """# Vejledning

Kommunen følger barnets lov, §§ 157-159, i sit tilsyn hvert år.

En sag kan behandles efter § 69 a i barnets lov, jf. § 91, stk. 2.

Planen laves efter barnets lov § 91 <b>her</b> & altid.

## Mere

Det står også i serviceloven § 11.

## Mere

Slut på vejledningen, som er kort nok.
"""


@pytest.fixture(scope="module")
def small(settings, tmp_path_factory: pytest.TempPathFactory) -> Index:
    """A publication in an old and a new edition, and a law that was read in."""
    folder: Path = tmp_path_factory.mktemp("small")
    keep_law(law_xml(), parse_law(law_xml(), "lov.xml"), folder / "data")
    old = ("gammel", TEXT.replace("hvert år", "hvert andet år"), {"replaced_by": "ny"})
    sources = write(folder / "sources", old, ("ny", TEXT, {"published": "2024-03", "publisher": "Styrelsen"}))
    embedder = load_embedder("", settings.data)
    build(gather(sources, folder / "data"), folder / "index", embedder)
    return Index(folder / "index", embedder)


def words(html: str) -> str:
    """What a reader sees of it."""
    text = re.sub(r"</?(?:a|b|sup|mark|span)\b[^>]*>", "", html)
    return " ".join(re.sub(r"<[^>]+>", " ", text).replace("&amp;", "&").split())


def ids(html: str) -> list[str]:
    return re.findall(r'\bid="([^"]+)"', html)


def test_every_word_of_a_recommendation_stands_on_its_page(index) -> None:
    for number, found in library_of(index).recommendations.items():
        html = recommendation_html(index, str(number))
        seen = re.sub(r"\s", "", words(re.sub(r"<sup.*?</sup>", "", html)))
        for chain in found.section.walk():
            for paragraph in chain[-1].paragraphs:
                assert re.sub(r"\s", "", paragraph.text) in seen, (number, paragraph.text)
        assert len(ids(html)) == len(set(ids(html)))


def test_every_passage_has_its_anchor_where_its_address_leads(index) -> None:
    pages: dict[str, str] = {}
    for passage in index.current:
        page, _, anchor = links.passage_url(passage).partition("#")
        if page not in pages:
            kind, _, name = page[1:].partition("/")
            render = recommendation_html if kind == "anbefaling" else publication_html
            pages[page] = render(index, name)
        assert ids(pages[page]).count(anchor) == 1, passage.id


def test_links_within_a_page_lead_somewhere(index) -> None:
    for html in [
        overview_html(index),
        *(recommendation_html(index, str(n)) for n in range(1, 19)),
        *(publication_html(index, id) for id in index.entries),
    ]:
        assert set(re.findall(r'href="#([^"]+)"', html)) <= set(ids(html))


def test_footnotes_lead_there_and_back(index) -> None:
    html = recommendation_html(index, "5")
    assert 'id="henvisning-68" href="#fodnote-68"' in html
    note = html.partition('<li id="fodnote-68"')[2].partition("</li>")[0]
    assert "Barnets lov, " in note and 'href="/paragraf/BL/91">§ 91, stk. 2</a>' in note
    assert 'href="#henvisning-68"' in note and "Tilbage til teksten" in note


def test_a_law_reference_in_the_text_is_a_link(index) -> None:
    assert '<a class="law" href="/paragraf/BL/32">§ 32</a>' in recommendation_html(index, "13")


def test_lists_keep_their_levels(index) -> None:
    html = recommendation_html(index, "13")
    item = html.partition("Formulere mål sammen med barnet eller den unge og forældrene ved at:")[2]
    assert item.startswith("</div><ul><li>") and "Lade forældrene komme med forslag" in item.partition("</ul>")[0]


def test_a_passage_says_what_it_answers(index) -> None:
    passage_id, questions = max(library_of(index).questions.items(), key=lambda found: len(found[1]))
    ordered = varied(questions)
    assert sorted(q.id for q in ordered) == sorted(q.id for q in questions)
    sentences = {question.sentences for question in questions}
    assert len({question.sentences for question in ordered[: len(sentences)]}) > len(sentences) / 2
    assert all(question.question.endswith("?") for question in ordered[:12])
    html = recommendation_html(index, str(index.passage(passage_id).recommendation))
    assert f"Vis alle ({len(questions)})" in html
    assert (
        links.ask_url(ordered[0].question) in html and links.ask_url(ordered[-1].question).replace("&", "&amp;") in html
    )


def test_the_overview_names_all_there_is(index) -> None:
    html = overview_html(index)
    seen = words(html)
    for number, found in library_of(index).recommendations.items():
        assert f'href="/anbefaling/{number}"' in html and found.section.short_title in seen and found.sentence in seen
    publication = index.publications[MAIN]
    for chain in publication.walk():
        if chain[-1].kind is SectionKind.LEADER_AREA:
            assert f'href="/publikation/{MAIN}#{links.section_anchor(chain[-1].title)}"' in html
    assert all(links.publication_url(id) in html for id in index.entries)


@pytest.mark.parametrize("number", ["0", "19", "tretten", "13 ", "²"])
def test_a_recommendation_that_is_none(index, number: str) -> None:
    with pytest.raises(NotFoundError, match="numrene 1 til 18"):
        recommendation_html(index, number)


def test_a_replaced_edition_is_marked_and_leads_to_the_new(small: Index) -> None:
    old, new = publication_html(small, "gammel"), publication_html(small, "ny")
    assert read_texts.REPLACED_BY in old and 'href="/publikation/ny"' in old and read_texts.REPLACED_BY not in new
    assert "Styrelsen · marts 2024" in new
    assert '"/publikation/gammel"' not in overview_html(small)


def test_texts_are_escaped_and_anchors_are_unique(small: Index) -> None:
    html = publication_html(small, "ny")
    assert "<b>her</b>" not in html and "&amp; altid" in html
    assert {"afsnit-mere", "afsnit-mere--2"} <= set(ids(html)) and len(ids(html)) == len(set(ids(html)))


# Search.


def test_search_finds_recommendations_passages_and_paragraffer(index) -> None:
    library = library_of(index)
    assert [result.url for result in find(library, "13")] == ["/anbefaling/13"]
    assert find(library, "klare mål")[0].url == "/anbefaling/13"
    assert find(library, "§ 91")[0].url == "/paragraf/BL/91"
    found = find(library, "opstartsmøde")
    assert found[0].url == "/anbefaling/14" and any("#p-" in result.url for result in found)
    assert any("<mark>" in result.excerpt for result in found)


def test_search_bears_half_a_word_and_a_slip(index) -> None:
    library = library_of(index)
    assert any("underretning" in result.excerpt.lower() for result in find(library, "underretn"))
    assert any("netværk" in result.excerpt.lower() for result in find(library, "netvaerk"))


def test_search_says_how_much_it_found(index) -> None:
    assert search(index, "xyzzyq")[0] == read_texts.NOTHING_FOUND
    assert search(index, "  ") == ("", "")
    said, html = search(index, "plan")
    assert said == read_texts.MOST_FOUND.format(count=12) and html.count("<li>") == 12


def test_a_cpr_number_is_not_looked_for(index) -> None:
    said, html = search(index, "barn 010203-1234")
    assert said == reason_text(Reason.CPR) and html == ""


def test_what_is_sought_is_text(index) -> None:
    _, html = search(index, "<script>plan</script>")
    assert "<script" not in html


# The law.


def test_every_paragraf_that_is_cited_stands_in_the_table(index) -> None:
    names = [one.name for one in cited_law(library_of(index))]
    assert names[:3] == ["Barnets lov § 1", "Barnets lov § 3", "Barnets lov § 5"]
    assert names[-1] == "Adoptionsloven § 9" and "Barnets lov § 46" in names
    cited = {(ref.law, ref.paragraf, ref.letter) for p in index.current for ref in p.law_refs if ref.law}
    assert {(one.ref.law, one.ref.paragraf, one.ref.letter) for one in cited_law(library_of(index))} == cited
    assert "9. Barnets plan" in law_html(index)


def test_a_paragraf_leads_to_its_places_and_to_the_act(index) -> None:
    html = paragraf_html(index, "BL", "91")
    assert "Der skal altid udarbejdes en barnets plan eller en ungeplan" in html
    assert re.search(r'href="/anbefaling/5#p-[0-9a-f]{12}"', html) and "fodnote 68" in html
    assert 'href="https://www.retsinformation.dk/eli/lta/2023/721"' in html
    assert 'href="https://www.retsinformation.dk/eli/lta/2025/282"' in html
    assert "Kapitel 9: Barnets plan" in html
    assert 'rel="prev"' in html and 'href="/paragraf/BL/92" rel="next"' in html


def test_no_link_leads_into_an_act(index, small: Index) -> None:
    everything = law_html(index) + paragraf_html(index, "BL", "91") + paragraf_html(small, "BL", "91")
    assert not re.search(r"retsinformation\.dk/[^\"]*#", everything)


@pytest.mark.parametrize("number", ["157", "158", "159"])
def test_a_range_is_known_under_each_of_its_numbers(small: Index, number: str) -> None:
    assert "hvert år" in paragraf_html(small, "BL", number)


def test_ranges_and_letters(small: Index) -> None:
    names = [one.name for one in cited_law(library_of(small))]
    assert names == ["Barnets lov § 69 a", "Barnets lov § 91", "Barnets lov §§ 157-159", "Serviceloven § 11"]
    assert [spot.sentence.text[:8] for spot in cited_law(library_of(small))[1].places] == ["En sag k", "Planen l"]
    found = find_paragraf(library_of(small), "bl", "69A")
    assert (
        law_ref_text(found.ref) == "Barnets lov § 69 a"
        and found.after
        and law_ref_text(found.after) == "Barnets lov § 91"
    )
    html = publication_html(small, "ny")
    assert 'href="/paragraf/BL/69a">§ 69 a</a>' in html and 'href="/paragraf/BL/157">§§ 157-159</a>' in html


def test_a_law_that_was_read_in_is_shown_by_stykke(small: Index) -> None:
    html = paragraf_html(small, "BL", "91")
    assert "§ 91, stk. 2. Planen kan samles. Den er kort." in words(html) and "LBK nr. 282 af 17/03/2025" in html
    assert law_pages_texts.OTHER_VERSION.format(number="LOV nr. 721 af 13/06/2023") in html
    own = next(p for p in small.passages if p.text.startswith("§ 91, stk. 2"))
    assert links.passage_anchor(own) in ids(html) and links.passage_url(own).startswith("/paragraf/BL/91#")
    assert "Ministeren fastsætter regler." in paragraf_html(small, "BL", "94a")
    assert "henviser ikke til Barnets lov § 94 a" in paragraf_html(small, "BL", "94a")


@pytest.mark.parametrize(
    ("law", "number", "said"),
    [
        ("BL", "777", "henviser ikke til Barnets lov § 777"),
        ("XYZ", "1", "den kortform"),
        ("BL", "0", "ikke nummeret"),
    ],
)
def test_a_paragraf_of_which_nothing_is_known(index, law: str, number: str, said: str) -> None:
    with pytest.raises(NotFoundError, match=said):
        paragraf_html(index, law, number)


def test_a_law_without_an_address_says_so(small: Index) -> None:
    assert law_pages_texts.NO_ADDRESS in paragraf_html(small, "SEL", "11")


def test_the_table_as_csv_and_xlsx(index) -> None:
    rows = place_rows(index, "http://pejl.test/")
    raw = to_csv(law_pages_texts.COLUMNS, rows)
    assert raw.startswith(b"\xef\xbb\xbf") and b"\r\n" in raw
    read = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert len(read) == len(library_of(index).places)
    row = next(row for row in read if row["Henvisning"] == "Barnets lov § 91, stk. 2")
    assert row["Paragraf"] == "§ 91" and row["Kapitelnavn"] == "Barnets plan" and row["Fodnote"] == "68"
    assert row["Link"].startswith("http://pejl.test/anbefaling/5#p-") and row["Sætning"].startswith("Der skal altid")
    sheets = {
        "Paragraffer": (law_pages_texts.SUMMARY_COLUMNS, summary_rows(index)),
        "Steder": (law_pages_texts.COLUMNS, rows),
    }
    book = load_workbook(io.BytesIO(to_xlsx(sheets)))
    assert book.sheetnames == ["Paragraffer", "Steder"] and book["Steder"].max_row == len(rows) + 1
    assert [cell.value for cell in book["Paragraffer"][1]] == list(law_pages_texts.SUMMARY_COLUMNS)


def test_no_cell_is_a_formula() -> None:
    assert b"'=1+1" in to_csv(["a"], [["=1+1"]])
    cell = load_workbook(io.BytesIO(to_xlsx({"s": (["a"], [["=1+1"]])})))["s"]["A2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")
