"""The bytes of a page's drawing → operators with their operands, as plain values.

pypdf can do this too, but takes most of the time of reading a file for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_TOKEN = re.compile(
    rb"""[\x00\t\n\f\r ]*(?:%[^\r\n]*[\x00\t\n\f\r ]*)*+(?:
      (?P<number>[-+]?(?:\d++(?:\.\d*+)?|\.\d++))(?=[\x00\t\n\f\r ()<>\[\]{}/%]|$)
    | (?P<name>/[^\x00\t\n\f\r ()<>\[\]{}/%]*+)
    | (?P<string>\((?:[^()\\]|\\.)*+\))
    | (?P<nested>\()
    | (?P<hex><[0-9A-Fa-f\x00\t\n\f\r ]*+>)
    | (?P<open><<|\[)
    | (?P<close>>>|\])
    | (?P<word>[^\x00\t\n\f\r ()<>\[\]{}/%]++)
    | (?P<junk>.)
    )""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)|\r\n?", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
_NAME_CODE = re.compile(r"#([0-9A-Fa-f]{2})")
_INLINE_DATA_END = re.compile(rb"[\x00\t\n\f\r ]EI(?=[\x00\t\n\f\r ]|$)")
_DEEPEST, _MOST_OPERANDS = 20, 100_000
_CONSTANTS: dict[bytes, Any] = {b"true": True, b"false": False, b"null": None}


def read_operators(data: bytes) -> Iterator[tuple[list[Any], bytes]]:
    """Operators in order. Numbers are floats, names text with their slash, strings bytes, and arrays
    and dictionaries lists and dicts. An inline picture is the operator "BI" alone. What is no token is
    passed over."""
    operands: list[Any] = []
    nested: list[tuple[bool, list[Any]]] = []  # what is being filled outside: is it a dictionary
    at, end = 0, len(data)
    while at < end and (match := _TOKEN.match(data, at)):
        at = match.end()
        kind, token = match.lastgroup, match[match.lastgroup or 0]
        if kind == "word":
            if token == b"BI":
                at = _end_of_picture(data, at)
            if token in _CONSTANTS:
                operands.append(_CONSTANTS[token])
            elif not nested:
                yield operands, token
                operands = []
        elif kind == "open":
            if len(nested) < _DEEPEST:
                nested.append((token == b"<<", operands))
                operands = []
        elif kind == "close":
            if nested:
                is_dictionary, outside = nested.pop()
                outside.append(_dictionary(operands) if is_dictionary else operands)
                operands = outside
        elif len(operands) < _MOST_OPERANDS:
            if kind == "nested":
                token, at = _nested_string(data, match.end() - 1)
            operands += _values(kind, token)


def _values(kind: str | None, token: bytes) -> list[Any]:
    """The value of a token as a list of one; none for what has no value."""
    if kind == "number":
        return [float(token)]
    if kind in ("string", "nested"):
        return [_unescaped(token[1:-1])]
    if kind == "name":
        return [_name(token)]
    if kind == "hex":
        digits = bytes(token[1:-1].translate(None, b"\x00\t\n\f\r "))
        return [bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))]
    return []


def _dictionary(items: list[Any]) -> dict[Any, Any]:
    return {key: value for key, value in zip(items[::2], items[1::2], strict=False) if isinstance(key, str)}


def _name(token: bytes) -> str:
    text = token.decode("utf-8", "surrogateescape")
    return _NAME_CODE.sub(lambda match: chr(int(match[1], 16)), text) if "#" in text else text


def _unescaped(raw: bytes) -> bytes:
    return _ESCAPE.sub(_escape, raw) if b"\\" in raw or b"\r" in raw else raw


def _escape(match: re.Match[bytes]) -> bytes:
    code = match[1]
    if code is None:
        return b"\n"
    if code[:1] in b"01234567":
        return bytes([int(code, 8) & 255])
    return _ESCAPED.get(code, code)


def _nested_string(data: bytes, start: int) -> tuple[bytes, int]:
    """A string with parentheses in it, and where it ends; one that never ends takes in all the rest."""
    depth, at = 0, start
    for match in re.compile(rb"\\.|[()]", re.DOTALL).finditer(data, start):
        depth += {b"(": 1, b")": -1}.get(match[0], 0)
        at = match.end()
        if depth == 0:
            return data[start:at], at
    return data[start:] + b")", len(data)


def _end_of_picture(data: bytes, start: int) -> int:
    begins = data.find(b"ID", start)
    ends = _INLINE_DATA_END.search(data, begins + 2) if begins >= 0 else None
    return ends.end() if ends else len(data)
