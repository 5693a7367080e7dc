"""Om: what a reader must know, and figures that are those of the last evaluation."""

from __future__ import annotations

import dataclasses
import html
import json
from pathlib import Path

import pytest
from pages_client import client

from app import texts, texts_about
from app.page_html import introduction_html
from app.quality import read_quality
from index.search import Index
from ingest.settings import Settings


def test_om_says_what_a_reader_must_know(index: Index, settings: Settings) -> None:
    shown = client(index, settings, contact="pejl@kommune.test").get("/om").text
    for entry in index.entries.values():
        assert entry.title in shown.replace("&amp;", "&")
    assert "marts 2024" in shown and "LBK nr. 282" in shown
    for heading in ("STATUS", "NOT_ACCESSIBLE", "PREPARED", "REACH", "ENFORCEMENT"):
        assert f"<h3>{getattr(texts_about, heading)}</h3>" in shown
    assert 'href="mailto:pejl@kommune.test"' in shown and "Digitaliseringsstyrelsen" in shown
    assert texts_about.NO_MODEL in shown and "feedback.sqlite3" in shown
    assert texts_about.CONTACT_NONE in client(index, settings).get("/om").text


def test_om_names_the_model_and_claims_no_words_of_the_source_for_it(index: Index, settings: Settings) -> None:
    shown = html.unescape(client(index, settings, llm="ollama:lille:3b").get("/om").text)
    assert texts_about.WITH_MODEL.format(model="lille:3b") in shown and texts_about.NO_MODEL not in shown
    assert texts_about.IS_WITH_MODEL[0] in shown and texts_about.IS[0] not in shown
    assert texts_about.STEPS_WITH_MODEL[-1] in shown and texts_about.STEPS[-1] not in shown
    assert texts.INTRODUCTION not in introduction_html(model=True)


def test_a_replaced_publication_is_marked(index: Index, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = list(index.entries)[:2]
    entries = {**index.entries, old: dataclasses.replace(index.entries[old], replaced_by=new)}
    monkeypatch.setattr(index, "entries", entries)
    assert f"Erstattet af {entries[new].title}" in client(index, settings).get("/om").text


def test_the_figures_are_those_of_the_last_evaluation(tmp_path: Path) -> None:
    assert read_quality(tmp_path) is None
    (tmp_path / "eval").mkdir()
    baseline = {"split": "test", "recorded": "2026-01-02", "figures": {"mrr": {"value": 0.5, "tolerance": 0}}}
    (tmp_path / "eval" / "baseline.json").write_text(json.dumps(baseline))
    recorded = read_quality(tmp_path)
    assert recorded and (recorded.measured, recorded.figures) == ("2026-01-02", {"mrr": (0.5, None, None)})
    for name, split, metrics in (
        ("2026-02-01T10-00-00", "test", '{"pejl": {"all": {"mrr": {"value": 0.6, "low": 0.5, "high": 0.7}}}}'),
        ("2026-02-02T10-00-00", "dev", '{"pejl": {"all": {}}}'),
        ("2026-02-03T10-00-00", "test", '{"dense": {"all": {}}}'),
        ("2026-02-04T10-00-00", "test", "broken off"),
    ):
        folder = tmp_path / "results" / name
        folder.mkdir(parents=True)
        config = {"config": {"split": split}, "identity": {"started": name.replace("T10-", "T10:")}}
        (folder / "config.json").write_text(json.dumps(config))
        (folder / "metrics.json").write_text(metrics)
    newest = read_quality(tmp_path)
    assert newest and (newest.measured, newest.figures["mrr"]) == ("2026-02-01", (0.6, 0.5, 0.7))
    own = read_quality()
    assert own and set(texts_about.METRICS) <= set(own.figures)
