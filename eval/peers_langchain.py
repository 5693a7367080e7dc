"""LangChain's usual recipe, as a peer: split recursively, embed, take the most similar.

RecursiveCharacterTextSplitter with 1,000 characters and 200 of overlap over the publications' texts as
they are, and similarity search in Chroma, as LangChain's own tutorial on retrieval has it. The model is
Pejl's.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from langchain_chroma import Chroma
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_text_splitters import RecursiveCharacterTextSplitter

from app.answer import Turn
from app.render import law_ref_text
from eval.bench import Bench
from eval.peers import first_texts, joined
from eval.responses import REACH, Ask, Place, Response
from index.embedding import Embedder
from index.passages import Passage
from ingest.catalog import load_catalog, read_catalogued
from ingest.law_references import find_law_refs

_SIZE, _OVERLAP = 1000, 200
_WRITE = 32  # texts embedded at a time, so that a broken-off run is taken up again


class _Embeddings(Embeddings):
    """Pejl's model in the form that LangChain wants."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        vectors: list[list[float]] = self._embedder.embed_passages(texts).tolist()
        return vectors

    def embed_query(self, text: str) -> list[float]:
        vector: list[float] = self._embedder.embed_question(text).tolist()
        return vector


def langchain(bench: Bench) -> Ask:
    """The recipe; its vectors are kept in the data folder and embedded anew only when texts change."""
    splits = _split(bench)
    store = _fill(bench, splits)
    places = {id: _place(id, split, bench.material.passages) for id, split in splits.items()}
    law_refs = {id: _law_refs(split.page_content) for id, split in splits.items()}

    def ask(question: str, history: Sequence[Turn]) -> Response:
        found = store.similarity_search_with_score(joined(question, history), k=REACH)
        ranked = [places[document.id] for document, _ in found if document.id in places]
        return first_texts(ranked, law_refs, confidence=-found[0][1])

    return ask


def _split(bench: Bench) -> dict[str, Document]:
    catalog = load_catalog(bench.settings.sources)
    known = {entry.id for entry in bench.material.entries}
    documents = [
        Document(read_catalogued(catalog, entry).text, metadata={"publication": entry.id})
        for entry in catalog.entries
        if entry.id in known
    ]
    splitter = RecursiveCharacterTextSplitter(chunk_size=_SIZE, chunk_overlap=_OVERLAP, add_start_index=True)
    return {_identity(split): split for split in splitter.split_documents(documents)}


def _identity(split: Document) -> str:
    text = "\0".join((split.metadata["publication"], str(split.metadata["start_index"]), split.page_content))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _fill(bench: Bench, splits: dict[str, Document]) -> Chroma:
    embedder = bench.embedder.untuned()
    model = hashlib.sha256(embedder.identity.encode()).hexdigest()[:8]
    folder = bench.settings.data / "eval" / f"langchain-{model}"
    store = Chroma("splits", embedding_function=_Embeddings(embedder), persist_directory=str(folder))
    present = set(store.get(include=[])["ids"])
    if stale := sorted(present - splits.keys()):
        store.delete(stale)
    missing = sorted(splits.keys() - present)
    for at in range(0, len(missing), _WRITE):
        part = missing[at : at + _WRITE]
        store.add_documents([splits[id] for id in part], ids=part)
    return store


def _place(id: str, split: Document, passages: Sequence[Passage]) -> Place:
    """A split stands where the passage stands that it shares most characters with."""
    start, publication = split.metadata["start_index"], split.metadata["publication"]
    end = start + len(split.page_content)
    own = [passage for passage in passages if passage.publication_id == publication]
    nearest = max(own, key=lambda passage: min(end, passage.end) - max(start, passage.start))
    return Place(
        id=id,
        text=split.page_content,
        publication=publication,
        recommendation=nearest.recommendation,
        sections=nearest.section_path,
    )


def _law_refs(text: str) -> list[str]:
    return [law_ref_text(ref) for ref in find_law_refs(text) if ref.law]
