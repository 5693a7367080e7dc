"""The gate: the figures of the test split must not fall below those recorded in `baseline.json`.

Each figure there has a tolerance, for one case more or less is noise between two machines. What is
decided by rules alone (quotes, blocking) has none. To raise the file: `python -m eval --record`, in a
commit of its own.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from eval.errors import RunError
from eval.figures import METRIC
from eval.runs import Run, RunConfig
from eval.wording import number

BASELINE = Path(__file__).resolve().parent / "baseline.json"
GATE = RunConfig(split="test", systems=("pejl",))

# By how much a figure may fall: about four cases of two hundred, or one where there are few.
_TOLERANCE = {
    "handled": 0.03,
    "evidence_recall_1": 0.03,
    "evidence_recall_5": 0.03,
    "evidence_recall_10": 0.03,
    "mrr": 0.03,
    "follow_up_recall_5": 0.05,
    "answer_rate": 0.03,
    "nugget_recall": 0.03,
    "citation_precision": 0.03,
    "citation_recall": 0.03,
    "quotes_verbatim": 0.0,
    "statements_verbatim": 0.0,
    "law_recall": 0.1,
    "law_precision": 0.1,
    "abstention_f1_strangers": 0.05,
    "abstention_f1_neighbours": 0.05,
    "blocked_rightly": 0.0,
    "blocked_wrongly": 0.0,
    "faults": 0.0,
}


def write_baseline(run: Run, path: Path = BASELINE) -> None:
    """Record a run's figures as those to hold."""
    own = run.figures["pejl"].all
    figures = {
        name: {"value": round(value, 4), "tolerance": tolerance}
        for name, tolerance in _TOLERANCE.items()
        if (value := own[name].value) is not None
    }
    recorded = {"split": run.config.split, "cases": run.identity.cases, "recorded": run.identity.started[:10]}
    text = json.dumps({**recorded, "figures": figures}, indent=2)
    path.write_text(text + "\n", encoding="utf-8")


def read_baseline(path: Path = BASELINE) -> dict[str, Any]:
    """Raises RunError."""
    try:
        baseline: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise RunError(f"{path}: there is no baseline that can be read; record one with --record.") from error
    return baseline


def fallen(baseline: dict[str, Any], run: Run) -> list[str]:
    """The metrics that have fallen further than their tolerance, in words; none when all hold.

    Raises RunError when the baseline was recorded of other cases.
    """
    if (baseline["split"], baseline["cases"]) != (run.config.split, run.identity.cases):
        raise RunError("The cases have changed since the baseline was recorded; record it anew with --record.")
    own = run.figures["pejl"].all
    losses = []
    for name, kept in baseline["figures"].items():
        metric, value = METRIC[name], own[name].value
        loss = float("inf") if value is None else metric.better * (kept["value"] - value)
        if loss > kept["tolerance"] + 1e-4:  # the file holds four decimals
            losses.append(f"{metric.title}: {number(kept['value'], metric)} → {number(value, metric)}")
    return losses
