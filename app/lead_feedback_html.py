"""The queue of feedback on the page, and as rows of a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from html import escape
from typing import NamedTuple
from urllib.parse import urlencode

from app import texts_lead as words
from app.feedback import LONGEST_COMMENT, FeedbackItem, FeedbackState
from app.lead_html import FEEDBACK, part_html
from app.links import passage_url
from app.render import place
from index.search import Index

_ON_ONE_PAGE = 25


class Filter(NamedTuple):
    """What of the queue is shown: "open", "done" or "alle"; a kind or all; and which page of it."""

    state: str = "open"
    kind: str = ""
    page: int = 1

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Filter:
        """As an address or a form says; what it says wrongly is left out."""
        state, kind, page = query.get("tilstand", ""), query.get("slags", ""), query.get("side", "")
        return cls(
            state if state in words.STATES else "open",
            kind if kind in words.KIND else "",
            max(1, int(page)) if page.isdecimal() and len(page) < 7 else 1,
        )

    @property
    def asked_state(self) -> FeedbackState | None:
        return None if self.state == "alle" else FeedbackState(self.state)

    def choose(self, items: Sequence[FeedbackItem]) -> list[FeedbackItem]:
        return [item for item in items if self.kind in ("", item.kind)]

    def url(self, base: str = FEEDBACK, **more: str) -> str:
        fields = {"tilstand": self.state, "slags": self.kind, "side": str(self.page) if self.page > 1 else "", **more}
        return f"{base}?{urlencode({name: value for name, value in fields.items() if value})}"


def queue_html(
    index: Index, items: Sequence[FeedbackItem], chosen: Filter, *, any_at_all: bool, told: str = "", fault: str = ""
) -> str:
    """The feedback that the filter lets through, each with its form."""
    said = f'<p class="told" role="status" tabindex="-1" autofocus>{escape(told)}</p>' if told else ""
    said += f'<p class="fault" role="alert" tabindex="-1" autofocus>{escape(fault)}</p>' if fault else ""
    if not any_at_all:
        return part_html(FEEDBACK, words.FEEDBACK, f"{said}<p>{words.QUEUE_EMPTY}</p>")
    last = max(1, -(-len(items) // _ON_ONE_PAGE))
    page = min(chosen.page, last)
    shown = items[(page - 1) * _ON_ONE_PAGE : page * _ON_ONE_PAGE]
    chosen = chosen._replace(page=page)
    listed = "".join(_item(index, item, chosen) for item in shown) or f"<p>{words.NONE_FOUND}</p>"
    return part_html(
        FEEDBACK, words.FEEDBACK, f'{_filter(chosen)}{said}<div class="queue">{listed}</div>{_turning(chosen, last)}'
    )


def _filter(chosen: Filter) -> str:
    states = "".join(
        f'<label><input type="radio" name="tilstand" value="{state}"{_on("checked", state == chosen.state)}> '
        f"<span>{name}</span></label>"
        for state, name in words.STATES.items()
    )
    kinds = "".join(
        f'<label><input type="radio" name="slags" value="{kind}"{_on("checked", kind == chosen.kind)}> '
        f"<span>{name}</span></label>"
        for kind, name in {"": words.ALL_KINDS, **words.KIND}.items()
    )
    export = chosen._replace(page=1).url(f"{FEEDBACK}.csv")
    return (
        f'<form class="filter" method="get" action="{FEEDBACK}"><fieldset><legend>{words.STATE_LABEL}</legend>{states}'
        f"</fieldset><fieldset><legend>{words.KINDS_LABEL}</legend>{kinds}</fieldset><p class='actions'>"
        f'<button>{words.SHOW}</button><a href="{escape(export)}" download>{words.EXPORT}</a></p></form>'
    )


def _on(name: str, yes: bool) -> str:
    return f" {name}" if yes else ""


def _turning(chosen: Filter, last: int) -> str:
    links = []
    if chosen.page > 1:
        links.append(f'<a rel="prev" href="{escape(chosen._replace(page=chosen.page - 1).url())}">{words.NEWER}</a>')
    if chosen.page < last:
        links.append(f'<a rel="next" href="{escape(chosen._replace(page=chosen.page + 1).url())}">{words.OLDER}</a>')
    return f'<nav class="turning" aria-label="{words.PAGES}">{" ".join(links)}</nav>' if links else ""


def _item(index: Index, item: FeedbackItem, chosen: Filter) -> str:
    done = item.state is FeedbackState.DONE
    question = f"<q>{escape(item.question)}</q>" if item.question else f"<i>{words.QUESTION_KEPT_BACK}</i>"
    comment = _lines(item.comment) if item.comment else f"<i>{words.NO_COMMENT}</i>"
    passages = _passages(index, item)
    facts = [(words.QUESTION, f"{question} ({words.STATUS[item.status].lower()})"), (words.COMMENT, comment)]
    facts += [(words.PASSAGES, passages)] if passages else []
    listed = "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in facts)
    return (
        f'<article class="item {item.state}" id="nr-{item.id}" aria-labelledby="nr-{item.id}-h">'
        f'<h2 id="nr-{item.id}-h">{item.id}. {words.KIND[item.kind]}</h2>'
        f'<p class="meta"><span class="state">{words.STATE[item.state]}</span> '
        f'<time datetime="{item.received.isoformat()}">{_moment(item.received)}</time></p>'
        f"<dl>{listed}</dl>{_form(item, chosen, done=done)}</article>"
    )


def _form(item: FeedbackItem, chosen: Filter, *, done: bool) -> str:
    hidden = {"nr": str(item.id), "tilstand": chosen.state, "slags": chosen.kind, "side": str(chosen.page)}
    fields = "".join(f'<input type="hidden" name="{name}" value="{escape(value)}">' for name, value in hidden.items())
    of = f'<span class="unseen"> nr. {item.id}</span>'
    buttons = (
        f'<button class="main" name="goer" value="open">{words.REOPEN}{of}</button>'
        f'<button name="goer" value="done">{words.SAVE_NOTE}{of}</button>'
        if done
        else f'<button class="main" name="goer" value="done">{words.SET_DONE}{of}</button>'
        f'<button name="goer" value="open">{words.SAVE_NOTE}{of}</button>'
    )
    return (
        f'<form method="post" action="{FEEDBACK}">{fields}<p class="field"><label for="note-{item.id}">{words.NOTE}{of}'
        f'</label><textarea id="note-{item.id}" name="note" rows="2" maxlength="{LONGEST_COMMENT}">{escape(item.note)}'
        f'</textarea></p><p class="actions">{buttons}</p><details class="delete"><summary>{words.DELETE}{of}</summary>'
        f'<p><button class="quiet" name="goer" value="delete">{words.DELETE_SURE}{of}</button></p></details></form>'
    )


def _passages(index: Index, item: FeedbackItem) -> str:
    items = []
    for id in item.passage_ids:
        if id in index.rows:
            passage = index.passage(id)
            items.append(f'<li><a href="{escape(passage_url(passage))}">{escape(place(passage, index))}</a></li>')
        else:
            items.append(f"<li>{escape(id)} ({words.GONE})</li>")
    return f"<ul>{''.join(items)}</ul>" if items else ""


def _lines(text: str) -> str:
    return "<br>".join(escape(line) for line in text.split("\n"))


def _moment(at: datetime) -> str:
    local = at.astimezone()
    return f"{local.day}.{local.month}.{local.year} kl. {local:%H.%M}"


def queue_rows(index: Index, items: Sequence[FeedbackItem]) -> list[list[str]]:
    """The same as rows for a file, in the order of `words.CSV_COLUMNS`."""
    return [
        [
            str(item.id),
            f"{item.received.astimezone():%Y-%m-%d %H:%M}",
            words.KIND[item.kind],
            item.comment,
            item.question or "",
            words.STATUS[item.status],
            "; ".join(
                place(index.passage(id), index) if id in index.rows else f"{id} ({words.GONE})"
                for id in item.passage_ids
            ),
            words.STATE[item.state],
            item.note,
            f"{item.changed.astimezone():%Y-%m-%d %H:%M}" if item.changed else "",
        ]
        for item in items
    ]
