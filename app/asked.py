"""Which of many editorial questions to show first: those that ask for different things in whole sentences."""

from __future__ import annotations

from collections.abc import Sequence

from index.language import find_language
from index.normalize import lemma_tokens
from index.questions import LinkedQuestion

_SHORTEST, _LONGEST = 25, 110  # characters of a question that is quickly read


def varied(questions: Sequence[LinkedQuestion]) -> list[LinkedQuestion]:
    """The same questions, each next one as unlike as can be those that stand before it."""
    rest = sorted(questions, key=lambda question: (not _reads_well(question.question), question.question))
    words = {question.id: set(lemma_tokens(question.question)) for question in rest}
    said: set[str] = set()
    sentences: dict[tuple[int, ...], int] = {}
    ordered: list[LinkedQuestion] = []
    while rest:
        best = max(
            rest,
            key=lambda question: (
                _reads_well(question.question),
                -sentences.get(question.sentences, 0),
                len(words[question.id] - said) / (len(words[question.id]) + 1),
            ),
        )
        rest.remove(best)
        ordered.append(best)
        said |= words[best.id]
        sentences[best.sentences] = sentences.get(best.sentences, 0) + 1
    return ordered


def _reads_well(question: str) -> bool:
    whole = question.endswith("?") and question[:1].isupper() and _SHORTEST <= len(question) <= _LONGEST
    return whole and find_language(question) == "da"
