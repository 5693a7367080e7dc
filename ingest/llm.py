"""The language model, where one is set: the one file that asks it, through LangChain.

Nothing is imported before the first question to a model. A model is a function, `Ask`, so that a fake is one too.

    Ask(system, user, schema) → the JSON value that the model writes, again and again as it grows

Everything that can go wrong on the way is a ModelError that says what kind of fault it was.
"""

from __future__ import annotations

import logging
import os
import queue
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import Any

from ingest.settings import Settings

_log = logging.getLogger("pejl")

Ask = Callable[[str, str, Mapping[str, Any]], Iterator[Any]]

_MOST_TOKENS = 1200  # of an answer; five statements with their quotes need about half
_CUT_SHORT = ("LengthFinishReasonError",)  # it wrote more than it may: what is whole of it can be used
_NO_KEY = "none"  # a server that wants no key is given this, lest a key of the environment is sent to it


class Fault(StrEnum):
    """What went wrong with the model."""

    NOT_INSTALLED = "not_installed"
    UNREACHABLE = "unreachable"  # no connection, or one that broke off
    REFUSED = "refused"  # it answered with an error
    TIMEOUT = "timeout"
    UNREADABLE = "unreadable"  # what it wrote has not the form that was asked for


class ModelError(Exception):
    """The model gave nothing that can be used; `fault` says why. Never holds what was asked."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(str(fault))
        self.fault = fault


def connect(settings: Settings) -> Ask | None:
    """The model of the settings, None where none is set. Nothing is loaded or reached before it is asked."""
    if not settings.llm:
        return None
    lock = threading.Lock()
    loaded: list[Any] = []

    def ask(system: str, user: str, schema: Mapping[str, Any]) -> Iterator[Any]:
        with lock:
            if not loaded:
                loaded.append(_load(settings))
        return _until(time.monotonic() + settings.llm_timeout, lambda: _stream(loaded[0], system, user, schema))

    return ask


def _load(settings: Settings) -> Any:
    # LangChain would send what is asked to a service of its own where the environment says so.
    os.environ["LANGSMITH_TRACING"] = os.environ["LANGCHAIN_TRACING_V2"] = "false"
    provider = settings.llm.partition(":")[0]
    try:
        from langchain.chat_models import init_chat_model

        return init_chat_model(settings.llm, **_options(provider, settings))
    except ImportError as error:
        _log.error("LangChain's package for '%s' is not installed; README.md says how", provider)
        raise ModelError(Fault.NOT_INSTALLED) from error
    except Exception as error:
        _log.error("The model '%s' cannot be set up: %s", settings.llm, type(error).__name__)
        raise ModelError(Fault.REFUSED) from error


def _options(provider: str, settings: Settings) -> dict[str, Any]:
    address = {"base_url": settings.llm_url} if settings.llm_url else {}
    if provider == "ollama":
        headers = {"Authorization": f"Bearer {settings.llm_key}"} if settings.llm_key else {}
        client = {"timeout": settings.llm_timeout, "headers": headers}
        return {**address, "temperature": 0, "num_predict": _MOST_TOKENS, "client_kwargs": client}
    key = settings.llm_key or (_NO_KEY if settings.llm_url else "")
    options = {"temperature": 0, "max_tokens": _MOST_TOKENS, "timeout": settings.llm_timeout, "max_retries": 0}
    return {**address, **options, **({"api_key": key} if key else {})}


def _stream(model: Any, system: str, user: str, schema: Mapping[str, Any]) -> Iterator[Any]:
    """Ask once. Raises ModelError; the faults of the providers' packages share no base of their own."""
    said = False
    try:
        answer = model.with_structured_output(dict(schema), method="json_schema")
        for value in answer.stream([("system", system), ("human", user)]):
            if value is not None:
                said = True
                yield value
    except Exception as error:
        if said and type(error).__name__ in _CUT_SHORT:
            return
        fault = _fault_of(error)
        _log.warning("The language model failed: %s (%s)", fault, type(error).__name__)
        raise ModelError(fault) from None  # its message may hold what was asked
    if not said:
        raise ModelError(Fault.UNREADABLE)


def _fault_of(error: Exception) -> Fault:
    names = {kind.__name__ for one in _chain(error) for kind in type(one).__mro__}
    if any("Timeout" in name for name in names):
        return Fault.TIMEOUT
    if any("Connect" in name or "Protocol" in name or name in ("ReadError", "WriteError") for name in names):
        return Fault.UNREACHABLE
    unreadable = ("JSONDecodeError", "OutputParserException", "ValidationError")
    return Fault.UNREADABLE if names.intersection(unreadable) else Fault.REFUSED


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__


def _until(deadline: float, make: Callable[[], Iterator[Any]]) -> Iterator[Any]:
    """What `make` yields, until the deadline. Read in a thread of its own: a server that only keeps the
    connection alive would hold the reader for ever."""
    values: queue.Queue[tuple[str, Any]] = queue.Queue()
    left = threading.Event()

    def read() -> None:
        try:
            for value in make():
                values.put(("value", value))
                if left.is_set():
                    return
            values.put(("end", None))
        except BaseException as error:
            values.put(("fault", error))

    threading.Thread(target=read, name="model", daemon=True).start()
    try:
        while True:
            try:
                kind, value = values.get(timeout=max(0.0, deadline - time.monotonic()))
            except queue.Empty:
                _log.warning("The language model took too long")
                raise ModelError(Fault.TIMEOUT) from None
            if kind == "end":
                return
            if kind == "fault":
                raise value
            yield value
    finally:
        left.set()
