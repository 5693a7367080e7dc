"""Damaged files never bring reading down. `PEJL_FUZZ=10000 pytest tests/test_fuzz_reading.py` tries that many of
each kind; else it is a few hundred."""

from __future__ import annotations

import os
from pathlib import Path

from fuzz_reading import fuzz, real_files
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ingest.errors import UnreadableError
from ingest.pdf_operators import read_operators
from ingest.read import read_publication

FEW, SECONDS = 600, 30
MANY = int(os.environ.get("PEJL_FUZZ", "0"))


def test_damaged_files(tmp_path: Path) -> None:
    outcome = fuzz(MANY or FEW, 20, tmp_path, real_files(), seconds=float("inf") if MANY else SECONDS)
    assert not outcome.faults
    assert outcome.read > 20 and sum(outcome.refused.values()) > 5  # the damage is neither nothing nor everything


@settings(max_examples=MANY or 150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.text(), ending=st.sampled_from((".md", ".txt", ".html")))
def test_any_text(tmp_path: Path, content: str, ending: str) -> None:
    path = tmp_path / f"a{ending}"
    path.write_bytes(content.encode("utf-8", "surrogatepass"))
    try:
        read_publication(path)
    except UnreadableError as error:
        assert path.name in str(error) and str(error).endswith(".")


@settings(max_examples=MANY or 300, deadline=None)
@given(st.binary(max_size=400))
def test_any_operators(data: bytes) -> None:
    for operands, operator in read_operators(data):
        assert isinstance(operands, list) and operator


def test_operators() -> None:
    data = rb"""q 1 0 0 -1.5 .5 +7 cm % a comment
    /F#31 12 Tf (a\(b\)\051 (nested) \
c\n) Tj [<48 656C6> -120 (x)] TJ /Span <</ActualText <FEFF00AD> /N [1 2] >> BDC EMC
    BI /W 1 /H 1 ID q(Q)Tj EI (after) ' true null false x"""
    assert list(read_operators(data)) == [
        ([], b"q"),
        ([1.0, 0.0, 0.0, -1.5, 0.5, 7.0], b"cm"),
        (["/F1", 12.0], b"Tf"),
        ([b"a(b)) (nested) c\n"], b"Tj"),
        ([[b"Hel`", -120.0, b"x"]], b"TJ"),
        (["/Span", {"/ActualText": b"\xfe\xff\x00\xad", "/N": [1.0, 2.0]}], b"BDC"),
        ([], b"EMC"),
        ([], b"BI"),
        ([b"after"], b"'"),
        ([True, None, False], b"x"),
    ]
    assert list(read_operators(b"(never ends ( \\) Tj")) == []
    assert list(read_operators(b"]] >> } ) 1 Td")) == [([1.0], b"Td")]
