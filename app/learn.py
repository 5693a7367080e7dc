"""The cards of "Kom godt i gang": which editorial questions are asked, and which sentences answer them.

The choice is the same for the same index. A card's id is its question's, so what a browser has kept of it holds
for as long as question and evidence are worded as they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from app.library import library_of
from app.render import part
from index.language import find_language
from index.normalize import is_word, lemma_tokens
from index.passages import Passage, PassageSentence
from index.questions import LinkedQuestion
from index.search import Index
from ingest.publication import Publication, Section, SectionKind

MOST_CARDS = 8  # of a step, unless it has more sections than that
_PER_GROUP = 2
_WORDS = range(5, 15)
_LONGEST = 320  # characters of an answer
_LEAST = 0.25  # of a second card's question that its answer carries; one of each there is in any case
_PARTS = ("Hvad", "Hvorfor", "Hvordan")
_STEPS = (SectionKind.INTRODUCTION, SectionKind.PEJLEMAERKE, SectionKind.LEADER_CHAPTER)

# A question to think about begins so; one that asks for yes or no is answered before it is thought about.
_OPEN = re.compile(r"(?:Hvad|Hvordan|Hvorfor|Hvem|Hvis(?!.*,)|Hvornår|Hvilke[nt]?|Hvor)\b")
_NOT_PLAIN = re.compile(r"[.!?:;–—\"«»()]|\banbefaling(?:en)?\b")
# A sentence that begins so leans on the one before it.
_LEANING = re.compile(
    r"(?:Dette|Disse|Denne|Dér|Der(?:for|udover|med|ved|imod|til)|Desuden|Endvidere|Endelig|Yderligere|Samtidig|"
    r"Her(?:ved|med|til|udover|under)?|Således|Ligeledes|Dog|Men|Både|Med andre ord|Til gengæld|På den måde|"
    r"De|Den|Det(?! er (?:vigtigt|afgørende|nødvendigt|centralt|væsentligt),? at))\b"
)
_HYPHENED = re.compile(r"([a-zæøå]{2,})-([a-zæøå]{2,})")
_ADDRESS = re.compile(r"www\.|https?:")


@dataclass(frozen=True, slots=True)
class Card:
    """A question and the whole sentences of a passage that answer it, one after the other."""

    id: str
    question: str
    passage: Passage
    sentences: tuple[PassageSentence, ...]

    @property
    def answer(self) -> str:
        """Verbatim: `passage.text` from the first sentence's start to the last one's end."""
        return self.passage.text[self.sentences[0].start : self.sentences[-1].end]

    @property
    def lead_in(self) -> str:
        """What the answer continues, where it is an item of a list."""
        return self.sentences[0].lead_in


@dataclass(frozen=True, slots=True)
class Step:
    """A chapter of the main publication with its cards, in the order of its text."""

    chapter: Section
    cards: tuple[Card, ...]

    @property
    def id(self) -> str:
        return f"trin-{self.chapter.number or self.chapter.kind.value.replace('_', '-')}"


@lru_cache(maxsize=1)
def steps_of(index: Index) -> tuple[Step, ...]:
    """A step for each chapter of the publication that holds the recommendations; none where there is none."""
    main = next(iter(library_of(index).recommendations.values()), None)
    if main is None:
        return ()
    chapters = [section for section in main.publication.sections if section.kind in _STEPS]
    steps = [Step(chapter, _cards_of(index, main.publication, chapter)) for chapter in chapters]
    return tuple(step for step in steps if step.cards)


def _cards_of(index: Index, publication: Publication, chapter: Section) -> tuple[Card, ...]:
    """Cards from each recommendation, or each section, of a chapter: one where there are many, else two."""
    groups = _groups(index, publication, chapter)
    each = min(_PER_GROUP, max(1, MOST_CARDS // max(1, len(groups))))
    chosen: list[Card] = []
    for number, group in enumerate(groups):
        for turn in range(each):
            wanted = _PARTS[(number + turn) % len(_PARTS)]
            rest = [card for card in group if _is_new(card, chosen) and (not turn or _carried(index, card) >= _LEAST)]
            if rest:
                best = max(rest, key=lambda card: (part(card.passage) == wanted, _carried(index, card), card.id))
                chosen.append(best)
    chosen.sort(key=lambda card: (card.passage.position, card.sentences[0].start))
    return tuple(chosen)


def _groups(index: Index, publication: Publication, chapter: Section) -> list[list[Card]]:
    """The cards that could be made, by the section of the chapter that they are of; in the order of the text."""
    questions = library_of(index).questions
    groups: dict[str, list[Card]] = {}
    for passage in index.passages:
        if passage.publication_id == publication.id and (name := _section_in(chapter, passage)):
            group = groups.setdefault(name, [])
            cards = [_card(question, passage) for question in questions.get(passage.id, [])]
            group += [card for card in cards if card]
    return [group for group in groups.values() if group]


def _section_in(chapter: Section, passage: Passage) -> str:
    """The title of the section right below `chapter` that a passage stands in; empty for one of another chapter,
    and for what of a pejlemærke is no recommendation."""
    if chapter.kind is SectionKind.PEJLEMAERKE:
        inside = passage.pejlemaerke == chapter.number and passage.recommendation is not None
        return f"Anbefaling {passage.recommendation}" if inside else ""
    return passage.section_path[1] if len(passage.section_path) > 1 and passage.section_path[0] == chapter.title else ""


def _card(question: LinkedQuestion, passage: Passage) -> Card | None:
    """A card, if the question is a short, whole, open one in Danish and its answer can be read by itself."""
    text, numbers = question.question, question.sentences
    if not (_OPEN.match(text) and text.endswith("?") and len(text.split()) in _WORDS):
        return None
    if _NOT_PLAIN.search(text[:-1]) or find_language(text) != "da":
        return None
    if not 1 <= len(numbers) <= 2 or numbers[-1] - numbers[0] != len(numbers) - 1:
        return None
    card = Card(question.id, text, passage, tuple(passage.sentences[number] for number in numbers))
    return card if _stands_alone(card) else None


def _stands_alone(card: Card) -> bool:
    if len(card.lead_in) + len(card.answer) > _LONGEST or "\n" in card.answer:
        return False
    whole = all(sentence.text[:1].isupper() and sentence.text.endswith(".") for sentence in card.sentences)
    return whole and not (_LEANING.match(card.answer) or _ADDRESS.search(card.answer) or _has_torn_word(card.answer))


def _has_torn_word(text: str) -> bool:
    """Whether the end of a line has left a hyphen in a word ("rådgi-verne"): its halves are no words."""
    return any(not (is_word(start) and is_word(end)) for start, end in _HYPHENED.findall(text))


def _is_new(card: Card, chosen: Sequence[Card]) -> bool:
    """Whether no card has its answer yet."""
    return all(card.passage.id != other.passage.id or card.answer not in other.answer for other in chosen)


def _carried(index: Index, card: Card) -> float:
    """How much of what the question's words weigh stands in its answer too, 0 to 1: what is asked is what is said."""
    weights = {lemma: index.rarity(lemma) for lemma in lemma_tokens(card.question)}
    answered = set(lemma_tokens(f"{card.lead_in} {card.answer}"))
    return sum(weight for lemma, weight in weights.items() if lemma in answered) / (sum(weights.values()) or 1)
