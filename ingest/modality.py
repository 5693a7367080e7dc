"""Tell duties from advice.

The first statement of a main clause decides, by these words:

krav        *skal*, *må ikke*, *har pligt til*, *er forpligtet til*, *der er krav om*, *er obligatorisk*
            ("Der skal altid udarbejdes en barnets plan", "I disse sager må forældre ikke inddrages").
            Not where *skal* tells a purpose or a definition: "Anbefalingerne skal bidrage til at …",
            "Planen skal ses som …".
anbefaling  *bør*, *kan med fordel*, *anbefales*, *det er vigtigt/væsentligt/afgørende/centralt, at …*
            ("Du bør oplyse barnet", "Det er desuden vigtigt, at du informerer barnet"). Not "er vigtig
            for …" alone, nor the weaker "kan være relevant" and "er nødvendigt".

What is a main clause:

1. A clause after a comma or at the start that opens with *at*, *som*, *der*, *hvis*, *når*, *hvad* or
   their like is none: "hvad der skal ske", "så barnet skal opleve". So nothing is found in "Vurdere, om
   underretter skal kontaktes". *Der* and *som* open a main clause where the sentence begins with them
   ("Der skal …", "Som leder skal du …"), and *ligesom* always does ("ligesom du skal beskrive …").
2. A verb with its subject behind it stands in a main clause: "Hvis det sker, bør du …".
3. What only introduces the statement is passed over: "Det betyder, at du skal …" is krav, and so is
   "Det er kun ved anbringelse, at der er krav om …".
4. Where a clause cannot be told for certain it says nothing.

A question states neither. What states neither takes what it inherits: a list item's first sentence
from its lead-in ("… bør:" makes each point an anbefaling), and the sentence under a recommendation's
"Hvad" from its place.
"""

from __future__ import annotations

import re

from ingest.publication import Modality

_NOT_NEGATED = r"(?: (?!ikke|ingen|intet|aldrig)\w+)"
_KRAV = (
    r"\bskal\b(?!(?: \w+){0,3}? (?:bidrage|medvirke|hjælpe) til)"
    r"(?!(?: \w+){0,4}? (?:forstås|ses|betragtes) som)"
    r"|\bmå\b(?: \w+){0,6}? ikke\b"
    r"|\bhar(?: \w+){0,3}? pligt til\b"
    rf"|\ber{_NOT_NEGATED}{{0,3}}? forpligte(?:t|de) til\b"
    rf"|\ber{_NOT_NEGATED}{{0,4}}? krav\b"
    rf"|\ber{_NOT_NEGATED}{{0,3}}? (?:obligatorisk|lovpligtig)(?:t|e)?\b"
)
_ANBEFALING = (
    r"\bbør\b|\bkan(?: \w+){0,4}? med fordel\b|\banbefale[rs]\b|\bdet vigtigste er,? at\b"
    rf"|\b(?:det er|er det|det vil{_NOT_NEGATED}{{0,3}}? være|vil det{_NOT_NEGATED}{{0,3}}? være)"
    rf"{_NOT_NEGATED}{{0,3}}? (?:vigtigt|væsentligt|afgørende|centralt|essentielt)"
    r"(?: (?:for|i|ved|under) [^,.;:]*?)?,? at\b"
)
_STATEMENT = re.compile(f"(?P<krav>{_KRAV})|(?P<anbefaling>{_ANBEFALING})", re.IGNORECASE)

# "Det betyder, at", "For dig som leder betyder det, at", "Det vil sige at", "Loven fastlægger, at".
_SAYS_THAT = re.compile(
    rf"[^,;:]*?\b(?:betyder|indebærer|medfører|fastlægger|fastslår|vil sige){_NOT_NEGATED}{{0,2}},? at ",
    re.IGNORECASE,
)
# "Det er kun ved anbringelse, at", "Det er også i den faglige vurdering, der".
_POINTS_OUT = re.compile(r"Det er(?: \w+){0,2}? (?:i|ved|på|under|med(?! til))\b [^;:]*?, (?:at|der) ", re.IGNORECASE)

