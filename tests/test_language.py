"""Which language a question is asked in: the frame of the answer follows it."""

from __future__ import annotations

import pytest

from index.language import find_language


@pytest.mark.parametrize(
    "question",
    [
        "Er Rasmus i risiko for at blive kriminel?",
        "observation i stedet for samtale",
        "hvem laver plan for udredn",
        "Er Signs of Safety udbredt i Danmark?",
        "Hvad skal I have på plads?",
        "barnets plan",
    ],
)
def test_danish(question):
    assert find_language(question) == "da"


@pytest.mark.parametrize(
    "question",
    [
        "When must a barnets plan exist?",
        "Should I vary how I communicate?",
        "goals without plan",
        "Is Open Dialogue mainly for teenagers?",
        "When was the Børnene Først newsletter published?",
    ],
)
def test_english(question):
    assert find_language(question) == "en"
