"""The pages "Anbefalinger": the overview, a recommendation, a whole publication."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from app import links, read_texts, texts
from app.errors import NotFoundError
from app.library import Library, Recommendation, library_of
from app.read_html import Reading
from app.seamarks import compass_html
from app.site_search import search_form
from index.search import Index
from ingest.catalog import CatalogEntry
from ingest.publication import Publication, Section, SectionKind

_PREFIX = "Anbefalinger til kvalitet i "  # what the titles of all pejlemærker begin with
_DEEPEST = 6  # of headings
_CONTENTS = 2  # levels of sections that a list of contents names


def overview_html(index: Index) -> str:
    """The pejlemærker as a drawing, the recommendations below each, and what else there is to read."""
    library = library_of(index)
    groups = _by_landmark(library)
    html = f"<div><h1>{texts.RECOMMENDATIONS_PAGE}</h1><p>{read_texts.INTRODUCTION}</p>{search_form()}</div>"
    main = next(iter(library.recommendations.values()), None)
    if main:
        html = f'<div class="overview">{html}{_compass(groups, main)}</div>' + "".join(
            _group(landmark, group) for landmark, group in groups
        )
        html += _leaders(main)
    others = [
        entry
        for entry in index.entries.values()
        if not (main and entry.id == main.entry.id) and entry.kind != "lov" and not entry.replaced_by
    ]
    if others:
        items = "".join(f"<li>{_publication_link(entry)}<br><small>{edition(entry)}</small></li>" for entry in others)
        html += f'<section><h2 id="andre">{read_texts.OTHERS}</h2><ul class="plain">{items}</ul></section>'
    return html


def _by_landmark(library: Library) -> list[tuple[Section | None, list[Recommendation]]]:
    groups: list[tuple[Section | None, list[Recommendation]]] = []
    for found in library.recommendations.values():
        if not groups or groups[-1][0] is not found.pejlemaerke:
            groups.append((found.pejlemaerke, []))
        groups[-1][1].append(found)
    return groups


def _compass(groups: Sequence[tuple[Section | None, list[Recommendation]]], main: Recommendation) -> str:
    marks = [
        (
            f"#{_landmark_anchor(landmark)}",
            read_texts.LANDMARK.format(number=landmark.number),
            short_name(landmark),
            _numbers(group),
        )
        for landmark, group in groups
        if landmark
    ]
    areas = list(_areas(main.publication))
    return compass_html(
        read_texts.LANDMARKS, marks, ("#forudsaetninger", read_texts.LEADERS, f"{len(areas)} områder for ledere")
    )


def _numbers(group: Sequence[Recommendation]) -> str:
    return f"Anbefaling {group[0].number}–{group[-1].number}"


def _group(landmark: Section | None, group: Sequence[Recommendation]) -> str:
    items = "".join(
        f'<li><a href="{links.recommendation_url(found.number)}"><span class="count">{found.number}</span>'
        f'<span class="title">{escape(found.section.short_title or found.section.title)}</span></a>'
        f'<p class="own">{escape(found.sentence)}</p></li>'
        for found in group
    )
    heading = ""
    if landmark:
        kicker = f'<span class="kicker">{read_texts.LANDMARK.format(number=landmark.number)}</span> '
        heading = f'<h2 id="{_landmark_anchor(landmark)}">{kicker}{escape(short_name(landmark))}</h2>'
        to = f"{links.publication_url(group[0].entry.id)}#{links.section_anchor(landmark.title)}"
        heading += f'<p class="more"><a href="{to}">{read_texts.TO_LANDMARK}</a></p>'
    return f'<section class="landmark">{heading}<ul class="recommendations">{items}</ul></section>'


def _leaders(main: Recommendation) -> str:
    areas = list(_areas(main.publication))
    page = links.publication_url(main.entry.id)
    items = "".join(
        f'<li><a href="{page}#{links.section_anchor(area.title)}">{escape(area.title)}</a></li>' for area in areas
    )
    chapter = next((c[-1] for c in main.publication.walk() if c[-1].kind is SectionKind.LEADER_CHAPTER), None)
    whole = f'<p class="more"><a href="{page}">{read_texts.WHOLE}: {escape(main.entry.title)}</a></p>'
    if chapter is None:
        return whole
    return (
        f'<section class="landmark"><h2 id="forudsaetninger">{escape(chapter.title)}</h2>'
        f'<ul class="areas">{items}</ul>{whole}</section>'
    )


def _areas(publication: Publication) -> Iterator[Section]:
    return (chain[-1] for chain in publication.walk() if chain[-1].kind is SectionKind.LEADER_AREA)


def short_name(landmark: Section) -> str:
    """ "Faglig udredning" of "Anbefalinger til kvalitet i faglig udredning"."""
    name = landmark.title.removeprefix(_PREFIX)
    return name[:1].upper() + name[1:]


def _landmark_anchor(landmark: Section) -> str:
    return f"pejlemaerke-{landmark.number}"


def recommendation_html(index: Index, number: str) -> str:
    """A recommendation with all of its text. Raises NotFoundError."""
    library = library_of(index)
    numbers = list(library.recommendations)
    if not numbers:
        raise NotFoundError(read_texts.NO_RECOMMENDATIONS)
    if not number.isdecimal() or int(number) not in library.recommendations:
        raise NotFoundError(read_texts.UNKNOWN_RECOMMENDATION.format(first=numbers[0], last=numbers[-1]))
    found = library.recommendations[int(number)]
    reading = Reading(library, found.publication)
    body = "".join(_section(reading, part, 2) for part in found.section.sections)
    contents = _contents_items(reading, found.section.sections, deepest=1)
    notes = reading.notes(_literature(found))
    contents += f'<li><a href="#fodnoter">{read_texts.NOTES}</a></li>' if notes else ""
    kicker = f'<span class="kicker">{read_texts.RECOMMENDATION.format(number=found.number)}</span> '
    return (
        f"{_trail(found)}<h1>{kicker}{escape(found.section.short_title or found.section.title)}</h1>"
        f'<p class="edition">{_publication_link(found.entry)}<br>{edition(found.entry)}</p>'
        f'<div class="with-contents">{_contents(contents)}'
        f'<div class="source-text">{reading.section(found.section)}{body}{notes}'
        f"{_neighbours(library, found)}</div></div>"
    )


def _trail(found: Recommendation) -> str:
    steps = [f'<a href="{links.RECOMMENDATIONS}">{texts.RECOMMENDATIONS_PAGE}</a>']
    if landmark := found.pejlemaerke:
        to = f"{links.RECOMMENDATIONS}#{_landmark_anchor(landmark)}"
        name = f"{read_texts.LANDMARK.format(number=landmark.number)}: {short_name(landmark)}"
        steps.append(f'<a href="{to}">{escape(name)}</a>')
    items = "".join(f"<li>{step}</li>" for step in steps)
    return f'<nav class="trail" aria-label="{read_texts.WHERE}"><ol>{items}</ol></nav>'


def _literature(found: Recommendation) -> str:
    """The notes name their sources in short; the full titles stand in the publication's list."""
    chapter = next((c[-1] for c in found.publication.walk() if c[-1].kind is SectionKind.LITERATURE), None)
    if chapter is None:
        return ""
    to = f"{links.publication_url(found.entry.id)}#{links.section_anchor(chapter.title)}"
    return f'<p>{read_texts.NOTES_HINT}<a href="{to}">{escape(chapter.title.lower())}</a>.</p>'


