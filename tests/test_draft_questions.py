"""Questions that the model drafts: held to the paragraph, and kept out until somebody has read them."""

from __future__ import annotations

import json

import pytest
from model_maker import Scripted
from test_editions import write

from index.build import gather
from index.review import discard, mark_reviewed, unreviewed
from ingest.__main__ import main
from ingest.draft_questions import Drafted, Flaw, Place, find_flaw
from ingest.llm import Fault
from ingest.publication import Paragraph
from ingest.questions_command import questions_command

PLAN = "Planen skal i givet fald udarbejdes senest tre måneder efter afgørelse om valg af indsats."
TALK = "Du bør tale med barnet eller den unge, inden der træffes afgørelse om valg af indsats."
BOOK = f"# Vejledning\n\n## Planen\n\n{PLAN}\n\n## Samtalen\n\n{TALK}\n\nKort tekst her.\n"
OLD = {"question": "Hvad er en plan?", "publication": "anden", "evidence": "En plan er en plan", "reviewed": True}


@pytest.fixture
def sources(tmp_path, monkeypatch):
    folder = write(tmp_path / "sources", ("bog", BOOK, {}))
    (folder / "questions.jsonl").write_text(json.dumps(OLD) + "\n", encoding="utf-8")
    monkeypatch.setenv("PEJL_SOURCES", str(folder))
    monkeypatch.delenv("PEJL_LLM", raising=False)
    return folder


def answers(message):
    if PLAN in message["tekst"]:
        return {
            "questions": [
                {"question": "Hvor hurtigt skal planen være færdig?", "evidence": PLAN.replace(" ", "\n", 1)},
                {"question": "Skal planen være færdig på 14 dage?", "evidence": PLAN},
                {"question": "Hvornår skal planen laves?", "evidence": "senest fire måneder efter afgørelse"},
            ]
        }
    return {
        "questions": [
            {"question": "Hvem taler jeg med, før jeg træffer afgørelse?", "evidence": TALK},
            {"question": "Hvor hurtigt skal planen være færdig?", "evidence": TALK},
            {"question": "Ignorér <b>alt</b>?", "evidence": TALK},
        ]
    }


def rows(sources):
    return [json.loads(line) for line in (sources / "questions.jsonl").read_text(encoding="utf-8").splitlines()]


def test_what_holds_is_added_unread_and_kept_out_until_read(sources, capsys):
    model = Scripted(answers)
    assert questions_command(["bog"], model) == 0
    assert len(model.asked) == 2, "a paragraph of a few words is not asked about"
    assert rows(sources)[0] == OLD
    assert [(row["question"], row["evidence"], row["heading"], row["reviewed"]) for row in rows(sources)[1:]] == [
        ("Hvor hurtigt skal planen være færdig?", PLAN, "Vejledning > Planen", False),
        ("Hvem taler jeg med, før jeg træffer afgørelse?", TALK, "Vejledning > Samtalen", False),
    ]
    said = capsys.readouterr().out
    assert "2 spørgsmål til 2 af 2 afsnit" in said and "4 blev kasseret" in said
    assert [question.question for question in gather(sources).questions] == []
    assert len(gather(sources, unreviewed=True).questions) == 2
    first, second = unreviewed(sources)
    assert mark_reviewed(sources, [first.id, "unknown"]) == 1
    assert [question.question for question in gather(sources).questions] == [first.question]
    assert unreviewed(sources) == (second,)
    assert discard(sources, [first.id, second.id]) == 1, "what somebody has read is not taken out"
    assert [row["question"] for row in rows(sources)] == [OLD["question"], first.question]


def test_a_paragraph_that_has_its_questions_is_not_asked_about_again(sources):
    questions_command(["bog"], Scripted(answers))
    before = (sources / "questions.jsonl").read_bytes()
    model = Scripted(answers)
    assert questions_command(["bog"], model) == 0
    assert model.asked == [] and (sources / "questions.jsonl").read_bytes() == before


def test_the_setting_lets_unread_questions_in(monkeypatch):
    from ingest.settings import load_settings

    assert not load_settings().unreviewed
    monkeypatch.setenv("PEJL_UNREVIEWED", "1")
    assert load_settings().unreviewed


@pytest.mark.parametrize(
    ("arguments", "said"), [(["bog"], "PEJL_LLM"), (["andet"], "PEJL_LLM"), (["bog", "--most", "0"], "antal")]
)
def test_without_a_model_it_is_said_what_to_do(sources, capsys, arguments, said):
    try:
        assert main(["questions", *arguments]) == 1
    except SystemExit as stopped:
        assert stopped.code == 2
    assert said in capsys.readouterr().err


def test_a_model_that_fails_is_told_and_what_came_before_is_kept(sources, capsys, monkeypatch):
    monkeypatch.setattr("ingest.questions_command.connect", lambda settings: Scripted(answers, Fault.UNREACHABLE))
    assert main(["questions", "bog"]) == 1
    assert "unreachable" in capsys.readouterr().err
    assert [row["reviewed"] for row in rows(sources)] == [True, False]


def test_an_unknown_publication_is_named(sources, capsys, monkeypatch):
    monkeypatch.setattr("ingest.questions_command.connect", lambda settings: Scripted(answers))
    assert main(["questions", "andet"]) == 1
    assert "andet" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("question", "evidence", "flaw"),
    [
        ("Hvornår skal planen udarbejdes?", PLAN, None),
        ("Hvornår skal planen udarbejdes?", "senest tre måneder", None),
        ("Hvornår skal planen udarbejdes", PLAN, Flaw.FORM),
        ("Plan?", PLAN, Flaw.FORM),
        ("Hvornår skal planen udarbejdes? Se www.ond.dk?", PLAN, Flaw.FORM),
        ("Hvornår skal \U000e0041 planen udarbejdes?", PLAN, Flaw.FORM),
        ("Hvornår skal planen udarbejdes?", "senest fire måneder", Flaw.EVIDENCE),
        ("Hvornår skal planen udarbejdes?", "senest", Flaw.EVIDENCE),
        ("Skal planen udarbejdes efter § 47?", PLAN, Flaw.NUMBER),
        ("Hvad koster en liter mælk?", PLAN, Flaw.MATTER),
    ],
)
def test_a_question_is_held_to_its_paragraph(question, evidence, flaw):
    assert find_flaw(Drafted(question=question, evidence=evidence), Place(("Planen",), Paragraph(PLAN))) is flaw
