"""Which words may stand for each other when a sentence is reworded, and which add nothing to one.

The tables are general Danish of the field and say nothing of any one publication. Words that law tells
apart – afgørelse and beslutning, undersøgelse and udredning, samtykke and accept – are not joined.
"""

from __future__ import annotations

from functools import cache, lru_cache

from index.normalize import fold

# One group a line; each word in the form that `index.normalize.lemma` gives it.
_ALIKE = """
lave udarbejde udfærdige
informere oplyse orientere fortælle
inddrage involvere medinddrage
drøfte tale snakke dialog samtale samtal
starte begynde påbegynde opstart
slutte afslutte
vigtig væsentlig central afgørende
rådgiver ungerådgiver ungerådgive ungerådsgiver sagsbehandler børneogungerådgiver
forælder forældre
anbringe anbragt anbringelse
fortsætte fortsat
sikre sørge
udgangspunkt afsæt
følge opfølgning opfølge
holde afholde
indhente tilvejebringe
ung unge
barn børn
gennemføre foretage
møde mødes
synspunkt holdning perspektiv
vide kende viden kendskab
tidsramme tidshorisont
straks omgående øjeblikkelig
mulig muligt
"""
# Words that may come in anew: they frame a statement and say nothing themselves.
_FRAME = """
gælde betyde ske gøre handle bruge tage huske børne børn ung barn dag derfor desuden samt fx herunder både enten
selv første ligesom sådan måde samtidig også igen hver anden andre eget egen sag hhv bl stk jf pct ca
mål følgende vedrøre forhold blandt dels heraf hertil der have
"""
# Who acts and who is acted upon; these never come in anew, and never change places.
_ACTORS = """
barn ung forælder rådgiver leder ledelse kommune netværk søskende udfører skole viso plejefamilie bisidder
myndighed familie styrelse ankestyrelse team anbringelsessted far mor partner borger politi læge region forvaltning
børneogungeudvalg udvalg kollega lærer pædagog underretter støtteperson advokat
"""
_ENDINGS = (
    "elserne elsen elser else ningerne ningen ninger ning ingerne ingen inger ing erne ende ede ere et en er es e s t"
).split()
_SHORTEST_STEM = 5
SHORTEST_PART = 4
_SHORTEST_SLIP = 10
_EDGE = 4
_BINDERS = ("", "s", "e")


@cache
def _groups() -> dict[str, str]:
    lines = [[fold(word) for word in line.split()] for line in _ALIKE.strip().split("\n")]
    return {word: line[0] for line in lines for word in line}


@cache
def frame_words() -> frozenset[str]:
    return frozenset(canonical(fold(word)) for word in _FRAME.split()) - actors()


@cache
def actors() -> frozenset[str]:
    return frozenset(canonical(fold(word)) for word in _ACTORS.split())


@lru_cache(maxsize=20_000)
def canonical(word: str) -> str:
    """One form for a lemma and all that may stand for it: "udarbejdelse", "udarbejde" and "lave" are one."""
    groups = _groups()
    if word in groups:
        return groups[word]
    root = stem(word)
    return groups.get(root, groups.get(f"{root}e", root))


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word


def is_covered(word: str, known: frozenset[str]) -> bool:
    """Whether `known` words say this one: itself, the head of a compound, or both parts of it."""
    if word in known or any(_is_slip(word, other) for other in known):
        return True
    # "mødet" for "opstartsmødet": less is said, not more.
    if len(word) >= SHORTEST_PART and any(
        other.endswith(word) and len(other) - len(word) >= SHORTEST_PART for other in known
    ):
        return True
    # "anbringelsesafgørelse" for "afgørelse om anbringelse".
    for at in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
        head, first = canonical(word[at:]), word[:at]
        if head in known and any(
            first.endswith(binder) and canonical(first.removesuffix(binder)) in known for binder in _BINDERS
        ):
            return True
    return False


def _is_slip(word: str, other: str) -> bool:
    """Whether a long word differs from another by one letter in its middle: a slip of the source, mended."""
    shorter, longer = sorted((word, other), key=len)
    if len(shorter) < _SHORTEST_SLIP or len(longer) - len(shorter) > 1:
        return False
    if (shorter[:_EDGE], shorter[-_EDGE:]) != (longer[:_EDGE], longer[-_EDGE:]):
        return False
    start = next((at for at, char in enumerate(shorter) if char != longer[at]), len(shorter))
    return shorter[start:] == longer[start + 1 :] or shorter[start + 1 :] == longer[start + 1 :]
