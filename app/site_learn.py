"""The page "Kom godt i gang": cards to practise, and a drawing of how far one has come.

The server makes every card, as text that can be read without a script; choosing, rating and remembering is the
browser's, and nothing of it is sent.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

from fastapi import FastAPI
from fastapi.responses import HTMLResponse

from app import links, read_texts, texts, texts_learn
from app.learn import Card, Step, steps_of
from app.page_text import text_html
from app.read_html import law_link
from app.render import law_ref_text, place
from app.seamarks import seamark
from app.site_read import short_name
from index.search import Index
from ingest.publication import SectionKind

if TYPE_CHECKING:
    from app.site import Site

_ASSETS = ("learn.css", "vendor/ts-fsrs.umd.js", "learn_kept.js", "learn.js")
_BETWEEN, _WATER = 24, 36  # of the drawing: from mark to mark, and where the water stands


def add_learning(app: FastAPI, site: Site) -> None:
    @app.get(links.LEARN, response_class=HTMLResponse)
    def learn() -> HTMLResponse:
        return site.page(links.LEARN, texts.LEARN_PAGE, learn_html, *_ASSETS)


def learn_html(index: Index) -> str:
    """The page's main part: the desk with one card, the way with its drawing, and every card as text."""
    steps = steps_of(index)
    head = f"<h1>{texts.LEARN_PAGE}</h1>"
    if not steps:
        return f"{head}<p>{texts_learn.NO_CARDS}</p>"
    return (
        f'{head}<p class="introduction">{texts_learn.INTRODUCTION}</p>'
        f'<noscript><p class="introduction">{texts_learn.NEEDS_SCRIPT}</p></noscript>'
        f'<p id="trouble" role="alert"></p><div class="learn">{_desk()}{_way(steps)}</div>'
        f'<div id="steps">{"".join(_step(step, index) for step in steps)}</div>{_dialog()}{_spoken()}'
    )


def _desk() -> str:
    """Where one card lies at a time. The script fills it."""
    rate = "".join(
        f'<button type="button" data-rating="{rating}" aria-keyshortcuts="{key}">{word} '
        f'<kbd aria-hidden="true">{key}</kbd></button>'
        for key, rating, word in ((1, "Again", texts_learn.COULD_NOT), (2, "Good", texts_learn.COULD))
    )
    return (
        '<section id="desk" aria-labelledby="question"><p id="today"></p><p id="said" role="status"></p>'
        '<div class="card"><p class="where" id="where"></p><h2 id="question" tabindex="-1"></h2><div id="open">'
        f'<label for="thought">{texts_learn.THOUGHT}</label>'
        '<textarea id="thought" rows="3" autocomplete="off" spellcheck="false" aria-describedby="thought-hint">'
        f'</textarea><p class="hint" id="thought-hint">{texts_learn.THOUGHT_HINT}</p>'
        f'<button type="button" id="show">{texts_learn.SHOW}</button>'
        f'<div id="shown" hidden><div id="quote" role="group" aria-label="{texts_learn.ANSWER}" tabindex="-1"></div>'
        f'<div class="rate" role="group" aria-labelledby="rate"><p id="rate">{texts_learn.RATE}</p>{rate}</div></div>'
        f'<p class="hint keys">{texts_learn.KEYS}</p></div>'
        '<div id="finished" hidden><p id="finished-text"></p><button type="button" id="onward"></button></div>'
        "</div></section>"
    )


def _way(steps: Sequence[Step]) -> str:
    """The steps with a drawing of each, the same in figures, and what one can do with what is kept."""
    items = "".join(
        f'<li data-step="{step.id}"><a href="#{step.id}">{_picture(step)}<span><small>{_kicker(step)}</small> '
        f"<b>{escape(_name(step))}</b></span></a>{_drawing(step)}"
        f'<p class="counts">{texts_learn.UNSEEN}: {len(step.cards)}</p></li>'
        for step in steps
    )
    return (
        f'<section id="way" aria-labelledby="way-heading"><h2 id="way-heading">{texts_learn.PROGRESS}</h2>'
        f'<ol>{items}</ol><div class="kept"><p class="hint">{texts_learn.LEGEND}</p>{_table(steps)}'
        f'<p class="hint">{texts_learn.PRIVACY}</p><p class="do"><button type="button" id="save" '
        f'data-name="{texts_learn.FILE_NAME}">{texts_learn.SAVE}</button>'
        f'<button type="button" id="load">{texts_learn.LOAD}</button>'
        f'<input type="file" id="file" accept=".json,application/json" aria-label="{texts_learn.LOAD}" hidden>'
        f'<button type="button" id="delete">{texts_learn.DELETE}</button></p></div></section>'
    )


