"""The table of all systems, for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from eval.figures import METRICS, Figures
from eval.systems import SYSTEMS
from eval.wording import INTERVAL, with_interval


def table(figures: Mapping[str, Figures]) -> str:
    """Metrics down, systems across, in the order that the systems were run."""
    rows = [["", *(SYSTEMS[name].title for name in figures)]]
    for metric in METRICS:
        cells = [with_interval(own.all[metric.name], metric) for own in figures.values()]
        count = max(own.all[metric.name].cases for own in figures.values())
        rows.append([f"{metric.title} [{count}]", *cells])
    return "\n".join([*align(rows), "", f"{INTERVAL} I kantet parentes: antal spørgsmål."])


def align(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for row in rows:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
