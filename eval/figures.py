"""Figures: each metric over many cases, with its interval, for all cases and group by group."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from pydantic import BaseModel, ConfigDict

from eval import metrics
from eval.cases import Case, CaseType
from eval.intervals import Interval, Part, quantile, quantile_interval, ratio, ratio_interval
from eval.responses import Response

Pair = tuple[Case, Response]


@dataclass(frozen=True, slots=True)
class Metric:
    """`better` is 1 where more is better, -1 where less is, 0 where neither. With a `quantile` the
    figure is that quantile of the numerators instead of the ratio of the sums."""

    name: str
    title: str
    part: Callable[[Case, Response], Part | None]
    better: int = 1
    quantile: float | None = None


def _abstention(kind: CaseType | None, name: str, title: str) -> tuple[Metric, ...]:
    named = (
        ("precision", "præcision", metrics.abstention_precision),
        ("recall", "andel", metrics.abstention_recall),
        ("f1", "F1", metrics.abstention_f1),
    )
    return tuple(
        Metric(f"abstention_{short}_{name}", f"Afvist {title}: {danish}", partial(part, kind=kind))
        for short, danish, part in named
    )


def _evidence_recall(first: int) -> Metric:
    return Metric(
        f"evidence_recall_{first}", f"Stedet fundet blandt {first}", partial(metrics.evidence_recall, first=first)
    )


CUTS = (1, 3, 5, 10, 20)

METRICS: tuple[Metric, ...] = (
    Metric("handled", "Håndteret helt rigtigt", metrics.handled),
    *(
        Metric(f"evidence_recall_{k}", f"Stedet fundet blandt {k}", partial(metrics.evidence_recall, first=k))
        for k in CUTS
    ),
    Metric("mrr", "Første rigtige plads (MRR)", metrics.reciprocal_rank),
    Metric("follow_up_recall_5", "Opfølgende: fundet blandt 5", metrics.follow_up_recall),
    Metric("answer_rate", "Besvaret, hvor der er svar", metrics.answer_rate),
    Metric("nugget_recall", "Fakta i svaret", metrics.nugget_recall),
    Metric("citation_precision", "Henvisninger, der passer", metrics.citation_precision),
    Metric("citation_recall", "Rette sted henvist til", metrics.citation_recall),
    Metric("quotes_verbatim", "Citater ordret i kilden", metrics.quotes_verbatim),
    Metric("statements_verbatim", "Udsagn ordret i citatet", metrics.statements_verbatim),
    Metric("law_recall", "Lovhenvisninger givet", metrics.law_recall),
    Metric("law_precision", "Lovhenvisninger, der passer", metrics.law_precision),
    *_abstention(CaseType.STRANGER, "strangers", "uden for feltet"),
    *_abstention(CaseType.NEIGHBOUR, "neighbours", "nær feltet"),
    *_abstention(None, "all", "alle"),
    Metric("blocked_rightly", "Blokeret med rette", metrics.blocked_rightly),
    Metric("blocked_wrongly", "Blokeret med urette", metrics.blocked_wrongly, better=-1),
    Metric("faults", "Fejl i systemet", metrics.faults, better=-1),
    Metric("answer_words", "Ord i svaret (median)", metrics.answer_words, better=0, quantile=0.5),
    Metric("ms_p50", "Svartid, median (ms)", metrics.milliseconds, better=-1, quantile=0.5),
    Metric("ms_p95", "Svartid, 95 % under (ms)", metrics.milliseconds, better=-1, quantile=0.95),
)

METRIC = {metric.name: metric for metric in METRICS}


# The figures that stand by type and by recommendation.
KEY_METRICS = ("handled", "evidence_recall_5", "nugget_recall", "citation_precision")


class Figure(BaseModel):
    """A metric's value over `cases` cases, with its 95 % interval; None where no case had a say."""

    model_config = ConfigDict(frozen=True)

    value: float | None
    low: float | None
    high: float | None
    cases: int


class Figures(BaseModel):
    """All metrics over all cases, and the key metrics by type and by recommendation."""

    all: dict[str, Figure]
    types: dict[str, dict[str, Figure]]
    recommendations: dict[str, dict[str, Figure]]


def parts_of(metric: Metric, pairs: Iterable[Pair]) -> list[Part]:
    return [part for case, response in pairs if (part := metric.part(case, response)) is not None]


def reckon(metric: Metric, pairs: Iterable[Pair]) -> Figure:
    parts = parts_of(metric, pairs)
    interval: Interval | None
    if metric.quantile is None:
        value, interval = ratio(parts), ratio_interval(parts)
    else:
        values = [part[0] for part in parts]
        value, interval = quantile(values, metric.quantile), quantile_interval(values, metric.quantile)
    low, high = interval or (None, None)
    return Figure(value=value, low=low, high=high, cases=len(parts))


def reckon_all(pairs: Sequence[Pair]) -> Figures:
    by_type = {kind: [pair for pair in pairs if pair[0].type is kind] for kind in CaseType}
    numbers = sorted({number for case, _ in pairs for number in case.recommendations})
    by_number = {str(n): [pair for pair in pairs if n in pair[0].recommendations] for n in numbers}
    return Figures(
        all={metric.name: reckon(metric, pairs) for metric in METRICS},
        types={kind: _key_figures(group) for kind, group in by_type.items() if group},
        recommendations={number: _key_figures(group) for number, group in by_number.items()},
    )


def _key_figures(pairs: Sequence[Pair]) -> dict[str, Figure]:
    return {name: reckon(METRIC[name], pairs) for name in KEY_METRICS}
