"""A checklist as a workbook: one row a point, with a list to choose from and its source."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation

from app import texts_lead as texts
from app.checklist import Checklist, Group, Point
from app.spreadsheet import put_cell
from app.texts import danish_date

_WIDTHS = (30, 6, 60, 60, 13, 36, 40)
_SEEN = 5  # the column of ja, delvist, nej
_TOP = Alignment(vertical="top", wrap_text=True)
_LINE = Border(bottom=Side(style="thin", color="D9D6CE"))
_HEAD = PatternFill("solid", fgColor="DCEDEE")


def checklist_xlsx(checklist: Checklist, today: date) -> bytes:
    book = Workbook()
    sheet: Any = book.active
    sheet.title = texts.SHEET
    _write(sheet, 1, texts.SHEET_COLUMNS)
    for cell in sheet[1]:
        cell.font, cell.fill = Font(bold=True), _HEAD
    row = 1
    for group in checklist.groups:
        for number, point in enumerate(group.points, start=1):
            row += 1
            _write(sheet, row, _cells(group, number, point, with_details=checklist.with_details))
    _set_up(sheet, row, len(_WIDTHS))
    about = book.create_sheet(texts.SHEET_ABOUT)
    about.column_dimensions["A"].width = 100
    for line, text in enumerate(_about(checklist, today), start=1):
        _write(about, line, (text,))
    about["A1"].font = Font(bold=True, size=14)
    book.properties.title, book.properties.creator = checklist.title, "Pejl"
    book.properties.language = "da-DK"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _cells(group: Group, number: int, point: Point, *, with_details: bool) -> tuple[str | int, ...]:
    details = "\n".join(f"{'   ' * (level - 1)}– {words}" if level else words for level, words in point.details)
    said = f"{point.lead_in} {point.text}" if point.lead_in else point.text
    return (
        group.title,
        number,
        said,
        details if with_details else "",
        "",
        point.note,
        point.source or texts.OWN_POINT,
    )


def _about(checklist: Checklist, today: date) -> list[str]:
    return [
        checklist.title,
        danish_date(today.isoformat()),
        texts.CHECKLIST_FOOT,
        *(group.title for group in checklist.groups),
    ]


def _write(sheet: Any, row: int, values: tuple[str | int, ...]) -> None:
    for column, value in enumerate(values, start=1):
        cell = put_cell(sheet, row, column, value)
        cell.alignment, cell.border = _TOP, _LINE


def _set_up(sheet: Any, last: int, columns: int) -> None:
    for column, width in zip("ABCDEFG", _WIDTHS, strict=True):
        sheet.column_dimensions[column].width = width
    sheet.freeze_panes = "A2"
    end = f"{'ABCDEFG'[columns - 1]}{last}"
    sheet.auto_filter.ref = f"A1:{end}"
    letter = "ABCDEFG"[_SEEN - 1]
    answers = DataValidation(type="list", formula1=f'"{",".join(texts.SEEN)}"', allow_blank=True)
    answers.error, answers.errorTitle = texts.CHOOSE_SEEN, texts.SHEET_COLUMNS[_SEEN - 1]
    answers.prompt, answers.promptTitle = texts.CHOOSE_SEEN, texts.SHEET_COLUMNS[_SEEN - 1]
    answers.showErrorMessage = answers.showInputMessage = True
    sheet.add_data_validation(answers)
    answers.add(f"{letter}2:{letter}{last}")
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
