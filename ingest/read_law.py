"""A law's XML → a publication: law > [afsnit >] kapitel > paragraf, in it one paragraph a stykke.

A stykke's paragraph carries its address (`law_ref`) and is followed by its list items, and by text that goes
on after them, which have none. So a stykke is what stands from one address to the next.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from ingest.annotate import annotate
from ingest.blocks import Block, BlockKind
from ingest.errors import UnreadableError
from ingest.law_references import format_law_ref
from ingest.laws import find_law_names, load_laws
from ingest.lexdania import LawDocument, LawFacts, LawPart, Paragraf, Stykke, parse_lexdania
from ingest.mapped import MappedText
from ingest.publication import LawRef, Paragraph, Publication, Section, SectionKind

ELI = "https://www.retsinformation.dk/eli/lta"
_DEEPEST_ITEM = 3
# "69 a" of "§§ 69 a-c", and the "c".
_NUMBER = re.compile(
    r"(?<![0-9])(?P<number>[0-9]{1,4})(?![0-9])(?:\s*(?P<letter>[a-zæøå])(?!\w))?|[-–]\s*(?P<to>[a-zæøå])(?!\w)",
    re.IGNORECASE,
)
_STK_NUMBER = re.compile(r"(?<![0-9])[0-9]{1,3}(?![0-9])")
_ASCII = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa"})


@dataclass(frozen=True, slots=True)
class ReadLaw:
    """A law that was read in. `short` is its short form in laws.toml, None for a law that is not there."""

    publication: Publication
    facts: LawFacts
    short: str | None

    @property
    def name(self) -> str:
        """ "Barnets lov"."""
        return _name(self.facts, self.short)

    @property
    def version(self) -> str:
        """ "LBK nr. 282 af 17/03/2025"."""
        signed = "/".join(reversed(self.facts.signed.split("-"))) or str(self.facts.year)
        return f"{self.facts.kind} nr. {self.facts.number} af {signed}"

    @property
    def url(self) -> str:
        return f"{ELI}/{self.facts.year}/{self.facts.number}"

    @property
    def age(self) -> tuple[str, int, int]:
        """What orders a law's versions, newest last."""
        return (self.facts.signed or str(self.facts.year), self.facts.year, self.facts.number)


def read_law(path: Path, *, id: str = "", title: str = "") -> ReadLaw:
    """Read a file of Retsinformation's XML. Raises UnreadableError, one sentence that names the file."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise UnreadableError(
            f"{path.name}: it cannot be opened ({error.strerror}); check its name and rights."
        ) from error
    return parse_law(raw, path.name, id=id, title=title)


def parse_law(raw: bytes, name: str, *, id: str = "", title: str = "") -> ReadLaw:
    """Read a law's XML; `name` is what an UnreadableError calls it."""
    document = parse_lexdania(raw, name)
    if not any(paragraf.stykker for paragraf in _paragraffer(document.parts)):
        raise UnreadableError(f"{name}: no § was found in it; check that it is a law and no act that amends one.")
    short = _short(document.facts)
    publication = _Builder(short).publication(document, id or _id(document.facts, short), title)
    return ReadLaw(publication, document.facts, short)


def _short(facts: LawFacts) -> str | None:
    """The law of laws.toml that the title names; a title that names two ("Lov om ændring af …") is neither."""
    for title in filter(None, (facts.popular_title, facts.title)):
        named = {name.short for name in find_law_names(title)}
        if len(named) == 1 and (short := named.pop()):
            return short
    return None


def _id(facts: LawFacts, short: str | None) -> str:
    """ "bl-lbk-2025-282"."""
    name = (short or facts.popular_title or facts.title).lower().translate(_ASCII)
    slug = re.sub(r"[^a-z0-9]+", "-", name).strip("-")[:60] or "lov"
    return f"{slug}-{facts.kind.lower()}-{facts.year}-{facts.number}"


def _name(facts: LawFacts, short: str | None) -> str:
    return load_laws()[short].name if short else facts.popular_title or facts.title


def _paragraffer(parts: Iterable[LawPart | Paragraf]) -> Iterator[Paragraf]:
    for part in parts:
        if isinstance(part, Paragraf):
            yield part
        else:
            yield from _paragraffer(part.parts)


