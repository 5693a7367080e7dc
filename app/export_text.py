"""An answer as plain text to paste, and a conversation as Markdown: both with where every quote stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from app import texts, texts_ask
from app.answer import Answer, Citation, Written
from app.render import law_ref_text, message, origin_text, place
from app.texts import frame
from index.passages import Passage
from index.search import Index

_UNSAFE = re.compile(r"[^\w \-]+")
_LONGEST_NAME = 60  # characters
_MARKUP = re.compile(r"([\\`*_\[\]<>#|~])")
_LINE_START = re.compile(r"^(\s*)([-+]|\d+[.)])(?=\s)")


def answer_text(answer: Answer, index: Index) -> str:
    """Question, quotes with their numbers, the law, the sources; no markup."""
    blocks = [answer.question]
    for statement in answer.statements:
        badge = f"{frame(str(statement.modality), answer.language)}: " if statement.modality else ""
        marks = "".join(f"[{number}]" for number in statement.citations)
        blocks.append(f"{badge}{lead_in(statement.lead_in)}{statement.text} {marks}")
    if answer.law_refs:
        blocks.append(f"{frame('law', answer.language)}: {law_text(answer)}")
    blocks.append("\n".join([f"{frame('sources', answer.language)}:", *sources(answer, index)]))
    blocks.append(frame(str(answer.written), answer.language))
    return "\n\n".join(blocks)


def conversation_markdown(answers: Sequence[Answer], index: Index, today: date) -> str:
    """A conversation with a heading for each question and a list of sources below each answer."""
    blocks = [f"# {texts_ask.CONVERSATION}", day(today)]
    for answer in answers:
        blocks.append(f"## {_plain(answer.question)}")
        if answer.understood_as:
            blocks.append(f"{frame('understood')}: {_plain(answer.understood_as)}")
        if not answer.statements:
            blocks.append(_plain(message(answer)))
            continue
        for statement in answer.statements:
            badge = f"**{frame(str(statement.modality))}**\n\n" if statement.modality else ""
            marks = "".join(f"\\[{number}\\]" for number in statement.citations)
            opens = "" if answer.written is Written.MODEL else "> "  # what a model says is no quotation
            quoted = "\n".join(f"{opens}{_plain(line)}  " for line in statement.text.split("\n"))
            leads = f"{_plain(statement.lead_in)}\n\n" if lead_in(statement.lead_in) else ""
            blocks.append(f"{badge}{leads}{quoted.rstrip()} {marks}")
        if answer.law_refs:
            blocks.append(f"**{frame('law')}:** {_plain(law_text(answer))}")
        listed = "\n".join(f"{c.number}. {_plain(source(c, index))}" for c in answer.citations)
        blocks.append(f"### {frame('sources')}\n\n{listed}")
        blocks.append(f"*{frame(str(answer.written))}*")
    return "\n\n".join([*blocks, "---", texts_ask.REMARK]) + "\n"


def file_name(answers: Sequence[Answer], suffix: str) -> str:
    """ "Pejl - Hvornår skal der være en barnets plan.docx"."""
    first = " ".join(_UNSAFE.sub(" ", answers[0].question if answers else "").split())
    short = first if len(first) <= _LONGEST_NAME else first[: _LONGEST_NAME + 1].rsplit(" ", 1)[0]
    return f"{texts.TITLE} - {short or texts_ask.CONVERSATION}.{suffix}"


def day(today: date) -> str:
    return texts_ask.FROM_DAY.format(date=texts.danish_date(today.isoformat()))


def lead_in(text: str) -> str:
    """What a list item continues, with a space after it. A headline in capitals leads nothing in."""
    return f"{text} " if text and not text.isupper() else ""


def law_text(answer: Answer) -> str:
    return " · ".join(law_ref_text(ref) for ref in answer.law_refs)


def sources(answer: Answer, index: Index) -> list[str]:
    return [f"[{citation.number}] {source(citation, index)}" for citation in answer.citations]


def source(citation: Citation, index: Index) -> str:
    """ "Anbefaling 13 · Hvorfor. Anbefalinger til kvalitet …, marts 2024, side 23"."""
    passage = citation.passage
    return f"{place(passage, index)}. {origin_text(index.entry(passage))}{_page(passage)}"


def _page(passage: Passage) -> str:
    return f", side {passage.page_label}" if passage.page_label else ""


def _plain(text: str) -> str:
    """Text that Markdown shows as it is."""
    return _LINE_START.sub(r"\1\\\2", _MARKUP.sub(r"\\\1", text))
