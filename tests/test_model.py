"""A language model words the answer; what it says is held to the sources. Here the model is a script."""

from __future__ import annotations

import io
import subprocess
import sys
from datetime import date
from pathlib import Path

import docx
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from model_maker import Scripted, draft, holding, statement

from app import texts
from app.answer import Turn, Written, answer_question, answer_step_by_step
from app.conversation import Conversation, restore, to_record
from app.draft import offer, prompt, to_message
from app.export_docx import conversation_docx
from app.export_text import conversation_markdown
from app.health import add_health
from app.opening import Opening
from app.page_ask import respond
from app.page_source import View
from app.page_turn import turn_html
from app.render import to_json, to_markdown
from app.texts import AnswerStatus, Reason
from app.verify import Cause
from app.writer import ModelHealth, make_writer
from ingest.llm import Fault
from ingest.settings import Settings

ROOT = Path(__file__).resolve().parent.parent
PLAN = "Hvornår skal der være en barnets plan?"
ALWAYS = "Der skal altid udarbejdes en barnets plan eller en ungeplan, når der træffes afgørelse om anbringelse"
SAID = (
    "Når der træffes afgørelse om anbringelse uden for hjemmet, skal der altid laves en barnets plan eller en ungeplan."
)
MONTHS = "Planen skal i givet fald udarbejdes senest tre måneder efter afgørelse om valg af indsats."
WRONG = "Planen skal i givet fald udarbejdes senest fire måneder efter afgørelse om valg af indsats."


def right_and_wrong(message):
    tokens = {
        name: source["source"] for source in message["kilder"] for name in (ALWAYS, MONTHS) if name in source["tekst"]
    }
    return draft(
        statement(SAID, (tokens[ALWAYS], ALWAYS)),
        statement(WRONG, (tokens[MONTHS], MONTHS)),
        statement(MONTHS, (tokens[MONTHS], MONTHS)),
    )


def test_what_holds_is_said_and_cited_and_what_does_not_is_dropped(index):
    answer = answer_question(index, PLAN, writer=make_writer(Scripted(right_and_wrong)))
    assert answer.written is Written.MODEL
    assert [said.text for said in answer.statements] == [SAID, MONTHS]
    assert answer.dropped == (Cause.NUMBER,)
    assert [citation.number for citation in answer.citations] == [1, 2]
    assert ALWAYS in answer.citations[0].quote and answer.citations[1].quote == MONTHS
    for citation in answer.citations:
        assert citation.quote in index.passage(citation.passage.id).text
    given = to_json(answer, index)
    assert (given["written"], given["dropped"], given["model_fault"]) == ("model", {"number": 1}, None)
    assert {statement["modality"] for statement in given["statements"]} == {"krav"}


def test_the_reader_sees_who_wrote_it(index):
    by_model = answer_question(index, PLAN, writer=make_writer(Scripted(right_and_wrong)))
    without = answer_question(index, PLAN)
    failed = answer_question(index, PLAN, writer=make_writer(Scripted(Fault.UNREACHABLE)))
    for answer, said in (
        (by_model, "Skrevet af en sprogmodel."),
        (without, "ikke skrevet af en sprogmodel"),
        (failed, "Sprogmodellen svarede ikke."),
    ):
        assert said in to_markdown(answer, index)
        assert said in turn_html(answer, PLAN, 1, View(index))
    html = turn_html(by_model, PLAN, 1, View(index)).split("<aside")[0]
    assert "<blockquote" not in html, "what a model says is no quotation"


def test_statements_come_as_they_pass(index):
    *growing, whole = answer_step_by_step(index, PLAN, writer=make_writer(Scripted(right_and_wrong)))
    assert [[said.text for said in answer.statements] for answer in growing] == [[SAID]]
    assert all(answer.growing for answer in growing) and not whole.growing
    assert len(whole.statements) == 2


@pytest.mark.parametrize(
    ("answers", "written", "calls"),
    [
        ((Fault.UNREACHABLE,), Written.MODEL_FAILED, 2),
        ((Fault.REFUSED,), Written.MODEL_FAILED, 2),
        ((Fault.UNREADABLE,), Written.MODEL_FAILED, 2),
        ((Fault.TIMEOUT,), Written.MODEL_FAILED, 1),
        ((Fault.NOT_INSTALLED,), Written.MODEL_FAILED, 1),
        (([],), Written.MODEL_FAILED, 2),
        (({"answer": "ja"},), Written.MODEL_FAILED, 2),
        ((draft(),), Written.MODEL_DISCARDED, 1),
        ((draft({"text": 3}),), Written.MODEL_DISCARDED, 1),
        ((Fault.REFUSED, right_and_wrong), Written.MODEL, 2),
    ],
)
def test_a_fault_is_met_by_one_more_try_and_then_by_the_answer_without_a_model(index, answers, written, calls):
    model = Scripted(*answers)
    answer = answer_question(index, PLAN, writer=make_writer(model))
    assert answer.status is AnswerStatus.ANSWERED
    assert (answer.written, len(model.asked)) == (written, calls)
    if written is not Written.MODEL:
        assert answer.statements == answer_question(index, PLAN).statements


