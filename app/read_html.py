"""The text of a publication → HTML: its paragraphs and lists with footnote marks, links to the law, and below
each passage what it answers. Every text from outside goes through `escape` on its way in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from app import links, read_texts
from app.asked import varied
from app.library import Library
from app.render import law_ref_text
from index.passages import Passage
from ingest.publication import Footnote, LawRef, Paragraph, Publication, Section

_FIRST = 12  # questions shown before "vis alle"
_DIGIT = re.compile(r"\d")

Insertions = list[tuple[int, int, str]]  # where, in which order there, what


class Reading:
    """The text of one publication on one page. Remembers which footnotes it has set."""

    def __init__(self, library: Library, publication: Publication) -> None:
        self._library, self._publication = library, publication
        self._notes: dict[int, Footnote] = {}
        self._anchors: dict[int, str] = {}  # by the identity of a section

    def anchor(self, section: Section) -> str:
        """The id of a section on the page; of several with one title the first has the plain one."""
        if id(section) not in self._anchors:
            plain = links.section_anchor(section.title)
            taken = sum(anchor == plain or anchor.startswith(f"{plain}--") for anchor in self._anchors.values())
            self._anchors[id(section)] = f"{plain}--{taken + 1}" if taken else plain
        return self._anchors[id(section)]

    def page_of(self, section: Section) -> str | None:
        """The page on which a recommendation of this publication is read; None for any other section."""
        found = self._library.recommendations.get(section.number or 0)
        return links.recommendation_url(found.number) if found and found.section is section else None

    def section(self, section: Section) -> str:
        """What stands right under a heading, without the sections below it."""
        html, items = "", ""
        for passage, group in self._groups(section):
            block, is_item = self._group(passage, group)
            if is_item:
                items += block
                continue
            html += f"{_list(items)}{block}"
            items = ""
        return html + _list(items)

    def notes(self, before: str = "") -> str:
        """The footnotes whose marks have been set, each with a way back; empty where there are none.
        `before` is HTML that stands above them."""
        if not self._notes:
            return ""
        items = "".join(self._note(note) for _, note in sorted(self._notes.items()))
        return f'<section class="notes" id="fodnoter"><h2>{read_texts.NOTES}</h2>{before}<ol>{items}</ol></section>'

    def _groups(self, section: Section) -> Iterator[tuple[Passage | None, list[Paragraph]]]:
        for passage, group in groupby(section.paragraphs, key=self._library.passage_of):
            if passage is None:
                yield from ((None, [paragraph]) for paragraph in group)
            else:
                yield passage, list(group)

    def _group(self, passage: Passage | None, group: list[Paragraph]) -> tuple[str, bool]:
        """HTML of a passage, and whether it is an item of the list around it."""
        first, is_item = group[0], group[0].level > 0
        alone = is_item and sum(paragraph.level == first.level for paragraph in group) == 1
        below = self._tools(passage) if passage else ""
        opening = f' class="passage" id="{links.passage_anchor(passage)}"' if passage else ""
        if alone:
            return f"<li{opening}>{self._item(first)}{self._list_of(group[1:])}{below}</li>", True
        own = f"<p>{self._labelled(first)}</p>" if not is_item else ""
        inside = f"{own}{self._list_of(group if is_item else group[1:])}{below}"
        return f"<div{opening}>{inside}</div>" if passage else inside, False

    def _list_of(self, items: Sequence[Paragraph]) -> str:
        """Items of several levels as lists in lists."""
        if not items:
            return ""
        outermost = min(item.level for item in items)
        html, at = "", 0
        while at < len(items):
            end = at + 1
            while end < len(items) and items[end].level > outermost:
                end += 1
            html += f"<li>{self._item(items[at])}{self._list_of(items[at + 1 : end])}</li>"
            at = end
        return _list(html)

    def _item(self, item: Paragraph) -> str:
        return f'<div class="said">{self._labelled(item)}</div>'

    def _labelled(self, paragraph: Paragraph) -> str:
        label = f'<span class="label">{escape(paragraph.label)}</span> ' if paragraph.label else ""
        return label + self.text(paragraph)

    def text(self, paragraph: Paragraph) -> str:
        """A paragraph's words with its footnote marks and what of them names a §."""
        refs = [
            (sentence.start + ref.start, sentence.start + ref.end, ref)
            for sentence in paragraph.sentences
            for ref in sentence.law_refs
            if ref.footnote is None
        ]
        inserted, within = _law_links(paragraph.text, refs)
        for mark in paragraph.marks:
            at = next((end for start, end in within if start < mark.at < end), mark.at)
            inserted.append((at, 2, self._mark(mark.number)))
        return _with(paragraph.text, inserted)

    def _mark(self, number: int) -> str:
        note = self._publication.footnote(number)
        if note is None:
            return f"<sup>{number}</sup>"
        named = "" if number in self._notes else f' id="{links.mark_anchor(number)}"'
        self._notes[number] = note
        label = read_texts.NOTE.format(number=number)
        return (
            f'<sup class="mark"><a{named} href="#{links.note_anchor(number)}" role="doc-noteref" '
            f'aria-label="{label}">{number}</a></sup>'
        )

    def _note(self, note: Footnote) -> str:
        inserted, _ = _law_links(note.text, [(ref.start, ref.end, ref) for ref in note.law_refs])
        back = read_texts.BACK_FROM.format(number=note.number)
        return (
            f'<li id="{links.note_anchor(note.number)}" value="{note.number}">{_with(note.text, inserted)} '
            f'<a class="back" href="#{links.mark_anchor(note.number)}" role="doc-backlink" aria-label="{back}">'
            f"{read_texts.BACK}</a></li>"
        )

    def _tools(self, passage: Passage) -> str:
        """Below a passage: its address, its page, the law that its footnotes name, what it answers."""
        here = (
            f'<a class="here" href="#{links.passage_anchor(passage)}" data-copied="{read_texts.PASSAGE_LINK_COPIED}">'
            f"{read_texts.PASSAGE_LINK}</a>"
        )
        page = read_texts.PAGE.format(label=escape(passage.page_label)) if passage.page_label else ""
        noted = {law_ref_text(ref): ref for ref in passage.law_refs if ref.law and ref.footnote is not None}
        law = f"{read_texts.LAW_OF_PASSAGE}: {', '.join(map(law_link, noted.values()))}" if noted else ""
        facts = "".join(f"<span>{fact}</span>" for fact in (here, page, law) if fact)
        return f'<div class="tools">{self._asked(passage)}<p>{facts}</p></div>'

    def _asked(self, passage: Passage) -> str:
        questions = [question.question for question in varied(self._library.questions.get(passage.id, []))]
        if not questions:
            return ""
        rest = _questions(questions[_FIRST:])
        more = f"<details><summary>{read_texts.ASKED_ALL} ({len(questions)})</summary>{rest}</details>" if rest else ""
        return (
            f'<details class="asked"><summary>{read_texts.ASKED} ({len(questions)})</summary>'
            f"{_questions(questions[:_FIRST])}{more}</details>"
        )


