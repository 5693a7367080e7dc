"""Small cases and responses for the tests of eval/, with only what a test is about."""

from __future__ import annotations

from typing import Any

from app.texts import AnswerStatus
from eval.cases import Case, CaseType, Nugget
from eval.responses import Cited, Place, Response, Stated


def make_case(**values: Any) -> Case:
    """A case that the words "barnet skal høres" answer, in section Hvordan of recommendation 1."""
    given = {
        "id": "t-001",
        "split": "dev",
        "type": CaseType.DIRECT,
        "question": "Skal barnet høres?",
        "answerable": True,
        "publication": "p",
        "recommendations": (1,),
        "section": "Hvordan",
        "evidence": ("barnet skal høres",),
        "nuggets": (Nugget(fact="Barnet høres", patterns=("skal høres",)),),
    }
    return Case(**{**given, **values})


def make_unanswerable(kind: CaseType, why: str = "no_source: det står der ikke", **values: Any) -> Case:
    nothing = {"publication": None, "recommendations": (), "section": None, "evidence": (), "nuggets": ()}
    return make_case(type=kind, answerable=False, why=why, **nothing, **values)


def make_place(text: str, **values: Any) -> Place:
    """A place outside any recommendation, with its text as its id."""
    return Place(**{"id": text, "text": text, "publication": "p", **values})


def make_ranked(*texts: str) -> Response:
    return Response(status=AnswerStatus.ANSWERED, ranked=tuple(map(make_place, texts)))


def make_answer(*texts: str, **values: Any) -> Response:
    """An answer that states each text, with a citation of a place that holds just that text."""
    cited = [Cited(number=n, place=make_place(text), quote=text) for n, text in enumerate(texts, start=1)]
    stated = [Stated(text=text, citations=(n,)) for n, text in enumerate(texts, start=1)]
    given = {"status": AnswerStatus.ANSWERED, "statements": tuple(stated), "citations": tuple(cited)}
    return Response(**{**given, **values})


NO_SOURCE = Response(status=AnswerStatus.NO_SOURCE)
BLOCKED = Response(status=AnswerStatus.BLOCKED)
FAULT = Response(status=AnswerStatus.SERVICE_ERROR)
