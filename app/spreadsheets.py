"""Text for spreadsheets, which take a cell that begins with "=" and its like for a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

_FORMULA = re.compile(r"[=+\-@＝＋－＠]")
_NOT_IN_CELLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def plain_cell(text: str) -> str:
    """The text with an apostrophe before it where a spreadsheet would calculate it."""
    clean = _NOT_IN_CELLS.sub("", text)
    return f"'{clean}" if _FORMULA.match(clean.lstrip()) else clean


def csv_bytes(rows: Iterable[Sequence[str]]) -> bytes:
    """A file that Danish Excel opens as it is: UTF-8 with its mark, semicolons, no formulas."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerows([plain_cell(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()
