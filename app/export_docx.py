"""A conversation as a Word document, in Danish, with headings, quotes and a list of sources for each answer."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from app import texts_ask
from app.answer import Answer, Statement, Written
from app.export_text import day, law_text, lead_in, source
from app.render import message
from app.texts import frame
from index.search import Index

_LANGUAGE = "da-DK"
_QUOTE = "Citat"
_GREY = RGBColor(0x56, 0x5B, 0x5F)
_ACCENT = RGBColor(0x0B, 0x5D, 0x66)


def conversation_docx(answers: Sequence[Answer], index: Index, today: date) -> bytes:
    document = docx.Document()
    _set_up(document)
    document.add_heading(texts_ask.CONVERSATION, 0)
    _grey(document.add_paragraph(day(today)))
    for answer in answers:
        document.add_heading(answer.question, 1)
        if answer.understood_as:
            _grey(document.add_paragraph(f"{frame('understood')}: {answer.understood_as}"))
        if answer.statements:
            _add_answer(document, answer, index)
        else:
            document.add_paragraph(message(answer))
    _grey(document.add_paragraph(texts_ask.REMARK))
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _set_up(document: Any) -> None:
    """The language of all text, so that Word hyphenates and spells it as Danish, and a style for quotes."""
    document.core_properties.title = texts_ask.CONVERSATION
    document.core_properties.language = _LANGUAGE
    document.core_properties.author = "Pejl"
    document.core_properties.comments = ""
    styles = document.styles
    language = OxmlElement("w:lang")
    for key in ("w:val", "w:eastAsia"):
        language.set(qn(key), _LANGUAGE)
    properties = styles.element.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    properties.append(language)
    for level in range(3):
        styles["Title" if level == 0 else f"Heading {level}"].font.color.rgb = _ACCENT
    quote = styles.add_style(_QUOTE, WD_STYLE_TYPE.PARAGRAPH)
    quote.base_style = styles["Normal"]
    quote.font.name, quote.font.size = "Georgia", Pt(11)
    quote.paragraph_format.left_indent, quote.paragraph_format.space_after = Cm(0.8), Pt(8)


def _add_answer(document: Any, answer: Answer, index: Index) -> None:
    for statement in answer.statements:
        _add_statement(document, statement, quoted=answer.written is not Written.MODEL)
    if answer.law_refs:
        document.add_heading(frame("law"), 2)
        document.add_paragraph(law_text(answer))
    document.add_heading(frame("sources"), 2)
    for citation in answer.citations:
        document.add_paragraph(f"[{citation.number}] {source(citation, index)}")
    _grey(document.add_paragraph(frame(str(answer.written))))


def _add_statement(document: Any, statement: Statement, *, quoted: bool) -> None:
    """What a source says is a quotation; what a model says is not."""
    if statement.modality or lead_in(statement.lead_in):
        line = document.add_paragraph()
        line.paragraph_format.keep_with_next = True
        if statement.modality:
            line.add_run(f"{frame(str(statement.modality))}  ").bold = True
        line.add_run(lead_in(statement.lead_in))
    marks = "".join(f"[{number}]" for number in statement.citations)
    document.add_paragraph(f"{statement.text} {marks}", _QUOTE if quoted else None)


def _grey(paragraph: Any) -> None:
    for run in paragraph.runs:
        run.font.color.rgb = _GREY
