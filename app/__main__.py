"""`python -m app` serves the chat; `python -m app ask` answers in the terminal."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TextIO

# Before any library is imported that would ask for them: nothing leaves the machine.
os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")
os.environ.setdefault("GRADIO_ANALYTICS_ENABLED", "False")
os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("TRANSFORMERS_OFFLINE", "1")
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")

from app.answer import Turn
from app.errors import ServingError
from app.progress import show_progress, tell
from app.render import message, to_json, to_markdown
from app.service import ask, open_model, prepare
from app.texts import AnswerStatus
from app.writer import Writer
from index.errors import IndexingError
from index.search import Index
from ingest.errors import IngestError
from ingest.progress import page_bar
from ingest.settings import Settings, SettingsError, load_settings


class InputError(Exception):
    """What was typed or given cannot be used; the message says what to do instead."""


def main(arguments: list[str] | None = None) -> int:
    """Run a command; 0 when it went well, 2 for a wrong call, 1 for anything else that was foreseen."""
    parser = _parser()
    options = parser.parse_args(arguments)
    try:
        settings = load_settings()
        return _ask(options, settings) if options.command == "ask" else _serve(settings)
    except InputError as error:
        print(f"Pejl: {error}", file=sys.stderr)
        return 2
    except (IngestError, IndexingError, ServingError, SettingsError) as error:
        print(f"Pejl: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m app", description="Pejl: svar fra publikationerne, ord for ord.")
    commands = parser.add_subparsers(dest="command")
    commands.add_parser("serve", help="vis chatten i en browser (det samme som ingen kommando)")
    asks = commands.add_parser("ask", help="svar på ét spørgsmål, eller på mange fra en fil")
    asks.add_argument("question", nargs="?", help="spørgsmålet")
    asks.add_argument("--json", action="store_true", help="svar som JSON")
    asks.add_argument("--replaced", action="store_true", help="svar også ud fra udgaver, som en nyere har erstattet")
    asks.add_argument(
        "--jsonl",
        nargs=2,
        metavar=("IN", "OUT"),
        type=Path,
        help="én JSON-linje pr. spørgsmål ind (id, question, history) og ud",
    )
    return parser


def _serve(settings: Settings) -> int:
    from app.page import serve  # gradio takes seconds to import; `ask` has no use for it

    serve(settings)
    return 0


def _ask(options: argparse.Namespace, settings: Settings) -> int:
    if options.jsonl:
        source, target = options.jsonl
        return _ask_many(source, target, settings, replaced=options.replaced)
    if options.question is None:
        raise InputError('Skriv et spørgsmål: python -m app ask "Hvornår skal der være en barnets plan?"')
    index = prepare(settings, tell, show_progress, pages=page_bar)
    answer = ask(index, options.question, replaced=options.replaced, writer=open_model(settings)[0])
    if options.json:
        print(json.dumps(to_json(answer, index), ensure_ascii=False, indent=2))
    elif answer.status is AnswerStatus.SERVICE_ERROR:
        print(message(answer, settings.contact))
    else:
        print(to_markdown(answer, index))
    return 1 if answer.status is AnswerStatus.SERVICE_ERROR else 0


def _ask_many(source: Path, target: Path, settings: Settings, *, replaced: bool) -> int:
    """Answer a file of questions. The answers appear under `target` only when all are there."""
    rows = list(_read_rows(source))
    partial = target.with_name(f"{target.name}.partial")
    try:
        with partial.open("w", encoding="utf-8") as out:
            index = prepare(settings, tell, show_progress, pages=page_bar)
            _answer_rows(rows, index, out, replaced=replaced, writer=open_model(settings)[0])
        partial.replace(target)
    except OSError as error:
        raise InputError(f"{target}: svarene kan ikke skrives dér ({error.strerror}); vælg en anden fil.") from error
    finally:
        partial.unlink(missing_ok=True)
    return 0


def _answer_rows(
    rows: Iterable[dict[str, Any]], index: Index, out: TextIO, *, replaced: bool, writer: Writer | None
) -> None:
    for row in rows:
        history = [Turn(turn["question"], turn.get("answer", "")) for turn in row.get("history") or []]
        answer = ask(index, row["question"], history, replaced=replaced, writer=writer)
        out.write(json.dumps({"id": row["id"], **to_json(answer, index)}, ensure_ascii=False) + "\n")


def _read_rows(source: Path) -> Iterator[dict[str, Any]]:
    try:
        lines = source.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{source}: filen kan ikke læses ({error}); den skal være JSON Lines i UTF-8.") from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            turns = row.get("history") or []
            right = isinstance(row["question"], str) and all(isinstance(turn["question"], str) for turn in turns)
            row["id"] = row.get("id", number)
        except (ValueError, KeyError, TypeError, AttributeError):
            right = False
        if not right:
            raise InputError(
                f"{source}, linje {number}: skriv et JSON-objekt med 'id' og 'question' "
                "(og evt. 'history' som en liste af {question, answer})."
            )
        yield row


if __name__ == "__main__":
    sys.exit(main())
