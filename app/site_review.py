"""The address of the coverage and of drafted questions: whoever may see what users left marks them as read."""

from __future__ import annotations

import logging
import threading
from typing import Annotated

from fastapi import Depends, FastAPI, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from app import texts_lead as words
from app.coverage import editorial_questions
from app.door import Way
from app.lead import Lead
from app.lead_figures_html import coverage_html
from app.lead_html import COVERAGE
from app.lead_review_html import REVIEW, review_html
from app.posts import Form, first, from_own_page, read_form
from index.review import discard, mark_reviewed
from index.search import Index

_log = logging.getLogger("pejl")
_ACTS = {"reviewed": mark_reviewed, "discard": discard}
_writing = threading.Lock()  # the file is read, changed and replaced


def add_review(app: FastAPI, lead: Lead) -> None:
    sources = lead.site.settings.sources

    def show(request: Request, told: str = "", fault: str = "") -> HTMLResponse:
        way = lead.way(request)

        def render(index: Index) -> str:
            questions = editorial_questions(index, sources)
            return coverage_html(index, questions, review_html(index, questions.to_review, way, told=told, fault=fault))

        return lead.page(COVERAGE, words.COVERAGE, render)

    @app.get(COVERAGE, response_class=HTMLResponse)
    def coverage(request: Request, gjort: str = "") -> HTMLResponse:
        return show(request, told=words.REVIEW_SAID.get(gjort, ""))

    @app.post(COVERAGE, dependencies=[Depends(from_own_page)])
    def change(request: Request, form: Annotated[Form, Depends(read_form)]) -> Response:
        act = first(form, "goer")
        if lead.way(request) is not Way.OPEN or act not in _ACTS:
            return show(request)
        try:
            with _writing:
                done = _ACTS[act](sources, [first(form, "id")])
        except OSError as error:
            _log.error("The editorial questions cannot be written: %s", error)
            return show(request, fault=words.REVIEW_NOT_STORED)
        return RedirectResponse(f"{COVERAGE}?gjort={act if done else 'gone'}#{REVIEW}", 303)
