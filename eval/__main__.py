"""`python -m eval` measures Pejl and its peers by the gold cases; see --help for what else it does."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

# Before any library is imported that would ask for them: nothing leaves the machine.
os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")
os.environ.setdefault("HF_HUB_OFFLINE", "1")
os.environ.setdefault("TRANSFORMERS_OFFLINE", "1")
os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")

from eval.cases import SPLITS, load_split
from eval.compare import compare
from eval.dropped import rows_of, was_asked
from eval.errors import EvalError
from eval.gate import BASELINE, GATE, fallen, read_baseline, write_baseline
from eval.report import write_report
from eval.run import run
from eval.runs import RunConfig, read_run
from eval.systems import SYSTEMS, WITH_MODEL, WITHOUT_MODEL
from eval.table import align, table
from eval.validate import read_corpus, validate
from index.errors import IndexingError
from ingest.errors import IngestError
from ingest.settings import SettingsError, load_settings


def main(arguments: list[str] | None = None) -> int:
    """0 when all went well and nothing fell, 1 when something did or a failure was foreseen."""
    options = _parser().parse_args(arguments)
    try:
        return _do(options)
    except (EvalError, IngestError, IndexingError, SettingsError) as error:
        print(f"Pejl: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m eval", description="Mål Pejl og fire andre systemer på de gyldne spørgsmål."
    )
    parser.add_argument("--split", choices=SPLITS, default="dev", help="hvilke spørgsmål (dev)")
    names = ", ".join(SYSTEMS)
    parser.add_argument(
        "--systems", default=",".join(WITHOUT_MODEL), help=f"hvilke systemer, med komma imellem: {names}"
    )
    parser.add_argument("--limit", type=_positive, metavar="N", help="højst N spørgsmål, jævnt fordelt på typerne")
    parser.add_argument("--llm", action="store_true", help=f"mål også {WITH_MODEL}, med sprogmodellen i PEJL_LLM")
    does = parser.add_mutually_exclusive_group()
    does.add_argument("--validate", action="store_true", help="efterse kun spørgsmålene")
    does.add_argument("--compare", nargs=2, type=Path, metavar=("A", "B"), help="hvad blev bedre og værre fra A til B")
    does.add_argument("--html", type=Path, metavar="A", help="skriv rapporten for A igen")
    does.add_argument("--repeat", type=Path, metavar="A", help="kør det samme som A igen")
    does.add_argument("--gate", action="store_true", help="fejl, hvis Pejl er faldet på test siden eval/baseline.json")
    does.add_argument("--record", action="store_true", help="mål Pejl på test, og skriv eval/baseline.json")
    return parser


def _positive(text: str) -> int:
    if not text.isdigit() or not int(text):
        raise argparse.ArgumentTypeError(f"'{text}' er ikke et antal; skriv et helt tal fra 1")
    return int(text)


def _do(options: argparse.Namespace) -> int:
    if options.validate:
        return _validate()
    if options.compare:
        print(compare(*map(read_run, options.compare)))
        return 0
    if options.html:
        print(write_report(read_run(options.html)))
        return 0
    if options.gate or options.record:
        return _guard(record=options.record)
    names = tuple(name.strip() for name in options.systems.split(",") if name.strip())
    if options.llm and WITH_MODEL not in names:
        names = (*names, WITH_MODEL)
    config = RunConfig(split=options.split, systems=names, limit=options.limit)
    return _measure(read_run(options.repeat).config if options.repeat else config)


def _measure(config: RunConfig) -> int:
    done = run(config, load_settings())
    report = write_report(done)
    for name, responses in done.responses.items():
        if was_asked(responses.values()):
            print(f"{SYSTEMS[name].title}:", *align(rows_of(responses)), "", sep="\n")
    print(f"{table(done.figures)}\n\n{len(done.cases)} spørgsmål ({config.split}). Rapport: {report}")
    return 0


def _validate() -> int:
    splits = {split: load_split(split) for split in SPLITS}
    faults = validate(splits, read_corpus(load_settings().sources))
    for fault in faults:
        print(" ".join(filter(None, [f"{fault.kind}:", fault.case, fault.message])))
    counts = ", ".join(f"{len(cases)} i {split}" for split, cases in splits.items())
    print(f"{counts}: {f'{len(faults)} fejl' if faults else 'ingen fejl'}.")
    return 1 if faults else 0


def _guard(record: bool) -> int:
    done = run(GATE, load_settings())
    report = write_report(done)
    if record:
        write_baseline(done)
        print(f"Tallene er skrevet i {BASELINE.name}. Rapport: {report}")
        return 0
    losses = fallen(read_baseline(), done)
    for loss in losses:
        print(f"Faldet: {loss}")
    print("Faldet siden baseline.json." if losses else "Intet er faldet siden baseline.json.", f"Rapport: {report}")
    return 1 if losses else 0


if __name__ == "__main__":
    sys.exit(main())
