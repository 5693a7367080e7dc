"""Whether a question asks to decide one concrete case: by rules, weighed by its words, and by what it means.

Two logistic regressions, on the words of a question and on runs of two and three of them, with numbers and names
put into one class each, on how its last sentence begins, and on what the rules see: the first reads these alone,
before anything is embedded, the second beside them what the layers of the embedding model hold of the question:
early ones tell how it is said, later ones what it is about (Tenney, Das and Pavlick, 2019). Fitted by
`python -m eval.fit_concrete_case` on eval/calibration and on the editorial questions, which are none. The weights
lie beside this file, with the model that they were fitted on and the log-odds from which on a question is turned away.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from index.embedding import ReadQuestion
from index.normalize import fold

WEIGHTS = Path(__file__).with_name("concrete_case.json")
_RUNS = (1, 2, 3)
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+")
_WORD = re.compile(r"\w+|[?!:–]")
# Capitalised words of the field that name no person.
_KNOWN = frozenset(
    "Barnets Børns Børne Pejl Social Anke Ankestyrelsen Signs Safety Lundy Laura Danmark Partner Dialog Håndbog "
    "Boligstyrelsen Socialstyrelsen Børnehus Folketinget Kommunen I".split()
)


# A request for a decision or an assessment …
_DECISION_WORDS = (
    r"anbring\w*|fjern\w*|tvangsfjern\w*|hjemgiv\w*|bevilg\w*|afslå\w*|afslag|indstill\w*|politianmeld\w*|"
    r"underret\w*|luk\w*|afslut\w*|iværksæt\w*|undersøges|tilkend\w*|adopter\w*|ud af hjemmet|hjem igen|"
    r"ja eller nej|flytte\w*|sende\w*|stoppe\w*|vælge\w*|give\w*|godkende\w*|samvær|tage afgørelse|træffe|bo hos|"
    r"blive (?:hos|boende|hjemme)|aflastning|plejefamilie|kontaktperson|familiebehandling|døgninstitution|opholdssted"
)
_WHO = (
    r"(?:jeg|vi|man|han|hun|de|den|barnet|drengen|pigen|drengene|pigerne|børnene|familien|forældrene|mor|far|moren|faren|"
    r"sagen|[A-ZÆØÅ][a-zæøåé]+)"
)
_ASKS_DECISION = re.compile(
    rf"\b(?:skal|bør|må|kan|burde)\s+{_WHO}\b[^.?!]{{0,120}}?\b(?:{_DECISION_WORDS})"
    rf"|\b(?:hvilke[nt]?|hvad for en)\s+(?:indsats|støtte|foranstaltning|hjælp|ydelse|anbringelses\w*|afgørelse)\s+"
    rf"(?:skal|bør|vil|er|passer)\b"
    rf"|\ber det (?:i orden|ok|okay|forsvarligt|rigtigt|lovligt|bedst|bedre|godt nok|alvorligt|omsorgssvigt|på tide)\b"
    rf"|\b(?:alvorlig|slem|god|grund|grundlag|belæg|nok|tilstrækkelig\w*)\b[^.?!]{{0,30}}\btil\s+(?:at\s+)?(?:en\s+)?\w+"
    rf"|\bhar (?:jeg|vi) (?:nok|grund|grundlag|belæg)\b"
    rf"|\b(?:rigtige|rette|bedste) (?:afgørelse|beslutning|indsats|løsning|valg)\b"
    rf"|\b(?:skal|bør)\s+(?:jeg|vi)\s+sige (?:ja|nej)\b"
    rf"|\b(?:should|must|can)\s+(?:i|we|he|she|they)\s+(?:be\s+)?(?:place|remove|close|report|grant|refuse|approve)\w*",
    re.IGNORECASE,
)
_ASKS_ASSESSMENT = re.compile(
    r"\b(?:kan|vil|kunne|gider)\s+du\s+(?:\w+\s+){0,2}?(?:vurdere|afgøre|beslutte|bedømme|tage stilling|træffe|skrive|"
    r"gennemgå|tjekke|kigge på|se på|sige mig, (?:om|hvad)|hjælpe mig med at (?:vurdere|afgøre|beslutte))"
    r"|\b(?:vurd[eé]r|afgør|bedøm|beslut|gennemgå|tjek)\s+(?:lige\s+)?(?:om|min|mit|denne|for mig|sagen|venligst|hvad)"
    r"|\b(?:hvad (?:ville|vil)|tror|mener|synes|vurderer|anbefaler|foreslår) du\b|\bhar jeg ret i\b"
    r"|\b(?:can|could|would) you (?:assess|decide|judge)\b|\bwhat would you do\b",
    re.IGNORECASE,
)
# … about this one child, family or case.
_NAME = (
    r"(?!Barnets|Børns|Børne|Pejl|Social|Anke|Signs|Lundy|Laura|VISO|ICS|Danmark|Hvad|Hvor|Skal|Kan|Åben|Partner|Vive|Jeg|Den|"
    r"Det|De\b|Der\b|Er\b|Og\b|Vi\b|Dialog|Håndbog)[A-ZÆØÅ][a-zæøåé]{1,}"
)
_PERSON = (
    r"(?:barn|dreng|pige|ung|teenager|mor|far|familie|søskende|piger|drenge|børn|baby|spædbarn|lillesøster|lillebror|"
    r"søskendepar)"
)
_OWN = (
    r"(?:sag|sager|familie|barn|dreng|pige|borger|undersøgelse|afgørelse|underretning|udkast|klient|ung|nabo|nabos \w+|"
    r"søn|datter|niece|nevø|elev)"
)
_BEFORE_NAME = r"(?:på|om|af|hos|med|for|til|anbringe|fjerne|hjemgive|give|sende|flytte|lade|at)"
_CONCRETE = re.compile(
    "|".join(
        (
            rf"(?i:\b(?:min|mit|mine|vores|denne|dette|disse|den her|det her)\s+(?:\w+\s+)?{_OWN}\b)",
            rf"(?i:\b(?:skal|bør|må|kan)\s+)(?:{_NAME})\b",
            r"(?i:\b(?:barnet|drengen|pigen|den unge)(?:\s+|, (?:som|der) er )(?:på\s+)?\d{1,2}\b)",
            r"(?i:\b(?:moren|faren|mor|far|barnet|forældrene|drengen|pigen) i (?:sagen|min sag|en sag)\b)",
            rf"(?i:\bsagen (?:om|med) {_NAME})",
            r"(?i:\b(?:han|hun|pigen|drengen|moren|faren) er (?:kun |lige |blevet )?\d{1,2}\b)",
            r"(?i:\b(?:drengene|pigerne) er \d)",
            rf"\b{_NAME},?\s+(?:på|er|der er)\s+\d{{1,2}}\b",
            rf"\b{_NAME},?\s+\d{{1,2}}\s+år\b",
            rf"\b{_NAME}s? (?:mor|far|forældre|familie|sag)\b",
            rf"(?i:\bfamilien)\s+{_NAME}",
            rf"(?i:\b{_BEFORE_NAME}\s+)(?:{_NAME})\b(?!\s+(?:Dialog|Safety|lov))",
            rf"(?i:\b(?:jeg|vi) (?:har|sidder med|står med|arbejder med|følger)(?: lige| nu)? (?:en|et|to|tre)(?: \w+)?"
            rf" {_PERSON}\b)",
            r"(?i:\ben \d{1,2}-årig (?:dreng|pige)\b)",
            rf"(?i:\b(?:en|et) {_PERSON} på \d{{1,2}}(?: år)?,? (?:som|der|hvis)\b)",
            r"(?i:\b(?:drengen|pigen|drengene|pigerne|moren|faren|mor|far|børnene) "
            r"(?:er|har|drikker|slår|vil|nægter|siger|bor|ryger|tager)\b)",
        )
    )
)
# What the rules see, by name.
_SEEN = {"<sag>": _CONCRETE, "<vurder>": _ASKS_ASSESSMENT, "<afgør>": _ASKS_DECISION}


def asks_for_decision(question: str) -> bool:
    """Whether a decision or an assessment of one concrete case is asked for.

    Either words that ask to decide stand beside words that point to this one case, or all its words together
    say so. A general question that merely mentions a child, an age or a situation is none.
    """
    if _CONCRETE.search(question) and (_ASKS_ASSESSMENT.search(question) or _ASKS_DECISION.search(question)):
        return True
    return _is_likely("words", question)


def means_decision(question: str, read: ReadQuestion) -> bool:
    """The same of a question that `asks_for_decision` let through, as the model that this was fitted on `read` it.

    Of what another model read nothing more can be told.
    """
    return read.model == _weights()["model"] and _is_likely("meaning", question, read)


def _is_likely(kind: str, question: str, read: ReadQuestion | None = None) -> bool:
    """Whether a decision, an assessment or a forecast for one concrete case is asked for in all likelihood."""
    fitted = _weights()[kind]
    total: float = fitted["bias"] + sum(fitted["weights"].get(run, 0.0) for run in features(question))
    if read is not None:
        total += float(np.dot(read.layers, fitted["layers"]))
    return total > float(fitted["threshold"])


def features(question: str) -> set[str]:
    """Words, pairs and triples of a question, the beginning of its last sentence, and what the rules see in both."""
    words = _words(question)
    found = {" ".join(words[at : at + n]) for n in _RUNS for at in range(len(words) - n + 1)}
    sentences = _SENTENCE_END.split(question.strip())
    asking = _words(sentences[-1])
    found |= {f"<spørger {n}> {' '.join(asking[:n])}" for n in _RUNS}
    if len(sentences) > 1:
        found.add("<fortæller>")
    found |= {name for name, pattern in _SEEN.items() if pattern.search(question)}
    return found | {f"{name} sidst" for name, pattern in _SEEN.items() if pattern.search(sentences[-1])}


def _words(question: str) -> list[str]:
    found, begins = [], True
    for match in _WORD.finditer(question):
        word = match.group()
        if not begins and _is_name(word):
            found.append("<navn>")
        else:
            found.append("<tal>" if word.isdigit() else fold(word))
        begins = word in "?!:–" or question[match.end() : match.end() + 1] == "."
    return found


def _is_name(word: str) -> bool:
    return word[:1].isupper() and not word.isupper() and word not in _KNOWN


@cache
def _weights() -> dict[str, Any]:
    held: dict[str, Any] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    held["meaning"]["layers"] = np.asarray(held["meaning"]["layers"], dtype=np.float32)
    return held
