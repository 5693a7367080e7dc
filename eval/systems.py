"""The systems that are measured, each made once from the bench and then asked question by question."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from app.answer import Answer, Turn
from app.render import law_ref_text
from app.service import ask as ask_pejl
from app.service import open_model
from app.texts import AnswerStatus
from app.writer import Writer
from eval.bench import Bench
from eval.errors import RunError
from eval.peers import bm25, dense
from eval.responses import REACH, Ask, Cited, Place, Response, Stated, place_of
from index.build import build
from index.search import Found, Index, SearchResult


@dataclass(frozen=True, slots=True)
class System:
    name: str
    title: str
    make: Callable[[Bench], Ask]


class _WatchedIndex(Index):
    """An index that keeps its last search, for an answer carries only the first ten places."""

    last: SearchResult | None = None

    def search(self, *arguments: Any, **options: Any) -> SearchResult:
        self.last = super().search(*arguments, **options)
        return self.last


def pejl(bench: Bench) -> Ask:
    return _pejl(bench, bench.index)


def pejl_without_questions(bench: Bench) -> Ask:
    """Pejl as a publication newly added meets it: no editorial questions, so no adapter and no prototypes either.

    It is flattered a little all the same: the encoder of questions was tuned on these very publications.
    The index is copied, so that nothing is embedded twice, and brought up to date without questions.
    """
    folder = bench.scratch / "without-questions"
    shutil.copytree(bench.index, folder)
    build(replace(bench.material, questions=(), warnings=()), folder, bench.embedder)
    return _pejl(bench, folder)


def pejl_with_model(bench: Bench) -> Ask:
    """Pejl with the language model of the settings. Raises RunError where none is set."""
    writer, _ = open_model(bench.settings)
    if writer is None:
        raise RunError("There is no language model to measure; set PEJL_LLM.")
    return _pejl(bench, bench.index, writer)


def _pejl(bench: Bench, folder: Path, writer: Writer | None = None) -> Ask:
    index = _WatchedIndex(folder, bench.embedder)
    places = {passage.id: place_of(passage) for passage in index.passages}

    def ask(question: str, history: Sequence[Turn]) -> Response:
        index.last = None
        answer = ask_pejl(index, question, history, writer=writer)
        searched = (*index.last.kept, *index.last.rejected) if index.last else ()
        return response_of(answer, searched, places)

    return ask


def response_of(answer: Answer, searched: Sequence[Found], places: Mapping[str, Place]) -> Response:
    """Pejl's answer in the form of all systems. `searched` goes on where the places in the answer end;
    `places` are those of the index: an answer is held to them, not to what it says of itself."""
    ranked = dict.fromkeys(found.passage.id for found in (*answer.found, *searched))
    return Response(
        status=answer.status,
        statements=tuple(Stated(text=s.text, citations=s.citations, lead_in=s.lead_in) for s in answer.statements),
        citations=tuple(
            Cited(number=c.number, place=places.get(c.passage.id, Place(id=c.passage.id, text="")), quote=c.quote)
            for c in answer.citations
        ),
        law_refs=tuple(law_ref_text(ref) for ref in answer.law_refs),
        ranked=tuple(places[id] for id in ranked if id in places)[:REACH],
        confidence=answer.evidence.probability if answer.evidence else None,
        written=answer.written if answer.status is AnswerStatus.ANSWERED else None,
        dropped=dict(Counter(answer.dropped)),
        fault=answer.fault,
    )


def _langchain(bench: Bench) -> Ask:
    from eval.peers_langchain import langchain  # seconds to import, and the gate has no use for it

    return langchain(bench)


SYSTEMS = {
    system.name: system
    for system in (
        System("langchain", "LangChains opskrift", _langchain),
        System("bm25", "BM25 alene", bm25),
        System("dense", "Vektorer alene", dense),
        System("pejl_without_questions", "Pejl uden red. spørgsmål", pejl_without_questions),
        System("pejl", "Pejl", pejl),
        System("pejl_model", "Pejl med sprogmodel", pejl_with_model),
    )
}
WITH_MODEL = "pejl_model"
WITHOUT_MODEL = tuple(name for name in SYSTEMS if name != WITH_MODEL)
