"""Danish or English: which language a question is asked in."""

from __future__ import annotations

import re

_ENGLISH = frozenset(
    "the what when who how which where why must should does do is are can may have has need needs of for with "
    "child children young parents parent case worker plan there a an to in my we i if before after about".split()
)
_DANISH = frozenset(
    "hvad hvornår hvornaar hvem hvordan hvilke hvilken hvor hvorfor skal bør boer må maa er kan har jeg vi man det der "
    "den de en et og til på paa af om med barnet barnets unge forældre sag ikke som når naar børn boern".split()
)


def find_language(question: str) -> str:
    """ "en" when English words outnumber Danish ones, else "da"."""
    words = re.findall(r"[a-zæøå']+", question.lower())
    english = sum(word in _ENGLISH for word in words)
    danish = sum(word in _DANISH or bool(re.search("[æøå]", word)) for word in words)
    return "en" if english > danish and english >= 2 else "da"
