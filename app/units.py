"""What a quote stands for: each sentence of the passage that it touches, with its lead-in and what it leans on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from app.commitments import MODALITIES, Clause, Sign, find_addresses, find_clauses, find_signs, words_of
from app.wordings import SHORTEST_PART, canonical, is_covered
from index.normalize import fold
from index.passages import Passage, PassageSentence
from ingest.hidden import is_hidden, strip_hidden
from ingest.law_references import format_law_ref
from ingest.laws import load_laws
from ingest.modality import find_modality
from ingest.publication import Modality

RAADGIVER, LEDER = canonical(fold("rådgiver")), canonical(fold("leder"))
YOU = re.compile(r"\b(?:du|dig|din|dit|dine|jer|jeres)\b", re.IGNORECASE)
# No publication says so to its readers; whoever wrote it into one meant a machine.
_TO_A_MACHINE = re.compile(
    "|".join(
        (
            r"\b(?:ignor\w+|glem|tilsidesæt|disregard|forget)\b[^.]*\b(?:instruk\w+|instruct\w+|regler\w*|rules|"
            r"tidligere|previous|ovenstående|above|prompt\w*|begrænsninger)\b",
            r"\b(?:system|udvikler|developer)[ -]?(?:prompt|besked|message|mode|tilstand)\w*",
            r"\b(?:sprogmodel|ai-assistent|assistent(?:en)?|chatbot|language model)\w*",
            r"\bdu er (?:nu|ikke længere)\b",
            r"\byou are now\b",
            r"<\|?\w+\|?>",
            r"\bkilde_\d",
            r"\bjson\b",
            r"\bnye? instruk\w+",
            r"\bnew instruct\w+",
        )
    ),
    re.IGNORECASE,
)
_FEWEST_WORDS = 3  # of a quote; fewer stand everywhere
# A sentence that begins so speaks of what the one before it named.
_LEANS = re.compile(
    r"(?:Det|Dette|Den|De|Denne|Disse|Her|Herved|Derfor|Dermed|Derved|Derudover|Desuden|Han|Hun|Så|Sådan\w*|"
    r"I (?:disse|denne|dette|sådanne)|På den måde)\b"
)
_OPENS = re.compile(r"(?:I|Ved|På|Under|Efter|Inden|Før|Som led i|Til|For|Med|Uden|Fra|Hos|Omkring|Mellem)\b")
_THAT = re.compile(r"\bat\s", re.IGNORECASE)
_ASKS = re.compile(r",\s(?:om|hvor(?:dan|når|for|ledes|vidt|ofte)|hvilke\w*|hvem|hvad)\b|\bhvorvidt\b", re.IGNORECASE)
_GOES_ON = re.compile(r",\s(?:og|men)\s(?=du|der|det|den|de\b)")
_VERB = re.compile(
    r"\b(?:skal|bør|kan|må|har|er|vil|bliver|får|gør|gælder|giver|kræver|kræves|udarbejdes|træffes|sker|indgår)\b"
)


@dataclass(frozen=True)
class Unit:
    """A sentence that may carry a claim: `text` is lead-in and sentence, `before` what it leans on."""

    passage: Passage
    number: int
    before: str = ""

    @property
    def sentence(self) -> PassageSentence:
        return self.passage.sentences[self.number]

    @cached_property
    def text(self) -> str:
        return " ".join(f"{self.sentence.lead_in} {self.sentence.text}".split())

    @cached_property
    def speaks_to_you(self) -> bool:
        """Whether the rådgiver is spoken to: by "du", or by a point of a recommendation, which are all for them."""
        is_point = bool(self.sentence.lead_in) and self.passage.recommendation is not None
        return is_point or bool(YOU.search(f"{self.text} {self.before}"))

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """Clauses of the sentence; what a lead-in demands it demands of each."""
        demanded = find_signs(self.sentence.lead_in) or self._inherited
        own = find_clauses(self.sentence.text)
        return tuple(Clause(clause.words, clause.signs + demanded) for clause in own)

    @cached_property
    def own_signs(self) -> Counter[Sign]:
        return find_signs(self.text) + (self._inherited if not find_signs(self.sentence.lead_in) else Counter())

    @property
    def _inherited(self) -> Counter[Sign]:
        """What a point of a list within a list is, by the outer lead-in: none of its own words say it."""
        sentence = self.sentence
        if not sentence.modality or not sentence.lead_in or MODALITIES & find_signs(self.text).keys():
            return Counter()
        return Counter([Sign.SKAL if sentence.modality is Modality.KRAV else Sign.BOER])

    @cached_property
    def words(self) -> frozenset[str]:
        """Its words, and "rådgiver" where it says "du"."""
        return words_of(self.text) | self.persons

    @cached_property
    def persons(self) -> frozenset[str]:
        """The rådgiver, where it is they who are spoken to."""
        return frozenset({RAADGIVER}) if self.speaks_to_you and LEDER not in words_of(self.text) else frozenset()

    def spells_out(self, word: str) -> bool:
        """Whether a heading above says this word for what the sentence names in short: "mødet", "opstartsmødet"."""
        above = words_of(" ".join((*self.passage.section_path, self.passage.recommendation_title)))
        return word in above and any(word.endswith(own) for own in self.words if len(own) >= SHORTEST_PART)

    @cached_property
    def modalities(self) -> frozenset[Modality | None]:
        """What it states, and what it says that somebody must know: "Vær opmærksom på, at …"."""
        told = [self.text[match.end() :] for match in _THAT.finditer(self.text)]
        return frozenset({self.sentence.modality, *map(find_modality, [self.text, *told])})

    def leaves_open(self, claim: str) -> bool:
        """Whether all of a claim stands behind "om" or "hvorvidt" and the claim says it as if it were settled."""
        asked = _ASKS.search(self.sentence.text)
        if not asked or _ASKS.search(claim):
            return False
        left_open = _GOES_ON.split(self.sentence.text[asked.end() :])[0]
        words, open_words = words_of(claim), words_of(left_open)
        return all(is_covered(word, open_words | self.persons) for word in words)

    @cached_property
    def addresses(self) -> frozenset[str]:
        """The places of laws that it names itself or in its footnotes."""
        refs = [*self.sentence.law_refs, *([self.passage.law_ref] if self.passage.law_ref else [])]
        noted = {format_law_ref(ref, load_laws()) for ref in refs}
        return frozenset(noted) | find_addresses(self.text)

    @cached_property
    def opening(self) -> frozenset[str]:
        """Words of the circumstance that opens the sentence: "Ved anbringelse uden for hjemmet skal …"."""
        text = self.sentence.text
        return words_of(beginning_of(text)) if _OPENS.match(text) else frozenset()


def beginning_of(sentence: str) -> str:
    """What stands before its verb; nothing where there is none that is known."""
    verb = _VERB.search(sentence)
    return sentence[: verb.start()] if verb else ""


def find_units(quote: str, passage: Passage) -> list[Unit]:
    """The sentences that a quote touches; none where it does not stand in the passage, white space apart."""
    if len(quote.split()) < _FEWEST_WORDS:
        return []
    compact, places = _compact(passage.text)
    wanted, _ = _compact(quote)
    at = compact.find(wanted)
    if not wanted or at < 0:
        return []
    start, end = places[at], places[at + len(wanted) - 1] + 1
    touched = [n for n, s in enumerate(passage.sentences) if s.start < end and s.end > start]
    return [Unit(passage, number, _before(passage, number)) for number in touched]


def speaks_to_a_machine(units: Sequence[Unit]) -> bool:
    """Whether a sentence is an instruction to whatever reads it; such a sentence carries nothing."""
    return any(_TO_A_MACHINE.search(strip_hidden(unit.text)) for unit in units)


def _before(passage: Passage, number: int) -> str:
    sentence = passage.sentences[number]
    leans = number and not sentence.lead_in and _LEANS.match(sentence.text)
    return passage.sentences[number - 1].text if leans else ""


def _compact(text: str) -> tuple[str, list[int]]:
    """Text without white space and what is hidden, and where each character of it stood."""
    kept = [(char, at) for at, char in enumerate(text) if not char.isspace() and not is_hidden(char)]
    return "".join(char for char, _ in kept), [at for _, at in kept]
