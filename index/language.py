"""Danish or English: which language a question is asked in."""

from __future__ import annotations

import re

_ENGLISH = frozenset(
    "the what when who whose how which where why must should does did do is are can may has need needs of with without "
    "child children young parents parent case worker there a an am my we if before after about and or not you your "
    "they their this that from on in be was were would could between too me".split()
)
_DANISH = frozenset(
    "hvad hvornår hvornaar hvem hvordan hvilke hvilken hvor hvorfor skal bør boer må maa er kan har jeg vi man det der "
    "den de en et og på paa af om med barnet barnets unge forældre sag ikke som når naar børn boern eller i os vores "
    "han hun ham hende hans blev bliver være noget ved uden fra hvis sin sit mere mindre mod siger".split()
)
_BOTH = frozenset("for to have plan at by it do".split())  # they tell only where no word is Danish alone


def find_language(question: str) -> str:
    """ "en" when English words outnumber Danish ones, else "da"."""
    found = re.findall(r"[a-zæøå]+", question, re.IGNORECASE)
    words = [word.lower() for word in found if word != "I"]
    english = sum(word in _ENGLISH for word in words) + found.count("I")  # "i" is Danish
    danish = sum(word in _DANISH or bool(re.search("[æøå]", word)) for word in words)
    both = sum(word in _BOTH for word in words) if not danish else 0
    return "en" if english > danish and english + both >= 2 else "da"
