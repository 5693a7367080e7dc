"""Publications come, go and are replaced: each change touches its own passages, and nothing else."""

from __future__ import annotations

import dataclasses
import hashlib
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from law_maker import law_xml

from app.__main__ import _parser
from app.addressed import collect_addressed
from app.answer import answer_question
from app.evidence import weigh_evidence
from app.render import to_json, to_markdown
from app.select import select_sentences
from app.site_about import about_html
from index.build import Material, gather
from index.embedding import ReadQuestion
from index.passages import Passage
from index.search import Index
from index.store import Hit
from ingest.catalog import load_catalog
from ingest.errors import CatalogError
from ingest.law_files import keep_law, laws_folder
from ingest.read_law import parse_law
from ingest.settings import Settings

FIRST = "# Vejledning\n\nBarnet skal høres, før der træffes afgørelse i sagen.\n\nPlanen følges op efter tre måneder.\n"
SECOND = FIRST.replace("tre måneder", "fire måneder")
OTHER = "# Håndbog\n\nForældrene skal have besked om, hvad der er besluttet.\n"


def write(sources: Path, *publications: tuple[str, str, dict[str, str]]) -> Path:
    """Sources with these publications: id, text, and keys of the catalog beside the usual."""
    folder = sources / "publications"
    folder.mkdir(parents=True, exist_ok=True)
    entries = []
    for id, text, more in publications:
        (folder / f"{id}.md").write_text(text, encoding="utf-8")
        values = dict.fromkeys(("publisher", "published", "edition", "url", "isbn", "licence", "law_version"), "")
        values |= {"id": id, "title": id, "short_title": id, "kind": "vejledning", "language": "da", "file": f"{id}.md"}
        values |= {"sha256": hashlib.sha256(text.encode()).hexdigest(), **more}
        entries.append("[[publication]]\n" + "".join(f'{key} = "{value}"\n' for key, value in values.items()))
    (sources / "catalog.toml").write_text("\n".join(entries), encoding="utf-8")
    return sources


def by_publication(material: Material) -> dict[str, list[Passage]]:
    found: dict[str, list[Passage]] = {entry.id: [] for entry in material.entries}
    for passage in material.passages:
        found[passage.publication_id].append(passage)
    return found


def changed(before: Material, after: Material) -> tuple[set[str], set[str]]:
    """Texts of the passages that went, and of those that came."""
    old, new = ({passage.id: passage.text for passage in material.passages} for material in (before, after))
    return {old[id] for id in old.keys() - new.keys()}, {new[id] for id in new.keys() - old.keys()}


# Change.


def test_adding_a_publication_leaves_the_others_as_they_were(tmp_path: Path) -> None:
    before = gather(write(tmp_path, ("a", FIRST, {})))
    after = gather(write(tmp_path, ("b", OTHER, {}), ("a", FIRST, {})))
    assert changed(before, after) == (set(), {"Forældrene skal have besked om, hvad der er besluttet."})
    assert by_publication(after)["a"] == by_publication(before)["a"]


def test_removing_a_publication_removes_its_own_passages(tmp_path: Path) -> None:
    before = gather(write(tmp_path, ("a", FIRST, {}), ("b", OTHER, {})))
    after = gather(write(tmp_path, ("a", FIRST, {})))
    assert changed(before, after) == ({"Forældrene skal have besked om, hvad der er besluttet."}, set())
    assert by_publication(after)["a"] == by_publication(before)["a"]


def test_replacing_a_file_changes_the_passages_that_differ(tmp_path: Path) -> None:
    before = gather(write(tmp_path, ("a", FIRST, {}), ("b", OTHER, {})))
    after = gather(write(tmp_path, ("a", SECOND, {}), ("b", OTHER, {})))
    gone, come = {"Planen følges op efter tre måneder."}, {"Planen følges op efter fire måneder."}
    assert changed(before, after) == (gone, come)


def test_marking_an_edition_changes_no_passage(tmp_path: Path) -> None:
    before = gather(write(tmp_path, ("a", FIRST, {}), ("a2", SECOND, {})))
    after = gather(write(tmp_path, ("a", FIRST, {"replaced_by": "a2"}), ("a2", SECOND, {"edition_of": "a"})))
    assert before.passages == after.passages
    assert before.fingerprint != after.fingerprint


def test_a_law_comes_and_goes_with_its_file(tmp_path: Path) -> None:
    sources, data = write(tmp_path / "sources", ("a", FIRST, {})), tmp_path / "data"
    without = gather(sources, data)
    assert without == gather(sources)
    path = keep_law(law_xml(), parse_law(law_xml(), "lov.xml"), data)
    after = gather(sources, data)
    gone, come = changed(without, after)
    assert gone == set() and "§ 91, stk. 2. Planen kan samles. Den er kort." in come and len(come) == 5
    entry = after.entries[-1]
    assert (entry.kind, entry.weight, entry.law_version) == ("lov", 0.7, "Barnets lov, LBK nr. 282 af 17/03/2025")
    (laws_folder(data) / "halv.xml").write_bytes(b"<html>")
    assert gather(sources, data).warnings[-1].startswith("halv.xml: it is a web page")
    path.unlink()
    assert gather(sources, data).passages == without.passages


# The catalog.


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"replaced_by": "c"}, "publication a: replaced_by 'c' is no other publication's id; "),
        ({"replaced_by": "a"}, "publication a: replaced_by 'a' is no other publication's id; "),
        ({"edition_of": "c"}, "publication a: edition_of 'c' is no other publication's id; "),
        ({"replaced_by": "b"}, "is replaced by itself in a circle; "),
    ],
)
def test_a_wrong_edition_is_told(tmp_path: Path, more: dict[str, str], says: str) -> None:
    other = {"replaced_by": "a"} if "circle" in says else {}
    with pytest.raises(CatalogError) as error:
        load_catalog(write(tmp_path, ("a", FIRST, more), ("b", OTHER, other)))
    message = str(error.value)
    assert says in message and message.endswith(".") and message.count("; ") == 1 and "\n" not in message


def test_the_keys_may_be_left_out(tmp_path: Path) -> None:
    (entry,) = load_catalog(write(tmp_path, ("a", FIRST, {}))).entries
    assert (entry.edition_of, entry.replaced_by) == ("", "")


# Answers. The vectors are made up, so that no model is needed; all else is the index itself.


class MadeUpStore:
    """Every text is as near as any other."""

    def __init__(self, passages: tuple[Passage, ...]) -> None:
        self._passages = passages

    def nearest(self, kind: str, vector: object, count: int) -> list[Hit]:
        return [] if kind == "questions" else [Hit(f"{p.id}|0|x", p.id, 0.9) for p in self._passages][:count]


DIMENSIONS = 384  # of the vectors that evidence is weighed by


@pytest.fixture
def index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Index:
    law = parse_law(law_xml(), "lov.xml")
    keep_law(law_xml(), law, tmp_path / "data")
    law_version = {"law_version": "Barnets lov, LOV nr. 721 af 13/06/2023"}
    first = ("a", FIRST, {"replaced_by": "a2", **law_version})
    material = gather(write(tmp_path, first, ("a2", SECOND, {"edition_of": "a"})), tmp_path / "data")
    monkeypatch.setattr("index.search.read_manifest", lambda folder: SimpleNamespace(files="", fingerprint=""))
    monkeypatch.setattr("index.search.check_manifest", lambda manifest, embedder: None)
    monkeypatch.setattr("index.search.read_passages", lambda folder: material.passages)
    monkeypatch.setattr("index.search.read_linked_questions", lambda folder: material.questions)
    monkeypatch.setattr("index.search.read_entries", lambda folder: material.entries)
    monkeypatch.setattr("index.search.VectorStore", lambda folder: MadeUpStore(material.passages))
    monkeypatch.setattr("index.search.adapt", lambda vector, adapter: vector)
    same, none = np.eye(DIMENSIONS), np.zeros((len(material.passages), DIMENSIONS))
    of_sentences = np.zeros((sum(len(passage.sentences) for passage in material.passages), DIMENSIONS))
    np.savez(tmp_path / "taught.npz", adapter=same, passages=none, sentences=of_sentences, open=none[:1], matrix=same)
    read = ReadQuestion(np.eye(DIMENSIONS, dtype=np.float32)[0], np.zeros(0, dtype=np.float32), "")
    embedder = SimpleNamespace(read_question=lambda question: read, identity="")
    return Index(tmp_path, embedder)  # type: ignore[arg-type]


QUESTION = "Hvornår følges planen op?"


def test_a_replaced_edition_is_left_out_unless_asked_for(index: Index) -> None:
    assert {p.publication_id for p in index.passages} == {"a", "a2", "bl-lbk-2025-282"}
    current, every = index.search(QUESTION), index.search(QUESTION, replaced=True)
    assert {found.passage.publication_id for found in (*current.kept, *current.rejected)} == {"a2", "bl-lbk-2025-282"}
    assert {found.passage.publication_id for found in every.kept} == {"a", "a2", "bl-lbk-2025-282"}
    assert not [key for key in current.sentence_scores if key[0].startswith("a#")]


def test_an_edition_that_is_left_out_takes_nothing_from_the_others(index: Index) -> None:
    both = {found.passage.id: found.score for found in index.search(QUESTION).kept}
    index._current[:] = True
    shared = {found.passage.id: found.score for found in index.search(QUESTION).kept}
    assert all(both[id] > shared[id] for id in both)


