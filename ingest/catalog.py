"""The catalog of publications, `sources/catalog.toml`."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterable
from dataclasses import MISSING, dataclass, fields
from pathlib import Path
from typing import Any

from ingest.errors import CatalogError, UnreadableError
from ingest.progress import PageBar, no_bar
from ingest.publication import Publication
from ingest.read import read_publication

# How much a kind of publication weighs: guidance before the law itself, both before what only tells of guidance.
KIND_WEIGHT = {
    "anbefalinger": 1.0,
    "håndbog": 1.0,
    "vejledning": 1.0,
    "lov": 0.7,
    "webside": 0.5,
    "artikel": 0.5,
    "nyhedsbrev": 0.5,
}


@dataclass(frozen=True, slots=True)
class CatalogEntry:
    """What the catalog says of one publication; `published` is an ISO date or the start of one.

    `replaced_by` is the id of a newer edition: this one is left out of answers unless asked for.
    `edition_of` is the id of the edition that another one goes back to. Only these may be left out.
    """

    id: str
    title: str
    short_title: str
    publisher: str
    published: str
    edition: str
    kind: str
    language: str
    url: str
    isbn: str
    file: str
    sha256: str
    licence: str
    law_version: str
    edition_of: str = ""
    replaced_by: str = ""

    @property
    def weight(self) -> float:
        return KIND_WEIGHT[self.kind]


@dataclass(frozen=True, slots=True)
class Catalog:
    sources: Path
    entries: tuple[CatalogEntry, ...]

    def entry(self, publication_id: str) -> CatalogEntry:
        return next(entry for entry in self.entries if entry.id == publication_id)


def load_catalog(sources: Path) -> Catalog:
    """Read the catalog and check it against the files. Raises CatalogError."""
    path = sources / "catalog.toml"
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise CatalogError(f"{path}: there is no catalog; PEJL_SOURCES must name a folder that holds one.") from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise CatalogError(f"{path}: the catalog cannot be read ({error}); mend it.") from error
    publications = raw.get("publication")
    if not isinstance(publications, list) or not publications:  # [publication] makes one table, no list
        raise CatalogError(f"{path}: it names no publication; add a [[publication]] entry.")
    entries = tuple(_entry(path, number, values) for number, values in enumerate(publications, start=1))
    ids = [entry.id for entry in entries]
    for twice in sorted({id for id in ids if ids.count(id) > 1}):
        raise CatalogError(f"{path}: two publications have the id '{twice}'; give each its own.")
    _check_editions(path, entries)
    return Catalog(sources, entries)


def _check_editions(path: Path, entries: Iterable[CatalogEntry]) -> None:
    """Each edition must be there, and one that replaces another must not be replaced by it in the end."""
    replaced_by = {entry.id: entry.replaced_by for entry in entries}
    for entry in entries:
        for key, other in (("edition_of", entry.edition_of), ("replaced_by", entry.replaced_by)):
            if other and (other not in replaced_by or other == entry.id):
                raise CatalogError(
                    f"{path}: publication {entry.id}: {key} '{other}' is no other publication's id; mend it or "
                    "take it out."
                )
    for id in replaced_by:
        seen, at = {id}, replaced_by[id]
        while at:
            if at in seen:
                raise CatalogError(f"{path}: publication {id} is replaced by itself in a circle; break it somewhere.")
            seen.add(at)
            at = replaced_by[at]


def read_catalogued(catalog: Catalog, entry: CatalogEntry, pages: PageBar = no_bar) -> Publication:
    """Read one publication of the catalog; `pages` shows how far. Raises CatalogError or UnreadableError."""
    path = catalog.sources / "publications" / entry.file
    if not path.is_file():
        raise CatalogError(
            f"{entry.file}: the catalog names it, but it is not in {path.parent}; put it there or take "
            f"'{entry.id}' out."
        )
    found = _sha256(path)
    if found != entry.sha256:
        raise CatalogError(
            f'{entry.file}: its sha256 is not the catalog\'s; if the new file is right, write sha256 = "{found}" there.'
        )
    with pages(entry.file) as progress:
        return read_publication(path, id=entry.id, title=entry.title, progress=progress)


def _sha256(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise UnreadableError(f"{path.name}: it cannot be opened ({error.strerror}); check its rights.") from error


def _entry(path: Path, number: int, values: Any) -> CatalogEntry:
    if not isinstance(values, dict):
        raise CatalogError(f"{path}: publication {number} is no table; begin it with [[publication]].")
    known = {field.name for field in fields(CatalogEntry)}
    required = {field.name for field in fields(CatalogEntry) if field.default is MISSING}
    where = f"{path}: publication {values.get('id') or number}"
    missing, unknown = sorted(required - values.keys()), sorted(values.keys() - known)
    if missing:
        raise CatalogError(f"{where} lacks {', '.join(missing)}; add it (empty where unknown).")
    if unknown:
        raise CatalogError(f"{where} has the unknown key {', '.join(unknown)}; mend the spelling.")
    bare = sorted(key for key, value in values.items() if not isinstance(value, str))
    if bare:
        raise CatalogError(f"{where}: every value must be text; put that of {', '.join(bare)} in quotes.")
    entry = CatalogEntry(**values)
    if entry.kind not in KIND_WEIGHT:
        raise CatalogError(f"{where}: kind '{entry.kind}' is unknown; use one of {', '.join(KIND_WEIGHT)}.")
    if not entry.id:
        raise CatalogError(f"{where}: its id is empty; give it one of its own.")
    if Path(entry.file).name != entry.file or not entry.file:
        raise CatalogError(
            f"{where}: file '{entry.file}' is no name of a file; write one without folders, as it stands "
            "in publications/."
        )
    return entry
