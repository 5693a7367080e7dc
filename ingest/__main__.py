"""`python -m ingest FILE` shows how a file is read, `check` what looks wrong; `law` and `questions` add to it."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
from pathlib import Path

from ingest.catalog import Catalog, CatalogEntry, load_catalog, read_catalogued
from ingest.check import check
from ingest.errors import IngestError
from ingest.law_command import law_command
from ingest.law_files import read_laws
from ingest.progress import page_bar
from ingest.publication import Publication
from ingest.questions_command import questions_command
from ingest.read import read_publication
from ingest.settings import SettingsError, load_settings
from ingest.show import show, to_json

_COMMANDS = {"law": law_command, "questions": questions_command}
_WIDTH = 100  # where the terminal's cannot be known


def main(arguments: list[str] | None = None) -> int:
    """Run a command; 0 when it went well, 1 when a file, the catalog or a setting cannot be used."""
    given = sys.argv[1:] if arguments is None else arguments
    try:
        command = _COMMANDS.get(given[0]) if given else None
        done = command(given[1:]) if command else _run(given)
        sys.stdout.flush()
    except (IngestError, SettingsError) as error:
        return _fail(error)
    except BrokenPipeError:  # `| head` has seen enough; nothing more may be written, at exit either
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return done


def _run(arguments: list[str]) -> int:
    options = _parser().parse_args(arguments)
    return _check() if options.file == "check" else _show(Path(options.file), as_json=options.json)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m ingest", description="Se, hvordan en publikation læses ind.")
    parser.add_argument(
        "file",
        metavar="FIL",
        help="filen, der skal vises; 'check': se katalogets publikationer efter; 'law': læs en lov ind (law --help); "
        "'questions': lad sprogmodellen skrive spørgsmål (questions --help)",
    )
    parser.add_argument("--json", action="store_true", help="vis hele publikationen som JSON")
    return parser


def _show(path: Path, *, as_json: bool) -> int:
    with page_bar(path.name) as progress:
        publication = read_publication(path, progress=progress)
    if as_json:
        print(to_json(publication))
        return 0
    for line in show(publication, shutil.get_terminal_size((_WIDTH, 0)).columns):
        print(line)
    return 0


def _check() -> int:
    settings = load_settings()
    catalog = load_catalog(settings.sources)
    return max([*(_check_entry(catalog, entry) for entry in catalog.entries), _check_laws(settings.data)])


def _check_entry(catalog: Catalog, entry: CatalogEntry) -> int:
    """Print what looks wrong in one publication; 1 when it cannot be read, and the others still are."""
    try:
        publication = read_catalogued(catalog, entry, page_bar)
    except IngestError as error:
        return _fail(error)
    _print_findings(entry, publication)
    return 0


def _check_laws(data: Path) -> int:
    """The same for the laws that were read in."""
    laws, unreadable = read_laws(data)
    for law in laws:
        _print_findings(law.entry, law.publication)
    return max((_fail(warning) for warning in unreadable), default=0)


def _print_findings(entry: CatalogEntry, publication: Publication) -> None:
    findings = check(publication)
    print(f"{entry.short_title} ({entry.file}): {len(findings) or 'ingen'} fund")
    for finding in findings:
        print(f"  - {finding}")


def _fail(error: Exception | str) -> int:
    print(f"Pejl: {error}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
