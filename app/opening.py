"""The index while it is being opened: the page is up at once, the index comes when it is ready."""

from __future__ import annotations

import threading
from collections.abc import Callable

from app import texts
from index.build import Progress
from index.search import Index

Prepare = Callable[[Progress], Index]


class Opening:
    """Opens the index in a thread of its own. One of `index` and `fault` is set when it has ended."""

    def __init__(self, prepare: Prepare, *, failed: Callable[[], None] = lambda: None) -> None:
        """`failed` is called in that thread, after `fault` has been set."""
        self.index: Index | None = None
        self.fault: Exception | None = None
        self._done, self._of = 0, 0
        self._prepare, self._failed = prepare, failed

    def start(self) -> threading.Thread:
        thread = threading.Thread(target=self._open, name="opening", daemon=True)
        thread.start()
        return thread

    @property
    def ended(self) -> bool:
        return self.index is not None or self.fault is not None

    @property
    def message(self) -> str:
        """What a reader is told until the index is there; empty once it is."""
        if self.fault:
            return texts.NOT_READ_IN
        if self.index:
            return ""
        return texts.reading_in(self._done, self._of)

    def _open(self) -> None:
        try:
            self.index = self._prepare(self._tell)
        except Exception as fault:  # raised again where the server is run
            self.fault = fault
            self._failed()

    def _tell(self, done: int, of: int) -> None:
        self._done, self._of = done, of
