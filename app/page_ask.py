"""The page "Spørg": what stands on it, and what happens when one asks.

The conversation itself is kept by the browser (page_turns.js): it sends what a follow-up leans on along
with the question, and puts the answer in its place. The server remembers nothing of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from queue import Empty, SimpleQueue
from threading import Event
from typing import Any

import gradio as gr
from pydantic import BaseModel, Field, ValidationError

from app import texts, texts_ask
from app.answer import Answer, Turn
from app.blocked import find_block
from app.conversation import Record, history_of, to_record
from app.export_text import answer_text
from app.opening import Opening
from app.page_html import hint_html, introduction_html
from app.page_source import View
from app.page_turn import announcement, pending_html, turn_html
from app.pictures import Pictures
from app.service import ask_step_by_step
from app.texts import AnswerStatus, Reason, reason_text
from app.writer import Writer
from index.language import find_language
from index.search import Index
from ingest.settings import Settings

Heard = Callable[[Answer], None]

# Where a language model writes: what comes of its answer is shown while more of it is made.
_WORKERS = ThreadPoolExecutor(2, thread_name_prefix="answering")
_SOON = 0.2  # seconds
_TICK = 1.0  # seconds between two looks at an index that is being opened
_TALLEST = 6  # lines of the question field

# Leaving the reader's text where it stands lets them shorten or reword it.
_LEFT_IN_FIELD = frozenset({Reason.TOO_LONG, Reason.CONCRETE_CASE})


class Asked(BaseModel):
    """What the browser says of a question: its own number for it, the place of its turn, what came before.

    A number below 0 is a second press while one is being answered, and no question.
    """

    number: int = 0
    at: int = Field(default=0, ge=0)
    alone: bool = False
    earlier: tuple[Record, ...] = Field(default=(), max_length=100)


def build_page(opening: Opening, settings: Settings, heard: Heard, writer: Writer | None = None) -> gr.Blocks:
    """The one page. None of it is an API. `heard` is told of each answer, to count it."""
    page: gr.Blocks
    with gr.Blocks(title=texts.TITLE, analytics_enabled=False, fill_width=True) as page:
        with gr.Column(elem_id="start"):
            _html(introduction_html(model=writer is not None), elem_id="introduction")
            for example in texts.EXAMPLES:
                gr.Button(example, elem_classes="example")
            _html("", html_template='<div id="earlier"></div>', js_on_load="pejl.history.show()")
        turns = _turns()
        with gr.Column(elem_id="composer"):
            notice = _status("notice")
            _html("", html_template='<p id="told" role="status"></p><p id="editing" hidden></p>')
            with gr.Row(elem_id="asking"):
                field = _field()
                send = gr.Button(texts.ASK, variant="primary", elem_id="send")
                stop = gr.Button(texts_ask.STOP, elem_id="stop")
            with gr.Row(elem_id="below"):
                _html(hint_html(), elem_id="hint")
                gr.Button(texts.NEW_CONVERSATION, elem_id="anew")
        _status("spoken")
        _listen_to_questions(turns, field, send, stop, partial(respond, opening, settings, heard, writer))
        _listen_to_opening(page, notice, opening)
    return page


def _turns() -> gr.HTML:
    """page_turns.js puts the turns in: what stands there already is left alone when another comes."""
    return _html(
        {},
        html_template='<div class="turns"></div>',
        js_on_load="pejl.turns.begin(element, props, watch, trigger)",
        elem_id="conversation",
    )


def _field() -> gr.Textbox:
    """One line that grows: Enter sends, Shift + Enter gives a new line."""
    return gr.Textbox(
        label=texts.QUESTION_LABEL,
        placeholder=texts.QUESTION_PLACEHOLDER,
        max_lines=_TALLEST,
        elem_id="question",
        html_attributes=gr.InputHTMLAttributes(enterkeyhint="send", autocomplete="off"),
    )


def _status(name: str) -> gr.HTML:
    """A line that is read aloud when it changes."""
    return _html("", html_template='<p role="status">${value}</p>', elem_id=name)


def _html(value: Any, **options: Any) -> gr.HTML:
    """HTML without Gradio's style sheet for articles."""
    return gr.HTML(value, **{"js_on_load": None, "apply_default_css": False, **options})


def _listen_to_questions(turns: gr.HTML, field: gr.Textbox, send: gr.Button, stop: gr.Button, respond: Any) -> None:
    """However a question is asked, it goes one way: page_turns.js says which one it is and what came before."""
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    asked = [field.submit, send.click, turns.submit]
    # "multiple": in the moment after an answer Gradio would drop the next question; page_turns.js holds to one.
    held: dict[str, Any] = {"js": "pejl.turns.take", "trigger_mode": "multiple", **quiet}
    asking = gr.on(asked, respond, [field, turns], [turns], **held)
    stop.click(None, None, None, cancels=[asking], **quiet)


