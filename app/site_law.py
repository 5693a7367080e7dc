"""The pages "Lovparagraffer": the table of all that is cited, and what is known of one §."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import groupby

from app import law_pages_texts as words
from app import links, read_texts, texts
from app.cited_law import Cited, Paragraf, cited_law, find_paragraf
from app.library import Place, library_of
from app.page_text import text_html
from app.render import law_ref_text, part, place
from app.spreadsheet import Cell
from index.law_texts import LawText
from index.search import Index
from ingest.laws import Law
from ingest.publication import LawRef


def law_html(index: Index) -> str:
    """A table of the §§, then each with its sentences, by law."""
    cited = cited_law(library_of(index))
    head = f"<h1>{texts.LAW_PAGE}</h1><p>{words.INTRODUCTION}</p>"
    if not cited:
        return f"{head}<p>{words.NO_LAW}</p>"
    downloads = (
        f'<p class="downloads"><a href="{links.LAW_CSV}" download>{words.DOWNLOAD_CSV}</a> '
        f'<a href="{links.LAW_XLSX}" download>{words.DOWNLOAD_XLSX}</a></p>'
    )
    laws = "".join(_law(list(group), index) for _, group in groupby(cited, key=lambda one: one.law.short))
    return f"{head}{_table(cited)}{downloads}{laws}"


def _table(cited: Sequence[Cited]) -> str:
    rows = "".join(_row(number, one) for number, one in enumerate(cited))
    head = "".join(
        f'<th scope="col"{sort}>{name}</th>'
        for name, sort in (
            (words.PARAGRAF, ' aria-sort="ascending"'),
            (words.CHAPTER, ""),
            (words.PLACES, ' class="number"'),
        )
    )
    return (
        f'<table class="sortable"><caption>{words.TABLE}</caption><thead><tr>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )


def _row(number: int, one: Cited) -> str:
    chapter = one.chapter
    named = f"{chapter.number}. {escape(chapter.heading)}" if chapter else words.NO_CHAPTER
    return (
        f'<tr><th scope="row" data-key="{number}"><a href="{links.paragraf_url(one.ref)}">{_unbroken(one.name)}</a>'
        f'</th><td data-key="{chapter.number if chapter else 0}">{named}</td>'
        f'<td class="number" data-key="{len(one.places)}">{len(one.places)}</td></tr>'
    )


def _unbroken(name: str) -> str:
    """A § keeps its number on its line."""
    return escape(name).replace("§ ", "§&nbsp;")


def _law(cited: Sequence[Cited], index: Index) -> str:
    law = cited[0].law
    each = "".join(
        f'<section><h3><a href="{links.paragraf_url(one.ref)}">{escape(one.name)}</a></h3>'
        f"{_places(one.places, index)}</section>"
        for one in cited
    )
    version = f'<p class="edition">{escape(law.number)}</p>' if law.number else ""
    return f'<section class="landmark"><h2>{escape(law.name)}</h2>{version}{each}</section>'


def _places(places: Sequence[Place], index: Index) -> str:
    """Sentences verbatim, each with the way to where it stands; one that names several parts of a § once."""
    items = ""
    for _, same in groupby(places, key=lambda one: (one.passage.id, one.sentence)):
        group = list(same)
        refs = ", ".join(dict.fromkeys(law_ref_text(one.ref) for one in group))
        notes = ", ".join(words.NOTE.format(number=one.footnote) for one in group[:1] if one.footnote is not None)
        where = escape(place(group[0].passage, index))
        facts = " · ".join(filter(None, [escape(refs), notes]))
        items += (
            f'<li><blockquote class="own">{escape(group[0].sentence.text)}</blockquote>'
            f'<p class="from"><a href="{links.passage_url(group[0].passage)}">{where}</a> · {facts}</p></li>'
        )
    return f'<ul class="places">{items}</ul>'


def paragraf_html(index: Index, short: str, number: str) -> str:
    """What is known of a §. Raises NotFoundError."""
    found = find_paragraf(library_of(index), short, number)
    chapter = f'<span class="kicker">{escape(_chapter(found))}</span> ' if found.chapter else ""
    name = law_ref_text(found.ref)
    text = _text(found.text, found.law) if found.text else _elsewhere(found.law)
    places = _places(found.places, index) if found.places else f"<p>{words.NOWHERE.format(name=escape(name))}</p>"
    return (
        f'<nav class="trail" aria-label="{read_texts.WHERE}"><ol><li><a href="{links.LAW}">{texts.LAW_PAGE}</a></li>'
        f"</ol></nav><h1>{chapter}{escape(name)}</h1>"
        f"<section><h2>{words.TEXT}</h2>{text}</section>"
        f"<section><h2>{words.IN_PUBLICATIONS}</h2>{places}</section>{_neighbours(found.before, found.after)}"
    )


def _chapter(found: Paragraf) -> str:
    return words.chapter(found.chapter.number, found.chapter.heading) if found.chapter else ""


def _text(text: LawText, law: Law) -> str:
    """The stykker, in the newest version that was read in, and whether the publications cite another."""
    stykker = "".join(
        f'<div class="passage" id="{links.passage_anchor(passage)}">{text_html(passage.text)}</div>'
        for passage in text.passages
    )
    heading = text.passages[0].law_heading
    titled = f"<h3>{escape(heading)}</h3>" if heading else ""
    version = _act(text.url, text.version) if text.url else escape(text.version)
    other = ""
    if law.number and law.number not in text.version:
        other = f"<br>{escape(words.OTHER_VERSION.format(number=law.number))}"
    return f'<p class="edition">{version}{other}</p><div class="source-text">{titled}{stykker}</div>'


def _elsewhere(law: Law) -> str:
    """Where the act is read: the version that is cited, and the newer one that is known."""
    if not law.eli or not law.number:
        return f"<p>{words.NO_ADDRESS}</p>"
    items = f"<li>{_act(law.eli, law.number)} – {words.CITED_VERSION}</li>"
    if law.newest:
        items += f"<li>{_act(law.newest.eli, law.newest.number)} – {words.NEWER_VERSION}</li>"
    return f'<p>{words.NOT_READ_IN}</p><ul class="acts">{items}</ul>'


def _act(url: str, name: str) -> str:
    """A link to an act. To no place in it: its page has no fixed addresses for them."""
    return f'<a href="{escape(url)}" rel="noopener noreferrer">{escape(name)}</a>'


def _neighbours(before: LawRef | None, after: LawRef | None) -> str:
    items = "".join(
        f'<li class="{kind}"><a href="{links.paragraf_url(ref)}" rel="{kind}"><small>{word}</small> '
        f"{escape(law_ref_text(ref))}</a></li>"
        for kind, word, ref in (("prev", read_texts.PREVIOUS, before), ("next", read_texts.NEXT, after))
        if ref
    )
    return f'<nav class="neighbours" aria-label="{words.NEIGHBOURS}"><ul>{items}</ul></nav>' if items else ""


def place_rows(index: Index, base: str) -> list[list[Cell]]:
    """A row for every place, in the order of `law_pages_texts.COLUMNS`; `base` is the address of this Pejl."""
    return [
        [
            one.law.name,
            one.name.removeprefix(f"{one.law.name} "),
            law_ref_text(spot.ref),
            one.chapter.number if one.chapter else None,
            one.chapter.heading if one.chapter else None,
            index.entry(spot.passage).title,
            index.entry(spot.passage).published or None,
            spot.passage.recommendation,
            part(spot.passage),
            spot.passage.page_label,
            spot.sentence.text,
            spot.footnote,
            f"{base.rstrip('/')}{links.passage_url(spot.passage)}",
        ]
        for one in cited_law(library_of(index))
        for spot in one.places
    ]


def summary_rows(index: Index) -> list[list[Cell]]:
    """A row for every §, in the order of `law_pages_texts.SUMMARY_COLUMNS`."""
    return [
        [
            one.law.name,
            one.name.removeprefix(f"{one.law.name} "),
            one.chapter.number if one.chapter else None,
            one.chapter.heading if one.chapter else None,
            len(one.places),
        ]
        for one in cited_law(library_of(index))
    ]
