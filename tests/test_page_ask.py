"""What can be done with a conversation on the page Spørg, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from browser import LOOKS, PATIENCE, Visit, keep, sideways, violations
from playwright.sync_api import Browser, Locator, Page, Route, expect

from app import texts, texts_ask, texts_lead
from app.texts import Reason, reason_text

QUESTION = "Hvornår skal der være en barnets plan?"
OTHER = "Hvilke rettigheder skal barnet kende før et møde?"
FOLLOW_UP = "og hvad med forældrene?"
WITHOUT_ANSWER = "Hvad koster en liter mælk?"
SHARED = "#q=Hvorn%C3%A5r%20skal%20der%20v%C3%A6re%20en%20barnets%20plan%3F"


@pytest.fixture
def visit(browser: Browser, ready: str, request: pytest.FixtureRequest) -> Iterator[Visit]:
    width, scheme, path = (*getattr(request, "param", (1280, "light")), "/")[:3]
    visit = Visit(browser, ready, width, scheme, path)
    yield visit
    complaints = visit.complaints
    visit.context.close()
    assert complaints == []


def press(within: Locator | Page, name: str) -> None:
    within.get_by_role("button", name=name, exact=True).click()


def questions(visit: Visit) -> list[str]:
    return visit.page.locator("article.turn h2").all_inner_texts()


def answered(visit: Visit, question: str, at: int = 0) -> Locator:
    turn = visit.page.locator("article.turn").nth(at)
    expect(turn.get_by_role("heading", name=question, exact=True)).to_be_visible()
    expect(turn.locator(".statements, .message")).to_be_visible(timeout=PATIENCE)
    return turn


def earlier(visit: Visit) -> Locator:
    return visit.page.locator("#earlier li")


# Where an answer leads.


def test_a_source_leads_to_the_page_that_it_is_read_on(visit: Visit) -> None:
    turn = visit.ask(QUESTION)
    link = turn.locator("aside").get_by_role("link", name=texts_ask.IN_CONTEXT).first
    assert re.fullmatch(r"/anbefaling/\d+#p-\w+", link.get_attribute("href") or "")


def test_a_law_reference_opens_what_is_known_of_it(visit: Visit) -> None:
    turn = visit.ask(QUESTION)
    in_card = turn.locator("aside").get_by_role("link", name="Barnets lov § 32").first
    in_card.click()
    dialog = visit.page.get_by_role("dialog", name="Barnets lov § 32")
    expect(dialog.get_by_role("link", name=texts_ask.CITED_HERE)).to_have_attribute("href", "/paragraf/BL/32")
    expect(dialog).to_contain_text("LOV nr. 721 af 13/06/2023")
    assert violations(visit.page) == []
    press(dialog, texts_ask.CLOSE)
    expect(in_card).to_be_focused()


# Asking again, otherwise.


def test_a_follow_up_says_what_it_was_understood_as_and_can_be_asked_alone(visit: Visit) -> None:
    visit.ask(QUESTION)
    turn = visit.ask(FOLLOW_UP)
    understood = turn.locator(".understood")
    expect(understood).to_contain_text(f"Forstået som: {QUESTION} {FOLLOW_UP}")
    held = turn.locator(".statements").inner_text()
    press(turn, texts_ask.ALONE)
    expect(turn.locator(".understood")).to_have_count(0)
    expect(turn.locator(".statements, .message")).not_to_have_text(held)
    assert questions(visit) == [QUESTION, FOLLOW_UP]
    expect(turn.get_by_role("heading", name=FOLLOW_UP)).to_be_focused()


def test_what_was_understood_can_be_corrected(visit: Visit) -> None:
    visit.ask(QUESTION)
    turn = visit.ask(FOLLOW_UP)
    press(turn.locator(".understood"), texts_ask.CORRECT)
    expect(visit.field).to_be_focused()
    expect(visit.field).to_have_value(f"{QUESTION} {FOLLOW_UP}")
    visit.field.fill(OTHER)
    visit.field.press("Enter")
    corrected = answered(visit, OTHER, 1)
    expect(corrected.locator(".understood")).to_have_count(0)
    assert questions(visit) == [QUESTION, OTHER]


def test_a_question_is_edited_in_its_place(visit: Visit) -> None:
    first = visit.ask(WITHOUT_ANSWER)
    visit.ask(OTHER)
    press(first, texts_ask.EDIT)
    expect(visit.field).to_have_value(WITHOUT_ANSWER)
    expect(visit.page.locator("#editing")).to_contain_text("Du retter spørgsmål 1.")
    visit.field.press("Escape")
    expect(visit.page.locator("#editing")).to_be_hidden()
    press(first, texts_ask.EDIT)
    visit.field.fill(QUESTION)
    visit.field.press("Enter")
    answered(visit, QUESTION)
    assert questions(visit) == [QUESTION, OTHER]
    expect(visit.page.locator("#editing")).to_be_hidden()
    assert visit.field.input_value() == ""


def test_a_question_is_asked_again(visit: Visit) -> None:
    turn = visit.ask(QUESTION)
    said = turn.locator(".statements").inner_text()
    turn.evaluate("turn => { turn.dataset.old = 'yes'; }")
    press(turn, texts_ask.RETRY)
    expect(visit.page.locator("article.turn[data-old]")).to_have_count(0)
    assert answered(visit, QUESTION).locator(".statements").inner_text() == said
    assert questions(visit) == [QUESTION]


def test_stopping_puts_the_question_back(visit: Visit) -> None:
    visit.ask(OTHER)
    held: list[Route] = []
    visit.page.route("**/queue/data**", lambda route: held.append(route))  # a server that takes its time
    visit.field.fill(QUESTION)
    visit.field.press("Enter")
    press(visit.page, texts_ask.STOP)
    expect(visit.field).to_have_value(QUESTION)
    expect(visit.field).to_be_focused()
    expect(visit.page.locator("#told")).to_have_text(texts_ask.STOPPED)
    assert questions(visit) == [OTHER]
    visit.page.unroute("**/queue/data**")
    visit.field.press("Enter")
    answered(visit, QUESTION, 1)
    assert questions(visit) == [OTHER, QUESTION]


def test_a_second_press_asks_nothing_more(visit: Visit) -> None:
    visit.field.fill(QUESTION)
    for _ in range(3):
        visit.field.press("Enter")
    answered(visit, QUESTION)
    visit.field.fill(OTHER)
    visit.field.press("Enter")
    answered(visit, OTHER, 1)
    assert questions(visit) == [QUESTION, OTHER]


# Taking it along.


def test_an_answer_is_copied_with_its_sources(visit: Visit) -> None:
    visit.context.grant_permissions(["clipboard-read", "clipboard-write"])
    turn = visit.ask(QUESTION)
    press(turn, texts_ask.COPY)
    expect(visit.page.locator("#told")).to_have_text(texts_ask.COPIED)
    copied = visit.page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"{QUESTION}\n\n") and "KRAV: " in copied and "Lovgrundlag: Barnets lov § 32" in copied
    assert re.search(r"^\[1\] Anbefaling 13 · Hvorfor\. Anbefalinger til kvalitet .*, marts 2024$", copied, re.M)


def test_a_link_asks_the_question_again(visit: Visit, ready: str) -> None:
    visit.context.grant_permissions(["clipboard-read", "clipboard-write"])
    press(visit.ask(QUESTION), texts_ask.SHARE)
    expect(visit.page.locator("#told")).to_have_text(texts_ask.SHARED)
    link = visit.page.evaluate("navigator.clipboard.readText()")
    assert link == f"{ready}/{SHARED}"


@pytest.mark.parametrize("visit", [(1280, "light", f"/{SHARED}")], indirect=True)
def test_a_shared_link_is_answered_and_leaves_the_address(visit: Visit) -> None:
    answered(visit, QUESTION)
    assert "#" not in visit.page.url
    asked: list[str] = []
    visit.page.on("request", lambda request: asked.append(request.url))
    visit.page.evaluate("location.hash = 'q=' + encodeURIComponent('Hvad koster en liter mælk?')")
    answered(visit, WITHOUT_ANSWER, 1)
    assert not [url for url in asked if "koster" in url]


def test_a_conversation_is_downloaded_as_word(visit: Visit, tmp_path: Path) -> None:
    visit.ask(QUESTION)
    turn = visit.ask(WITHOUT_ANSWER)
    turn.get_by_text(texts_ask.DOWNLOAD).click()
    with visit.page.expect_download() as download:
        press(turn, texts_ask.AS_WORD)
    assert download.value.suggested_filename == "Pejl - Hvornår skal der være en barnets plan.docx"
    download.value.save_as(tmp_path / "a.docx")
    document = docx.Document(str(tmp_path / "a.docx"))
    headings = [p.text for p in document.paragraphs if p.style and p.style.name == "Heading 1"]
    assert headings == [QUESTION, WITHOUT_ANSWER]
    assert document.core_properties.language == "da-DK"
    quotes = " ".join(p.text for p in document.paragraphs if p.style and p.style.name == "Citat")
    assert visit.page.locator("article.turn mark").first.inner_text() in quotes


def test_a_conversation_is_downloaded_as_markdown(visit: Visit) -> None:
    turn = visit.ask(QUESTION)
    turn.get_by_text(texts_ask.DOWNLOAD).click()
    with visit.page.expect_download() as download:
        press(turn, texts_ask.AS_MARKDOWN)
    assert download.value.suggested_filename == "Pejl - Hvornår skal der være en barnets plan.md"
    text = Path(download.value.path()).read_text("utf-8")
    assert f"## {QUESTION}" in text and "### Kilder\n\n1. Anbefaling 13" in text


def test_on_paper_there_are_answers_and_open_sources(visit: Visit) -> None:
    turn = visit.ask(QUESTION)
    turn.locator("details.source > summary").first.click()
    visit.page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    visit.page.emulate_media(media="print")
    expect(turn.locator("mark").first).to_be_visible()
    for gone in ("#composer", ".tools", ".feedback", "nav"):
        expect(visit.page.locator(gone).first).to_be_hidden()
    visit.page.emulate_media(media="screen")
    visit.page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    expect(turn.locator("mark").first).to_be_hidden()


# Earlier conversations.


def test_a_conversation_is_found_again_after_a_reload(visit: Visit) -> None:
    visit.ask(QUESTION)
    said = visit.ask(FOLLOW_UP).locator(".statements").inner_text()
    visit.page.reload()
    expect(earlier(visit)).to_have_count(1)
    earlier(visit).get_by_role("button", name=QUESTION).first.click()
    turn = answered(visit, FOLLOW_UP, 1)
    assert turn.locator(".statements").inner_text() == said
    expect(visit.page.get_by_role("heading", name=QUESTION, exact=True)).to_be_focused()
    visit.ask(WITHOUT_ANSWER)
    press(visit.page, texts.NEW_CONVERSATION)
    expect(earlier(visit)).to_have_count(1)  # the same one went on


def test_conversations_are_deleted_one_by_one_and_all(visit: Visit) -> None:
    for question in (QUESTION, OTHER, WITHOUT_ANSWER):
        visit.ask(question)
        press(visit.page, texts.NEW_CONVERSATION)
    expect(earlier(visit)).to_have_count(3)
    press(visit.page, texts_ask.FORGET_NAMED.format(title=OTHER))
    expect(earlier(visit)).to_have_count(2)
    assert visit.page.evaluate("document.activeElement.textContent") == texts_ask.FORGET
    press(visit.page, texts_ask.FORGET_ALL)
    expect(earlier(visit)).to_have_count(2)  # asked once more
    press(visit.page, texts_ask.FORGET_ALL_SURE)
    expect(earlier(visit)).to_have_count(0)
    assert visit.page.evaluate("localStorage.length") == 0
    visit.page.reload()
    expect(visit.page.get_by_text(texts.INTRODUCTION)).to_be_visible()
    expect(earlier(visit)).to_have_count(0)


def test_what_was_turned_away_is_kept_nowhere(visit: Visit) -> None:
    visit.ask("Hvad gør jeg med 010203-1234?")
    assert visit.page.evaluate("JSON.stringify(localStorage)") == "{}"
    visit.ask(QUESTION)
    visit.ask("Skal jeg anbringe Sofie på 7 år?")
    visit.ask("Er Rasmus i risiko for at blive kriminel?")  # only its meaning gives it away
    expect(visit.page.locator("#question textarea")).to_have_value("Er Rasmus i risiko for at blive kriminel?")
    assert "Rasmus" not in visit.page.locator(".turns").inner_text()
    kept = visit.page.evaluate("JSON.stringify(localStorage)")
    assert "barnets plan" in kept and not any(said in kept for said in ("Sofie", "Rasmus", "010203"))
    visit.page.reload()
    earlier(visit).get_by_role("button", name=QUESTION).first.click()
    answered(visit, QUESTION)
    assert questions(visit) == [QUESTION]


# Feedback.


def test_feedback_is_thanked_for_once_it_is_saved_and_stands_in_the_queue(visit: Visit, ready: str) -> None:
    turn = visit.ask(QUESTION)
    sent: list[str] = []
    visit.page.on("request", lambda request: sent.append(request.post_data or "") if "tilbage" in request.url else None)
    turn.get_by_role("radio", name="Forældet").check()
    expect(turn.get_by_role("checkbox", name=texts_ask.WITH_QUESTION)).to_be_checked()
    turn.get_by_label(texts_ask.COMMENT).fill("Fristen er en anden nu; ring til 010203-1234.")
    press(turn, texts_ask.SEND_FEEDBACK)
    expect(turn.locator(".told")).to_have_text(texts_lead.FEEDBACK_CPR)
    turn.get_by_label(texts_ask.COMMENT).fill("Fristen er en anden nu.")
    turn.get_by_role("checkbox").uncheck()
    press(turn, texts_ask.SEND_FEEDBACK)
    expect(turn.locator(".told")).to_have_text(texts_ask.THANKS)
    expect(turn.locator(".told")).to_be_focused()
    assert '"question":null' in sent[-1] and '"out_of_date"' in sent[-1]
    visit.page.goto(f"{ready}/teamledere/tilbagemeldinger")
    expect(visit.page.get_by_role("main")).to_contain_text("Fristen er en anden nu.")
    expect(visit.page.get_by_role("main")).not_to_contain_text(QUESTION)


def test_feedback_can_be_thought_better_of(visit: Visit) -> None:
    turn = visit.ask(WITHOUT_ANSWER)
    missing = turn.get_by_role("radio", name="Svar mangler")
    missing.check()
    press(turn, texts_ask.UNDO)
    expect(turn.locator(".feedback .more")).to_be_hidden()
    expect(missing).to_be_focused()


# For everyone.


def test_asking_and_reading_without_a_mouse(visit: Visit) -> None:
    keys = visit.page.keyboard
    expect(visit.field).to_be_visible()
    keys.press("Tab")
    expect(visit.page.get_by_role("link", name=texts.SKIP)).to_be_focused()
    keys.press("Enter")
    expect(visit.field).to_be_focused()
    keys.type(QUESTION)
    keys.press("Enter")
    turn = answered(visit, QUESTION)
    expect(visit.page.locator("#spoken [role=status]")).to_contain_text("barnets plan")
    expect(visit.field).to_be_focused()  # never lost
    marker = turn.get_by_role("link", name="Kilde 1")
    for _ in range(40):
        if marker.evaluate("link => link === document.activeElement"):
            break
        keys.press("Shift+Tab")
    expect(marker).to_be_focused()
    keys.press("Enter")
    source = turn.locator("details.source > summary").first
    expect(source).to_be_focused()
    expect(turn.locator("mark").first).to_be_in_viewport()
    keys.press("Enter")
    expect(turn.locator("mark").first).to_be_hidden()
    keys.press("Enter")
    expect(turn.locator("mark").first).to_be_visible()
    shown = "document.activeElement.matches(':focus-visible') && getComputedStyle(document.activeElement).outlineStyle"
    assert visit.page.evaluate(shown) == "solid"


def test_at_400_percent_everything_fits(browser: Browser, ready: str) -> None:
    visit = Visit(browser, ready, 320)
    visit.page.set_viewport_size({"width": 320, "height": 256})
    turn = visit.ask(QUESTION)
    visit.ask(FOLLOW_UP)
    assert sideways(visit.page) == 0
    turn.locator("a.marker").first.click()
    expect(turn.locator("mark").first).to_be_in_viewport()
    turn.get_by_role("radio", name="Forkert kilde").check()
    turn.locator("a.paragraf").first.click()
    expect(visit.page.get_by_role("dialog")).to_be_in_viewport()
    assert sideways(visit.page) == 0
    keep(visit.page, "zoom-400")
    assert visit.complaints == []
    visit.context.close()


@pytest.mark.parametrize("visit", LOOKS, indirect=True, ids=lambda look: f"{look[0]}-{look[1]}")
def test_axe_finds_nothing(visit: Visit, request: pytest.FixtureRequest) -> None:
    look = request.node.callspec.id
    expect(visit.field).to_be_visible()
    assert violations(visit.page) == []
    visit.ask(QUESTION)
    assert violations(visit.page) == []
    turn = visit.ask(WITHOUT_ANSWER)
    expect(turn.get_by_text(reason_text(Reason.NOT_IN_PUBLICATIONS))).to_be_visible()
    turn.get_by_role("radio", name="Svar mangler").check()
    turn.get_by_text(texts_ask.DOWNLOAD).click()
    assert violations(visit.page) == []
    visit.ask(FOLLOW_UP)
    visit.ask("Hvad gør jeg med 010203-1234?")
    assert violations(visit.page) == [] and sideways(visit.page) == 0
    keep(visit.page, f"lang-samtale-{look}")
    press(visit.page, texts.NEW_CONVERSATION)
    expect(earlier(visit)).to_have_count(1)
    assert violations(visit.page) == [] and sideways(visit.page) == 0
    keep(visit.page, f"tidligere-{look}")
