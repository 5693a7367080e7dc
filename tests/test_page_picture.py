"""Pages of PDF publications as pictures: the right page, the right words, nothing but the catalog's files."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from browser import ROOT, Visit, address_of, free_port, start, stop, violations
from pdf_maker import Layout, make_pdf
from PIL import Image
from playwright.sync_api import Browser, expect

from app import texts_ask
from app.page_picture import find_page, page_count, picture
from index.passages import Passage, passages_of
from ingest.publication import Publication
from ingest.read import read_publication

LAYOUTS = [
    Layout("columns", justified=True, soft_hyphens=True),
    Layout("shuffled", shuffled=True),
    Layout("narrow", columns=3, word_by_word=True),
]
SENTENCE = "Den skriftlige plan gennemgås sammen med den unge, før den sendes til forældremyndighedens indehaver."
QUESTION = "Hvornår gennemgås den skriftlige plan med den unge?"
QUESTIONS = (  # so many that there is no doubt that the publication answers
    QUESTION,
    "Hvornår skal den unge se den skriftlige plan?",
    "Hvornår gennemgår vi planen med den unge?",
    "Skal den unge gennemgå den skriftlige plan, før den sendes?",
    "Hvornår sendes den skriftlige plan til forældremyndighedens indehaver?",
    "Hvem gennemgår den skriftlige plan sammen med den unge?",
)


def text_of(pages: int) -> str:
    """A short guide; the sentence asked for stands on its last page."""
    filler = "Sagsbehandlingen tilrettelægges i et tæt samarbejde med familien og med de fagpersoner, den kender. " * 6
    parts = [f"## Afsnit {n}\n\n{filler.strip()}\n\nAfsnit {n} handler om opfølgning.\n" for n in range(1, 4 * pages)]
    return "# Håndbog om planer\n\n" + "\n".join(parts) + f"\n## Den unge\n\n{SENTENCE}\n"


def marked(png: bytes) -> list[int]:
    """The rows of the picture that have the colour of a mark."""
    pixels = np.asarray(Image.open(io.BytesIO(png)).convert("RGB")).astype(int)
    found = (pixels[:, :, 2] - pixels[:, :, 0] > 20) & (pixels[:, :, 1] > 180)
    return [int(row) for row in np.flatnonzero(found.any(axis=1))]


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_every_quote_is_marked_on_its_page(main_publication: Publication, layout: Layout, tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    make_pdf(main_publication, layout, file)
    passages = passages_of(read_publication(file, id="a", title="a"))[::40]
    assert len(passages) >= 5
    for passage in passages:
        quote = passage.sentences[0].text
        page = find_page(file, passage.page_index or 0, quote)
        assert page - (passage.page_index or 0) in (0, 1)
        assert marked(picture(file, page, [quote])), quote
        assert not marked(picture(file, page, ["Disse ord står slet ikke på nogen side i denne publikation."]))


def test_a_picture_has_bounds(tmp_path: Path, main_publication: Publication) -> None:
    file = tmp_path / "a.pdf"
    make_pdf(main_publication, Layout("tall", page=(200, 3000), columns=1, margin=20), file)
    width, height = Image.open(io.BytesIO(picture(file, 0))).size
    assert width <= 1240 and height <= 3600


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A catalog with one PDF publication and editorial questions on it."""
    folder = tmp_path_factory.mktemp("sources")
    (folder / "publications").mkdir()
    for name in ("abbreviations.toml", "english.toml", "laws.toml"):
        shutil.copy(ROOT / "sources" / name, folder)
    text = folder / "text.md"
    text.write_text(text_of(1), encoding="utf-8")
    file = folder / "publications" / "planer.pdf"
    layout = Layout("own", columns=1, size=14, leading=19, new_page_for_recommendations=False)
    make_pdf(read_publication(text, id="planer", title="Håndbog om planer"), layout, file)
    values = dict.fromkeys(("published", "edition", "url", "isbn", "licence", "law_version"), "")
    values |= {"id": "planer", "title": "Håndbog om planer", "short_title": "Håndbog", "publisher": "Kommunen"}
    values |= {"kind": "håndbog", "language": "da", "file": "planer.pdf"}
    values |= {"sha256": hashlib.sha256(file.read_bytes()).hexdigest()}
    lines = "".join(f'{key} = "{value}"\n' for key, value in values.items())
    (folder / "catalog.toml").write_text(f"[[publication]]\n{lines}", encoding="utf-8")
    asked = {"publication": "planer", "heading": "Den unge", "evidence": SENTENCE, "reviewed": True}
    lines = "".join(json.dumps({"question": question, **asked}, ensure_ascii=False) + "\n" for question in QUESTIONS)
    (folder / "questions.jsonl").write_text(lines, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def with_pdf(index, sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server on that catalog; `index` has unpacked the model before."""
    data = tmp_path_factory.mktemp("data")
    (data / "model").symlink_to(ROOT / "data" / "model")
    process = start(free_port(), PEJL_SOURCES=str(sources), PEJL_DATA=str(data))
    try:
        yield address_of(process)
    finally:
        stop(process)


def of_quote(sources: Path) -> Passage:
    publication = read_publication(sources / "publications" / "planer.pdf", id="planer", title="Håndbog om planer")
    return next(passage for passage in passages_of(publication) if SENTENCE in passage.text)


def test_the_page_of_a_quote_opens_with_it_marked(browser: Browser, with_pdf: str, sources: Path) -> None:
    visit = Visit(browser, with_pdf)
    turn = visit.ask(QUESTION)
    assert turn.locator("mark").first.inner_text() == SENTENCE
    passage = of_quote(sources)
    assert passage.page_index and passage.page_label != str(passage.page_index)
    card = turn.locator("details.source").first
    expect(card.locator(".origin")).to_contain_text(f"side {passage.page_label}")
    card.get_by_text(f"{texts_ask.PAGE_SHOWN} (side {passage.page_label})").click()
    link = card.get_by_role("link", name=texts_ask.PAGE_OPEN)
    picture = link.locator("img")
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("image => image.naturalWidth") == 1240
    address = link.get_attribute("href") or ""
    assert address.startswith(f"/side/planer/{passage.page_index}.png?passage=")
    with urllib.request.urlopen(with_pdf + address) as answer:
        rows = marked(answer.read())
    assert rows and max(rows) - min(rows) < 300  # some lines, no more
    link.click()
    dialog = visit.page.get_by_role("dialog")
    expect(dialog.get_by_role("img")).to_be_in_viewport()
    assert violations(visit.page) == []
    dialog.get_by_role("button", name=texts_ask.PAGE_PREVIOUS).click()
    expect(dialog.locator("img")).to_have_attribute(
        "src", f"{with_pdf}{address}".replace(f"/{passage.page_index}.png", f"/{passage.page_index - 1}.png")
    )
    visit.page.keyboard.press("Escape")
    expect(link).to_be_focused()
    assert visit.complaints == []
    visit.context.close()


@pytest.mark.parametrize(
    "address",
    [
        "/side/planer/999.png",
        "/side/planer/-1.png",
        "/side/other/0.png",
        "/side/..%2Fcatalog.toml/0.png",
        "/side/kvalitet-i-sagsbehandlingen-2024/0.png",
    ],
)
def test_only_pages_of_the_catalog_are_shown(with_pdf: str, browser: Browser, address: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused, urllib.request.urlopen(with_pdf + address):
        pass
    with refused.value as answer:
        assert answer.code == 404


def test_pages_are_counted(sources: Path) -> None:
    assert page_count(sources / "publications" / "planer.pdf") > (of_quote(sources).page_index or 0)
