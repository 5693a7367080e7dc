"""A question that asks two things: "hvem sætter målene, og hvornår følger vi op på dem?"."""

from __future__ import annotations

import re

_ASKING = (
    r"(?:hv(?:ad|em|ordan|or|orfor|ornår|ilke\w*)|skal|må|bør|kan|what|how|who|when|why|which|must|should|may|can)\b"
)
_AND = re.compile(rf",?\s+(?:og|samt|men|and)\s+(?={_ASKING})", re.IGNORECASE)
_BOTH = re.compile(r"\b(?:både|dels)\b(?P<one>.+?),?\s+(?:og|dels|samt)\b(?P<other>.+)", re.IGNORECASE)
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+")
_FEWEST_WORDS = 3


def halves_of(question: str) -> tuple[str, ...]:
    """The two things that are asked, each with what the question says first; none for a question of one thing."""
    sentences = _SENTENCE_END.split(question.strip())
    asking = [sentence for sentence in sentences if sentence.endswith("?")] or sentences[-1:]
    situation = " ".join(sentence for sentence in sentences if sentence not in asking)
    parts = [part for sentence in asking for part in _AND.split(sentence.strip(" ?"))]
    if len(parts) == 1 and (both := _BOTH.search(parts[0])):
        before = parts[0][: both.start()]
        parts = [before + both["one"], before + both["other"]]
    if len(parts) != 2 or any(len(part.split()) < _FEWEST_WORDS for part in parts):
        return ()
    return tuple(f"{situation} {part.strip(' ,')}?".strip() for part in parts)
