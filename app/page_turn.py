"""Answer → HTML: a question with what Pejl said to it, its sources, and what can be done with it.

Pure functions; every text from outside goes through `escape` on its way in.
"""

from __future__ import annotations

from html import escape

from app import links, texts, texts_ask
from app.answer import Answer, Statement
from app.feedback import LONGEST_COMMENT
from app.page_html import badge_html, badge_word
from app.page_law import law_html, law_templates
from app.page_origin import statement_tags, written_html
from app.page_source import View, card_html, lead_in_html, sources_html
from app.page_text import anchor, text_html
from app.render import message, place
from app.texts import AnswerStatus, frame
from index.passages import Passage

_PASSED_ON = 20  # passages that feedback names


def turn_html(answer: Answer, question: str, turn: int, view: View) -> str:
    """`turn` is its number on the page; `question` is empty where it may not be shown.

    An answer that is still growing shows what has come of it, and offers nothing to do with it yet.
    """
    answered = answer.reason is None
    main = _answered(answer, turn) if answered else _not_answered(answer, view)
    language = ' lang="en"' if answer.language == "en" else ""
    sources = sources_html(answer, turn, view) if answered else ""
    return (
        f'<article class="turn{" pending" if answer.growing else ""}" aria-labelledby="spoergsmaal-{turn}"{language}>'
        f'<div class="answer">{_question(question, turn)}{_understood(answer)}{main}'
        f"{_after(answer, turn, view)}</div>{sources}{_templates(answer, view)}</article>"
    )


def pending_html(question: str, turn: int, found: int | None = None, language: str = "da") -> str:
    """The same turn while the answer is being looked up; `found` is how many passages there are already."""
    told = texts.WORKING if found is None else frame("found", language).format(count=found)
    return (
        f'<article class="turn pending" aria-labelledby="spoergsmaal-{turn}"><div class="answer">'
        f'{_question(question, turn)}<p class="working">{escape(told)}</p></div></article>'
    )


def announcement(answer: Answer, contact: str = "") -> str:
    """What a screen reader says when an answer has come: its words, not its sources."""
    if answer.reason is not None:
        return message(answer, contact)
    said = [
        f"{badge_word(statement.modality, answer.language)} {statement.lead_in} {statement.text}"
        for statement in answer.statements
    ]
    return " ".join(f"{frame('answered', answer.language)}: {' '.join(said)}".split())


def _question(question: str, turn: int) -> str:
    shown, kind = (question, "") if question else (texts.NOT_STORED, " not-stored")
    return f'<h2 class="question{kind}" id="spoergsmaal-{turn}" tabindex="-1">{escape(shown)}</h2>'


def _understood(answer: Answer) -> str:
    if not answer.understood_as:
        return ""
    buttons = f"{_button('correct', texts_ask.CORRECT)} {_button('alone', texts_ask.ALONE)}"
    ways = "" if answer.growing else f' <span class="ways" lang="da">{buttons}</span>'
    return (
        f'<p class="understood">{frame("understood", answer.language)}: '
        f'<span class="as">{escape(answer.understood_as)}</span>{ways}</p>'
    )


def _button(act: str, text: str) -> str:
    return f'<button type="button" class="quiet" data-act="{act}">{escape(text)}</button>'


def _answered(answer: Answer, turn: int) -> str:
    statements = "".join(_statement(statement, turn, answer) for statement in answer.statements)
    plain = "" if any(statement.modality for statement in answer.statements) else " plain"
    law = law_html(answer.law_refs, frame("law", answer.language))
    more = f'<p class="working">{escape(frame("growing", answer.language))}</p>' if answer.growing else ""
    return f'<ul class="statements{plain}">{statements}</ul>{more}{law}{written_html(answer)}'


def _statement(statement: Statement, turn: int, answer: Answer) -> str:
    """What a source says is a quotation; what a model says is not."""
    language, (opens, closes) = answer.language, statement_tags(answer)
    source = frame("source", language)
    markers = "".join(
        f'<a class="marker" href="#{anchor(turn, n)}" aria-label="{source} {n}">[{n}]</a>' for n in statement.citations
    )
    quote = text_html(statement.text, after=f"\u00a0{markers}")
    return (
        f'<li class="statement">{badge_html(statement.modality, language)}<div class="said">'
        f'{lead_in_html(statement.lead_in)}<{opens} lang="da">{quote}</{closes}></div></li>'
    )