def _neighbours(library: Library, found: Recommendation) -> str:
    numbers = list(library.recommendations)
    at = numbers.index(found.number)
    before = library.recommendations[numbers[at - 1]] if at else None
    after = library.recommendations[numbers[at + 1]] if at + 1 < len(numbers) else None
    items = "".join(
        f'<li class="{kind}"><a href="{links.recommendation_url(other.number)}" rel="{kind}"><small>{word}: '
        f"{read_texts.RECOMMENDATION.format(number=other.number)}</small> "
        f"{escape(other.section.short_title or other.section.title)}</a></li>"
        for kind, word, other in (("prev", read_texts.PREVIOUS, before), ("next", read_texts.NEXT, after))
        if other
    )
    return f'<nav class="neighbours" aria-label="{read_texts.NEIGHBOURS}"><ul>{items}</ul></nav>'


def publication_html(index: Index, publication_id: str) -> str:
    """A whole publication; its recommendations are named and read on their own pages. Raises NotFoundError."""
    publication = index.publications.get(publication_id)
    if publication is None:
        raise NotFoundError(read_texts.UNKNOWN_PUBLICATION)
    entry = index.entries[publication_id]
    reading = Reading(library_of(index), publication)
    sections = [section for section in publication.sections if section.paragraphs or section.sections]
    body = "".join(_section(reading, section, 2) for section in sections)
    trail = f'<a href="{links.RECOMMENDATIONS}">{texts.RECOMMENDATIONS_PAGE}</a>'
    return (
        f'<nav class="trail" aria-label="{read_texts.WHERE}"><ol><li>{trail}</li></ol></nav>'
        f"<h1>{escape(entry.title)}</h1>{_edition_line(index, entry)}<div class='with-contents'>"
        f'{_contents(_contents_items(reading, sections))}<div class="source-text">{body}{reading.notes()}</div></div>'
    )


