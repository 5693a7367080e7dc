"""The road to a language model over real HTTP: a real server with a real, small model, and servers that misbehave.

SmolLM2-135M writes no Danish, so nothing of what it says may reach the reader: the answer without a model must.
"""

from __future__ import annotations

import contextlib
import dataclasses
import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

import ingest.llm
from app.answer import Written, answer_question
from app.draft import write_draft
from app.service import open_model
from app.writer import Writer
from ingest.llm import Fault, ModelError, connect
from ingest.settings import SettingsError, load_settings

ROOT = Path(__file__).resolve().parent.parent
PLAN = "Hvornår skal der være en barnets plan?"
PATIENCE = 300.0  # seconds, for a machine that is busy with other things
SCHEMA = {
    "title": "Count",
    "type": "object",
    "properties": {"numbers": {"type": "array", "items": {"type": "integer"}, "minItems": 8, "maxItems": 8}},
    "required": ["numbers"],
    "additionalProperties": False,
}


def start_server() -> tuple[subprocess.Popen[str], str]:
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "tests" / "model_server.py")],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    for line in process.stdout:  # the engine tells of itself there too
        if line.startswith("address "):
            return process, line.split()[1]
    raise AssertionError("the model's server did not start")


def stop(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.wait(timeout=30)
    assert process.stdout is not None
    process.stdout.close()


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    process, address = start_server()
    yield address
    stop(process)


@pytest.fixture
def few_tokens(monkeypatch):
    """It goes on and on; a little of it shows what it does."""
    monkeypatch.setattr(ingest.llm, "_MOST_TOKENS", 80)


def settings_for(settings, address: str, timeout: float = PATIENCE):
    return dataclasses.replace(
        settings, llm="openai:SmolLM2-135M-Instruct", llm_url=f"{address}/v1", llm_timeout=timeout
    )


def with_one_passage(writer: Writer) -> Writer:
    """Reading a page of Danish takes so small a machine a minute."""
    return Writer(writer.condense, lambda question, passages: writer.write(question, passages[:1]))


def test_the_whole_road_ends_at_the_answer_without_a_model(index, settings, server, few_tokens):
    writer, health = open_model(settings_for(settings, server))
    assert writer is not None and health is not None
    assert health.state()["state"] == "untried"
    answer = answer_question(index, PLAN, writer=with_one_passage(writer))
    assert health.state()["asked"] >= 1 and health.state()["failed"] == 0
    assert answer.written is Written.MODEL_DISCARDED and answer.fault is None
    assert answer.statements == answer_question(index, PLAN).statements


def test_what_it_writes_comes_piece_by_piece_in_the_form_asked_for(settings, server):
    ask = connect(settings_for(settings, server))
    assert ask is not None
    values = list(ask("You count.", "Count from 1 to 8.", SCHEMA))
    lengths = [len(value.get("numbers", [])) for value in values]
    assert lengths == sorted(lengths) and len(set(lengths)) > 3, "a list that grows"
    assert len(values[-1]["numbers"]) == 8 and all(isinstance(number, int) for number in values[-1]["numbers"])


def test_a_model_that_is_too_slow_is_not_waited_for(index, settings, server):
    writer, health = open_model(settings_for(settings, server, timeout=0.3))
    assert writer is not None and health is not None
    answer = answer_question(index, PLAN, writer=writer)
    assert (answer.written, answer.fault) == (Written.MODEL_FAILED, Fault.TIMEOUT)
    assert answer.statements == answer_question(index, PLAN).statements
    assert health.state()["state"] == "failing"


def test_a_server_that_dies_in_mid_answer_is_a_fault_like_any_other(index, settings):
    process, address = start_server()
    ask = connect(settings_for(settings, address))
    assert ask is not None
    try:
        counting = ask("You count.", "Count from 1 to 8.", SCHEMA)
        next(counting)
        stop(process)
        with pytest.raises(ModelError) as failed:
            list(counting)
        assert failed.value.fault is Fault.UNREACHABLE
    finally:
        stop(process)
    *_, draft = write_draft(ask, PLAN, index.passages[:1])
    assert draft.done and draft.fault is Fault.UNREACHABLE


Reply = Callable[[BaseHTTPRequestHandler], None]


class Misbehaving(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, reply: Reply) -> None:
        self.asked: list[dict[str, object]] = []
        self.keys: list[str | None] = []
        asked, keys = self.asked, self.keys

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
                keys.append(self.headers["Authorization"])
                with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                    reply(self)

            def log_message(self, *_: object) -> None:
                pass

        super().__init__(("127.0.0.1", 0), Handler)
        threading.Thread(target=self.serve_forever, daemon=True).start()


def status(code: int) -> Reply:
    def reply(handler: BaseHTTPRequestHandler) -> None:
        body = json.dumps({"error": {"message": "no", "type": "server_error"}}).encode()
        handler.send_response(code)
        handler.send_header("Content-Type", "application/json")
        handler.send_header("Content-Length", str(len(body)))
        handler.end_headers()
        handler.wfile.write(body)

    return reply


def stream(*events: str, pause: float = 0.0) -> Reply:
    def reply(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/event-stream")
        handler.end_headers()
        for event in events:
            handler.wfile.write(event.encode())
            handler.wfile.flush()
            time.sleep(pause)

    return reply


def said(content: str, finish: str | None = None) -> str:
    choice = {"index": 0, "delta": {"role": "assistant", "content": content}, "finish_reason": finish}
    chunk = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m", "choices": [choice]}
    return f"data: {json.dumps(chunk)}\n\n"


END = "data: [DONE]\n\n"
NOT_JSON = stream(said("Hej med dig, "), said("jeg svarer på min egen måde."), said("", "stop"), END)
OTHER_JSON = stream(said('{"svar": "ja"'), said("}"), said("", "stop"), END)
CUT_JSON = stream(said('{"statem'), said("", "stop"), END)


@pytest.mark.parametrize(
    ("reply", "faults", "tries"),
    [
        (status(500), {Fault.REFUSED}, 2),
        (status(503), {Fault.REFUSED}, 2),
        (status(401), {Fault.REFUSED}, 2),
        (NOT_JSON, {Fault.UNREADABLE}, 2),
        (OTHER_JSON, {Fault.UNREADABLE}, 2),
        (CUT_JSON, {Fault.UNREADABLE}, 2),
        (stream("data: {not json\n\n"), {Fault.UNREADABLE, Fault.REFUSED}, 2),
        (stream(END), {Fault.UNREADABLE, Fault.REFUSED}, 2),
        (lambda handler: handler.connection.close(), {Fault.UNREACHABLE}, 2),
        (stream(*[": still here\n\n"] * 50, pause=0.2), {Fault.TIMEOUT}, 1),
        (stream(*[said(" ")] * 50, pause=0.2), {Fault.TIMEOUT}, 1),
    ],
)
def test_a_server_that_misbehaves_is_asked_again_and_then_done_without(index, settings, reply, faults, tries):
    misbehaving = Misbehaving(reply)
    address = f"http://127.0.0.1:{misbehaving.server_port}"
    try:
        writer, _ = open_model(settings_for(settings, address, timeout=4.0))
        answer = answer_question(index, PLAN, writer=writer)
        assert answer.written is Written.MODEL_FAILED
        assert answer.fault in faults
        assert len(misbehaving.asked) == tries
        assert answer.statements == answer_question(index, PLAN).statements
    finally:
        misbehaving.shutdown()
        misbehaving.server_close()


@pytest.mark.parametrize(("key", "sent"), [("hemmelig", "Bearer hemmelig"), ("", "Bearer none")])
def test_only_the_key_of_the_settings_is_sent(index, settings, monkeypatch, caplog, key, sent):
    monkeypatch.setenv("OPENAI_API_KEY", "of-another-service")
    server = Misbehaving(status(500))
    chosen = dataclasses.replace(settings_for(settings, f"http://127.0.0.1:{server.server_port}"), llm_key=key)
    try:
        writer, _ = open_model(chosen)
        answer_question(index, PLAN, writer=writer)
    finally:
        server.shutdown()
        server.server_close()
    assert set(server.keys) == {sent}
    assert "hemmelig" not in repr(chosen)
    assert "hemmelig" not in caplog.text and "barnets plan" not in caplog.text


def ollama(*lines: dict[str, object]) -> Reply:
    """As Ollama streams it: a JSON object a line."""

    def reply(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "application/x-ndjson")
        handler.end_headers()
        for line in lines:
            handler.wfile.write(
                json.dumps({"model": "m", "created_at": "2026-01-01T00:00:00Z", **line}).encode() + b"\n"
            )

    return reply


def test_ollama_is_asked_by_its_own_protocol(settings):
    content = ['{"numbers": [1, 2', ", 3, 4, 5, 6, 7, 8]}", ""]
    lines = [
        {"message": {"role": "assistant", "content": said}, "done": not said, "done_reason": "stop"} for said in content
    ]
    server = Misbehaving(ollama(*lines))
    chosen = dataclasses.replace(
        settings, llm="ollama:m", llm_url=f"http://127.0.0.1:{server.server_port}", llm_key="k", llm_timeout=20.0
    )
    try:
        ask = connect(chosen)
        assert ask is not None
        values = list(ask("You count.", "Count from 1 to 8.", SCHEMA))
    finally:
        server.shutdown()
        server.server_close()
    assert values[-1] == {"numbers": [1, 2, 3, 4, 5, 6, 7, 8]}
    assert server.asked[0]["format"] == SCHEMA and server.keys == ["Bearer k"]


@pytest.mark.parametrize("name", ["openai:m", "ollama:m"])
def test_a_server_that_is_not_there(settings, name):
    ask = connect(dataclasses.replace(settings, llm=name, llm_url="http://127.0.0.1:9", llm_timeout=20.0))
    assert ask is not None
    with pytest.raises(ModelError) as failed:
        list(ask("You count.", "Count from 1 to 8.", SCHEMA))
    assert failed.value.fault is Fault.UNREACHABLE


@pytest.mark.parametrize(
    ("variable", "value"), [("PEJL_LLM", "gpt"), ("PEJL_LLM", "openai:"), ("PEJL_LLM_TIMEOUT", "soon")]
)
def test_a_setting_that_cannot_be_used_is_named(monkeypatch, variable, value):
    monkeypatch.setenv(variable, value)
    with pytest.raises(SettingsError, match=variable):
        load_settings()
