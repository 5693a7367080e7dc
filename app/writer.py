"""The two things that a language model does for an answer, as plain functions, and how it has fared."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from app.condense import condense
from app.draft import Draft, write_draft
from index.passages import Passage
from ingest.llm import Ask, ModelError


@dataclass(frozen=True, slots=True)
class Writer:
    """`condense(question, earlier)` writes a follow-up out, or gives None; `write(question, passages)` gives
    the draft of an answer as it grows."""

    condense: Callable[[str, Sequence[str]], str | None]
    write: Callable[[str, Sequence[Passage]], Iterator[Draft]]


def make_writer(ask: Ask) -> Writer:
    return Writer(partial(condense, ask), partial(write_draft, ask))


class ModelHealth:
    """How the model has fared since Pejl was started: `ask` is the model, watched."""

    def __init__(self, name: str, ask: Ask) -> None:
        self._name, self._inner = name, ask
        self._lock = threading.Lock()
        self._asked = self._failed = 0
        self._fault: str | None = None
        self._at: float | None = None

    def ask(self, system: str, user: str, schema: Mapping[str, Any]) -> Iterator[Any]:
        try:
            yield from self._inner(system, user, schema)
        except ModelError as error:
            self._note(str(error.fault))
            raise
        self._note(None)

    def _note(self, fault: str | None) -> None:
        with self._lock:
            self._asked += 1
            self._failed += fault is not None
            self._fault, self._at = fault, time.time()

    def state(self) -> dict[str, Any]:
        """`state` is untried, ok or failing, by the newest try; `last` is when that was, in seconds since 1970."""
        with self._lock:
            state = "untried" if self._at is None else "failing" if self._fault else "ok"
            return {
                "model": self._name,
                "state": state,
                "fault": self._fault,
                "asked": self._asked,
                "failed": self._failed,
                "last": self._at and round(self._at, 3),
            }
