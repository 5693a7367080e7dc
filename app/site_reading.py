"""The addresses of the pages to read: recommendations, publications, search, and the law that they cite."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fastapi import FastAPI, Form, Request
from fastapi.responses import HTMLResponse, JSONResponse, Response

from app import law_pages_texts, links, read_texts, texts
from app.site_law import law_html, paragraf_html, place_rows, summary_rows
from app.site_read import overview_html, publication_html, recommendation_html
from app.site_search import search, search_html
from app.spreadsheet import CSV_TYPE, XLSX_TYPE, to_csv, to_xlsx

if TYPE_CHECKING:
    from app.site import Site

_ASSETS = ("read.css", "read.js")
_LAW_ASSETS = ("read.css", "law.css", "law.js")


def add_reading(app: FastAPI, site: Site) -> None:
    _add_publications(app, site)
    _add_law(app, site)


def _add_publications(app: FastAPI, site: Site) -> None:
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


def _add_law(app: FastAPI, site: Site) -> None:
    @app.get(links.LAW, response_class=HTMLResponse)
    def law() -> HTMLResponse:
        return site.page(links.LAW, texts.LAW_PAGE, law_html, *_LAW_ASSETS)

    @app.get("/paragraf/{short}/{number}", response_class=HTMLResponse)
    def paragraf(short: str, number: str) -> HTMLResponse:
        path = f"/paragraf/{short}/{number}"
        return site.page(path, f"§ {number}", lambda index: paragraf_html(index, short, number), *_LAW_ASSETS)

    @app.get(links.LAW_CSV)
    def law_csv(request: Request) -> Response:
        index = site.opening.index
        if index is None:
            return site.page(links.LAW, texts.LAW_PAGE, law_html)
        content = to_csv(law_pages_texts.COLUMNS, place_rows(index, str(request.base_url)))
        return _file(content, CSV_TYPE, "lovparagraffer.csv")

    @app.get(links.LAW_XLSX)
    def law_xlsx(request: Request) -> Response:
        index = site.opening.index
        if index is None:
            return site.page(links.LAW, texts.LAW_PAGE, law_html)
        sheets = {
            law_pages_texts.SHEET_SUMMARY: (law_pages_texts.SUMMARY_COLUMNS, summary_rows(index)),
            law_pages_texts.SHEET_PLACES: (law_pages_texts.COLUMNS, place_rows(index, str(request.base_url))),
        }
        return _file(to_xlsx(sheets), XLSX_TYPE, "lovparagraffer.xlsx")


def _file(content: bytes, kind: str, name: str) -> Response:
    return Response(content, media_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
