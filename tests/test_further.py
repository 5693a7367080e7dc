"""Where one can go on from an answer."""

from __future__ import annotations

import pytest

from app.answer import answer_question
from app.render import to_json

QUESTIONS = [
    "Hvornår skal der være en barnets plan?",
    "Hvordan inddrager jeg forældrene i udredningen?",
    "Hvem skal deltage på opstartsmødet?",
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_an_answer_leads_on_to_other_recommendations_and_questions(index, question):
    answer = answer_question(index, question)
    cited = {citation.passage.recommendation for citation in answer.citations}
    assert 1 <= len(answer.related) <= 3
    assert not cited & {passage.recommendation for passage in answer.related}
    assert 1 <= len(answer.further) <= 3 and question not in answer.further
    for further in answer.further:
        assert answer_question(index, further).status == "answered", further


@pytest.mark.parametrize(
    ("question", "referral"),
    [
        ("Hvad er klagefristen i en anbringelsessag?", "Ankestyrelsen"),
        ("Hvad siger serviceloven § 52?", "lovteksten"),
        ("Hvad koster en liter mælk?", "din leder"),
    ],
)
def test_without_an_answer_one_learns_what_was_searched_and_where_to_ask(index, question, referral):
    answer = to_json(answer_question(index, question), index)
    assert answer["status"] == "no_source"
    assert "Søgt i 5 publikationer." in answer["answer"] and referral in answer["answer"]
