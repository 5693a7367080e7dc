"""List items of a PDF: which lines begin one, and how deep it stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.blocks import BlockKind
from ingest.pdf_columns import Line
from ingest.pdf_drafts import Draft
from ingest.pdf_facts import INDENT, SENTENCE_END, SPACED, Facts, is_below

_STRONG_SIGN = re.compile(r"[•●▪■◦○‣∙▸►➢➤✓»›·](?=[ \t]+\S)")
_WEAK_SIGN = re.compile(r"[-–—*o](?=[ \t]+\S)")  # may stand in a text, too
_NUMBERED = re.compile(r"(\d{1,3})[.)](?=[ \t]+\S)")
_SET_APART = 0.9  # ems from the beginning of a sign to its text
_DEEPEST = 3
_LOOK_AHEAD = 12  # lines


@dataclass(frozen=True, slots=True)
class Sign:
    """What an item begins with; `label` is its number as it stands, else "". `end` is where it ends."""

    text: str
    label: str
    end: int


def find_bullet(at: int, lines: Sequence[Line], facts: Facts, flow: Draft | None) -> Sign | None:
    """The bullet that line `at` begins with. A dash is one if it is set apart, or follows such a one."""
    line = lines[at]
    if match := _STRONG_SIGN.match(line.text):
        return Sign(match[0], "", match.end())
    match = _WEAK_SIGN.match(line.text)
    if match is None:
        return None
    begins = _hangs(at, lines) and not _carries_on(line, flow, facts)
    if (
        begins
        or _is_sibling(line, match[0], flow)
        or (_next_begins(at, lines, match[0]) and not _carries_on(line, flow, facts))
    ):
        return Sign(match[0], "", match.end())
    return None


def find_number(at: int, lines: Sequence[Line], drafts: Sequence[Draft]) -> Sign | None:
    """The number that line `at` begins with, if it is the first, or the next, of a list."""
    match = _NUMBERED.match(lines[at].text)
    if match is None:
        return None
    number = int(match[1])
    if number == 1:
        begins = _hangs(at, lines) or _next_begins(at, lines, "2" + match[0][-1])
    else:
        items = (draft.label for draft in reversed(drafts) if draft.kind is BlockKind.ITEM and draft.label)
        begins = next(items, "")[:-1] == str(number - 1)
    return Sign("1", match[0], match.end()) if begins else None


def text_indent(at: int, lines: Sequence[Line], sign: Sign) -> float:
    """Where the item's text begins: behind the sign, or where its next line does. Points from the edge."""
    line = lines[at]
    if line.text_x > line.x0:
        return line.text_x - line.left
    following = lines[at + 1] if at + 1 < len(lines) else None
    if following and is_below(line, following) and 0 < following.x0 - line.x0 < 3 * line.size:
        return following.x0 - line.left
    return line.x0 - line.left + (line.x1 - line.x0) * sign.end / max(len(line.text), 1)


@dataclass(slots=True)
class Levels:
    """The items above, for the depth of the next: one that is set in deeper stands below."""

    _above: list[tuple[float, int]] = field(default_factory=list)  # indent, level
    _known: dict[tuple[str, int], int] = field(default_factory=dict)

    def next(self, sign: str, indent: float, size: float) -> int:
        """The level (1 to 3) of an item. One without items above it stands where its like have stood."""
        while self._above and self._above[-1][0] >= indent - INDENT * size:
            self._above.pop()
        key = (sign, round(indent / 4))
        level = self._above[-1][1] + 1 if self._above else self._known.get(key, 1)
        self._above.append((indent, level))
        self._known.setdefault(key, min(level, _DEEPEST))
        return min(level, _DEEPEST)

    def end_list(self) -> None:
        self._above.clear()


def _hangs(at: int, lines: Sequence[Line]) -> bool:
    """Whether the sign is set apart from the text, by a gap or by the next line's indent."""
    line, following = lines[at], lines[at + 1] if at + 1 < len(lines) else None
    if line.text_x - line.x0 >= _SET_APART * line.size:
        return True
    return following is not None and is_below(line, following) and following.x0 > line.x0 + 0.5 * line.size


def _carries_on(line: Line, flow: Draft | None, facts: Facts) -> bool:
    """A line below one that has not ended its sentence, at the same indent: its dash is the text's."""
    before = flow.last if flow else None
    if before is None or not is_below(before, line) or SENTENCE_END.search(before.text):
        return False
    near = before.y - line.y <= SPACED * facts.leading_of(line)
    return near and abs(before.x0 - line.x0) < INDENT * line.size


def _next_begins(at: int, lines: Sequence[Line], sign: str) -> bool:
    """Whether one of the next lines begins with the sign, below this one's."""
    return any(
        line.text.startswith(sign + " ") and line.column == lines[at].column and abs(line.x0 - lines[at].x0) < 3
        for line in lines[at + 1 : at + _LOOK_AHEAD]
    )


def _is_sibling(line: Line, sign: str, flow: Draft | None) -> bool:
    indent = line.x0 - line.left
    return flow is not None and flow.sign == sign and abs(flow.sign_indent - indent) < INDENT * line.size