def test_recommendations_come_before_the_law(index: Index) -> None:
    weights = {p.publication_id: float(index._weights[row]) for row, p in enumerate(index.passages)}
    assert weights["a2"] > weights["bl-lbk-2025-282"]


def test_a_named_stykke_of_the_law_comes_first(index: Index) -> None:
    first = index.search("Hvad siger barnets lov § 91, stk. 2?").kept[0].passage
    assert first.text == "§ 91, stk. 2. Planen kan samles. Den er kort."


def answer_from(index: Index, start: str) -> object:
    from app.answer import Answer, Statement, _citation
    from app.select import Chosen
    from app.texts import AnswerStatus

    passage = next(passage for passage in index.passages if passage.text.startswith(start))
    citation = _citation(1, Chosen(passage, passage.sentences[:1], 0.0))
    statement = Statement(citation.quote, (1,))
    return Answer(AnswerStatus.ANSWERED, QUESTION, statements=(statement,), citations=(citation,))


def test_a_citation_tells_its_law_version_and_the_newer_one(index: Index) -> None:
    (cited,) = to_json(answer_from(index, "Barnet skal"), index)["citations"]  # type: ignore[arg-type]
    assert cited["law_version"] == "Barnets lov, LOV nr. 721 af 13/06/2023"
    assert cited["newer_law_version"] == "Barnets lov, LBK nr. 282 af 17/03/2025"
    assert cited["replaced_by"] == "a2"


def test_a_citation_of_the_law_tells_the_version_that_was_read_in(index: Index) -> None:
    answer = answer_from(index, "§ 91, stk. 2.")
    (cited,) = to_json(answer, index)["citations"]  # type: ignore[arg-type]
    assert cited["law_version"] == "Barnets lov, LBK nr. 282 af 17/03/2025"
    assert cited["newer_law_version"] is None
    assert cited["law_refs"] == ["Barnets lov § 91, stk. 2"]
    assert cited["section"] == "Kapitel 9 Prøvens plan > § 91"
    assert "[1] § 91 · Barnets lov (LBK nr. 282 af 17/03/2025)" in to_markdown(answer, index)  # type: ignore[arg-type]


def test_a_replaced_edition_is_marked_and_not_among_the_sources_of_answers(index: Index) -> None:
    assert "(erstattet af en nyere udgave)" in to_markdown(answer_from(index, "Barnet skal"), index)  # type: ignore[arg-type]
    listed = about_html(index, Settings())
    assert "Erstattet af a2" in listed and "Erstattet af a." not in listed


def test_the_command_line_asks_for_replaced_editions() -> None:
    assert _parser().parse_args(["ask", "--replaced", "Hvad?"]).replaced
    assert not _parser().parse_args(["ask", "Hvad?"]).replaced


def test_entries_of_an_older_index_are_read(index: Index) -> None:
    raw = dataclasses.asdict(index.entries["a2"])
    del raw["edition_of"], raw["replaced_by"]
    assert type(index.entries["a2"])(**raw).replaced_by == ""


@pytest.mark.parametrize(
    ("question", "answers"),
    [
        ("Hvad siger barnets lov § 94 a?", True),
        ("Hvad siger barnets lov § 12?", False),
        ("Hvad siger serviceloven § 94 a?", False),
    ],
)
def test_a_paragraf_that_was_read_in_is_an_answer(index: Index, question: str, answers: bool) -> None:
    result = index.search(question)
    assert weigh_evidence(question, result, index).answers is answers
    if answers:
        chosen = select_sentences(question, result, index.rarity)
        assert chosen[0].passage.text == "§ 94 a. Ministeren fastsætter regler."


def test_a_question_for_a_paragraf_gets_the_whole_of_it(index: Index) -> None:
    answer = answer_question(index, "Hvad siger barnets lov § 91?")
    assert [citation.passage.text[:14] for citation in answer.citations] == [
        "§ 91, stk. 1. ",
        "§ 91, stk. 2. ",
        "§ 91, stk. 3-5",
    ]
    assert answer.statements[1].text == "Planen kan samles. Den er kort."
    assert answer.statements[0].text.startswith("Prøveudvalget skal") and "b) læring." in answer.statements[0].text


def test_an_address_in_a_replaced_edition_is_left_out_too(index: Index) -> None:
    passages = index.current
    assert {passage.publication_id for passage in passages} == {"a2", "bl-lbk-2025-282"}
    addresses = index.search("barnets lov § 108").addresses
    assert collect_addressed(addresses, passages) == []  # § 91 refers to § 108, but is not it
