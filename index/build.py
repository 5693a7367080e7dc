"""Build the index: publications → passages → vectors, and what belongs to them.

Publications are read and linked before anything is touched; new vectors and a new folder of files are
added beside the old; then the manifest is replaced in one step, and only then does what is stale go.
An interrupted build leaves the old index whole, and the next one goes on where it stopped.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from index.adapter import VERSION as ADAPTER_VERSION
from index.adapter import Lesson, train_adapter
from index.embedding import Embedder
from index.errors import MismatchError, StorageError
from index.kept import passage_to_json, publication_to_json
from index.passages import Passage, PassageSentence, passages_of
from index.questions import EditorialQuestion, LinkedQuestion, link_questions, load_questions
from index.store import KINDS, VectorStore, record_id
from index.tuning import Asked, make_prototypes
from ingest.catalog import Catalog, CatalogEntry, load_catalog, read_catalogued
from ingest.errors import UnreadableError
from ingest.law_files import read_laws
from ingest.progress import PageBar, no_bar
from ingest.publication import Publication

FILES = 5  # raise it when other files are written beside the vectors; those are then written anew
FORMAT = 2  # raise it when what is stored changes its meaning; an index of another format is rebuilt
_STEP = 32  # texts embedded between two steps of the progress bar

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What built the index. `fingerprint` covers all that goes into it but the model."""

    format: int
    model: str
    fingerprint: str

    @property
    def files(self) -> str:
        """Name of the folder with the files of this very index."""
        return f"built-{self.fingerprint[:16]}"


@dataclass(frozen=True, slots=True)
class Material:
    """What is to be indexed. `warnings` name publications that could not be read, and lost questions."""

    entries: tuple[CatalogEntry, ...]
    publications: tuple[Publication, ...]
    passages: tuple[Passage, ...]
    questions: tuple[LinkedQuestion, ...]
    warnings: tuple[str, ...]

    @property
    def fingerprint(self) -> str:
        digest = hashlib.sha256(f"{FORMAT} {FILES} {ADAPTER_VERSION}".encode())
        for part in [*self.entries, *self.publications, *self.passages, *self.questions]:
            digest.update(repr(part).encode())
        return digest.hexdigest()


def gather(sources: Path, data: Path | None = None, pages: PageBar = no_bar, *, unreviewed: bool = False) -> Material:
    """Read all publications, and the laws of `data`, and link the editorial questions.

    Those that nobody has read have no say unless `unreviewed`. `pages` shows how far the reading of a file is.
    Raises CatalogError when the catalog is wrong; a publication that cannot be read is named in the
    warnings and the others are read all the same.
    """
    catalog = load_catalog(sources)
    publications: list[Publication] = []
    read: list[CatalogEntry] = []
    warnings: list[str] = []
    for entry in catalog.entries:
        try:
            publications.append(read_catalogued(catalog, entry, pages))
        except UnreadableError as error:
            warnings.append(str(error))
        else:
            read.append(entry)
    if not read:
        raise UnreadableError(" ".join(warnings))
    passages = [passage for publication in publications for passage in passages_of(publication)]
    questions, lost = _editorial_questions(catalog, passages, unreviewed)
    warnings += [
        f"questions.jsonl: the evidence of '{q.question}' stands in no passage of {q.publication}." for q in lost
    ]
    material = Material(tuple(read), tuple(publications), tuple(passages), tuple(questions), tuple(warnings))
    return _with_laws(material, data) if data else material


def _with_laws(material: Material, data: Path) -> Material:
    """A law in the catalog itself comes before one of the same id in the data folder."""
    known = {entry.id for entry in material.entries}
    laws, warnings = read_laws(data)
    laws = tuple(law for law in laws if law.entry.id not in known)
    return Material(
        (*material.entries, *(law.entry for law in laws)),
        (*material.publications, *(law.publication for law in laws)),
        (*material.passages, *(passage for law in laws for passage in passages_of(law.publication))),
        material.questions,
        (*material.warnings, *warnings),
    )


def _editorial_questions(
    catalog: Catalog, passages: Sequence[Passage], unreviewed: bool
) -> tuple[list[LinkedQuestion], list[EditorialQuestion]]:
    known = {entry.id for entry in catalog.entries}
    questions = load_questions(catalog.sources / "questions.jsonl")
    return link_questions((q for q in questions if (q.reviewed or unreviewed) and q.publication in known), passages)


