"""The catalog: what is right is read, and what is wrong is told in one sentence that says what to do."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from pdf_pages import draw, lines

from index.build import gather
from ingest.catalog import KIND_WEIGHT, CatalogEntry, load_catalog, read_catalogued
from ingest.errors import CatalogError, UnreadableError
from ingest.progress import page_bar

ROOT = Path(__file__).resolve().parents[1]
TEXT = "# En vejledning\n\nBarnet skal høres, før der træffes afgørelse i sagen.\n"

ENTRY = {
    "id": "vejledning",
    "title": "En vejledning",
    "short_title": "Vejledning",
    "publisher": "Social- og Boligstyrelsen",
    "published": "2024",
    "edition": "",
    "kind": "vejledning",
    "language": "da",
    "url": "",
    "isbn": "",
    "file": "vejledning.md",
    "sha256": hashlib.sha256(TEXT.encode()).hexdigest(),
    "licence": "",
    "law_version": "",
}

Write = Callable[..., Path]


def toml(**changes: str | None) -> str:
    """An entry of the catalog; None leaves a key out."""
    values = {key: value for key, value in {**ENTRY, **changes}.items() if value is not None}
    return "[[publication]]\n" + "".join(f'{key} = "{value}"\n' for key, value in values.items())


def entry_of(content: bytes, name: str, **changes: str) -> str:
    return toml(file=name, sha256=hashlib.sha256(content).hexdigest(), **changes)


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes sources: a catalog and the files beside the sound one."""

    def write(catalog: str, **files: bytes) -> Path:
        publications = tmp_path / "publications"
        publications.mkdir()
        (publications / "vejledning.md").write_text(TEXT, encoding="utf-8")
        for name, content in files.items():
            (publications / name.replace("_", ".")).write_bytes(content)
        (tmp_path / "catalog.toml").write_text(catalog, encoding="utf-8")
        return tmp_path

    return write


def said(error: pytest.ExceptionInfo[Exception]) -> str:
    """The message, which must be one sentence with something to do after a semicolon."""
    message = str(error.value)
    assert "\n" not in message
    assert message.endswith(".")
    assert message.count("; ") == 1
    return message


# What is right.


def test_the_catalog_of_the_repository() -> None:
    catalog = load_catalog(ROOT / "sources")
    assert len(catalog.entries) == 5
    for entry in catalog.entries:
        publication = read_catalogued(catalog, entry)
        assert (publication.id, publication.title) == (entry.id, entry.title)


def test_a_sound_catalog_is_read(write: Write) -> None:
    catalog = load_catalog(write(toml()))
    assert catalog.entries == (CatalogEntry(**ENTRY),)
    assert catalog.entry("vejledning").weight == KIND_WEIGHT["vejledning"]
    publication = read_catalogued(catalog, catalog.entries[0])
    assert [section.title for section in publication.sections] == ["En vejledning"]


# A catalog that is wrong.


@pytest.mark.parametrize(
    ("catalog", "says"),
    [
        ("", "it names no publication; add a [[publication]] entry."),
        ('[publication]\nid = "a"\n', "it names no publication; add a [[publication]] entry."),
        ("publication = [1]\n", "publication 1 is no table; begin it with [[publication]]."),
        (toml(isbn=None), "publication vejledning lacks isbn; add it (empty where unknown)."),
        (toml(id=None, url=None), "publication 1 lacks id, url; add it (empty where unknown)."),
        (toml(kategori="x"), "publication vejledning has the unknown key kategori; mend the spelling."),
        (
            toml().replace('"2024"', "2024"),
            "publication vejledning: every value must be text; put that of published in quotes.",
        ),
        (toml(kind="bog"), "publication vejledning: kind 'bog' is unknown; use one of anbefalinger,"),
        (toml(id=""), "publication 1: its id is empty; give it one of its own."),
        (toml(file="../vejledning.md"), "file '../vejledning.md' is no name of a file; write one without folders"),
        (toml(file=""), "file '' is no name of a file; write one without folders"),
        (toml() + toml(), "two publications have the id 'vejledning'; give each its own."),
        ("[[publication]\n", "the catalog cannot be read ("),
    ],
)
def test_wrong_catalog(write: Write, catalog: str, says: str) -> None:
    with pytest.raises(CatalogError) as error:
        load_catalog(write(catalog))
    assert says in said(error)
    assert "catalog.toml: " in str(error.value)


