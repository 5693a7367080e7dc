"""Two runs side by side: what got better and what worse, in figures and case by case."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from eval.cases import Case
from eval.errors import RunError
from eval.figures import METRICS, Metric, Pair
from eval.intervals import Part, difference_interval, ratio
from eval.runs import Run
from eval.systems import SYSTEMS
from eval.table import align
from eval.verdict import changes
from eval.wording import number


def compare(before: Run, after: Run) -> str:
    """The comparison as text, over the cases and systems of both runs. Raises RunError when there are none."""
    then = {case.id: case for case in before.cases}
    shared = [case for case in after.cases if then.get(case.id) == case]
    systems = [name for name in after.responses if name in before.responses]
    if not shared or not systems:
        raise RunError(f"{before.folder} and {after.folder} share no case or no system; compare runs of one split.")
    left_out = len({case.id for case in before.cases} ^ {case.id for case in after.cases})
    head = f"A: {before.folder}\nB: {after.folder}\n{len(shared)} fælles spørgsmål, {left_out} kun i den ene."
    return "\n\n".join([head, *(_of_system(name, before, after, shared) for name in systems)])


def _of_system(name: str, before: Run, after: Run, cases: Sequence[Case]) -> str:
    old = [(case, before.responses[name][case.id]) for case in cases]
    new = [(case, after.responses[name][case.id]) for case in cases]
    better: list[str] = []
    worse: list[str] = []
    for case, response in new:
        if found := changes(case, before.responses[name][case.id], response):
            _, was, became = found[0]  # the weightiest decides
            detail = "; ".join(f"{metric.title} {number(a, metric)} → {number(b, metric)}" for metric, a, b in found)
            (better if became > was else worse).append(f"  {case.id} · {case.type} · {case.question}\n      {detail}")
    return "\n".join(
        [
            SYSTEMS[name].title if name in SYSTEMS else name,
            *align([["", "A", "B", "Forskel"], *_rows(old, new)]),
            f"Bedre ({len(better)})",
            *better,
            f"Dårligere ({len(worse)})",
            *worse,
        ]
    )


def _rows(old: Sequence[Pair], new: Sequence[Pair]) -> Iterator[list[str]]:
    """The metrics that have moved. Differences are over the cases that have a say in both runs."""
    for metric in METRICS:
        if metric.quantile is not None:
            continue
        a, b = _paired(metric, old, new)
        was, became, interval = ratio(a), ratio(b), difference_interval(a, b)
        if was is None or became is None or interval is None or was == became:
            continue
        sign = "+" if became > was else "−"
        spread = f"({number(interval[0], metric)} til {number(interval[1], metric)})"
        yield [
            metric.title,
            number(was, metric),
            number(became, metric),
            f"{sign}{number(abs(became - was), metric)} {spread}",
        ]


def _paired(metric: Metric, old: Sequence[Pair], new: Sequence[Pair]) -> tuple[list[Part], list[Part]]:
    """What each case adds before and after; a case without a say in one run adds nothing there."""
    nothing = (0.0, 0.0)
    parts = [
        (metric.part(*before) or nothing, metric.part(*after) or nothing)
        for before, after in zip(old, new, strict=True)
    ]
    return [part for part, _ in parts], [part for _, part in parts]
