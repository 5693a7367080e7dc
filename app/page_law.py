"""What is known of a §, behind each reference to it: its text where the law was read in, its version, where to go."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from app import links, texts, texts_ask
from app.page_html import link_out
from app.page_text import text_html
from app.render import law_ref_text, law_ref_url
from index.law_texts import law_text
from index.search import Index
from ingest.laws import Law, load_laws
from ingest.publication import LawRef


def law_ref_html(ref: LawRef) -> str:
    """A reference that leads to the page of its §; on the page Spørg it opens what `law_templates` holds.

    Plain words where the law is left open.
    """
    text = escape(law_ref_text(ref))
    if ref.law is None:
        return text
    return f'<a class="paragraf" href="{escape(links.paragraf_url(ref))}" aria-haspopup="dialog">{text}</a>'


def law_templates(refs: Iterable[LawRef], index: Index) -> str:
    """For each reference once, what opens when it is followed; found by the words of the reference."""
    unique = {law_ref_text(ref): ref for ref in refs if ref.law}
    return "".join(
        f'<template class="law-text" data-ref="{escape(text)}">{_known(ref, index)}</template>'
        for text, ref in unique.items()
    )


def _known(ref: LawRef, index: Index) -> str:
    law = load_laws()[ref.law or ""]
    found = law_text(ref, index.passages, index.entries)
    if found:
        version = escape(texts_ask.TEXT_OF.format(version=found.version))
        shown = f'<blockquote lang="da">{text_html(found.text)}</blockquote><p class="version">{version}</p>'
    else:
        shown = f'<p class="not-read">{texts_ask.NOT_READ_LAW}</p>'
    cited = f'<p class="version">{escape(_cited(law))}</p>' if law.number else ""
    return f"<h2>{escape(law_ref_text(ref))}</h2>{shown}{cited}{_ways_on(ref, law)}"


def _cited(law: Law) -> str:
    return texts_ask.CITED_VERSION.format(number=law.number)


def _ways_on(ref: LawRef, law: Law) -> str:
    here = f'<a href="{escape(links.paragraf_url(ref))}">{texts_ask.CITED_HERE}</a>'
    url = law_ref_url(ref)
    out = [link_out(url, f"{texts_ask.OPEN_LAW} ({law.number})" if law.number else texts_ask.OPEN_LAW)] if url else []
    if law.newest:
        out.append(f"{texts.NEWER_LAW} {link_out(law.newest.eli, law.newest.number)}")
    return f'<ul class="ways">{"".join(f"<li>{way}</li>" for way in [here, *out])}</ul>'


def law_html(refs: Iterable[LawRef], heading: str) -> str:
    """The law behind an answer, and which version of it the publications were written to."""
    refs = list(refs)
    if not refs:
        return ""
    items = "".join(f"<li>{law_ref_html(ref)}</li>" for ref in refs)
    laws = {ref.law: load_laws()[ref.law] for ref in refs if ref.law}
    versions = "".join(_version(law) for law in laws.values())
    return f'<section class="law"><h3>{heading}</h3><ul lang="da">{items}</ul>{versions}</section>'


def _version(law: Law) -> str:
    if not law.number:
        return ""
    newer = f" {texts.NEWER_LAW} {link_out(law.newest.eli, law.newest.number)}" if law.newest else ""
    return f'<p class="version" lang="da">{escape(texts.cited_law(law.name, law.number))}{newer}</p>'
