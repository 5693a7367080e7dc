"""The index: built once, brought up to date, and refused rather than mixed."""

from __future__ import annotations

import dataclasses
import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from index.build import build, gather, read_manifest
from index.embedding import Embedder, load_embedder
from index.errors import MismatchError, ModelError, StorageError
from index.search import Index

ROOT = Path(__file__).resolve().parent.parent


class CountingEmbedder:
    """The real embedder, counting the texts that it embeds."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder, self.identity, self.count = embedder, embedder.identity, 0
        self.tuning = embedder.tuning

    def embed_passages(self, texts):
        self.count += len(texts)
        return self._embedder.embed_passages(texts)

    def embed_questions(self, texts):
        self.count += len(texts)
        return self._embedder.embed_questions(texts)

    def read_question(self, question):
        return self._embedder.read_question(question)


@pytest.fixture(scope="module")
def embedder(settings):
    return load_embedder("", settings.data)


def test_a_second_build_embeds_nothing(small_sources, tmp_path, embedder):
    counting = CountingEmbedder(embedder)
    assert build(gather(small_sources), tmp_path / "index", counting)
    first = counting.count
    assert first > 0
    assert not build(gather(small_sources), tmp_path / "index", counting)
    assert counting.count == first


def test_removing_a_publication_removes_its_passages_and_nothing_else(small_sources, tmp_path, embedder):
    folder = tmp_path / "index"
    build(gather(small_sources), folder, embedder)
    before = {p.id for p in Index(folder, embedder).passages if p.publication_id == "boerneinddragelse-webside-2023"}
    catalog = small_sources / "catalog.toml"
    head, first, second = catalog.read_text(encoding="utf-8").split("[[publication]]")
    kept = first if "webside" in first else second
    catalog.write_text("[[publication]]".join([head, kept]), encoding="utf-8")
    counting = CountingEmbedder(embedder)
    assert build(gather(small_sources), folder, counting)
    assert counting.count == 0
    index = Index(folder, embedder)
    assert {passage.id for passage in index.passages} == before
    result = index.search("Hvem består Partnerskab om Børnene Først af?")
    assert {found.passage.publication_id for found in result.kept} == {"boerneinddragelse-webside-2023"}


def test_an_index_of_another_model_is_refused_and_left_as_it_was(small_sources, tmp_path, embedder):
    folder = tmp_path / "index"
    build(gather(small_sources), folder, embedder)
    other = CountingEmbedder(embedder)
    other.identity = "another-model"
    before = (folder / "manifest.json").read_bytes()
    with pytest.raises(MismatchError, match=r"was built by the model .* --rebuild"):
        build(gather(small_sources), folder, other)
    with pytest.raises(MismatchError):
        Index(folder, other)
    assert (folder / "manifest.json").read_bytes() == before and other.count == 0


def test_a_build_that_fails_midway_leaves_the_old_index_whole(small_sources, tmp_path, embedder):
    folder = tmp_path / "index"
    build(gather(small_sources), folder, embedder)
    whole = Index(folder, embedder).search("Hvad er de syv anbefalinger?").kept[0].passage
    catalog = small_sources / "catalog.toml"
    catalog.write_text(catalog.read_text(encoding="utf-8").replace('webside-2023"', 'webside-ny"', 1), encoding="utf-8")

    class Failing(CountingEmbedder):
        def embed_passages(self, texts):
            if self.count:
                raise RuntimeError("the power went")
            return super().embed_passages(texts)

    with pytest.raises(RuntimeError):
        build(gather(small_sources), folder, Failing(embedder))
    assert Index(folder, embedder).search("Hvad er de syv anbefalinger?").kept[0].passage == whole


def test_the_unpacked_model_tells_near_from_far(embedder):
    question = embedder.embed_question("Hvornår skal der være en barnets plan?")
    near, far = embedder.embed_passages(["Der skal altid udarbejdes en barnets plan.", "Opskrift på pandekager."])
    assert question.shape == (384,) and question.dtype == np.float32
    assert float(np.linalg.norm(question)) == pytest.approx(1.0, abs=1e-5)
    assert question @ near > question @ far + 0.04


def test_reading_a_question_gives_its_vector_and_a_unit_vector_of_each_layer_on_the_way(embedder):
    question = "Hvornår skal der være en barnets plan?"
    read = embedder.read_question(question)
    assert np.allclose(read.vector, embedder.embed_question(question), atol=1e-6)
    layers = read.layers.reshape(6, 384)
    assert np.allclose(np.linalg.norm(layers, axis=1), 1.0, atol=1e-5)
    assert len({layer.tobytes() for layer in layers}) == 6
    other = embedder.untuned().read_question(question)
    assert np.allclose(other.vector, embedder.untuned().embed_question(question), atol=1e-6) and not other.layers.size


def test_a_model_that_is_none_is_named(tmp_path):
    with pytest.raises(ModelError, match="PEJL_EMBEDDING_MODEL"):
        load_embedder(str(tmp_path / "no-model"), tmp_path)


def test_a_damaged_index_is_told_how_to_mend(small_sources, tmp_path, embedder):
    folder = tmp_path / "index"
    build(gather(small_sources), folder, embedder)
    manifest = read_manifest(folder)
    assert manifest
    (folder / manifest.files / "passages.jsonl").write_text('{"half', encoding="utf-8")
    with pytest.raises(StorageError, match="damaged; build it anew"):
        Index(folder, embedder)


def run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", *arguments]
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, timeout=300, env={**os.environ, **environment}
    )


def one_sentence(done: subprocess.CompletedProcess[str]) -> str:
    """What stands on standard error besides progress: one line, no stack trace."""
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    lines = [line for line in done.stderr.splitlines() if line.startswith("Pejl: ")]
    assert len(lines) == 1, done.stderr
    return lines[0]


def test_a_wrong_checksum_stops_before_anything_is_touched(small_sources, tmp_path, index):
    (small_sources / "publications" / "syv-anbefalinger-artikel-2023.txt").write_text(
        "en anden tekst", encoding="utf-8"
    )
    done = run("index", PEJL_SOURCES=str(small_sources), PEJL_DATA=str(tmp_path / "data"))
    assert "sha256" in one_sentence(done)
    assert not (tmp_path / "data").exists()


def test_a_data_folder_that_cannot_be_written_is_named(tmp_path, index):
    (tmp_path / "data").write_text("a file where a folder should be", encoding="utf-8")
    assert str(tmp_path / "data") in one_sentence(run("index", PEJL_DATA=str(tmp_path / "data")))


def test_a_port_that_is_no_number_is_named(index):
    assert "PEJL_PORT" in one_sentence(run("app", PEJL_PORT="http"))


def test_the_index_says_what_built_it(settings, index):
    manifest = json.loads((settings.data / "index" / "manifest.json").read_text(encoding="utf-8"))
    assert "multilingual-e5-small" in manifest["model"]
    assert dataclasses.asdict(read_manifest(settings.data / "index")) == manifest


def test_publications_are_kept_whole(settings, index, main_publication):
    assert index.publications[main_publication.id] == main_publication
    assert index.publications.keys() == {entry.id for entry in gather(settings.sources).entries}


def test_an_editorial_question_typed_as_it_stands_is_known_again_however_it_is_written(index):
    rewritten = [linked for linked in index.questions if linked.sought != linked.question]
    assert any("BFU" in linked.question for linked in rewritten)
    for linked in rewritten[::100]:
        assert index.search(linked.question).asked[0][1] > 0.99, linked.question
