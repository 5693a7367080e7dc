"""What a user gets: answers in the publications' own words, cited, or a plain word that there is none."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from app.answer import answer_question
from app.render import to_json, to_markdown
from app.texts import AnswerStatus, Reason

ROOT = Path(__file__).resolve().parent.parent
PLAN = "Hvornår skal der være en barnets plan?"
PLAN_IN_ENGLISH = "When must barnets plan exist?"


def plain(text: str) -> str:
    """Text without white space, emphasis, bullets, footnote marks and the hyphens of line ends."""
    text = re.sub(r"<sup>\d+</sup>|\[([^\]]+)\]\([^)]+\)", r"\1", text)
    return re.sub(r"-\s+|[\s*»]", "", text)


@pytest.fixture(scope="module")
def sources(settings):
    return {path.stem: plain(path.read_text()) for path in (settings.sources / "publications").iterdir()}


@pytest.mark.parametrize("question", [PLAN, PLAN_IN_ENGLISH])
def test_when_a_barnets_plan_must_exist(index, sources, question):
    answer = to_json(answer_question(index, question), index)
    assert answer["status"] == "answered"
    said = " ".join(statement["text"] for statement in answer["statements"])
    assert re.search(r"anbringelse uden for hjemmet|i forbindelse med anbringelse", said), "always with a placement"
    assert re.search(r"støttende indsats", said), "to be considered with a supportive measure"
    assert "tre måneder" in said, "within three months"
    assert {5, 13} <= {citation["recommendation"] for citation in answer["citations"]}
    assert {"Barnets lov § 91, stk. 2", "Barnets lov § 32"} <= set(answer["law_refs"])
    assert "Barnets lov § 91" not in answer["law_refs"], "its stykke is given"
    for citation in answer["citations"]:
        assert plain(citation["quote"]) in sources[citation["publication_id"]]


def test_the_law_behind_what_only_stands_beside_the_answer_is_not_given(index):
    answer = answer_question(index, "Hvorfor reagerer forældre så voldsomt på hjælp?")
    assert any(citation.law_refs for citation in answer.citations)
    assert not answer.law_refs


QUESTIONS = [
    "Hvem skal deltage på opstartsmødet?",
    "Hvor tit skal der føres tilsyn med et anbragt barn?",
    "hvornaar skal boernefaglig undersoegelse vaere faerdig",
    "Hvad er formålene med ledelsestilsyn?",
    "Må jeg indhente oplysninger uden samtykke?",
    "Hvad betyder faglig ledelse?",
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_sentence_of_an_answer_stands_in_a_source_and_is_cited(index, sources, question):
    answer = to_json(answer_question(index, question), index)
    assert answer["status"] == "answered"
    offered = {passage["passage_id"] for passage in answer["passages"]}
    numbers = {citation["number"]: citation for citation in answer["citations"]}
    assert numbers and set(numbers) == {n for statement in answer["statements"] for n in statement["citations"]}
    for statement in answer["statements"]:
        for number in statement["citations"]:
            citation = numbers[number]
            assert citation["passage_id"] in offered, "a citation that was not found is never shown"
            assert statement["text"] == citation["quote"]
            assert plain(citation["quote"]) in sources[citation["publication_id"]]


@pytest.mark.parametrize(
    "question",
    [
        "Hvad koster en liter mælk?",
        "Hvem vandt Tour de France?",
        "Hvad siger barnets lov § 68?",
        "Hvad er min IP-adresse?",
    ],
)
def test_what_the_publications_do_not_answer_gets_no_answer(index, question):
    answer = answer_question(index, question)
    assert answer.status is AnswerStatus.NO_SOURCE
    assert not answer.statements and not answer.citations
    assert "Det svarer publikationerne ikke på." in to_markdown(answer, index)


def test_the_newsletter_does_not_come_before_the_recommendations(index):
    answer = answer_question(index, "Hvordan inddrager jeg barnet i sagen?")
    assert answer.found[0].passage.publication_id == "kvalitet-i-sagsbehandlingen-2024"


@pytest.mark.parametrize(
    ("question", "reason"),
    [("", Reason.EMPTY), ("  \n", Reason.EMPTY), ("barn " * 4000, Reason.TOO_LONG)],
)
def test_an_empty_or_endless_question_is_told_what_to_do(index, question, reason):
    answer = answer_question(index, question)
    assert (answer.status, answer.reason) == (AnswerStatus.BLOCKED, reason)
    assert "Traceback" not in to_markdown(answer, index)
    assert len(to_markdown(answer, index)) < 200


def test_a_fault_is_told_with_a_code_and_nothing_of_the_question(index, monkeypatch, caplog):
    from app.service import ask

    monkeypatch.setattr(type(index), "search", lambda self, question: 1 / 0)
    answer = ask(index, "Hvem er fru Hansen?")
    assert answer.status is AnswerStatus.SERVICE_ERROR and answer.code
    assert "Hansen" not in caplog.text and answer.code in caplog.text


def run(*arguments: str, **options) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "app", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300, **options)


def test_the_command_line_answers_many_from_a_file(index, tmp_path):
    rows = [
        {"id": "a", "question": PLAN},
        {"id": "b", "question": "Og hvad med ungeplanen?", "history": [{"question": PLAN, "answer": "…"}]},
        {"id": "c", "question": "Hvordan bager man brød?"},
    ]
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    done = run("ask", "--jsonl", str(source), str(target))
    assert done.returncode == 0, done.stderr
    answers = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert [answer["id"] for answer in answers] == ["a", "b", "c"]
    assert [answer["status"] for answer in answers][::2] == ["answered", "no_source"]
    assert len(answers[0]["passages"]) == 10
    assert set(answers[0]["timings_ms"]) == {"embed", "search", "answer", "total"}


@pytest.mark.parametrize(
    ("content", "said"),
    [(None, "kan ikke læses"), ('{"id": 1}', "linje 1"), ("kage", "linje 1"), ('{"question": 3}', "linje 1")],
)
def test_a_file_that_holds_no_questions_is_named(tmp_path, content, said):
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    target.write_text("what was there", encoding="utf-8")
    if content is not None:
        source.write_text(content, encoding="utf-8")
    done = run("ask", "--jsonl", str(source), str(target))
    assert done.returncode == 2
    assert said in done.stderr and "Traceback" not in done.stderr and done.stderr.count("\n") == 1
    assert target.read_text(encoding="utf-8") == "what was there"


def test_ask_answers_with_the_network_cut(index):
    """In a network namespace of its own, where there is not even a loopback that is up."""
    assert shutil.which("unshare"), "the test needs unshare (util-linux)"
    command = ["unshare", "--net", "--map-root-user", sys.executable, "-m", "app", "ask", "--json", PLAN]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["status"] == "answered"
