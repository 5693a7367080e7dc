"""Editorial questions that nobody has read yet: find them, mark them as read, or take them out."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from index.questions import EditorialQuestion, load_questions
from ingest.question_file import NAME, read_lines, write_lines


def unreviewed(sources: Path) -> tuple[EditorialQuestion, ...]:
    """The questions that are kept out of the index until somebody has read them, in the order of the file.

    Raises IndexingError where the file cannot be read.
    """
    return tuple(question for question in load_questions(sources / NAME) if not question.reviewed)


def mark_reviewed(sources: Path, ids: Iterable[str]) -> int:
    """Mark the questions with these ids as read, and say how many were not before. The next start takes them in.

    All other lines stay as they are; the file is replaced at once. Raises OSError where it cannot be.
    """
    wanted, marked, lines = set(ids), 0, []
    for line in read_lines(sources):
        row = json.loads(line)
        if not row.get("reviewed") and _id(row) in wanted:
            marked += 1
            line = json.dumps({**row, "reviewed": True}, ensure_ascii=False)
        lines.append(line)
    if marked:
        write_lines(sources, lines)
    return marked


def discard(sources: Path, ids: Iterable[str]) -> int:
    """Take the questions with these ids out, only those that nobody has marked as read, and say how many went."""
    wanted, before = set(ids), read_lines(sources)
    kept = [line for line in before if (row := json.loads(line)).get("reviewed") or _id(row) not in wanted]
    if len(kept) < len(before):
        write_lines(sources, kept)
    return len(before) - len(kept)


def _id(row: dict[str, Any]) -> str:
    return EditorialQuestion(row["question"], row["publication"], row["evidence"]).id
