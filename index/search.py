"""Question → passages: every signal asks for the same passage in its own way, and they are fused."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.adapter import adapt
from index.addresses import Addresses, find_addresses
from index.build import check_manifest, question_id, read_entries, read_linked_questions, read_manifest, read_passages
from index.embedding import Embedder
from index.errors import StorageError
from index.lexical import LexicalIndex
from index.normalize import expand, gram_tokens, lemma_tokens
from index.passages import Passage
from index.questions import LinkedQuestion
from index.store import VectorStore
from ingest.catalog import CatalogEntry

Scores = NDArray[np.float32]

KEPT = 10
_RRF = 10.0  # reciprocal rank fusion: a first place counts 1/11, a second 1/12
_REACH = {"texts": 100, "sentences": 200, "questions": 200}  # vectors asked of Chroma
_LIGHTEST = 0.8  # what a publication of no weight keeps of its score


@dataclass(frozen=True, slots=True)
class Found:
    """A passage with its fused score and the signals behind it (similarities and BM25, by name)."""

    passage: Passage
    score: float
    signals: dict[str, float]


@dataclass(frozen=True, slots=True)
class SearchResult:
    """`kept` is in order, best first; `rejected` follows it. `sentence_scores` gives the similarity of
    sentences by passage and number, `asked` the nearest editorial questions with theirs."""

    question: str
    kept: tuple[Found, ...]
    rejected: tuple[Found, ...]
    sentence_scores: dict[tuple[str, int], float]
    asked: tuple[tuple[LinkedQuestion, float], ...]
    addresses: Addresses
    timings_ms: dict[str, float] = field(default_factory=dict)


class Index:
    """An opened index. Raises StorageError when there is none, MismatchError for another model's."""

    def __init__(self, folder: Path, embedder: Embedder) -> None:
        manifest = read_manifest(folder)
        if manifest is None:
            raise StorageError(f"{folder}: there is no index yet; build it with 'python -m index'.")
        check_manifest(manifest, embedder)
        self._embedder = embedder
        files = folder / manifest.files
        try:
            self.passages = read_passages(files)
            self.questions = read_linked_questions(files)
            self.entries = {entry.id: entry for entry in read_entries(files)}
            self._adapter = np.load(files / "adapter.npy")
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise StorageError(f"{files}: the index is damaged; build it anew with 'python -m index --rebuild'.") from error
        self.fingerprint = manifest.fingerprint
        self._store = VectorStore(folder / "chroma")
        self.rows = {passage.id: row for row, passage in enumerate(self.passages)}
        self._asked = {question_id(question): question for question in self.questions}
        self._asked_rows = np.array([self.rows[q.passage_id] for q in self.questions], dtype=np.int64)
        texts = [passage.embedded_text for passage in self.passages]
        self._text_grams = LexicalIndex(texts, gram_tokens)
        self._text_lemmas = LexicalIndex(texts, lemma_tokens)
        self._question_grams = LexicalIndex([question.question for question in self.questions], gram_tokens)
        weights = [self.entry(passage).weight for passage in self.passages]
        self._weights = _LIGHTEST + (1 - _LIGHTEST) * np.array(weights, dtype=np.float32)

    def entry(self, passage: Passage) -> CatalogEntry:
        return self.entries[passage.publication_id]

    def passage(self, passage_id: str) -> Passage:
        return self.passages[self.rows[passage_id]]

    def search(self, question: str) -> SearchResult:
        """The passages that best answer `question`, all signals fused."""
        started = time.perf_counter()
        plain = expand(question)
        vector = self._embedder.embed_question(plain)
        embedded = time.perf_counter()
        signals, sentence_scores, asked = self._signals(plain, vector)
        addresses = find_addresses(question)
        scores = _fuse(list(signals.values())) * self._weights
        scores += addresses.bonus(self.passages)
        order = np.argsort(-scores, kind="stable")
        found = [
            Found(
                self.passages[row],
                float(scores[row]),
                {name: float(values[row]) for name, values in signals.items()},
            )
            for row in order[: 3 * KEPT]
        ]
        timings = {"embed": (embedded - started) * 1e3, "search": (time.perf_counter() - embedded) * 1e3}
        return SearchResult(
            question, tuple(found[:KEPT]), tuple(found[KEPT:]), sentence_scores, asked, addresses, timings
        )

    def _signals(
        self, question: str, vector: NDArray[np.float32]
    ) -> tuple[dict[str, Scores], dict[tuple[str, int], float], tuple[tuple[LinkedQuestion, float], ...]]:
        """Scores of all passages by each signal, 0 where it has nothing to say."""
        both = np.stack([vector, adapt(vector, self._adapter)])
        signals: dict[str, Scores] = {}
        signals["text"], signals["text_adapted"] = self._by_passage("texts", both)
        sentence_hits = self._store.nearest("sentences", both, _REACH["sentences"])
        signals["sentence"], signals["sentence_adapted"] = (self._best(hits) for hits in sentence_hits)
        sentence_scores = {
            (hit.passage_id, int(hit.id.rpartition("/")[2])): hit.similarity for hit in reversed(sentence_hits[1])
        }
        hits = [hit for hit in self._store.nearest("questions", both[:1], _REACH["questions"])[0] if hit.id in self._asked]
        asked = tuple((self._asked[hit.id], hit.similarity) for hit in hits)
        signals["question"], signals["question_top3"] = self._best_questions(asked)
        signals["grams"] = self._text_grams.scores(question)
        signals["lemmas"] = self._text_lemmas.scores(question)
        signals["question_grams"] = self._zeros()
        if self.questions:
            np.maximum.at(signals["question_grams"], self._asked_rows, self._question_grams.scores(question))
        return signals, sentence_scores, asked

    def _by_passage(self, kind: str, vectors: NDArray[np.float32]) -> list[Scores]:
        return [self._best(hits) for hits in self._store.nearest(kind, vectors, _REACH[kind])]

    def _best(self, hits: Sequence[object]) -> Scores:
        scores = self._zeros()
        for hit in hits:
            row = self.rows.get(hit.passage_id)  # type: ignore[attr-defined]
            if row is not None:
                scores[row] = max(scores[row], hit.similarity)  # type: ignore[attr-defined]
        return scores

    def _best_questions(self, asked: Sequence[tuple[LinkedQuestion, float]]) -> tuple[Scores, Scores]:
        """By the nearest of a passage's questions, and by the mean of its three nearest."""
        nearest, top3 = self._zeros(), self._zeros()
        by_row: dict[int, list[float]] = {}
        for question, similarity in asked:
            by_row.setdefault(self.rows[question.passage_id], []).append(similarity)
        floor = asked[-1][1] if asked else 0.0
        for row, similarities in by_row.items():
            nearest[row] = similarities[0]
            best = [*similarities[:3], floor, floor][:3]
            top3[row] = sum(best) / 3
        return nearest, top3

    def _zeros(self) -> Scores:
        return np.zeros(len(self.passages), dtype=np.float32)


def _fuse(signals: Sequence[Scores]) -> Scores:
    """Reciprocal rank fusion; a signal that says 0 of a passage adds nothing for it."""
    fused = np.zeros_like(signals[0])
    for scores in signals:
        order = np.argsort(-scores, kind="stable")
        ranks = np.empty(len(scores), dtype=np.float32)
        ranks[order] = np.arange(1, len(scores) + 1)
        fused += np.where(scores > 0, 1.0 / (_RRF + ranks), 0.0).astype(np.float32)
    return fused
