"""The kind of answer that a question asks for, and whether a sentence holds one of that kind."""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache

from index.normalize import lemma, lemma_tokens


class AnswerKind(StrEnum):
    AMOUNT = "amount"  # kroner
    NUMBER = "number"  # how many
    FREQUENCY = "frequency"  # how often
    TIME = "time"  # how long, how soon, what deadline
    WHEN = "when"
    PERSON = "person"  # who
    PERMISSION = "permission"  # may I, must I
    PARAGRAF = "paragraf"  # where in the law
    AGE = "age"


_ASKS = {
    AnswerKind.AMOUNT: (
        r"hvad koster|hvor dyr\w*|\bpris\w*\b(?! for at)|\btakst\w*|\bkroner\b|\bkr\b|\bløn\w*|startløn|"
        r"betale\w*\b(?!(?: det)? sig\b)|lommepenge|how much (?:is|are|money)|\bcosts?\b|"
        r"\bpaid\b|\bsalary|\bfees?\b|\bprice"
    ),
    AnswerKind.AGE: r"hvor gam\w+|hvilken alder|aldersgrænse|\bhow old\b|fra hvilken alder|til hvilken alder",
    AnswerKind.FREQUENCY: (
        r"hvor (?:tit|ofte|hyppigt|jævnligt)|hvor mange gange|how (?:often|frequently)|how many times"
    ),
    AnswerKind.TIME: (
        r"hvor (?:lang tid|længe|hurtigt|sent|lang er)|\b\w*frist(?:en)?\b|how (?:long|soon|quickly|fast)|deadline|"
        r"within how|hvor mange (?:dage|hverdage|uger|måneder|minutter|timer|år)|how many (?:days|weeks|months|years)"
    ),
    AnswerKind.WHEN: (
        r"\bhvorn(?:å|aa|a)r\b|(?:^|[.?!:;–])\s*(?:and )?when\b|\bwhen (?:do|does|did|must|should|will|may)\b"
    ),
    AnswerKind.NUMBER: r"hvor (?:mange|stor\w* (?:en )?(?:\w*del|procent\w*)\b)|\bantal\b|procent\w*|how many",
    AnswerKind.PARAGRAF: r"hvor (?:i loven )?står|hvilken (?:paragraf|§|bestemmelse)|which section",
    AnswerKind.PERSON: r"\bhvem\b|\bwho\b",
    AnswerKind.PERMISSION: (
        r"\b(?:må|skal|kan|bør) (?:jeg|vi|man|de|han|hun|barnet|forældrene)\b|pligt|\bmust (?:i|we)\b|\bmay (?:i|we)\b"
    ),
}
_ASKS_PATTERNS = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _ASKS.items())

