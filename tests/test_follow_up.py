"""Follow-ups are understood from the conversation; a new topic is left alone."""

from __future__ import annotations

import pytest

from app.answer import Turn, answer_question
from app.follow_up import understand

PLAN = "Hvornår skal der være en barnets plan?"


@pytest.mark.parametrize(
    "question",
    [
        "Og hvad med ungeplanen?",
        "Gælder det også § 46?",
        "Hvornår?",
        "Hvem skal være med til det?",
        "Hvor mange må der være?",
    ],
)
def test_a_question_that_leans_goes_on_from_the_one_before(question):
    assert understand(question, [PLAN]) == f"{PLAN} {question}"


@pytest.mark.parametrize(
    "question",
    [
        "Hvad koster en liter mælk?",
        "Noget helt andet: hvem deltager i det?",
        "Hvordan forbereder jeg et opstartsmøde med forældrene?",
        "Hvad er formålene med ledelsestilsyn?",
    ],
)
def test_a_question_that_stands_alone_is_left_alone(question):
    assert understand(question, [PLAN]) == question


def test_a_chain_of_follow_ups_goes_back_to_its_beginning():
    assert understand("Hvornår?", [PLAN, "Og ungeplanen?"]) == f"{PLAN} Og ungeplanen? Hvornår?"


def test_how_it_was_understood_is_shown_and_an_earlier_cpr_number_is_never_used(index):
    history = [Turn("Hvad gør jeg med 010203-1234?"), Turn(PLAN)]
    answer = answer_question(index, "Og hvad med ungeplanen?", history)
    assert answer.understood_as == f"{PLAN} Og hvad med ungeplanen?"
    assert answer_question(index, "Hvornår?", history[:1]).understood_as == ""


def test_a_follow_up_is_not_answered_with_what_was_just_said(index):
    asked = "Hvad er formålene med ledelsestilsyn?"
    said = " ".join(statement.text for statement in answer_question(index, asked).statements)
    answer = answer_question(index, "Og hvem har ansvaret for det?", [Turn(asked, said)])
    assert answer.understood_as and answer.statements
    assert answer.statements[0].text not in said
