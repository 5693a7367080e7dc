"""Small SQLite files in the data folder, for what users leave: feedback and counters.

Each operation opens the file anew and closes it, so that threads and processes may share it; writers
wait for one another. What a transaction wrote is on the disk when it ends.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from app.errors import StoreError

_PATIENCE = 15.0  # seconds that one writer waits for another
Row = sqlite3.Row


class Database:
    """A file with the tables of `schema`. It is made when it is first written or read."""

    def __init__(self, path: Path, schema: str, version: int) -> None:
        self.path = path
        self._schema, self._version = schema, version

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Everything that is done within is written together, or nothing is. Raises StoreError."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with closing(sqlite3.connect(self.path, timeout=_PATIENCE, isolation_level=None)) as connection:
                self._set_up(connection)
                connection.execute("BEGIN IMMEDIATE")
                try:
                    yield connection
                except BaseException:
                    connection.execute("ROLLBACK")
                    raise
                connection.execute("COMMIT")
        except (OSError, sqlite3.Error) as error:
            raise StoreError(
                f"{self.path}: her kan ikke gemmes eller læses ({_reason(error)}); "
                "giv Pejl lov til at skrive i mappen, eller vælg en anden med PEJL_DATA."
            ) from error

    def _set_up(self, connection: sqlite3.Connection) -> None:
        connection.row_factory = Row
        _let_readers_in(connection)
        connection.execute("PRAGMA synchronous = FULL")  # in WAL, less would let a power cut take the last ones
        connection.execute("PRAGMA secure_delete = ON")  # what is deleted is gone from the file too
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version > self._version:
            raise StoreError(
                f"{self.path}: filen er skrevet af en nyere Pejl (udgave {version}); brug den, eller flyt filen."
            )
        if version == 0:
            connection.executescript(f"BEGIN IMMEDIATE; {self._schema} PRAGMA user_version = {self._version}; COMMIT;")


def _let_readers_in(connection: sqlite3.Connection) -> None:
    """Switch to a write-ahead log. Here alone SQLite does not wait for another that is at the same file."""
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() > deadline:
                raise
            time.sleep(0.02)


def _reason(error: Exception) -> str:
    return (error.strerror if isinstance(error, OSError) else "") or str(error)
