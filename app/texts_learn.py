"""What the page "Kom godt i gang" says itself; questions and answers on it are the publications' and the editors'."""

from __future__ import annotations

from typing import Final

INTRODUCTION = (
    "En vej gennem de fire pejlemærker i korte trin. Tænk selv først, og se så, hvad der står. "
    "Det, du ikke kunne, kommer igen i dag; det, du kunne, kommer igen med længere og længere mellemrum."
)
PRIVACY = "Dit forløb ligger kun i denne browser. Intet bliver sendt, og ingen andre kan se det."
NEEDS_SCRIPT = "Uden JavaScript kan du læse kortene her. Slå det til, hvis du vil øve dem og gemme dit forløb."
NO_CARDS = "Der er ingen kort endnu: publikationerne har ingen anbefalinger med spørgsmål til."
LEADERS_KICKER = "Til slut"
FIRST_KICKER = "Først"

# Kortet.
THOUGHT = "Hvad tænker du selv?"
THOUGHT_HINT = "Bliver i dette vindue og bliver ikke gemt. Skriv ikke personoplysninger."
SHOW = "Vis svaret"
ANSWER = "Det står der"
RATE = "Hvordan gik det?"
COULD_NOT = "Kunne jeg ikke"
COULD = "Kunne jeg"
IN_CONTEXT = "Læs i sammenhæng"
LAW = "Lov"
KEYS = "Tastatur: Enter viser svaret, i feltet Ctrl + Enter. 1 er Kunne jeg ikke, 2 er Kunne jeg."
MODALITY: Final = {"krav": "KRAV", "anbefaling": "ANBEFALING"}

# Forløbet.
PROGRESS = "Dit forløb"
LEGEND = "Ring: ikke set endnu. Prik: gentag i dag. Mast: sidder, og jo højere, jo længere til næste gang."
TABLE = "Tallene som tabel"
STEP = "Trin"
KNOWN = "Sidder"
TODAY = "Gentag"
UNSEEN = "Ikke set"
ALL = "I alt"
SAVE = "Hent som fil"
LOAD = "Indlæs fra fil"
DELETE = "Slet mit forløb"
DELETE_HEADING = "Slet dit forløb?"
DELETE_TEXT = "Alt, du har øvet på denne side, bliver glemt. Det kan ikke hentes igen."
DELETE_YES = "Slet"
DELETE_NO = "Behold"
FILE_NAME = "pejl-forloeb.json"

# Det, siden siger undervejs. Par er ental og flertal.
SPOKEN: Final[dict[str, str | tuple[str, str]]] = {
    "where": "{step} · kort {at} af {of}",
    "again": "igen",
    "today": ("I dag: 1 kort at gentage.", "I dag: {n} kort at gentage."),
    "nothingToday": "I dag: ingen kort at gentage.",
    "newLeft": ("1 nyt i dette trin.", "{n} nye i dette trin."),
    "could": "Kunne jeg.",
    "couldNot": "Kunne jeg ikke.",
    "comesToday": "Kortet kommer igen i dag.",
    "comesTomorrow": "Kortet kommer igen i morgen.",
    "comesLater": "Kortet kommer igen om {n} dage, {date}.",
    "counts": "Sidder: {known} · Gentag: {today} · Ikke set: {unseen}",
    "stepDone": "{step}: alle kort er set",
    "allDone": "Du har set alle kort",
    "nextDate": "Det næste kort kommer igen {date}.",
    "onward": "Gå videre til {step}",
    "blocked": "Browseren lader ikke siden gemme. Du kan øve, men forløbet er glemt, når du lukker siden.",
    "full": "Browseren har ikke plads til at gemme. Du kan øve, men det nye er glemt, når du lukker siden.",
    "unreadable": "Dit gemte forløb kan ikke læses og er lagt til side i browseren. Du begynder forfra.",
    "partly": "En del af dit gemte forløb kan ikke læses. De kort tæller som ikke set.",
    "deleted": "Dit forløb er slettet.",
    "loaded": ("Forløbet er indlæst: 1 kort.", "Forløbet er indlæst: {n} kort."),
    "notLoaded": "Filen er ikke et forløb fra denne side. Intet er ændret.",
}


def sources_line(place: str, title: str, page: str | None) -> str:
    """ "Anbefaling 13 · Hvorfor · Formulering af klare mål … · side 52", as far as it is known."""
    return " · ".join(part for part in (place, title, f"side {page}" if page else "") if part)
