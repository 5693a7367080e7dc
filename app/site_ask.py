"""What the page Spørg asks for beside questions: an earlier conversation, files, pictures of pages, feedback.

Everything that is sent comes as JSON from the page itself.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date
from urllib.parse import quote

from fastapi import Depends, FastAPI, Query, Response
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field

from app import texts_ask
from app.answer import Answer
from app.blocked import find_block
from app.conversation import Conversation, restore
from app.errors import RefusedError, StoreError
from app.export_docx import conversation_docx
from app.export_text import conversation_markdown, file_name
from app.feedback import LONGEST_COMMENT, FeedbackKind
from app.page_ask import shown_turn
from app.page_source import View
from app.pictures import Pictures
from app.posts import from_own_page
from app.site import Site
from app.texts import AnswerStatus
from index.search import Index

_log = logging.getLogger("pejl")

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MARKDOWN = "text/markdown; charset=utf-8"
_PRIVATE = {"Cache-Control": "private, max-age=3600"}

_OWN = [Depends(from_own_page)]

Write = Callable[[list[Answer], Index, date], bytes]


class Feedback(BaseModel):
    """`question` is left out unless the reader lets it be sent along."""

    kind: FeedbackKind
    comment: str = Field(default="", max_length=10 * LONGEST_COMMENT)
    question: str | None = None
    status: AnswerStatus
    passages: tuple[str, ...] = Field(default=(), max_length=50)


def add_ask_routes(app: FastAPI, site: Site) -> None:
    _add_conversations(app, site)
    _add_pictures(app, site)
    _add_feedback(app, site)


def _add_conversations(app: FastAPI, site: Site) -> None:
    @app.post("/samtale", dependencies=_OWN)
    def reopen(conversation: Conversation) -> Response:
        index = site.opening.index
        if index is None:
            return _told(site.opening.message, 503)
        view = View(index, site.settings.contact, Pictures(site.settings.sources, site.settings.pdf_password))
        turns = [
            shown_turn(answer, record.question, at, view, alone=record.alone)
            for at, (record, answer) in enumerate(restore(index, conversation))
        ]
        return JSONResponse({"turns": turns})

    @app.post("/samtale.docx", dependencies=_OWN)
    def word(conversation: Conversation) -> Response:
        return _file(site, conversation, "docx", _WORD, conversation_docx)

    @app.post("/samtale.md", dependencies=_OWN)
    def markdown(conversation: Conversation) -> Response:
        def write(answers: list[Answer], index: Index, today: date) -> bytes:
            return conversation_markdown(answers, index, today).encode()

        return _file(site, conversation, "md", _MARKDOWN, write)


def _file(site: Site, conversation: Conversation, suffix: str, kind: str, write: Write) -> Response:
    index = site.opening.index
    if index is None:
        return _told(site.opening.message, 503)
    answers = [answer for _, answer in restore(index, conversation) if answer.question]
    name = quote(file_name(answers, suffix))
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}", "Cache-Control": "no-store"}
    return Response(write(answers, index, date.today()), media_type=kind, headers=headers)


def _add_pictures(app: FastAPI, site: Site) -> None:
    pictures = Pictures(site.settings.sources, site.settings.pdf_password)

    @app.get("/side/{publication}/{page_index}.png")
    def page(
        publication: str,
        page_index: int,
        passage: str = "",
        citat: list[str] = Query(default=[]),  # noqa: B008
    ) -> Response:
        index = site.opening.index
        if index is None:
            return _told(site.opening.message, 503)
        png = pictures.png(index, publication, page_index, passage, citat)
        if png is None:
            return _told(texts_ask.NO_PICTURE, 404)
        return Response(png, media_type="image/png", headers=_PRIVATE)


def _add_feedback(app: FastAPI, site: Site) -> None:
    @app.post("/tilbagemelding", dependencies=_OWN)
    def feedback(feedback: Feedback) -> Response:
        """It is on the disk before it is thanked for. A comment that is turned away is no fault: the answer says so."""
        index = site.opening.index
        known = index.rows if index else {}
        try:
            site.feedback.add(
                feedback.kind,
                comment=feedback.comment,
                question=None if find_block(feedback.question or "") else feedback.question,
                status=feedback.status,
                passage_ids=[id for id in feedback.passages if id in known],
            )
        except RefusedError as refused:
            return _told(str(refused), saved=False)
        except StoreError:
            _log.exception("Feedback could not be saved")
            return _told(texts_ask.NOT_SAVED, 503)
        return _told(texts_ask.THANKS, saved=True)


def _told(message: str, status: int = 200, **more: bool) -> Response:
    return JSONResponse({"message": message, **more}, status)
