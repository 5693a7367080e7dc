"""HTML → blocks: what a page says, without the navigation, banners and forms around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from lxml import etree, html

from ingest.blocks import BlockKind, Reading
from ingest.compose import RAISE, RawBlock, compose
from ingest.errors import UnreadableError

_LEFT_OUT = frozenset(
    "script style noscript template nav form button select input textarea option iframe object embed "
    "svg canvas video audio dialog menu head".split()
)
_LEFT_OUT_ROLES = frozenset("navigation banner contentinfo search dialog alertdialog menu menubar toolbar".split())
_LEFT_OUT_AROUND = frozenset(("header", "footer", "aside"))  # around the main text; within it they are text
_LEFT_OUT_NAMES = re.compile(
    r"cookie|consent|onetrust|gdpr|breadcrumb|skip-?(?:to|link|nav)|(?:^|[\s_-])(?:navbar|share|sharing|pagination"
    r"|newsletter|site-?(?:header|footer)|visually-?hidden|sr-only)(?:$|[\s_-])",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden")
_MOST_OF_THE_PAGE = 0.5  # what holds more of the text than this is no banner, whatever it is called
_BLOCKS = frozenset(
    "address article aside blockquote body center dd details div dl dt fieldset figcaption figure footer "
    "header hr html li main ol p pre section summary table tbody td tfoot th thead tr ul caption".split()
)
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_SPACE = re.compile(r"[ \t\r\n\f\u00a0]+")
_NUMBER = re.compile(r"\s*\[?(\d{1,3})\]?\s*")
_BACK = re.compile(r"[\s↩↑^⏎\ufe0e\ufe0f]*")
_WIDEST_ROW = 300  # characters; a row of a table that holds more is layout


def read_html(path: Path) -> Reading:
    """Read a saved web page. Raises UnreadableError if it is empty or no HTML."""
    root = _parse(path)
    main = _main(root)
    marks = {
        target: number for element in main.iter("a") if (target := _target(element)) and (number := _mark(element))
    }
    walker = _Walker(marks, _notes_without_links(main, set(marks.values())))
    if next(main.iter(*_HEADINGS), None) is None and (title := root.findtext(".//title")):
        walker.add(BlockKind.HEADING, title, level=1)
    walker.walk(main)
    walker.end_text()
    notes = {int(raw.label) for raw in walker.raws if raw.kind is BlockKind.NOTE}
    text, blocks = compose(walker.raws, lambda position, at, printed: printed if printed in notes else None)
    return Reading(text, blocks)


def _parse(path: Path) -> html.HtmlElement:
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise UnreadableError(
            f"{path.name}: it cannot be opened ({error.strerror}); check its name and rights."
        ) from error
    if not raw.strip():
        raise UnreadableError(f"{path.name}: it is empty; save the page again.")
    if b"\0" in raw and not raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise UnreadableError(f"{path.name}: it is binary, not HTML; give it the ending of its real kind.")
    try:
        parser = html.HTMLParser(encoding=_encoding(raw), remove_comments=True, remove_pis=True)
        root = html.document_fromstring(raw, parser=parser)
        for element in root.iter():
            _ = element.tag, element.text, element.tail  # what cannot be decoded shows here
    except (etree.LxmlError, ValueError, LookupError, AssertionError) as error:
        raise UnreadableError(f"{path.name}: it is no HTML; save the page again.") from error
    return root


def _encoding(raw: bytes) -> str | None:
    """UTF-8 if it is that; else what the page itself says (None), or Windows' own for Western Europe."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return None if re.search(rb"charset\s*=", raw[:4096], re.IGNORECASE) else "windows-1252"
    return "utf-8"


def _main(root: html.HtmlElement) -> html.HtmlElement:
    """The element that holds the page's own text: what says so itself, if it holds enough, else all."""
    body = root.find("body")
    body = root if body is None else body
    whole = _length(body)
    for path in (".//main", ".//*[@role='main']", ".//article"):
        found = body.findall(path)
        if len(found) == 1 and _length(found[0]) > 0.2 * whole:
            return found[0]
    return body


def _length(element: html.HtmlElement) -> int:
    return sum(len(text.strip()) for text in element.itertext())


