"""The gold cases themselves: fit to measure with, and none of them an editorial question."""

from __future__ import annotations

from eval.cases import SPLITS, load_split
from eval.validate import read_corpus, validate


def test_the_cases_are_sound(settings) -> None:
    """All checks, the comparison with the editorial questions among them; faults are told by kind and id."""
    splits = {split: load_split(split) for split in SPLITS}
    faults = validate(splits, read_corpus(settings.sources))
    assert [(fault.kind, fault.case) for fault in faults] == []
