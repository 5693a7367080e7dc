"""The frame of the pages for team leaders: what they are, the way between them, the access code."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from app import links, texts
from app import texts_lead as words

CHECKLIST = f"{links.LEAD}/tjekliste"
ASKED = f"{links.LEAD}/spoergsmaal"
FEEDBACK = f"{links.LEAD}/tilbagemeldinger"
COVERAGE = f"{links.LEAD}/daekning"
CODE = f"{links.LEAD}/kode"
LEAVE = f"{links.LEAD}/luk"

_PARTS = (
    (links.LEAD, words.OVERVIEW),
    (CHECKLIST, words.CHECKLIST),
    (ASKED, words.ASKED),
    (FEEDBACK, words.FEEDBACK),
    (COVERAGE, words.COVERAGE),
)


def part_html(path: str, title: str, main: str) -> str:
    """One part of the page with the way to the others above it."""
    items = "".join(f'<li><a href="{url}"{_current(url == path)}>{escape(name)}</a></li>' for url, name in _PARTS)
    return f'<nav class="parts" aria-label="{words.PARTS}"><ul>{items}</ul></nav><h1>{escape(title)}</h1>{main}'


def _current(here: bool) -> str:
    return ' aria-current="page"' if here else ""


def overview_html(lines: Sequence[tuple[str, str, str, str]], notice: str, *, inside: bool) -> str:
    """What there is: of each part its address, name, description, and how it stands."""
    cards = "".join(
        f'<li class="card"><h2><a href="{url}">{escape(name)}</a></h2><p>{escape(about)}</p>'
        f"{f'<p class=figure>{escape(standing)}</p>' if standing else ''}</li>"
        for url, name, about, standing in lines
    )
    leave = (
        f'<form method="post" action="{LEAVE}"><button class="quiet">{words.LEAVE}</button></form>' if inside else ""
    )
    note = f'<p class="note">{escape(notice)}</p>' if notice else ""
    return part_html(
        links.LEAD, texts.LEAD_PAGE, f'<p>{escape(words.INTRODUCTION)}</p><ul class="cards">{cards}</ul>{note}{leave}'
    )


def parts() -> list[tuple[str, str, str]]:
    """Address, name and description of what the overview leads to."""
    about = (words.ABOUT_CHECKLIST, words.ABOUT_ASKED, words.ABOUT_FEEDBACK, words.ABOUT_COVERAGE)
    return [(url, name, said) for (url, name), said in zip(_PARTS[1:], about, strict=True)]


def code_html(path: str, title: str, *, wrong: bool) -> str:
    """Asks for the access code before a part of the page."""
    fault = f'<p class="fault" id="forkert" role="alert">{words.CODE_WRONG}</p>' if wrong else ""
    described = ' aria-invalid="true" aria-describedby="forkert"' if wrong else ""
    form = (
        f'<form class="code" method="post" action="{CODE}">{fault}'
        f'<input type="hidden" name="til" value="{escape(path)}">'
        f'<label for="kode">{words.CODE}</label><input id="kode" name="kode" type="password" required '
        f'autocomplete="current-password"{described}><button class="main">{words.ENTER}</button></form>'
    )
    return part_html(path, title, f"<p>{escape(words.CODE_NEEDED)}</p>{form}")


def closed_html(path: str, title: str) -> str:
    return part_html(path, title, f'<p class="note">{escape(words.NOT_OPEN)}</p>')


def table_html(caption: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; the first cell of a row names it, all others are numbers. Cells are HTML."""
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in columns)
    body = "".join(
        f'<tr><th scope="row">{row[0]}</th>{"".join(f"<td>{cell}</td>" for cell in row[1:])}</tr>' for row in rows
    )
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(caption)}"><table>'
        f'<caption class="unseen">{escape(caption)}</caption><thead><tr>{head}</tr></thead><tbody>{body}'
        "</tbody></table></div>"
    )


def picture_html(picture: str, table: str, *, broad: bool = False) -> str:
    """A picture of numbers with its table beside it; `broad` where that has many columns."""
    return f'<div class="picture{" broad" if broad else ""}"><div>{picture}</div>{table}</div>'
