"""What other programs are answered with: the same as a reader gets, as plain values.

Each of the three takes an opened index and gives a dictionary that JSON can hold. Addresses of pages are
relative to that of this Pejl. What is asked is never kept, and where it holds a CPR number never given back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from app import links, read_texts
from app.answer import Answer, Turn
from app.blocked import find_block
from app.cited_law import Paragraf, find_paragraf
from app.errors import NotFoundError
from app.library import Library, Place, library_of
from app.render import law_ref_text, part, to_json
from app.service import ask
from app.texts import Reason, reason_text
from index.addresses import covers
from index.law_texts import law_text
from index.passages import Passage
from index.search import Index
from ingest.law_references import find_law_refs
from ingest.publication import LawRef, Section

NO_REFERENCE = "Skriv en henvisning til en paragraf, fx: barnets lov § 91, stk. 2."


def answer(
    index: Index,
    question: str,
    earlier: Sequence[str] = (),
    heard: Callable[[Answer], None] = lambda answer: None,
) -> dict[str, Any]:
    """The answer in the form of `python -m app ask --json`; `earlier` are the conversation's earlier questions and
    `heard` is told of the answer."""
    return to_json(ask(index, question, [Turn(text) for text in earlier], heard=heard), index)


def read_recommendation(index: Index, number: int) -> dict[str, Any]:
    """A recommendation with all of its passages, verbatim and in order."""
    library = library_of(index)
    found = library.recommendations.get(number)
    if found is None:
        numbers = list(library.recommendations) or [0]
        said = read_texts.UNKNOWN_RECOMMENDATION.format(first=numbers[0], last=numbers[-1])
        return {"found": False, "message": said}
    landmark = found.pejlemaerke
    return {
        "found": True,
        "number": found.number,
        "title": found.section.short_title or found.section.title,
        "recommendation": found.sentence,
        "pejlemaerke": landmark.title if landmark else None,
        "publication": found.entry.title,
        "publication_id": found.entry.id,
        "published": found.entry.published or None,
        "url": links.recommendation_url(found.number),
        "passages": [_passage(passage) for passage in _passages(library, found.section)],
    }


def _passages(library: Library, section: Section) -> Iterator[Passage]:
    """The passages of a section and of those below it, each once."""
    found: dict[str, Passage] = {}
    for chain in section.walk():
        for paragraph in chain[-1].paragraphs:
            if passage := library.passage_of(paragraph):
                found.setdefault(passage.id, passage)
    yield from found.values()


def _passage(passage: Passage) -> dict[str, Any]:
    return {
        "passage_id": passage.id,
        "section": passage.section,
        "text": passage.text,
        "page": passage.page_label,
        "law_refs": list(dict.fromkeys(law_ref_text(ref) for ref in passage.law_refs if ref.law)),
        "url": links.passage_url(passage),
    }


def find_law_reference(index: Index, reference: str) -> dict[str, Any]:
    """What is known of the §§ that `reference` names: where it is read, and the sentences that cite it."""
    if find_block(reference) is Reason.CPR:
        return {"found": False, "message": reason_text(Reason.CPR)}
    asked = find_law_refs(reference)
    if not asked:
        return {"found": False, "message": NO_REFERENCE}
    library = library_of(index)
    paragraffer = [_paragraf(library, ref) for one in asked for ref in _with_law(library, one)]
    return {
        "found": any(paragraf["found"] for paragraf in paragraffer),
        "message": None if paragraffer else NO_REFERENCE,
        "paragraffer": paragraffer,
    }


def _with_law(library: Library, ref: LawRef) -> list[LawRef]:
    """The reference, for every law that is cited with that § where it names none."""
    if ref.law:
        return [ref]
    laws = dict.fromkeys(place.ref.law for place in library.places if covers(ref, place.ref))
    return [LawRef(law, ref.paragraf, ref.letter, ref.stk, stk_to=ref.stk_to) for law in laws]


def _paragraf(library: Library, ref: LawRef) -> dict[str, Any]:
    try:
        known = find_paragraf(library, ref.law or "", f"{ref.paragraf}{ref.letter}")
    except NotFoundError as missing:
        return {"found": False, "reference": law_ref_text(ref), "message": str(missing)}
    text = law_text(ref, library.index.current, library.index.entries)
    return {
        "found": True,
        "reference": law_ref_text(ref),
        "chapter": f"{known.chapter.number}. {known.chapter.heading}" if known.chapter else None,
        "text": text.text if text else None,
        "text_version": text.version if text else None,
        **_versions(known),
        "url": links.paragraf_url(ref),
        "places": [_place(library.index, place) for place in known.places if covers(ref, place.ref)],
    }


def _versions(known: Paragraf) -> dict[str, Any]:
    newest = known.law.newest
    return {
        "cited_version": known.law.number,
        "cited_version_url": known.law.eli,
        "newer_version": newest.number if newest else None,
        "newer_version_url": newest.eli if newest else None,
    }


def _place(index: Index, place: Place) -> dict[str, Any]:
    passage = place.passage
    return {
        "reference": law_ref_text(place.ref),
        "sentence": place.sentence.text,
        "footnote": place.footnote,
        "publication": index.entry(passage).title,
        "recommendation": passage.recommendation,
        "section": part(passage),
        "page": passage.page_label,
        "passage_id": passage.id,
        "url": links.passage_url(passage),
    }
