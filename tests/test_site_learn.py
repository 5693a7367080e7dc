"""Kom godt i gang: which cards there are, and practising them in a real browser."""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Iterator

import pytest
from browser import LOOKS, Visit, keep, sideways, violations
from playwright.sync_api import Browser, Page, expect

from app import links, texts_learn
from app.learn import MOST_CARDS, steps_of
from app.library import library_of
from app.render import part

KEY = "pejl-kom-godt-i-gang"
MONDAY = datetime.datetime(2026, 3, 2, 9, 0)


# The choice of cards.


def cards(index):
    return [card for step in steps_of(index) for card in step.cards]


def test_the_steps_follow_the_publication(index) -> None:
    assert [step.id for step in steps_of(index)] == [
        "trin-introduction",
        "trin-1",
        "trin-2",
        "trin-3",
        "trin-4",
        "trin-leader-chapter",
    ]
    assert all(5 <= len(step.cards) <= MOST_CARDS for step in steps_of(index))


def test_every_recommendation_has_a_card(index) -> None:
    assert {card.passage.recommendation for card in cards(index)} >= set(library_of(index).recommendations)


def test_every_answer_is_verbatim_and_whole(index) -> None:
    for card in cards(index):
        assert card.answer in card.passage.text
        assert card.answer.startswith(card.sentences[0].text) and card.answer.endswith(card.sentences[-1].text)
        assert 1 <= len(card.sentences) <= 2
        assert card.answer[0].isupper() and card.answer.endswith(".")


def test_every_question_is_an_editorial_one_of_its_passage(index) -> None:
    for card in cards(index):
        linked = next(q for q in library_of(index).questions[card.passage.id] if q.id == card.id)
        assert linked.question == card.question
        assert card.question.endswith("?") and 5 <= len(card.question.split()) <= 14


def test_no_answer_is_asked_for_twice(index) -> None:
    answers = [card.answer for card in cards(index)]
    assert len(set(answers)) == len(answers)
    assert len({card.id for card in cards(index)}) == len(answers)


def test_what_why_and_how_are_all_asked_for(index) -> None:
    for step in steps_of(index)[1:5]:
        assert {part(card.passage) for card in step.cards} >= {"Hvad", "Hvorfor", "Hvordan"}


def test_the_choice_is_the_same_each_time(index) -> None:
    before = cards(index)
    steps_of.cache_clear()
    assert cards(index) == before


# In the browser.


@pytest.fixture
def visit(browser: Browser, ready: str) -> Iterator[Visit]:
    visit = Visit(browser, ready, path=links.LEARN)
    yield visit
    complaints = visit.complaints
    visit.context.close()
    assert complaints == []


def begin_on_monday(page: Page) -> None:
    page.clock.install(time=MONDAY)
    page.reload()


def question(page: Page) -> str:
    return page.locator("#question").inner_text()


def practise(page: Page, word: str) -> str:
    """One card by mouse: show its answer, rate it, and give back its question."""
    asked = question(page)
    page.get_by_role("button", name=texts_learn.SHOW).click()
    page.get_by_role("button", name=word, exact=True).click()
    return asked


def counts(page: Page) -> list[int]:
    """Known, to repeat, not seen: the last row of the table."""
    return [int(cell.text_content() or "") for cell in page.locator("#way tfoot td").all()]


def later(page: Page, days: float) -> None:
    page.clock.set_fixed_time(MONDAY + datetime.timedelta(days=days))
    page.reload()


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look[0]}-{look[1]}")
def test_the_page_can_be_used_by_all(browser: Browser, ready: str, look: tuple[int, str]) -> None:
    visit = Visit(browser, ready, *look, links.LEARN)
    page = visit.page
    name = f"kom-godt-i-gang-{look[0]}-{look[1]}"
    try:
        assert violations(page) == []
        keep(page, name)
        for word in (texts_learn.COULD, texts_learn.COULD_NOT, texts_learn.COULD):
            practise(page, word)
        page.get_by_label(texts_learn.THOUGHT).fill("At barnet selv er med til at sætte retningen.")
        page.get_by_role("button", name=texts_learn.SHOW).click()
        page.get_by_text(texts_learn.TABLE).click()
        assert violations(page) == []
        assert sideways(page) == 0
        page.screenshot(path=f"artifacts/{name}-svar.png", full_page=True)
        page.get_by_role("button", name=texts_learn.DELETE).click()
        assert violations(page) == []
        assert visit.complaints == []
    finally:
        visit.context.close()


def test_nothing_scrolls_sideways_at_320_pixels(browser: Browser, ready: str) -> None:
    visit = Visit(browser, ready, 320, "light", links.LEARN)
    try:
        visit.page.get_by_text(texts_learn.TABLE).click()
        assert sideways(visit.page) == 0
        visit.page.get_by_role("button", name=texts_learn.SHOW).click()
        assert sideways(visit.page) == 0
    finally:
        visit.context.close()


