"""The addresses of the pages to read: recommendations, publications, search."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import FastAPI, Form, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response

from app import links, read_texts, texts
from app.site_read import overview_html, publication_html, recommendation_html
from app.site_search import search, search_html

if TYPE_CHECKING:
    from app.site import Site

_ASSETS = ("read.css", "read.js")


def add_reading(app: FastAPI, site: Site) -> None:
    @app.get(links.RECOMMENDATIONS, response_class=HTMLResponse)
    def recommendations() -> HTMLResponse:
        return site.page(links.RECOMMENDATIONS, texts.RECOMMENDATIONS_PAGE, overview_html, *_ASSETS)

    @app.get("/anbefaling/{number}", response_class=HTMLResponse)
    def recommendation(number: str) -> HTMLResponse:
        title = read_texts.RECOMMENDATION.format(number=number)
        return site.page(f"/anbefaling/{number}", title, lambda index: recommendation_html(index, number), *_ASSETS)

    @app.get("/publikation/{publication_id}", response_class=HTMLResponse)
    def publication(publication_id: str) -> HTMLResponse:
        path = links.publication_url(publication_id)
        index = site.opening.index
        entry = index.entries.get(publication_id) if index else None
        title = entry.title if entry else read_texts.WHOLE
        return site.page(path, title, lambda index: publication_html(index, publication_id), *_ASSETS)

    # By POST: an address stands in histories and in the logs of what lies between, a body does not.
    @app.post(links.SEARCH)
    def find(request: Request, q: Annotated[str, Form()] = "") -> Response:
        index = site.opening.index
        if index is not None and "application/json" in request.headers.get("accept", ""):
            said, html = search(index, q)
            return JSONResponse({"said": said, "html": html}, headers={"Cache-Control": "no-store"})
        return site.page(links.RECOMMENDATIONS, read_texts.SEARCH_PAGE, lambda index: search_html(index, q), *_ASSETS)
