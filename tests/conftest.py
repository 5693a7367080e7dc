"""What the tests share: the real publications, the real model, the real index."""

from __future__ import annotations

import dataclasses
import os
import shutil
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")
os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
os.environ.setdefault("HF_HUB_OFFLINE", "1")

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def settings():
    """The settings of a fresh clone; the index that `make run` builds serves the tests too."""
    from ingest.settings import Settings

    return dataclasses.replace(Settings(), data=ROOT / "data", sources=ROOT / "sources")


@pytest.fixture(scope="session")
def index(settings):
    from app.service import prepare

    return prepare(settings)


@pytest.fixture(scope="session")
def main_publication(settings):
    from ingest.catalog import load_catalog, read_catalogued

    catalog = load_catalog(settings.sources)
    return read_catalogued(catalog, catalog.entry("kvalitet-i-sagsbehandlingen-2024"))


@pytest.fixture
def small_sources(settings, tmp_path):
    """Two short publications with a catalog of their own."""
    sources = tmp_path / "sources"
    (sources / "publications").mkdir(parents=True)
    text = (settings.sources / "catalog.toml").read_text(encoding="utf-8")
    head, *entries = text.split("[[publication]]")
    names = ["boerneinddragelse-webside-2023", "syv-anbefalinger-artikel-2023"]
    chosen = [entry for entry in entries if any(f'id = "{name}"' in entry for name in names)]
    (sources / "catalog.toml").write_text("[[publication]]".join([head, *chosen]), encoding="utf-8")
    for name in names:
        shutil.copy(settings.sources / "publications" / f"{name}.txt", sources / "publications")
    return sources


@pytest.fixture(scope="module")
def data(tmp_path_factory, index) -> Path:
    """A data folder with the index of all tests, where feedback and counters are nobody's but the test's."""
    return data_folder(tmp_path_factory.mktemp("data"))


def data_folder(folder: Path) -> Path:
    for name in ("index", "model"):
        (folder / name).symlink_to(ROOT / "data" / name)
    return folder


@pytest.fixture(scope="session")
def server(tmp_path_factory, index) -> Iterator[str]:
    """The address of a server; `index` has brought the index up to date before, but it may still be opening it."""
    from browser import address_of, free_port, start, stop

    process = start(free_port(), PEJL_DATA=str(data_folder(tmp_path_factory.mktemp("server"))))
    try:
        yield address_of(process)
    finally:
        stop(process)


@pytest.fixture(scope="session")
def ready(server: str) -> str:
    """The same, with its index open."""
    deadline = time.monotonic() + 180
    while True:
        try:
            urllib.request.urlopen(f"{server}/om").close()
            return server
        except urllib.error.HTTPError as answer:
            with answer:
                assert answer.code == 503 and time.monotonic() < deadline
            time.sleep(0.5)


@pytest.fixture(scope="module")
def browser():
    from browser import CHROMIUM, QUIET
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield browser
        browser.close()