def test_the_cards_can_be_read_without_a_script(browser: Browser, ready: str, index) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 740})
    page = context.new_page()
    page.goto(ready + links.LEARN)
    card = cards(index)[0]
    page.get_by_text(card.question).click()
    expect(page.get_by_text(card.answer)).to_be_visible()
    expect(page.locator("#desk")).to_be_hidden()
    assert page.locator("#steps details").count() == len(cards(index))
    page.screenshot(path="artifacts/kom-godt-i-gang-uden-script.png")
    context.close()


def test_five_cards_are_found_again_after_a_reload(visit: Visit, index) -> None:
    page = visit.page
    asked = [practise(page, texts_learn.COULD) for _ in range(5)]
    assert asked == [card.question for card in cards(index)[:5]]
    before = counts(page)
    assert before == [5, 0, len(cards(index)) - 5]
    now = question(page)
    page.reload()
    assert counts(page) == before and question(page) == now
    marks = page.locator(".marks [data-stage=known]")
    assert marks.count() == 5 and all(mark.is_visible() for mark in marks.all())
    assert page.locator(".marks [data-stage=unseen]").first.is_visible()


def test_the_answer_is_verbatim_with_its_place(visit: Visit, ready: str, index) -> None:
    page, card = visit.page, cards(index)[0]
    page.get_by_label(texts_learn.THOUGHT).fill("Mit eget bud")
    page.get_by_role("button", name=texts_learn.SHOW).click()
    assert page.locator("#quote blockquote").inner_text() == card.answer
    expect(page.get_by_label(texts_learn.THOUGHT)).to_have_value("Mit eget bud")
    link = page.locator("#quote").get_by_role("link", name=texts_learn.IN_CONTEXT)
    assert link.get_attribute("href") == links.passage_url(card.passage)
    link.click()
    expect(page.locator(f"#{links.passage_anchor(card.passage)}")).to_be_in_viewport()


def test_what_one_could_not_comes_back_today(visit: Visit, index) -> None:
    page = visit.page
    begin_on_monday(page)
    missed = practise(page, texts_learn.COULD_NOT)
    expect(page.locator("#said")).to_have_text("Kunne jeg ikke. Kortet kommer igen i dag.")
    expect(page.locator("#today")).to_contain_text("I dag: 1 kort at gentage.")
    assert question(page) != missed
    page.clock.fast_forward("11:00")
    practise(page, texts_learn.COULD)
    assert question(page) == missed
    expect(page.locator("#where")).to_contain_text("igen")


def test_what_one_could_comes_back_in_growing_intervals(visit: Visit) -> None:
    page = visit.page
    begin_on_monday(page)
    known = practise(page, texts_learn.COULD)
    expect(page.locator("#today")).to_contain_text("I dag: ingen kort at gentage.")
    intervals, day = [], 0
    for _ in range(3):
        said = page.locator("#said").inner_text()
        days = int(re.search(r"om (\d+) dage", said)[1])  # type: ignore[index]
        intervals.append(days)
        later(page, day + days - 1)
        assert counts(page)[1] == 0 and question(page) != known
        day += days
        later(page, day + 0.1)
        assert counts(page)[1] == 1 and question(page) == known
        practise(page, texts_learn.COULD)
    assert intervals == sorted(intervals) and intervals[0] < intervals[-1]


def test_nothing_is_sent(visit: Visit) -> None:
    page, asked = visit.page, []
    page.on("request", lambda request: asked.append(request.url))
    for word in (texts_learn.COULD, texts_learn.COULD_NOT) * 3:
        page.get_by_label(texts_learn.THOUGHT).fill("noget hemmeligt")
        practise(page, word)
    page.locator("#way").get_by_role("link", name="Opfølgning").click()
    page.wait_for_timeout(500)
    assert asked == []
    assert "hemmeligt" not in page.evaluate("JSON.stringify({...localStorage, ...sessionStorage}) + document.cookie")


def test_by_keyboard_alone(visit: Visit) -> None:
    page = visit.page
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "thought":
            break
    page.keyboard.type("1 barn og 2 voksne")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#quote")).to_be_focused()
    expect(page.get_by_label(texts_learn.THOUGHT)).to_have_value("1 barn og 2 voksne")
    page.keyboard.press("2")
    expect(page.locator("#question")).to_be_focused()
    page.keyboard.press("2")  # no answer is shown, so nothing is rated
    assert counts(page)[0] == 1
    for show, rate in (("Enter", "1"), ("Space", "2")):
        page.keyboard.press(show)
        expect(page.locator("#quote")).to_be_focused()
        page.keyboard.press(rate)
        expect(page.locator("#question")).to_be_focused()
    assert counts(page)[:2] == [2, 1]
    expect(page.get_by_role("status").filter(has_text="Kunne jeg. Kortet kommer igen")).to_be_visible()


