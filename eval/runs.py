"""A run's folder: what was asked for, of what, all answers, all figures. All else is made from it.

results/<time>/config.json          settings, versions, index, machine: enough to run it again
               cases.jsonl          the cases as they were
               places.jsonl         every text found or cited, once
               answers/<system>.jsonl
               metrics.json
               report.html
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from eval.cases import Case, load_cases
from eval.errors import RunError
from eval.figures import Figures, Pair
from eval.responses import Place, Response

RESULTS = Path(__file__).resolve().parent.parent / "results"


class RunConfig(BaseModel):
    """What a run is asked to do; written beside its results and read again by --repeat."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    split: str = "dev"
    systems: tuple[str, ...]
    limit: int | None = None


class RunIdentity(BaseModel):
    """What was measured: enough to tell two runs apart, or to make one again."""

    model_config = ConfigDict(frozen=True)

    started: str
    cases: str
    index: dict[str, str | int]
    versions: dict[str, str]
    commit: str
    machine: str


@dataclass(frozen=True, slots=True)
class Run:
    folder: Path
    config: RunConfig
    identity: RunIdentity
    cases: tuple[Case, ...]
    responses: Mapping[str, Mapping[str, Response]]  # by system and case
    figures: Mapping[str, Figures]  # by system

    def pairs(self, system: str) -> list[Pair]:
        return [(case, self.responses[system][case.id]) for case in self.cases]


def write_run(run: Run) -> None:
    (run.folder / "answers").mkdir(parents=True, exist_ok=True)
    both = {"config": run.config.model_dump(), "identity": run.identity.model_dump()}
    _write(run.folder / "config.json", [json.dumps(both, ensure_ascii=False, indent=2)])
    _write(run.folder / "cases.jsonl", (case.model_dump_json() for case in run.cases))
    places: dict[str, Place] = {}
    for system, responses in run.responses.items():
        lines = [json.dumps({"id": id, **_outline(r, places)}, ensure_ascii=False) for id, r in responses.items()]
        _write(run.folder / "answers" / f"{system}.jsonl", lines)
    _write(run.folder / "places.jsonl", (place.model_dump_json() for place in places.values()))
    figures = {system: figures.model_dump() for system, figures in run.figures.items()}
    _write(run.folder / "metrics.json", [json.dumps(figures, ensure_ascii=False, indent=2)])


def read_run(folder: Path) -> Run:
    """Raises RunError, and CasesError for its cases."""
    try:
        both = json.loads((folder / "config.json").read_text("utf-8"))
        config, identity = RunConfig(**both["config"]), RunIdentity(**both["identity"])
        texts = [Place.model_validate_json(line) for line in _lines(folder / "places.jsonl")]
        places = {place.id: place for place in texts}
        figures = json.loads((folder / "metrics.json").read_text("utf-8"))
        return Run(
            folder,
            config,
            identity,
            load_cases(folder / "cases.jsonl"),
            {system: _responses(folder / "answers" / f"{system}.jsonl", places) for system in config.systems},
            {system: Figures(**figures[system]) for system in config.systems},
        )
    except (OSError, ValueError, KeyError, TypeError, ValidationError) as error:
        raise RunError(f"{folder}: it is no whole folder of results ({error}); name one of {RESULTS.name}/.") from error


def _outline(response: Response, places: dict[str, Place]) -> dict[str, Any]:
    """The response with the ids of its places, which are put among `places`."""
    for place in (*response.ranked, *(cited.place for cited in response.citations)):
        places.setdefault(place.id, place)
    raw = response.model_dump(mode="json")
    raw["ranked"] = [place["id"] for place in raw["ranked"]]
    raw["citations"] = [{**cited, "place": cited["place"]["id"]} for cited in raw["citations"]]
    return raw


def _responses(path: Path, places: Mapping[str, Place]) -> dict[str, Response]:
    found = {}
    for line in _lines(path):
        raw = json.loads(line)
        raw["ranked"] = [places[id] for id in raw["ranked"]]
        raw["citations"] = [{**cited, "place": places[cited["place"]]} for cited in raw["citations"]]
        found[raw.pop("id")] = Response(**raw)
    return found


def _write(path: Path, lines: Iterable[str]) -> None:
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").split("\n") if line]
