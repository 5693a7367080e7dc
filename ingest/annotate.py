"""A block of text → a paragraph with its sentences, footnotes, law references and modality."""

from __future__ import annotations

from dataclasses import replace

from ingest.blocks import Block
from ingest.law_references import find_law_refs
from ingest.modality import find_modality
from ingest.publication import Footnote, LawRef, Mark, Paragraph, Sentence
from ingest.sentences import split_sentences


def annotate(block: Block, lead_in: str, footnotes: tuple[Footnote, ...]) -> Paragraph:
    text = block.text
    refs = find_law_refs(text)
    spans = split_sentences(text)
    return Paragraph(
        text=text,
        level=block.level,
        label=block.label,
        lead_in=lead_in,
        pieces=block.mapped.pieces(),
        marks=block.marks,
        sentences=tuple(
            _sentence(text, span, lead_in if number == 0 else "", block.marks, refs, footnotes)
            for number, span in enumerate(spans)
        ),
        page_index=block.page_index,
        page_label=block.page_label,
    )


def _sentence(
    text: str,
    span: tuple[int, int],
    lead_in: str,
    marks: tuple[Mark, ...],
    refs: tuple[LawRef, ...],
    footnotes: tuple[Footnote, ...],
) -> Sentence:
    """A mark belongs to the sentence in which, or right after which, it stands."""
    start, end = span
    numbers = tuple(mark.number for mark in marks if start < mark.at <= end)
    inline = tuple(
        replace(ref, start=ref.start - start, end=ref.end - start) for ref in refs if start <= ref.start < end
    )
    noted = tuple(ref for note in footnotes if note.number in numbers for ref in note.law_refs)
    sentence = text[start:end]
    return Sentence(sentence, start, end, find_modality(sentence, lead_in), numbers, (*inline, *noted))
