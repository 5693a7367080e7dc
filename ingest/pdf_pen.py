"""Drawing operators of a page → runs. A page is a program that moves a pen; this follows it."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from ingest.pdf_accents import put_accent_on_last, put_accent_on_next
from ingest.pdf_operators import read_operators
from ingest.pdf_runs import IDENTITY, Drawn, Face, Matrix, Resources, Run

# A gap as wide as this share of the type size is a space between words; a wider one parts two runs,
# and behind a few characters, which may be a bullet or a number, less does.
_WORD_GAP, _RUN_GAP, _SIGN_GAP, _LONGEST_SIGN = 0.17, 0.8, 0.32, 4
# An accent and its letter overlap by so much in writing, and stand no farther apart in height.
_LEAST_OVERLAP, _MOST_OVERLAP, _ACCENT_RISE = 0.1, 1.0, 0.5
# Nothing that a person laid out comes near these; a broken or hostile file may.
_DEEPEST_FORM, _MOST_OPERATORS = 8, 500_000
_LARGE_PICTURE = 0.3  # share of the page


def read_runs(data: bytes, resources: Resources, base: Matrix, width: float, height: float) -> Drawn:
    """Follow the operators in `data`; `base` puts the corner of the page as shown at (0, 0)."""
    pen = _Pen(base, width, height)
    try:
        pen.draw(data, resources)
    except _TooMuchError:
        pen.cut_short = True
    pen.end_run()
    return pen.drawn()


class _TooMuchError(Exception):
    pass


def _times(m: Matrix, n: Matrix) -> Matrix:
    return (
        m[0] * n[0] + m[1] * n[2],
        m[0] * n[1] + m[1] * n[3],
        m[2] * n[0] + m[3] * n[2],
        m[2] * n[1] + m[3] * n[3],
        m[4] * n[0] + m[5] * n[2] + n[4],
        m[4] * n[1] + m[5] * n[3] + n[5],
    )


@dataclass(slots=True)
class _State:
    """The graphics state that `q` saves and `Q` brings back."""

    matrix: Matrix
    face: Face | None = None
    size: float = 0.0
    letter_gap: float = 0.0
    word_gap: float = 0.0
    stretch: float = 1.0
    leading: float = 0.0
    rise: float = 0.0


@dataclass(slots=True)
class _Open:
    """The run that may still go on; `quarter` counts the turns by 90° of its direction of writing."""

    parts: list[str]
    x0: float
    x1: float
    word_x1: float
    one_word: bool
    y: float
    size: float
    quarter: int
    face: Face
    artifact: bool


@dataclass(slots=True)
class _Marked:
    """Marked content: text that stands for what is drawn, and whether it is no part of the text."""

    actual: str | None
    artifact: bool
    used: bool = False


@dataclass(slots=True)
class _Pen:
    base: Matrix
    width: float
    height: float
    cut_short: bool = False
    _runs: dict[int, list[Run]] = field(default_factory=dict)
    _open: _Open | None = None
    _marked: list[_Marked] = field(default_factory=list)
    _text: Matrix = IDENTITY
    _line: Matrix = IDENTITY
    _operators: int = 0
    _unreadable: int = 0
    _pictured: float = 0.0
    _state: _State = field(default_factory=lambda: _State(IDENTITY))

    def __post_init__(self) -> None:
        self._state = _State(self.base)

    def draw(self, data: bytes, resources: Resources, depth: int = 0) -> None:
        saved: list[_State] = []
        for operands, operator in read_operators(data):
            self._operators += 1
            if self._operators > _MOST_OPERATORS:
                raise _TooMuchError
            try:
                if operator == b"q":
                    saved.append(replace(self._state))
                elif operator == b"Q":
                    self._state = saved.pop() if saved else self._state
                elif operator == b"Do":
                    self._draw_form(str(operands[0]), resources, depth)
                elif operator == b"Tf":
                    self._state.face, self._state.size = resources.face(operands[0]), float(operands[1])
                elif operator == b"BDC":
                    self._begin_marked(operands, resources)
                elif do := _OPERATORS.get(operator):
                    do(self, operands)
            except (TypeError, ValueError, IndexError, KeyError, AttributeError, ArithmeticError):
                continue  # an operator with wrong operands does nothing
        self._state = saved[0] if saved else self._state

    def _draw_form(self, name: str, resources: Resources, depth: int) -> None:
        if resources.is_picture(name):
            self.draw_picture([])
            return
        form = resources.form(name) if depth < _DEEPEST_FORM else None
        if form is not None:
            before = replace(self._state), self._text, self._line
            self._state.matrix = _times(form.matrix, self._state.matrix)
            self.draw(form.data, form.resources, depth + 1)
            self._state, self._text, self._line = before

    def draw_picture(self, _: Any) -> None:
        """A picture fills the unit square."""
        a, b, c, d, _x, _y = self._state.matrix
        self._pictured += abs(a * d - b * c)

    def _begin_marked(self, operands: Any, resources: Resources) -> None:
        self._marked.append(_Marked(None, False))  # first, so that EMC finds its own whatever follows
        tag, given = operands[0], operands[1]
        properties = given if isinstance(given, dict) else resources.properties(given)
        actual = _actual_text(properties.get("/ActualText"))
        pagination = tag == "/Artifact" and properties.get("/Type") == "/Pagination"
        self._marked[-1] = _Marked(actual, pagination)

    # One method for an operator; `operands` as they stand in the file.

    def begin_plain_marked(self, _: Any) -> None:
        self._marked.append(_Marked(None, False))

    def end_marked(self, _: Any) -> None:
        if self._marked:
            self._marked.pop()

    def transform(self, operands: Any) -> None:
        self._state.matrix = _times(_matrix(operands), self._state.matrix)

    def begin_text(self, _: Any) -> None:
        self._text = self._line = IDENTITY

    def set_text_matrix(self, operands: Any) -> None:
        self._text = self._line = _matrix(operands)

    def move(self, operands: Any) -> None:
        step: Matrix = (1.0, 0.0, 0.0, 1.0, float(operands[0]), float(operands[1]))
        self._text = self._line = _times(step, self._line)

    def move_and_lead(self, operands: Any) -> None:
        self.set_leading([-float(operands[1])])
        self.move(operands)

    def next_line(self, _: Any) -> None:
        self.move([0.0, -self._state.leading])

    def set_leading(self, operands: Any) -> None:
        self._state.leading = float(operands[0])

    def set_letter_gap(self, operands: Any) -> None:
        self._state.letter_gap = float(operands[0])

    def set_word_gap(self, operands: Any) -> None:
        self._state.word_gap = float(operands[0])

    def set_stretch(self, operands: Any) -> None:
        self._state.stretch = float(operands[0]) / 100

    def set_rise(self, operands: Any) -> None:
        self._state.rise = float(operands[0])

    def show(self, operands: Any) -> None:
        self._show(operands[0])

    def show_next_line(self, operands: Any) -> None:
        self.next_line([])
        self._show(operands[0])

    def show_spaced(self, operands: Any) -> None:
        self.set_word_gap(operands)
        self.set_letter_gap(operands[1:])
        self.show_next_line(operands[2:])

    def show_parts(self, operands: Any) -> None:
        for part in operands[0]:
            if isinstance(part, bytes | str):
                self._show(part)
            else:
                self._advance(-float(part) / 1000 * self._state.size * self._state.stretch)

    def _advance(self, by: float) -> None:
        self._text = _times((1.0, 0.0, 0.0, 1.0, by, 0.0), self._text)

    def _show(self, raw: bytes | str) -> None:
        state = self._state
        if state.face is None:
            return
        text, seen_to, at, before, word_to = list[str](), 0.0, 0.0, None, None
        for glyph in state.face.glyphs(raw if isinstance(raw, bytes) else raw.encode("latin-1", "replace")):
            width = glyph.width * state.size * state.face.scale
            if glyph.text.strip():
                before = at if before is None else before
                seen_to = at + width * state.stretch
            elif before is not None and word_to is None and glyph.text:
                word_to = seen_to
            text.append(glyph.text)
            at += (width + state.letter_gap + (state.word_gap if glyph.spaced else 0.0)) * state.stretch
        self._add("".join(text), before, seen_to, word_to)
        self._advance(at)

    def _add(self, text: str, seen_from: float | None, seen_to: float, word_to: float | None) -> None:
        """Add what was shown at the pen; where it is seen from and to, and where its first word ends
        (None: it goes on), count from there, in text units."""
        state, face = self._state, self._state.face
        assert face is not None
        turn, along, up = self._placed()
        if not all(map(math.isfinite, (*turn, along, up))) or along == 0 or up == 0:
            return
        if not face.readable:
            self._unreadable += len(text)
            return
        quarter, x, y = turn
        if seen_from is None:  # spaces alone, or nothing
            if self._open is not None and text:
                self._open.parts.append(" ")
                self._open.one_word = False
            return
        text = self._actual(text)
        x0, size = x + seen_from * along, abs(state.size * up * face.scale)
        text = self._join_accent(text, x0, y, size)
        artifact = any(marked.artifact for marked in self._marked)
        x1 = x + seen_to * along
        word_x1 = x1 if word_to is None else x + word_to * along
        run = self._open
        if run and _goes_on(run, x0, y, size, quarter, face, artifact):
            touching = run.parts[-1].endswith(" ") or text.startswith(" ") or x0 - run.x1 < _WORD_GAP * run.size
            run.parts.append(text if touching else " " + text)
            run.x1 = max(run.x1, x1)
            run.one_word = run.one_word and run.x1 == x1 and (touching and not text.startswith(" "))
            if run.one_word:
                run.word_x1, run.one_word = word_x1, word_to is None
        elif text:
            self.end_run()
            self._open = _Open([text], x0, x1, word_x1, word_to is None, y, size, quarter, face, artifact)

    def _join_accent(self, text: str, x0: float, y: float, size: float) -> str:
        """The text that is left to add, where it and the run's end are a letter and its accent, one
        drawn over the other."""
        run = self._open
        if run is None or not _LEAST_OVERLAP * size < run.x1 - x0 < _MOST_OVERLAP * size:
            return text
        if abs(y - run.y) > _ACCENT_RISE * size:
            return text
        if joined := put_accent_on_next(run.parts[-1], text):
            run.parts[-1], text = joined
            run.x1 = x0
            if not "".join(run.parts).strip():
                self._open = None
        elif joined := put_accent_on_last(run.parts[-1], text):
            run.parts[-1], text = joined
        return text

    def _actual(self, text: str) -> str:
        """The text that the file says stands here, given once for all that is drawn for it."""
        for marked in self._marked:
            if marked.actual:
                text, marked.used = ("" if marked.used else marked.actual), True
        return text

    def _placed(self) -> tuple[tuple[int, float, float], float, float]:
        """The pen: its quarter turn, its place in the frame of that turn, and its two scales."""
        a, b, c, d, x, y = _times(self._text, self._state.matrix)
        x, y = x + self._state.rise * c, y + self._state.rise * d
        quarter = round(math.atan2(b, a) / (math.pi / 2)) % 4
        x, y = ((x, y), (y, self.width - x), (self.width - x, self.height - y), (self.height - y, x))[quarter]
        return (quarter, x, y), math.hypot(a, b), math.hypot(c, d)

    def end_run(self) -> None:
        run, self._open = self._open, None
        if run is not None and (text := "".join(run.parts)).strip():
            face = run.face
            made = Run(text, run.x0, run.x1, run.y, run.size, run.word_x1, face.bold, face.symbol, run.artifact)
            self._runs.setdefault(run.quarter, []).append(made)

    def drawn(self) -> Drawn:
        """The runs in the direction in which most of the page is written."""
        letters = Counter({turn: sum(len(run.text) for run in runs) for turn, runs in self._runs.items()})
        main = letters.most_common(1)[0][0] if letters else 0
        width, height = (self.height, self.width) if main % 2 else (self.width, self.height)
        runs = tuple(
            run
            for run in self._runs.get(main, [])
            if -1 <= run.x0 <= width + 1 and -1 <= run.y <= height + 1  # not what lies beside the page
        )
        pictured = self._pictured >= _LARGE_PICTURE * self.width * self.height
        turned = sum(count for turn, count in letters.items() if turn != main)
        return Drawn(runs, width, height, turned, self._unreadable, pictured, self.cut_short)


def _goes_on(run: _Open, x0: float, y: float, size: float, quarter: int, face: Face, artifact: bool) -> bool:
    same = run.quarter == quarter and run.artifact == artifact
    same = same and run.face.bold == face.bold and run.face.symbol == face.symbol
    gap = x0 - run.x1
    widest = _SIGN_GAP if len(run.parts) <= _LONGEST_SIGN >= sum(map(len, run.parts)) else _RUN_GAP
    return (
        same
        and abs(size - run.size) <= 0.02 * run.size
        and abs(y - run.y) <= 0.05 * run.size
        and -0.3 * run.size <= gap <= widest * run.size
    )


def _matrix(operands: Any) -> Matrix:
    a, b, c, d, e, f = (float(operand) for operand in operands[:6])
    return a, b, c, d, e, f


def _actual_text(value: Any) -> str | None:
    if isinstance(value, bytes):
        return value.decode("utf-16" if value[:2] in (b"\xfe\xff", b"\xff\xfe") else "latin-1", "ignore")
    return value if isinstance(value, str) else None


_OPERATORS: dict[bytes, Callable[[_Pen, Any], None]] = {
    b"BMC": _Pen.begin_plain_marked,
    b"EMC": _Pen.end_marked,
    b"cm": _Pen.transform,
    b"BT": _Pen.begin_text,
    b"Tm": _Pen.set_text_matrix,
    b"Td": _Pen.move,
    b"TD": _Pen.move_and_lead,
    b"T*": _Pen.next_line,
    b"TL": _Pen.set_leading,
    b"Tc": _Pen.set_letter_gap,
    b"Tw": _Pen.set_word_gap,
    b"Tz": _Pen.set_stretch,
    b"Ts": _Pen.set_rise,
    b"Tj": _Pen.show,
    b"TJ": _Pen.show_parts,
    b"'": _Pen.show_next_line,
    b'"': _Pen.show_spaced,
    b"BI": _Pen.draw_picture,
}
