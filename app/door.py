"""Who may see what users have left: whoever knows the access code, or whoever sits at the machine."""

from __future__ import annotations

import ipaddress
import secrets
import threading
import time
from collections.abc import Callable
from enum import Enum, auto

COOKIE = "pejl_leder"
STAYS = 8 * 3600  # seconds, a working day, that one stays in
_WINDOW = 600.0  # seconds over which wrong tries are counted
_MOST_TRIES = 5  # wrong ones from one address
_MOST_TRIES_OF_ALL = 50


class Way(Enum):
    """`CLOSED`: others can reach the server, and there is no code that tells them from a leader."""

    OPEN = auto()
    CODE = auto()
    CLOSED = auto()


class Door:
    """Access by one shared code. Who is in is kept in memory: a restart shuts everyone out."""

    def __init__(self, code: str, host: str, clock: Callable[[], float] = time.monotonic) -> None:
        self._code, self._host, self._clock = code, host, clock
        self._inside: dict[str, float] = {}
        self._wrong: list[tuple[float, str]] = []
        self._lock = threading.Lock()

    @property
    def has_code(self) -> bool:
        return bool(self._code)

    def way(self, token: str | None) -> Way:
        """How it is for a browser with this cookie."""
        if not self._code:
            return Way.OPEN if _is_loopback(self._host) else Way.CLOSED
        with self._lock:
            inside = token is not None and self._inside.get(token, 0.0) > self._clock()
        return Way.OPEN if inside else Way.CODE

    def enter(self, code: str, address: str) -> str | None:
        """A token for the cookie, or None for a wrong code and after too many wrong tries."""
        now = self._clock()
        with self._lock:
            self._wrong = [(at, who) for at, who in self._wrong if at > now - _WINDOW]
            own = sum(who == address for _, who in self._wrong)
            if not self._code or own >= _MOST_TRIES or len(self._wrong) >= _MOST_TRIES_OF_ALL:
                return None
            if not secrets.compare_digest(code.strip().encode(), self._code.encode()):
                self._wrong.append((now, address))
                return None
            self._inside = {token: until for token, until in self._inside.items() if until > now}
            token = secrets.token_urlsafe(32)
            self._inside[token] = now + STAYS
            return token

    def leave(self, token: str | None) -> None:
        with self._lock:
            self._inside.pop(token or "", None)


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
