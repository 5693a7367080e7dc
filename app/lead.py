"""What the pages for team leaders share: who may see them, and what they are made from."""

from __future__ import annotations

import logging
from collections.abc import Callable
from html import escape

from fastapi import Request
from fastapi.responses import HTMLResponse

from app import texts_lead as words
from app.door import COOKIE, Door, Way
from app.errors import StoreError
from app.lead_html import closed_html, code_html
from app.site import Site
from index.search import Index

_log = logging.getLogger("pejl")
_ASSETS = ("lead.css", "lead.js")


class Lead:
    """What the pages for team leaders share."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.queue, self.counters = site.feedback, site.counters
        self.door = Door(site.settings.leader_code, site.settings.host)

    def page(self, path: str, title: str, render: Callable[[Index], str]) -> HTMLResponse:
        """A page that anyone may see."""
        answer = self.site.page(path, title, lambda index: _told(title, index, render), *_ASSETS)
        answer.headers["Cache-Control"] = "no-store"
        return answer

    def guarded(self, request: Request, path: str, title: str, render: Callable[[Index], str]) -> HTMLResponse:
        """A page for those who may see what users have left; others are asked for the code."""
        way = self.way(request)
        if way is Way.OPEN:
            return self.page(path, title, render)
        wrong = request.query_params.get("kode") == "forkert"
        return self.page(
            path, title, lambda _: code_html(path, title, wrong=wrong) if way is Way.CODE else closed_html(path, title)
        )

    def way(self, request: Request) -> Way:
        return self.door.way(request.cookies.get(COOKIE))


def _told(title: str, index: Index, render: Callable[[Index], str]) -> str:
    """The page, or that what users have left cannot be read."""
    try:
        return render(index)
    except StoreError as error:
        _log.error("%s", error)
        return f'<h1>{escape(title)}</h1><p class="fault" role="alert">{words.NOT_STORED}</p>'