def law_link(ref: LawRef) -> str:
    """A reference by its whole name, as a link to its page."""
    return f'<a href="{escape(links.paragraf_url(ref))}">{escape(law_ref_text(ref))}</a>'


def _questions(questions: Sequence[str]) -> str:
    return _list("".join(f'<li><a href="{escape(links.ask_url(text))}">{escape(text)}</a></li>' for text in questions))


def _list(items: str) -> str:
    return f"<ul>{items}</ul>" if items else ""


def _law_links(text: str, refs: Sequence[tuple[int, int, LawRef]]) -> tuple[Insertions, list[tuple[int, int]]]:
    """The tags around what names a §, and the spans between them. References that share their § sign
    ("§§ 30 og 31") are told apart by what each has for itself."""
    inserted: Insertions = []
    within: list[tuple[int, int]] = []
    for start, end, ref in sorted(refs, key=lambda found: (found[0], found[1])):
        if within and start < within[-1][1]:
            digit = _DIGIT.search(text, within[-1][1], end)
            start = digit.start() if digit else end
        if ref.law is None or start >= end:
            continue
        inserted.append((start, 3, f'<a class="law" href="{escape(links.paragraf_url(ref))}">'))
        inserted.append((end, 1, "</a>"))
        within.append((start, end))
    return inserted, within


def _with(text: str, inserted: Insertions) -> str:
    """`text`, escaped, with HTML put in; its line breaks are kept."""
    html, at = "", 0
    for where, _, tag in sorted(inserted, key=lambda insertion: insertion[:2]):
        html += escape(text[at:where], quote=False) + tag
        at = where
    return (html + escape(text[at:], quote=False)).replace("\n", "<br>")
