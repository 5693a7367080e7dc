"""The validator finds every fault that is planted in cases that were sound."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from eval import validate as checks
from eval.cases import SPLITS, Case, CasesError, CaseType, Nugget, load_cases, load_split, thin_out
from eval.validate import Corpus, Fault, read_corpus

Sound = dict[str, list[Case]]
_EDITORIAL = "Hvornår skal der laves en plan for barnet i kommunen?"


@pytest.fixture(scope="module")
def corpus(settings) -> Corpus:
    return read_corpus(settings.sources)


@pytest.fixture
def splits() -> Sound:
    return {split: list(load_split(split)) for split in SPLITS}


def first(splits: Sound) -> Case:
    """The dev split's first paraphrase."""
    return next(case for case in splits["dev"] if case.type is CaseType.PARAPHRASE)


def change(splits: Sound, at: int = 0, **values) -> str:
    """Change the dev case that stands `at` places behind the first paraphrase; its id."""
    number = splits["dev"].index(first(splits)) + at
    splits["dev"][number] = splits["dev"][number].model_copy(update=values)
    return splits["dev"][number].id


def change_of_type(splits: Sound, kind: CaseType, **values) -> str:
    at = next(n for n, case in enumerate(splits["dev"]) if case.type is kind)
    splits["dev"][at] = splits["dev"][at].model_copy(update=values)
    return splits["dev"][at].id


def keep(splits: Sound, wanted: Callable[[Case], bool]) -> str:
    for split in splits:
        splits[split] = [case for case in splits[split] if wanted(case)]
    return ""


def repeat(splits: Sound, split: str, **values) -> str:
    """Put the first dev case among those of `split` once more."""
    splits[split].append(splits["dev"][0].model_copy(update={"split": split, **values}))
    return splits[split][-1].id


PLANTS = [
    # check, fault, how it is planted
    ("check_shape", "shape", lambda s: change(s, nuggets=())),
    ("check_shape", "shape", lambda s: change(s, evidence=())),
    ("check_shape", "shape", lambda s: change(s, publication=None)),
    ("check_shape", "shape", lambda s: change(s, why="no_source: alligevel")),
    ("check_shape", "shape", lambda s: change(s, recommendations=(19,))),
    ("check_shape", "shape", lambda s: change_of_type(s, CaseType.STRANGER, why=None)),
    ("check_shape", "shape", lambda s: change_of_type(s, CaseType.STRANGER, why="ved ikke")),
    ("check_shape", "shape", lambda s: change_of_type(s, CaseType.CPR, evidence=("noget",))),
    ("check_shape", "shape", lambda s: change_of_type(s, CaseType.FOLLOW_UP, history=())),
    ("check_evidence", "evidence", lambda s: change(s, evidence=("det står der ikke noget sted",))),
    ("check_evidence", "evidence", lambda s: change(s, evidence=(f"{first(s).evidence[0]} og mere",))),
    ("check_evidence", "evidence", lambda s: change(s, evidence=("",))),
    ("check_evidence", "evidence", lambda s: change(s, publication="findes-ikke")),
    ("check_evidence", "section", lambda s: change(s, section="Hvorledes")),
    ("check_evidence", "nugget", lambda s: change(s, nuggets=(Nugget(fact="f", patterns=("xyzzy",)),))),
    ("check_evidence", "nugget", lambda s: change(s, nuggets=(Nugget(fact="f", patterns=()),))),
    ("check_evidence", "nugget", lambda s: change(s, nuggets=(Nugget(fact="f", patterns=("barn.*|",)),))),
    ("check_evidence", "nugget", lambda s: change(s, nuggets=(Nugget(fact="f", patterns=("(barn",)),))),
    ("check_splits", "split", lambda s: change(s, split="test")),
    ("check_splits", "id", lambda s: change(s, id=s["test"][0].id)),
    ("check_splits", "twice", lambda s: repeat(s, "test", id="ny")),
    ("check_splits", "twice", lambda s: repeat(s, "dev", id="ny")),
    ("check_splits", "twice", lambda s: repeat(s, "test", id="ny", question=s["dev"][0].question.upper() + "!")),
    ("check_splits", "make-up", lambda s: [change(s, n, type=CaseType.LAW) for n in range(3)] and ""),
    ("check_taught", "taught", lambda s: change(s, question=_EDITORIAL)),
    (
        "check_taught",
        "taught",
        lambda s: change(s, question="hvornaar skal der laves en plan for barnet i komunen"),
    ),
    ("check_coverage", "coverage", lambda s: keep(s, lambda case: 4 not in case.recommendations)),
    ("check_coverage", "coverage", lambda s: keep(s, lambda case: case.section != "Kultur og værdier")),
    ("check_counts", "count", lambda s: keep(s, lambda case: case.split == "dev")),
    ("check_counts", "count", lambda s: keep(s, lambda case: case.type is not CaseType.INJECTION)),
    ("check_counts", "count", lambda s: keep(s, lambda c: c.type is not CaseType.STRANGER or c.id.endswith("1"))),
    ("check_counts", "paraphrase", lambda s: keep(s, lambda c: c.type is not CaseType.PARAPHRASE)),
    ("check_counts", "overlap", lambda s: [change(s, n, question=c.evidence[0]) for n, c in answerable(s)] and ""),
]


