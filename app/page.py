"""The page and its server: up at once, while the index is opened behind it."""

from __future__ import annotations

import asyncio
import errno
import logging
import socket
import time

import gradio as gr
import uvicorn
from fastapi import FastAPI

from app import texts
from app.errors import ServingError
from app.health import add_health
from app.opening import Opening
from app.page_ask import build_page, warm_up
from app.page_programs import add_programs
from app.page_shell import Shell
from app.page_theme import THEME
from app.progress import show_progress, tell
from app.service import open_model, prepare
from app.site import Site, add_pages
from app.site_ask import add_ask_routes
from app.site_lead import add_lead_pages
from index.build import Progress
from index.search import Index
from ingest.catalog import load_catalog
from ingest.progress import page_bar
from ingest.settings import Settings

_FAREWELL = 3.0  # seconds that an open page is given to hear that Pejl closes
_PATIENCE = 2  # seconds that open connections are given when the server stops
_EVERY_HOST = frozenset({"0.0.0.0", "::", ""})


def serve(settings: Settings) -> None:
    """Serve the page until it is stopped.

    Raises ServingError when the address cannot be used, IngestError or IndexingError when the
    publications cannot be read in; the page has then said so.
    """
    load_catalog(settings.sources)  # what is wrong with it is said before a page is promised
    listener = _listen(settings.host, settings.port)

    def open_index(progress: Progress) -> Index:
        def show(done: int, of: int) -> None:
            progress(done, of)
            show_progress(done, of)

        index = prepare(settings, tell, show, pages=page_bar)
        warm_up(index)
        return index

    def close() -> None:
        time.sleep(_FAREWELL)
        server.should_exit = True

    opening = Opening(open_index, failed=close)
    app = build_app(opening, settings)
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", timeout_graceful_shutdown=_PATIENCE))
    logging.getLogger("uvicorn.error").addFilter(_is_news)
    print(texts.serving_at(address(settings.host, settings.port)), flush=True)
    opening.start()
    server.run(sockets=[listener])
    if opening.fault:
        raise opening.fault


def _is_news(record: logging.LogRecord) -> bool:
    """Connections that are cut when the server stops are none."""
    fault = record.exc_info[1] if record.exc_info else None
    return not isinstance(fault, asyncio.CancelledError) and not str(record.msg).startswith("Cancel ")


def build_app(opening: Opening, settings: Settings) -> FastAPI:
    """The web application. Pejl's own pages come first: Gradio takes every address that is left."""
    writer, model = open_model(settings)
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    site = Site(opening, settings)
    heard = site.counters.count_question
    add_health(app, opening, model)
    add_pages(app, site)
    add_ask_routes(app, site)
    add_lead_pages(app, site)
    page = build_page(opening, settings, heard, writer)
    with page:
        add_programs(opening, heard)
    gr.mount_gradio_app(
        app,
        page,
        path="/",
        footer_links=[],
        run_history=False,  # else the browser would keep every question
        show_error=False,
        max_file_size=1,  # byte: there is nothing to upload
        ssr_mode=False,
        mcp_server=True,
        theme=THEME,
    )
    app.add_middleware(Shell)
    return app


def address(host: str, port: int) -> str:
    """Where a browser on this machine finds the page."""
    host = "127.0.0.1" if host in _EVERY_HOST else host
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _listen(host: str, port: int) -> socket.socket:
    """A socket that already takes connections, so that no page is promised which cannot be served."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family, backlog=128)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise ServingError(texts.port_taken(port)) from error
        raise ServingError(texts.not_served(address(host, port), error.strerror or str(error))) from error
