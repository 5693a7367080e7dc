"""Words for lexical search: how a question and a text come to share tokens.

Normalised for search only; what is shown is never changed.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path

import simplemma

_SOURCES = Path(__file__).parent.parent / "sources"
_WORD = re.compile(r"[^\W\d_]+|\d+")
# Line-end hyphens that a conversion left inside words ("fra-trædelse"): joined as an extra token.
_HYPHENED = re.compile(r"([^\W\d_]{2,})-([^\W\d_]{2,})")
_FOLD = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "é": "e", "ä": "ae", "ö": "oe", "ü": "u"})
_GRAM = 5

_STOP = frozenset(
    "af alle alt at blev blive bliver da de dem den denne der deres det dette dig din disse dit dog du efter eller en "
    "end er et for fra få får ham han hans har hendes her hun hvad hvem hver hvilke hvilken hvis hvor hvordan hvorfor "
    "hvornår i ikke ind jeg jer jeres jo kan kunne man mange med men mig min mit mod må ned noget nogle nu når og også "
    "om op os over på se selv sig sin sine skal skulle som så til ud under var ved vi vil ville være været vores "
    "the a an of to in is are be when what who how which must should do does for on and or with it that this".split()
)


@cache
def _terms(name: str) -> tuple[re.Pattern[str] | None, dict[str, str]]:
    """An editable table of terms, short = "long", and a pattern that finds the longest of them first."""
    try:
        table = tomllib.loads((_SOURCES / name).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None, {}
    terms = {short.lower(): str(long) for short, long in table.items()}
    longest_first = sorted(map(re.escape, terms), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(longest_first)})\b", re.IGNORECASE), terms


def expand(question: str, language: str = "da") -> str:
    """The question with what it stands for behind each abbreviation: "BFU" → "BFU (børnefaglig
    undersøgelse)"; an English one with the Danish terms of the field behind it."""
    pattern, terms = _terms("abbreviations.toml")
    if pattern:
        question = pattern.sub(lambda found: f"{found.group()} ({terms[found.group().lower()]})", question)
    pattern, terms = _terms("english.toml")
    if pattern and language == "en":
        found = dict.fromkeys(terms[match.group().lower()] for match in pattern.finditer(question))
        question = f"{question} ({' '.join(found)})" if found else question
    return question


def fold(text: str) -> str:
    """Lower case, with æ, ø and å written as ae, oe and aa."""
    return text.lower().translate(_FOLD)


def words(text: str) -> list[str]:
    joined = [a + b for a, b in _HYPHENED.findall(text)]
    return [word.lower() for word in _WORD.findall(text)] + [word.lower() for word in joined]


@lru_cache(maxsize=50_000)
def lemma(word: str) -> str:
    return fold(simplemma.lemmatize(word, lang="da"))


@lru_cache(maxsize=50_000)
def is_word(word: str) -> bool:
    """Whether a dictionary of Danish or English holds the word in this form."""
    return simplemma.is_known(word, lang=("da", "en"))


def lemma_tokens(text: str) -> list[str]:
    """Lemmas of the words that carry meaning, in order."""
    return [lemma(word) for word in words(text) if word not in _STOP and len(word) > 1]


@lru_cache(maxsize=50_000)
def published_lemmas(text: str) -> frozenset[str]:
    """Which lemmas a text of the publications holds. Kept for the next question: never for what a user wrote."""
    return frozenset(lemma_tokens(text))


def gram_tokens(text: str) -> list[str]:
    """Character 5-grams within padded words: they see through compounds, endings and typos."""
    tokens: list[str] = []
    for word in words(text):
        if word in _STOP:
            continue
        padded = f"_{fold(word)}_"
        tokens += [padded[at : at + _GRAM] for at in range(max(1, len(padded) - _GRAM + 1))]
    return tokens
