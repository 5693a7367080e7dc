"""What is turned away before anything is embedded, logged, stored or sent."""

from __future__ import annotations

import re
import unicodedata

from app.concrete_case import probability
from app.texts import LONGEST_QUESTION, Reason

MOST_LIKELY_GENERAL = 0.92  # up to here a question is taken for a general one; see app.concrete_case

# A date and four digits, however it is typed: 010203-1234, 0102031234, 01.02.03 1234, 01/02-2003 1234.
# Modulus 11 is not asked for: numbers without it are issued since 2007. A replacement number has 60
# added to its day.
_GAP = r"[\s.,/_:·-]{0,3}"
_CPR = re.compile(
    rf"(?<!\d)(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01]){_GAP}(?:0[1-9]|1[0-2]){_GAP}(?:18|19|20)?\d\d{_GAP}\d"
    rf"[\s.-]?\d[\s.-]?\d[\s.-]?\d(?!\d)"
)
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−﹘﹣－"), "-")

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


def find_block(question: str) -> Reason | None:
    """Why a question must not go further, or None. Nothing of the question is kept."""
    if not question.strip():
        return Reason.EMPTY
    if len(question) > LONGEST_QUESTION:
        return Reason.TOO_LONG
    if holds_cpr(question):
        return Reason.CPR
    if asks_for_decision(question):
        return Reason.CONCRETE_CASE
    return None


def holds_cpr(text: str) -> bool:
    """Whether a text holds a date followed by four digits, in any of the forms that people type."""
    plain = unicodedata.normalize("NFKC", text).translate(_DASHES)
    plain = "".join(char for char in plain if unicodedata.category(char) != "Cf")
    return bool(_CPR.search(plain))


def asks_for_decision(question: str) -> bool:
    """Whether a decision or an assessment of one concrete case is asked for.

    Either words that ask to decide stand beside words that point to this one case, or all its words together
    say so. A general question that merely mentions a child, an age or a situation is none.
    """
    if _CONCRETE.search(question) and (_ASKS_ASSESSMENT.search(question) or _ASKS_DECISION.search(question)):
        return True
    return probability(question) > MOST_LIKELY_GENERAL
