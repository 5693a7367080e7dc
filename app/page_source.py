"""A passage in its place: where it stands, all of its text, the quoted words marked, its law, its page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from app import links, texts_ask
from app.answer import Answer, Citation
from app.page_html import badge_html
from app.page_law import law_ref_html
from app.page_text import Span, text_html
from app.pictures import PagePicture, Pictures
from app.render import law_ref_text, origin_text, part
from app.texts import frame
from index.passages import Passage
from index.search import Index
from ingest.publication import Modality


@dataclass(frozen=True, slots=True)
class View:
    """What turns are made from, beside the answer."""

    index: Index
    contact: str = ""
    pictures: Pictures = field(default_factory=lambda: Pictures(Path()))


def sources_html(answer: Answer, turn: int, view: View) -> str:
    """A card for each passage cited; several citations of one passage share its card."""
    cited: dict[str, list[Citation]] = {}
    for citation in answer.citations:
        cited.setdefault(citation.passage.id, []).append(citation)
    modalities = {n: statement.modality for statement in answer.statements for n in statement.citations}
    cards = "".join(
        card_html(
            group[0].passage,
            view,
            turn,
            [Span(c.start, c.end, c.number) for c in group],
            [m for m in Modality if m in {modalities.get(c.number) for c in group}],
        )
        for group in cited.values()
    )
    heading = f'<h3 id="kilder-{turn}">{frame("sources_of", answer.language)}</h3>'
    return f'<aside class="sources" aria-labelledby="kilder-{turn}">{heading}{cards}</aside>'


def card_html(
    passage: Passage,
    view: View,
    turn: int = 0,
    quoted: Sequence[Span] = (),
    modalities: Iterable[Modality] = (),
) -> str:
    source = f'<span class="unseen">{frame("source")} </span>'
    numbers = "".join(f'<span class="number">{source}{span.number}</span>' for span in quoted)
    badges = "".join(badge_html(modality, "da") for modality in modalities)
    refs = {law_ref_text(ref): law_ref_html(ref) for ref in passage.law_refs if ref.law}
    law = f'<p class="refs">{" · ".join(refs.values())}</p>' if refs else ""
    return (
        f'<details class="source" lang="da"><summary>{numbers}<span class="place">{_place(passage, view.index)}'
        f'</span></summary><div class="inside">{badges}{_card_lead_in(passage)}'
        f"<blockquote>{text_html(passage.text, quoted, turn)}</blockquote>{law}"
        f"{_origin(passage, view, quoted)}</div></details>"
    )


def _origin(passage: Passage, view: View, quoted: Sequence[Span]) -> str:
    """Where it is read with what stands around it, and what it is from."""
    entry = view.index.entry(passage)
    shown = view.pictures.of(entry, passage, [(span.start, span.end) for span in quoted])
    page = f", side {escape(passage.page_label)}" if passage.page_label else ""
    return (
        f'<p class="origin"><a href="{escape(links.passage_url(passage))}">{texts_ask.IN_CONTEXT}</a> · '
        f"{escape(origin_text(entry))}{page}</p>{_page(shown, origin_text(entry)) if shown else ''}"
    )


def _page(shown: PagePicture, publication: str) -> str:
    """The page itself, fetched when it is unfolded; followed, it opens large."""
    named = f" (side {escape(shown.label)})" if shown.label else ""
    described = f"{texts_ask.PAGE_SHOWN}{named}: {escape(publication)}"
    return (
        f'<details class="page-picture"><summary>{texts_ask.PAGE_SHOWN}{named}</summary>'
        f'<a class="page" href="{escape(shown.url)}" data-page="{shown.page_index}" data-pages="{shown.pages}" '
        f'aria-haspopup="dialog" aria-label="{texts_ask.PAGE_OPEN}">'
        f'<img loading="lazy" src="{escape(shown.url)}" alt="{described}"></a></details>'
    )


def lead_in_html(text: str) -> str:
    """What a list item continues. A headline in capitals leads nothing in."""
    return "" if not text or text.isupper() else f'<p class="lead-in" lang="da">{escape(text)}</p>'


def _card_lead_in(passage: Passage) -> str:
    lead_in = passage.sentences[0].lead_in if passage.sentences else ""
    return "" if lead_in in passage.text else lead_in_html(lead_in)


def _place(passage: Passage, index: Index) -> str:
    """ "Anbefaling 13 · Formulering af klare mål" over "Hvorfor"; elsewhere section and publication."""
    if passage.recommendation is not None:
        title, below = f" · {escape(passage.recommendation_title)}", " › ".join(_parts(passage))
        return f"<b>Anbefaling {passage.recommendation}</b>{title}{_part(below)}"
    publication = index.entry(passage).short_title
    title = part(passage) or publication
    return f"<b>{escape(title)}</b>{_part(publication if title != publication else '')}"


def _part(text: str) -> str:
    return f' <span class="part">{escape(text)}</span>' if text else ""


def _parts(passage: Passage) -> list[str]:
    """Where in its recommendation a passage stands: Hvordan, Praksisbeskrivelse."""
    first = part(passage)
    path = list(passage.section_path)
    return path[path.index(first) :] if first in path else [first]
