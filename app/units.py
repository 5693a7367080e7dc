"""What a quote stands for: each sentence of the passage that it touches, with its lead-in and what it leans on."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from app.commitments import Clause, Sign, find_addresses, find_clauses, find_signs, words_of
from app.wordings import SHORTEST_PART, canonical
from index.normalize import fold
from index.passages import Passage, PassageSentence
from ingest.hidden import is_hidden
from ingest.law_references import format_law_ref
from ingest.laws import load_laws

RAADGIVER, LEDER = canonical(fold("rådgiver")), canonical(fold("leder"))
_FEWEST_WORDS = 3  # of a quote; fewer stand everywhere
# A sentence that begins so speaks of what the one before it named.
_LEANS = re.compile(
    r"(?:Det|Dette|Den|De|Denne|Disse|Her|Herved|Derfor|Dermed|Derved|Derudover|Desuden|Han|Hun|Så|Sådan\w*|"
    r"I (?:disse|denne|dette|sådanne)|På den måde)\b|\w+(?:en|et|erne)\b",
)
_OPENS = re.compile(r"(?:I|Ved|På|Under|Efter|Inden|Før|Som led i|Til|For|Med|Uden|Fra|Hos|Omkring|Mellem)\b")
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
    def clauses(self) -> tuple[Clause, ...]:
        """Clauses of the sentence; what a lead-in demands it demands of each."""
        demanded = find_signs(self.sentence.lead_in)
        own = find_clauses(self.sentence.text)
        return tuple(Clause(clause.words, clause.signs + demanded) for clause in own)

    @cached_property
    def own_signs(self) -> Counter[Sign]:
        return find_signs(self.text)

    @cached_property
    def words(self) -> frozenset[str]:
        """Its words with those of the sentence that it leans on, and "rådgiver" where it says "du"."""
        words = words_of(self.text) | words_of(self.before)
        return words | self.persons

    @cached_property
    def persons(self) -> frozenset[str]:
        """The rådgiver, where it is they who are spoken to."""
        spoken_to = re.search(r"\b(?:du|dig|din|dit|dine)\b", self.text, re.IGNORECASE)
        return frozenset({RAADGIVER}) if spoken_to and LEDER not in words_of(self.text) else frozenset()

    def spells_out(self, word: str) -> bool:
        """Whether a heading above says this word for what the sentence names in short: "mødet", "opstartsmødet"."""
        above = words_of(" ".join((*self.passage.section_path, self.passage.recommendation_title)))
        return word in above and any(word.endswith(own) for own in self.words if len(own) >= SHORTEST_PART)

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
        verb = _VERB.search(text)
        return words_of(text[: verb.start()]) if verb and _OPENS.match(text) else frozenset()


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


def _before(passage: Passage, number: int) -> str:
    sentence = passage.sentences[number]
    leans = number and not sentence.lead_in and _LEANS.match(sentence.text)
    return passage.sentences[number - 1].text if leans else ""


def _compact(text: str) -> tuple[str, list[int]]:
    """Text without white space and what is hidden, and where each character of it stood."""
    kept = [(char, at) for at, char in enumerate(text) if not char.isspace() and not is_hidden(char)]
    return "".join(char for char, _ in kept), [at for _, at in kept]
