"""What people type into fields other than the question, before it is kept or put into a file."""

from __future__ import annotations

import unicodedata

from app import texts_lead as texts
from app.blocked import holds_cpr
from app.errors import PersonalDataError, RefusedError


def checked(text: str, longest: int, refusal: str) -> str:
    """The text without control characters and the white space around it.

    Raises PersonalDataError with the words of `refusal` where it holds a CPR number, RefusedError where
    it is longer than `longest` characters.
    """
    plain = text.replace("\r\n", "\n").encode("utf-8", "ignore").decode()
    plain = "".join(char for char in plain if char in "\n\t" or unicodedata.category(char) != "Cc").strip()
    if holds_cpr(plain):
        raise PersonalDataError(refusal)
    if len(plain) > longest:
        raise RefusedError(texts.too_long(longest))
    return plain
