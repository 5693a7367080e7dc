"""A question is read for the kind of answer that it asks for, and a sentence for whether it holds one."""

from __future__ import annotations

import pytest

from app.answer_kind import AnswerKind, asks_for_duty, find_kinds, holds_answer, holds_kind
from index.questions import load_questions


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Hvor tit skal vi mødes?", AnswerKind.FREQUENCY),
        ("Hvor mange gange om året er der besøg?", AnswerKind.FREQUENCY),
        ("How often do we meet?", AnswerKind.FREQUENCY),
        ("Hvor længe må det tage?", AnswerKind.TIME),
        ("Hvor mange uger har vi?", AnswerKind.TIME),
        ("hvad er svarfristen", AnswerKind.TIME),
        ("Hvornår holder vi mødet?", AnswerKind.WHEN),
        ("Hvornaar holder vi moedet?", AnswerKind.WHEN),
        ("When is the meeting held?", AnswerKind.WHEN),
        ("Hvor mange mennesker kommer der?", AnswerKind.NUMBER),
        ("Hvor stor en andel kommer igen?", AnswerKind.NUMBER),
        ("Hvad koster en time?", AnswerKind.AMOUNT),
    ],
)
def test_what_is_asked_for(question, kind):
    assert find_kinds(question)[0] is kind


@pytest.mark.parametrize(
    "question",
    [
        "What do I do when they stay away?",  # no question of time
        "Hvorfor betaler det sig at vente?",  # nor of money
        "Hvor stor en rolle spiller skolen?",  # nor of number
        "Vi holder alle frister, men hvordan bliver indholdet bedre?",
    ],
)
def test_words_that_only_look_like_it(question):
    assert find_kinds(question) == ()


def test_a_sentence_answers_how_often_only_if_it_says_so():
    kinds = find_kinds("Hvor tit er der møde?")
    assert holds_kind("Der holdes møde to gange om året.", kinds)
    assert holds_kind("Møderne holdes løbende.", kinds)
    assert holds_kind("Målene ses efter fra møde til møde.", kinds)
    assert not holds_kind("Projektet løb fra 2014 til 2018.", kinds)
    assert not holds_kind("Mødet skal holdes, før planen skrives.", kinds)
    assert not holds_answer("Hvor tit er der møde?", ["Et møde kan være svært.", "Alle skal høres i 2024."])


@pytest.mark.parametrize("kind", [AnswerKind.FREQUENCY, AnswerKind.TIME])
def test_the_publications_answers_are_known_for_what_they_are(settings, kind):
    asked = load_questions(settings.sources / "questions.jsonl")
    kinds = [(question.evidence, find_kinds(question.question)) for question in asked]
    of_kind = [holds_kind(evidence, kinds) for evidence, kinds in kinds if kinds[:1] == (kind,)]
    assert len(of_kind) > 40 and sum(of_kind) / len(of_kind) > 0.8  # the evidence may be a part of its sentence


@pytest.mark.parametrize(
    "question", ["Hvornår er der ingen vej uden om en plan?", "Er det et krav?", "Must I write it?"]
)
def test_a_duty_is_asked_for(question):
    assert asks_for_duty(question)
