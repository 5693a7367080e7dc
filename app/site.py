"""The pages to read, beside the chat: plain HTML from the server, in the frame that all pages share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from fastapi import FastAPI
from fastapi.responses import HTMLResponse

from app import counters, feedback, links, texts
from app.counters import Counters
from app.errors import NotFoundError
from app.feedback import FeedbackStore
from app.opening import Opening
from app.page_shell import document
from app.site_about import about_html
from app.site_learn import add_learning
from app.site_reading import add_reading
from index.search import Index
from ingest.settings import Settings

_AGAIN = 2  # seconds until a page that waits for the index is asked for again


@dataclass(frozen=True, slots=True)
class Site:
    """What every page is made from."""

    opening: Opening
    settings: Settings

    @property
    def feedback(self) -> FeedbackStore:
        """What readers say of answers."""
        return FeedbackStore(self.settings.data / feedback.FILE)

    @property
    def counters(self) -> Counters:
        """What is asked, in numbers."""
        return Counters(self.settings.data / counters.FILE)

    def page(self, path: str, title: str, render: Callable[[Index], str], *assets: str) -> HTMLResponse:
        """A page of the index, with style sheets and scripts of its own (see `document`). While the index
        is being opened a page that says so and asks again; where `render` raises NotFoundError, one that
        says what is missing."""
        index = self.opening.index
        if index is None:
            headers = {} if self.opening.fault else {"Refresh": str(_AGAIN), "Retry-After": str(_AGAIN)}
            main = f"<h1>{escape(title)}</h1><p role='status'>{escape(self.opening.message)}</p>"
            return HTMLResponse(document(title, main, path), 503, headers)
        try:
            return HTMLResponse(document(title, render(index), path, *assets))
        except NotFoundError as missing:
            main = f"<h1>{texts.NOT_FOUND}</h1><p>{escape(str(missing))}</p>"
            return HTMLResponse(document(texts.NOT_FOUND, main, path), 404)


def add_pages(app: FastAPI, site: Site) -> None:
    """Every page but the chat itself."""
    add_reading(app, site)
    add_learning(app, site)

    @app.get(links.ABOUT, response_class=HTMLResponse)
    def about() -> HTMLResponse:
        def render(index: Index) -> str:
            return about_html(index, site.settings, site.settings.llm.partition(":")[2])

        return site.page(links.ABOUT, texts.ABOUT_PAGE, render, "about.css")