def _is_left_out(element: html.HtmlElement, whole: int, *, in_main: bool) -> bool:
    tag, get = element.tag, element.get
    if not isinstance(tag, str) or tag in _LEFT_OUT or get("role") in _LEFT_OUT_ROLES:
        return True
    if "hidden" in element.attrib or get("aria-hidden") == "true" or _HIDDEN.search(get("style") or ""):
        return True
    if tag in _LEFT_OUT_AROUND and not in_main and next(element.iter("h1"), None) is None:
        return True
    names = f"{get('class') or ''} {get('id') or ''}"
    return bool(_LEFT_OUT_NAMES.search(names)) and _length(element) < _MOST_OF_THE_PAGE * whole


def _target(link: html.HtmlElement) -> str:
    """The id within the page that a link leads to, else ""."""
    address = link.get("href") or ""
    return address[1:] if address.startswith("#") else ""


def _mark(element: html.HtmlElement) -> int:
    """The number of a footnote mark: raised, or a link within the page that is a number alone; else 0."""
    match = _NUMBER.fullmatch("".join(element.itertext()))
    if not match:
        return 0
    above = element.getparent()
    raised = element.tag == "sup" or (above is not None and above.tag == "sup")
    back = any(part in (element.get("href") or "") for part in ("fnref", "ftnref", "cite_ref"))
    return int(match[1]) if (raised or _target(element)) and not back else 0


def _notes_without_links(main: html.HtmlElement, linked: set[int]) -> set[int]:
    """Numbers of the notes that are paragraphs beginning with their raised number."""
    numbers = {_starts_with_number(element) for element in main.iter("p", "li", "div")}
    marks = {_mark(sup) for sup in main.iter("sup") if not _begins_block(sup)}
    return (numbers & marks) - linked - {0}


def _starts_with_number(element: html.HtmlElement) -> int:
    first = element[0] if len(element) and not (element.text or "").strip() else None
    return _mark(first) if first is not None and first.tag == "sup" and (first.tail or "").strip() else 0


def _begins_block(sup: html.HtmlElement) -> bool:
    above = sup.getparent()
    return above is not None and above.tag in _BLOCKS and above[0] is sup and not (above.text or "").strip()


@dataclass(slots=True)
class _List:
    ordered: bool
    number: int


