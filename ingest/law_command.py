"""`python -m ingest law FILE.xml` reads a law in; `python -m ingest law --fetch` gets it from the network first."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from ingest.errors import FetchError, UnreadableError
from ingest.fetch_law import fetch_law
from ingest.law_files import keep_law, read_laws
from ingest.laws import load_laws
from ingest.publication import SectionKind
from ingest.read_law import ReadLaw, parse_law
from ingest.settings import load_settings

_OF_ITSELF = "BL"


def law_command(arguments: Sequence[str]) -> int:
    """Read a law in. Raises IngestError or SettingsError; what was read in before stays as it was."""
    parser = _parser()
    options = parser.parse_args(arguments)
    if (options.file is None) == (options.fetch is None):
        parser.error("angiv enten en fil eller --fetch")
    data = load_settings().data
    raw, law = _read(options.file) if options.fetch is None else _fetch(options.fetch)
    path = keep_law(raw, law, data)
    for line in _report(law, path, data):
        print(line)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m ingest law", description="Læs en lov ind, så der kan svares ud fra den og slås op i den."
    )
    parser.add_argument("file", metavar="FIL.xml", nargs="?", type=Path, help="lovens XML fra Retsinformation")
    parser.add_argument(
        "--fetch",
        metavar="LOV",
        nargs="?",
        const=_OF_ITSELF,
        help="hent den nyeste version over nettet; LOV er kortformen i sources/laws.toml (uden: BL)",
    )
    return parser


def _read(path: Path) -> tuple[bytes, ReadLaw]:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise UnreadableError(
            f"{path.name}: it cannot be opened ({error.strerror}); check its name and rights."
        ) from error
    return raw, parse_law(raw, path.name)


def _fetch(short: str) -> tuple[bytes, ReadLaw]:
    laws = load_laws()
    law = laws.get(short.upper())
    eli = law and (law.newest.eli if law.newest else law.eli)
    if law is None or not eli:
        known = ", ".join(known.short for known in laws.values() if known.eli)
        raise FetchError(f"{short}: sources/laws.toml gives no address for it; use one of {known}.")
    fetched = fetch_law(eli)
    if fetched.law.short != law.short:
        raise FetchError(
            f"{fetched.address}: it is {fetched.law.name}, not {law.name}; mend the address in sources/laws.toml."
        )
    if not fetched.sure:
        print(
            f"Advarsel: Retsinformation sagde ikke, om {law.name} findes i en nyere version end {fetched.law.version}.",
            file=sys.stderr,
        )
    return fetched.raw, fetched.law


def _report(law: ReadLaw, path: Path, data: Path) -> Iterator[str]:
    sections = [chain[-1] for chain in law.publication.walk() if chain[-1].kind is SectionKind.PARAGRAF]
    stykker = sum(paragraph.level == 0 and bool(paragraph.label) for part in sections for paragraph in part.paragraphs)
    yield f"{law.name}, {law.version}: {len(sections)} paragraffer, {stykker} stykker."
    if law.facts.status not in ("", "Valid"):
        yield f"Retsinformation angiver, at den ikke længere gælder ({law.facts.status})."
    if law.short is None:
        yield "Loven står ikke i sources/laws.toml, så henvisninger til den bliver ikke genkendt."
    for warning in law.publication.warnings:
        yield f"Advarsel: {warning}"
    kept, _ = read_laws(data)
    for other in kept:
        if other.entry.id == law.publication.id and other.entry.replaced_by:
            yield f"Der svares ikke ud fra den, for {other.entry.replaced_by} er nyere."
        elif other.entry.replaced_by == law.publication.id:
            yield f"Der svares ikke længere ud fra {other.law.version}; dens fil er {other.entry.file}."
    yield f"Den ligger i {path}. Næste start af Pejl (eller 'python -m index') tager den med."
