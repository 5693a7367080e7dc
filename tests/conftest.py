"""What the tests share: the real publications, the real model, the real index."""

from __future__ import annotations

import dataclasses
import os
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
