"""Addresses of Pejl's own pages: one place says where a passage, a § or a publication is read."""

from __future__ import annotations

import re
from urllib.parse import quote

from index.normalize import fold
from index.passages import Passage
from ingest.publication import LawRef

ASK = "/"
RECOMMENDATIONS = "/anbefalinger"
LAW = "/lovparagraffer"
LEARN = "/kom-godt-i-gang"
LEAD = "/teamledere"
ABOUT = "/om"
SEARCH = "/soeg"
LAW_CSV = f"{LAW}.csv"
LAW_XLSX = f"{LAW}.xlsx"

_NO_WORD = re.compile(r"[^a-z0-9]+")


def passage_anchor(passage: Passage) -> str:
    """The id of a passage on the page that it is read on: "p-0a1b2c3d4e5f"."""
    return f"p-{passage.id.partition('#')[2]}"


def passage_url(passage: Passage) -> str:
    """Where a passage is read in its place: its recommendation, or its publication outside them."""
    if passage.recommendation is not None:
        page = recommendation_url(passage.recommendation)
    elif passage.law_ref and passage.law_ref.law:
        page = paragraf_url(passage.law_ref)
    else:
        page = publication_url(passage.publication_id)
    return f"{page}#{passage_anchor(passage)}"


def recommendation_url(number: int) -> str:
    return f"/anbefaling/{number}"


def publication_url(publication_id: str) -> str:
    return f"/publikation/{publication_id}"


def paragraf_url(ref: LawRef) -> str:
    """The page of a § of a law that is known: "/paragraf/BL/69a". Of a range, its first."""
    return f"/paragraf/{ref.law}/{ref.paragraf}{ref.letter}"


def ask_url(question: str) -> str:
    """The chat with a question that it asks at once: in the fragment, which no server is told."""
    return f"{ASK}#q={quote(question, safe='')}"


def section_anchor(title: str) -> str:
    """The id of a section on its publication's page: "afsnit-kultur-og-vaerdier"."""
    return f"afsnit-{_NO_WORD.sub('-', fold(title)).strip('-')[:60]}"


def note_anchor(number: int) -> str:
    return f"fodnote-{number}"


def mark_anchor(number: int) -> str:
    """Where a footnote's mark stands in the text."""
    return f"henvisning-{number}"
