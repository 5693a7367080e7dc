"""The addresses of "For teamledere"."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import date
from typing import Annotated
from urllib.parse import quote

from fastapi import Depends, FastAPI, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from app import links, texts
from app import texts_lead as words
from app.checklist import Checklist, adapted, all_groups, chosen
from app.checklist_docx import checklist_docx
from app.checklist_xlsx import checklist_xlsx
from app.coverage import editorial_questions
from app.door import COOKIE, STAYS, Way
from app.errors import RefusedError, StoreError
from app.feedback import FeedbackState, FeedbackStore
from app.lead import Lead
from app.lead_checklist_html import adapt_html, choose_html, refused_html
from app.lead_feedback_html import Filter, queue_html, queue_rows
from app.lead_figures_html import asked_html, since
from app.lead_html import (
    ASKED,
    CHECKLIST,
    CODE,
    COVERAGE,
    FEEDBACK,
    LEAVE,
    overview_html,
    parts,
)
from app.posts import Form, first, from_own_page, read_form
from app.site import Site
from app.site_review import add_review
from app.spreadsheet import CSV_TYPE, XLSX_TYPE, to_csv
from index.search import Index

_log = logging.getLogger("pejl")
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_LATELY = 30  # days
_OWN = [Depends(from_own_page)]
Sent = Annotated[Form, Depends(read_form)]
Chosen = Annotated[Sequence[str], Query()]


def add_lead_pages(app: FastAPI, site: Site) -> None:
    lead = Lead(site)
    _add_overview(app, lead)
    _add_checklist(app, lead)
    _add_figures(app, lead)
    _add_feedback(app, lead)
    add_review(app, lead)


def _add_overview(app: FastAPI, lead: Lead) -> None:
    @app.get(links.LEAD, response_class=HTMLResponse)
    def overview(request: Request) -> HTMLResponse:
        way = lead.way(request)
        notice = {
            Way.OPEN: "" if lead.door.has_code else words.OPEN_TO_ALL,
            Way.CODE: words.CODE_NEEDED,
            Way.CLOSED: words.NOT_OPEN,
        }[way]

        def render(index: Index) -> str:
            standing = _standing(lead, index, inside=way is Way.OPEN)
            lines = [(*part, told) for part, told in zip(parts(), standing, strict=True)]
            return overview_html(lines, notice, inside=way is Way.OPEN and lead.door.has_code)

        return lead.page(links.LEAD, texts.LEAD_PAGE, render)

    @app.post(CODE, dependencies=_OWN)
    def enter(request: Request, form: Sent) -> Response:
        to = first(form, "til")
        to = to if to in {ASKED, FEEDBACK, COVERAGE} else links.LEAD
        token = lead.door.enter(first(form, "kode"), request.client.host if request.client else "")
        if token is None:
            return RedirectResponse(f"{to}?kode=forkert", 303)
        answer = RedirectResponse(to, 303)
        secure = request.url.scheme == "https"
        answer.set_cookie(
            COOKIE, token, max_age=STAYS, path=links.LEAD, httponly=True, samesite="strict", secure=secure
        )
        return answer

    @app.post(LEAVE, dependencies=_OWN)
    def leave(request: Request) -> Response:
        lead.door.leave(request.cookies.get(COOKIE))
        answer = RedirectResponse(links.LEAD, 303)
        answer.delete_cookie(COOKIE, path=links.LEAD)
        return answer


def _standing(lead: Lead, index: Index, *, inside: bool) -> tuple[str, str, str, str]:
    """How each part stands, in few words."""
    review = words.to_review(len(editorial_questions(index, lead.site.settings.sources).to_review))
    if not inside:
        return "", "", "", review
    asked = sum(count.count for count in lead.counters.counts(since(str(_LATELY), date.today())))
    open_ones = len(lead.queue.items(FeedbackState.OPEN))
    return "", words.asked_lately(asked, _LATELY), words.open_feedback(open_ones), review


def _add_checklist(app: FastAPI, lead: Lead) -> None:
    @app.get(CHECKLIST, response_class=HTMLResponse)
    def checklist(valg: Chosen = (), lav: str = "") -> HTMLResponse:
        def render(index: Index) -> str:
            groups = all_groups(index)
            if lav and chosen(groups, valg):
                return adapt_html(groups, valg)
            return choose_html(groups, valg, told=bool(lav))

        return lead.page(CHECKLIST, words.CHECKLIST_TITLE, render)

    @app.post(f"{CHECKLIST}.docx", dependencies=_OWN)
    def word(form: Sent) -> Response:
        return _file(lead, form, "docx", _WORD, checklist_docx)

    @app.post(f"{CHECKLIST}.xlsx", dependencies=_OWN)
    def excel(form: Sent) -> Response:
        return _file(lead, form, "xlsx", XLSX_TYPE, checklist_xlsx)


def _file(lead: Lead, form: Form, suffix: str, kind: str, write: Callable[[Checklist, date], bytes]) -> Response:
    index = lead.site.opening.index
    if index is None:
        return lead.page(CHECKLIST, words.CHECKLIST_TITLE, lambda _: "")
    try:
        made = adapted(all_groups(index), form)
    except RefusedError as refusal:
        message = str(refusal)
        return lead.page(CHECKLIST, words.CHECKLIST_REFUSED, lambda _: refused_html(message))
    today = date.today()
    return _download(write(made, today), kind, f"tjekliste-{today.isoformat()}.{suffix}")


def _download(content: bytes, kind: str, name: str) -> Response:
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}", "Cache-Control": "no-store"}
    return Response(content, media_type=kind, headers=headers)


def _add_figures(app: FastAPI, lead: Lead) -> None:
    @app.get(ASKED, response_class=HTMLResponse)
    def asked(request: Request, periode: str = "90") -> HTMLResponse:
        period = periode if periode in words.PERIODS else "90"
        today = date.today()
        return lead.guarded(
            request,
            ASKED,
            words.ASKED,
            lambda index: asked_html(index, lead.counters.counts(since(period, today)), period, today),
        )


def _add_feedback(app: FastAPI, lead: Lead) -> None:
    def show(request: Request, asked: Filter, told: str = "", fault: str = "") -> HTMLResponse:
        def render(index: Index) -> str:
            items = lead.queue.items(asked.asked_state)
            any_at_all = bool(items or lead.queue.items())
            return queue_html(index, asked.choose(items), asked, any_at_all=any_at_all, told=told, fault=fault)

        return lead.guarded(request, FEEDBACK, words.FEEDBACK, render)

    @app.get(FEEDBACK, response_class=HTMLResponse)
    def queue(request: Request) -> HTMLResponse:
        return show(request, Filter.of(request.query_params), _said(request.query_params.get("gjort", "")))

    @app.get(f"{FEEDBACK}.csv")
    def export(request: Request) -> Response:
        index = lead.site.opening.index
        asked = Filter.of(request.query_params)
        if index is None or lead.way(request) is not Way.OPEN:
            return show(request, asked)
        try:
            rows = queue_rows(index, asked.choose(lead.queue.items(asked.asked_state)))
        except StoreError:
            return show(request, asked)
        return _download(to_csv(words.CSV_COLUMNS, rows), CSV_TYPE, words.CSV_NAME)

    @app.post(FEEDBACK, dependencies=_OWN)
    def change(request: Request, form: Sent) -> Response:
        asked = Filter.of({name: first(form, name) for name in form})
        number, act = first(form, "nr"), first(form, "goer")
        if lead.way(request) is not Way.OPEN or not number.isdecimal() or act not in _SAID:
            return show(request, asked)
        try:
            done = _act(lead.queue, int(number), act, first(form, "note"))
        except RefusedError as refusal:
            return show(request, asked, fault=str(refusal))
        except StoreError as error:
            _log.error("%s", error)
            return show(request, asked, fault=words.NOT_STORED)
        return RedirectResponse(asked.url(gjort=f"{number}-{act if done else 'gone'}"), 303)


_SAID = {"done": words.DONE_SAID, "open": words.OPEN_SAID, "delete": words.DELETED_SAID, "gone": words.GONE_SAID}


def _act(queue: FeedbackStore, number: int, act: str, note: str) -> bool:
    if act == "delete":
        return queue.remove(number)
    return act == "gone" or queue.set_state(number, FeedbackState(act), note)


def _said(done: str) -> str:
    number, _, act = done.partition("-")
    return _SAID[act].format(id=number) if number.isdecimal() and act in _SAID else ""
