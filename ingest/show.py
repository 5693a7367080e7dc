"""A publication as text for the terminal, or as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict

from ingest.law_references import format_law_ref
from ingest.laws import load_laws
from ingest.publication import LawRef, Paragraph, Publication, Section, SectionKind

_INDENT = "  "
_SHORTEST_TEXT = 20  # columns that a paragraph gets however deep it stands
_KINDS = {
    SectionKind.FRONT: "forside",
    SectionKind.INTRODUCTION: "indledning",
    SectionKind.PEJLEMAERKE: "pejlemærke",
    SectionKind.RECOMMENDATION: "anbefaling",
    SectionKind.LEADER_CHAPTER: "ledelseskapitel",
    SectionKind.LEADER_AREA: "ledelsesområde",
    SectionKind.LITERATURE: "litteratur",
}


def to_json(publication: Publication) -> str:
    return json.dumps(asdict(publication), ensure_ascii=False, indent=2)


def show(publication: Publication, width: int) -> Iterator[str]:
    """The tree, line by line: headings with their kind, paragraphs cut to `width` with their footnote
    marks and law references; then the footnotes and the warnings."""
    yield publication.title
    for chain in publication.walk():
        indent = _INDENT * (len(chain) - 1)
        yield ""
        yield indent + _heading(chain[-1])
        for paragraph in chain[-1].paragraphs:
            yield _paragraph(paragraph, indent + _INDENT, width)
    if publication.footnotes:
        yield from ("", "Fodnoter")
    for note in publication.footnotes:
        yield _fit(f"{_INDENT}{note.number} ", note.text, _law_refs(note.law_refs), width)
    if publication.warnings:
        yield from ("", *(f"Advarsel: {warning}" for warning in publication.warnings))


def _heading(section: Section) -> str:
    title = section.title or "(uden overskrift)"
    if section.short_title:
        title += f" – {section.short_title}"
    kind = " ".join(map(str, filter(None, [_KINDS.get(section.kind), section.number])))
    return f"# {title} [{kind}]" if kind else f"# {title}"


def _paragraph(paragraph: Paragraph, indent: str, width: int) -> str:
    label = paragraph.label or ("-" if paragraph.level else "")
    bullet = f"{label} " if label else ""
    marks = "".join(f"[{mark.number}]" for mark in paragraph.marks)
    inline = [ref for sentence in paragraph.sentences for ref in sentence.law_refs if ref.footnote is None]
    lead = indent + _INDENT * max(0, paragraph.level - 1) + bullet
    return _fit(lead, paragraph.text, " ".join(filter(None, [marks, _law_refs(inline)])), width)


def _law_refs(refs: list[LawRef] | tuple[LawRef, ...]) -> str:
    return " ".join(f"{{{format_law_ref(ref, load_laws())}}}" for ref in refs)


def _fit(lead: str, text: str, tail: str, width: int) -> str:
    """One line; the text gives way, what leads it in and what hangs on it do not."""
    text = " ".join(text.split())
    tail = f" {tail}" if tail else ""
    room = max(_SHORTEST_TEXT, width - len(lead) - len(tail))
    if len(text) > room:
        text = text[: room - 1].rstrip() + "…"
    return lead + text + tail