def _section(reading: Reading, section: Section, level: int) -> str:
    """A section with those below it; a recommendation that has a page of its own only as a link."""
    named = reading.anchor(section)
    if page := reading.page_of(section):
        link = f'<a href="{page}">{escape(_title(section))}</a>'
        return f'<section class="elsewhere"><h{level} id="{named}">{link}</h{level}></section>'
    below = "".join(_section(reading, part, min(level + 1, _DEEPEST)) for part in section.sections)
    own = f"{reading.section(section)}{below}"
    if section.kind is SectionKind.FRONT:
        return f'<details class="front"><summary>{read_texts.FRONT}</summary>{own}</details>' if own else ""
    return f'<section><h{level} id="{named}">{escape(_title(section))}</h{level}>{own}</section>'


def _title(section: Section) -> str:
    title = section.title or read_texts.UNTITLED
    return f"{title}: {section.short_title}" if section.short_title else title


def _contents(items: str) -> str:
    return f'<nav class="contents" aria-label="{read_texts.CONTENTS}"><ul>{items}</ul></nav>'


def _contents_items(reading: Reading, sections: Sequence[Section], deepest: int = _CONTENTS) -> str:
    html = ""
    for section in sections:
        if section.kind is SectionKind.FRONT:
            continue
        below = _contents_items(reading, section.sections, deepest - 1) if deepest > 1 else ""
        nested = f"<ul>{below}</ul>" if below else ""
        html += f'<li><a href="#{reading.anchor(section)}">{escape(_title(section))}</a>{nested}</li>'
    return html


def edition(entry: CatalogEntry) -> str:
    """Publisher, date and edition, as far as they are known; those that the title holds are left out."""
    date = texts.danish_date(entry.published) if entry.published else texts.UNDATED
    parts = [entry.publisher, date, entry.edition]
    return escape(" · ".join(part for part in parts if part and part.lower() not in entry.title.lower()))


def _publication_link(entry: CatalogEntry) -> str:
    return f'<a href="{links.publication_url(entry.id)}">{escape(entry.title)}</a>'


def _edition_line(index: Index, entry: CatalogEntry) -> str:
    """Which edition one reads, where its publisher has it, and that there is a newer one where there is."""
    at = f'<br><a href="{escape(entry.url)}" rel="noopener noreferrer">{read_texts.AT_PUBLISHER}</a>'
    line = f'<p class="edition">{edition(entry)}{at if entry.url else ""}</p>'
    if not entry.replaced_by:
        return line
    newer = index.entries.get(entry.replaced_by)
    to = _publication_link(newer) if newer else escape(entry.replaced_by)
    return f'{line}<p class="replaced">{read_texts.REPLACED_BY} {to}</p>'
