"""What the index keeps beside its vectors, as lines of JSON: passages, publications, questions, catalog entries."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from index.passages import Passage, PassageSentence
from index.questions import LinkedQuestion
from ingest.catalog import CatalogEntry
from ingest.publication import LawRef, Modality, Publication


def passage_to_json(passage: Passage) -> str:
    return json.dumps(asdict(passage), ensure_ascii=False)


def passage_from_json(line: str) -> Passage:
    raw: dict[str, Any] = json.loads(line)
    sentences = tuple(
        PassageSentence(
            **{
                **sentence,
                "modality": Modality(sentence["modality"]) if sentence["modality"] else None,
                "footnotes": tuple(sentence["footnotes"]),
                "law_refs": tuple(LawRef(**ref) for ref in sentence["law_refs"]),
            }
        )
        for sentence in raw["sentences"]
    )
    law_ref = LawRef(**raw["law_ref"]) if raw.get("law_ref") else None
    path = tuple(raw["section_path"])
    return Passage(**{**raw, "sentences": sentences, "section_path": path, "law_ref": law_ref})


def publication_to_json(publication: Publication) -> str:
    return _publications().dump_json(publication).decode()


def publication_from_json(line: str) -> Publication:
    """Raises ValueError for a line that is none."""
    return _publications().validate_json(line)


@cache
def _publications() -> TypeAdapter[Publication]:
    """Made when first asked for: pages need publications, questions do not."""
    return TypeAdapter(Publication)


def read_passages(folder: Path) -> tuple[Passage, ...]:
    return tuple(map(passage_from_json, _lines(folder / "passages.jsonl")))


def read_publications(folder: Path) -> tuple[Publication, ...]:
    return tuple(map(publication_from_json, _lines(folder / "publications.jsonl")))


def read_linked_questions(folder: Path) -> tuple[LinkedQuestion, ...]:
    raws = map(json.loads, _lines(folder / "questions.jsonl"))
    return tuple(LinkedQuestion(**{**raw, "sentences": tuple(raw["sentences"])}) for raw in raws)


def read_entries(folder: Path) -> tuple[CatalogEntry, ...]:
    return tuple(CatalogEntry(**json.loads(line)) for line in _lines(folder / "entries.jsonl"))


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").split("\n") if line]  # U+2028 is no line end here