def test_a_step_is_chosen_and_ended(visit: Visit, index) -> None:
    page, steps = visit.page, steps_of(index)
    page.locator("#way").get_by_role("link", name="Opfølgning").click()
    expect(page.locator("#question")).to_be_focused()
    for card in steps[4].cards:
        assert practise(page, texts_learn.COULD) == card.question
    expect(page.locator("#question")).to_have_text("Opfølgning: alle kort er set")
    keep(page, "kom-godt-i-gang-trin-set")
    page.get_by_role("button", name="Gå videre til Forudsætninger").click()
    assert question(page) == steps[5].cards[0].question


def test_the_way_is_deleted(visit: Visit, index) -> None:
    page = visit.page
    practise(page, texts_learn.COULD)
    page.get_by_role("button", name=texts_learn.DELETE).click()
    page.keyboard.press("Escape")
    assert counts(page)[0] == 1
    page.get_by_role("button", name=texts_learn.DELETE).click()
    page.get_by_role("button", name=texts_learn.DELETE_YES, exact=True).click()
    expect(page.get_by_text("Dit forløb er slettet.")).to_be_visible()
    assert counts(page) == [0, 0, len(cards(index))]
    assert page.evaluate("localStorage.length") == 0


def test_the_way_is_carried_over_in_a_file(visit: Visit, tmp_path) -> None:
    page = visit.page
    practise(page, texts_learn.COULD)
    practise(page, texts_learn.COULD_NOT)
    with page.expect_download() as download:
        page.get_by_role("button", name=texts_learn.SAVE).click()
    file = tmp_path / "forloeb.json"
    download.value.save_as(file)
    before = counts(page)
    page.evaluate("localStorage.clear()")
    page.reload()
    assert counts(page)[:2] == [0, 0]
    page.locator("#file").set_input_files(file)
    expect(page.get_by_text("Forløbet er indlæst: 2 kort.")).to_be_visible()
    assert counts(page) == before
    file.write_text('{"version": 1, "cards": {"a": {"due": "i morgen"}}}')
    page.locator("#file").set_input_files(file)
    expect(page.get_by_text(texts_learn.SPOKEN["notLoaded"])).to_be_visible()
    assert counts(page) == before


GOOD = {
    "due": "2126-01-01T09:00:00.000Z", "last_review": "2026-01-01T09:00:00.000Z", "stability": 2, "difficulty": 5,
    "scheduled_days": 2, "learning_steps": 0, "reps": 1, "lapses": 0, "state": 2,
}  # fmt: skip


@pytest.mark.parametrize(
    ("kept", "said", "known"),
    [
        ("{", "unreadable", 0),
        ('"tekst"', "unreadable", 0),
        ('{"version": 99, "cards": {}}', "unreadable", 0),
        ('{"version": 1, "cards": null}', "unreadable", 0),
        ([{**GOOD, "due": "aldrig"}, GOOD], "partly", 1),
        ([{**GOOD, "stability": None}, GOOD], "partly", 1),
        ([None, GOOD], "partly", 1),
        ([GOOD, GOOD], "", 2),
    ],
)
def test_what_is_kept_may_be_damaged(visit: Visit, index, kept, said: str, known: int) -> None:
    page = visit.page
    if isinstance(kept, list):
        ids = [card.id for card in cards(index)]
        kept = json.dumps({"version": 1, "step": "", "cards": dict(zip(ids, kept, strict=False))})
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, kept])
    page.reload()
    expect(page.locator("#trouble")).to_have_text(texts_learn.SPOKEN[said] if said else "")
    assert counts(page)[0] == known
    practise(page, texts_learn.COULD)
    page.reload()
    assert counts(page)[0] == known + 1


def test_the_clock_may_be_set_back(visit: Visit, index) -> None:
    page, card = visit.page, cards(index)[3]
    seen = {**GOOD, "due": "2026-01-02T09:00:00.000Z", "last_review": "2126-01-01T09:00:00.000Z"}
    text = json.dumps({"version": 1, "step": "", "cards": {card.id: seen}})
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [KEY, text])
    page.reload()
    assert practise(page, texts_learn.COULD) == card.question
    expect(page.locator("#said")).to_contain_text("Kunne jeg.")
    assert counts(page)[:2] == [1, 0]


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        ("Object.defineProperty(window, 'localStorage', {get() { throw Error(); }})", "blocked"),
        ("Storage.prototype.setItem = () => { throw new DOMException('', 'QuotaExceededError'); }", "full"),
    ],
    ids=["blocked", "full"],
)
def test_where_nothing_can_be_kept_one_can_practise(visit: Visit, broken: str, said: str) -> None:
    page = visit.page
    page.add_init_script(broken)
    page.reload()
    practise(page, texts_learn.COULD)
    expect(page.locator("#trouble")).to_have_text(str(texts_learn.SPOKEN[said]))
    assert counts(page)[0] == 1
