"""Vectors in Chroma: the one file that knows chromadb.

Three collections, told apart by what a vector stands for: a passage's text with its heading path, one
of its sentences, or an editorial question that it answers. Metadata names the passage.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from index.errors import StorageError

os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")  # before anything may import onnxruntime
os.environ.setdefault("ANONYMIZED_TELEMETRY", "False")

if TYPE_CHECKING:
    from chromadb.api.models.Collection import Collection

Vectors = NDArray[np.float32]

KINDS = ("texts", "sentences", "questions")
_HNSW: Any = {"space": "cosine", "ef_construction": 200, "ef_search": 300, "max_neighbors": 32}
_WRITE = 1000  # records a write; Chroma takes 5,461 at most


@dataclass(frozen=True, slots=True)
class Hit:
    """A vector found: its id, its passage and the cosine similarity to the question."""

    id: str
    passage_id: str
    similarity: float


def record_id(passage_id: str, part: str, text: str) -> str:
    """A vector's id: its passage, which part of it, and a digest, so that another text has another id."""
    return f"{passage_id}|{part}|{hashlib.sha256(text.encode()).hexdigest()[:12]}"


def passage_of(id: str) -> str:
    return id.split("|")[0]


def part_of(id: str) -> str:
    return id.split("|")[1]


class VectorStore:
    """The three collections in one embedded Chroma."""

    def __init__(self, folder: Path) -> None:
        import chromadb
        from chromadb.config import Settings

        try:
            folder.mkdir(parents=True, exist_ok=True)
            settings = Settings(anonymized_telemetry=False, allow_reset=False)
            self._client = chromadb.PersistentClient(str(folder), settings)
            self._collections = {kind: self._collection(kind) for kind in KINDS}
        except Exception as error:  # Chroma's own errors have no common base for a folder it cannot use
            raise StorageError(
                f"{folder}: the vectors cannot be opened there ({error}); make PEJL_DATA writable."
            ) from error

    def _collection(self, kind: str) -> Collection:
        # embedding_function=None: else Chroma would download a model of its own
        return self._client.get_or_create_collection(kind, embedding_function=None, configuration={"hnsw": _HNSW})

    def ids(self, kind: str) -> set[str]:
        return set(self._collections[kind].get(include=[])["ids"])

    def vectors(self, kind: str, ids: Sequence[str]) -> Vectors:
        """The vectors of `ids`, in their order, shape (len(ids), dimensions)."""
        found = self._collections[kind].get(ids=list(ids), include=["embeddings"])
        rows = {id: row for row, id in enumerate(found["ids"])}
        embeddings = np.asarray(found["embeddings"], dtype=np.float32)
        return embeddings[[rows[id] for id in ids]]

    def add(self, kind: str, ids: Sequence[str], vectors: Vectors) -> None:
        for at in range(0, len(ids), _WRITE):
            part = slice(at, at + _WRITE)
            metadatas: list[Any] = [{"passage_id": passage_of(id)} for id in ids[part]]
            self._collections[kind].upsert(ids=list(ids[part]), embeddings=vectors[part], metadatas=metadatas)

    def remove(self, kind: str, ids: Iterable[str]) -> None:
        gone = sorted(ids)
        for at in range(0, len(gone), _WRITE):
            self._collections[kind].delete(ids=gone[at : at + _WRITE])

    def clear(self) -> None:
        for kind in KINDS:
            self._client.delete_collection(kind)
            self._collections[kind] = self._collection(kind)

    def nearest(self, kind: str, vector: Vectors, count: int) -> list[Hit]:
        """The `count` vectors nearest to a question's, shape (dimensions,), most similar first."""
        found = self._collections[kind].query(query_embeddings=vector, n_results=count, include=["distances"])
        ids, distances = found["ids"][0], (found["distances"] or [[]])[0]
        return [Hit(id, passage_of(id), 1.0 - float(distance)) for id, distance in zip(ids, distances, strict=True)]
