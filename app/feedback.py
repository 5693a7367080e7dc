"""What readers say of answers, kept in one SQLite file."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path


class FeedbackKind(StrEnum):
    USEFUL = "useful"
    WRONG_SOURCE = "wrong_source"
    MISSING = "missing"
    OUT_OF_DATE = "out_of_date"


_TABLE = """CREATE TABLE IF NOT EXISTS feedback (
    id INTEGER PRIMARY KEY, given TEXT NOT NULL, kind TEXT NOT NULL, comment TEXT NOT NULL,
    question TEXT, status TEXT NOT NULL, passage_ids TEXT NOT NULL)"""


class FeedbackStore:
    def __init__(self, path: Path) -> None:
        self._path = path

    def add(
        self, kind: FeedbackKind, *, comment: str, question: str | None, status: str, passage_ids: Sequence[str]
    ) -> int:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(self._path)) as connection, connection:
            connection.execute(_TABLE)
            row = (datetime.now(UTC).isoformat(), kind, comment, question, status, json.dumps(list(passage_ids)))
            added = connection.execute("INSERT INTO feedback VALUES (NULL, ?, ?, ?, ?, ?, ?)", row)
            return int(added.lastrowid or 0)
