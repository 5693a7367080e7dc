"""Tables to take away: CSV as Danish Excel opens it, and .xlsx."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

Cell = str | int | None
Row = Sequence[Cell]

_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet may take for the start of one
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
                put = sheet.cell(number, column)
                put.value = cell
                if isinstance(cell, str):
                    put.data_type = "s"  # never a formula
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


def _harmless(cell: Cell) -> Cell:
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell
