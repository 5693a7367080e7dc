"""Lines of a PDF in the order of reading → drafts of blocks: headings, paragraphs, items, notes."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ingest.blocks import BlockKind
from ingest.contents import same_title
from ingest.join_words import join_words, known_words
from ingest.open_pdf import OutlineEntry
from ingest.pdf_columns import Line
from ingest.pdf_lines import LOWER, SUPERSCRIPT

# Shares of the type size of the text.
_LARGE, _SMALL, _SMALLEST, _BOLD_HEADING = 1.07, 0.94, 0.7, 0.93
# Of the usual distance between two lines.
_SPACED, _RATHER_SPACED, _WITHIN_ITEM = 1.28, 1.13, 3.0
_CUT_WORD = 3.0  # ems; with more room than that a hyphen would have cut a word
_SHORT = 0.6  # of the column; a line that is shorter and begins no new text is rare
_EM = 0.6  # ems; indents that differ by less are one
_LONGEST_HEADING, _LONGEST_SENTENCE = 200, 80  # characters
_COVER = 900  # characters; a first page with fewer is a cover

_STRONG_SIGN = re.compile(r"(?P<sign>[•●▪■◦○‣∙▸►➢➤✓»›·])[ \t]+(?=\S)")
_WEAK_SIGN = re.compile(r"(?P<sign>[-–—*o])[ \t]+(?=\S)")
_NUMBERED = re.compile(r"(?P<label>(?P<number>\d{1,3})[.)])[ \t]+(?=\S)")
_NOTE = re.compile(rf"(?:(?P<raised>[{SUPERSCRIPT}]{{1,3}})|(?P<plain>\d{{1,3}}))[.)]?[ \t]*(?=\S)")
_ALL_RAISED = re.compile(rf"[{SUPERSCRIPT}]{{1,3}}")
RAISED = re.compile(rf"[ \t]*([{SUPERSCRIPT}]{{1,3}})(?:,[ \t]*(?=[{SUPERSCRIPT}]))?")
_SENTENCE_END = re.compile(rf"[.!?:…][\"”»’')\]]*[{SUPERSCRIPT},]*$")
_LEADERS = re.compile(r"(?:\.[ \t]?){4,}[ \t]*\d{1,4}$|…+[ \t]*\d{1,4}$|(?:\.[ \t]?){4,}[ \t]*[ivxl]{1,6}$")
_NUMBER_APART = re.compile(r"\S.*\t\d{1,4}$")
_SECTION_NUMBER = re.compile(r"(?:\d{1,3}|[A-Z])(?:\.\d{1,3})*\.?\s+(?=\S)")
_CONTENTS_TITLES = ("indhold", "indholdsfortegnelse", "contents", "table of contents")
_NOTES_TITLES = ("noter", "slutnoter", "fodnoter", "notes", "endnotes")


@dataclass(slots=True)
class Draft:
    """A block while it is being built; superscripts in `text` are marks or just that. `pages` says
    from which character on the text stands on which page. Indents count from the column's edge."""

    kind: BlockKind
    text: str
    first: Line
    last: Line
    level: int = 0
    label: str = ""
    sign: str = ""
    sign_indent: float = 0.0
    text_indent: float = 0.0
    lines: int = 1
    pages: list[tuple[int, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Facts:
    """What holds for the whole publication. `leading` is the usual distance of two lines, by type
    size in half points, `heading_leading` what two lines of a heading may have, in type sizes; `rights` the right edge of the text around each line, by its position."""

    body: float
    leading: dict[int, float]
    rights: list[float]
    words: frozenset[str]
    mostly_bold: bool
    hyphenated: bool
    spaced: bool
    heading_leading: float
    raised: dict[int, frozenset[int]]
    outline: dict[int, list[OutlineEntry]]
    contents: dict[int, bool]


def draft_blocks(lines: Sequence[Line], outline: Iterable[OutlineEntry], body: float) -> list[Draft]:
    """Drafts in the order of reading; `body` is the type size of the text in points."""
    facts = _facts(lines, outline, body)
    builder = _Builder(lines, facts)
    for at in range(len(lines)):
        builder.add(at)
    _set_heading_levels(builder.drafts, facts)
    return builder.drafts


class _Builder:
    """The drafts so far, and what of them may still go on."""

    def __init__(self, lines: Sequence[Line], facts: Facts) -> None:
        self.drafts: list[Draft] = []
        self._lines = lines
        self._facts = facts
        self._flow: Draft | None = None  # the text that a column, a page or a note may have interrupted
        self._flow_at = 0
        self._note: Draft | None = None
        self._last_note = 0
        self._in_notes = False  # under a heading "Noter"
        self._held: list[Line] = []  # the first lines of an entry of the contents list
        self._parents: list[tuple[str, float, int]] = []  # sign, indent, level of the items above
        self._known_levels: dict[tuple[str, int], int] = {}

    def add(self, at: int) -> None:
        line = self._lines[at]
        if at in self._facts.contents:
            self._add_to_contents(line, ends=self._facts.contents[at])
        elif number := self._starts_note(line):
            self._open_note(line, number)
        elif self._goes_on_with_note(line):
            self._extend(self._note, line)
        elif self._is_picture_mark(line):
            self._open(BlockKind.PICTURE_MARK, line, line.text, label=line.text.translate(LOWER))
        elif sign := self._sign(at):
            self._open_item(at, sign)
        elif self._is_heading(line):
            self._add_heading(at)
        elif number_sign := self._number_sign(at):
            self._open_item(at, number_sign)
        else:
            self._add_text(at)

    # Contents list

    def _add_to_contents(self, line: Line, *, ends: bool) -> None:
        self._held.append(line)
        if not ends:
            return
        text = ""
        for held in self._held:
            text = join_words(text, held.text, self._facts.words)
        text = re.sub(r"(?:[.…][ \t]*){3,}(?=\w{1,6}$)", " ..... ", text)
        if "....." not in text:
            text = re.sub(r"\t(?=\d+$)", " ..... ", text)
        self._held, first = [], self._held[0]
        self._open(BlockKind.CONTENTS, first, text.replace("\t", " "))
        self._flow = None

    # Notes

    def _starts_note(self, line: Line) -> int:
        """The number of the note that begins here, else 0.

        A raised number that a mark on the page has, or that is the next, begins a note; a number
        that is not raised does only in smaller type, or in a list of notes.
        """
        match = _NOTE.match(line.text)
        if not match or not any(map(str.isalpha, line.text)):
            return 0
        number = int((match["raised"] or match["plain"]).translate(LOWER))
        marked = number in self._facts.raised.get(line.page_index, ())
        is_next = number == self._last_note + 1
        if match["raised"]:
            return number if marked or is_next else 0
        if self._in_notes:
            return number if is_next else 0
        follows = is_next and self._note is not None and self._note.last.page_index == line.page_index
        small = line.size <= _SMALL * self._facts.body
        apart = line.text[match.end() - 1 : match.end()].isspace()
        return number if small and apart and (follows or (marked and number > self._last_note)) else 0

    def _open_note(self, line: Line, number: int) -> None:
        match = _NOTE.match(line.text)
        assert match is not None
        self._note = self._open(BlockKind.NOTE, line, line.text[match.end() :], label=str(number))
        self._last_note = number

    def _goes_on_with_note(self, line: Line) -> bool:
        note = self._note
        if note is None or abs(line.size - note.last.size) > 0.04 * note.last.size:
            return False
        if _is_below(note.last, line):
            near = note.last.y - line.y <= 1.6 * line.size
            return near and (line.size <= _SMALL * self._facts.body or self._in_notes)
        new_place = line.column != note.last.column
        return new_place and line.size <= _SMALL * self._facts.body and not _SENTENCE_END.search(note.text)

    def _is_picture_mark(self, line: Line) -> bool:
        """A mark that stands alone: there is no text for it to stand behind."""
        small = line.size <= _SMALLEST * self._facts.body and line.text.isdigit() and len(line.text) <= 3
        return small or _ALL_RAISED.fullmatch(line.text) is not None

    # Headings

    def _is_heading(self, line: Line) -> bool:
        if not any(map(str.isalpha, line.text)) or "\t" in line.text:
            return False
        if line.size >= _LARGE * self._facts.body:
            return True
        bold = line.bold and not self._facts.mostly_bold and line.size >= _BOLD_HEADING * self._facts.body
        return bold or self._in_outline(line, line.text)

    def _in_outline(self, line: Line, text: str) -> bool:
        return any(same_title(entry.title, text) for entry in self._facts.outline.get(line.page_index, ()))

    def _add_heading(self, at: int) -> None:
        line, last = self._lines[at], self.drafts[-1] if self.drafts else None
        if (
            last is not None
            and last.kind is BlockKind.HEADING
            and _is_below(last.last, line)
            and abs(last.last.size - line.size) <= 0.03 * line.size
            and last.last.bold == line.bold
            and last.last.y - line.y <= self._facts.heading_leading * line.size
            and not self._in_outline(last.first, last.text)
        ):
            self._extend(last, line)
        else:
            self._close_heading()
            self._open(BlockKind.HEADING, line, line.text)
        self._flow = None
        self._parents = []
        self._in_notes = self.drafts[-1].text.strip(" :").lower() in _NOTES_TITLES

    def _close_heading(self, following: int | None = None) -> None:
        """A heading that turned out to be a sentence, or the first line of one, is text after all."""
        last = self.drafts[-1] if self.drafts else None
        if last is None or last.kind is not BlockKind.HEADING or self._in_outline(last.first, last.text):
            return
        line = self._lines[following] if following is not None else None
        large = last.first.size >= _LARGE * self._facts.body
        too_long = len(last.text) > _LONGEST_HEADING
        sentence = last.text.endswith((".", ";", ",")) and len(last.text) > (_LONGEST_SENTENCE if large else 40)
        runs_on = (
            line is not None
            and not large
            and _is_below(last.last, line)
            and last.last.y - line.y <= _SPACED * self._leading(line)
            and line.text[:1].islower()
        )
        if too_long or sentence or runs_on:
            last.kind = BlockKind.PARAGRAPH
            self._flow = last
            self._flow_at = -1

    # Items

    def _sign(self, at: int) -> re.Match[str] | None:
        line = self._lines[at]
        if strong := _STRONG_SIGN.match(line.text):
            return strong
        weak = _WEAK_SIGN.match(line.text)
        begins = weak is not None and self._hangs(at) and not self._carries_on(line)
        return weak if weak and (begins or self._is_sibling(line, weak["sign"])) else None

    def _number_sign(self, at: int) -> re.Match[str] | None:
        """A number is an item's if it is the first, or the next, of a list."""
        line = self._lines[at]
        match = _NUMBERED.match(line.text)
        if not match:
            return None
        number = int(match["number"])
        if number == 1:
            return match if self._hangs(at) or self._second_follows(at, match) else None
        before = next((draft for draft in reversed(self.drafts) if draft.kind is BlockKind.ITEM and draft.label), None)
        is_next = before is not None and re.sub(r"\D", "", before.label) == str(number - 1)
        return match if is_next else None

    def _hangs(self, at: int) -> bool:
        """Whether the sign is set apart from the text, by a gap or by the next line's indent."""
        line = self._lines[at]
        if line.text_x - line.x0 >= 0.9 * line.size:
            return True
        following = self._lines[at + 1] if at + 1 < len(self._lines) else None
        return following is not None and _is_below(line, following) and following.x0 > line.x0 + 0.5 * line.size

    def _carries_on(self, line: Line) -> bool:
        """A line below one that has not ended its sentence, at the same indent: its dash is the text's."""
        before = self._flow.last if self._flow else None
        if before is None or not _is_below(before, line) or _SENTENCE_END.search(before.text):
            return False
        near = before.y - line.y <= _SPACED * self._leading(line)
        return near and abs(before.x0 - line.x0) < _EM * line.size

    def _second_follows(self, at: int, first: re.Match[str]) -> bool:
        second = "2" + first["label"][-1]
        return any(
            line.text.startswith(second) and abs(line.x0 - self._lines[at].x0) < 3
            for line in self._lines[at + 1 : at + 12]
            if line.column == self._lines[at].column
        )

    def _is_sibling(self, line: Line, sign: str) -> bool:
        last = self._flow
        indent = line.x0 - line.left
        return last is not None and last.sign == sign and abs(last.sign_indent - indent) < _EM * line.size

    def _open_item(self, at: int, match: re.Match[str]) -> None:
        self._close_heading()
        line = self._lines[at]
        label = match.groupdict().get("label") or ""
        sign = "1" if label else match["sign"]
        indent = line.x0 - line.left
        level = self._level(sign, indent, line.size)
        draft = self._open(BlockKind.ITEM, line, line.text[match.end() :], label=label, level=level)
        draft.sign, draft.sign_indent, draft.text_indent = sign, indent, self._text_indent(at, match)
        self._flow, self._flow_at = draft, at

    def _text_indent(self, at: int, match: re.Match[str]) -> float:
        """Where the text of the item begins: behind the sign, or where its next line does."""
        line = self._lines[at]
        if line.text_x > line.x0:
            return line.text_x - line.left
        following = self._lines[at + 1] if at + 1 < len(self._lines) else None
        if following and _is_below(line, following) and 0 < following.x0 - line.x0 < 3 * line.size:
            return following.x0 - line.left
        return line.x0 - line.left + (line.x1 - line.x0) * match.end() / max(len(line.text), 1)

    def _level(self, sign: str, indent: float, size: float) -> int:
        parents, key = self._parents, (sign, round(indent / 4))
        while parents and parents[-1][1] >= indent - _EM * size:
            parents.pop()
        level = parents[-1][2] + 1 if parents else self._known_levels.get(key, 1)
        parents.append((sign, indent, level))
        self._known_levels.setdefault(key, min(level, 3))
        return min(level, 3)

    # Text

    def _add_text(self, at: int) -> None:
        line = self._lines[at]
        self._close_heading(at)
        flow = self._flow
        how = self._relation(flow, at) if flow is not None else "new"
        if flow is not None and how != "new":
            self._extend(flow, line, with_break=how == "break")
            self._flow_at = at
            return
        draft = self._open(BlockKind.PARAGRAPH, line, line.text)
        if flow is None or line.size > _SMALL * self._facts.body or flow.first.size <= _SMALL * self._facts.body:
            self._flow, self._flow_at = draft, at
        self._parents = []

    def _relation(self, flow: Draft, at: int) -> str:
        """How a plain line stands to the text before it: "same", "break" (a new line of it) or "new"."""
        before, line = flow.last, self._lines[at]
        if abs(before.size - line.size) > 0.06 * line.size:
            return "new"
        right = self._facts.rights[self._flow_at] if self._flow_at >= 0 else before.right
        hyphen = before.text.endswith(("-", "\u00ad"))
        room = right - before.x1 - 0.2 * line.size
        if _is_below(before, line):
            return self._relation_below(flow, at, full=hyphen or room < line.first_word)
        needed = line.first_word
        if self._facts.hyphenated and _SENTENCE_END.search(before.text):
            needed = min(needed, _CUT_WORD * line.size)
        return self._relation_beyond(flow, line, full=hyphen or room < needed)

    def _relation_below(self, flow: Draft, at: int, *, full: bool) -> str:
        before, line = flow.last, self._lines[at]
        em = line.size
        gap, usual = before.y - line.y, self._leading(line)
        ended = _SENTENCE_END.search(before.text) is not None
        spaced = gap > (_RATHER_SPACED if ended or not full else _SPACED) * usual
        if flow.kind is BlockKind.ITEM:
            if line.x0 - line.left < flow.text_indent - _EM * em:
                return "same" if full and not spaced and not (ended and line.text[:1].isupper()) else "new"
            goes_on = full and self._aligns(flow, line)
            if (self._is_first_of_paragraph(at) and not goes_on) or (spaced and not self._aligns(flow, line)):
                return "new"
            return "same" if not spaced else "break" if gap <= _WITHIN_ITEM * usual else "new"
        if spaced or ("\t" in before.text and "\t" in line.text):
            return "new"
        if line.x0 - before.x0 > 0.8 * em and (ended or not full):
            return "new"
        if before.x0 - line.x0 > 0.8 * em and flow.lines > 1 and (ended or not full):
            return "new"
        if full:
            return "same"
        short = before.x1 - before.left < _SHORT * (before.right - before.left)
        if ended and not self._facts.spaced:
            return "new"
        return "new" if short and not line.text[:1].islower() else "same"

    def _is_first_of_paragraph(self, at: int) -> bool:
        """Whether the line is indented, and the next goes back to the edge."""
        line, following = self._lines[at], self._lines[at + 1] if at + 1 < len(self._lines) else None
        if following is None or not _is_below(line, following) or line.x0 - line.left < 0.5 * line.size:
            return False
        back = abs(following.x0 - following.left) < 0.1 * line.size
        return back and line.y - following.y <= _SPACED * self._leading(line)

    def _aligns(self, flow: Draft, line: Line) -> bool:
        """Whether the line begins exactly where the text of the item does."""
        return abs(line.x0 - line.left - flow.text_indent) <= 0.12 * line.size

    def _relation_beyond(self, flow: Draft, line: Line, *, full: bool) -> str:
        """In the next column or on the next page only the indent and the end of the text can tell."""
        before, em = flow.last, line.size
        if line.column == before.column or line.page_index - before.page_index > 3:
            return "new"
        indent = line.x0 - line.left
        expected = flow.text_indent if flow.kind is BlockKind.ITEM else 0.0
        fits = abs(indent - expected) <= _EM * em
        if not _SENTENCE_END.search(before.text):
            reaches = before.x1 - before.left > _SHORT * (before.right - before.left)
            goes_on = full or line.text[:1].islower() or reaches
            return "same" if goes_on and (fits or line.text[:1].islower()) else "new"
        if not fits:
            return "new"
        if full:
            return "same"
        return "break" if flow.kind is BlockKind.ITEM and flow.text_indent > _EM * em else "new"

    # Drafts

    def _open(self, kind: BlockKind, line: Line, text: str, *, label: str = "", level: int = 0) -> Draft:
        if kind is not BlockKind.HEADING:
            self._close_heading()
        draft = Draft(kind, text, line, line, level, label, pages=[(0, line.page_index)])
        self.drafts.append(draft)
        return draft

    def _extend(self, draft: Draft | None, line: Line, *, with_break: bool = False) -> None:
        assert draft is not None
        before = draft.text + "\n" + line.text if with_break else join_words(draft.text, line.text, self._facts.words)
        if line.page_index != draft.pages[-1][1]:
            draft.pages.append((len(before) - len(line.text), line.page_index))
        draft.text, draft.last, draft.lines = before, line, draft.lines + 1

    def _leading(self, line: Line) -> float:
        return self._facts.leading.get(round(line.size * 2), 1.2 * line.size)


def _is_below(before: Line, line: Line) -> bool:
    return line.column == before.column and line.y < before.y


def _facts(lines: Sequence[Line], outline: Iterable[OutlineEntry], body: float) -> Facts:
    raised: dict[int, set[int]] = defaultdict(set)
    for line in lines:
        for match in RAISED.finditer(line.text):
            if match.start():
                raised[line.page_index].add(int(match[1].translate(LOWER)))
    on_page: dict[int, list[OutlineEntry]] = defaultdict(list)
    for entry in outline:
        on_page[entry.page_index].append(entry)
    bold = sum(len(line.text) for line in lines if line.bold)
    leading = _leading(lines)
    return Facts(
        body=body,
        leading=leading,
        rights=_right_edges(lines, leading),
        words=known_words(line.text for line in lines),
        mostly_bold=bold > 0.4 * sum(len(line.text) for line in lines),
        hyphenated=sum(line.text.endswith(("-", "\u00ad")) for line in lines) > 0.03 * len(lines),
        spaced=_is_spaced(lines, leading),
        heading_leading=max(1.6, 1.45 * leading.get(round(body * 2), 1.2 * body) / body),
        raised={page: frozenset(numbers) for page, numbers in raised.items()},
        outline=on_page,
        contents=_find_contents(lines),
    )


def _leading(lines: Sequence[Line]) -> dict[int, float]:
    gaps: dict[int, Counter[float]] = defaultdict(Counter)
    for before, line in zip(lines, lines[1:], strict=False):
        gap = before.y - line.y
        if _is_below(before, line) and abs(before.size - line.size) < 0.3 and 0.9 * line.size <= gap <= 2.2 * line.size:
            gaps[round(line.size * 2)][round(gap * 2) / 2] += 1
    return {size: max(found, key=lambda gap: (found[gap], -gap)) for size, found in gaps.items()}


def _is_spaced(lines: Sequence[Line], leading: dict[int, float]) -> bool:
    """Whether white parts the paragraphs. Else a sentence that ends well before the edge ends one."""
    apart = close = 0
    for before, line in zip(lines, lines[1:], strict=False):
        if not _is_below(before, line) or abs(before.size - line.size) > 0.3 or abs(before.x0 - line.x0) > 1:
            continue
        if before.y - line.y > _RATHER_SPACED * leading.get(round(line.size * 2), 1.2 * line.size):
            apart += 1
        elif _SENTENCE_END.search(before.text) and before.right - before.x1 > line.first_word + 2 * line.size:
            close += 1
    return apart > 3 * close


def _right_edges(lines: Sequence[Line], leading: dict[int, float]) -> list[float]:
    """For each line how far to the right the lines around it reach: in a box less than in its column."""
    rights = [line.right for line in lines]
    start = 0
    for at in range(1, len(lines) + 1):
        before = lines[at - 1]
        if at < len(lines) and _is_below(before, lines[at]) and abs(before.size - lines[at].size) < 0.3:
            usual = leading.get(round(before.size * 2), 1.2 * before.size)
            if before.y - lines[at].y <= _SPACED * usual:
                continue
        reach = max(line.x1 for line in lines[start:at])
        if at - start >= 3:
            for inside in range(start, at):
                rights[inside] = min(rights[inside], reach)
        start = at
    return rights


def _find_contents(lines: Sequence[Line]) -> dict[int, bool]:
    """The lines of the contents list; True for a line that ends an entry with its page number."""
    found: dict[int, bool] = {}
    pages: dict[int, list[int]] = defaultdict(list)
    for at, line in enumerate(lines):
        pages[line.page_index].append(at)
    went_on = False
    for page in sorted(pages):
        titles = [at for at in pages[page] if lines[at].text.strip(" :").lower() in _CONTENTS_TITLES]
        start = titles[0] + 1 if titles else pages[page][0]
        ends = [at for at in pages[page] if at >= start and _LEADERS.search(lines[at].text)]
        if len(ends) >= 3 or titles or went_on:
            ends = [at for at in pages[page] if at >= start and _ends_entry(lines[at].text)]
        went_on = len(ends) >= (2 if titles else 3)
        if went_on:
            largest = 1.05 * max(lines[at].size for at in ends)
            while lines[start].size > largest and not titles:  # a heading over the list, in any language
                start += 1
            found |= {at: at in ends for at in range(start, ends[-1] + 1)}
    return found


def _ends_entry(text: str) -> bool:
    return _LEADERS.search(text) is not None or _NUMBER_APART.match(text) is not None


def _outline_level(facts: Facts, page: int, text: str) -> int:
    """The level of the bookmark of that name on the page, else 0; either may lack the section's number."""
    bare = _SECTION_NUMBER.sub("", text)
    for entry in facts.outline.get(page, ()):
        if same_title(entry.title, text) or same_title(_SECTION_NUMBER.sub("", entry.title), bare):
            return entry.level
    return 0


def _set_heading_levels(drafts: list[Draft], facts: Facts) -> None:
    """By the outline where it names the heading, else by type size among the other headings.

    On a cover only the largest type is a heading, and it stands beside the chapters, not above them.
    """
    _clear_cover(drafts)
    headings = [draft for draft in drafts if draft.kind is BlockKind.HEADING]
    named: dict[tuple[float, bool], Counter[int]] = defaultdict(Counter)
    for draft in headings:
        draft.level = min(_outline_level(facts, draft.first.page_index, draft.text), 6)
        if draft.level:
            named[_style(draft)][draft.level] += 1
    level_of: dict[tuple[float, bool], int] = {}
    inner = [draft for draft in headings if draft.first.page_index] or headings
    level = 0
    for style in sorted({_style(draft) for draft in inner}, key=lambda style: (-style[0], not style[1])):
        level = named[style].most_common(1)[0][0] if style in named else min(level + 1, 6)
        level_of[style] = level
    for draft in headings:
        draft.level = draft.level or level_of.get(_style(draft), 1)


def _clear_cover(drafts: list[Draft]) -> None:
    cover = [draft for draft in drafts if draft.first.page_index == 0]
    if len(cover) == len(drafts) or sum(len(draft.text) for draft in cover) > _COVER:
        return
    headings = [draft for draft in cover if draft.kind is BlockKind.HEADING]
    largest = max((draft.first.size for draft in headings), default=0.0)
    for draft in headings:
        if draft.first.size < 0.97 * largest:
            draft.kind = BlockKind.PARAGRAPH


def _style(draft: Draft) -> tuple[float, bool]:
    return round(draft.first.size * 2) / 2, draft.first.bold
