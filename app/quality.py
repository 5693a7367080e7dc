"""The figures of the last evaluation, as its files hold them; nothing is measured here."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
_SPLIT = "test"  # the questions that nothing was fitted on
_SYSTEM = "pejl"

Figures = dict[str, tuple[float, float | None, float | None]]


@dataclass(frozen=True, slots=True)
class Quality:
    """`figures` are shares by the name of their metric, with the bounds of a 95 % interval where these are
    known. `measured` is an ISO date, `command` what measures them again."""

    measured: str
    command: str
    figures: Figures


def read_quality(root: Path = ROOT) -> Quality | None:
    """The newest run over the test split in `results/`, else what `eval/baseline.json` records; None where neither
    is there."""
    for folder in sorted((root / "results").glob("*/"), reverse=True):
        if found := _of_run(folder):
            return found
    return _of_baseline(root / "eval" / "baseline.json")


def _of_run(folder: Path) -> Quality | None:
    try:
        both = _read(folder / "config.json")
        if both["config"]["split"] != _SPLIT:
            return None
        own = _read(folder / "metrics.json")[_SYSTEM]["all"]
        figures = {
            name: (float(figure["value"]), figure.get("low"), figure.get("high"))
            for name, figure in own.items()
            if figure["value"] is not None
        }
        return Quality(str(both["identity"]["started"])[:10], f"python -m eval --split {_SPLIT}", figures)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None  # a run that was broken off, or none of Pejl itself


def _of_baseline(path: Path) -> Quality | None:
    try:
        baseline = _read(path)
        figures: Figures = {name: (float(kept["value"]), None, None) for name, kept in baseline["figures"].items()}
        return Quality(str(baseline["recorded"]), "python -m eval --record", figures)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))
