"""The laws that an operator has read in: one file a version in `<data>/laws/`."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.catalog import CatalogEntry
from ingest.errors import IngestError, UnreadableError
from ingest.publication import Publication
from ingest.read_law import ReadLaw, read_law

_PUBLISHER = "Retsinformation"
_LICENCE = "Ikke angivet i dokumentet."


@dataclass(frozen=True, slots=True)
class KeptLaw:
    """A law of the folder, with the entry that stands for it beside the catalog's."""

    entry: CatalogEntry
    law: ReadLaw

    @property
    def publication(self) -> Publication:
        return self.law.publication


def laws_folder(data: Path) -> Path:
    return data / "laws"


def keep_law(raw: bytes, law: ReadLaw, data: Path) -> Path:
    """Put a law that was read from `raw` in its place; what stood there stays until the new file is whole.

    Raises IngestError when the folder cannot be written.
    """
    path = laws_folder(data) / f"{law.publication.id}.xml"
    partial = path.with_name(f"{path.name}.{os.getpid()}.partial")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            partial.write_bytes(raw)
            os.replace(partial, path)
        finally:
            partial.unlink(missing_ok=True)
    except OSError as error:
        raise IngestError(
            f"{path.parent}: it cannot be written ({error.strerror}); make PEJL_DATA writable."
        ) from error
    return path


def read_laws(data: Path) -> tuple[tuple[KeptLaw, ...], tuple[str, ...]]:
    """The laws that were read in, and what is wrong with files that cannot be read.

    Of several versions of a law the newest counts; the older are marked as replaced by it.
    """
    laws: dict[str, KeptLaw] = {}
    warnings: list[str] = []
    for path in sorted(laws_folder(data).glob("*.xml")):
        try:
            law = read_law(path)
        except UnreadableError as error:
            warnings.append(str(error))
        else:
            laws.setdefault(law.publication.id, KeptLaw(_entry(law, path), law))
    newest = _newest(kept.law for kept in laws.values())
    return tuple(_marked(kept, newest[_family(kept.law)]) for kept in laws.values()), tuple(warnings)


def _newest(laws: Iterable[ReadLaw]) -> dict[str, ReadLaw]:
    return {_family(law): law for law in sorted(laws, key=lambda law: law.age)}


def _family(law: ReadLaw) -> str:
    """What all versions of a law have in common."""
    return law.short or law.name.casefold()


def _marked(kept: KeptLaw, newest: ReadLaw) -> KeptLaw:
    if kept.law is newest:
        return kept
    return replace(kept, entry=replace(kept.entry, replaced_by=newest.publication.id))


def _entry(law: ReadLaw, path: Path) -> CatalogEntry:
    title = f"{law.name} ({law.version})"
    return CatalogEntry(
        id=law.publication.id,
        title=title,
        short_title=title,
        publisher=law.facts.ministry or _PUBLISHER,
        published=law.facts.signed,
        edition=law.version,
        kind="lov",
        language="da",
        url=law.url,
        isbn="",
        file=path.name,
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        licence=_LICENCE,
        law_version=f"{law.name}, {law.version}",
    )
