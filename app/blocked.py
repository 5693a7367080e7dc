"""What is turned away before anything is embedded, logged, stored or sent."""

from __future__ import annotations

import re
import unicodedata

from app.texts import LONGEST_QUESTION, Reason

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
    r"underret\w*|luk\w*|afslut\w*|iværksæt\w*|undersøg\w*|tilkend\w*|adopter\w*|ud af hjemmet|hjem igen|"
    r"ja eller nej|flytte\w*|sende\w*|stoppe\w*|vælge\w*|give\w*|godkende\w*|samvær|tage afgørelse|træffe"
)
_ASKS_DECISION = re.compile(
    rf"\b(?:skal|bør|må|kan|burde)\s+(?:jeg|vi|man|han|hun|de|barnet|drengen|pigen|drengene|pigerne|børnene|"
    rf"[A-ZÆØÅ][a-zæøå]+)\b[^.?!]{{0,120}}?\b(?:{_DECISION_WORDS})"
    rf"|\b(?:hvilke[nt]?|hvad for en)\s+(?:indsats|støtte|foranstaltning|hjælp|ydelse|anbringelses\w*|afgørelse)\s+"
    rf"(?:skal|bør|vil)\s+(?:jeg|vi|de|han|hun)\b"
    rf"|\ber det (?:i orden|ok|okay|forsvarligt|rigtigt|lovligt|bedst)\b[^.?!]{{0,40}}\b(?:jeg|vi)\b"
    rf"|\b(?:alvorlig|slem|god|grund|nok|tilstrækkelig\w*)\b[^.?!]{{0,30}}\btil\s+(?:at\s+)?(?:en\s+)?\w+"
    rf"|\b(?:skal|bør)\s+(?:jeg|vi)\s+sige (?:ja|nej)\b"
    rf"|\b(?:should|must|can)\s+(?:i|we)\s+(?:place|remove|close|report|grant|refuse|approve)\w*",
    re.IGNORECASE,
)
_ASKS_ASSESSMENT = re.compile(
    r"\b(?:kan|vil|kunne|gider)\s+du\s+(?:\w+\s+){0,2}?(?:vurdere|afgøre|beslutte|bedømme|tage stilling|træffe|"
    r"hjælpe mig med at (?:vurdere|afgøre|beslutte))"
    r"|\b(?:vurd[eé]r|afgør|bedøm|beslut)\s+(?:lige\s+)?(?:om|min|denne|for mig|sagen|venligst|hvad)"
    r"|\bhvad (?:ville|synes|mener|vil) du\b|\bhar jeg ret i\b|\ber det (?:rigtigt|forkert) af mig\b"
    r"|\b(?:can|could|would) you (?:assess|decide|judge)\b|\bwhat would you do\b",
    re.IGNORECASE,
)
# … about this one child, family or case.
_NAME = r"(?!Barnets|Børns|Pejl|Social|Anke|Signs|Lundy|Laura|VISO|ICS|Danmark)[A-ZÆØÅ][a-zæøåé]{2,}"
_CONCRETE = re.compile(
    rf"(?i:\b(?:min|mit|mine|vores|denne|dette|disse|den her|det her)\s+(?:\w+\s+)?"
    rf"(?:sag|sager|familie|barn|dreng|pige|borger|undersøgelse|afgørelse|underretning|klient|ung|nabo|nabos \w+|"
    rf"søn|datter|niece|nevø|elev)\b)"
    rf"|(?i:\b(?:skal|bør|må|kan)\s+)(?:{_NAME})\b"
    rf"|(?i:\b(?:barnet|drengen|pigen|den unge)(?:\s+|, (?:som|der) er )(?:på\s+)?\d{{1,2}}\b)"
    rf"|(?i:\b(?:moren|faren|mor|far|barnet|forældrene|drengen|pigen) i (?:sagen|min sag)\b)"
    rf"|\b{_NAME},?\s+(?:på|er|der er)\s+\d{{1,2}}\b|\b{_NAME},?\s+\d{{1,2}}\s+år\b"
    rf"|(?i:\bfamilien)\s+{_NAME}"
    rf"|(?i:\b(?:på|om|af|hos|med|for|anbringe|fjerne|hjemgive)\s+)(?:{_NAME})\b(?!\s+(?:Dialog|Safety|lov))"
    rf"|(?i:\b(?:jeg|vi) har (?:en|to|tre) (?:dreng|pige|barn|ung|mor|far|familie|søskende|piger|drenge|børn)\b)"
    rf"|(?i:\b(?:drengen|pigen|drengene|pigerne|moren|faren|mor|far|børnene) "
    rf"(?:er|har|drikker|slår|vil|nægter|siger)\b)"
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

    Both must be there: words that ask to decide, and words that point to this one case. A general
    question that merely mentions a child, an age or a situation is none.
    """
    if not _CONCRETE.search(question):
        return False
    return bool(_ASKS_ASSESSMENT.search(question) or _ASKS_DECISION.search(question))
