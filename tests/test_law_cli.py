"""`python -m ingest law`: what it keeps, what it prints, and what it asks the network for."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from law_maker import PROVE_LAW, law_xml, of_paragraffer, paragraf

from ingest import law_command
from ingest.__main__ import main
from ingest.fetch_law import fetch_law
from ingest.law_files import laws_folder, read_laws
from ingest.laws import load_laws

ROOT = Path(__file__).resolve().parent.parent
WEB_PAGE = b"<!doctype html><html><head><title>Retsinformation</title></head><body></body></html>"


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PEJL_DATA", str(tmp_path / "data"))
    monkeypatch.setenv("no_proxy", "*")
    return tmp_path / "data"


@pytest.fixture
def write(tmp_path: Path) -> Callable[[bytes], str]:
    def write(raw: bytes) -> str:
        (tmp_path / "lov.xml").write_bytes(raw)
        return str(tmp_path / "lov.xml")

    return write


def kept(data: Path) -> list[str]:
    return sorted(path.name for path in laws_folder(data).glob("*"))


def fails(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    assert main(arguments) == 1
    said = capsys.readouterr()
    assert said.out == "" and said.err.startswith("Pejl: ") and said.err.count("\n") == 1
    return said.err


# From a file.


def test_a_law_is_kept_as_it_is_and_told(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["law", str(PROVE_LAW)]) == 0
    path = laws_folder(data) / "proeveloven-lbk-2099-1.xml"
    assert path.read_bytes() == PROVE_LAW.read_bytes()
    assert kept(data) == [path.name]
    assert capsys.readouterr().out.splitlines() == [
        "Prøveloven, LBK nr. 1 af 02/01/2099: 3 paragraffer, 5 stykker.",
        "Loven står ikke i sources/laws.toml, så henvisninger til den bliver ikke genkendt.",
        f"Den ligger i {path}. Næste start af Pejl (eller 'python -m index') tager den med.",
    ]


def test_an_older_version_may_stand_beside_the_newer(
    data: Path, write: Callable[[bytes], str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["law", write(law_xml("Barnets lov", kind="LOV", number=721, signed="2023-06-13"))]) == 0
    assert "svares ikke" not in capsys.readouterr().out
    assert main(["law", write(law_xml())]) == 0
    said = capsys.readouterr().out
    assert "Der svares ikke længere ud fra LOV nr. 721 af 13/06/2023; dens fil er bl-lov-2023-721.xml." in said
    assert kept(data) == ["bl-lbk-2025-282.xml", "bl-lov-2023-721.xml"]
    assert main(["law", write(law_xml("Barnets lov", kind="LOV", number=721, signed="2023-06-13"))]) == 0
    assert "Der svares ikke ud fra den, for bl-lbk-2025-282 er nyere." in capsys.readouterr().out


def test_a_broken_file_leaves_what_was_there(
    data: Path, write: Callable[[bytes], str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["law", write(law_xml())]) == 0
    capsys.readouterr()
    assert "lov.xml: it is not Retsinformation's XML, or is cut off" in fails(["law", write(law_xml()[:900])], capsys)
    assert (laws_folder(data) / "bl-lbk-2025-282.xml").read_bytes() == law_xml()


def test_an_interrupted_write_leaves_what_was_there(
    data: Path, write: Callable[[bytes], str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert main(["law", write(law_xml())]) == 0
    capsys.readouterr()

    def full(path: Path, raw: bytes) -> int:
        path.touch()
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", lambda path, raw: full(path, raw))
    source = data.parent / "lov.xml"
    assert "it cannot be written (No space left on device)" in fails(["law", str(source)], capsys)
    assert kept(data) == ["bl-lbk-2025-282.xml"]
    assert (laws_folder(data) / "bl-lbk-2025-282.xml").read_bytes() == law_xml()


@pytest.mark.parametrize("arguments", [["law"], ["law", "lov.xml", "--fetch", "BL"]])
def test_a_file_or_the_network_but_not_both(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert "angiv enten en fil eller --fetch" in capsys.readouterr().err


def test_a_file_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert "væk.xml: it cannot be opened" in fails(["law", "væk.xml"], capsys)


def test_a_damaged_file_in_the_folder_is_a_warning(data: Path, write: Callable[[bytes], str]) -> None:
    assert main(["law", write(law_xml())]) == 0
    (laws_folder(data) / "halv.xml").write_bytes(b"<Dokument>")
    laws, warnings = read_laws(data)
    assert [law.entry.id for law in laws] == ["bl-lbk-2025-282"]
    assert len(warnings) == 1 and warnings[0].startswith("halv.xml: ")


def test_what_looks_wrong_in_a_law_is_listed_too(
    data: Path, write: Callable[[bytes], str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PEJL_SOURCES", str(ROOT / "sources"))
    long = "Kommunen træffer afgørelse om støtte efter barnets lov § 999, når barnet og den unge har behov for det"
    raw = of_paragraffer(paragraf("§ 5.", ("", "Barnet høres.")), paragraf("§ 5.", ("", long)))
    assert main(["law", write(raw)]) == 0
    (laws_folder(data) / "halv.xml").write_bytes(b"<Dokument>")
    capsys.readouterr()
    assert main(["check"]) == 1
    said = capsys.readouterr()
    listed = said.out[said.out.index("prøver (") :].splitlines()
    assert any("Barnets lov § 999: loven slutter ved § 214." in line for line in listed)
    assert any("Sætning uden slutpunktum" in line and "behov for det" in line for line in listed)
    assert any("§ 5" in line and "flere gange" in line for line in listed)
    assert "Pejl: halv.xml: " in said.err


# From the network: a server of the machine's own, with answers in the form of Retsinformation's.


@dataclass
class Site:
    """What stands at each path, and what was asked for, with its User-Agent."""

    pages: dict[str, bytes] = field(default_factory=dict)
    asked: list[tuple[str, str]] = field(default_factory=list)
    address: str = ""


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append((self.path, self.headers["User-Agent"]))
            page = site.pages.get(self.path)
            self.send_response(404 if page is None else 200)
            self.end_headers()
            self.wfile.write(page or b"")

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        site.address = f"http://127.0.0.1:{server.server_port}"
        law = replace(load_laws()["BL"], newest=None, eli=f"{site.address}/eli/lta/2023/721")
        monkeypatch.setattr(law_command, "load_laws", lambda: {"BL": law})
        yield site
        server.shutdown()
        thread.join()


def consolidated_by(*versions: str) -> bytes:
    """Metadata as a list of statements; its addresses name the site, with or without www."""
    own = "https://retsinformation.dk/eli/lta/2023/721"
    said = [{"about": own, "property": "eli:title_short", "content": "LOV nr 721 af 13/06/2023"}]
    said += [
        {"about": own, "property": "eli:consolidated_by", "resource": f"https://retsinformation.dk/eli/lta/{version}"}
        for version in versions
    ]
    return json.dumps(said).encode()


def test_the_newest_version_is_fetched(site: Site, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    site.pages = {
        "/eli/lta/2023/721.json": consolidated_by("2024/890", "2024/83"),
        "/eli/lta/2024/890.json": consolidated_by("2025/282", "2024/83"),
        "/eli/lta/2025/282.json": consolidated_by("2025/282"),
        "/eli/lta/2025/282/xml": law_xml(),
    }
    assert main(["law", "--fetch"]) == 0
    said = capsys.readouterr()
    assert said.out.startswith("Barnets lov, LBK nr. 282 af 17/03/2025: 3 paragraffer, 5 stykker.\n")
    assert said.err == ""
    assert [path for path, _ in site.asked] == list(site.pages)
    assert all(agent.startswith("Pejl/") for _, agent in site.asked)
    assert (laws_folder(data) / "bl-lbk-2025-282.xml").read_bytes() == law_xml()


@pytest.mark.parametrize(
    "metadata",
    [
        {"consolidated_by": "https://www.retsinformation.dk/eli/lta/2025/282"},
        {"@graph": [{"eli:consolidated_by": [{"@id": "https://www.retsinformation.dk/eli/lta/2025/282"}]}]},
        {"x": {"http://data.europa.eu/eli/ontology#consolidated_by": [{"type": "uri", "value": "/eli/lta/2025/282"}]}},
    ],
)
def test_metadata_in_its_other_forms(metadata: object) -> None:
    pages = {
        "https://r.dk/eli/lta/2023/721.json": json.dumps(metadata).encode(),
        "https://r.dk/eli/lta/2025/282.json": b"{}",
        "https://r.dk/eli/lta/2025/282/xml": law_xml(),
    }
    fetched = fetch_law("https://r.dk/eli/lta/2023/721", pages.__getitem__)
    assert (fetched.address, fetched.sure) == ("https://r.dk/eli/lta/2025/282", True)


@pytest.mark.parametrize("metadata", [None, WEB_PAGE, b"[" * 100_000])
def test_without_metadata_it_is_said_that_a_newer_one_may_be(
    site: Site, capsys: pytest.CaptureFixture[str], metadata: bytes | None
) -> None:
    site.pages = {"/eli/lta/2023/721/xml": law_xml("Barnets lov", kind="LOV", number=721, signed="2023-06-13")}
    if metadata is not None:
        site.pages["/eli/lta/2023/721.json"] = metadata
    assert main(["law", "--fetch", "bl"]) == 0
    assert "sagde ikke, om Barnets lov findes i en nyere version end LOV nr. 721" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("page", "says"),
    [
        (WEB_PAGE, "/eli/lta/2023/721/xml: it is a web page, not the law's XML; "),
        (law_xml()[:2000], "/eli/lta/2023/721/xml: it is not Retsinformation's XML, or is cut off; "),
        (law_xml("Bekendtgørelse af adoptionsloven", ""), "/eli/lta/2023/721: it is Adoptionsloven, not Barnets lov; "),
        (None, "/eli/lta/2023/721/xml: 127.0.0.1"),
    ],
)
def test_another_answer_is_told_and_nothing_is_kept(
    site: Site, data: Path, capsys: pytest.CaptureFixture[str], page: bytes | None, says: str
) -> None:
    site.pages = {"/eli/lta/2023/721.json": consolidated_by()}
    if page is not None:
        site.pages["/eli/lta/2023/721/xml"] = page
    assert says in fails(["law", "--fetch"], capsys)
    assert kept(data) == []


def test_without_a_network_it_says_so(
    data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as server:
        port = server.server_port  # free again when the server is closed
    law = replace(load_laws()["BL"], newest=None, eli=f"http://127.0.0.1:{port}/eli/lta/2023/721")
    monkeypatch.setattr(law_command, "load_laws", lambda: {"BL": law})
    said = fails(["law", "--fetch"], capsys)
    assert f"127.0.0.1:{port} cannot be reached (" in said and "'python -m ingest law FILE.xml'" in said
    assert kept(data) == []


@pytest.mark.parametrize("short", ["SEL", "XYZ", ""])
def test_a_law_without_address_is_named(short: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert "sources/laws.toml gives no address for it; use one of BL." in fails(["law", "--fetch", short], capsys)


def test_only_addresses_of_the_web_are_asked(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    law = replace(load_laws()["BL"], newest=None, eli="file:///etc/hostname")
    monkeypatch.setattr(law_command, "load_laws", lambda: {"BL": law})
    assert "it is no address of the web; " in fails(["law", "--fetch"], capsys)