class _Builder:
    """Puts the publication together, with the text that its spans count in."""

    def __init__(self, short: str | None) -> None:
        self._short = short
        self._texts: list[str] = []
        self._length = 0

    def publication(self, document: LawDocument, id: str, title: str) -> Publication:
        title = title or _name(document.facts, self._short)
        start = self._add(title)
        blocks = [self._block(line.text, line.level, line.label) for line in document.introduction]
        front = Section("", SectionKind.FRONT, paragraphs=tuple(annotate(block, ()) for block in blocks))
        law = Section(title, start=start, sections=tuple(map(self._section, document.parts)))
        sections = (front, law) if blocks else (law,)
        return Publication(id, title, "\n".join(self._texts), sections, warnings=_warnings(document))

    def _section(self, part: LawPart | Paragraf) -> Section:
        if isinstance(part, LawPart):
            start = self._add(part.title)
            return Section(part.title, start=start, sections=tuple(map(self._section, part.parts)))
        address = _address(part.label, self._short)
        title = format_law_ref(replace(address, law=None), {}) if address else part.label
        start = self._add(title)
        paragraphs = [
            paragraph
            for number, stykke in enumerate(part.stykker, start=1)
            for paragraph in self._stykke(stykke, address, number if len(part.stykker) > 1 else None, title)
        ]
        return Section(title, SectionKind.PARAGRAF, None, part.heading, tuple(paragraphs), start=start)

    def _stykke(self, stykke: Stykke, address: LawRef | None, number: int | None, title: str) -> list[Paragraph]:
        ref = _with_stk(address, stykke.label, number) if address else None
        label = f"{format_law_ref(replace(ref, law=None), {}) if ref else f'{title} {stykke.label}'.rstrip('. ')}."
        paragraphs: list[Paragraph] = []
        if stykke.lines[0].level:  # a list that nothing leads in
            paragraphs.append(self._paragraph("", 0, label, None))
        for line in stykke.lines:
            own = label if not paragraphs else line.label
            paragraphs.append(self._paragraph(line.text, line.level, own, _outer(paragraphs, line.level)))
        return [replace(paragraphs[0], law_ref=ref), *paragraphs[1:]]

    def _paragraph(self, text: str, level: int, label: str, outer: Paragraph | None) -> Paragraph:
        """`outer` is what an item stands below: it goes on with that paragraph's last sentence."""
        said = outer.sentences[-1] if outer and outer.sentences else None
        block = self._block(text, level, label)
        return annotate(block, (), said.text if said else "", said.modality if said else None, law=self._short)

    def _block(self, text: str, level: int, label: str) -> Block:
        start = self._add(f"{label} {text}" if label else text) + (len(label) + 1 if label else 0)
        kind = BlockKind.ITEM if level else BlockKind.PARAGRAPH
        mapped = MappedText(text, tuple(range(start, start + len(text))))
        return Block(kind, mapped, min(level, _DEEPEST_ITEM), label)

    def _add(self, text: str) -> int:
        start = self._length
        self._texts.append(text)
        self._length += len(text) + 1
        return start


def _outer(paragraphs: list[Paragraph], level: int) -> Paragraph | None:
    """The paragraph that an item of this level stands below; None for running text."""
    return next((before for before in reversed(paragraphs) if before.level < level), None) if level else None


def _address(label: str, short: str | None) -> LawRef | None:
    """ "§ 69 a." → § 69 a; "§§ 92-94." and "§§ 92 og 93." → the range; None where no number stands."""
    places: list[tuple[int, str]] = []
    for match in _NUMBER.finditer(label):
        if match["number"]:
            places.append((int(match["number"]), (match["letter"] or "").lower()))
        elif places:
            places.append((places[-1][0], match["to"].lower()))
    if not places:
        return None
    ref = LawRef(short, *places[0])
    return replace(ref, paragraf_to=places[-1][0], letter_to=places[-1][1]) if places[-1] > places[0] else ref


def _with_stk(address: LawRef, label: str, number: int | None) -> LawRef:
    """A § with only one stykke is cited without it. A first stykke that has no label is stk. 1."""
    numbers = [int(found) for found in _STK_NUMBER.findall(label)] or ([number] if number else [])
    if not numbers:
        return address
    return replace(address, stk=numbers[0], stk_to=numbers[-1] if numbers[-1] > numbers[0] else None)


def _warnings(document: LawDocument) -> tuple[str, ...]:
    labels = Counter(paragraf.label for paragraf in _paragraffer(document.parts))
    return (
        *(f"{label} står {count} gange i loven." for label, count in labels.items() if count > 1),
        *(f"En paragraf hedder »{label}« og har intet nummer." for label in labels if not _address(label, None)),
    )
