"""Whether a question asks to decide one concrete case: weighed by its words.

Logistic regression on the words of a question and on runs of two and three of them, with numbers and names
put into one class each; fitted by `python -m eval.fit_concrete_case` on eval/calibration/cases.tsv and on
the editorial questions, which are none. The weights lie beside this file.
"""

from __future__ import annotations

import json
import math
import re
from functools import cache
from pathlib import Path

from index.normalize import fold

WEIGHTS = Path(__file__).with_name("concrete_case.json")
_RUNS = (1, 2, 3)
_WORD = re.compile(r"\w+|[?!:–]")
# Capitalised words of the field that name no person.
_KNOWN = frozenset(
    "Barnets Børns Børne Pejl Social Anke Ankestyrelsen Signs Safety Lundy Laura Danmark Partner Dialog Håndbog "
    "Boligstyrelsen Socialstyrelsen Børnehus Folketinget Kommunen I".split()
)


def probability(question: str) -> float:
    """How likely it is that a decision, an assessment or a forecast for one concrete case is asked for, 0 to 1."""
    bias, weights = _weights()
    total = bias + sum(weights.get(run, 0.0) for run in runs(question))
    return 1.0 / (1.0 + math.exp(-total))


def runs(question: str) -> set[str]:
    """Words, pairs and triples of a question, each once."""
    words = _words(question)
    return {" ".join(words[at : at + n]) for n in _RUNS for at in range(len(words) - n + 1)}


def _words(question: str) -> list[str]:
    found, begins = [], True
    for match in _WORD.finditer(question):
        word = match.group()
        if not begins and _is_name(word):
            found.append("<navn>")
        else:
            found.append("<tal>" if word.isdigit() else fold(word))
        begins = word in "?!:–" or question[match.end() : match.end() + 1] == "."
    return found


def _is_name(word: str) -> bool:
    return word[:1].isupper() and not word.isupper() and word not in _KNOWN


@cache
def _weights() -> tuple[float, dict[str, float]]:
    held = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return held["bias"], held["weights"]
