"""`python -m ingest`: what it shows, what it finds, and what it says when it cannot."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pdf_pages import draw, lines

from ingest.__main__ import main
from ingest.catalog import load_catalog
from ingest.check import check
from ingest.laws import load_laws
from ingest.publication import Publication
from ingest.read import read_publication
from ingest.show import show

ROOT = Path(__file__).resolve().parents[1]
MAIN = ROOT / "sources" / "publications" / "kvalitet-i-sagsbehandlingen-2024.md"

SMALL = """# En vejledning

Barnet skal høres, jf. barnets lov § 5, stk. 3.<sup>1</sup>

1. Tal med barnet.
2. Tal med forældrene.

1 Barnets lov, § 91.
"""


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    def write(content: str | bytes, name: str = "fil.md") -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


# Showing.


def test_shows_the_tree(
    write: Callable[..., Path], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert main([str(write(SMALL))]) == 0
    out = capsys.readouterr().out.splitlines()
    assert out == [
        "En vejledning",
        "",
        "# En vejledning",
        "  Barnet skal høres, jf. barnets lov § 5, stk. 3. [1] {Barnets lov § 5, stk. 3}",
        "  1. Tal med barnet.",
        "  2. Tal med forældrene.",
        "",
        "Fodnoter",
        "  1 Barnets lov, § 91. {Barnets lov § 91}",
    ]


def test_headings_tell_kind_and_number(main_publication: Publication) -> None:
    lines = list(show(main_publication, 80))
    title = "Tydelig ramme og løbende dialog med barnet eller den unge om inddragelse"
    assert "# Anbefalinger til kvalitet i inddragelse [pejlemærke 1]" in lines
    assert f"  # Anbefaling 1 – {title} [anbefaling 1]" in lines
    assert "    # Hvordan" in lines
    assert "  # Viden og kompetencer [ledelsesområde]" in lines


@pytest.mark.parametrize("width", [60, 100])
def test_paragraphs_are_cut_to_the_width(main_publication: Publication, width: int) -> None:
    _title, *lines = show(main_publication, width)
    cut = [line for line in lines if not line.lstrip().startswith(("#", "Advarsel")) and "{" not in line]
    assert max(map(len, cut)) == width


def test_marks_and_law_references_are_never_cut(main_publication: Publication) -> None:
    (line,) = [line for line in show(main_publication, 40) if "{Barnets lov § 1, stk. 2}" in line]
    assert line.endswith("… [74] {Barnets lov § 1, stk. 2}")


def test_deeper_items_are_further_in(main_publication: Publication) -> None:
    lines = list(show(main_publication, 80))
    item = next(line for line in lines if line.strip() == "- Udøve relationelle kompetencer.")
    below = lines[lines.index(item) + 1]
    assert below.index("-") == item.index("-") + 2


def test_warnings_are_shown(write: Callable[..., Path]) -> None:
    publication = read_publication(write("# Titel\n\nBarnet høres.<sup>1</sup>\n"))
    assert list(show(publication, 80))[-1] == "Advarsel: Mærke 1 har ingen fodnote."


def test_json_is_the_whole_publication(write: Callable[..., Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(write(SMALL)), "--json"]) == 0
    raw: dict[str, Any] = json.loads(capsys.readouterr().out)
    sentence = raw["sections"][0]["paragraphs"][0]["sentences"][0]
    assert (sentence["modality"], sentence["footnotes"]) == ("krav", [1])
    assert [ref["paragraf"] for ref in sentence["law_refs"]] == [5, 91]
    assert raw["text"] == SMALL
    assert set(Publication.__dataclass_fields__) == set(raw)


def test_a_closed_pipe_is_no_fault() -> None:
    command = f'"{sys.executable}" -m ingest "{MAIN}" | head -1'
    done = subprocess.run(command, shell=True, cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "Anbefalinger til kvalitet i sagsbehandlingen\n"
    assert done.stderr == ""


def test_a_bar_shows_how_far_a_long_file_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = draw(tmp_path / "lang.pdf", *(lines(f"Side {number} har sin egen tekst.") for number in range(40)))
    assert main([str(path)]) == 0
    said = capsys.readouterr()
    assert "Læser lang.pdf: " in said.err and "/40 [" in said.err
    assert "Læser" not in said.out


# What cannot be shown.


def fails(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """Run a command that must fail; gives its one sentence."""
    assert main(arguments) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("Pejl: ")
    assert said.err.count("\n") == 1
    return said.err


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"", "tom.md", "tom.md: it is empty"),
        (b" \n\n", "blank.txt", "blank.txt: it is empty"),
        (b"PK\x03\x04\x00\x00", "billede.txt", "billede.txt: it is binary"),
        ("Børn".encode("latin-1"), "latin.txt", "latin.txt: it is not UTF-8 (byte 1)"),
        ("Børn".encode("utf-16"), "bred.txt", "bred.txt: it is UTF-16"),
        (b"Barnet", "brev.odt", "brev.odt: files of kind '.odt' cannot be read in"),
        (b"Barnet", "brev", "brev: files of kind '' cannot be read in"),
        (b"# Kun en overskrift\n", "kort.md", "kort.md: no text was found in it"),
    ],
)
def test_unreadable_file(
    write: Callable[..., Path],
    capsys: pytest.CaptureFixture[str],
    content: bytes,
    name: str,
    says: str,
) -> None:
    assert says in fails([str(write(content, name))], capsys)


def test_missing_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "væk.md: it cannot be opened" in fails([str(tmp_path / "væk.md")], capsys)


def test_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "it is a folder" in fails([str(tmp_path)], capsys)


def test_file_without_rights(
    write: Callable[..., Path], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert "it cannot be opened (Permission denied)" in fails([str(write(SMALL))], capsys)


def test_no_file_at_all(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([])
    assert stopped.value.code == 2
    assert "FIL" in capsys.readouterr().err


# Checking.


def findings(write: Callable[..., Path], text: str) -> list[str]:
    return check(read_publication(write(text)))


def test_check_finds_nothing_in_a_sound_text(write: Callable[..., Path]) -> None:
    assert findings(write, SMALL) == []


@pytest.mark.parametrize(
    ("text", "finding"),
    [
        ("# T\n\nBarnet høres.<sup>1</sup>\n", "Mærke 1 har ingen fodnote."),
        ("# T\n\nEt.\n\n<sup>1</sup> Lundy, 2007.\n", "Fodnote 1 har intet mærke i teksten."),
        (
            "# T\n\nBarnet høres, jf. barnets lov § 999.\n",
            "Barnets lov § 999: loven slutter ved § {last}.",
        ),
        (
            "# T\n\nBarnet høres.<sup>1</sup>\n\n1 Barnets lov, §§ 5-999.\n",
            "Barnets lov §§ 5-999 (fodnote 1): loven slutter ved § {last}.",
        ),
        (
            "# T\n\n## Del\n\nBarnet høres altid. Det gælder også\n",
            "Sætning uden slutpunktum i »T > Del«: …Barnet høres altid. Det gælder også",
        ),
        ("# T\n\n## Del\n\nEt.\n\n## Del\n\nTo.\n", "Overskriften »Del« står flere gange i »T«."),
        ("# T\n\nEt.\n\n# T\n\nTo.\n", "Overskriften »T« står flere gange."),
        ("# T\n\nEt.\n\n## Tom\n", "Afsnittet »T > Tom« er tomt."),
    ],
)
def test_check_finds(write: Callable[..., Path], text: str, finding: str) -> None:
    assert findings(write, text) == [finding.format(last=load_laws()["BL"].last_paragraf)]


@pytest.mark.parametrize("text", ["Kontakt: Anna Holm", "- Kommunernes Landsforening", "Skal barnet høres?"])
def test_short_lines_need_no_full_stop(write: Callable[..., Path], text: str) -> None:
    assert findings(write, f"# T\n\n{text}\n") == []


def test_check_lists_every_publication(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEJL_SOURCES", str(ROOT / "sources"))
    assert main(["check"]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    for entry in load_catalog(ROOT / "sources").entries:
        assert f"({entry.file}): " in said.out
    assert "Mærke 25 står alene" in said.out


def copy_sources(target: Path) -> Path:
    shutil.copytree(ROOT / "sources" / "publications", target / "publications")
    shutil.copy(ROOT / "sources" / "catalog.toml", target)
    return target


def test_check_names_what_is_lost_and_checks_the_rest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = copy_sources(tmp_path / "sources")
    (sources / "publications" / MAIN.name).unlink()
    monkeypatch.setenv("PEJL_SOURCES", str(sources))
    assert main(["check"]) == 1
    said = capsys.readouterr()
    assert f"Pejl: {MAIN.name}: the catalog names it" in said.err
    assert said.out.count(".txt): ") == 4


def test_check_says_when_there_is_no_catalog(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PEJL_SOURCES", str(tmp_path))
    assert "there is no catalog" in fails(["check"], capsys)


def test_check_says_when_a_setting_is_wrong(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PEJL_PORT", "mange")
    assert "PEJL_PORT is 'mange'" in fails(["check"], capsys)
