"""Facts of the environment, read once. Decisions stand as named constants beside their use."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent
_SHORTEST_CODE = 8
_LONGEST_WAIT = 600


@dataclass(frozen=True, slots=True)
class Settings:
    """Each field is read from the environment variable of the same name, with `PEJL_` before it."""

    data: Path = field(default=_ROOT / "data")
    sources: Path = field(default=_ROOT / "sources")
    embedding_model: str = ""
    host: str = "127.0.0.1"
    port: int = 7860
    contact: str = ""
    pdf_password: str = field(default="", repr=False)
    leader_code: str = field(default="", repr=False)
    llm: str = ""  # "provider:model" as LangChain names it; empty for none
    llm_url: str = ""
    llm_key: str = field(default="", repr=False)
    llm_timeout: float = 30.0  # seconds
    unreviewed: bool = False  # whether editorial questions that nobody has read go into the index


class SettingsError(Exception):
    """A setting has a value that cannot be used; the message says which and what to write."""


def load_settings() -> Settings:
    """Read the settings. Raises SettingsError."""
    get = os.environ.get
    port = get("PEJL_PORT", "7860")
    if not port.isdigit() or not 0 < int(port) < 65536:
        raise SettingsError(f"PEJL_PORT is '{port}'; write a number from 1 to 65535.")
    leader_code = get("PEJL_LEADER_CODE", "").strip()
    if 0 < len(leader_code) < _SHORTEST_CODE:
        raise SettingsError(f"PEJL_LEADER_CODE is too easy to guess; write at least {_SHORTEST_CODE} characters.")
    llm = get("PEJL_LLM", "")
    if llm and not all(llm.partition(":")):
        raise SettingsError(f"PEJL_LLM is '{llm}'; write provider and model, e.g. 'ollama:NAME' or 'openai:NAME'.")
    return Settings(
        data=Path(get("PEJL_DATA") or _ROOT / "data").expanduser().resolve(),
        sources=Path(get("PEJL_SOURCES") or _ROOT / "sources").expanduser().resolve(),
        embedding_model=get("PEJL_EMBEDDING_MODEL", ""),
        host=get("PEJL_HOST", "127.0.0.1"),
        port=int(port),
        contact=get("PEJL_CONTACT", ""),
        pdf_password=get("PEJL_PDF_PASSWORD", ""),
        leader_code=leader_code,
        llm=llm,
        llm_url=get("PEJL_LLM_URL", ""),
        llm_key=get("PEJL_LLM_KEY", ""),
        llm_timeout=_seconds("PEJL_LLM_TIMEOUT", 30.0),
        unreviewed=_is_on("PEJL_UNREVIEWED"),
    )


def _seconds(name: str, otherwise: float) -> float:
    given = os.environ.get(name, "")
    if not given:
        return otherwise
    if not given.isdigit() or not 0 < int(given) <= _LONGEST_WAIT:
        raise SettingsError(f"{name} is '{given}'; write a number of seconds from 1 to {_LONGEST_WAIT}.")
    return float(given)


def _is_on(name: str) -> bool:
    given = os.environ.get(name, "")
    if given not in ("", "0", "1"):
        raise SettingsError(f"{name} is '{given}'; write 1 for yes, or 0.")
    return given == "1"
