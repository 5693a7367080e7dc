"""Editorial questions: each asks what one place in a publication answers.

`sources/questions.jsonl` holds one JSON object a line: `question`, `publication` (its id), `evidence`
(the words that answer, verbatim), `heading` (headings above it, to tell equal sentences apart) and
`reviewed` (whether someone has read it). `sources/open_questions.txt` holds questions that no place answers.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from index.errors import IndexingError
from index.passages import Passage
from index.spelling import Spelling

_LINK = re.compile(r"\[([^\]]+)\]\([^)]+\)")
# What may differ between evidence and passage: white space, emphasis, marks, bullets, line-end hyphens.
_LAYOUT = re.compile(r"<sup>\d+</sup>|-(?=\s|$)|[\s*»•➔]+")


@dataclass(frozen=True, slots=True)
class EditorialQuestion:
    question: str
    publication: str
    evidence: str
    heading: str = ""
    reviewed: bool = False

    @property
    def id(self) -> str:
        text = "\0".join((self.publication, self.evidence, self.question))
        return hashlib.sha256(text.encode()).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class LinkedQuestion:
    """An editorial question with the passage that answers it, and which of its sentences do. `sought` is the question
    as `Spelling.plain` writes it: it is compared with a user's, which is written so too."""

    id: str
    question: str
    sought: str
    passage_id: str
    sentences: tuple[int, ...]


def load_questions(path: Path) -> tuple[EditorialQuestion, ...]:
    """Read the file; none where there is none. Raises IndexingError naming the line."""
    if not path.is_file():
        return ()
    found: dict[str, EditorialQuestion] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), start=1):
        if not line.strip():
            continue
        try:
            raw = json.loads(line)
            question = EditorialQuestion(
                raw["question"],
                raw["publication"],
                raw["evidence"],
                raw.get("heading", ""),
                bool(raw.get("reviewed")),
            )
        except (ValueError, KeyError, TypeError) as error:
            raise IndexingError(
                f"{path.name}, line {number}: it is not a question ({error}); mend the line or take it out."
            ) from error
        found.setdefault(question.id, question)
    return tuple(found.values())


def load_open_questions(path: Path) -> tuple[str, ...]:
    """Questions that users ask and that no publication answers, one a line; none where there is no file."""
    if not path.is_file():
        return ()
    lines = (line.strip() for line in path.read_text(encoding="utf-8").split("\n"))
    return tuple(line for line in lines if line and not line.startswith("#"))


def link_questions(
    questions: Iterable[EditorialQuestion], passages: Sequence[Passage]
) -> tuple[list[LinkedQuestion], list[EditorialQuestion]]:
    """Link each question to its passage; second, those whose evidence stands in no passage."""
    compact = {passage.id: _Compact(passage) for passage in passages}
    spelling = Spelling(passage.embedded_text for passage in passages)
    by_publication: dict[str, list[Passage]] = {}
    for passage in passages:
        by_publication.setdefault(passage.publication_id, []).append(passage)
    linked, lost = [], []
    for question in questions:
        evidence = compact_text(question.evidence)
        holding = [p for p in by_publication.get(question.publication, []) if evidence in compact[p.id].text]
        holding = holding or _below_heading(by_publication.get(question.publication, []), evidence)
        if not holding or not evidence:
            lost.append(question)
            continue
        passage = max(holding, key=lambda passage: _agreement(passage, question.heading))
        sentences = compact[passage.id].sentences_of(evidence)
        sought = spelling.plain(question.question)
        linked.append(LinkedQuestion(question.id, question.question, sought, passage.id, sentences))
    return linked, lost


def compact_text(text: str) -> str:
    """Text without white space and layout, for comparing words only."""
    return _LAYOUT.sub("", _LINK.sub(r"\1", text))


def _below_heading(passages: list[Passage], evidence: str) -> list[Passage]:
    """Evidence that is a heading is answered by what stands first below it."""
    below = [p for p in passages if p.section_path and evidence in compact_text(p.section_path[-1])]
    return below[:1]


def _agreement(passage: Passage, heading: str) -> int:
    titles = {*passage.section_path, passage.pejlemaerke_title}
    return sum(title in titles for title in heading.split(" > "))


class _Compact:
    """A passage's text without layout, with the bounds that its sentences have there."""

    def __init__(self, passage: Passage) -> None:
        kept = [0]  # kept[i]: how many characters of the first i are no layout
        self.text, at = "", 0
        for match in _LAYOUT.finditer(passage.text):
            kept += range(kept[-1] + 1, kept[-1] + 1 + match.start() - at)
            kept += [kept[-1]] * (match.end() - match.start())
            self.text += passage.text[at : match.start()]
            at = match.end()
        kept += range(kept[-1] + 1, kept[-1] + 1 + len(passage.text) - at)
        self.text += passage.text[at:]
        self._bounds = [(kept[sentence.start], kept[sentence.end]) for sentence in passage.sentences]

    def sentences_of(self, evidence: str) -> tuple[int, ...]:
        start = self.text.find(evidence)
        if start < 0:
            return ()
        end = start + len(evidence)
        return tuple(number for number, (a, b) in enumerate(self._bounds) if a < end and b > start)