def test_a_draft_that_fails_too_often_is_worth_nothing_as_a_whole(index):
    def answer(message):
        given = right_and_wrong(message)["statements"]
        return draft(given[0], given[1], {**given[1], "text": WRONG.replace("fire", "fem")})

    discarded = answer_question(index, PLAN, writer=make_writer(Scripted(answer)))
    assert discarded.written is Written.MODEL_DISCARDED
    assert discarded.dropped == (Cause.NUMBER, Cause.NUMBER)
    assert discarded.statements == answer_question(index, PLAN).statements


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("Hvad koster en liter mælk?", Reason.NOT_IN_PUBLICATIONS),
        ("Hvad gør jeg med 010203-1234?", Reason.CPR),
        ("Skal jeg anbringe drengen på 7 i min sag?", Reason.CONCRETE_CASE),
        (" ", Reason.EMPTY),
    ],
)
def test_what_is_not_answered_is_never_sent_to_the_model(index, question, reason):
    model = Scripted(right_and_wrong)
    assert answer_question(index, question, writer=make_writer(model)).reason is reason
    assert model.asked == []


def test_an_address_is_answered_verbatim_and_whole(index):
    model = Scripted(right_and_wrong)
    answer = answer_question(index, "Hvad siger anbefaling 13?", writer=make_writer(model))
    assert answer.written is Written.VERBATIM and model.asked == []


def test_the_model_sees_tokens_and_words_only(index, settings):
    model = Scripted(right_and_wrong)
    answer = answer_question(index, PLAN, writer=make_writer(model))
    system, message = model.asked[0]
    assert system == prompt("answer")
    assert set(message) == {"spørgsmål", "kilder"}
    assert [source["source"] for source in message["kilder"]] == [
        f"kilde_{n + 1}" for n in range(len(message["kilder"]))
    ]
    seen = str(message)
    for entry in index.entries.values():
        assert not any(word in seen for word in (entry.id, entry.file, entry.url) if word)
    assert not any(found.passage.id in seen for found in answer.found)


def test_addresses_of_pages_are_taken_out_of_what_the_model_sees(index):
    passage = next(p for p in index.passages if "www." in p.text or "http" in p.text)
    seen = to_message("?", offer([passage]))
    assert "www." not in seen and "http" not in seen


def test_a_follow_up_is_written_out_by_the_model_where_it_keeps_to_the_conversation(index):
    written = "Hvornår skal der være en ungeplan?"
    model = Scripted({"question": written}, draft())
    answer = answer_question(index, "Og hvad med ungeplanen?", [Turn(PLAN)], writer=make_writer(model))
    assert answer.understood_as == written
    assert model.asked[0][1] == {"tidligere": [PLAN], "nyeste": "Og hvad med ungeplanen?"}


@pytest.mark.parametrize(
    "written",
    [
        "Hvornår skal der være en barnets plan?",  # leaves out what is asked about
        "Hvornår skal der være en børnefaglig undersøgelse og en ungeplan?",  # brings in what nobody said
        "Hvornår bør der være en ungeplan?",
        "Hvornår skal der være en ungeplan efter § 47?",
        "Hvornår skal der ikke være en ungeplan?",
        "Skal jeg anbringe Peter på 7 år og lave en ungeplan?",
        "Se [ungeplan](http://ond.example), hvornår?",
        "",
        7,
    ],
)
def test_a_follow_up_that_says_other_than_the_conversation_is_understood_without_the_model(index, written):
    model = Scripted({"question": written}, draft())
    answer = answer_question(index, "Og hvad med ungeplanen?", [Turn(PLAN)], writer=make_writer(model))
    assert answer.understood_as == f"{PLAN} Og hvad med ungeplanen?"


def test_an_earlier_question_with_a_cpr_number_is_never_sent(index):
    model = Scripted({"question": ""}, draft())
    history = [Turn("Hvad gør jeg med 010203-1234?"), Turn(PLAN)]
    answer_question(index, "Og hvad med ungeplanen?", history, writer=make_writer(model))
    assert "1234" not in str(model.asked)


def test_a_question_that_stands_alone_is_not_sent_to_be_written_out(index):
    model = Scripted(holding(ALWAYS, lambda token: draft(statement(SAID, (token, ALWAYS)))))
    answer_question(index, PLAN, [Turn("Hvem skal deltage på opstartsmødet?")], writer=make_writer(model))
    assert [system for system, _ in model.asked] == [prompt("answer")]


def opened(index) -> Opening:
    opening = Opening(lambda progress: index)
    opening.start().join()
    return opening


