"""`python -m ingest questions PUBLICATION` drafts editorial questions for a publication with the language model."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from ingest.catalog import load_catalog, read_catalogued
from ingest.draft_questions import Place, QuestionDraft, count_flaws, draft_questions, find_places
from ingest.errors import DraftError
from ingest.llm import Ask, connect
from ingest.publication import Publication
from ingest.question_file import NAME, read_lines, write_lines
from ingest.settings import load_settings

_PATIENCE = 3  # faults in a row, then the model is given up


def questions_command(arguments: Sequence[str], ask: Ask | None = None) -> int:
    """Draft questions and add them to the file, not yet reviewed. Raises IngestError or SettingsError.

    `ask` is the model, where it is not to be that of the settings.
    """
    options = _parser().parse_args(arguments)
    settings = load_settings()
    ask = ask or connect(settings)
    if ask is None:
        raise DraftError("There is no language model to draft with; set PEJL_LLM.")
    catalog = load_catalog(settings.sources)
    known = {entry.id: entry for entry in catalog.entries}
    if options.publication not in known:
        raise DraftError(f"{options.publication}: no publication has that id; use one of {', '.join(known)}.")
    publication = read_catalogued(catalog, known[options.publication])
    places = find_places(publication, _answered(settings.sources, publication.id))
    drafts = _draft(ask, publication, places[: options.most])
    rows = [row for draft in drafts for row in draft.questions]
    if rows:
        _add(settings.sources, [json.dumps(row, ensure_ascii=False) for row in rows])
    for line in _report(drafts, len(rows), len(places)):
        print(line)
    if drafts and drafts[-1].fault:
        raise DraftError(f"The language model failed ({drafts[-1].fault}); see to it, and run the command again.")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m ingest questions",
        description="Lad sprogmodellen skrive udkast til redaktionelle spørgsmål, som nogen skal læse bagefter.",
    )
    parser.add_argument("publication", metavar="PUBLIKATION", help="publikationens id i sources/catalog.toml")
    parser.add_argument("--most", metavar="N", type=_positive, help="højst N afsnit i denne omgang")
    return parser


def _positive(text: str) -> int:
    if not text.isdigit() or not int(text):
        raise argparse.ArgumentTypeError(f"'{text}' er ikke et antal; skriv et helt tal fra 1")
    return int(text)


def _answered(sources: Path, publication: str) -> list[str]:
    """Evidence that questions of the publication have already."""
    rows = map(json.loads, read_lines(sources))
    return [row["evidence"] for row in rows if row["publication"] == publication]


def _draft(ask: Ask, publication: Publication, places: Sequence[Place]) -> list[QuestionDraft]:
    drafts: list[QuestionDraft] = []
    for draft in draft_questions(ask, publication, places):
        drafts.append(draft)
        print(f"\r{len(drafts)} af {len(places)} afsnit", end="", file=sys.stderr, flush=True)
        if len(drafts) >= _PATIENCE and all(late.fault for late in drafts[-_PATIENCE:]):
            break
    if drafts:
        print(file=sys.stderr)
    return drafts


def _add(sources: Path, lines: Sequence[str]) -> None:
    try:
        write_lines(sources, [*read_lines(sources), *lines])
    except OSError as error:
        raise DraftError(f"{sources / NAME}: it cannot be written ({error.strerror}); check its rights.") from error


def _report(drafts: Sequence[QuestionDraft], kept: int, places: int) -> list[str]:
    flaws = count_flaws(drafts)
    lines = [f"{kept} spørgsmål til {len(drafts)} af {places} afsnit uden spørgsmål er lagt i {NAME}."]
    if flaws:
        counted = ", ".join(f"{flaw} {count}" for flaw, count in flaws.most_common())
        lines.append(f"{flaws.total()} blev kasseret: {counted}.")
    if kept:
        lines.append("De er ikke gennemset og indgår ikke i svar, før nogen har læst dem.")
    return lines
