"""Tables to take away: CSV as Danish Excel opens it, and .xlsx."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Cell = str | int | None
Row = Sequence[Cell]

_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r]")  # what a spreadsheet may take for the start of one
_NOT_IN_CELLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_WIDEST = 70  # characters of a column


def to_csv(columns: Sequence[str], rows: Sequence[Row]) -> bytes:
    """UTF-8 with a byte order mark, semicolons, CRLF; no text is a formula."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_harmless(cell) for cell in row] for row in rows)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def to_xlsx(sheets: Mapping[str, tuple[Sequence[str], Sequence[Row]]]) -> bytes:
    """A workbook with a sheet for each title; its first row stays in view and can be filtered by."""
    book = Workbook()
    book.remove(book.active)
    for title, (columns, rows) in sheets.items():
        sheet = book.create_sheet(title)
        for number, row in enumerate([columns, *rows], start=1):
            for column, cell in enumerate(row, start=1):
                put = put_cell(sheet, number, column, cell)
                put.alignment = Alignment(wrap_text=True, vertical="top")
                if number == 1:
                    put.font = Font(bold=True)
        for column in range(1, len(columns) + 1):
            longest = max(len(str(row[column - 1] or "")) for row in [columns, *rows])
            sheet.column_dimensions[get_column_letter(column)].width = min(_WIDEST, longest + 2)
        sheet.freeze_panes = "A2"
        sheet.auto_filter.ref = sheet.dimensions
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def put_cell(sheet: Any, row: int, column: int, value: Cell) -> Any:
    """Put a value in; text stays text, even when it is typed over, and is never a formula."""
    cell = sheet.cell(row, column)
    cell.value = _NOT_IN_CELLS.sub("", value) if isinstance(value, str) else value
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = bool(_FORMULA.match(value))
    return cell


def _harmless(cell: Cell) -> Cell:
    if not isinstance(cell, str):
        return cell
    clean = _NOT_IN_CELLS.sub("", cell)
    return f"'{clean}" if _FORMULA.match(clean) else clean