def test_the_page_shows_statements_as_they_pass_and_then_the_whole_answer(index):
    writer = make_writer(Scripted(right_and_wrong))
    heard = []
    news = list(respond(opened(index), Settings(), heard.append, writer, PLAN, {"number": 3}))
    assert {change["number"] for change in news} == {3} and [change.get("done") for change in news][-1]
    looking_up, *_, growing, whole = (change["html"] for change in news)
    assert texts.WORKING in looking_up and SAID not in looking_up
    assert 'class="turn pending"' in growing and SAID in growing and MONTHS not in growing.split("<aside")[0]
    assert 'class="turn"' in whole and SAID in whole and MONTHS in whole.split("<aside")[0]
    assert WRONG not in growing + whole
    assert "data-act" not in growing and 'data-act="copy"' in whole, "nothing to do with half an answer"
    assert news[-1]["record"]["written"] == "model" and "Skrevet af en sprogmodel." in news[-1]["plain"]


def test_the_page_without_a_model_comes_in_two_steps_as_ever(index):
    news = list(respond(opened(index), Settings(), lambda answer: None, None, PLAN, {"number": 1}))
    assert len([change for change in news if "statements" in change["html"]]) == 1 and news[-1]["done"]


def test_what_a_model_wrote_comes_back_from_the_browser_only_if_the_sources_still_carry_it(index):
    record = to_record(answer_question(index, PLAN, writer=make_writer(Scripted(right_and_wrong))))
    kept = record.model_dump(mode="json")
    ((_, answer),) = restore(index, Conversation(turns=(kept,)))
    assert (answer.written, [said.text for said in answer.statements]) == (Written.MODEL, [SAID, MONTHS])
    kept["statements"][0]["text"] = SAID.replace("altid", "aldrig")
    ((_, answer),) = restore(index, Conversation(turns=(kept,)))
    assert answer.written is Written.VERBATIM and answer.statements == answer_question(index, PLAN).statements


def test_what_a_model_wrote_is_no_quotation_in_a_file(index):
    by_model = answer_question(index, PLAN, writer=make_writer(Scripted(right_and_wrong)))
    text = conversation_markdown([by_model], index, date(2026, 3, 1))
    assert SAID in text and f"> {SAID}" not in text and "Skrevet af en sprogmodel" in text
    document = docx.Document(io.BytesIO(conversation_docx([by_model], index, date(2026, 3, 1))))
    styles = {paragraph.text: paragraph.style.name for paragraph in document.paragraphs}
    assert styles[f"{SAID} [1]"] == "Normal"
    assert any(line.startswith("Skrevet af en sprogmodel.") for line in styles)


def health_of(opening: Opening, model: ModelHealth | None) -> tuple[int, dict]:
    app = FastAPI()
    add_health(app, opening, model)
    answer = TestClient(app).get("/health")
    return answer.status_code, answer.json()


def test_health_tells_of_index_and_model(index):
    model = ModelHealth("openai:small", Scripted(right_and_wrong, Fault.TIMEOUT))
    opening = Opening(lambda progress: index)
    assert health_of(opening, None) == (200, {"status": "opening", "index": None, "model": None})
    opening.start().join()
    code, told = health_of(opening, model)
    assert (code, told["status"]) == (200, "ok")
    assert told["index"]["passages"] == len(index.passages) and told["index"]["fingerprint"] == index.fingerprint
    assert told["model"]["state"] == "untried" and told["model"]["model"] == "openai:small"
    writer = make_writer(model.ask)
    answer_question(index, PLAN, writer=writer)
    assert health_of(opening, model)[1]["model"]["state"] == "ok"
    answer_question(index, PLAN, writer=writer)
    code, told = health_of(opening, model)
    assert (code, told["status"]) == (200, "ok"), "without its model Pejl still answers"
    failing = {key: told["model"][key] for key in ("state", "fault", "asked", "failed")}
    assert failing == {"state": "failing", "fault": "timeout", "asked": 2, "failed": 1}


def test_health_tells_of_an_index_that_cannot_be_opened():
    opening = Opening(lambda progress: 1 / 0)
    opening.start().join()
    code, told = health_of(opening, None)
    assert (code, told["status"]) == (503, "failed")


def run_python(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=300)


ANSWER = """
import sys
{before}
from ingest.settings import Settings
from app.service import ask, open_model, prepare
settings = Settings({setting})
answer = ask(prepare(settings), {question!r}, writer=open_model(settings)[0])
print(answer.status, answer.written, answer.fault, "langchain" in sys.modules, "openai" in sys.modules)
"""


def test_without_a_model_nothing_of_it_is_loaded(index):
    done = run_python(ANSWER.format(before="", setting="", question=PLAN))
    assert done.stdout.split() == ["answered", "verbatim", "None", "False", "False"], done.stderr


HIDE = """
class Hidden:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("langchain_openai", "langchain_ollama", "openai", "ollama"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
sys.meta_path.insert(0, Hidden())
"""


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("", "answered verbatim None False False"),
        ("llm='openai:m', llm_url='http://127.0.0.1:9/v1'", "answered model_failed not_installed True False"),
        ("llm='ollama:m'", "answered model_failed not_installed True False"),
    ],
)
def test_without_the_provider_packages_pejl_starts_and_answers(index, setting, said):
    done = run_python(ANSWER.format(before=HIDE, setting=setting, question=PLAN))
    assert done.stdout.split() == said.split(), done.stderr
