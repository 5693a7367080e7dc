"""A checklist as a Word document: for each recommendation a table with boxes to tick, its source below."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from app import texts_lead as texts
from app.checklist import Checklist, Group, Point
from app.texts import danish_date

_LANGUAGE = "da-DK"
_GREY = RGBColor(0x56, 0x5B, 0x5F)
_WIDTHS = (Cm(1.1), Cm(13.4), Cm(3.0), Cm(7.2))
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
# A box that is ticked by a click, in Word as in LibreOffice.
_BOX = (
    f'<w:sdt xmlns:w="{_W}" xmlns:w14="{_W14}"><w:sdtPr><w:alias w:val="%s"/><w14:checkbox>'
    '<w14:checked w14:val="0"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
    '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:rPr>'
    '<w:rFonts w:ascii="MS Gothic" w:hAnsi="MS Gothic" w:eastAsia="MS Gothic" w:hint="eastAsia"/></w:rPr>'
    "<w:t>\u2610</w:t></w:r></w:sdtContent></w:sdt>"
)


def checklist_docx(checklist: Checklist, today: date) -> bytes:
    document = docx.Document()
    _set_up(document, checklist.title)
    document.add_heading(checklist.title, 0)
    _grey(document.add_paragraph(), danish_date(today.isoformat()))
    for label in texts.CASE_FIELDS:
        document.add_paragraph(f"{label}: ").add_run("\u00a0" * 40).underline = True
    _grey(document.add_paragraph(), texts.CHECKLIST_FOOT)
    for group in checklist.groups:
        _add_group(document, group, with_details=checklist.with_details)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _set_up(document: Any, title: str) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21.0)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2.0)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = title, "Pejl", ""
    properties.language = _LANGUAGE
    for name in ("Normal", "Title", "Heading 1"):
        style = document.styles[name]
        style.font.color.rgb = RGBColor(0x1C, 0x1F, 0x21)
        run = style.element.get_or_add_rPr()
        for old in run.findall(qn("w:lang")):
            run.remove(old)
        run.append(_element("w:lang", val=_LANGUAGE, eastAsia=_LANGUAGE))
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), _LANGUAGE)
    document.styles["Normal"].font.size = Pt(10.5)
    document.styles["Title"].font.size = Pt(22)


def _add_group(document: Any, group: Group, *, with_details: bool) -> None:
    document.add_heading(group.title, 1)
    number = 1
    for lead_in, points in group.runs:
        before = document.add_paragraph(lead_in)
        before.paragraph_format.keep_with_next = True
        _add_table(document, number, points, with_details=with_details)
        number += len(points)
    for source in sources(group):
        _grey(document.add_paragraph(), f"{texts.SOURCE}: {source}")


def _add_table(document: Any, number: int, points: Sequence[Point], *, with_details: bool) -> None:
    table = document.add_table(rows=1, cols=len(_WIDTHS))
    table.style = "Table Grid"
    table.autofit = False
    for cell, name in zip(table.rows[0].cells, texts.COLUMNS, strict=True):
        cell.paragraphs[0].add_run(name).bold = True
    table.rows[0]._tr.get_or_add_trPr().append(_element("w:tblHeader"))
    for count, point in enumerate(points, start=number):
        _add_point(table.add_row(), count, point, with_details=with_details)
    for row in table.rows:
        row._tr.get_or_add_trPr().insert(0, _element("w:cantSplit"))
        for cell, width in zip(row.cells, _WIDTHS, strict=True):
            cell.width = width


def sources(group: Group) -> list[str]:
    return list(dict.fromkeys(point.source or texts.OWN_POINT for point in group.points))


def _add_point(row: Any, number: int, point: Point, *, with_details: bool) -> None:
    count, said, seen, remark = row.cells
    count.text = str(number)
    said.text = point.text
    for level, words in point.details if with_details else ():
        detail = said.add_paragraph(words if not level else f"– {words}")
        detail.paragraph_format.left_indent = Cm(0.5 * level)
        detail.paragraph_format.space_before = Pt(3)
        detail.runs[0].font.size = Pt(9.5)
    _add_boxes(seen, texts.SEEN)
    remark.text = point.note


def _add_boxes(cell: Any, answers: Sequence[str]) -> None:
    for number, answer in enumerate(answers):
        paragraph = cell.add_paragraph() if number else cell.paragraphs[0]
        paragraph._p.append(parse_xml(_BOX % answer))
        paragraph.add_run(f" {answer}")


def _grey(paragraph: Any, text: str) -> None:
    run = paragraph.add_run(text)
    run.font.color.rgb, run.font.size = _GREY, Pt(9.5)


def _element(name: str, **values: str) -> Any:
    element = OxmlElement(name)
    for key, value in values.items():
        element.set(qn(f"w:{key}"), value)
    return element
