"""Question → passages: every signal asks for the same passage in its own way, and they are fused.

A dense signal is made a probability over all passages (a softmax at the temperature of e5's narrow
cosines), a lexical one a share of its best score; the fused score is their weighted sum. A passage that
one signal is sure of thus comes before one that several half believe in, which reciprocal ranks
cannot tell apart.
"""

from __future__ import annotations

import math
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.adapter import adapt
from index.addresses import Addresses, find_addresses
from index.build import check_manifest, question_id, read_manifest
from index.embedding import Embedder, ReadQuestion
from index.errors import StorageError
from index.kept import read_entries, read_linked_questions, read_passages, read_publications
from index.lexical import LexicalIndex
from index.normalize import gram_tokens, lemma_tokens
from index.passages import Passage
from index.questions import LinkedQuestion
from index.spelling import Spelling
from index.store import Hit, VectorStore, part_of
from index.tuning import TEMPERATURE, Prototypes
from ingest.catalog import CatalogEntry
from ingest.publication import Publication

Scores = NDArray[np.float32]

KEPT = 10
_REACH = {"texts": 100, "sentences": 200, "questions": 200}  # vectors asked of Chroma
# Weight and temperature of the dense signals, weight of the lexical ones where all of those speak.
_DENSE = {
    "text": (1.0, 0.02),
    "sentence": (1.5, 0.02),
    "question": (0.6, 0.02),
    "taught": (1.5, 0.03),
    "taught_sentence": (1.5, 0.03),
    "words": (0.4, 0.05),
}
_LEXICAL = {"question_grams": 0.1, "grams": 0.1}
_LOOKED_UP = {"grams": 1.0, "asked": 0.5}  # a word that stands in the text itself weighs most
_SHORTEST_PART = 5  # letters of a compound's part
_LIGHTEST = 0.8  # what a publication of no weight keeps of its score


@dataclass(frozen=True, slots=True)
class Found:
    """A passage with its fused score and the signals behind it (similarities and BM25, by name)."""

    passage: Passage
    score: float
    signals: dict[str, float]


@dataclass(frozen=True, slots=True)
class SearchResult:
    """`searched` is the question as it was searched with: respelt, abbreviations and English terms
    explained. `kept` is in order, best first; `rejected` follows it. `sentence_scores` gives the similarity of
    sentences by passage and number, `taught_scores` that of their prototypes, `word_scores` how many of the question's
    words each and its editorial questions hold beside the one that holds most, `asked` the nearest editorial questions
    with theirs, `read` is the question as the model read it. `open` are the log-odds that the question is like
    those that nothing answers rather than like those that a passage does."""

    question: str
    searched: str
    kept: tuple[Found, ...]
    rejected: tuple[Found, ...]
    sentence_scores: dict[tuple[str, int], float]
    taught_scores: dict[tuple[str, int], float]
    word_scores: dict[tuple[str, int], float]
    asked: tuple[tuple[LinkedQuestion, float], ...]
    addresses: Addresses
    read: ReadQuestion
    open: float
    timings_ms: dict[str, float] = field(default_factory=dict)


