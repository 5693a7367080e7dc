"""Pejl's search as a LangChain retriever, for people who build something of their own.

Nothing in Pejl uses it. `PejlRetriever(index=open_index(load_settings()))` is all that is needed.
"""

from __future__ import annotations

from typing import Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document
from langchain_core.retrievers import BaseRetriever
from langchain_core.runnables import RunnableConfig
from pydantic import ConfigDict, Field

from app.blocked import find_block
from app.concrete_case import means_decision
from app.links import passage_url
from app.render import law_ref_text
from app.service import prepare
from index.passages import Passage
from index.search import KEPT, Found, Index
from ingest.settings import Settings


def open_index(settings: Settings) -> Index:
    """The index of what stands in `sources` now, brought up to date first. Raises IngestError or IndexingError."""
    return prepare(settings)


class PejlRetriever(BaseRetriever):
    """The `k` passages that best answer a question, best first, whole and verbatim.

    A question that Pejl itself would turn away – one that holds a CPR number or asks for a decision in a
    case – finds nothing; no callback is told of a CPR number, and it is not embedded.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    index: Index
    k: int = Field(default=5, ge=1, le=KEPT)
    replaced: bool = False

    def invoke(self, input: str, config: RunnableConfig | None = None, **kwargs: Any) -> list[Document]:
        return [] if find_block(input) else super().invoke(input, config, **kwargs)

    async def ainvoke(self, input: str, config: RunnableConfig | None = None, **kwargs: Any) -> list[Document]:
        return [] if find_block(input) else await super().ainvoke(input, config, **kwargs)

    def _get_relevant_documents(self, query: str, *, run_manager: CallbackManagerForRetrieverRun) -> list[Document]:
        result = self.index.search(query, replaced=self.replaced)
        if means_decision(query, result.read):
            return []
        return [self._document(found) for found in result.kept[: self.k]]

    def _document(self, found: Found) -> Document:
        return Document(page_content=found.passage.text, id=found.passage.id, metadata=self._facts(found))

    def _facts(self, found: Found) -> dict[str, Any]:
        passage: Passage = found.passage
        entry = self.index.entry(passage)
        return {
            "passage_id": passage.id,
            "publication": entry.title,
            "publication_id": entry.id,
            "published": entry.published or None,
            "recommendation": passage.recommendation,
            "recommendation_title": passage.recommendation_title or None,
            "section": passage.section,
            "page": passage.page_label,
            "law_refs": list(dict.fromkeys(law_ref_text(ref) for ref in passage.law_refs if ref.law)),
            "url": passage_url(passage),
            "score": found.score,
        }
