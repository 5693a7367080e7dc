"""What looks wrong in a publication that has been read in. A finding is no error: a person decides."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from ingest.law_references import format_law_ref
from ingest.laws import load_laws
from ingest.publication import LawRef, Paragraph, Publication, Section, SectionKind

# A shorter line by itself is a name, a caption or a link, and needs no full stop.
_SHORTEST_SENTENCE = 15
_END = re.compile(r"[.!?:…][\"”»«’')\]]*$")
_NOT_PROSE = frozenset({SectionKind.FRONT, SectionKind.LITERATURE})
_SNIPPET = 60


def check(publication: Publication) -> list[str]:
    """The findings, one Danish line each, none twice."""
    findings = [
        *publication.warnings,
        *_laws_that_end_before(publication),
        *_open_ends(publication),
        *_twin_headings(publication.sections),
        *(f"Afsnittet »{_place(chain)}« er tomt." for chain in publication.walk() if _is_empty(chain)),
    ]
    return list(dict.fromkeys(findings))


def _laws_that_end_before(publication: Publication) -> Iterator[str]:
    for ref in _all_law_refs(publication):
        law = load_laws().get(ref.law or "")
        if law is None or law.last_paragraf is None:
            continue
        highest = max(ref.paragraf, ref.paragraf_to or 0)
        if highest > law.last_paragraf:
            where = f" (fodnote {ref.footnote})" if ref.footnote else ""
            yield f"{format_law_ref(ref, load_laws())}{where}: loven slutter ved § {law.last_paragraf}."


def _all_law_refs(publication: Publication) -> Iterator[LawRef]:
    for chain in publication.walk():
        for paragraph in chain[-1].paragraphs:
            for sentence in paragraph.sentences:
                yield from (ref for ref in sentence.law_refs if ref.footnote is None)
    for note in publication.footnotes:
        yield from note.law_refs


def _open_ends(publication: Publication) -> Iterator[str]:
    for chain in publication.walk():
        if any(section.kind in _NOT_PROSE for section in chain):
            continue
        for paragraph in chain[-1].paragraphs:
            if _is_prose(paragraph) and not _END.search(paragraph.text):
                yield f"Sætning uden slutpunktum i »{_place(chain)}«: …{paragraph.text[-_SNIPPET:]}"


def _is_prose(paragraph: Paragraph) -> bool:
    return len(paragraph.sentences) > 1 or len(paragraph.text.split()) >= _SHORTEST_SENTENCE


def _twin_headings(sections: Iterable[Section], above: str = "") -> Iterator[str]:
    sections = tuple(sections)
    where = f" i »{above}«" if above else ""
    titles = Counter(section.title.casefold() for section in sections)
    for section in sections:
        if titles[section.title.casefold()] > 1:
            yield f"Overskriften »{section.title}« står flere gange{where}."
        yield from _twin_headings(section.sections, section.title)


def _is_empty(chain: tuple[Section, ...]) -> bool:
    in_front = any(section.kind is SectionKind.FRONT for section in chain)
    return not in_front and not chain[-1].paragraphs and not chain[-1].sections


def _place(chain: tuple[Section, ...]) -> str:
    return " > ".join(section.title for section in chain[-3:])