_BREAK = re.compile(r"[,;:(]\s?|\s[–-]\s")
_NEW_START = re.compile(r"[;:]\s")
_JOINS = r"(?:(?:og|men|eller|samt|også|herunder|fx|dels|dermed|især|blandt andet|bl\.a\.) )*"
_ALWAYS = (
    r"at|for at|ved at|hvis|hvem|hvad|hvilke[nt]?|hvor\w*|når|fordi|mens|medmindre|da|idet|såfremt"
    r"|selv ?om|uanset om|inden(?! for)|før"
)
_SUBORDINATE_START = re.compile(rf"{_JOINS}(?:{_ALWAYS})\b", re.IGNORECASE)
_SUBORDINATE_AFTER_COMMA = re.compile(rf"{_JOINS}(?:{_ALWAYS}|der|som|så|end|om)\b", re.IGNORECASE)
# Inside a clause: "ved at barnet …" but not "ved at tale …", "og hvad der …", "dem der skal …".
_SUBORDINATE_WITHIN = re.compile(
    r"\bat (?!(?:(?!alle|unge|denne|disse|både|begge|nogle|mange|\w+ene)\w+e|\w*[fg]å|\w*stå|\w*se|bo|tro)\b)"
    r"|\b(?:hvis|hvem|hvad|hvilke[nt]?|hvor\w*|når|fordi|mens|selvom)\b"
    r"|\bom (?:der|det|du|man|vi|de|han|hun|jeg|denne)\b|\w (?:der|som) $",
    re.IGNORECASE,
)
# "Skal barnet anbringes, laver du en plan": a clause that begins with its verb is a condition.
_CONDITION = re.compile(r"(?:skal|må|har|er|kan|bør)\b", re.IGNORECASE)
_SUBJECT_BEHIND = re.compile(r"\w+ (?:du|I|der|det|man|vi|han|hun|jeg|de|denne|dette|disse)\b")
_COORDINATES = re.compile(r"(?:og|men|for|ligesom) \w")
_HAS_VERB = re.compile(r"\b(?:er|har|kan|vil|skal|bør|må|bliver|får|gør|gælder|betyder|handler|viser|giver|kræver)\b")


def find_modality(sentence: str, inherited: Modality | None = None) -> Modality | None:
    """The modality of a sentence, `inherited` where it states neither a duty nor advice itself."""
    sentence = " ".join(sentence.split())
    if sentence.rstrip("\"”»«’') ").endswith("?"):
        return inherited
    said = max(
        (match.end() for match in (_SAYS_THAT.match(sentence), _POINTS_OUT.match(sentence)) if match),
        default=0,
    )
    for match in _STATEMENT.finditer(sentence):
        start = said if match.start() >= said else 0
        if _in_main_clause(sentence[start:], match.start() - start):
            return Modality.KRAV if match["krav"] else Modality.ANBEFALING
    return inherited


def _in_main_clause(text: str, verb: int) -> bool:
    if verb == 0 and _CONDITION.match(text):
        return False
    if _SUBJECT_BEHIND.match(text, verb):
        return True
    start = max((match.end() for match in _NEW_START.finditer(text, 0, verb)), default=0)
    clauses = _clauses(text[start:verb])
    last = clauses[-1]
    if _is_subordinate(last, first=len(clauses) == 1):
        return False
    if len(clauses) == 1 or _COORDINATES.match(last):
        return True
    if last:  # a subject without a conjunction: "Barnet, den unge og forældrene skal"
        return not any(_is_subordinate(clause, first=number == 0) for number, clause in enumerate(clauses))
    # The verb opens the clause: "Hvis …, skal barnet", "En sag, der er åben, skal lukkes".
    return _is_subordinate(clauses[0], first=True) or not _HAS_VERB.search(clauses[0])


def _clauses(text: str) -> list[str]:
    """What stands before the verb, clause by clause; the last one is the verb's own."""
    starts = [0, *(match.end() for match in _BREAK.finditer(text))]
    return [text[a:b] for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]


def _is_subordinate(clause: str, *, first: bool) -> bool:
    if first and _CONDITION.match(clause):
        return True
    opens = _SUBORDINATE_START if first else _SUBORDINATE_AFTER_COMMA
    return bool(opens.match(clause)) or bool(_SUBORDINATE_WITHIN.search(clause))
