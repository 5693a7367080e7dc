"""For teamledere in a real browser: a checklist to take along, numbers, feedback to work through."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

import docx
import openpyxl
import pytest
from browser import LOOKS, Visit, address_of, free_port, keep, sideways, start, stop, violations
from playwright.sync_api import Browser, Page, expect

from app import texts_lead
from app.door import COOKIE
from app.feedback import FeedbackKind, FeedbackStore
from index.search import Index

ROOT = Path(__file__).resolve().parent.parent
QUESTION = "Hvornår skal der være en barnets plan?"
CODE = "en lang adgangskode"
PAGES = ["", "/tjekliste", "/tjekliste?lav=1&valg=anbefaling-13", "/spoergsmaal", "/tilbagemeldinger", "/daekning"]


@pytest.fixture(scope="module")
def lead_server(data: Path) -> Iterator[str]:
    process = start(free_port(), PEJL_DATA=str(data))
    try:
        yield address_of(process)
    finally:
        stop(process)


@pytest.fixture
def at(browser: Browser, lead_server: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    """A visit to the overview, once the index is open."""
    width, scheme = getattr(request, "param", (1280, "light"))
    visit = Visit(browser, lead_server, width, scheme, "/teamledere")
    expect(visit.page.get_by_role("heading", name="For teamledere")).to_be_visible(timeout=120_000)
    expect(visit.page.locator(".cards")).to_be_visible(timeout=120_000)
    visit.complaints[:] = [line for line in visit.complaints if "503" not in line]
    yield visit
    complaints = visit.complaints
    visit.context.close()
    assert complaints == []


def go(visit: Visit, path: str) -> Page:
    visit.page.goto(re.match(r"https?://[^/]+", visit.page.url)[0] + path)  # type: ignore[index]
    return visit.page


def test_a_checklist_is_chosen_adapted_and_downloaded(at: Visit, index: Index) -> None:
    page = at.page
    page.get_by_role("main").get_by_role("link", name="Tjekliste").last.click()
    page.get_by_role("button", name=texts_lead.MAKE).click()
    expect(page.get_by_role("alert")).to_have_text(texts_lead.NOTHING_CHOSEN)
    page.get_by_label("Anbefaling 13:").check()
    page.get_by_label("Brug af ledelsestilsyn og -information").check()
    page.get_by_role("button", name=texts_lead.MAKE).click()
    points = page.locator("input[name=punkt]")
    expect(page.locator("#antal")).to_have_text(f"{points.count()} af {points.count()} punkter er valgt.")
    left_out = page.locator(".quoted").first.inner_text()
    kept = page.locator(".quoted").nth(1).inner_text()
    points.first.uncheck()
    expect(page.locator("#antal")).to_have_text(f"{points.count() - 1} af {points.count()} punkter er valgt.")
    page.locator(".point").nth(1).get_by_text(texts_lead.ADD_NOTE).click()
    page.locator(".point").nth(1).get_by_label(texts_lead.NOTE_LABEL).fill("=2+2 ses i journalen")
    page.get_by_label(texts_lead.OWN_LABEL).first.fill("Er der fulgt op?\n@egen\n\n")
    page.get_by_label(texts_lead.TITLE_LABEL).fill("Tilsyn i foråret")
    page.reload()
    expect(page.locator("#antal")).to_have_text(f"{points.count() - 1} af {points.count()} punkter er valgt.")
    files = {}
    for name in (texts_lead.DOWNLOAD_WORD, texts_lead.DOWNLOAD_EXCEL):
        with page.expect_download() as download:
            page.get_by_role("button", name=name).click()
        files[name] = download.value.path()
        assert download.value.suggested_filename.startswith(f"tjekliste-{date.today()}")
    check_word(Path(files[texts_lead.DOWNLOAD_WORD]), kept, left_out)
    check_excel(Path(files[texts_lead.DOWNLOAD_EXCEL]), kept, left_out)


def check_word(path: Path, kept: str, left_out: str) -> None:
    document = docx.Document(path)  # type: ignore[arg-type]
    headings = [p.text for p in document.paragraphs if p.style and p.style.name.startswith(("Title", "Heading"))]
    assert headings[0] == "Tilsyn i foråret"
    assert [heading.partition(":")[0] for heading in headings[1:]] == ["Anbefaling 13", headings[2]]
    goals, own, supervision = document.tables
    assert [cell.text for cell in goals.rows[0].cells] == ["Nr.", "Punkt", "Set i sagen", "Bemærkning"]
    first = goals.rows[1].cells
    assert first[1].text == kept and first[3].text == "=2+2 ses i journalen"
    assert [word for word in ("Ja", "Delvist", "Nej") if word in first[2].text] == ["Ja", "Delvist", "Nej"]
    assert first[2]._tc.xml.count("w14:checkbox>") == 6  # three, each opened and closed
    assert left_out not in [row.cells[1].text for row in goals.rows]
    assert [row.cells[1].text for row in own.rows[1:]] == ["Er der fulgt op?", "@egen"]
    assert own.rows[1].cells[0].text == str(len(goals.rows))  # counted on
    assert "Det betyder, at du som børne- og ungerådgiver bør:" in [p.text for p in document.paragraphs]
    sources = [p.text for p in document.paragraphs if p.text.startswith("Kilde: ")]
    assert sources[0].startswith("Kilde: Anbefalinger til kvalitet i sagsbehandlingen, Anbefaling 13 › Hvordan")
    assert "Kilde: Eget punkt" in sources and "ledelsestilsyn" in sources[-1]
    assert len(supervision.rows) > 2
    assert 'w:val="da-DK"' in document.styles.element.xml and 'w:val="en-US"' not in document.styles.element.xml


def check_excel(path: Path, kept: str, left_out: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()))
    sheet = book["Tjekliste"]
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == texts_lead.SHEET_COLUMNS and sheet.freeze_panes == "A2"
    assert rows[1][1] == 1 and str(rows[1][2]).endswith(kept) and rows[1][5] == "=2+2 ses i journalen"
    assert not [row for row in rows if left_out in str(row[2])]
    assert [row[2] for row in rows if row[6] == "Eget punkt"] == ["Er der fulgt op?", "@egen"]
    (choice,) = sheet.data_validations.dataValidation
    assert choice.formula1 == '"Ja,Delvist,Nej"' and str(choice.sqref) == f"E2:E{len(rows)}"
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    assert min(sheet.column_dimensions[column].width for column in "ACDFG") >= 30
    assert book["Om tjeklisten"]["A1"].value == "Tilsyn i foråret"


def test_a_checklist_needs_no_script(browser: Browser, at: Visit) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(at.page.url + "/tjekliste")
    page.get_by_label("Anbefaling 4:").check()
    page.get_by_role("button", name=texts_lead.MAKE).click()
    page.locator("input[name=punkt]").first.uncheck()
    with page.expect_download() as download:
        page.get_by_role("button", name=texts_lead.DOWNLOAD_WORD).click()
    tables = docx.Document(str(download.value.path())).tables
    assert len(tables) == 1
    context.close()


def test_the_checklist_goes_by_keyboard_alone(at: Visit) -> None:
    page = go(at, "/teamledere/tjekliste")
    page.get_by_label("Anbefaling 18:").focus()
    page.keyboard.press("Space")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == texts_lead.MAKE:
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=texts_lead.ADAPT)).to_be_visible()
    page.get_by_role("button", name=re.compile(f"^{texts_lead.NONE}")).focus()
    page.keyboard.press("Enter")
    expect(page.locator("#antal")).to_have_text(re.compile("^0 af "))
    page.get_by_role("button", name=texts_lead.DOWNLOAD_WORD).focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_text(texts_lead.NO_POINTS)


def test_a_cpr_number_makes_no_checklist(at: Visit) -> None:
    page = go(at, "/teamledere/tjekliste?lav=1&valg=anbefaling-13")
    page.get_by_label(texts_lead.OWN_LABEL).fill("Ring til 010203-1234")
    page.get_by_role("button", name=texts_lead.DOWNLOAD_WORD).click()
    expect(page.get_by_role("alert")).to_have_text(texts_lead.CHECKLIST_CPR)
    assert "010203" not in page.content()
    page.get_by_role("link", name=texts_lead.BACK).click()
    expect(page.get_by_label(texts_lead.OWN_LABEL)).to_have_value("Ring til 010203-1234")  # in their own browser


def test_feedback_is_worked_through(browser: Browser, data: Path, at: Visit) -> None:
    queue = FeedbackStore(data / "feedback.sqlite3")
    page = go(at, "/teamledere/tilbagemeldinger")
    expect(page.get_by_text(texts_lead.QUEUE_EMPTY)).to_be_visible()
    first = queue.add(FeedbackKind.USEFUL, comment="Fint", question=None, status="answered", passage_ids=[])
    second = queue.add(
        FeedbackKind.MISSING,
        comment="=cmd; <b>ungeplan</b> mangler",
        question="Hvad er en ungeplan?",
        status="no_source",
        passage_ids=["gone#0123456789ab"],
    )
    page.reload()
    items = page.get_by_role("article")
    expect(items).to_have_count(2)
    expect(items.first).to_contain_text("<b>ungeplan</b> mangler")
    expect(items.first).to_contain_text("gone#0123456789ab (findes ikke længere)")
    expect(items.last).to_contain_text(texts_lead.QUESTION_KEPT_BACK)
    items.first.get_by_label(texts_lead.NOTE).fill("Skrevet til redaktionen")
    items.first.get_by_role("button", name=texts_lead.SET_DONE).click()
    expect(page.get_by_role("status").filter(has_text="færdig")).to_have_text(f"Nr. {second} er sat som færdig.")
    expect(items).to_have_count(1)
    page.get_by_label("Færdige").check()
    page.get_by_role("button", name=texts_lead.SHOW).click()
    expect(items).to_have_count(1)
    expect(items.get_by_label(texts_lead.NOTE)).to_have_value("Skrevet til redaktionen")
    page.get_by_label("Alle", exact=True).check()
    page.get_by_role("radio", name="Svaret mangler").check()
    page.get_by_role("button", name=texts_lead.SHOW).click()
    with page.expect_download() as download:
        page.get_by_role("link", name=texts_lead.EXPORT).click()
    content = Path(download.value.path()).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    header, row = csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";")
    assert tuple(header) == texts_lead.CSV_COLUMNS
    assert row[2:5] == ["Svaret mangler", "'=cmd; <b>ungeplan</b> mangler", "Hvad er en ungeplan?"]
    assert row[7:9] == ["Færdig", "Skrevet til redaktionen"]
    page.goto(page.url.partition("?")[0])
    items.first.get_by_label(texts_lead.NOTE).fill("Ring til 010203-1234")
    items.first.get_by_role("button", name=texts_lead.SAVE_NOTE).click()
    expect(page.get_by_role("alert")).to_have_text(texts_lead.NOTE_CPR)
    items.first.locator("summary", has_text=texts_lead.DELETE).click()
    items.first.get_by_role("button", name=texts_lead.DELETE_SURE).click()
    expect(page.get_by_role("status").filter(has_text="slettet")).to_have_text(f"Nr. {first} er slettet.")
    assert [item.id for item in queue.items()] == [second]
    check_after_a_restart(browser, data)


def check_after_a_restart(browser: Browser, data: Path) -> None:
    process = start(free_port(), PEJL_DATA=str(data))
    try:
        page = browser.new_page()
        page.goto(address_of(process) + "/teamledere/tilbagemeldinger?tilstand=done")
        expect(page.get_by_label(texts_lead.NOTE)).to_have_value("Skrevet til redaktionen", timeout=120_000)
        page.close()
    finally:
        stop(process)


def test_what_was_asked_is_seen_in_numbers(at: Visit) -> None:
    page = go(at, "/teamledere/spoergsmaal")
    expect(page.get_by_text(texts_lead.NOTHING_ASKED)).to_be_visible()
    go(at, "/")
    at.ask(QUESTION)
    at.ask("Hvad koster en liter mælk?")
    page = go(at, "/teamledere/spoergsmaal?periode=30")
    table = page.get_by_role("region", name=texts_lead.COUNTED)
    expect(table.get_by_role("row", name="Besvaret 1 50 %")).to_be_visible()
    expect(table.get_by_role("row", name="Publikationerne svarer ikke 1 50 %")).to_be_visible()
    most = page.get_by_role("region", name=texts_lead.MOST_ASKED)
    expect(most.get_by_role("link", name=re.compile("^Anbefaling (5|13)"))).to_be_visible()
    for picture in page.locator("svg.plot").all():
        assert picture.locator("xpath=ancestor::*[contains(@class, 'picture')]").locator("table").count() == 1
        assert picture.locator("title").text_content()
    assert "mælk" not in page.content()
    page.get_by_role("link", name="Et år").click()
    expect(page.get_by_role("region", name=texts_lead.COUNTED)).to_be_visible()


@pytest.mark.parametrize("at", LOOKS, indirect=True, ids=lambda look: f"{look[0]}-{look[1]}")
def test_each_page_is_accessible_and_fits(at: Visit, data: Path, request: pytest.FixtureRequest) -> None:
    FeedbackStore(data / "feedback.sqlite3").add(
        FeedbackKind.OUT_OF_DATE, comment="Ny lov", question=QUESTION, status="answered", passage_ids=[]
    )
    look = request.node.callspec.id
    for path in (*(f"/teamledere{part}" for part in PAGES), "/om"):
        page = go(at, path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert violations(page) == [], path
        assert sideways(page) == 0, path
        levels = page.locator("main :is(h1, h2, h3)").evaluate_all("all => all.map(one => Number(one.tagName[1]))")
        assert levels[0] == 1 and all(b <= a + 1 for a, b in pairwise(levels)), path
        keep(page, f"leder-{re.sub('[^a-z0-9]+', '-', path).strip('-')}-{look}")


def test_the_page_of_the_code_is_accessible(browser: Browser, data: Path) -> None:
    process = start(free_port(), PEJL_DATA=str(data), PEJL_LEADER_CODE=CODE)
    try:
        address = address_of(process)
        visit = Visit(browser, address, path="/teamledere/tilbagemeldinger")
        page = visit.page
        expect(page.get_by_label(texts_lead.CODE, exact=True)).to_be_visible(timeout=120_000)
        page.get_by_label(texts_lead.CODE, exact=True).fill("forkert")
        page.keyboard.press("Enter")
        expect(page.get_by_role("alert")).to_have_text(texts_lead.CODE_WRONG)
        assert violations(page) == []
        page.get_by_label(texts_lead.CODE, exact=True).fill(CODE)
        page.get_by_role("button", name=texts_lead.ENTER).click()
        expect(page.get_by_role("article").or_(page.get_by_text(texts_lead.QUEUE_EMPTY)).first).to_be_visible()
        assert [cookie["httpOnly"] for cookie in visit.context.cookies() if cookie["name"] == COOKIE] == [True]
        visit.context.close()
    finally:
        stop(process)
