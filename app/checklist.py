"""A checklist for ledelsestilsyn, made of the publications' own points: chosen, adapted, nothing reworded."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import groupby

from app import texts_lead as texts
from app.errors import RefusedError
from app.links import passage_url
from app.posts import Form, first
from app.typed import checked
from index.passages import Passage
from index.search import Index

_PRACTICE = "Praksisbeskrivelse"
_LONGEST_TITLE = 150
_LONGEST_NOTE = 1000
_MOST_OWN = 60  # points of a reader's own in one group


@dataclass(frozen=True, slots=True)
class Point:
    """`text` is what is to be looked for, `details` what the source says further under it: (level, words).

    Both are verbatim, and so is `lead_in`, the sentence that the point continues. `id` finds it again in a
    form; a point of the reader's own has no source.
    """

    id: str
    text: str
    lead_in: str = ""
    details: tuple[tuple[int, str], ...] = ()
    source: str = ""
    url: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """The points of one recommendation or leader area."""

    id: str
    title: str
    chapter: str
    points: tuple[Point, ...]

    @property
    def runs(self) -> list[tuple[str, list[Point]]]:
        """The points in order, those together that the same sentence leads in."""
        return [(lead_in, list(run)) for lead_in, run in groupby(self.points, lambda point: point.lead_in)]


@dataclass(frozen=True, slots=True)
class Checklist:
    title: str
    groups: tuple[Group, ...]
    with_details: bool = True


def all_groups(index: Index) -> tuple[Group, ...]:
    """What a checklist can be made of: the recommendations in order, then the leader areas."""
    passages = [passage for passage in index.current if index.entry(passage).kind != "lov"]
    main = next((p.publication_id for p in passages if p.recommendation is not None), None)
    own = [passage for passage in passages if passage.publication_id == main]
    last = max((passage.position for passage in own if passage.recommendation is not None), default=0)
    practice = [p for p in own if p.recommendation is not None and _PRACTICE in p.section_path]
    leaders = [p for p in own if p.position > last and p.recommendation is None and len(p.section_path) > 1]
    recommendations = [
        _group(index, f"anbefaling-{number}", _title(first_of), first_of.pejlemaerke_title, group)
        for number, first_of, group in _grouped(practice, lambda p: p.recommendation)
    ]
    areas = [
        _group(index, f"omraade-{place}", str(title), group[0].section_path[0], group)
        for place, (title, _, group) in enumerate(_grouped(leaders, lambda p: p.section_path[1]), start=1)
    ]
    return (*recommendations, *areas)


def _title(passage: Passage) -> str:
    return f"Anbefaling {passage.recommendation}: {passage.recommendation_title}".rstrip(": ")


def _grouped(
    passages: Sequence[Passage], key: Callable[[Passage], object]
) -> Iterator[tuple[object, Passage, list[Passage]]]:
    groups: dict[object, list[Passage]] = {}
    for passage in passages:
        groups.setdefault(key(passage), []).append(passage)
    for name, group in groups.items():
        yield name, group[0], group


def _group(index: Index, id: str, title: str, chapter: str, passages: Sequence[Passage]) -> Group:
    points = [
        point
        for passage in passages
        for point in _points(index, passage, in_practice=_PRACTICE in passage.section_path)
    ]
    return Group(id, title, chapter, tuple(points))


def _points(index: Index, passage: Passage, *, in_practice: bool) -> list[Point]:
    """A passage's points: under Praksisbeskrivelse each outermost list item, else the whole."""
    lines = passage.text.split("\n")
    lead_in = passage.sentences[0].lead_in if passage.sentences else ""
    bulleted = any(_level(line) for line in lines)
    if lines[0] == lead_in or (in_practice and bulleted and not _level(lines[0]) and lines[0].endswith(":")):
        lead_in, lines = lines[0], lines[1:]
    else:
        lead_in = ""  # a heading, which stands above all of them
    starts = [at for at, line in enumerate(lines) if at == 0 or (in_practice and _level(line) == 1)]
    build = partial(_point, index, passage, lead_in)
    ends = [*starts[1:], len(lines)]
    return [build(n, lines[a:b]) for n, (a, b) in enumerate(zip(starts, ends, strict=True))]


def _point(index: Index, passage: Passage, lead_in: str, number: int, lines: Sequence[str]) -> Point:
    details = tuple((max(_level(line) - 1, 0), _words(line)) for line in lines[1:])
    id = f"{passage.id.partition('#')[2]}.{number}"
    return Point(id, _words(lines[0]), lead_in, details, _source(index, passage), passage_url(passage))


def _level(line: str) -> int:
    """The level of a list's line as passages write it ("- ", two spaces a level), 0 for none."""
    inner = line.lstrip(" ")
    return (len(line) - len(inner)) // 2 + 1 if inner.startswith("- ") else 0


def _words(line: str) -> str:
    return line.lstrip(" ").removeprefix("- ") if _level(line) else line


def _source(index: Index, passage: Passage) -> str:
    """ "Anbefalinger til kvalitet …, Anbefaling 13 › Hvordan › Praksisbeskrivelse, side 40"."""
    place = " › ".join(passage.section_path)
    page = f", side {passage.page_label}" if passage.page_label else ""
    return f"{index.entry(passage).short_title}, {place}{page}"


def chosen(groups: Sequence[Group], ids: Collection[str]) -> tuple[Group, ...]:
    return tuple(group for group in groups if group.id in ids)


def adapted(groups: Sequence[Group], form: Form) -> Checklist:
    """The checklist that a form asks for. Raises RefusedError where something typed cannot be taken."""
    kept = set(form.get("punkt", []))
    title = checked(first(form, "titel"), _LONGEST_TITLE, texts.CHECKLIST_CPR) or texts.CHECKLIST_TITLE
    notes = {
        name.removeprefix("note-"): checked(values[0], _LONGEST_NOTE, texts.CHECKLIST_CPR)
        for name, values in form.items()
        if name.startswith("note-")
    }
    made = tuple(_adapted(group, kept, notes, form) for group in chosen(groups, form.get("valg", [])))
    made = tuple(group for group in made if group.points)
    if not made:
        raise RefusedError(texts.NO_POINTS)
    return Checklist(title, made, with_details="uddybning" in form)


def _adapted(group: Group, kept: Collection[str], notes: Mapping[str, str], form: Form) -> Group:
    points = [replace(point, note=notes.get(point.id, "")) for point in group.points if point.id in kept]
    typed = checked(first(form, f"egne-{group.id}"), _MOST_OWN * 200, texts.CHECKLIST_CPR)
    own = [line.strip() for line in typed.split("\n") if line.strip()]
    if len(own) > _MOST_OWN:
        raise RefusedError(texts.too_many_own(_MOST_OWN))
    return replace(group, points=(*points, *(Point("", line) for line in own)))
