"""Language models for the tests: functions that write what they are told to."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ingest.llm import Fault, ModelError


class Scripted:
    """A model that gives one answer a call, in order, the last one again and again; keeps what it was asked.

    An answer is a value, a fault to fail with, or a function of the message that gives either. A draft comes as a
    server streams it: with one more statement each time, and each statement first by half.
    """

    def __init__(self, *answers: Any) -> None:
        self._answers = list(answers)
        self.asked: list[tuple[str, dict[str, Any]]] = []

    def __call__(self, system: str, user: str, schema: Mapping[str, Any]) -> Iterator[Any]:
        self.asked.append((system, json.loads(user)))
        answer = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        if callable(answer):
            answer = answer(self.asked[-1][1])
        if isinstance(answer, Fault):
            raise ModelError(answer)
        yield from _growing(answer)


def _growing(value: Any) -> Iterator[Any]:
    statements = value.get("statements") if isinstance(value, dict) else None
    if isinstance(statements, list):
        for at, statement in enumerate(statements):
            if isinstance(statement, dict) and isinstance(statement.get("text"), str):
                yield {"statements": [*statements[:at], {"text": statement["text"][: len(statement["text"]) // 2]}]}
            yield {"statements": statements[: at + 1]}
    yield value


def statement(text: str, *quotes: tuple[str, str]) -> dict[str, Any]:
    return {"text": text, "quotes": [{"source": token, "quote": quote} for token, quote in quotes]}


def draft(*statements: dict[str, Any]) -> dict[str, Any]:
    return {"statements": list(statements)}


def holding(words: str, make: Callable[[str], dict[str, Any]]) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """An answer made from the token of the first offered source that holds `words`."""

    def answer(message: dict[str, Any]) -> dict[str, Any]:
        return make(next(source["source"] for source in message["kilder"] if words in source["tekst"]))

    return answer
