"""Fetch a law from Retsinformation, in its newest version. Nothing else in Pejl asks the network for anything.

A version's address is `…/eli/lta/{year}/{number}`: with `/xml` it gives the text, with `.json` what is known of
it. There `consolidated_by` names the versions that came after it.
"""

from __future__ import annotations

import http.client
import json
import re
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from ingest.errors import FetchError
from ingest.read_law import ReadLaw, parse_law

_USER_AGENT = "Pejl/0.1 (python -m ingest law --fetch)"
_SECONDS = 30
_LARGEST = 64 * 1024 * 1024  # bytes
_MOST_VERSIONS = 50
_ELI = re.compile(r"/eli/lta/([0-9]{4})/([0-9]{1,5})/?$")

Get = Callable[[str], bytes]


class _StatusError(FetchError):
    """The host is there, but has nothing at the address."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """`sure` tells whether the site said that there is no newer version."""

    raw: bytes
    law: ReadLaw
    address: str
    sure: bool


def fetch_law(eli: str, get: Get | None = None) -> Fetched:
    """The newest version of the law at `eli`. Raises FetchError; UnreadableError for what is no law's XML."""
    get = get or _get
    newest, sure = _newest(eli, get)
    address = f"{newest}/xml"
    raw = get(address)
    return Fetched(raw, parse_law(raw, address), newest, sure)


def _newest(eli: str, get: Get) -> tuple[str, bool]:
    """Follow `consolidated_by` from version to version; each is newer than the last, so it comes to an end."""
    for _ in range(_MOST_VERSIONS):
        try:
            later = _later_versions(json.loads(get(f"{eli}.json")), eli)
        except (_StatusError, ValueError, RecursionError):  # a web page where there should be metadata
            return eli, False
        if not later:
            return eli, True
        eli = later[-1]
    return eli, False


def _later_versions(metadata: Any, eli: str) -> list[str]:
    """Addresses of versions after `eli`, oldest first, on the host that was asked whatever host they name."""
    here = _ELI.search(eli)
    if here is None:
        return []
    after = {(int(match[1]), int(match[2])) for value in _consolidating(metadata) if (match := _ELI.search(value))}
    own = (int(here[1]), int(here[2]))
    return [f"{eli[: here.start()]}/eli/lta/{year}/{number}" for year, number in sorted(after) if (year, number) > own]


def _consolidating(metadata: Any) -> Iterator[str]:
    """What stands under `consolidated_by`: as a key ("eli:consolidated_by"), or as the value of `property`."""
    if isinstance(metadata, list):
        for part in metadata:
            yield from _consolidating(part)
    elif isinstance(metadata, dict):
        if str(metadata.get("property", "")).endswith("consolidated_by"):
            yield from _strings(metadata.get("resource"))
        for key, value in metadata.items():
            yield from _strings(value) if key.endswith("consolidated_by") else _consolidating(value)


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (list, dict)):
        for part in value.values() if isinstance(value, dict) else value:
            yield from _strings(part)


def _get(address: str) -> bytes:
    """What stands at an address. Raises FetchError, one sentence."""
    host = urllib.parse.urlsplit(address).netloc
    if not address.startswith(("https://", "http://")):
        raise FetchError(f"{address}: it is no address of the web; mend it in sources/laws.toml.")
    request = urllib.request.Request(address, headers={"User-Agent": _USER_AGENT})
    try:
        with urllib.request.urlopen(request, timeout=_SECONDS) as answer:
            raw: bytes = answer.read(_LARGEST + 1)
            return raw
    except urllib.error.HTTPError as error:
        error.close()
        raise _StatusError(f"{address}: {host} answers {error.code}; try later, or mend sources/laws.toml.") from error
    except (OSError, http.client.HTTPException) as error:
        reason = getattr(error, "reason", None) or error
        raise FetchError(
            f"{host} cannot be reached ({reason}); connect to the network, or read the law from a file with "
            "'python -m ingest law FILE.xml'."
        ) from error
