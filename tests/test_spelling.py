"""Questions are respelt for search, and right words are never touched."""

from __future__ import annotations

import pytest

from index.normalize import expand
from index.spelling import Spelling

TEXTS = ["Der skal udarbejdes en børnefaglig undersøgelse af barnets forhold. Forældrene får støtte. Teksten er kort."]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("boernefaglig undersoegelse", "børnefaglig undersøgelse"),
        ("bornefaglig undersogelse", "børnefaglig undersøgelse"),
        ("børnefaglig undersøglse", "børnefaglig undersøgelse"),
        ("hvornaar maa jeg", "hvornår må jeg"),
        ("foraeldrene", "forældrene"),
        ("taksten", "taksten"),
        ("VISO og BFU", "VISO og BFU"),
        ("the assessment", "the assessment"),
    ],
)
def test_words_are_respelt_only_where_that_is_certain(typed, meant):
    assert Spelling(TEXTS).restore(typed) == meant


def test_abbreviations_and_english_terms_are_explained():
    assert expand("Hvornår laves en BFU?") == "Hvornår laves en BFU (børnefaglig undersøgelse)?"
    assert "opfølgning" in expand("When is the follow-up?", "en")
    assert expand("Hvad er opfølgning?") == "Hvad er opfølgning?"
