"""The file of editorial questions, `sources/questions.jsonl`: written whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

NAME = "questions.jsonl"


def read_lines(sources: Path) -> list[str]:
    """Its lines that hold something; none where there is no file."""
    path = sources / NAME
    if not path.is_file():
        return []
    return [line for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def write_lines(sources: Path, lines: Iterable[str]) -> None:
    """Put these lines in its place at once: whoever reads it sees the old file or the new one. Raises OSError."""
    path = sources / NAME
    partial = path.with_name(f"{NAME}.partial")
    try:
        with partial.open("w", encoding="utf-8") as out:
            out.writelines(f"{line}\n" for line in lines)
            out.flush()
            os.fsync(out.fileno())
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
