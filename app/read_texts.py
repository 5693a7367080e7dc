"""What the pages to read say themselves; all else on them is the publications' own words."""

from __future__ import annotations

# Anbefalinger.
INTRODUCTION = "Hele teksten, ord for ord, med fodnoter, lovhenvisninger og et link til hvert afsnit."
LANDMARKS = "De fire pejlemærker"
LANDMARK = "Pejlemærke {number}"
TO_LANDMARK = "Læs om pejlemærket"
LEADERS = "Forudsætninger"
OTHERS = "Andre publikationer"
WHOLE = "Hele publikationen"

# En anbefaling, en publikation.
WHERE = "Du er her"
CONTENTS = "Indhold"
RECOMMENDATION = "Anbefaling {number}"
PASSAGE_LINK = "Link til dette afsnit"
PASSAGE_LINK_COPIED = "Linket er kopieret"
PAGE = "side {label}"
ASKED = "Spørgsmål, dette afsnit svarer på"
ASKED_ALL = "Vis alle"
NOTES = "Fodnoter"
NOTE = "Fodnote {number}"
NOTES_HINT = "Kilderne står med fuld titel i "
BACK = "Tilbage til teksten"
BACK_FROM = "Tilbage til teksten ved fodnote {number}"
PREVIOUS = "Forrige"
NEXT = "Næste"
NEIGHBOURS = "Forrige og næste"
FRONT = "Forside og kolofon"
UNTITLED = "Uden overskrift"
LAW_OF_PASSAGE = "Lov"
REPLACED_BY = "Udgaven er erstattet af en nyere:"
AT_PUBLISHER = "Udgiverens side"
UNKNOWN_RECOMMENDATION = "Der er ingen anbefaling med det nummer. Anbefalingerne har numrene {first} til {last}."
NO_RECOMMENDATIONS = "Der er ingen anbefalinger blandt publikationerne."
UNKNOWN_PUBLICATION = "Pejl har ingen publikation med det navn. Se dem, der er, under Anbefalinger."

# Søgning.
SEARCH = "Søg i anbefalinger og afsnit"
SEARCH_HINT = "Ord, et nummer eller en §, fx underretning, 13 eller § 91"
SEARCH_BUTTON = "Søg"
SEARCH_PAGE = "Søgning"
RESULTS = "Søgeresultater"
NOTHING_FOUND = "Intet fundet. Prøv et andet ord."
ONE_FOUND = "1 sted fundet."
FOUND = "{count} steder fundet."
MOST_FOUND = "De {count} nærmeste steder."
TRY_TO_ASK = "Spørg Pejl om det"


def found(count: int, most: int) -> str:
    if count == 0:
        return NOTHING_FOUND
    if count == 1:
        return ONE_FOUND
    return (MOST_FOUND if count >= most else FOUND).format(count=count)
