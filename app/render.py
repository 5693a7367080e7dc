"""An answer in the forms that leave Pejl: JSON for programs, Markdown for people."""

from __future__ import annotations

from collections import Counter
from typing import Any

from app.answer import Answer, Citation
from app.texts import (
    REPLACED,
    UNDATED,
    Reason,
    danish_date,
    frame,
    reason_text,
    referral_text,
    searched_text,
)
from index.passages import Passage
from index.search import Found, Index
from ingest.catalog import CatalogEntry
from ingest.law_references import format_law_ref
from ingest.laws import load_laws, newer_version
from ingest.publication import LawRef


def to_json(answer: Answer, index: Index) -> dict[str, Any]:
    """The answer in the form that `python -m app ask --json` prints."""
    return {
        "question": answer.question,
        "status": str(answer.status),
        "reason": str(answer.reason) if answer.reason else None,
        "language": answer.language,
        "understood_as": answer.understood_as or None,
        "answer": to_markdown(answer, index),
        "written": str(answer.written) if answer.reason is None else None,
        "dropped": dict(Counter(map(str, answer.dropped))),
        "model_fault": str(answer.fault) if answer.fault else None,
        "statements": [
            {
                "text": statement.text,
                "citations": list(statement.citations),
                "modality": str(statement.modality) if statement.modality else None,
                "lead_in": statement.lead_in or None,
            }
            for statement in answer.statements
        ],
        "citations": [_citation(citation, index) for citation in answer.citations],
        "law_refs": [law_ref_text(ref) for ref in answer.law_refs],
        "related": [passage.recommendation for passage in answer.related],
        "further": list(answer.further),
        "referral": str(answer.referral) if answer.referral else None,
        "nearest": [_found(found) for found in answer.nearest],
        "passages": [_found(found) for found in answer.found],
        "timings_ms": {step: round(spent, 3) for step, spent in answer.timings_ms.items()},
    }


def _citation(citation: Citation, index: Index) -> dict[str, Any]:
    passage = citation.passage
    entry = index.entry(passage)
    return {
        "number": citation.number,
        "passage_id": passage.id,
        "publication_id": passage.publication_id,
        "publication": entry.title,
        "published": entry.published or None,
        "pejlemaerke": passage.pejlemaerke_title or None,
        "recommendation": passage.recommendation,
        "recommendation_title": passage.recommendation_title or None,
        "section": passage.section,
        "page": passage.page_label,
        "quote": citation.quote,
        "law_refs": list(dict.fromkeys(law_ref_text(ref) for ref in citation.law_refs)),
        "law_version": entry.law_version or None,
        "newer_law_version": newer_version(entry.law_version),
        "replaced_by": entry.replaced_by or None,
        "url": entry.url or None,
    }


def _found(found: Found) -> dict[str, Any]:
    passage = found.passage
    return {
        "passage_id": passage.id,
        "publication_id": passage.publication_id,
        "recommendation": passage.recommendation,
        "section": passage.section,
        "text": passage.text,
        "score": round(found.score, 6),
    }


def law_ref_text(ref: LawRef) -> str:
    """ "Barnets lov § 32, stk. 3"."""
    return format_law_ref(ref, load_laws())


def law_ref_url(ref: LawRef) -> str | None:
    """The law's address, in the version that the publications cite; None where it is not known."""
    law = load_laws().get(ref.law or "")
    return law.eli if law else None


def message(answer: Answer, contact: str = "") -> str:
    """What Pejl says when it does not answer; empty when it does."""
    if answer.reason is None:
        return ""
    text = reason_text(answer.reason, answer.language)
    if answer.reason is Reason.FAILED:
        return text.format(contact=contact or "den, der driver Pejl", code=answer.code)
    if answer.referral is None:
        return text
    more = (searched_text(answer.searched, answer.language), referral_text(answer.referral, answer.language))
    return " ".join((text, *more))


def place(passage: Passage, index: Index) -> str:
    """Where a passage stands, in few words: "Anbefaling 13 · Hvorfor" or its section and publication."""
    if passage.recommendation is not None:
        return f"Anbefaling {passage.recommendation} · {part(passage)}"
    entry = index.entry(passage)
    name = passage.section_path[-1].rstrip(":") if passage.section_path else ""
    return f"{name} · {entry.short_title}" if name and name != entry.short_title else entry.short_title


def part(passage: Passage) -> str:
    """Hvad, Hvorfor, Hvordan or Hjælperedskaber; outside recommendations the section's title."""
    number = next((n for n, title in enumerate(passage.section_path) if title.startswith("Anbefaling ")), None)
    if passage.recommendation is not None and number is not None and number + 1 < len(passage.section_path):
        return passage.section_path[number + 1]
    return passage.section_path[-1] if passage.section_path else ""


def origin_text(entry: CatalogEntry) -> str:
    """Title and date of a publication; a title that holds the date needs it no more."""
    date = danish_date(entry.published) if entry.published else UNDATED
    replaced = f" {REPLACED}" if entry.replaced_by else ""
    return f"{entry.title if date in entry.title else f'{entry.title}, {date}'}{replaced}"


def to_markdown(answer: Answer, index: Index) -> str:
    """The answer to read: statements with their citations, the law behind them, the sources."""
    if answer.reason is not None:
        return message(answer) + _nearest(answer, index)
    lines = []
    for statement in answer.statements:
        badge = f"**{frame(str(statement.modality), answer.language)}** " if statement.modality else ""
        lead_in = f"*{statement.lead_in}* " if statement.lead_in and not statement.lead_in.isupper() else ""
        marks = "".join(f"[{number}]" for number in statement.citations)
        lines.append(f"{badge}{lead_in}{statement.text} {marks}")
    if answer.law_refs:
        refs = " · ".join(law_ref_text(ref) for ref in answer.law_refs)
        lines.append(f"{frame('law', answer.language)}: {refs}")
    sources = [f"[{c.number}] {place(c.passage, index)}{_edition(c.passage, index)}" for c in answer.citations]
    lines.append(f"{frame('sources', answer.language)}: " + "; ".join(sources))
    lines.append(f"*{frame(str(answer.written), answer.language)}*")
    return "\n\n".join(lines)


def _edition(passage: Passage, index: Index) -> str:
    return f" {REPLACED}" if index.entry(passage).replaced_by else ""


def _nearest(answer: Answer, index: Index) -> str:
    if not answer.nearest:
        return ""
    places = list(dict.fromkeys(place(found.passage, index) for found in answer.nearest))
    return "\n\n" + frame("nearest", answer.language) + "".join(f"\n- {line}" for line in places)