class Index:
    """An opened index. Raises StorageError when there is none, MismatchError for another model's."""

    def __init__(self, folder: Path, embedder: Embedder) -> None:
        manifest = read_manifest(folder)
        if manifest is None:
            raise StorageError(f"{folder}: there is no index yet; build it with 'python -m index'.")
        check_manifest(manifest, embedder)
        self._embedder = embedder
        self._files = files = folder / manifest.files
        try:
            self.passages = read_passages(files)
            self.questions = read_linked_questions(files)
            self.entries = {entry.id: entry for entry in read_entries(files)}
            taught = dict(np.load(files / "taught.npz"))
            self._adapter = taught.pop("adapter")
            self._prototypes = Prototypes(**taught)
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise StorageError(
                f"{files}: the index is damaged; build it anew with 'python -m index --rebuild'."
            ) from error
        self.fingerprint = manifest.fingerprint
        self._store = VectorStore(folder / "chroma")
        self.rows = {passage.id: row for row, passage in enumerate(self.passages)}
        sentences = [(passage.id, number) for passage in self.passages for number in range(len(passage.sentences))]
        self._sentences = {key: row for row, key in enumerate(sentences)}
        self._sentence_rows = np.array([self.rows[id] for id, _ in sentences], dtype=np.int64)
        self._asked = {question_id(question): question for question in self.questions}
        self._asked_rows = np.array([self.rows[q.passage_id] for q in self.questions], dtype=np.int64)
        texts = [passage.embedded_text for passage in self.passages]
        self._text_grams = LexicalIndex(texts, gram_tokens)
        self._question_grams = LexicalIndex([question.sought for question in self.questions], gram_tokens)
        self._sentence_words = LexicalIndex(self._sentences_with_questions(), lemma_tokens)
        self._lemmas = {lemma for text in [*texts, *(q.sought for q in self.questions)] for lemma in lemma_tokens(text)}
        self._all_lemmas = "\n".join(self._lemmas)  # one text to look for parts of compounds in
        self._spelling = Spelling(texts)
        self._holding = Counter(lemma for p in self.passages for lemma in set(lemma_tokens(p.text)))
        weights = [self.entry(passage).weight for passage in self.passages]
        self._weights = _LIGHTEST + (1 - _LIGHTEST) * np.array(weights, dtype=np.float32)
        self._current = np.array([not self.entry(passage).replaced_by for passage in self.passages], dtype=bool)

    @property
    def current(self) -> tuple[Passage, ...]:
        """The passages of editions that no newer one replaces."""
        return tuple(passage for passage in self.passages if not self.entry(passage).replaced_by)

    @cached_property
    def publications(self) -> dict[str, Publication]:
        """The publications themselves, by id, as they were read in; taken up when first asked for."""
        return {publication.id: publication for publication in read_publications(self._files)}

    def entry(self, passage: Passage) -> CatalogEntry:
        return self.entries[passage.publication_id]

    def passage(self, passage_id: str) -> Passage:
        return self.passages[self.rows[passage_id]]

    def rarity(self, lemma: str) -> float:
        """How much a lemma tells: the logarithm of how few passages hold it, 0 for one that all hold."""
        return math.log((len(self.passages) + 1) / (self._holding.get(lemma, 0) + 1))

    def knows(self, lemma: str) -> bool:
        """Whether a publication or an editorial question holds the lemma, also as part of a compound."""
        return lemma in self._lemmas or (len(lemma) >= _SHORTEST_PART and lemma in self._all_lemmas)

    def search(self, question: str, *, replaced: bool = False) -> SearchResult:
        """The passages that best answer `question`, all signals fused.

        Those of an edition that a newer one replaces have no say unless `replaced`.
        """
        speaking = np.ones_like(self._current) if replaced else self._current
        started = time.perf_counter()
        plain = self._spelling.plain(question)
        read = self._embedder.read_question(plain)
        vector = read.vector
        embedded = time.perf_counter()
        signals, sentence_scores, asked = self._signals(plain, vector, speaking)
        taught, open_ = self._compare_taught(vector, signals, speaking)
        word_scores = self._compare_words(plain, signals, speaking)
        addresses = find_addresses(question)
        scores = _fuse(signals) * self._weights
        scores += addresses.bonus(self.passages)
        order = np.argsort(-scores, kind="stable")
        order = order[speaking[order]]
        found = [
            Found(
                self.passages[row],
                float(scores[row]),
                {name: float(values[row]) for name, values in signals.items()},
            )
            for row in order[: 3 * KEPT]
        ]
        timings = {"embed": (embedded - started) * 1e3, "search": (time.perf_counter() - embedded) * 1e3}
        kept, rejected = tuple(found[:KEPT]), tuple(found[KEPT:])
        return SearchResult(
            question,
            plain,
            kept,
            rejected,
            sentence_scores,
            taught,
            word_scores,
            asked,
            addresses,
            read,
            open_,
            timings,
        )

    def read(self, question: str) -> ReadQuestion:
        """`question` as it is sought with."""
        return self._embedder.read_question(self._spelling.plain(question))

    def look_up(self, words: str, count: int) -> tuple[Passage, ...]:
        """The current passages that share most with `words`, and with questions that do; nothing is embedded."""
        plain = self._spelling.plain(words)
        signals = {"grams": self._text_grams.scores(plain) * self._current, "asked": self._zeros()}
        if self.questions:
            asked = self._question_grams.scores(plain) * self._current[self._asked_rows]
            np.maximum.at(signals["asked"], self._asked_rows, asked)
        scores = self._zeros()
        for name, values in signals.items():
            scores += _LOOKED_UP[name] * values / max(float(values.max()), 1e-9)
        order = np.argsort(-scores, kind="stable")[:count]
        return tuple(self.passages[row] for row in order if scores[row] > 0)

    def _signals(
        self, question: str, vector: NDArray[np.float32], speaking: NDArray[np.bool_]
    ) -> tuple[dict[str, Scores], dict[tuple[str, int], float], tuple[tuple[LinkedQuestion, float], ...]]:
        """Scores of all passages by each signal, 0 where it has nothing to say.

        Texts and sentences are sought with the adapted question, questions with the question as it is.
        """
        adapted = adapt(vector, self._adapter)
        text_hits = self._nearest("texts", adapted, speaking)
        sentence_hits = self._nearest("sentences", adapted, speaking)
        question_hits = self._nearest("questions", vector, speaking)
        signals = {
            "text": self._best(text_hits),
            "sentence": self._best(sentence_hits),
            "question": self._best(question_hits),
            "grams": self._text_grams.scores(question) * speaking,
            "question_grams": self._zeros(),
        }
        if self.questions:
            asked_grams = self._question_grams.scores(question) * speaking[self._asked_rows]
            np.maximum.at(signals["question_grams"], self._asked_rows, asked_grams)
        sentence_scores = {(hit.passage_id, int(part_of(hit.id))): hit.similarity for hit in sentence_hits}
        asked = tuple((self._asked[hit.id], hit.similarity) for hit in question_hits if hit.id in self._asked)
        return signals, sentence_scores, asked

    def _compare_taught(
        self, vector: NDArray[np.float32], signals: dict[str, Scores], speaking: NDArray[np.bool_]
    ) -> tuple[dict[tuple[str, int], float], float]:
        """Put the signals of the prototypes beside the others; similarities of sentences, and `SearchResult.open`."""
        adapted = adapt(vector, self._prototypes.matrix)
        by_passage = np.maximum(self._prototypes.passages @ adapted, 0) * speaking
        by_sentence = np.maximum(self._prototypes.sentences @ adapted, 0) * speaking[self._sentence_rows]
        signals["taught"], signals["taught_sentence"] = by_passage, self._zeros()
        np.maximum.at(signals["taught_sentence"], self._sentence_rows, by_sentence)
        open_ = _log_sum(self._prototypes.open @ adapted) - _log_sum(by_passage[by_passage > 0])
        return {key: float(by_sentence[row]) for key, row in self._sentences.items() if by_sentence[row]}, open_

    def _compare_words(
        self, question: str, signals: dict[str, Scores], speaking: NDArray[np.bool_]
    ) -> dict[tuple[str, int], float]:
        """Put that signal beside the others; by sentence, 1 for the one that holds most."""
        signals["words"] = self._zeros()
        if not self.questions:  # the sentences' own words say what 5-grams say already
            return {}
        by_sentence = self._sentence_words.scores(question) * speaking[self._sentence_rows]
        by_sentence /= max(float(by_sentence.max(initial=0.0)), 1e-9)
        np.maximum.at(signals["words"], self._sentence_rows, by_sentence)
        return {key: float(by_sentence[row]) for key, row in self._sentences.items() if by_sentence[row]}

    def _sentences_with_questions(self) -> list[str]:
        """Each sentence with the questions that it answers: expansion by queries (Nogueira et al., doc2query, 2019)."""
        texts = [sentence.text for passage in self.passages for sentence in passage.sentences]
        for question in self.questions:
            for number in question.sentences:
                texts[self._sentences[question.passage_id, number]] += f" {question.sought}"
        return texts

    def _nearest(self, kind: str, vector: NDArray[np.float32], speaking: NDArray[np.bool_]) -> list[Hit]:
        hits = self._store.nearest(kind, vector, _REACH[kind])
        return [hit for hit in hits if (row := self.rows.get(hit.passage_id)) is None or speaking[row]]

    def _best(self, hits: Sequence[Hit]) -> Scores:
        """For each passage the similarity of its nearest vector; vectors of an older index say nothing."""
        scores = self._zeros()
        for hit in hits:
            row = self.rows.get(hit.passage_id)
            if row is not None:
                scores[row] = max(scores[row], hit.similarity)
        return scores

    def _zeros(self) -> Scores:
        return np.zeros(len(self.passages), dtype=np.float32)


def _fuse(signals: dict[str, Scores]) -> Scores:
    fused = np.zeros_like(signals["text"])
    speaking = {name: weight for name, (weight, _) in _DENSE.items() if signals[name].any()}
    for name, weight in speaking.items():
        fused += weight * _softmax(signals[name], _DENSE[name][1])
    share = sum(speaking.values()) / sum(weight for weight, _ in _DENSE.values())
    for name, weight in _LEXICAL.items():
        fused += share * weight * signals[name] / max(float(signals[name].max()), 1e-9)
    return fused


def _log_sum(similarities: Scores) -> float:
    """How much all of them weigh together, as a logarithm; of none, as much as one of no similarity."""
    return float(np.logaddexp.reduce(similarities / TEMPERATURE)) if len(similarities) else 0.0


def _softmax(scores: Scores, temperature: float) -> Scores:
    raised = np.exp((scores - scores.max()) / temperature) * (scores > 0)
    shares: Scores = raised / raised.sum()
    return shares
