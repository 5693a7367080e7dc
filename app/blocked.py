"""What is turned away before anything is embedded, logged, stored or sent.

Of requests to decide a concrete case `app.concrete_case.means_decision` finds more once the model has read them.
"""

from __future__ import annotations

import re
import unicodedata

from app.concrete_case import asks_for_decision
from app.texts import LONGEST_QUESTION, Reason

# A date and four digits, however it is typed: 010203-1234, 0102031234, 01.02.03 1234, 01/02-2003 1234.
# Modulus 11 is not asked for: numbers without it are issued since 2007. A replacement number has 60
# added to its day.
_GAP = r"[\s.,/_:·-]{0,3}"
_CPR = re.compile(
    rf"(?<!\d)(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01]){_GAP}(?:0[1-9]|1[0-2]){_GAP}(?:18|19|20)?\d\d{_GAP}\d"
    rf"[\s.-]?\d[\s.-]?\d[\s.-]?\d(?!\d)"
)
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−﹘﹣－"), "-")


def find_block(question: str) -> Reason | None:
    """Why a question must not go further, or None. Nothing of the question is kept."""
    if not question.strip():
        return Reason.EMPTY
    if len(question) > LONGEST_QUESTION:
        return Reason.TOO_LONG
    if holds_cpr(question):
        return Reason.CPR
    if asks_for_decision(question):
        return Reason.CONCRETE_CASE
    return None


def holds_cpr(text: str) -> bool:
    """Whether a text holds a date followed by four digits, in any of the forms that people type."""
    plain = unicodedata.normalize("NFKC", text).translate(_DASHES)
    plain = "".join(char for char in plain if unicodedata.category(char) != "Cf")
    return bool(_CPR.search(plain))
