"""The page "Om": what Pejl is and is not, and what its answers are taken from."""

from __future__ import annotations

from html import escape

from app import texts
from app.page_html import publications_html
from index.search import Index


def about_html(index: Index) -> str:
    return (
        f"<h1>{texts.ABOUT_PAGE}</h1><p>{escape(texts.ABOUT)}</p>"
        f"<section><h2>{texts.PUBLICATIONS_HEADING}</h2>{publications_html(index.entries.values())}</section>"
    )
