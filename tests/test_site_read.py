"""Anbefalinger and Lovparagraffer in a real browser."""

from __future__ import annotations

import csv
import io
import re
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import LOOKS, Visit, address_of, free_port, keep, sideways, start, violations
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect

from app import links, read_texts, texts
from app.library import library_of

PAGES = [
    "/anbefalinger",
    "/anbefaling/5",
    "/publikation/kvalitet-i-sagsbehandlingen-2024",
    "/publikation/boernene-foerst-nyt-2023-6",
    "/lovparagraffer",
    "/paragraf/BL/91",
]


@pytest.fixture
def visit(browser: Browser, ready: str) -> Iterator[Visit]:
    visit = Visit(browser, ready, path="/anbefalinger")
    yield visit
    complaints = visit.complaints
    visit.context.close()
    assert complaints == []


def name(path: str) -> str:
    return path.strip("/").replace("/", "-")


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look[0]}-{look[1]}")
@pytest.mark.parametrize("path", PAGES, ids=name)
def test_a_page_can_be_read_by_all(browser: Browser, ready: str, path: str, look: tuple[int, str]) -> None:
    visit = Visit(browser, ready, *look, path)
    try:
        keep(visit.page, f"{name(path)}-{look[0]}-{look[1]}")
        assert violations(visit.page) == []
        assert sideways(visit.page) == 0
        assert visit.complaints == []
    finally:
        visit.context.close()


@pytest.mark.parametrize("path", PAGES, ids=name)
def test_nothing_scrolls_sideways_at_320_pixels(browser: Browser, ready: str, path: str) -> None:
    visit = Visit(browser, ready, 320, "light", path)
    try:
        assert sideways(visit.page) == 0
    finally:
        visit.context.close()


def test_without_a_script_all_can_be_read(browser: Browser, ready: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{ready}/anbefalinger")
    page.get_by_label(read_texts.SEARCH).fill("opstartsmøde")
    page.get_by_role("button", name=read_texts.SEARCH_BUTTON).click()
    page.get_by_role("link", name="Opstartsmøde mellem barn, ung").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Anbefaling 14")
    page.goto(f"{ready}/lovparagraffer")
    expect(page.get_by_role("row")).to_have_count(13)
    context.close()


def test_a_recommendation_from_a_link_to_a_passage(visit: Visit, ready: str, index) -> None:
    passage = next(p for p in index.passages if "maksimalt tre mål" in p.text)
    visit.page.goto(ready + links.passage_url(passage))
    target = visit.page.locator(f"#{links.passage_anchor(passage)}")
    expect(target).to_be_in_viewport()
    expect(target).to_contain_text("Formulere mål sammen med barnet eller den unge og forældrene ved at:")
    shown = "element => getComputedStyle(element).backgroundColor"
    assert target.evaluate(shown) != visit.page.locator(".passage").first.evaluate(shown)
    keep(visit.page, "anbefaling-13-afsnit")


def test_the_way_through_the_drawing_by_keyboard(visit: Visit) -> None:
    page = visit.page
    drawing = page.get_by_role("navigation", name=read_texts.LANDMARKS)
    expect(drawing.get_by_role("link")).to_have_count(5)
    for _ in range(40):
        page.keyboard.press("Tab")
        if "Valg af indsats" in page.evaluate("document.activeElement.innerText"):
            break
    page.keyboard.press("Enter")
    expect(page.locator("#pejlemaerke-3")).to_be_in_viewport()
    page.get_by_role("link", name="Formulering af klare mål").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Anbefaling 13")
    assert [h.inner_text() for h in page.get_by_role("heading", level=2).all()] == [
        "Hvad",
        "Hvorfor",
        "Hvordan",
        "Hjælperedskaber",
        "Fodnoter",
    ]
    page.get_by_role("link", name=re.compile("^Næste")).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Anbefaling 14")


def test_the_skip_link_leads_to_the_text(visit: Visit) -> None:
    visit.page.keyboard.press("Tab")
    expect(visit.page.get_by_role("link", name=texts.SKIP_TO_CONTENT)).to_be_focused()
    visit.page.keyboard.press("Enter")
    expect(visit.page.get_by_role("main")).to_be_focused()


def test_a_footnote_both_ways(visit: Visit, ready: str) -> None:
    page = visit.page
    page.goto(f"{ready}/anbefaling/5")
    page.get_by_label("Fodnote 68", exact=True).click()
    note = page.locator("#fodnote-68")
    expect(note).to_be_in_viewport()
    expect(note).to_contain_text("Barnets lov, § 91, stk. 2.")
    note.get_by_label("Tilbage til teksten ved fodnote 68").click()
    expect(page.locator("#henvisning-68")).to_be_in_viewport()


def test_a_paragraf_both_ways(visit: Visit, ready: str) -> None:
    page = visit.page
    page.goto(f"{ready}/anbefaling/13")
    page.locator(".source-text a.law", has_text="§ 32").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Barnets lov § 32")
    expect(page.get_by_role("navigation", name="Sider").locator("[aria-current]")).to_have_text("Lovparagraffer")
    place = page.get_by_role("listitem").filter(has_text="Når der træffes afgørelse om støttende indsatser")
    place.get_by_role("link", name="Anbefaling 13 · Hvorfor").click()
    expect(page.locator(".passage:target")).to_contain_text("Når der træffes afgørelse om støttende indsatser")


def test_a_question_of_a_passage_is_asked_in_the_chat(visit: Visit, ready: str, index) -> None:
    page = visit.page
    page.goto(f"{ready}/anbefaling/13")
    fold = page.locator(".asked").first
    fold.locator("summary").first.click()
    link = fold.get_by_role("link").first
    assert (link.get_attribute("href") or "").startswith("/#q=")
    passage_id = next(
        p.id for p in index.passages if links.passage_anchor(p) == page.locator(".passage").first.get_attribute("id")
    )
    assert link.inner_text() in {question.question for question in library_of(index).questions[passage_id]}


def test_the_link_to_a_passage_is_copied(visit: Visit, ready: str) -> None:
    page = visit.page
    visit.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{ready}/anbefaling/13")
    link = page.locator(".passage").first.get_by_role("link", name=read_texts.PASSAGE_LINK)
    link.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text(read_texts.PASSAGE_LINK_COPIED)).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    assert re.search(r"/anbefaling/13#p-[0-9a-f]{12}$", page.url)