@dataclass(slots=True)
class _Walker:
    """The blocks so far, and the text that is open."""

    note_of: dict[str, int]  # id of a note's element → its number
    loose_notes: set[int]
    raws: list[RawBlock] = field(default_factory=list)
    _text: list[str] = field(default_factory=list)
    _lists: list[_List] = field(default_factory=list)
    _kind: BlockKind = BlockKind.PARAGRAPH
    _level: int = 0
    _label: str = ""
    _heading: int = 0
    _items: int = 0  # how many list items the open text stands in
    _in_main: bool = False
    _whole: int = -1

    def walk(self, element: html.HtmlElement) -> None:
        if self._whole < 0:
            self._whole, self._in_main = _length(element), element.tag != "body" and element.tag != "html"
        elif _is_left_out(element, self._whole, in_main=self._in_main) and not self._is_in_heading(element):
            return
        tag = element.tag
        if tag in _HEADINGS or tag == "summary":
            self._walk_heading(element, _HEADINGS.get(tag) or min(self._heading + 1, 6))
        elif number := self._note(element):
            self._walk_note(element, number)
        elif tag in ("ul", "ol"):
            self._walk_list(element)
        elif tag == "li":
            self._walk_item(element)
        elif tag == "tr" and _is_row(element):
            self._walk_row(element)
        elif tag == "br":
            self._text.append("\n")
        elif (tag in ("sup", "a")) and (mark := _mark(element)):
            self._text.append(str(mark).translate(RAISE))
        elif tag in _BLOCKS:
            self.end_text()
            self._walk_inside(element)
            self.end_text()
        else:
            self._walk_inside(element)

    def add(self, kind: BlockKind, text: str, *, level: int = 0, label: str = "", sign: str = "") -> None:
        lines = (_SPACE.sub(" ", line).strip() for line in text.replace("\u00ad", "").split("\n"))
        if tidy := "\n".join(line for line in lines if line):
            self.raws.append(RawBlock(kind, tidy, level, label, sign))

    def end_text(self) -> None:
        """End the open text; an item's second paragraph is a line of the item."""
        text, self._text = "".join(self._text), []
        if not text.strip():
            return
        last = self.raws[-1] if self.raws else None
        if self._kind is BlockKind.PARAGRAPH and self._items and last and last.kind is BlockKind.ITEM:
            self.raws.pop()
            self.add(last.kind, f"{last.text}\n{text}", level=last.level, label=last.label, sign=last.sign)
            return
        sign = "•" if self._kind is BlockKind.ITEM and not self._label else ""
        self.add(self._kind, text, level=self._level, label=self._label, sign=sign)
        self._kind, self._level, self._label = BlockKind.PARAGRAPH, 0, ""

    def _walk_inside(self, element: html.HtmlElement) -> None:
        self._add_text(element.text, element)
        for child in element:
            self.walk(child)
            self._add_text(child.tail, element)

    def _add_text(self, text: str | None, element: html.HtmlElement) -> None:
        if text:
            self._text.append(text if element.tag == "pre" else _SPACE.sub(" ", text))

    def _is_in_heading(self, element: html.HtmlElement) -> bool:
        """A button that opens what stands below a heading holds the heading's text."""
        return element.tag == "button" and any(
            above.tag in (*_HEADINGS, "summary") for above in element.iterancestors()
        )

    def _walk_heading(self, element: html.HtmlElement, level: int) -> None:
        self.end_text()
        self._walk_inside(element)
        text, self._text = "".join(self._text), []
        self.add(BlockKind.HEADING, text.replace("\n", " "), level=level)
        if element.tag in _HEADINGS:
            self._heading = level

    def _note(self, element: html.HtmlElement) -> int:
        if element.tag not in _BLOCKS:
            return 0
        number = self.note_of.get(element.get("id") or "", 0)
        loose = _starts_with_number(element)
        return number or (loose if loose in self.loose_notes else 0)

    def _walk_note(self, element: html.HtmlElement, number: int) -> None:
        self.end_text()
        text = "".join(_note_text(element, number))
        self.add(BlockKind.NOTE, re.sub(rf"^\s*\[?{number}\]?[.)]?\s+", "", text), label=str(number))

    def _walk_list(self, element: html.HtmlElement) -> None:
        self.end_text()
        start = element.get("start") or "1"
        self._lists.append(_List(element.tag == "ol", int(start) if start.isdecimal() else 1))
        self._walk_inside(element)
        self.end_text()
        self._lists.pop()

    def _walk_item(self, element: html.HtmlElement) -> None:
        self.end_text()
        self._kind, self._level = BlockKind.ITEM, min(max(len(self._lists), 1), 3)
        if self._lists and self._lists[-1].ordered:
            self._label = f"{self._lists[-1].number}."
            self._lists[-1].number += 1
        self._items += 1
        self._walk_inside(element)
        self.end_text()
        self._items -= 1
        self._kind, self._level, self._label = BlockKind.PARAGRAPH, 0, ""

    def _walk_row(self, row: html.HtmlElement) -> None:
        self.end_text()
        for cell in row:
            self._walk_inside(cell)
            self._text.append(" ")
        self.end_text()


def _is_row(row: html.HtmlElement) -> bool:
    """Whether the row holds short cells; one that holds blocks is layout."""
    blocks = any(inside.tag in _BLOCKS or inside.tag in _HEADINGS for cell in row for inside in cell.iterdescendants())
    return not blocks and _length(row) <= _WIDEST_ROW


def _note_text(element: html.HtmlElement, number: int) -> Iterator[str]:
    """The text of a note without the number before it and the link back to its mark."""
    yield element.text or ""
    for child in element:
        text = "".join(child.itertext())
        is_back = child.tag == "a" and (_BACK.fullmatch(text) or _NUMBER.fullmatch(text))
        if not is_back and not (child.tag == "sup" and _NUMBER.fullmatch(text)):
            yield from _note_text(child, number) if isinstance(child.tag, str) else ()
        yield " " if child.tag in _BLOCKS or child.tag == "br" else ""
        yield child.tail or ""