def answerable(splits: Sound) -> list[tuple[int, Case]]:
    """The answerable cases of the dev split by their distance from the first paraphrase; no others are left."""
    keep(splits, lambda case: case.answerable and case.type in checks.OWN_WORDS and case.split == "dev")
    start = splits["dev"].index(first(splits))
    return [(n - start, case) for n, case in enumerate(splits["dev"])]


@pytest.mark.parametrize(("check", "kind", "plant"), PLANTS)
def test_a_planted_fault_is_found(check: str, kind: str, plant, splits: Sound, corpus: Corpus) -> None:
    if check in ("check_shape", "check_evidence", "check_taught"):  # these look at one case at a time
        splits = {split: list(thin_out(cases, 48)) for split, cases in splits.items()}
        corpus = replace(corpus, taught=("Hvad er klokken?", _EDITORIAL))
    find = getattr(checks, check)
    assert list(find(splits, corpus)) == [], "sound before"
    case = plant(splits)
    found: list[Fault] = list(find(splits, corpus))
    assert kind in {fault.kind for fault in found}
    if case:
        assert case in {fault.case for fault in found if fault.kind == kind}


def test_every_check_is_run() -> None:
    named = {name for name in vars(checks) if name.startswith("check_")}
    assert named == {check.__name__ for check in checks._CHECKS} == {check for check, _, _ in PLANTS}


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", "line 2"),
        ('{"id": "x"}', "split: Field required"),
        ('{"id": "x", "split": "dev", "type": "guess", "question": "?", "answerable": true}', "type"),
        ('{"id": "x", "split": "dev", "type": "direct", "question": "?", "answerable": true, "extra": 1}', "extra"),
    ],
)
def test_a_line_that_is_no_case_is_named(tmp_path, line: str, says: str) -> None:
    path = tmp_path / "dev.jsonl"
    path.write_text(f"\n{line}\n", encoding="utf-8")
    with pytest.raises(CasesError, match=says) as caught:
        load_cases(path)
    assert "line 2" in str(caught.value)


def test_a_file_that_is_not_there_is_named(tmp_path) -> None:
    with pytest.raises(CasesError, match="cannot be read"):
        load_split("dev", tmp_path)


def test_fewer_cases_are_of_all_types() -> None:
    few = thin_out(load_split("dev"), 60)
    assert len({case.id for case in few}) == 60
    assert {case.type for case in few} == set(CaseType)
    assert thin_out(load_split("dev"), None) == load_split("dev")
