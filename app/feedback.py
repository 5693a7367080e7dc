"""Feedback on answers: taken from users, worked through by a team leader."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from app import texts_lead as texts
from app.blocked import holds_cpr
from app.database import Database, Row
from app.errors import RefusedError
from app.texts import LONGEST_QUESTION, AnswerStatus
from app.typed import checked

FILE = "feedback.sqlite3"  # in the data folder
LONGEST_COMMENT = 2000  # characters, of a comment as of a note
_MOST_PASSAGES = 20
_PASSAGE_ID = re.compile(r"[^\s#]{1,80}#[0-9a-f]{12}(?:-\d{1,3})?")

_SCHEMA = """
CREATE TABLE IF NOT EXISTS feedback (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    received TEXT NOT NULL,
    kind TEXT NOT NULL,
    comment TEXT NOT NULL,
    question TEXT,
    status TEXT NOT NULL,
    passages TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'open',
    note TEXT NOT NULL DEFAULT '',
    changed TEXT
);
CREATE INDEX IF NOT EXISTS feedback_state ON feedback (state);
"""
_VERSION = 1


class FeedbackKind(StrEnum):
    USEFUL = "useful"
    WRONG_SOURCE = "wrong_source"
    MISSING = "missing"
    OUT_OF_DATE = "out_of_date"


class FeedbackState(StrEnum):
    OPEN = "open"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class FeedbackItem:
    """`question` is None where the user would not send it along. Times are UTC, to the second."""

    id: int
    received: datetime
    kind: FeedbackKind
    comment: str
    question: str | None
    status: AnswerStatus
    passage_ids: tuple[str, ...]
    state: FeedbackState
    note: str
    changed: datetime | None


class FeedbackStore:
    """The queue, in one file. Every method raises StoreError when the file cannot be used."""

    def __init__(self, path: Path) -> None:
        self._database = Database(path, _SCHEMA, _VERSION)

    def add(
        self, kind: FeedbackKind, *, comment: str, question: str | None, status: str, passage_ids: Sequence[str]
    ) -> int:
        """Store one piece of feedback and give its number; it is on the disk by then.

        Raises PersonalDataError where comment or question holds a CPR number, RefusedError where one is
        too long or the status unknown; then nothing is stored. What is no passage's id is left out.
        """
        said = checked(comment, LONGEST_COMMENT, texts.FEEDBACK_CPR)
        asked = None if question is None else checked(question, LONGEST_QUESTION, texts.FEEDBACK_CPR) or None
        if status not in set(AnswerStatus):
            raise RefusedError(texts.FEEDBACK_UNKNOWN)
        ids = [id for id in passage_ids if _PASSAGE_ID.fullmatch(id) and not holds_cpr(id.partition("#")[0])]
        values = (_now(), FeedbackKind(kind), said, asked, status, "\n".join(ids[:_MOST_PASSAGES]))
        with self._database.transaction() as connection:
            added = connection.execute(
                "INSERT INTO feedback (received, kind, comment, question, status, passages) VALUES (?, ?, ?, ?, ?, ?)",
                values,
            )
            return added.lastrowid or 0

    def items(self, state: FeedbackState | None = None) -> list[FeedbackItem]:
        """All of the queue or those in one state, the newest first."""
        where, values = ("", ()) if state is None else ("WHERE state = ?", (state,))
        with self._database.transaction() as connection:
            return [
                _item(row) for row in connection.execute(f"SELECT * FROM feedback {where} ORDER BY id DESC", values)
            ]

    def set_state(self, id: int, state: FeedbackState, note: str) -> bool:
        """Move an item on, with a note; False where it is no longer there.

        Raises PersonalDataError or RefusedError for a note that cannot be kept.
        """
        kept = checked(note, LONGEST_COMMENT, texts.NOTE_CPR)
        with self._database.transaction() as connection:
            changed = connection.execute(
                "UPDATE feedback SET state = ?, note = ?, changed = ? WHERE id = ?",
                (FeedbackState(state), kept, _now(), id),
            )
            return changed.rowcount > 0

    def remove(self, id: int) -> bool:
        """Delete an item for good; False where it is no longer there."""
        with self._database.transaction() as connection:
            return connection.execute("DELETE FROM feedback WHERE id = ?", (id,)).rowcount > 0


def _item(row: Row) -> FeedbackItem:
    return FeedbackItem(
        row["id"],
        datetime.fromisoformat(row["received"]),
        FeedbackKind(row["kind"]),
        row["comment"],
        row["question"],
        AnswerStatus(row["status"]),
        tuple(row["passages"].split("\n")) if row["passages"] else (),
        FeedbackState(row["state"]),
        row["note"],
        datetime.fromisoformat(row["changed"]) if row["changed"] else None,
    )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