def search(page: Page, words: str) -> None:
    page.get_by_label(read_texts.SEARCH).press_sequentially(words, delay=10)


def test_search_as_one_types(visit: Visit) -> None:
    page = visit.page
    status = page.locator(".search [role=status]")
    search(page, "opstartsm")
    results = page.get_by_role("list", name=read_texts.RESULTS)
    expect(results.get_by_role("link").first).to_contain_text("Opstartsmøde mellem barn, ung")
    expect(status).to_contain_text("steder")
    assert violations(page) == []
    keep(page, "soeg-1280-light")
    page.keyboard.press("ArrowDown")
    expect(results.get_by_role("link").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_label(read_texts.SEARCH)).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Anbefaling 14")


def test_search_says_when_there_is_nothing(visit: Visit) -> None:
    search(visit.page, "qqqzzz")
    expect(visit.page.locator(".search [role=status]")).to_have_text(read_texts.NOTHING_FOUND)


def test_what_is_sought_stands_in_no_address(visit: Visit, ready: str) -> None:
    asked: list[str] = []
    visit.page.on("request", lambda request: asked.append(request.url))
    search(visit.page, "hemmelighed")
    expect(visit.page.locator(".search [role=status]")).not_to_be_empty()
    assert asked and all("hemmelighed" not in url for url in asked) and visit.page.url == f"{ready}/anbefalinger"


def column(page: Page, number: int) -> list[str]:
    return [row.locator("th, td").nth(number).inner_text() for row in page.locator("tbody tr").all()]


def test_the_table_is_sorted(visit: Visit, ready: str) -> None:
    page = visit.page
    page.goto(f"{ready}/lovparagraffer")
    before = column(page, 0)
    page.get_by_role("button", name="Steder").press("Enter")
    assert column(page, 2) == sorted(column(page, 2), key=int)
    page.get_by_role("button", name="Steder").press("Enter")
    assert column(page, 2) == sorted(column(page, 2), key=int, reverse=True)
    assert page.get_by_role("columnheader", name="Steder").get_attribute("aria-sort") == "descending"
    assert page.locator("[aria-sort]").count() == 1
    expect(page.get_by_role("button", name="Steder")).to_be_focused()
    page.get_by_role("button", name="Paragraf").click()
    assert column(page, 0) == before
    assert violations(page) == []


def test_the_table_is_taken_away(visit: Visit, ready: str) -> None:
    page = visit.page
    page.goto(f"{ready}/lovparagraffer")
    with page.expect_download() as download:
        page.get_by_role("link", name="Hent som CSV").click()
    raw = Path(download.value.path()).read_bytes()
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert {"Barnets lov", "Adoptionsloven"} == {row["Lov"] for row in rows}
    page.goto(rows[0]["Link"])
    expect(page.locator(".passage:target")).to_contain_text(rows[0]["Sætning"])
    page.goto(f"{ready}/lovparagraffer")
    with page.expect_download() as download:
        page.get_by_role("link", name="Hent som Excel").click()
    assert load_workbook(io.BytesIO(Path(download.value.path()).read_bytes()))["Steder"].max_row == len(rows) + 1


def test_what_is_not_there_is_said_with_a_friendly_sentence(browser: Browser, ready: str) -> None:
    page = browser.new_page()
    for path, said in [
        ("/anbefaling/19", "Der er ingen anbefaling med det nummer."),
        ("/paragraf/BL/777", "Publikationerne henviser ikke til Barnets lov § 777"),
        ("/publikation/findes-ikke", "Pejl har ingen publikation med det navn."),
    ]:
        answer = page.goto(ready + path)
        assert answer and answer.status == 404
        expect(page.get_by_role("main")).to_contain_text(said)
    page.close()


def test_the_server_writes_down_nothing_that_is_sought(ready: str) -> None:
    process = start(free_port())
    try:
        address = address_of(process)
        body = urllib.parse.urlencode({"q": "hemmelighed"}).encode()
        request = urllib.request.Request(f"{address}{links.SEARCH}", body, {"Accept": "application/json"})
        with pytest.raises(urllib.error.HTTPError) as refused:  # its index is not open yet
            urllib.request.urlopen(request)
        refused.value.close()
    finally:
        process.terminate()
        out, err = process.communicate(timeout=60)
    assert "hemmelighed" not in out + err and links.SEARCH not in out + err
