"""The frame that all pages share: the name, the way to the other pages, and what Pejl is not."""

from __future__ import annotations

from html import escape

from app import links, texts

_PAGES = (
    (links.ASK, texts.ASK),
    (links.RECOMMENDATIONS, texts.RECOMMENDATIONS_PAGE),
    (links.LAW, texts.LAW_PAGE),
    (links.LEARN, texts.LEARN_PAGE),
    (links.LEAD, texts.LEAD_PAGE),
    (links.ABOUT, texts.ABOUT_PAGE),
)
# Pages below one that stands in the header.
_BELOW = {
    "/anbefaling/": links.RECOMMENDATIONS,
    "/publikation/": links.RECOMMENDATIONS,
    "/paragraf/": links.LAW,
    f"{links.LEAD}/": links.LEAD,
}


def header_html(path: str) -> str:
    """The top of the page at `path`, and a line that says when the server is out of reach."""
    chat = path == links.ASK
    skip, to = (texts.SKIP, "#question") if chat else (texts.SKIP_TO_CONTENT, "#indhold")
    name = f'<a class="name" href="/">{texts.TITLE}</a>'
    return (
        f'<a class="skip" href="{to}">{skip}</a><header class="top">'
        f"{f'<h1>{name}</h1>' if chat else f'<p>{name}</p>'}{_navigation(path)}"
        f'<p id="unreachable" role="status" data-text="{texts.UNREACHABLE}"></p>'
        f"{f'<noscript><p>{texts.NEEDS_SCRIPT}</p></noscript>' if chat else ''}</header>"
    )


def _navigation(path: str) -> str:
    chapter = next((page for start, page in _BELOW.items() if path.startswith(start)), path)
    items = "".join(f'<li><a href="{url}"{_current(url, path, chapter)}>{name}</a></li>' for url, name in _PAGES)
    return f'<nav aria-label="{texts.NAVIGATION}"><ul>{items}</ul></nav>'


def _current(url: str, path: str, chapter: str) -> str:
    """Marks the page itself, or the one that it stands below."""
    if url != chapter:
        return ""
    return f' aria-current="{"page" if url == path else "true"}"'


def footer_html() -> str:
    return f'<footer class="foot"><p>{escape(texts.FOOTER)} <a href="{links.ABOUT}">{texts.MORE_ABOUT}</a></p></footer>'