def test_no_catalog(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match="there is no catalog; PEJL_SOURCES must name a folder") as error:
        load_catalog(tmp_path)
    said(error)


def test_catalog_in_another_encoding(tmp_path: Path) -> None:
    (tmp_path / "catalog.toml").write_bytes("# Børn\n".encode("latin-1"))
    with pytest.raises(CatalogError, match="the catalog cannot be read") as error:
        load_catalog(tmp_path)
    said(error)


# A file that is not what the catalog says.


def test_file_that_is_not_there(write: Write) -> None:
    catalog = load_catalog(write(toml(file="væk.md")))
    with pytest.raises(CatalogError, match=r"væk\.md: the catalog names it, but it is not in") as error:
        read_catalogued(catalog, catalog.entries[0])
    assert "put it there or take 'vejledning' out." in said(error)


def test_wrong_sha256_tells_the_right_one(write: Write) -> None:
    catalog = load_catalog(write(toml(sha256="0" * 64)))
    with pytest.raises(CatalogError, match=r"vejledning\.md: its sha256 is not the catalog's") as error:
        read_catalogued(catalog, catalog.entries[0])
    assert f'write sha256 = "{ENTRY["sha256"]}" there.' in said(error)


UNREADABLE = [
    (b"", "fil_txt", "fil.txt: it is empty; "),
    (b"PK\x03\x04\x00", "fil_txt", "fil.txt: it is binary, not text; "),
    ("Børn".encode("latin-1"), "fil_txt", "fil.txt: it is not UTF-8 (byte 1); "),
    ("Børn".encode("utf-16"), "fil_md", "fil.md: it is UTF-16, not UTF-8; "),
    (b"Barnet", "fil_odt", "fil.odt: files of kind '.odt' cannot be read in; "),
    (b"# Titel\n", "fil_md", "fil.md: no text was found in it; "),
]


@pytest.mark.parametrize(("content", "name", "says"), UNREADABLE)
def test_unreadable_file(write: Write, content: bytes, name: str, says: str) -> None:
    sources = write(entry_of(content, name.replace("_", ".")), **{name: content})
    catalog = load_catalog(sources)
    with pytest.raises(UnreadableError) as error:
        read_catalogued(catalog, catalog.entries[0])
    assert said(error).startswith(says)


@pytest.mark.parametrize(("content", "name", "says"), UNREADABLE)
def test_the_others_are_read_all_the_same(write: Write, content: bytes, name: str, says: str) -> None:
    catalog = entry_of(content, name.replace("_", "."), id="ulæselig") + toml()
    material = gather(write(catalog, **{name: content}))
    assert [entry.id for entry in material.entries] == ["vejledning"]
    assert {passage.publication_id for passage in material.passages} == {"vejledning"}
    (warning,) = material.warnings
    assert warning.startswith(says)


def test_a_bar_shows_how_far_a_long_pdf_is(write: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pages = (lines(f"Side {number} har sin egen tekst.") for number in range(40))
    content = draw(tmp_path / "a.pdf", *pages).read_bytes()
    material = gather(write(entry_of(content, "lang.pdf", id="lang") + toml(), lang_pdf=content), pages=page_bar)
    assert len(material.entries) == 2
    assert "Læser lang.pdf: " in capsys.readouterr().err


def test_file_without_rights_is_a_warning(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    read_bytes = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "lukket.md":
            raise PermissionError(13, "Permission denied")
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    material = gather(write(toml(id="lukket", file="lukket.md") + toml(), lukket_md=b"x"))
    assert material.warnings == ("lukket.md: it cannot be opened (Permission denied); check its rights.",)


def test_nothing_readable_is_an_error(write: Write) -> None:
    with pytest.raises(UnreadableError, match=r"fil\.txt: it is empty"):
        gather(write(entry_of(b"", "fil.txt"), fil_txt=b""))


def test_a_wrong_catalog_stops_everything(write: Write) -> None:
    with pytest.raises(CatalogError, match="its sha256 is not the catalog's"):
        gather(write(toml(id="forkert", sha256="0" * 64) + toml()))
