"""A run's folder, the gate, the comparison and the report, on small runs made by hand."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from case_maker import BLOCKED, NO_SOURCE, make_answer, make_case, make_place, make_unanswerable

from app.answer import Turn
from eval.__main__ import main
from eval.cases import Case, CaseType, digest_of
from eval.compare import compare
from eval.errors import RunError
from eval.figures import reckon_all
from eval.gate import fallen, read_baseline, write_baseline
from eval.peers import first_texts
from eval.report import page, write_report
from eval.responses import Response
from eval.runs import Run, RunConfig, RunIdentity, read_run, write_run
from eval.systems import WITHOUT_MODEL
from eval.table import table
from eval.verdict import fault_of

RIGHT = make_answer("barnet skal høres", ranked=(make_place("barnet skal høres"),), confidence=0.9, ms=12.0)
WRONG = make_answer("noget <andet>", ranked=(make_place("noget <andet>"),), confidence=0.4, ms=900.0)
FOLLOW_UP = make_case(id="t-2", type=CaseType.FOLLOW_UP, question="og <ellers>?", history=(Turn("Skal det?", "Ja."),))
CASES = (make_case(id="t-1"), FOLLOW_UP, make_unanswerable(CaseType.STRANGER, id="t-3"))


def make_run(folder: Path, *responses: Response, cases: tuple[Case, ...] = CASES, system: str = "pejl") -> Run:
    identity = RunIdentity(
        started="2024-03-01T12:00:00",
        cases=digest_of(cases),
        index={"model": "e5"},
        versions={"python": "3.11"},
        commit="abc",
        machine="x",
    )
    given: Mapping[str, Response] = {case.id: response for case, response in zip(cases, responses, strict=True)}
    figures = {system: reckon_all([(case, given[case.id]) for case in cases])}
    return Run(folder, RunConfig(split="test", systems=(system,)), identity, cases, {system: given}, figures)


@pytest.fixture
def good(tmp_path) -> Run:
    return make_run(tmp_path / "good", RIGHT, RIGHT, NO_SOURCE)


@pytest.fixture
def bad(tmp_path) -> Run:
    return make_run(tmp_path / "bad", RIGHT, WRONG, WRONG)


def test_a_run_is_read_as_it_was_written(good: Run) -> None:
    write_run(good)
    assert read_run(good.folder) == good
    assert len((good.folder / "places.jsonl").read_text("utf-8").splitlines()) == 1  # each text once


def test_settings_stand_beside_the_results(good: Run) -> None:
    write_run(good)
    written = json.loads((good.folder / "config.json").read_text("utf-8"))
    assert RunConfig(**written["config"]) == good.config
    assert written["identity"]["index"] == {"model": "e5"}


@pytest.mark.parametrize(
    "missing", ["config.json", "cases.jsonl", "places.jsonl", "metrics.json", "answers/pejl.jsonl"]
)
def test_half_a_folder_is_refused(good: Run, missing: str, capsys) -> None:
    write_run(good)
    (good.folder / missing).unlink()
    assert main(["--html", str(good.folder)]) == 1
    assert "Traceback" not in capsys.readouterr().err


def test_the_gate_holds_and_names_what_fell(good: Run, bad: Run, tmp_path) -> None:
    path = tmp_path / "baseline.json"
    write_baseline(good, path)
    baseline = read_baseline(path)
    assert fallen(baseline, good) == []
    losses = " ".join(fallen(baseline, bad))
    assert "Fakta i svaret: 1,00 → 0,50" in losses and "Afvist uden for feltet: F1: 1,00 → 0,00" in losses
    assert "Citater" not in losses  # quotes are as true as before
    write_baseline(bad, path)
    assert fallen(read_baseline(path), good) == []  # better is never a fall


def test_the_gate_lets_noise_pass(good: Run) -> None:
    baseline = {
        "split": "test",
        "cases": good.identity.cases,
        "figures": {"nugget_recall": {"value": 1.015, "tolerance": 0.02}, "mrr": {"value": 1.03, "tolerance": 0.02}},
    }
    assert fallen(baseline, good) == ["Første rigtige plads (MRR): 1,03 → 1,00"]


def test_blocking_more_is_a_fall(good: Run, tmp_path) -> None:
    write_baseline(good, tmp_path / "baseline.json")
    blocking = make_run(tmp_path, RIGHT, BLOCKED, NO_SOURCE)
    assert any(
        "Blokeret med urette: 0,00 → 0,33" in loss
        for loss in fallen(read_baseline(tmp_path / "baseline.json"), blocking)
    )


def test_the_gate_wants_the_same_cases(good: Run, tmp_path) -> None:
    write_baseline(good, tmp_path / "baseline.json")
    fewer = make_run(tmp_path, RIGHT, cases=CASES[:1])
    with pytest.raises(RunError, match="cases have changed"):
        fallen(read_baseline(tmp_path / "baseline.json"), fewer)
    with pytest.raises(RunError, match="record one"):
        read_baseline(tmp_path / "none.json")


def test_the_recorded_baseline_is_of_the_cases_as_they_are() -> None:
    from eval.cases import load_split

    baseline = read_baseline()
    assert (baseline["split"], baseline["cases"]) == ("test", digest_of(load_split("test")))


def test_compare_tells_better_from_worse(good: Run, bad: Run) -> None:
    there = compare(good, bad)
    assert "Bedre (0)" in there and "Dårligere (2)" in there
    assert "t-2 · follow_up" in there and "Fakta i svaret 1,00 → 0,00" in there
    back = compare(bad, good)
    assert "Bedre (2)" in back and "Dårligere (0)" in back
    assert "Dårligere (0)" in compare(good, good) and "Bedre (0)" in compare(good, good)


def test_compare_wants_something_in_common(good: Run, tmp_path) -> None:
    with pytest.raises(RunError, match="share no case"):
        compare(good, make_run(tmp_path, RIGHT, cases=(make_case(id="other"),)))
    with pytest.raises(RunError, match="share no case"):
        compare(good, make_run(tmp_path, RIGHT, RIGHT, NO_SOURCE, system="bm25"))


@pytest.mark.parametrize(
    ("case", "response", "fault"),
    [
        (CASES[0], RIGHT, ""),
        (CASES[0], WRONG, "Ingen af de rette fakta i svaret"),
        (CASES[0], NO_SOURCE, "Afvist med urette"),
        (CASES[0], BLOCKED, "Blokeret med urette"),
        (CASES[2], NO_SOURCE, ""),
        (CASES[2], RIGHT, "Svar på noget uden for feltet"),
        (CASES[2], BLOCKED, "Blokeret, hvor der blot ikke er noget svar"),
        (make_unanswerable(CaseType.CPR, "blocked: CPR"), NO_SOURCE, "Ikke blokeret"),
    ],
)
def test_faults_are_named(case: Case, response: Response, fault: str) -> None:
    assert fault_of(case, response) == fault


def test_the_report_holds_all_it_needs(bad: Run) -> None:
    write_run(bad)
    html = write_report(read_run(bad.folder)).read_text("utf-8")
    assert not re.search(r"(?:src|href)\s*=|@import|url\(", html)
    assert html.count("<svg viewBox") >= 3
    for heading in ("Alle tal", "Finder det stedet?", "Tier det", "Hvor længe", "Efter type", "Hvad der gik galt"):
        assert heading in html
    assert "2 af 3 spørgsmål" in html
    assert "og &lt;ellers&gt;?" in html and "noget &lt;andet&gt;" in html and "<andet>" not in html


def test_the_report_bears_a_run_of_one_case(tmp_path) -> None:
    assert "Alle tal" in page(make_run(tmp_path, NO_SOURCE, cases=CASES[:1]))


def test_the_table_names_all_systems(good: Run) -> None:
    both = {"bm25": good.figures["pejl"], "pejl": good.figures["pejl"]}
    assert re.match(r" +BM25 alene +Pejl\n", table(both))


def test_unknown_systems_and_limits_are_refused(capsys) -> None:
    assert main(["--systems", "oraklet"]) == 1
    assert "There is no system 'oraklet'" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["--limit", "0"])


def test_a_peer_answers_with_as_much_as_pejl_may() -> None:
    long, short = make_place("ord " * 200), make_place("ord " * 60)
    assert len(first_texts([long, short], {}, 1.0).statements) == 1
    response = first_texts([short, make_place("ord " * 50), make_place("slut")], {short.id: ["Barnets lov § 5"]}, 1.0)
    assert len(response.statements) == 3 and response.law_refs == ("Barnets lov § 5",)
    assert response.ranked[0] == short and [cited.number for cited in response.citations] == [1, 2, 3]


def test_five_systems_are_measured() -> None:
    assert WITHOUT_MODEL == ("langchain", "bm25", "dense", "pejl_without_questions", "pejl")
