"""The part of the report that shows every failed case: asked, found and expected, side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from html import escape

from app.texts import AnswerStatus
from eval.cases import Case
from eval.figures import Pair
from eval.matching import is_right_place, states
from eval.responses import Place, Response
from eval.verdict import fault_of, rank_found

_SHOWN = 3  # places of the ranking
_LONGEST = 420  # characters shown of a text
_STATUS = {
    AnswerStatus.ANSWERED: "Svar",
    AnswerStatus.NO_SOURCE: "Intet svar i publikationerne",
    AnswerStatus.BLOCKED: "Blokeret",
    AnswerStatus.SERVICE_ERROR: "Fejl i systemet",
}


def failed_cases(title: str, pairs: Sequence[Pair], *, opened: bool) -> str:
    """A part to fold out, for one system; like faults stand together."""
    faults = [(fault, case, response) for case, response in pairs if (fault := fault_of(case, response))]
    faults.sort(key=lambda each: (each[0], each[1].type, each[1].id))
    counts = Counter(fault for fault, _, _ in faults)
    listed = "".join(f"<li>{escape(fault)}: {count}</li>" for fault, count in counts.most_common())
    rows = "".join(_row(fault, case, response) for fault, case, response in faults)
    return (
        f"<details{' open' if opened else ''}><summary>{escape(title)}: {len(faults)} af {len(pairs)} spørgsmål"
        f'</summary><ul>{listed}</ul><table class="cases"><thead><tr><th scope="col">Spørgsmål</th>'
        f'<th scope="col">Fundet</th><th scope="col">Ventet</th></tr></thead><tbody>{rows}</tbody></table></details>'
    )


def _row(fault: str, case: Case, response: Response) -> str:
    cells = "".join(
        f"<td>{cell}</td>" for cell in (_asked(fault, case), _found(case, response), _expected(case, response))
    )
    return f"<tr>{cells}</tr>"


def _asked(fault: str, case: Case) -> str:
    before = "".join(
        f'<p class="before">{escape(turn.question)}<br>→ {_short(turn.answer)}</p>' for turn in case.history
    )
    return (
        f'{before}<p class="question">{escape(case.question)}</p><p class="fault">{escape(fault)}</p>'
        f'<p class="small">{escape(case.id)} · {escape(case.type)}</p>'
    )


def _found(case: Case, response: Response) -> str:
    stated = "".join(f"<li>{_short(f'{s.lead_in} {s.text}'.strip())}</li>" for s in response.statements)
    answer = f"<ol>{stated}</ol>" if stated else ""
    places = "".join(
        f"<li>{_mark(case, place)}{_where(place)}: {_short(place.text)}</li>" for place in response.ranked[:_SHOWN]
    )
    laws = f'<p class="small">Lov: {escape(" · ".join(response.law_refs))}</p>' if response.law_refs else ""
    ranking = f'<p class="small">Fundet først:</p><ol class="small">{places}</ol>' if places else ""
    return f"<p><strong>{_STATUS[response.status]}</strong></p>{answer}{laws}{ranking}"


def _expected(case: Case, response: Response) -> str:
    if not case.answerable:
        return f"<p><strong>{_STATUS[case.expected]}</strong></p><p>{escape(case.why or '')}</p>"
    facts = "".join(
        f"<li>{'✓' if states(response.answer, nugget) else '✗'} {escape(nugget.fact)}</li>" for nugget in case.nuggets
    )
    evidence = "".join(f"<li>{_short(text)}</li>" for text in case.evidence)
    where = " · ".join([*(f"Anbefaling {number}" for number in case.recommendations), case.section or ""])
    laws = f'<p class="small">Lov: {escape(" · ".join(case.law_refs))}</p>' if case.law_refs else ""
    return (
        f'<ul class="facts">{facts}</ul><p class="small">{escape(where)}, {rank_found(case, response)}:</p>'
        f'<ul class="small">{evidence}</ul>{laws}'
    )


def _mark(case: Case, place: Place) -> str:
    return "✓ " if case.answerable and is_right_place(case, place) else ""


def _where(place: Place) -> str:
    number = f"Anbefaling {place.recommendation}" if place.recommendation else place.publication
    last = place.sections[-1] if place.sections else ""
    return escape(" · ".join(filter(None, [number, last])))


def _short(text: str) -> str:
    return escape(text if len(text) <= _LONGEST else f"{text[:_LONGEST].rstrip()} …")
