"""Where a question belongs that the publications do not answer, as far as they themselves say it."""

from __future__ import annotations

import re
from enum import StrEnum


class Referral(StrEnum):
    LAW = "law"
    APPEALS = "appeals"  # Ankestyrelsen, whose practice the publications build on
    VISO = "viso"
    LEADER = "leader"


# The first that fits. VISO: recommendation 6 names it for social control, conflicts of honour and abuse, the
# newsletter for adoption without consent; of everything local the publications say that the leader sets it.
_SIGNS = (
    (
        Referral.VISO,
        r"social kontrol|ære(?:s|n)\w*|\bovergreb\w*|\badoption\w*|\badopter\w*|specialrådgivning|honou?r|abuse\w*",
    ),
    (
        Referral.APPEALS,
        r"\bklage\w*|\bankestyrelse\w*|\bprincip\w*afgørelse\w*|medhold|omgør\w*|\bappeal\w*|complain\w*",
    ),
    (
        Referral.LAW,
        r"§|\bparagraf\w*|\blov(?:en|ens|ligt?|givning\w*|krav\w*|tekst\w*)?\b|\bstraf\w*|\bbetingelse\w*|\bfrist\w*|"
        r"\bret til\b|\brettighed\w*|\bforældremyndighed\w*|\bsamvær\w*|\btvang\w*|\bmagt\w*|\baldersgrænse\w*|"
        r"\b(?:må|have lov til)\b|\blegal\w*|\blaw\b|\bdeadline\w*|\brights?\b",
    ),
)
_PATTERNS = tuple((referral, re.compile(pattern, re.IGNORECASE)) for referral, pattern in _SIGNS)


def find_referral(question: str) -> Referral:
    """One's own leader where nothing points elsewhere."""
    return next((referral for referral, pattern in _PATTERNS if pattern.search(question)), Referral.LEADER)
