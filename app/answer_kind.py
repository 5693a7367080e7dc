"""The kind of answer that a question asks for, and whether a sentence holds one of that kind."""

from __future__ import annotations

import re
from enum import StrEnum


class AnswerKind(StrEnum):
    AMOUNT = "amount"  # kroner
    NUMBER = "number"  # how many
    TIME = "time"  # when, how long, how often
    PERSON = "person"  # who
    PERMISSION = "permission"  # may I, must I
    PARAGRAF = "paragraf"  # where in the law
    AGE = "age"


_ASKS = (
    (AnswerKind.AMOUNT, r"hvad koster|hvor dyr\w*|\bpris\w*|\btakst\w*|\bkroner\b|\bkr\b|\bløn\w*|startløn|betale\w*|lommepenge|how much (?:does|is)|\bcost"),
    (AnswerKind.AGE, r"hvor gam\w+|hvilken alder|aldersgrænse|\bhow old\b|fra hvilken alder|til hvilken alder"),
    (AnswerKind.TIME, r"hvor (?:lang tid|længe|tit|ofte|hurtigt|sent|lang er)|\bfrist\w*|hvor mange (?:dage|hverdage|uger|måneder|minutter|timer|år)|how (?:long|often|soon)|deadline|within how"),
    (AnswerKind.NUMBER, r"hvor (?:mange|stor\w*|høj\w*)|\bantal\b|procent\w*|how many|how much"),
    (AnswerKind.PARAGRAF, r"hvor (?:i loven )?står|hvilken (?:paragraf|§|bestemmelse)|which section"),
    (AnswerKind.PERSON, r"\bhvem\b|\bwho\b"),
    (AnswerKind.PERMISSION, r"\b(?:må|skal|kan|bør) (?:jeg|vi|man|de|han|hun|barnet|forældrene)\b|pligt|\bmust (?:i|we)\b|\bmay (?:i|we)\b"),
)
_ASKS_PATTERNS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _ASKS)

_NUMERAL = (
    r"(?:\d+(?:[.,]\d+)*|en|et|én|ét|to|tre|fire|fem|seks|syv|otte|ni|ti|elleve|tolv|tyve|tredive|halvdelen|begge|ingen|alle|flere)"
)
_HOLDS = {
    AnswerKind.AMOUNT: re.compile(r"\b(?:\d[\d.,]*\s*(?:kr\b|kroner|mio)|gratis|betal\w+|pris\w*|takst\w*|løn\w*)", re.IGNORECASE),
    AnswerKind.NUMBER: re.compile(rf"\b{_NUMERAL}\b|\bminimum|\bmaksimalt|\bhøjst|\d", re.IGNORECASE),
    AnswerKind.TIME: re.compile(
        rf"\b{_NUMERAL}\s+(?:gang\w*|dag\w*|hverdag\w*|uge\w*|måned\w*|år\w*|time\w*|minut\w*)|\bløbende|\bstraks|hurtigst|"
        r"umiddelbar\w*|senest|\bnår\b|\bfør\b|\binden\b|\bforud\b|\bregelmæssigt|\baltid|hyppighed|\d{4}|\btidligt|efter det konkrete behov",
        re.IGNORECASE,
    ),
    AnswerKind.AGE: re.compile(rf"\b{_NUMERAL}\s*(?:-årig\w*|år\w*)|\balder\w*", re.IGNORECASE),
    AnswerKind.PERSON: re.compile(r"rådgiver\w*|leder\w*|ledelse\w*|forældre\w*|kommune\w*|udfører\w*|netværk\w*|barnet|\bdu\b|styrelse\w*|VISO|lærer|konsulent\w*|partner\w*", re.IGNORECASE),
    AnswerKind.PERMISSION: re.compile(r"\b(?:skal|må|bør|kan|ret til|pligt\w*|krav)\b", re.IGNORECASE),
    AnswerKind.PARAGRAF: re.compile(r"§|\blov\w*", re.IGNORECASE),
}


def find_kinds(question: str) -> tuple[AnswerKind, ...]:
    """What kinds of answer are asked for; none when any sentence on the matter would do."""
    return tuple(kind for kind, pattern in _ASKS_PATTERNS if pattern.search(question))


def holds_kind(sentence: str, kinds: tuple[AnswerKind, ...]) -> bool:
    """Whether the sentence holds something of the first, most particular kind asked for."""
    return not kinds or bool(_HOLDS[kinds[0]].search(sentence))
