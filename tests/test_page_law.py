"""A law that was read in, opened from an answer in a real browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import Visit, address_of, free_port, start, stop, violations
from law_maker import law_xml
from playwright.sync_api import Browser, expect

from ingest.law_files import keep_law
from ingest.read_law import parse_law

ROOT = Path(__file__).resolve().parent.parent
QUESTION = "Hvornår skal der være en barnets plan?"


@pytest.fixture(scope="module")
def with_law(tmp_path_factory: pytest.TempPathFactory, index: object) -> Iterator[str]:
    """A server whose operator has read barnets lov in: an invented text under its name."""
    data = tmp_path_factory.mktemp("law")
    (data / "model").symlink_to(ROOT / "data" / "model")
    shutil.copytree(ROOT / "data" / "index", data / "index")
    keep_law(law_xml(), parse_law(law_xml(), "lov.xml"), data)
    process = start(free_port(), PEJL_DATA=str(data))
    try:
        yield address_of(process)
    finally:
        stop(process)


def test_a_paragraf_behind_an_answer_opens_with_its_text(browser: Browser, with_law: str) -> None:
    visit = Visit(browser, with_law)
    turn = visit.ask(QUESTION)
    turn.get_by_role("link", name="Barnets lov § 91, stk. 2").first.click()
    dialog = visit.page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    expect(dialog.get_by_role("heading", name="Barnets lov § 91, stk. 2")).to_be_visible()
    assert "LBK nr. 282" in dialog.inner_text() and dialog.locator("blockquote").inner_text().strip()
    assert violations(visit.page) == []
    visit.page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    assert visit.complaints == []
    visit.context.close()
