"""Verbatim text → HTML: its paragraphs and lists, with the quoted words marked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

# A list item as `index.passages` writes it: two spaces a level, then "-" or the item's own label.
_ITEM = re.compile(r"(?P<indent>(?:  )*)(?P<label>-|\d{1,3}[.)]|[a-zæøå][.)]) ")


@dataclass(frozen=True, slots=True)
class Span:
    """Words of a passage that are quoted: `text[start:end]`, by citation `number`."""

    start: int
    end: int
    number: int


def text_html(text: str, quoted: Sequence[Span] = (), turn: int = 0, *, after: str = "") -> str:
    """Verbatim text as paragraphs and lists, the quoted words in <mark>.

    `after` is HTML that ends the last line.
    """
    lines = [(start, line, _ITEM.match(line)) for start, line in _lines(text)]
    outermost = min((_indent(item) for _, _, item in lines if item), default=0)
    html, depth = "", 0
    for number, (start, line, item) in enumerate(lines, start=1):
        wanted = _indent(item) - outermost + 1 if item else 0
        body, end = start + (item.end() if item else 0), start + len(line)
        ids = {span: anchor(turn, span.number) for span in quoted if start <= span.start < end}
        content = _marked(text, body, end, quoted, ids) + (after if number == len(lines) else "")
        html += _to_depth(depth, wanted) + (f"{_open_item(item)}{content}" if item else f"<p>{content}</p>")
        depth = wanted
    return html + _to_depth(depth, 0)


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Every line that is not blank, with its offset."""
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield start, line
        start += len(line) + 1


def _indent(item: re.Match[str]) -> int:
    return len(item["indent"]) // 2


def _open_item(item: re.Match[str]) -> str:
    label = item["label"]
    return "<li>" if label == "-" else f'<li class="labelled"><span class="label">{escape(label)}</span> '


def _to_depth(now: int, wanted: int) -> str:
    """The tags between an item of a list `now` deep and the next of one `wanted` deep (0: no list)."""
    if wanted > now:
        return "<ul>" + "<li><ul>" * (wanted - now - 1)
    return "</li></ul>" * (now - wanted) + ("</li>" if wanted else "")


def _marked(text: str, start: int, end: int, quoted: Sequence[Span], ids: Mapping[Span, str]) -> str:
    """`text[start:end]`, escaped, with what of it is quoted in <mark>; no two marks overlap."""
    html, at = "", start
    for span in sorted(quoted, key=lambda span: (span.start, span.end)):
        begin, stop = max(span.start, at), min(span.end, end)
        named = f' id="{ids[span]}"' if span in ids else ""
        if begin < stop:
            html += escape(text[at:begin], quote=False)
            html += f"<mark{named}>{escape(text[begin:stop], quote=False)}</mark>"
            at = stop
        elif named:  # all of it is marked already, as part of another quote
            html += f"<span{named}></span>"
    return html + escape(text[at:end], quote=False)


def anchor(turn: int, number: int) -> str:
    """The id that the marker of a citation leads to."""
    return f"kilde-{turn}-{number}"