_NUMERAL = (
    r"(?:\d+(?:[.,-]\d+)*|en|et|én|ét|to|tre|fire|fem|seks|syv|otte|ni|ti|elleve|tolv|tyve|tredive|halvdelen|begge|"
    r"ingen|alle|flere)"
)
_MONTH = r"(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december)"
_YEAR = r"(?:19|20)\d\d"
_HOLDS = {
    AnswerKind.AMOUNT: r"\b(?:\d[\d.,]*\s*(?:kr\b|kroner|mio)|gratis|betal\w+|pris\w*|takst\w*|løn\w*)",
    AnswerKind.NUMBER: rf"\b(?!(?:en|et)\b){_NUMERAL}\b|\bminimum|\bmaksimalt|\bhøjst|\bmindst|omfang\w*|\d",
    AnswerKind.FREQUENCY: (
        rf"\b(?:{_NUMERAL}|gang\w*)\s+(?:gang\w*|om (?:dagen|ugen|måneden|året))|næste \d|"
        r"\b(?:hver|hvert)(?: (?:anden|andet|tredje|fjerde|sjette))? (?:dag|uge|måned|kvartal|halvår|år|gang|møde)|"
        r"\b(?:dag|ugent|måned|halvår|år)lig\w*|\bløbende|regelmæssig\w*|jævnlig\w*|kontinuer\w*|hyppig\w*|"
        r"hvor (?:ofte|tit)|periodisk|\bfra (\w+) til \1\b"
    ),
    AnswerKind.TIME: (
        rf"\b{_NUMERAL}\s+(?:dag\w*|hverdag\w*|uge\w*|måned\w*|år\w*|time\w*|minut\w*|døgn\w*)|\bsenest|\bstraks|"
        r"hurtig\w*|umiddelbar\w*|\binden for\b|\bforud\b|tidlig\w*|\bvarighed\w*|tidsperspektiv|tidsramme\w*|"
        rf"\b\w*frist\w*|\btid\b|\blænge\b|\b{_YEAR}\b|gennem hele"
    ),
    AnswerKind.WHEN: (
        r"\bnår\b|hvornår|senest|måned\w*|\binden\b|\bfør\b|\baltid\b|\bstraks|løbende|umiddelbar|\bforud\b|"
        rf"i forbindelse med|tidlig\w*|fra start|\bi (?:de )?(?:tilfælde|situationer)|\b{_MONTH}\b|\b{_YEAR}\b"
    ),
    AnswerKind.AGE: rf"\b{_NUMERAL}\s*(?:-årig\w*|år\w*)|\balder\w*|\bpå \d\d?\b",
    AnswerKind.PERSON: (
        r"rådgiver\w*|leder\w*|ledelse\w*|forældre\w*|kommune\w*|udfører\w*|netværk\w*|barnet|\bdu\b|styrelse\w*|VISO|"
        r"lærer|konsulent\w*|partner\w*"
    ),
    AnswerKind.PERMISSION: r"\b(?:skal|må|bør|kan|ret til|pligt\w*|krav)\b",
    AnswerKind.PARAGRAF: r"§|\blov\w*",
}
_HOLDS_PATTERNS = {kind: re.compile(pattern, re.IGNORECASE) for kind, pattern in _HOLDS.items()}


@lru_cache(maxsize=10_000)
def find_kinds(question: str) -> tuple[AnswerKind, ...]:
    """What kinds of answer are asked for; none when any sentence on the matter would do."""
    return tuple(kind for kind, pattern in _ASKS_PATTERNS if pattern.search(question))


def holds_kind(sentence: str, kinds: tuple[AnswerKind, ...]) -> bool:
    """Whether the sentence holds something of the first, most particular kind asked for."""
    return not kinds or bool(_HOLDS_PATTERNS[kinds[0]].search(sentence))


# "Hvor mange sider …": the thing that is counted, past words that may stand before it.
_COUNTED = re.compile(
    r"hvor mange (?:(?:forskellige|nye|ekstra|flere|konkrete|slags|af|de|vores|børn og) )*(?P<thing>\w+)", re.IGNORECASE
)
_PARTICULAR = frozenset({AnswerKind.AMOUNT, AnswerKind.AGE, AnswerKind.FREQUENCY, AnswerKind.TIME, AnswerKind.NUMBER})
_DUTY = re.compile(
    r"\b(?:skal|krav|pligt\w*|lovkrav|obligatorisk\w*|tvunget|nødt til|forpligtet|påkrævet|"
    r"(?:komme\w*|gå|vej) uden ?om|slippe\w* for|undlade|must|required|mandatory|obliged)\b",
    re.IGNORECASE,
)


def is_particular(kinds: tuple[AnswerKind, ...]) -> bool:
    """Whether only a sentence that holds this kind can answer."""
    return bool(kinds) and (kinds[0] in _PARTICULAR or kinds[0] is AnswerKind.WHEN)


def asks_for_duty(question: str) -> bool:
    return bool(_DUTY.search(question))


def holds_answer(question: str, sentences: Iterable[str]) -> bool:
    """Whether any of the sentences holds the kind of answer that the question asks for.

    A price needs a price, an age an age, a number the thing counted beside it; for all other questions
    any sentence will do.
    """
    kinds = find_kinds(question)
    if not kinds or kinds[0] not in _PARTICULAR:
        return True
    counted = _COUNTED.search(question)
    thing = lemma(counted["thing"].lower()) if counted and kinds[0] is AnswerKind.NUMBER else ""
    return any(holds_kind(text, kinds) and (not thing or thing in lemma_tokens(text)) for text in sentences)
