"""Answer a question that only names an address: "hvad siger anbefaling 13?", "hvor nævnes § 32?".

Such a question asks for the whole of it, not for the best sentence: a recommendation's own sentence with
its points, or every sentence that a § stands behind, after the text of the § itself where the law was read in.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.select import Chosen
from index.addresses import Addresses
from index.normalize import lemma_tokens
from index.passages import Passage, PassageSentence

_MOST_CITING = 12
# Words that such a question may hold besides the address itself.
_FRAME = re.compile(
    r"\b(?:hvad|hvor|hvilke\w*|siger|sige|står|stå|nævn\w*|omtal\w*|handler|handle|om|går|ud|på|er|indhold\w*|der|i|den|det|"
    r"vis|læs|fortæl|mig|forklar|kort|hele|anbefaling\w*|nr|nummer|paragraf\w*|stk|barnets|lov\w*|bl|serviceloven|"
    r"publikation\w*|steder|sted|what|does|say|where|is|mentioned|recommendation|section|about|the|show|me|kan|du|kunne|"
    r"lige|gerne|tak|please|og|mon)\b|[§\d.,?!:;()\"'-]",
    re.IGNORECASE,
)


def asks_for_address(question: str, addresses: Addresses) -> bool:
    """Whether nothing but an address is asked for."""
    return bool(addresses) and not lemma_tokens(_FRAME.sub(" ", question))


def collect_addressed(addresses: Addresses, passages: Sequence[Passage]) -> list[Chosen]:
    """All that stands at the address, in the order of the publications; empty where nothing does."""
    if addresses.law_refs:
        return _citing(addresses, passages)
    return [chosen for number in addresses.recommendations for chosen in _recommendation(number, passages)]


def _citing(addresses: Addresses, passages: Sequence[Passage]) -> list[Chosen]:
    own = [
        Chosen(p, p.sentences, 0.0, p.sentences) for p in passages if p.law_ref and p.sentences and addresses.cites(p)
    ]
    found = [
        Chosen(passage, (sentence,), 0.0, (sentence,))
        for passage in passages
        if passage.law_ref is None
        for sentence in passage.sentences
        if addresses.back(passage, sentence)
    ]
    return [*own, *found][:_MOST_CITING]


def _recommendation(number: int, passages: Sequence[Passage]) -> list[Chosen]:
    """Its own sentence, then the first sentence of each point of its Praksisbeskrivelse."""
    own = [passage for passage in passages if passage.recommendation == number]
    what = [_first(passage) for passage in own if passage.section_path[-1] == "Hvad"]
    points = [_first(p) for p in own if "Praksisbeskrivelse" in p.section_path and _is_point(p.sentences[0])]
    return [*what, *points]


def _is_point(sentence: PassageSentence) -> bool:
    return bool(sentence.lead_in)


def _first(passage: Passage) -> Chosen:
    return Chosen(passage, passage.sentences[:1], 0.0, passage.sentences[:1])
