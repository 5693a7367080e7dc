"""What the pages "Lovparagraffer" say themselves."""

from __future__ import annotations

INTRODUCTION = "De paragraffer, som publikationerne henviser til, og de sætninger, de står ved."
TABLE = "Paragraffer, som publikationerne henviser til"
PARAGRAF = "Paragraf"
CHAPTER = "Kapitel"
PLACES = "Steder"
DOWNLOAD_CSV = "Hent som CSV"
DOWNLOAD_XLSX = "Hent som Excel"
NO_LAW = "Publikationerne henviser ikke til nogen lov, som Pejl kender."
NO_CHAPTER = "–"
TEXT = "Lovteksten"
NOT_READ_IN = "Lovteksten er ikke læst ind i Pejl. Den står her:"
CITED_VERSION = "den udgave, publikationerne henviser til"
NEWER_VERSION = "nyere udgave"
NO_ADDRESS = "Lovteksten er ikke læst ind i Pejl, og Pejl kender ikke dens adresse. Slå den op i Retsinformation."
OTHER_VERSION = "Publikationerne henviser til {number}. Ordlyden kan være en anden dér."
IN_PUBLICATIONS = "I publikationerne"
NOWHERE = "Publikationerne henviser ikke til {name}."
NOTE = "fodnote {number}"
NEIGHBOURS = "Forrige og næste paragraf"
UNKNOWN_LAW = "Pejl kender ingen lov med den kortform. Se dem, der er, under Lovparagraffer."
NO_PARAGRAF = "Det er ikke nummeret på en paragraf. Skriv det som 91 eller 69a."
NOT_CITED = "Publikationerne henviser ikke til {name}, og lovteksten er ikke læst ind i Pejl."

# Hovedet i de filer, der kan hentes.
COLUMNS = (
    "Lov", "Paragraf", "Henvisning", "Kapitel", "Kapitelnavn", "Publikation", "Udgivet", "Anbefaling", "Afsnit",
    "Side", "Sætning", "Fodnote", "Link",
)  # fmt: skip
SUMMARY_COLUMNS = ("Lov", "Paragraf", "Kapitel", "Kapitelnavn", "Steder")
SHEET_PLACES = "Steder"
SHEET_SUMMARY = "Paragraffer"


def chapter(number: int, heading: str) -> str:
    return f"Kapitel {number}: {heading}"