def read_manifest(folder: Path) -> Manifest | None:
    """The description of the index in `folder`, None where there is none that can be read."""
    try:
        return Manifest(**json.loads((folder / "manifest.json").read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None


def check_manifest(manifest: Manifest, embedder: Embedder) -> None:
    """Raises MismatchError when another model built the index."""
    if manifest.model != embedder.identity:
        raise MismatchError(
            f"The index was built by the model '{manifest.model}', the setting is '{embedder.identity}'; set "
            "PEJL_EMBEDDING_MODEL back, or build anew with 'python -m index --rebuild'."
        )


def build(
    material: Material,
    folder: Path,
    embedder: Embedder,
    progress: Progress = lambda done, of: None,
    *,
    anew: bool = False,
) -> bool:
    """Bring the index in `folder` up to date; True when anything was done.

    Raises MismatchError when another model built it (unless `anew`), StorageError when `folder`
    cannot be written.
    """
    if not anew and _is_current(folder, material, embedder):
        return False
    _check_writable(folder)
    with _alone(folder):
        if not anew and _is_current(folder, material, embedder):  # another build came first
            return False
        _build(material, folder, embedder, progress, anew)
    return True


def _is_current(folder: Path, material: Material, embedder: Embedder) -> bool:
    manifest = read_manifest(folder)
    if manifest is None:
        return False
    check_manifest(manifest, embedder)
    return manifest.fingerprint == material.fingerprint and manifest.format == FORMAT


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Two builds at once would each take the other's vectors for stale: the second waits."""
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _build(material: Material, folder: Path, embedder: Embedder, progress: Progress, anew: bool) -> None:
    manifest = read_manifest(folder)
    store = VectorStore(folder / "chroma")
    if anew or (manifest and manifest.format != FORMAT):
        store.clear()
    wanted = _wanted(material)
    _add_missing(store, wanted, embedder, progress)
    new = Manifest(FORMAT, embedder.identity, material.fingerprint)
    try:
        _write_files(material, folder / new.files, store, embedder)
        _replace(folder / "manifest.json", [json.dumps(asdict(new), ensure_ascii=False)])
    except OSError as error:
        reason = f"the index cannot be written ({error.strerror})"
        raise StorageError(f"{folder}: {reason}; make PEJL_DATA writable.") from error
    for kind in KINDS:
        store.remove(kind, store.ids(kind) - wanted[kind].keys())
    for stale in folder.glob("built-*"):
        if stale.name != new.files:
            shutil.rmtree(stale, ignore_errors=True)


def _wanted(material: Material) -> dict[str, dict[str, str]]:
    """What is to be embedded, by collection and id."""
    texts = {text_id(passage): passage.embedded_text for passage in material.passages}
    sentences = {
        sentence_id(passage, number): sentence_text(sentence)
        for passage in material.passages
        for number, sentence in enumerate(passage.sentences)
    }
    questions = {question_id(question): question.sought for question in material.questions}
    return {"texts": texts, "sentences": sentences, "questions": questions}


def text_id(passage: Passage) -> str:
    return record_id(passage.id, "", passage.embedded_text)


def sentence_id(passage: Passage, number: int) -> str:
    return record_id(passage.id, str(number), sentence_text(passage.sentences[number]))


def question_id(question: LinkedQuestion) -> str:
    return record_id(question.passage_id, question.id, question.sought)


def sentence_text(sentence: PassageSentence) -> str:
    """A list item is embedded with the sentence that it continues."""
    return f"{sentence.lead_in} {sentence.text}".strip()


def _add_missing(store: VectorStore, wanted: dict[str, dict[str, str]], embedder: Embedder, progress: Progress) -> None:
    missing = {kind: sorted(records.keys() - store.ids(kind)) for kind, records in wanted.items()}
    total, done = sum(map(len, missing.values())), 0
    for kind, ids in missing.items():
        ids = sorted(ids, key=lambda id: len(wanted[kind][id]))  # like lengths together: less padding
        embed = embedder.embed_questions if kind == "questions" else embedder.embed_passages
        for at in range(0, len(ids), _STEP):
            part = ids[at : at + _STEP]
            store.add(kind, part, embed([wanted[kind][id] for id in part]))
            done += len(part)
            progress(done, total)


def _write_files(material: Material, folder: Path, store: VectorStore, embedder: Embedder) -> None:
    folder.mkdir(exist_ok=True)
    _write_taught(folder / "taught.npz", material, store, embedder)
    _replace(folder / "passages.jsonl", map(passage_to_json, material.passages))
    _replace(folder / "publications.jsonl", map(publication_to_json, material.publications))
    _replace(folder / "questions.jsonl", (json.dumps(asdict(q), ensure_ascii=False) for q in material.questions))
    _replace(folder / "entries.jsonl", (json.dumps(asdict(e), ensure_ascii=False) for e in material.entries))


def _write_taught(path: Path, material: Material, store: VectorStore, embedder: Embedder) -> None:
    """What the editorial questions teach: see `index.adapter` and `index.tuning`."""
    passages = {passage.id: passage for passage in material.passages}
    passage_rows = {id: row for row, id in enumerate(passages)}
    sentence_ids = [sentence_id(p, number) for p in passages.values() for number in range(len(p.sentences))]
    sentence_rows = {id: row for row, id in enumerate(sentence_ids)}
    answering = [
        sentence_rows[sentence_id(passages[q.passage_id], q.sentences[0])] if q.sentences else -1
        for q in material.questions
    ]
    texts = store.vectors("texts", [text_id(passage) for passage in passages.values()])
    by_passage = Lesson(texts, [passage_rows[q.passage_id] for q in material.questions])
    by_sentence = Lesson(store.vectors("sentences", sentence_ids), answering)
    ids = [question_id(q) for q in material.questions]
    questions = store.vectors("questions", ids) if ids else texts[:0]
    of_passages, of_sentences = defaultdict(list), defaultdict(list)
    for row, question in enumerate(material.questions):
        of_passages[question.passage_id].append(row)
        for number in question.sentences:
            of_sentences[question.passage_id, number].append(row)
    asked = Asked(questions, of_passages, of_sentences)
    prototypes = make_prototypes(material.passages, asked, embedder.tuning)
    np.savez(path, adapter=train_adapter(questions, [by_passage, by_sentence]), **asdict(prototypes))


def _check_writable(folder: Path) -> None:
    """Ask before Chroma does: it opens a read-only folder and fails only when it writes."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f".write-{os.getpid()}"
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise StorageError(f"{folder}: it cannot be written ({error.strerror}); make PEJL_DATA writable.") from error


def _replace(path: Path, lines: Iterable[str]) -> None:
    partial = path.with_name(f"{path.name}.partial")
    partial.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    os.replace(partial, path)
