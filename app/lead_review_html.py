"""Drafted questions with the words that they point at, to be marked as read or taken out."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from app import links
from app import texts_lead as words
from app.door import Way
from app.lead_html import COVERAGE
from index.questions import EditorialQuestion, link_questions
from index.search import Index

REVIEW = "gennemlaesning"  # the id of the section
_MOST = 100


def review_html(
    index: Index, questions: Sequence[EditorialQuestion], way: Way, *, told: str = "", fault: str = ""
) -> str:
    """Only for those who may see what users left is there anything to press."""
    said = f'<p class="told" role="status">{escape(told)}</p>' if told else ""
    said += f'<p class="fault" role="alert">{escape(fault)}</p>' if fault else ""
    heading = f'<section><h2 id="{REVIEW}">{words.REVIEW}</h2>{said}'
    if not questions:
        return f"{heading}<p>{words.NOTHING_TO_REVIEW}</p></section>"
    shown = questions[:_MOST]
    places = {linked.id: linked.passage_id for linked in link_questions(shown, index.passages)[0]}
    items = "".join(_question(index, question, places.get(question.id), way) for question in shown)
    rest = len(questions) - len(shown)
    more = f"<p>{words.MORE.format(count=rest)}</p>" if rest else ""
    code = f'<p><a href="{links.LEAD}">{words.REVIEW_CODE}</a></p>' if way is Way.CODE else ""
    return f'{heading}<p>{words.REVIEW_LEAD}</p>{code}<ul class="review">{items}</ul>{more}</section>'


def _question(index: Index, question: EditorialQuestion, passage_id: str | None, way: Way) -> str:
    where = words.NO_PLACE
    if passage_id:
        where = f'<a href="{escape(links.passage_url(index.passage(passage_id)))}">{words.FOUND_AT}</a>'
    return (
        f"<li><p class='asked'>{escape(question.question)}</p><p class='unseen'>{words.EVIDENCE}:</p>"
        f"<blockquote>{escape(question.evidence)}</blockquote><p class='meta'>{where}</p>"
        f"{_form(question) if way is Way.OPEN else ''}</li>"
    )


def _form(question: EditorialQuestion) -> str:
    of = f'<span class="unseen">: {escape(question.question)}</span>'
    return (
        f'<form method="post" action="{COVERAGE}"><input type="hidden" name="id" value="{escape(question.id)}">'
        f'<p class="actions"><button name="goer" value="reviewed">{words.APPROVE}{of}</button>'
        f'<button class="quiet" name="goer" value="discard">{words.DISCARD}{of}</button></p></form>'
    )
