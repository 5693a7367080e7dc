"""What is asked most and what had no answer, as bare numbers.

No question is kept, nor anything that was typed: a question is counted by the day, by how it went and
by the place that it was answered from (or came nearest to), which are Pejl's own words for its sources.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.answer import Answer
from app.database import Database
from app.texts import AnswerStatus, Reason
from index.passages import Passage

FILE = "counters.sqlite3"  # in the data folder
ANSWERED = str(AnswerStatus.ANSWERED)
_RECOMMENDATION = "anbefaling/"

_SCHEMA = """
CREATE TABLE IF NOT EXISTS counts (
    day TEXT NOT NULL,
    outcome TEXT NOT NULL,
    topic TEXT NOT NULL,
    passage TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (day, outcome, topic, passage)
) WITHOUT ROWID;
"""
_VERSION = 1


@dataclass(frozen=True, slots=True)
class Count:
    """So many questions of one day that went one way and belong to one place.

    `outcome` is "answered" or the reason why not. `topic` is "anbefaling/13" or a publication's id, and
    empty for what was turned away. `passage` is the id of the passage cited first, only for answers.
    """

    day: date
    outcome: str
    topic: str
    passage: str
    count: int

    @property
    def recommendation(self) -> int | None:
        return int(self.topic.removeprefix(_RECOMMENDATION)) if self.topic.startswith(_RECOMMENDATION) else None


class Counters:
    """The numbers, in one file. Both methods raise StoreError when it cannot be used."""

    def __init__(self, path: Path) -> None:
        self._database = Database(path, _SCHEMA, _VERSION)

    def count_question(self, answer: Answer) -> None:
        """Count one question by its answer. An empty field is no question."""
        if answer.reason is Reason.EMPTY:
            return
        with self._database.transaction() as connection:
            connection.execute(
                "INSERT INTO counts VALUES (?, ?, ?, ?, 1) ON CONFLICT DO UPDATE SET count = count + 1",
                (date.today().isoformat(), *_place(answer)),
            )

    def counts(self, since: date | None = None) -> list[Count]:
        """The numbers of each day from `since` on."""
        with self._database.transaction() as connection:
            rows = connection.execute(
                "SELECT * FROM counts WHERE day >= ? ORDER BY day", (since.isoformat() if since else "",)
            ).fetchall()
        return [
            Count(date.fromisoformat(row["day"]), row["outcome"], row["topic"], row["passage"], row["count"])
            for row in rows
        ]


def by_outcome(counts: Iterable[Count]) -> Counter[str]:
    return _sum((count.outcome, count.count) for count in counts)


def by_topic(counts: Iterable[Count], outcome: str) -> Counter[str]:
    """How often each place was the answer, or the nearest to a question that had none."""
    return _sum((count.topic, count.count) for count in counts if count.outcome == outcome and count.topic)


def _sum(pairs: Iterable[tuple[str, int]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for key, number in pairs:
        total[key] += number
    return total


def _place(answer: Answer) -> tuple[str, str, str]:
    if answer.reason is not None:
        nearest = answer.nearest[0].passage if answer.nearest else None
        return str(answer.reason), _topic(nearest) if nearest else "", ""
    first = answer.citations[0].passage
    return ANSWERED, _topic(first), first.id


def _topic(passage: Passage) -> str:
    if passage.recommendation is not None:
        return f"{_RECOMMENDATION}{passage.recommendation}"
    return passage.publication_id
