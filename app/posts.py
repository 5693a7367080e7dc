"""Forms that are sent in: only from Pejl's own pages, and not without end."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

from fastapi import HTTPException, Request

from app import texts_lead as texts

_LARGEST = 1_000_000  # bytes of a form
_MOST_FIELDS = 5000

Form = dict[str, list[str]]


def from_own_page(request: Request) -> None:
    """Turns away a form that another site had the browser send. A dependency of every route that takes one.

    Browsers say where a request comes from in Sec-Fetch-Site, over plain HTTP only in Origin. What names
    neither is no browser, and acts for nobody but itself.
    """
    site = request.headers.get("sec-fetch-site")
    origin = request.headers.get("origin")
    if site is not None:
        own = site in ("same-origin", "none")
    else:
        own = origin is None or urlsplit(origin).netloc == request.headers.get("host", "")
    if not own:
        raise HTTPException(403, texts.FOREIGN_FORM)


async def read_form(request: Request) -> Form:
    """The fields of a form, each with all of its values, as the browser encodes them by default."""
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > _LARGEST:
            raise HTTPException(413, texts.FORM_TOO_LARGE)
    try:
        pairs = parse_qsl(body.decode("utf-8"), keep_blank_values=True, max_num_fields=_MOST_FIELDS)
    except ValueError as error:  # of bytes that are no text, too
        raise HTTPException(400, texts.FORM_TOO_LARGE) from error
    form: Form = {}
    for name, value in pairs:
        form.setdefault(name, []).append(value)
    return form


def first(form: Form, name: str) -> str:
    """The field's first value; empty where there is none."""
    return next(iter(form.get(name, [])), "")
