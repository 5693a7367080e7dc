"""A block of text → a paragraph with its sentences, footnotes, law references and modality."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from ingest.blocks import Block
from ingest.law_references import find_law_refs
from ingest.modality import find_modality
from ingest.publication import Footnote, LawRef, Mark, Modality, Paragraph, Sentence
from ingest.sentences import split_sentences


def annotate(
    block: Block,
    footnotes: tuple[Footnote, ...],
    lead_in: str = "",
    inherited: Modality | None = None,
    law: str | None = None,
) -> Paragraph:
    """`inherited` is the modality that the first sentence takes from its lead-in or its place; `law` the law
    that a § means where none is named."""
    text = block.text
    refs = find_law_refs(text, default_law=law)
    spans = split_sentences(text)
    marked = _numbers_by_sentence(spans, block.marks)
    return Paragraph(
        text=text,
        level=block.level,
        label=block.label,
        lead_in=lead_in,
        pieces=block.mapped.pieces(),
        marks=block.marks,
        sentences=tuple(
            _sentence(text, span, None if number else inherited, marked[number], refs, footnotes)
            for number, span in enumerate(spans)
        ),
        page_index=block.page_index,
        page_label=block.page_label,
    )


def _numbers_by_sentence(spans: list[tuple[int, int]], marks: tuple[Mark, ...]) -> list[tuple[int, ...]]:
    """A mark belongs to the sentence in which it stands, or after which, with or without a space."""
    starts = [start for start, _ in spans]
    found: list[list[int]] = [[] for _ in spans]
    for mark in marks if spans else ():
        found[max(0, bisect_left(starts, mark.at) - 1)].append(mark.number)
    return [tuple(numbers) for numbers in found]


def _sentence(
    text: str,
    span: tuple[int, int],
    inherited: Modality | None,
    numbers: tuple[int, ...],
    refs: tuple[LawRef, ...],
    footnotes: tuple[Footnote, ...],
) -> Sentence:
    start, end = span
    inline = tuple(
        replace(ref, start=ref.start - start, end=ref.end - start) for ref in refs if start <= ref.start < end
    )
    noted = tuple(ref for note in footnotes if note.number in numbers for ref in note.law_refs)
    sentence = text[start:end]
    return Sentence(sentence, start, end, find_modality(sentence, inherited), numbers, (*inline, *noted))