def _not_answered(answer: Answer, view: View) -> str:
    said = f'<p class="message">{escape(message(answer, view.contact))}</p>'
    if answer.status is AnswerStatus.SERVICE_ERROR:
        return f'{said}<p class="ways" lang="da">{_button("retry", texts_ask.TRY_AGAIN)}</p>'
    if not answer.nearest:
        return said
    cards = "".join(card_html(found.passage, view) for found in answer.nearest)
    heading = escape(frame("nearest", answer.language))
    return f'{said}<section class="nearest"><h3>{heading}</h3>{cards}</section>'


def _templates(answer: Answer, view: View) -> str:
    shown = [citation.passage for citation in answer.citations] + [found.passage for found in answer.nearest]
    return law_templates([*answer.law_refs, *(ref for passage in shown for ref in passage.law_refs)], view.index)


def _after(answer: Answer, turn: int, view: View) -> str:
    """What can be done with an answer, and where one can go from it."""
    if answer.growing or answer.status not in (AnswerStatus.ANSWERED, AnswerStatus.NO_SOURCE):
        return ""
    return f"{_tools(answer)}{_feedback(answer, turn)}{_further(answer, view)}"


def _tools(answer: Answer) -> str:
    copy = _button("copy", texts_ask.COPY) if answer.statements else ""
    files = _button("docx", texts_ask.AS_WORD) + _button("md", texts_ask.AS_MARKDOWN)
    menu = f'<details class="menu"><summary>{texts_ask.DOWNLOAD}</summary><div>{files}</div></details>'
    return (
        f'<div class="tools" role="group" aria-label="{texts_ask.TOOLS}" lang="da">{copy}'
        f"{_button('share', texts_ask.SHARE)}{_button('print', texts_ask.PRINT)}{menu}"
        f"{_button('edit', texts_ask.EDIT)}{_button('retry', texts_ask.RETRY)}</div>"
    )


def _feedback(answer: Answer, turn: int) -> str:
    """A form that unfolds when one of its kinds is chosen; page_feedback.js sends it."""
    passages = [c.passage.id for c in answer.citations] or [found.passage.id for found in answer.nearest]
    kinds = "".join(
        f'<label class="kind"><input type="radio" name="hjalp-{turn}" value="{kind}"><span>{text}</span></label>'
        for kind, text in texts_ask.FEEDBACK_KINDS.items()
    )
    named = escape(" ".join(dict.fromkeys(passages[:_PASSED_ON])))
    return (
        f'<form class="feedback" lang="da" data-status="{answer.status}" data-passages="{named}">'
        f"<fieldset><legend>{texts_ask.FEEDBACK}</legend>{kinds}</fieldset>"
        f'<div class="more" hidden><label class="comment">{texts_ask.COMMENT}'
        f'<textarea rows="2" maxlength="{LONGEST_COMMENT}"></textarea></label>'
        f'<label class="with"><input type="checkbox" checked>{texts_ask.WITH_QUESTION}</label>'
        f'<p class="ways"><button type="submit" class="plain">{texts_ask.SEND_FEEDBACK}</button>'
        f'{_button("feedback-undo", texts_ask.UNDO)}</p></div><p class="told" role="status" tabindex="-1"></p></form>'
    )


def _further(answer: Answer, view: View) -> str:
    related = "".join(f"<li>{_related(passage, view)}</li>" for passage in answer.related)
    further = "".join(
        f'<li><button type="button" class="quiet" data-act="ask">{escape(question)}</button></li>'
        for question in answer.further
    )
    parts = (("related", related), ("further", further))
    return "".join(
        f'<section class="{key}"><h3>{frame(key, answer.language)}</h3><ul lang="da">{items}</ul></section>'
        for key, items in parts
        if items
    )


def _related(passage: Passage, view: View) -> str:
    if passage.recommendation is None:
        name, title = place(passage, view.index), ""
    else:
        name, title = f"Anbefaling {passage.recommendation}", f" · {passage.recommendation_title}"
    return f'<a href="{escape(links.passage_url(passage))}">{escape(name)}</a>{escape(title)}'
