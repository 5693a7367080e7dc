"""Who worded an answer, as the page shows it: the publications themselves, or a language model held to them."""

from __future__ import annotations

from html import escape

from app.answer import Answer, Written
from app.texts import frame


def written_html(answer: Answer) -> str:
    """The line under an answer that says so."""
    return f'<p class="written {answer.written}">{escape(frame(str(answer.written), answer.language))}</p>'


def statement_tags(answer: Answer) -> tuple[str, str]:
    """What opens and closes a statement: what a source says is a quotation, what a model says is not."""
    return ('div class="words"', "div") if answer.written is Written.MODEL else ("blockquote", "blockquote")
