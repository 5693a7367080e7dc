"""What stands around Gradio's part of a page: language, title, style, header and footer.

Gradio's document is English, advertises Gradio and names other hosts. It is rewritten on its way
out, and a content security policy holds the browser to this server.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from pathlib import Path

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app import texts

_FOLDER = Path(__file__).resolve().parent
_ADVERTISING = re.compile(r'<meta\s+(?:property="og:|name="twitter:)[^>]*>\s*')

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
    """ASGI middleware that rewrites HTML documents. `header` and `footer` are asked for each time."""

    def __init__(self, app: ASGIApp, header: Callable[[], str], footer: Callable[[], str]) -> None:
        self._app, self._header, self._footer = app, header, footer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or "text/html" not in Headers(scope=scope).get("accept", ""):
            await self._app(scope, receive, send)
            return
        plain = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        await self._app({**scope, "headers": plain}, receive, _Rewriting(send, self._rewrite))

    def _rewrite(self, document: str) -> str:
        document = _ADVERTISING.sub("", document)
        document = re.sub(r'(<html\s+lang=)"en"', r'\1"da"', document, count=1)
        document = document.replace("</head>", f"{_head()}</head>", 1)
        document = document.replace("<gradio-app", f"{self._header()}<gradio-app", 1)
        return document.replace("</gradio-app>", f"</gradio-app>{self._footer()}", 1)


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
        headers["referrer-policy"] = "no-referrer"
        headers["x-content-type-options"] = "nosniff"
        self._start = {**self._start, "headers": headers.raw}
        return body


def _head() -> str:
    """Title, icon, style and script: inline, so that the page is whole before anything is fetched."""
    style = (_FOLDER / "page.css").read_text("utf-8")
    script = (_FOLDER / "page.js").read_text("utf-8")
    return (
        f"<title>{escape(texts.TITLE)}</title>"
        f'<meta name="description" content="{escape(texts.SUBTITLE)}">'
        '<meta name="color-scheme" content="light dark">'
        f'<link rel="icon" href="data:image/svg+xml,{_ICON}">'
        f"<style>{style}</style><script>{script}</script>"
    )
