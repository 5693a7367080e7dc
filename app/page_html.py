"""Small pieces of HTML that several pages share. Every text from outside goes through `escape` on its way in."""

from __future__ import annotations

from html import escape

from app import texts
from app.texts import frame
from ingest.publication import Modality


def badge_html(modality: Modality | None, language: str = "da") -> str:
    if modality is None:
        return ""
    return f'<span class="badge {modality}">{badge_word(modality, language)}</span>'


def badge_word(modality: Modality | None, language: str = "da") -> str:
    return frame(str(modality), language) if modality else ""


def link_out(url: str, text: str, title: str = "") -> str:
    """A link to another site, which opens beside Pejl."""
    titled = f' title="{escape(title)}"' if title else ""
    return (
        f'<a class="out" href="{escape(url)}" target="_blank" rel="noopener noreferrer"{titled}>'
        f'{escape(text)}<span class="unseen"> {texts.NEW_WINDOW}</span></a>'
    )


def introduction_html(*, model: bool = False) -> str:
    """What stands where the first answer will be; `model` where a language model words the answers."""
    told = texts.INTRODUCTION_WITH_MODEL if model else texts.INTRODUCTION
    return f"<p>{escape(told)}</p><h2>{texts.EXAMPLES_HEADING}</h2>"


def hint_html() -> str:
    return f'<p>{texts.PRIVACY_HINT} <span class="keys">{texts.KEYS_HINT}</span></p>'
