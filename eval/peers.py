"""Two peers over Pejl's own passages: BM25 alone and dense search alone.

A peer has no abstention: it always answers, with the first texts found, as many as Pejl's longest
answer has words. A follow-up is searched together with the questions before it, for a peer has no
other way to understand it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from app.answer import Turn
from app.render import law_ref_text
from app.texts import AnswerStatus
from eval.bench import Bench
from eval.responses import REACH, Ask, Cited, Place, Response, Stated, place_of
from index.build import text_id
from index.lexical import LexicalIndex
from index.normalize import gram_tokens
from index.passages import Passage
from index.store import VectorStore

_WORDS = 115  # of an answer; the first text is given whole, however long it is


def bm25(bench: Bench) -> Ask:
    """BM25 over passages with their headings, on character 5-grams: stronger in Danish than words are."""
    passages = bench.material.passages
    lexical = LexicalIndex([passage.embedded_text for passage in passages], gram_tokens)

    def ask(question: str, history: Sequence[Turn]) -> Response:
        scores = lexical.scores(joined(question, history))
        order = np.argsort(-scores, kind="stable")[:REACH]
        return _from_passages([passages[row] for row in order], float(scores[order[0]]))

    return ask


def dense(bench: Bench) -> Ask:
    """The nearest passages by their text's vector, with the question as it is."""
    store = VectorStore(bench.index / "chroma")
    by_id = {passage.id: passage for passage in bench.material.passages}
    current = {text_id(passage) for passage in by_id.values()}
    embedder = bench.embedder.untuned()

    def ask(question: str, history: Sequence[Turn]) -> Response:
        vector = embedder.embed_question(joined(question, history))
        hits = [hit for hit in store.nearest("texts", vector, REACH) if hit.id in current]
        return _from_passages([by_id[hit.passage_id] for hit in hits], hits[0].similarity)

    return ask


def joined(question: str, history: Sequence[Turn]) -> str:
    return " ".join([*(turn.question for turn in history), question])


def _from_passages(passages: Sequence[Passage], confidence: float) -> Response:
    refs = {passage.id: [law_ref_text(ref) for ref in passage.law_refs if ref.law] for passage in passages}
    return first_texts([place_of(passage) for passage in passages], refs, confidence)


def first_texts(places: Sequence[Place], law_refs: dict[str, list[str]], confidence: float) -> Response:
    """A response made of the first texts found, each cited whole; `law_refs` are those of each text."""
    taken: list[Place] = []
    words = 0
    for place in places:
        words += len(place.text.split())
        if taken and words > _WORDS:
            break
        taken.append(place)
    numbered = list(enumerate(taken, start=1))
    return Response(
        status=AnswerStatus.ANSWERED,
        statements=tuple(Stated(text=place.text, citations=(number,)) for number, place in numbered),
        citations=tuple(Cited(number=number, place=place, quote=place.text) for number, place in numbered),
        law_refs=tuple(dict.fromkeys(ref for place in taken for ref in law_refs.get(place.id, []))),
        ranked=tuple(places),
        confidence=confidence,
    )
