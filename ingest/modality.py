"""Tell duties from advice.

Rules, in this order, each with an example:

1. The first modal verb of a main clause decides.
   krav: *skal*, *må ikke*, *har pligt til*, *er forpligtet til*, *er et krav*, *er obligatorisk*
   ("Der skal altid udarbejdes en barnets plan", "I disse sager må forældre indledningsvist ikke inddrages").
   anbefaling: *bør*, *kan med fordel*, *anbefales*, *det er vigtigt/væsentligt/afgørende, at*
   ("Du bør oplyse barnet …", "Målene kan med fordel formuleres …").
2. A modal verb in a subordinate clause ("hvad der skal ske", "så barnet skal opleve") says nothing about
   the sentence.
3. Else the first sentence of a list item takes the modality of its lead-in ("… bør:" makes each point an
   anbefaling: "Vurdere, om underretter skal kontaktes").
4. Else the sentence states neither.
"""

from __future__ import annotations

import re

from ingest.publication import Modality

_KRAV = (
    r"skal(?! man\b)|må\b[^.,]{0,60}?\bikke\b|har pligt til|forpligtede?t? til"
    r"|er (?:der )?(?:et |også )?(?:lovgivningsmæssigt )?krav om|er et lovgivningsmæssigt krav|obligatorisk\w*"
)
_ANBEFALING = (
    r"bør|kan(?: \w+)? med fordel|anbefales|anbefaler|(?:er|vil være) (?:det )?(?:\w+ ){0,3}?"
    r"(?:vigtigt|væsentligt|afgørende|centralt|essentielt|relevant|en god idé)"
)
_MODAL = re.compile(rf"\b(?:(?P<krav>{_KRAV})|(?P<anbefaling>{_ANBEFALING}))\b", re.IGNORECASE)
# Words that open a subordinate clause; between one of them and the verb there is no new main clause.
_SUBORDINATE = re.compile(
    r"\b(?:at|hvad|hvem|hvilke[nt]?|hvordan|hvornår|hvor|hvorvidt|hvorfor|hvis|når|som|der|om|fordi|så|da|mens|end|hvilket)\b",
    re.IGNORECASE,
)
_CLAUSE_START = re.compile(r"[,;:–]\s|^|\b(?:og|men|eller)\b\s")


def find_modality(sentence: str, lead_in: str = "") -> Modality | None:
    """The modality of a sentence, or None where it states neither a duty nor advice."""
    for match in _MODAL.finditer(sentence):
        if not _is_subordinate(sentence, match.start()):
            return Modality.KRAV if match.group("krav") else Modality.ANBEFALING
    return find_modality(lead_in) if lead_in else None


def _is_subordinate(sentence: str, verb: int) -> bool:
    clause = max((match.end() for match in _CLAUSE_START.finditer(sentence, 0, verb)), default=0)
    before = sentence[clause:verb]
    if clause == 0 and re.match(r"der\b", before, re.IGNORECASE):  # "Der skal …" opens a main clause
        before = before[3:]
    return bool(_SUBORDINATE.search(before))
