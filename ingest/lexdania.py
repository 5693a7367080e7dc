"""Retsinformation's XML (LexDania) → a law as it stands: its facts, its parts, their paragraffer.

    Dokument > Meta, DokumentIndhold > Indledning, [Bog >] [Afsnit >] Kapitel > ParagrafGruppe > Paragraf > Stk
    Stk > Exitus > Linea > Char, and Exitus > Index > Indentatio for its lists

What is not as it seems: `localId` is an ordinal, so only `Explicatus` tells what a paragraf is called; `Bog`,
`Afsnit` and `Kapitel` may be wrappers without a name; a `Linea` is a line, not a sentence; a `Nota` stands in
the middle of its sentence; `Ikraft` repeats the § numbers of other acts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from xml.etree import ElementTree

from ingest.errors import UnreadableError

_LARGEST = 64 * 1024 * 1024  # bytes; the largest Danish act has some 5 million
_SKIPPED = frozenset({"Ikraft", "Nota", "Indledning", "Bilag", "Explicatus", "Rubrica"})
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200d\u2060\ufeff"))
_SOFT_HYPHEN = "\u00ad"
_SPACE_BEFORE_STOP = re.compile(r"(?<=\w) (?=[.,;:](?:\s|$))")  # a note stood there
_WEB_PAGE = re.compile(r"<!doctype\s+html|<html[\s>]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LawLine:
    """Running text (`level` 0), or an item of a list with its `label` ("1)", "a)") as it stands."""

    text: str
    level: int = 0
    label: str = ""


@dataclass(frozen=True, slots=True)
class Stykke:
    """`label` is "Stk. 2.", or "Stk. 3-5."; the first stykke mostly has none."""

    label: str
    lines: tuple[LawLine, ...]


@dataclass(frozen=True, slots=True)
class Paragraf:
    """`label` is "§ 91." or "§§ 92-94."; `heading` stands above it and the ones after it."""

    label: str
    stykker: tuple[Stykke, ...]
    heading: str = ""


@dataclass(frozen=True, slots=True)
class LawPart:
    """A book, afsnit or kapitel that has a name."""

    title: str
    parts: tuple[LawPart | Paragraf, ...]


@dataclass(frozen=True, slots=True)
class LawFacts:
    """`kind` is "LBK" or "LOV", `signed` an ISO date or empty; `status` is "Valid" for a law that holds."""

    title: str
    popular_title: str
    kind: str
    year: int
    number: int
    signed: str
    ministry: str
    status: str


@dataclass(frozen=True, slots=True)
class LawDocument:
    facts: LawFacts
    introduction: tuple[LawLine, ...]
    parts: tuple[LawPart | Paragraf, ...]


def parse_lexdania(raw: bytes, name: str) -> LawDocument:
    """Read a law's XML. Raises UnreadableError, one sentence that begins with `name`."""
    root = _parse(_checked(raw, name), name)
    content = root.find("DokumentIndhold")
    if content is None:
        raise UnreadableError(f"{name}: it holds no text of a law (DokumentIndhold); check that it is the right file.")
    try:
        introduction = tuple(line for part in content.findall("Indledning") for line in _lines(part, 0))
        return LawDocument(_facts(root, name), introduction, tuple(_parts(content)))
    except RecursionError as error:
        raise UnreadableError(f"{name}: its elements lie too deep in each other; fetch the law again.") from error


def _checked(raw: bytes, name: str) -> str:
    """The characters, once it is sure that they are all there and name nothing outside the file."""
    if len(raw) > _LARGEST:
        raise UnreadableError(f"{name}: it is larger than any law; check that it is the right file.")
    text = raw.decode("utf-8-sig", "replace")
    if "</Dokument>" not in text:
        if _WEB_PAGE.search(text[:4096]):
            raise UnreadableError(
                f"{name}: it is a web page, not the law's XML; that stands at …/eli/lta/YEAR/NUMBER/xml."
            )
        raise UnreadableError(f"{name}: it is not Retsinformation's XML, or is cut off; fetch the law again.")
    if "\ufffd" in text:
        raise UnreadableError(f"{name}: it is not UTF-8; save it as Retsinformation gives it.")
    if re.search(r"<!(?:DOCTYPE|ENTITY)", text):
        raise UnreadableError(f"{name}: it declares entities of its own, which no law does; fetch the law again.")
    return text


def _parse(text: str, name: str) -> ElementTree.Element:
    try:
        root = ElementTree.fromstring(text)
    except (ElementTree.ParseError, ValueError) as error:
        raise UnreadableError(f"{name}: its XML is broken ({error}); fetch the law again.") from error
    if root.tag != "Dokument":
        raise UnreadableError(f"{name}: it is XML of another kind; fetch the law from its address with /xml.")
    return root


