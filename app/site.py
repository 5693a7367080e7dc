"""The pages to read, beside the chat: plain HTML from the server, in the frame that all pages share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from fastapi import FastAPI
from fastapi.responses import HTMLResponse

from app import texts
from app.feedback import FeedbackStore
from app.opening import Opening
from app.page_shell import document
from app.site_about import about_html
from index.search import Index
from ingest.settings import Settings

_AGAIN = 2  # seconds until a page that waits for the index is asked for again


class NotFoundError(Exception):
    """There is no such page; its message says in Danish what is missing."""


@dataclass(frozen=True, slots=True)
class Site:
    """What every page is made from."""

    opening: Opening
    settings: Settings

    @property
    def feedback(self) -> FeedbackStore:
        """What readers say of answers."""
        return FeedbackStore(self.settings.data / "feedback.sqlite")

    def page(self, path: str, title: str, render: Callable[[Index], str]) -> HTMLResponse:
        """A page of the index. While it is being opened a page that says so and asks again;
        where `render` raises NotFoundError, one that says what is missing."""
        index = self.opening.index
        if index is None:
            headers = {} if self.opening.fault else {"Refresh": str(_AGAIN), "Retry-After": str(_AGAIN)}
            return self._answer(path, title, f"<p role='status'>{escape(self.opening.message)}</p>", 503, headers)
        try:
            return self._answer(path, title, render(index))
        except NotFoundError as missing:
            return self._answer(path, texts.NOT_FOUND, f"<p>{escape(str(missing))}</p>", 404)

    def _answer(
        self, path: str, title: str, main: str, status: int = 200, headers: dict[str, str] | None = None
    ) -> HTMLResponse:
        return HTMLResponse(document(title, main, path), status, headers)


def add_pages(app: FastAPI, site: Site) -> None:
    """Every page but the chat itself."""

    @app.get("/om", response_class=HTMLResponse)
    def about() -> HTMLResponse:
        return site.page("/om", texts.ABOUT_PAGE, about_html)
