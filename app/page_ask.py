"""The page "Spørg": what stands on it, and what happens when one asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

import gradio as gr

from app import texts
from app.answer import Answer, Turn
from app.blocked import find_block
from app.opening import Opening
from app.page_html import announcement, hint_html, introduction_html, pending_html, turn_html
from app.render import to_markdown
from app.service import ask_step_by_step
from app.texts import Reason, reason_text
from app.writer import Writer
from index.search import Index

_TICK = 1.0  # seconds between two looks at an index that is being opened
_TALLEST = 6  # lines of the question field

# Leaving the reader's text where it stands lets them shorten or reword it.
_LEFT_IN_FIELD = frozenset({Reason.TOO_LONG, Reason.CONCRETE_CASE})


@dataclass(frozen=True, slots=True)
class Shown:
    """A turn as it stands on the page. `question` is empty where it may not be kept."""

    html: str
    question: str = ""
    markdown: str = ""


_STAYS: Any = gr.skip()


class Change(NamedTuple):
    """What an event changes, part by part in the order of `Parts`; what is left out stays."""

    turns: tuple[Shown, ...] = _STAYS
    conversation: list[str] = _STAYS
    start: Any = _STAYS
    field: str = _STAYS
    notice: str = _STAYS
    spoken: str = _STAYS
    anew: Any = _STAYS


class Parts(NamedTuple):
    """The parts of the page that events change."""

    turns: gr.State
    conversation: gr.HTML
    start: gr.Column
    field: gr.Textbox
    notice: gr.HTML
    spoken: gr.HTML
    anew: gr.Button


def build_page(
    opening: Opening, contact: str, heard: Callable[[Answer], None], writer: Writer | None = None
) -> gr.Blocks:
    """The one page. None of it is an API, and what it keeps of a conversation goes with the tab.

    `heard` is told of each answer, to count it."""
    page: gr.Blocks
    with gr.Blocks(title=texts.TITLE, analytics_enabled=False, fill_width=True) as page:
        turns = gr.State(())
        with gr.Column(elem_id="start") as start:
            _html(introduction_html(), elem_id="introduction")
            examples = [gr.Button(example, elem_classes="example") for example in texts.EXAMPLES]
        conversation = _conversation()
        with gr.Column(elem_id="composer"):
            notice = _status("notice")
            with gr.Row(elem_id="asking"):
                field = _field()
                send = gr.Button(texts.ASK, variant="primary", elem_id="send")
            with gr.Row(elem_id="below"):
                _html(hint_html(), elem_id="hint")
                anew = gr.Button(texts.NEW_CONVERSATION, elem_id="anew", visible=False)
        parts = Parts(turns, conversation, start, field, notice, _status("spoken"), anew)
        _listen_to_questions(parts, send, examples, partial(respond, opening, contact, heard, writer))
        _listen_to_opening(page, parts, opening)
    return page


def _conversation() -> gr.HTML:
    """page.js puts the turns in: what stands there already is left alone when another comes."""
    return _html(
        [],
        html_template='<div class="turns"></div>',
        js_on_load="pejl.showTurns(element, props, watch)",
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


def _listen_to_questions(parts: Parts, send: gr.Button, examples: list[gr.Button], respond: Any) -> None:
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
    asked = [parts.field.submit, send.click]
    gr.on(asked, respond, [parts.field, parts.turns], list(parts), **quiet)
    for example in examples:
        example.click(respond, [example, parts.turns], list(parts), **quiet)
    parts.anew.click(begin_anew, None, list(parts), **quiet)


def _listen_to_opening(page: gr.Blocks, parts: Parts, opening: Opening) -> None:
    quiet: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private", "queue": False}
    timer = gr.Timer(_TICK)

    def look(ready: str, turns: tuple[Shown, ...]) -> tuple[str, Any]:
        told = opening.message or ("" if turns else ready)
        return told, gr.Timer(active=not opening.ended)

    seen = [parts.notice, timer]
    page.load(partial(look, ""), [parts.turns], seen, **quiet)
    timer.tick(partial(look, texts.READ_IN), [parts.turns], seen, **quiet)


def begin_anew() -> Change:
    return Change((), [], gr.Column(visible=True), "", "", "", gr.Button(visible=False))


def respond(
    opening: Opening,
    contact: str,
    heard: Callable[[Answer], None],
    writer: Writer | None,
    question: str,
    turns: tuple[Shown, ...],
) -> Iterator[Change]:
    """Show the question, then the answer to it, statement by statement where a model writes it.

    A question that is turned away is never shown or kept.
    """
    index, reason = opening.index, find_block(question)
    if index is None or reason is Reason.EMPTY:
        yield Change(notice=reason_text(Reason.EMPTY) if index else opening.message)
        return
    number, before = len(turns) + 1, [turn.html for turn in turns]
    begun = Change(
        start=gr.Column(visible=False),
        field=question if reason in _LEFT_IN_FIELD else "",
        notice="",
        spoken=texts.WORKING,
        anew=gr.Button(visible=True),
    )
    yield begun._replace(conversation=[*before, pending_html("" if reason else question, number)])
    history = [Turn(turn.question, turn.markdown) for turn in turns if turn.question]
    for answer in ask_step_by_step(index, question, history, writer=writer, heard=heard):
        if answer.growing:
            grown = turn_html(answer, question, number, index, contact)
            yield Change(conversation=[*before, grown.replace('class="turn"', 'class="turn pending"', 1)])
    shown = _shown(answer, "" if reason else question, number, index, contact)
    yield Change((*turns, shown), [*before, shown.html], spoken=announcement(answer, contact))


def _shown(answer: Answer, question: str, number: int, index: Index, contact: str) -> Shown:
    html = turn_html(answer, question, number, index, contact)
    return Shown(html, answer.question, to_markdown(answer, index) if answer.question else "")