def _drawing(step: Step) -> str:
    """A mark on the water for each card. What it says stands in words below it."""
    width = _BETWEEN * len(step.cards)
    marks = "".join(
        f'<g data-card="{card.id}" transform="translate({_BETWEEN * at + _BETWEEN // 2} {_WATER})">'
        '<path class="mast"/><path class="top"/><circle r="4"/></g>'
        for at, card in enumerate(step.cards)
    )
    return (
        f'<svg class="marks" viewBox="0 0 {width} 44" width="{width}" height="44" aria-hidden="true" focusable="false">'
        f'<path class="water" d="M0 {_WATER}h{width}"/>{marks}</svg>'
    )


def _table(steps: Sequence[Step]) -> str:
    columns = (texts_learn.STEP, texts_learn.KNOWN, texts_learn.TODAY, texts_learn.UNSEEN)
    head = "".join(f'<th scope="col">{column}</th>' for column in columns)
    rows = "".join(_row(step.id, _name(step), len(step.cards)) for step in steps)
    total = _row("all", texts_learn.ALL, sum(len(step.cards) for step in steps))
    return (
        f"<details><summary>{texts_learn.TABLE}</summary><table><thead><tr>{head}</tr></thead>"
        f"<tbody>{rows}</tbody><tfoot>{total}</tfoot></table></details>"
    )


def _row(step: str, name: str, count: int) -> str:
    return f'<tr data-row="{step}"><th scope="row">{escape(name)}</th><td>0</td><td>0</td><td>{count}</td></tr>'


def _picture(step: Step) -> str:
    number = step.chapter.number
    return seamark(number - 1) if number and step.chapter.kind is SectionKind.PEJLEMAERKE and number <= 4 else ""


def _kicker(step: Step) -> str:
    if step.chapter.kind is SectionKind.PEJLEMAERKE:
        return read_texts.LANDMARK.format(number=step.chapter.number)
    return texts_learn.FIRST_KICKER if step.chapter.kind is SectionKind.INTRODUCTION else texts_learn.LEADERS_KICKER


def _name(step: Step) -> str:
    return read_texts.LEADERS if step.chapter.kind is SectionKind.LEADER_CHAPTER else short_name(step.chapter)


def _step(step: Step, index: Index) -> str:
    cards = "".join(_card(card, index) for card in step.cards)
    return (
        f'<section class="step" id="{step.id}" data-name="{escape(_name(step))}"><h2><small>{_kicker(step)}</small> '
        f"{escape(_name(step))}</h2>{cards}</section>"
    )


def _card(card: Card, index: Index) -> str:
    return (
        f'<details data-card="{card.id}"><summary>{escape(card.question)}</summary>'
        f'<div class="own-answer">{_answer(card, index)}</div></details>'
    )


def _answer(card: Card, index: Index) -> str:
    """The words that answer, whether they are a duty or advice, and where they stand."""
    kinds = {sentence.modality for sentence in card.sentences}
    kind = kinds.pop() if len(kinds) == 1 else None
    badge = f'<span class="badge {kind}">{texts_learn.MODALITY[kind]}</span>' if kind else ""
    lead_in = f'<p class="lead-in">{escape(card.lead_in)}</p>' if card.lead_in else ""
    refs = {law_ref_text(ref): ref for sentence in card.sentences for ref in sentence.law_refs if ref.law}
    law = f"<p>{texts_learn.LAW}: {', '.join(map(law_link, refs.values()))}</p>" if refs else ""
    passage = card.passage
    source = texts_learn.sources_line(place(passage, index), passage.recommendation_title, passage.page_label)
    return (
        f"{badge}{lead_in}<blockquote>{text_html(card.answer)}</blockquote>"
        f'<div class="source-line"><p>{escape(source)}</p>{law}'
        f'<p><a href="{escape(links.passage_url(passage))}">{texts_learn.IN_CONTEXT}</a></p></div>'
    )


def _dialog() -> str:
    return (
        '<dialog id="sure" aria-labelledby="sure-heading"><form method="dialog">'
        f'<h2 id="sure-heading">{texts_learn.DELETE_HEADING}</h2><p>{texts_learn.DELETE_TEXT}</p>'
        f'<p class="do"><button value="no" autofocus>{texts_learn.DELETE_NO}</button>'
        f'<button value="yes">{texts_learn.DELETE_YES}</button></p></form></dialog>'
    )


def _spoken() -> str:
    spoken = json.dumps(texts_learn.SPOKEN, ensure_ascii=False).replace("<", "\\u003c")
    return f'<script type="application/json" id="spoken">{spoken}</script>'