def _facts(root: ElementTree.Element, name: str) -> LawFacts:
    def fact(tag: str) -> str:
        return _clean(root.findtext(f"Meta/{tag}") or "")

    year, number = fact("Year"), fact("Number")
    if not re.fullmatch(r"[12][0-9]{3}", year) or not re.fullmatch(r"[0-9]{1,5}", number):
        raise UnreadableError(f"{name}: its Meta names no year and number; fetch the law again.")
    kind = re.match(r"[A-Z]{3}", fact("DocumentType"))
    signed = fact("DiesSigni")[:10]
    return LawFacts(
        title=fact("DocumentTitle") or _text(root.find("TitelGruppe/Titel")),
        popular_title=fact("PopularTitle"),
        kind=kind[0] if kind else "LOV",
        year=int(year),
        number=int(number),
        signed=signed if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", signed) else "",
        ministry=fact("Ministry"),
        status=fact("Status"),
    )


def _parts(element: ElementTree.Element, heading: str = "") -> Iterator[LawPart | Paragraf]:
    """What stands in a container, in order; a container without a name gives what stands in it."""
    for child in element:
        if child.tag == "Rubrica" and element.tag == "ParagrafGruppe":
            heading = _text(child)
        if child.tag in _SKIPPED:
            continue
        if child.tag == "Paragraf":
            yield _paragraf(child, heading)
        elif child.tag == "ParagrafGruppe":
            yield from _parts(child, heading)
        else:
            title = _title(child)
            below = _parts(child)
            if title:
                yield LawPart(title, tuple(below))
            else:
                yield from below


def _title(element: ElementTree.Element) -> str:
    """ "Kapitel 9 Barnets plan"."""
    named = [_text(child) for child in element if child.tag in ("Explicatus", "Rubrica")]
    return " ".join(filter(None, named))


def _paragraf(element: ElementTree.Element, heading: str) -> Paragraf:
    own = " ".join(_text(child) for child in element.findall("Rubrica"))
    stykker: list[Stykke] = []
    for stk in element.findall("Stk") or [element]:
        label = _text(stk.find("Explicatus")) if stk.tag == "Stk" else ""
        lines = tuple(_lines(stk, 0))
        if stykker and not label:  # only the first may go without: this one goes on with the last
            stykker[-1] = replace(stykker[-1], lines=(*stykker[-1].lines, *lines))
        elif lines:
            stykker.append(Stykke(label, lines))
    return Paragraf(_text(element.find("Explicatus")), tuple(stykker), own or heading)


def _lines(element: ElementTree.Element, level: int) -> Iterator[LawLine]:
    """The text of an element and the items of its lists, in order; a note does not break its text in two."""
    run: list[str] = []
    for child in element:
        if child.tag == "Linea":
            run.append("".join(_characters(child)))
            continue
        below = [] if child.tag in _SKIPPED else _below(child, level)
        if below:
            yield from _line(run, level)
            run = []
            yield from below
    yield from _line(run, level)


def _below(element: ElementTree.Element, level: int) -> list[LawLine]:
    if element.tag != "Index":
        return list(_lines(element, level))
    return [line for item in element for line in _item(item, level + 1)]


def _item(element: ElementTree.Element, level: int) -> list[LawLine]:
    """An item with what stands below it; the label goes to its first line, an empty one if need be."""
    lines = list(_lines(element, level))
    if not lines or lines[0].level != level:
        lines.insert(0, LawLine("", level))
    return [replace(lines[0], label=_text(element.find("Explicatus"))), *lines[1:]]


def _line(run: list[str], level: int) -> Iterator[LawLine]:
    text = _joined(run)
    if text:
        yield LawLine(text, level)


def _text(element: ElementTree.Element | None) -> str:
    if element is None:
        return ""
    lines = element.findall("Linea")
    return _joined(["".join(_characters(line)) for line in lines or [element]])


def _characters(element: ElementTree.Element) -> Iterator[str]:
    """All characters but those of notes; line breaks between elements are the file's, not the law's."""
    yield _own(element.text)
    for child in element:
        if child.tag != "Nota":
            yield from _characters(child)
        yield _own(child.tail)


def _own(text: str | None) -> str:
    return "" if text is None or (not text.strip() and "\n" in text) else text


def _joined(lines: list[str]) -> str:
    """Lines joined by a space; where a soft hyphen broke a word, by nothing."""
    text = ""
    for line in lines:
        text = text + line.lstrip() if text.rstrip().endswith(_SOFT_HYPHEN) else f"{text} {line}"
    return _SPACE_BEFORE_STOP.sub("", _clean(text))


def _clean(text: str) -> str:
    """Without characters that nobody sees, every white space (also NBSP) one plain space."""
    return " ".join(text.translate(_UNSEEN).split())
