"""What went wrong with a case, in words; and whether one response is better than another."""

from __future__ import annotations

from app.texts import AnswerStatus
from eval.cases import Case, CaseType
from eval.figures import METRIC, Metric
from eval.matching import is_right_place, states
from eval.metrics import first_rank
from eval.responses import Response

# What decides between two responses to the same case, the weightiest first.
_DECIDING = ("handled", "nugget_recall", "citation_recall", "citation_precision", "evidence_recall_5", "law_recall")


def fault_of(case: Case, response: Response) -> str:
    """Why the case counts as not handled right; empty when it was."""
    if response.status is AnswerStatus.SERVICE_ERROR:
        return "Fejl i systemet"
    if not case.answerable:
        return _fault_of_unanswerable(case, response)
    if response.status is AnswerStatus.BLOCKED:
        return "Blokeret med urette"
    if response.status is AnswerStatus.NO_SOURCE:
        return "Afvist med urette"
    missing = sum(not states(response.answer, nugget) for nugget in case.nuggets)
    if missing == len(case.nuggets):
        return "Ingen af de rette fakta i svaret"
    if missing:
        return "Nogle fakta mangler i svaret"
    return "" if any(is_right_place(case, cited.place) for cited in response.citations) else "Forkert henvisning"


def _fault_of_unanswerable(case: Case, response: Response) -> str:
    if response.status is case.expected:
        return ""
    if case.expected is AnswerStatus.BLOCKED:
        return "Ikke blokeret"
    if response.status is AnswerStatus.BLOCKED:
        return "Blokeret, hvor der blot ikke er noget svar"
    return {
        CaseType.STRANGER: "Svar på noget uden for feltet",
        CaseType.NEIGHBOUR: "Svar på noget, publikationerne ikke svarer på",
    }.get(case.type, "Svar, hvor der ikke er noget svar")


def rank_found(case: Case, response: Response) -> str:
    """Where in the ranking the evidence was found."""
    rank = first_rank(case, response) if case.evidence else None
    return f"nr. {rank}" if rank else "ikke fundet"


def changes(case: Case, before: Response, after: Response) -> list[tuple[Metric, float, float]]:
    """The deciding metrics in which two responses differ, the weightiest first."""
    found = []
    for name in _DECIDING:
        old, new = METRIC[name].part(case, before), METRIC[name].part(case, after)
        if old and new and old[0] != new[0]:
            found.append((METRIC[name], old[0], new[0]))
    return found
