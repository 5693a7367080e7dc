"""The page in a real browser, on a server started as `make run` starts it."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import LOOKS, ROOT, Visit, address_of, free_port, keep, sideways, start
from playwright.sync_api import Browser, expect

from app import texts
from app.texts import Reason, reason_text

QUESTION = "Hvornår skal der være en barnets plan?"
WITHOUT_ANSWER = "Hvad koster en liter mælk?"


@pytest.fixture
def visit(browser: Browser, server: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    width, scheme = getattr(request, "param", (1280, "light"))
    visit = Visit(browser, server, width, scheme)
    yield visit
    complaints = visit.complaints
    visit.context.close()
    assert complaints == []


@pytest.mark.parametrize("visit", LOOKS, indirect=True, ids=lambda look: f"{look[0]}-{look[1]}")
def test_a_conversation(visit: Visit, request: pytest.FixtureRequest) -> None:
    page, look = visit.page, request.node.callspec.id
    expect(page.get_by_text(texts.INTRODUCTION)).to_be_visible()
    assert sideways(page) == 0
    keep(page, f"start-{look}")
    turn = visit.ask(QUESTION)
    expect(turn.get_by_role("heading", name=QUESTION)).to_be_visible()
    assert sideways(page) == 0
    keep(page, f"svar-{look}")
    marker = turn.locator("a.marker").first
    marker.click()
    quote = turn.locator(f"mark{marker.get_attribute('href')}")
    expect(quote).to_be_in_viewport()
    assert sideways(page) == 0
    keep(page, f"kilde-{look}")
    visit.ask(WITHOUT_ANSWER)
    page.wait_for_timeout(300)  # until it has been scrolled to
    assert sideways(page) == 0
    keep(page, f"intet-svar-{look}")


def test_an_answer_stands_in_its_source(visit: Visit) -> None:
    turn = visit.ask(QUESTION)
    said = turn.locator(".statements").inner_text()
    assert "barnets plan" in said
    sources = turn.get_by_role("complementary", name="Kilder til svaret")
    assert re.search(r"Anbefaling (5|13)\b", sources.inner_text())
    for marker in turn.locator("a.marker").all():
        quoted = turn.locator(f"mark{marker.get_attribute('href')}")
        assert quoted.inner_text() in said
        assert quoted.inner_text() in quoted.locator("xpath=ancestor::blockquote").inner_text()
    turn.locator(".law").get_by_role("link", name="Barnets lov § 32").first.click()
    law = visit.page.get_by_role("dialog")
    expect(law.get_by_role("heading", name="Barnets lov § 32")).to_be_visible()
    out = law.get_by_role("link", name=re.compile("Retsinformation"))
    assert out.get_attribute("href") == "https://www.retsinformation.dk/eli/lta/2023/721"
    assert "Nyere udgave: LBK nr. 282" in law.inner_text()
    visit.page.keyboard.press("Escape")
    expect(turn.locator(".law").get_by_role("link").first).to_be_focused()


def test_duty_and_advice_differ_by_word_and_shape(visit: Visit) -> None:
    turn = visit.ask("Hvilke rettigheder skal barnet kende før et møde?")
    badges = turn.locator(".statements .badge")
    assert set(badges.all_inner_texts()) <= {"KRAV", "ANBEFALING"} and badges.count() > 0
    radius = "element => getComputedStyle(element).borderRadius"
    for badge in badges.all():
        round_ = badge.evaluate(radius) != "0px"
        assert round_ == (badge.inner_text() == "ANBEFALING")


def test_an_example_is_one_click(visit: Visit) -> None:
    visit.ask(WITHOUT_ANSWER)  # so the index is open
    visit.page.get_by_role("button", name=texts.NEW_CONVERSATION).click()
    expect(visit.page.locator("article.turn")).to_have_count(0)
    visit.page.get_by_role("button", name=texts.EXAMPLES[0]).click()
    turn = visit.page.locator("article.turn")
    expect(turn.locator(".statements")).to_be_visible()
    expect(turn.get_by_role("heading", name=texts.EXAMPLES[0])).to_be_focused()


def test_no_answer_says_so(visit: Visit) -> None:
    turn = visit.ask(WITHOUT_ANSWER)
    expect(turn.get_by_text(reason_text(Reason.NOT_IN_PUBLICATIONS))).to_be_visible()
    expect(turn.get_by_text("(ikke et svar på spørgsmålet)")).to_be_visible()
    assert turn.locator("a.marker, mark, aside").count() == 0


def test_several_turns_keep_their_own_sources(visit: Visit) -> None:
    first = visit.ask(QUESTION)
    held = first.locator(".statements").inner_text()
    first.evaluate("turn => { turn.dataset.same = 'yes'; }")
    second = visit.ask("Hvilke rettigheder skal barnet kende før et møde?")
    assert first.locator(".statements").inner_text() == held
    assert first.get_attribute("data-same") == "yes"  # left alone, not built anew
    for turn in (first, second):
        marks = {mark.get_attribute("id") for mark in turn.locator("mark[id]").all()}
        assert {(m.get_attribute("href") or "")[1:] for m in turn.locator("a.marker").all()} <= marks


def test_shift_enter_is_a_new_line(visit: Visit) -> None:
    visit.field.fill("Hvornår skal der")
    visit.field.press("Shift+Enter")
    visit.field.press_sequentially("være en plan?")
    assert visit.field.input_value() == "Hvornår skal der\nvære en plan?"
    assert visit.page.locator("article.turn").count() == 0


def test_a_cpr_number_is_nowhere_on_the_page(visit: Visit) -> None:
    turn = visit.ask("Hvad gør jeg med 010203-1234?")
    expect(turn.get_by_text(texts.NOT_STORED)).to_be_visible()
    expect(turn.get_by_text("Det er ikke gemt.")).to_be_visible()
    assert visit.field.input_value() == ""
    assert "010203" not in visit.page.content()


def test_markup_in_a_question_is_text(visit: Visit) -> None:
    hostile = "<img src=x onerror=alert(1)> ${alert(2)} {{value}} </h2><script>alert(3)</script> mælk?"
    turn = visit.ask(hostile)
    assert turn.locator("h2").inner_text() == hostile
    assert turn.locator("img, script").count() == 0


def test_the_document_is_danish_and_has_landmarks(visit: Visit) -> None:
    page = visit.page
    expect(visit.field).to_be_visible()
    page.wait_for_timeout(500)  # Gradio names another language when it has loaded
    expect(page.locator("html")).to_have_attribute("lang", "da")
    assert page.title() == "Pejl"
    expect(page.get_by_role("heading", level=1)).to_have_text("Pejl")
    for role in ("banner", "main", "contentinfo"):
        expect(page.get_by_role(role)).to_have_count(1)  # type: ignore[arg-type]
    assert page.locator("[role=status]").count() >= 2
    assert "Vurderer ikke sager" in page.get_by_role("contentinfo").inner_text()
    page.get_by_role("navigation").get_by_role("link", name=texts.ABOUT_PAGE, exact=True).click()
    about = page.get_by_role("main").inner_text()
    assert "ikke juridisk rådgivning" in about and "marts 2024" in about


def test_the_answer_is_read_aloud(visit: Visit) -> None:
    visit.ask(QUESTION)
    spoken = visit.page.locator("#spoken [role=status]")
    expect(spoken).to_contain_text("barnets plan")


def test_a_lost_connection_is_told_in_danish(visit: Visit) -> None:
    visit.ask(WITHOUT_ANSWER)
    visit.context.set_offline(True)
    visit.field.fill(QUESTION)
    visit.field.press("Enter")
    expect(visit.page.get_by_text(texts.UNREACHABLE)).to_be_visible()
    expect(visit.page.locator(".toast-wrap")).to_be_hidden()
    visit.complaints.clear()  # the browser's own, of the connection


def test_a_taken_port_is_one_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        process = start(port)
        out, err = process.communicate(timeout=120)
    assert (process.returncode, out) == (1, "")
    assert err == f"Pejl: {texts.port_taken(port)}\n"


def test_a_failed_start_is_told_on_the_page_and_in_one_sentence(server: str, browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "index").write_text("in the way of the folder")
    (tmp_path / "model").symlink_to(ROOT / "data" / "model")  # as the server has unpacked it
    process = start(free_port(), PEJL_DATA=str(tmp_path))
    try:
        page = browser.new_page()
        page.goto(address_of(process))
        expect(page.locator("#notice")).to_contain_text("kunne ikke læses ind", timeout=60_000)
        page.close()
        _, err = process.communicate(timeout=60)
    finally:
        process.kill()
    assert process.returncode == 1
    assert err.strip().splitlines()[-1].startswith("Pejl: ")
    assert "Traceback" not in err