def _listen_to_opening(page: gr.Blocks, notice: gr.HTML, opening: Opening) -> None:
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private", "queue": False}
    timer = gr.Timer(_TICK)

    def look(ready: str) -> tuple[str, Any]:
        return opening.message or ready, gr.Timer(active=not opening.ended)

    page.load(partial(look, ""), None, [notice, timer], **quiet)
    timer.tick(partial(look, texts.READ_IN), None, [notice, timer], **quiet)


def respond(
    opening: Opening, settings: Settings, heard: Heard, writer: Writer | None, question: str, asked: Any
) -> Iterator[dict[str, Any]]:
    """Show the question, then the answer to it, statement by statement where a model writes it. A question that
    is turned away is never shown or kept.

    What is given goes to page_turns.js: the number of the question, the place and HTML of its turn, what is read
    aloud, whether the text is left in the field, and once the answer is there what the browser may keep of it.
    """
    request = _read(asked)
    if request.number < 0:
        return
    index, reason = opening.index, find_block(question)
    turn: dict[str, Any] = {"number": request.number, "at": request.at}
    if index is None or reason is Reason.EMPTY:
        told = reason_text(Reason.EMPTY) if index else texts_ask.KEPT_IN_FIELD  # the notice says why
        yield {**turn, "done": True, "html": "", "told": told}
        return
    shown, place = "" if reason else question, request.at + 1
    turn["left"] = reason in _LEFT_IN_FIELD
    yield {**turn, "html": pending_html(shown, place), "spoken": texts.WORKING}
    history = history_of(request.earlier[: request.at], alone=request.alone)
    view = View(index, settings.contact, Pictures(settings.sources, settings.pdf_password))
    for news in _answering(index, question, history, heard, writer):
        if not isinstance(news, Answer):
            yield {**turn, "html": pending_html(shown, place, news, find_language(question))}
        elif news.growing:
            yield {**turn, "html": turn_html(news, shown, place, view)}
        else:
            if news.status is AnswerStatus.BLOCKED:  # some are known only once what they mean is
                shown, turn["left"] = "", news.reason in _LEFT_IN_FIELD
            done = shown_turn(news, shown, request.at, view, alone=request.alone)
            yield {**turn, **done, "spoken": announcement(news, settings.contact)}


def _read(asked: Any) -> Asked:
    """What came before is left out where it cannot be read: the question can be answered all the same."""
    for given in (asked, {**asked, "earlier": []} if isinstance(asked, dict) else {}):
        try:
            return Asked.model_validate(given)
        except ValidationError:
            continue
    return Asked()


def shown_turn(answer: Answer, question: str, at: int, view: View, *, alone: bool) -> dict[str, Any]:
    """A turn that is done, as page_turns.js takes it. `question` is empty where it may not be kept."""
    record = to_record(answer, alone=alone)
    return {
        "at": at,
        "done": True,
        "html": turn_html(answer, question, at + 1, view),
        "question": question,
        "plain": answer_text(answer, view.index) if answer.statements else "",
        "record": record.model_dump(mode="json") if record else None,
    }


def warm_up(index: Index) -> None:
    """Answer once before anyone asks: the first answer is slow, so it is nobody's."""
    for _ in _answering(index, texts.EXAMPLES[0], [], lambda answer: None):
        pass


def _answering(
    index: Index, question: str, history: list[Turn], heard: Heard, writer: Writer | None = None
) -> Iterator[int | Answer]:
    """How many passages were found, where an answer does not follow at once; then the answer as it grows."""
    if writer is None:  # it comes at once; another thread would only cost time
        yield from ask_step_by_step(index, question, history, heard=heard)
        return
    news: SimpleQueue[int | Answer] = SimpleQueue()
    left = Event()

    def work() -> None:
        # The answer is counted after it is told: that writes to the disk, which nobody should wait for.
        for answer in ask_step_by_step(index, question, history, writer=writer, on_found=news.put, heard=heard):
            news.put(answer)
            if answer.growing and left.is_set():
                return

    _WORKERS.submit(work)
    try:
        told = news.get()
        if not isinstance(told, Answer):
            found = told
            try:
                told = news.get(timeout=_SOON)
            except Empty:
                yield found
                told = news.get()
        while isinstance(told, Answer) and told.growing:
            yield told
            told = news.get()
        yield told
    finally:
        left.set()  # stopped by the reader: the model need write no more
