"""Measuring Pejl with a language model: what it wrote, and what of it was dropped, by cause."""

from __future__ import annotations

from collections import Counter

from model_maker import Scripted, draft, statement

from app.writer import ModelHealth, make_writer
from eval.__main__ import main
from eval.report import page
from eval.run import run
from eval.runs import RunConfig, read_run
from eval.systems import WITH_MODEL


def half_right(message):
    """The first sentence of the first source as it stands, and once more with a number that is not there."""
    first = message["kilder"][0]
    own = first["tekst"].split(". ")[0].rstrip(".")
    return draft(
        statement(f"{own}.", (first["source"], own)),
        statement(f"{own} efter 77 dage.", (first["source"], own)),
    )


def test_statements_dropped_are_reported_by_cause(index, settings, tmp_path, monkeypatch):
    model = ModelHealth("scripted", Scripted(half_right))
    monkeypatch.setattr("eval.systems.open_model", lambda settings: (make_writer(model.ask), model))
    done = run(RunConfig(split="dev", systems=(WITH_MODEL,), limit=16), settings, tmp_path)
    responses = list(read_run(done.folder).responses[WITH_MODEL].values())
    dropped = Counter()
    for response in responses:
        dropped.update(map(str, Counter(response.dropped).elements()))
    assert dropped["number"] >= 3
    assert {str(response.written) for response in responses if response.written} <= {
        "model",
        "model_discarded",
        "verbatim",
    }
    html = page(done)
    assert "Hvad skrev sprogmodellen?" in html and "tal, dato eller enhed" in html


def test_without_a_model_it_is_said_what_to_do(index, monkeypatch, capsys):
    monkeypatch.delenv("PEJL_LLM", raising=False)
    assert main(["--llm", "--systems", WITH_MODEL, "--limit", "1"]) == 1
    assert "PEJL_LLM" in capsys.readouterr().err
