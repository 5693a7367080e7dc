"""Does a text hold the evidence, state the fact, give the law reference? Layout never decides it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from eval.cases import Case, CaseType, Nugget
from eval.responses import Place
from index.questions import compact_text
from ingest.law_references import find_law_refs
from ingest.publication import LawRef

_MARKS = re.compile(r"<sup>\d+</sup>|[*»•➔]+")
_BROKEN_WORD = re.compile(r"(?<=[a-zæøå])-\s*\n\s*(?=[a-zæøå])")
_SPACE = re.compile(r"\s+")

compact = lru_cache(maxsize=20_000)(compact_text)


def holds(text: str, evidence: str) -> bool:
    """Whether `evidence` stands verbatim in `text`, white space and layout apart."""
    return compact(evidence) in compact(text)


def held_evidence(case: Case, places: Iterable[Place]) -> float:
    """How much of the case's evidence the places hold between them, 0 to 1.

    One string is enough where they are alternatives; where two recommendations are needed, each counts.
    """
    texts = [place.text for place in places]
    held = [any(holds(text, evidence) for text in texts) for evidence in case.evidence]
    if case.type is CaseType.TWO_RECOMMENDATIONS:
        return sum(held) / len(held)
    return float(any(held))


@lru_cache(maxsize=20_000)
def _plain(text: str) -> str:
    return _SPACE.sub(" ", _BROKEN_WORD.sub("", _MARKS.sub("", text)))


def states(text: str, nugget: Nugget) -> bool:
    """Whether any of the nugget's patterns is found in `text`."""
    return any(re.search(pattern, _plain(text), re.IGNORECASE) for pattern in nugget.patterns)


def is_right_place(case: Case, place: Place) -> bool:
    """Whether a citation of `place` is right: it holds evidence, states a nugget, or is the very section."""
    if any(holds(place.text, evidence) for evidence in case.evidence):
        return True
    return any(states(place.text, nugget) for nugget in case.nuggets) or _is_its_section(case, place)


def _is_its_section(case: Case, place: Place) -> bool:
    if place.publication != case.publication or compact(case.section or "") not in map(compact, place.sections):
        return False
    return place.recommendation in case.recommendations if case.recommendations else place.recommendation is None


def gives_law_ref(expected: str, given: str) -> bool:
    """Whether `given` names the place in the law that is expected, or a more exact one within it."""
    wanted, found = _law_ref(expected), _law_ref(given)
    if wanted is None or found is None or wanted.law is None:
        return False
    if (wanted.law, wanted.letter) != (found.law, found.letter):
        return False
    if not found.paragraf <= wanted.paragraf <= (found.paragraf_to or found.paragraf):
        return False
    if wanted.stk is None:
        return True
    return found.stk is not None and found.stk <= wanted.stk <= (found.stk_to or found.stk)


@lru_cache(maxsize=5_000)
def _law_ref(text: str) -> LawRef | None:
    """The one reference that `text` spells; None where it is none, or several."""
    refs = find_law_refs(text)
    return refs[0] if len(refs) == 1 else None
