"""A conversation that comes back from the browser, and the files that are made of one."""

from __future__ import annotations

import io
from datetime import date

import docx
import pytest

from app.answer import Answer
from app.conversation import Conversation, Record, history_of, restore, to_record
from app.export_docx import conversation_docx
from app.export_text import answer_text, conversation_markdown, file_name
from app.service import ask
from app.texts import AnswerStatus

QUESTION = "Hvornår skal der være en barnets plan?"
FOLLOW_UP = "og hvad med forældrene?"
WITHOUT_ANSWER = "Hvad koster en liter mælk?"
TODAY = date(2026, 3, 1)


def kept(index, question: str, *earlier: Record) -> Record:
    record = to_record(ask(index, question, history_of(earlier, alone=False)))
    assert record is not None
    return record


def test_an_answer_comes_back_as_it_was(index) -> None:
    first = kept(index, QUESTION)
    records = (first, kept(index, FOLLOW_UP, first), kept(index, WITHOUT_ANSWER))
    through = Conversation.model_validate_json(Conversation(turns=records).model_dump_json())
    answers = [answer for _, answer in restore(index, through)]
    assert tuple(to_record(answer) for answer in answers) == records
    live = ask(index, QUESTION)
    assert (answers[0].statements, answers[0].citations) == (live.statements, live.citations)
    assert answers[0].law_refs == live.law_refs
    assert answers[1].understood_as == f"{QUESTION} {FOLLOW_UP}"


@pytest.mark.parametrize(
    "change",
    [
        lambda cited: {"quote": cited["quote"].replace("krav", "råd")},  # words that were never there
        lambda cited: {"passage": "gone#000000000000"},  # a publication that was taken out
        lambda cited: {"start": cited["start"] + 1},
    ],
)
def test_what_no_longer_stands_in_its_source_is_answered_anew(index, change) -> None:
    raw = kept(index, QUESTION).model_dump(mode="json")
    raw["citations"][0] |= change(raw["citations"][0])
    ((record, answer),) = restore(index, Conversation(turns=(raw,)))
    assert answer.statements == ask(index, QUESTION).statements
    assert record == to_record(answer)


def test_a_question_that_must_not_be_kept_does_not_come_back(index) -> None:
    raw = kept(index, QUESTION).model_dump(mode="json") | {"question": "Hvad med 010203-1234?"}
    assert restore(index, Conversation(turns=(raw,))) == []
    assert to_record(ask(index, "Hvad med 010203-1234?")) is None


def test_a_question_asked_alone_begins_anew() -> None:
    turns = [Record(question="a"), Record(question="b", alone=True), Record(question="c")]
    assert [turn.question for turn in history_of(turns, alone=False)] == ["b", "c"]
    assert history_of(turns, alone=True) == []


def test_a_copy_names_its_sources(index) -> None:
    copied = answer_text(ask(index, QUESTION), index)
    for citation in ask(index, QUESTION).citations:
        assert f"{citation.quote} [{citation.number}]" in copied
        assert f"\n[{citation.number}] Anbefaling {citation.passage.recommendation} · " in copied


def test_markdown_shows_what_was_typed_as_it_was(index) -> None:
    answer = ask(index, "Hvad koster *mælk* <b>og</b> # smør [1]?")
    text = conversation_markdown([answer], index, TODAY)
    assert "## Hvad koster \\*mælk\\* \\<b\\>og\\</b\\> \\# smør \\[1\\]?" in text
    assert "Hentet 1. marts 2026" in text


def test_a_document_has_headings_quotes_sources_and_is_danish(index) -> None:
    answers = [ask(index, QUESTION), ask(index, WITHOUT_ANSWER)]
    document = docx.Document(io.BytesIO(conversation_docx(answers, index, TODAY)))
    by_style: dict[str, list[str]] = {}
    for paragraph in document.paragraphs:
        by_style.setdefault(paragraph.style.name, []).append(paragraph.text)
    assert by_style["Heading 1"] == [QUESTION, WITHOUT_ANSWER]
    assert by_style["Heading 2"] == ["Lovgrundlag", "Kilder"]
    assert by_style["Citat"] == [f"{s.text} [{s.citations[0]}]" for s in answers[0].statements]
    assert any(line.startswith("[1] Anbefaling ") for line in by_style["Normal"])
    assert "Barnets lov § 32" in " ".join(by_style["Normal"])
    assert any("KRAV" in line for line in by_style["Normal"])
    assert 'w:lang w:val="da-DK"' in document.styles.element.xml


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (QUESTION, "Pejl - Hvornår skal der være en barnets plan.docx"),
        ("a/b\\c: ../d?", "Pejl - a b c d.docx"),
        ("???", "Pejl - Samtale med Pejl.docx"),
        ("ord " * 40, "Pejl - " + " ".join(["ord"] * 15) + ".docx"),
    ],
)
def test_a_file_is_named_after_what_was_asked(question: str, expected: str) -> None:
    name = file_name([Answer(AnswerStatus.NO_SOURCE, question)], "docx")
    assert name == expected
