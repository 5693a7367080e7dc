"""What stands around every page: language, title, style, header and footer.

Gradio's document is English, advertises Gradio and names other hosts. It is rewritten on its way
out, and a content security policy holds the browser to this server. Pejl's other pages are whole
documents made here.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from functools import cache
from html import escape
from pathlib import Path

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app import texts, texts_ask
from app.page_frame import footer_html, header_html

_FOLDER = Path(__file__).resolve().parent
_ADVERTISING = re.compile(r'<meta\s+(?:property="og:|name="twitter:)[^>]*>\s*')

# Of the page Spørg alone, in the order in which they build on each other.
_CHAT_ASSETS = (
    "page_ask.css",
    "page_share.js",
    "page_history.js",
    "page_open.js",
    "page_feedback.js",
    "page_turns.js",
)

# Gradio needs inline scripts and evaluates its templates; what matters is that nothing leaves.
_POLICY = "; ".join(
    [
        "default-src 'self'",
        "script-src 'self' 'unsafe-inline' 'unsafe-eval'",
        "style-src 'self' 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "base-uri 'self'",
        "form-action 'self'",
        "object-src 'none'",
        "frame-ancestors 'self'",
    ]
)

# A seamark: a post with its topmark, seen from the water.
_ICON = (
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'>"
    "<rect width='32' height='32' rx='7' fill='%230b5d66'/>"
    "<path d='M16 5l6 9h-12zM14.6 14h2.8v13h-2.8z' fill='white'/></svg>"
)


class Shell:
    """ASGI middleware that rewrites Gradio's HTML documents and guards all of them."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or "text/html" not in Headers(scope=scope).get("accept", ""):
            await self._app(scope, receive, send)
            return
        plain = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        await self._app({**scope, "headers": plain}, receive, _Rewriting(send, _rewrite))


def _rewrite(page: str) -> str:
    """Gradio's document in Pejl's frame; any other as it is."""
    if "<gradio-app" not in page:
        return page
    page = _ADVERTISING.sub("", page)
    page = re.sub(r'(<html\s+lang=)"en"', r'\1"da"', page, count=1)
    page = page.replace("</head>", f"{_head(texts.TITLE, *_CHAT_ASSETS)}{_chat_texts()}</head>", 1)
    page = page.replace("<gradio-app", f"{header_html('/')}<gradio-app", 1)
    return page.replace("</gradio-app>", f"</gradio-app>{footer_html()}", 1)


def document(title: str, main: str, path: str, *assets: str) -> str:
    """A whole document of Pejl's own: `main` is HTML, `path` the page's address.

    `assets` are style sheets and scripts of that page alone, by their file names in this folder.
    """
    return (
        f'<!doctype html><html lang="da"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"{_head(f'{title} – {texts.TITLE}', *assets)}</head>"
        f'<body class="reading">{header_html(path)}<main id="indhold" tabindex="-1">{main}</main>'
        f"{footer_html()}</body></html>"
    )


class _Rewriting:
    """Holds a response back until all of it is there, and rewrites it if it is an HTML document."""

    def __init__(self, send: Send, rewrite: Callable[[str], str]) -> None:
        self._send, self._rewrite = send, rewrite
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            if Headers(raw=message["headers"]).get("content-type", "").startswith("text/html"):
                self._start = message
                return
        elif self._start is not None and message["type"] == "http.response.body":
            self._body += message.get("body", b"")
            if message.get("more_body"):
                return
            message = {"type": "http.response.body", "body": self._finish()}
            await self._send(self._start)
        await self._send(message)

    def _finish(self) -> bytes:
        body = self._rewrite(self._body.decode()).encode() if self._body else b""
        assert self._start is not None
        headers = MutableHeaders(raw=list(self._start["headers"]))
        headers["content-length"] = str(len(body))
        headers["content-security-policy"] = _POLICY
        headers["referrer-policy"] = "same-origin"  # with none at all, forms would come from nowhere
        headers["x-content-type-options"] = "nosniff"
        self._start = {**self._start, "headers": headers.raw}
        return body


def _head(title: str, *assets: str) -> str:
    """Title, icon, style and script: inline, so that the page is whole before anything is fetched."""
    return (
        f"<title>{escape(title)}</title>"
        f'<meta name="description" content="{escape(texts.SUBTITLE)}">'
        '<meta name="color-scheme" content="light dark">'
        f'<link rel="icon" href="data:image/svg+xml,{_ICON}">'
        f"{''.join(_inline(name) for name in ('page.css', 'page.js', *assets))}"
    )


def _chat_texts() -> str:
    """What the scripts of the page Spørg say by themselves."""
    said = {name: getattr(texts_ask, name) for name in texts_ask.SAID_BY_SCRIPTS}
    return f"<script>pejl.texts = {json.dumps(said, ensure_ascii=False)};</script>"


@cache
def _inline(name: str) -> str:
    tag = "style" if name.endswith(".css") else "script"
    return f"<{tag}>{(_FOLDER / name).read_text('utf-8')}</{tag}>"
