"""Which page of a PDF publication shows a passage, and the address of its picture."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode

from app.page_picture import PictureError, find_page, page_count, picture
from index.passages import Passage
from index.search import Index
from ingest.catalog import CatalogEntry

_SPAN = re.compile(r"(\d{1,6})-(\d{1,6})")
_MOST_SPANS = 20

Spans = Sequence[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class PagePicture:
    """`url` is the picture of the page that the first quote begins on; `label` is empty where it is another
    page than the passage's own."""

    url: str
    page_index: int
    pages: int
    label: str


@dataclass(frozen=True, slots=True)
class Pictures:
    """The PDF files of the catalog, as pictures."""

    sources: Path
    password: str = ""

    def of(self, entry: CatalogEntry, passage: Passage, spans: Spans) -> PagePicture | None:
        """The page of a passage with the words between `spans` of its text marked; None without pages."""
        file = self._file(entry)
        if file is None or passage.page_index is None:
            return None
        first = passage.text[slice(*spans[0])] if spans else passage.text
        try:
            index = find_page(file, passage.page_index, first, self.password)
            pages = page_count(file, self.password)
        except PictureError:
            return None
        label = passage.page_label or str(passage.page_index + 1)
        marked = [("passage", passage.id), *(("citat", f"{start}-{end}") for start, end in spans)]
        address = f"/side/{quote(entry.id, safe='')}/{index}.png?{urlencode(marked)}"
        return PagePicture(address, index, pages, label if index == passage.page_index else "")

    def png(
        self, index: Index, publication_id: str, page_index: int, passage_id: str = "", spans: Sequence[str] = ()
    ) -> bytes | None:
        """The picture behind such an address; None for a publication or a page that is not there."""
        entry = index.entries.get(publication_id)
        file = self._file(entry) if entry else None
        if file is None:
            return None
        quotes: list[str] = []
        if passage_id in index.rows and index.passage(passage_id).publication_id == publication_id:
            text = index.passage(passage_id).text
            found = [_SPAN.fullmatch(span) for span in spans[:_MOST_SPANS]]
            quotes = [text[int(span[1]) : int(span[2])] for span in found if span] or [text]
        try:
            return picture(file, page_index, quotes, self.password)
        except PictureError:
            return None

    def _file(self, entry: CatalogEntry) -> Path | None:
        """The PDF of a publication. Only what stands in the catalog is ever opened."""
        file = self.sources / "publications" / entry.file
        return file if file.suffix.lower() == ".pdf" and file.is_file() else None
