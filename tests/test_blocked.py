"""What is turned away, and what must not be."""

from __future__ import annotations

import json
import re

import pytest

from app.answer import answer_question
from app.blocked import find_block, holds_cpr
from app.render import to_json
from app.texts import Reason

CPR = [
    "010203-1234",
    "0102031234",
    "010203 1234",
    "01.02.03-1234",
    "01 02 03 1234",
    "01-02-2003-1234",
    "010203–1234",
    "010203—1234",
    "310199/4321",
    "610203-1234",  # a replacement number: 60 is added to the day
    "cpr:0102031234.",
    "(010203-1234)",
    "０１０２０３-１２３４",
    "010203\u200b-1234",
    "010203 - 1 2 3 4",
]
NO_CPR = [
    "§§ 157-159",
    "2023-2024",
    "tlf. 72 42 37 00",
    "12345678",
    "978-87-94445-52-8",
    "1-2 måneder",
    "500000 kroner",
]


@pytest.mark.parametrize("number", CPR)
def test_a_cpr_number_is_seen_however_it_is_typed(number):
    assert holds_cpr(f"Hvornår skal {number} have en barnets plan?")


@pytest.mark.parametrize("text", NO_CPR)
def test_other_numbers_are_no_cpr_number(text):
    assert not holds_cpr(text)


CASES = [
    "Skal jeg anbringe Mads på 8, når moren drikker?",
    "Kan du vurdere, om min sag er tilstrækkeligt oplyst?",
    "Bør vi hjemgive Emma nu?",
    "Hvad ville du gøre i denne sag?",
    "Vurder denne sag: mor er syg, far er væk.",
    "Er det i orden, at jeg lukker sagen om Ali?",
    "Skal Oliver flyttes til en ny plejefamilie?",
    "Min nabo slår sin søn. Skal jeg underrette?",
]
ORDINARY = [
    "Hvad gør jeg, når et barn på 8 år ikke vil deltage i mødet?",
    "Skal jeg altid lave en børnefaglig undersøgelse ved anbringelse?",
    "Må jeg tale med barnet alene?",
    "Kan jeg lukke sagen, når målene er nået?",
    "Hvordan vurderer jeg, om en sag er tilstrækkeligt oplyst?",
    "Hvad skal indgå i vurderingen, når forældrene drikker?",
    "Kan Signs of Safety bruges til små børn?",
    "Vi har en dreng med autisme. Hvilke hjælpemidler findes der?",
]


@pytest.mark.parametrize("question", CASES)
def test_a_request_to_decide_a_case_is_turned_away(question):
    assert find_block(question) is Reason.CONCRETE_CASE


@pytest.mark.parametrize("question", ORDINARY)
def test_a_general_question_is_not_turned_away(question):
    assert find_block(question) is None


def test_hardly_an_editorial_question_is_turned_away(settings):
    lines = (settings.sources / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    blocked = [line for line in lines if find_block(json.loads(line)["question"])]
    assert len(blocked) <= len(lines) * 0.01, blocked


@pytest.mark.parametrize(
    "question",
    [
        "Skulle vi prøve en plejefamilie til Josefine i stedet?",
        "Vil Emil trives i en plejefamilie?",
        "Er Emil en god far?",
    ],
)
def test_a_request_that_only_its_meaning_gives_away_is_turned_away_and_not_kept(index, question):
    assert find_block(question) is None
    answer = to_json(answer_question(index, question), index)
    assert (answer["status"], answer["reason"]) == ("blocked", "concrete_case")
    assert not answer["passages"]
    assert not re.search("Josefine|Emil", json.dumps(answer))


def test_nothing_of_a_blocked_question_is_kept(index):
    answer = to_json(answer_question(index, "Hvad gør jeg med 010203-1234?"), index)
    assert answer["status"] == "blocked"
    assert "010203" not in json.dumps(answer)
    assert not answer["passages"], "it was not searched with"
