"""Lines of a PDF in the order of reading → drafts of blocks: headings, paragraphs, items, notes."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from ingest.blocks import BlockKind
from ingest.compose import LOWER, RAISE, RAISED
from ingest.join_words import join_words
from ingest.open_pdf import OutlineEntry
from ingest.pdf_columns import Line
from ingest.pdf_drafts import Draft
from ingest.pdf_facts import SMALL, Facts, find_facts, is_lone_mark
from ingest.pdf_flow import Relation, relate
from ingest.pdf_headings import goes_on_with_heading, is_heading, is_text_after_all, set_heading_levels
from ingest.pdf_items import Levels, Sign, find_bullet, find_number, text_indent
from ingest.pdf_notes import find_note, goes_on_with_note, note_number, note_sign

_TEXTS = (BlockKind.PARAGRAPH, BlockKind.ITEM)
_NOTES_TITLES = ("noter", "slutnoter", "fodnoter", "notes", "endnotes")
_LEADERS_AT_END = re.compile(r"(?:\.[ \t]*|…[ \t]*){2,}(?=\w{1,6}$)")
_TAB_AT_END = re.compile(r"\t(?=\w{1,6}$)")


def draft_blocks(lines: Sequence[Line], outline: Iterable[OutlineEntry], body: float) -> list[Draft]:
    """Drafts in the order of reading; `body` is the type size of the text in points."""
    builder = _Builder(lines, find_facts(lines, outline, body))
    for at in range(len(lines)):
        builder.add(at)
    builder.close_heading()
    set_heading_levels(builder.drafts, builder.facts)
    return _with_lone_marks(builder.drafts)


def _with_lone_marks(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, each mark that slipped below its text put back behind it: its note stands on the page
    and nothing else there names it."""
    marks: dict[int, set[str]] = defaultdict(set)
    for draft in drafts:
        if draft.kind is not BlockKind.NOTE:
            marks[draft.first.page_index] |= {match[1].translate(LOWER) for match in RAISED.finditer(draft.text)}
    notes = {(draft.first.page_index, draft.label) for draft in drafts if draft.kind is BlockKind.NOTE}
    kept: list[Draft] = []
    for draft in drafts:
        page, before = draft.first.page_index, kept[-1] if kept else None
        slipped = draft.kind is BlockKind.PICTURE_MARK and (page, draft.label) in notes
        follows = before is not None and before.last.page_index == page and before.kind in _TEXTS
        if before and slipped and follows and draft.label not in marks[page]:
            before.text += draft.label.translate(RAISE)
        else:
            kept.append(draft)
    return kept


class _Builder:
    """The drafts so far, and which of them may still go on."""

    def __init__(self, lines: Sequence[Line], facts: Facts) -> None:
        self.drafts: list[Draft] = []
        self.facts = facts
        self._lines = lines
        self._flow: Draft | None = None  # the text that a column, a page or a note may have interrupted
        self._note: Draft | None = None
        self._in_notes = False  # under a heading "Noter"
        self._entry: list[Line] = []  # the first lines of an entry of the contents list
        self._levels = Levels()

    def add(self, at: int) -> None:
        line, facts = self._lines[at], self.facts
        if at in facts.contents:
            self._add_to_contents(at, line)
        elif number := find_note(line, facts, self._note, in_list=self._in_notes):
            self._note = self._open(BlockKind.NOTE, at, line.text[number.end() :], label=str(note_number(number)))
            self._note.sign = note_sign(number)
        elif self._note and goes_on_with_note(self._note, line, facts, in_list=self._in_notes):
            self._note.extend(at, line, facts.words)
        elif is_lone_mark(line, facts.body):
            self._open(BlockKind.PICTURE_MARK, at, line.text, label=line.text.translate(LOWER))
        elif bullet := find_bullet(at, self._lines, facts, self._flow):
            self._add_item(at, bullet)
        elif is_heading(line, facts):
            self._add_heading(at)
        elif sign := find_number(at, self._lines, self.drafts):
            self._add_item(at, sign)
        else:
            self._add_text(at)

    def close_heading(self, following: Line | None = None) -> None:
        """Take the last heading for text if it turned out to be that."""
        last = self.drafts[-1] if self.drafts else None
        if last and last.kind is BlockKind.HEADING and is_text_after_all(last, following, self.facts):
            last.kind, self._flow = BlockKind.PARAGRAPH, last

    def _open(self, kind: BlockKind, at: int, text: str, *, label: str = "", level: int = 0) -> Draft:
        self.close_heading()
        line = self._lines[at]
        draft = Draft(kind, text, line, line, at, level, label, pages=[(0, line.page_index)])
        self.drafts.append(draft)
        return draft

    def _add_to_contents(self, at: int, line: Line) -> None:
        self._entry.append(line)
        if not self.facts.contents[at]:
            return
        text = ""
        for part in self._entry:
            text = join_words(text, part.text, self.facts.words)
        pattern = _LEADERS_AT_END if _LEADERS_AT_END.search(text) else _TAB_AT_END
        self._entry, self._flow = [], None
        self._open(BlockKind.CONTENTS, at, pattern.sub(" ..... ", text))

    def _add_heading(self, at: int) -> None:
        line, last = self._lines[at], self.drafts[-1] if self.drafts else None
        if last and last.kind is BlockKind.HEADING and goes_on_with_heading(last, line, self.facts):
            last.extend(at, line, self.facts.words)
        else:
            last = self._open(BlockKind.HEADING, at, line.text)
        self._flow = None
        self._levels.end_list()
        self._in_notes = last.text.strip(" :").lower() in _NOTES_TITLES

    def _add_item(self, at: int, sign: Sign) -> None:
        line = self._lines[at]
        draft = self._open(BlockKind.ITEM, at, line.text[sign.end :].lstrip(), label=sign.label)
        draft.sign, draft.sign_indent = sign.text, line.x0 - line.left
        draft.text_indent = text_indent(at, self._lines, sign)
        draft.level = self._levels.next(sign.text, draft.sign_indent, line.size)
        self._flow = draft

    def _add_text(self, at: int) -> None:
        line = self._lines[at]
        self.close_heading(line)
        flow = self._flow
        relation = relate(flow, at, self._lines, self.facts) if flow else Relation.NEW
        if flow and relation is not Relation.NEW:
            flow.extend(at, line, self.facts.words, with_break=relation is Relation.BREAK)
            return
        draft = self._open(BlockKind.PARAGRAPH, at, line.text)
        small = SMALL * self.facts.body
        if flow is None or line.size > small or flow.first.size <= small:  # a caption does not end the text
            self._flow = draft
        self._levels.end_list()
