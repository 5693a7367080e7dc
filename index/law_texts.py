"""The text of a § that is cited, where the law itself was read in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.addresses import paragraf_span
from index.passages import Passage
from ingest.catalog import CatalogEntry
from ingest.publication import LawRef


@dataclass(frozen=True, slots=True)
class LawText:
    """The stykker that a reference names, in order, with the version of the law that they stand in.

    `version` is "Barnets lov, LBK nr. 282 af 17/03/2025"; it may be another than the one that was cited.
    """

    version: str
    url: str
    passages: tuple[Passage, ...]

    @property
    def text(self) -> str:
        return "\n".join(passage.text for passage in self.passages)


def law_text(ref: LawRef, passages: Sequence[Passage], entries: Mapping[str, CatalogEntry]) -> LawText | None:
    """What a reference names, in the newest version that was read in; the whole § where its stk. is not there.

    `passages` and `entries` are those of the index. None for a law or a § that was not read in.
    """
    if ref.law is None:
        return None
    of_law = [passage for passage in passages if passage.law_ref and passage.law_ref.law == ref.law]
    newest = max(of_law, key=lambda passage: _age(entries[passage.publication_id]), default=None)
    if newest is None:
        return None
    entry = entries[newest.publication_id]
    named = [p for p in of_law if p.publication_id == entry.id and p.law_ref and _meets(ref, p.law_ref)]
    exact = [p for p in named if p.law_ref and _meets_stk(ref, p.law_ref)]
    found = tuple(exact or named)
    return LawText(entry.law_version, entry.url, found) if found else None


def _age(entry: CatalogEntry) -> tuple[bool, str]:
    return not entry.replaced_by, entry.published


def _meets(ref: LawRef, own: LawRef) -> bool:
    """Whether a reference and a stykke's own address have a paragraf in common."""
    (first, last), (own_first, own_last) = paragraf_span(ref), paragraf_span(own)
    return first <= own_last and own_first <= last


def _meets_stk(ref: LawRef, own: LawRef) -> bool:
    if ref.stk is None or own.stk is None:
        return True
    return ref.stk <= (own.stk_to or own.stk) and own.stk <= (ref.stk_to or ref.stk)
