"""Every text of the page "For teamledere", of the files that it makes, and of the feedback that it shows."""

from __future__ import annotations

from app.texts import Reason

# Frame.
PARTS = "Dele af siden"
OVERVIEW = "Overblik"
CHECKLIST = "Tjekliste"
ASKED = "Spørgsmål i tal"
FEEDBACK = "Tilbagemeldinger"
COVERAGE = "Dækning"
INTRODUCTION = (
    "Til dig, der leder børne- og ungerådgivere: lav en tjekliste til ledelsestilsyn, se, hvad der spørges om, "
    "og svar på det, brugerne melder tilbage."
)
ABOUT_CHECKLIST = (
    "Vælg anbefalinger og områder, tilpas punkterne, og hent tjeklisten til Word eller Excel. "
    "Hvert punkt står ordret som i publikationen, med kilde."
)
ABOUT_ASKED = "Hvad der spørges mest om, og hvad der ikke var svar på. Selve spørgsmålene gemmes ikke."
ABOUT_FEEDBACK = "Det, brugerne har meldt tilbage om svarene: åbent og færdigt, med dine noter."
ABOUT_COVERAGE = "Hvor meget Pejl kan slå op i, og hvilke redaktionelle spørgsmål der mangler at blive læst igennem."
OPEN_TO_ALL = (
    "Tilbagemeldinger og tal kan ses af alle, der kan åbne Pejl på denne maskine. "
    "Med indstillingen PEJL_LEADER_CODE kræver de en adgangskode."
)
NOT_OPEN = (
    "Tilbagemeldinger og tal vises ikke, for Pejl kan nås af andre end denne maskine, og der er ingen adgangskode. "
    "Den, der driver Pejl, kan sætte en med indstillingen PEJL_LEADER_CODE."
)
NOT_STORED = (
    "Filen med tilbagemeldinger eller tal kan ikke bruges lige nu. Den, der driver Pejl, kan se årsagen i loggen."
)
FOREIGN_FORM = "Formularen kom ikke fra Pejls egne sider og er ikke brugt."
FORM_TOO_LARGE = "Der er for meget i formularen. Vælg færre punkter, eller skriv kortere."

# The access code.
CODE = "Adgangskode"
CODE_NEEDED = "Tilbagemeldinger og tal kræver en adgangskode. Du får den af den, der driver Pejl."
CODE_WRONG = "Koden passer ikke, eller der er prøvet for mange gange. Efter fem forkerte skal du vente ti minutter."
ENTER = "Fortsæt"
LEAVE = "Luk adgangen"

# Checklist.
CHECKLIST_TITLE = "Tjekliste til ledelsestilsyn"
CHOOSE = "Vælg, hvad tjeklisten skal handle om"
CHOOSE_LEAD = (
    "Punkterne tages fra Praksisbeskrivelse i de anbefalinger, du vælger, og fra de områder for ledere, du vælger."
)
LEADER_AREAS = "Forudsætninger: områder for ledere"
MAKE = "Lav tjekliste"
NOTHING_CHOSEN = "Vælg mindst én anbefaling eller ét område."
NO_CHECKLIST = "Der er ingen publikation med anbefalinger, så der er intet at lave en tjekliste af."
ADAPT = "Tilpas tjeklisten"
ADAPT_LEAD = (
    "Fravælg punkter, skriv bemærkninger, og tilføj egne punkter. Intet gemmes hos Pejl: det, du skriver, "
    "bruges kun til at lave filen. Skriv ikke personoplysninger."
)
CHOOSE_AGAIN = "Vælg andre anbefalinger"
TITLE_LABEL = "Overskrift"
DETAILS_LABEL = "Tag uddybningen under hvert punkt med i filen"
DETAILS = "Uddybning"
NOTE_LABEL = "Bemærkning"
ADD_NOTE = "Skriv en bemærkning"
OWN_LABEL = "Egne punkter, ét på hver linje"
OWN_POINT = "Eget punkt"
DOWNLOAD = "Hent tjeklisten"
DOWNLOAD_WORD = "Hent til Word (.docx)"
DOWNLOAD_EXCEL = "Hent til Excel (.xlsx)"
ALL = "Vælg alle"
NONE = "Fravælg alle"
COUNT = "{chosen} af {all} punkter er valgt."
NO_POINTS = "Der er ikke valgt nogen punkter. Gå tilbage, og vælg mindst ét."
CHECKLIST_CPR = (
    "Det, du har skrevet, ser ud til at indeholde et CPR-nummer. Der er ikke lavet en fil, og intet er gemt. "
    "Gå tilbage, og skriv uden personoplysninger."
)
CHECKLIST_REFUSED = "Tjeklisten er ikke lavet"
BACK = "Gå tilbage til tjeklisten"
SOURCE = "Kilde"
COLUMNS = ("Nr.", "Punkt", "Set i sagen", "Bemærkning")
SHEET = "Tjekliste"
SHEET_ABOUT = "Om tjeklisten"
SHEET_COLUMNS = ("Anbefaling eller område", "Nr.", "Punkt", "Uddybning", "Set i sagen", "Bemærkning", "Kilde")
SEEN = ("Ja", "Delvist", "Nej")
CHOOSE_SEEN = "Vælg ja, delvist eller nej."
CASE_FIELDS = ("Gennemgået af", "Dato for gennemgang")
CHECKLIST_FOOT = (
    "Punkterne står ordret som i publikationen; kilden står ved dem. Egne punkter er mærket som egne. Skriv ikke "
    "personoplysninger ud over, hvad jeres sagsbehandling tillader."
)

# What is asked.
PERIOD = "Periode"
PERIODS = {"30": "30 dage", "90": "90 dage", "365": "Et år", "alt": "Al tid"}
NOTHING_ASKED = (
    "Der er ikke stillet spørgsmål i perioden. Når nogen spørger, kan du her se, hvilke anbefalinger der svares "
    "ud fra, og hvad der ikke var svar på. Spørgsmålene selv gemmes ikke."
)
COUNTED = "Sådan gik det med spørgsmålene"
OVER_TIME = "Spørgsmål over tid"
MOST_ASKED = "Det spørges der mest om"
MOST_ASKED_LEAD = "Talt efter den anbefaling eller publikation, som svaret først henviser til."
WITHOUT_ANSWER = "Det var der ikke svar på"
WITHOUT_ANSWER_LEAD = (
    "Talt efter det, der lå nærmest. Mange ubesvarede ved samme anbefaling kan betyde, at publikationerne "
    "mangler noget."
)
TOPIC = "Anbefaling eller publikation"
TIMES = "Spørgsmål"
SHARE = "Andel"
WHEN = "Periode"
OUTCOME = "Udfald"
ANSWERED = "Besvaret"
NOT_ANSWERED = "Ikke besvaret"
ANSWERED_KEY = "besvaret"
NOT_ANSWERED_KEY = "ikke besvaret"
OUTCOMES = {
    "answered": "Besvaret",
    Reason.NOT_IN_PUBLICATIONS: "Publikationerne svarer ikke",
    Reason.CONCRETE_CASE: "Afvist: en konkret sag",
    Reason.CPR: "Afvist: CPR-nummer",
    Reason.TOO_LONG: "Afvist: for langt",
    Reason.FAILED: "Fejl hos Pejl",
}
GONE = "findes ikke længere"
MORE = "{count} andre"

# Feedback.
KIND = {
    "useful": "Brugbart",
    "wrong_source": "Forkert kilde",
    "missing": "Svaret mangler",
    "out_of_date": "Forældet",
}
STATES = {"open": "Åbne", "done": "Færdige", "alle": "Alle"}
STATE = {"open": "Åben", "done": "Færdig"}
STATUS = {
    "answered": "Besvaret",
    "no_source": "Intet svar",
    "blocked": "Afvist",
    "service_error": "Fejl hos Pejl",
}
SHOW = "Vis"
KINDS_LABEL = "Slags"
STATE_LABEL = "Tilstand"
ALL_KINDS = "Alle slags"
EXPORT = "Hent som CSV"
QUEUE_EMPTY = (
    "Her er ingen tilbagemeldinger. De kommer, når brugerne under et svar vælger, om det var brugbart, havde en "
    "forkert kilde, manglede noget eller var forældet."
)
NONE_FOUND = "Ingen tilbagemeldinger passer til det valgte."
COMMENT = "Kommentar"
NO_COMMENT = "Ingen kommentar"
QUESTION = "Spørgsmål"
QUESTION_KEPT_BACK = "Spørgsmålet er ikke sendt med"
PASSAGES = "Svaret henviste til"
NOTE = "Note"
SAVE_NOTE = "Gem noten"
SET_DONE = "Sæt som færdig"
REOPEN = "Åbn igen"
DELETE = "Slet"
DELETE_SURE = "Slet tilbagemeldingen for altid"
DONE_SAID = "Nr. {id} er sat som færdig."
OPEN_SAID = "Nr. {id} er gemt og står som åben."
DELETED_SAID = "Nr. {id} er slettet."
GONE_SAID = "Nr. {id} findes ikke længere; en anden har slettet den."
CSV_COLUMNS = (
    "Nr.", "Modtaget", "Slags", "Kommentar", "Spørgsmål", "Svarets status", "Steder", "Tilstand", "Note", "Ændret",
)  # fmt: skip
CSV_NAME = "tilbagemeldinger.csv"
NEWER = "Nyere"
OLDER = "Ældre"
PAGES = "Flere tilbagemeldinger"

# Coverage.
COVERAGE_LEAD = (
    "Et sted i en publikation er lettere at finde, når et redaktionelt spørgsmål peger på det. Her er, hvor mange "
    "steder der er, og hvor mange der har et."
)
COVERAGE_PUBLICATIONS = "Publikationer"
COVERAGE_RECOMMENDATIONS = "Anbefalinger"
COVERAGE_COLUMNS = ("Steder", "Med spørgsmål", "Andel", "Gennemlæste spørgsmål", "Ikke gennemlæste")
PUBLICATION = "Publikation"
RECOMMENDATION = "Anbefaling"
REPLACED = "(erstattet)"
REVIEW = "Spørgsmål til gennemlæsning"
NOTHING_TO_REVIEW = (
    "Alle redaktionelle spørgsmål er læst igennem. Kommer der nye udkast, står de her med det sted, de peger på."
)
EVIDENCE = "Svaret i publikationen"
REVIEW_LEAD = "Udkast, som ingen har læst igennem endnu. Passer spørgsmålet til citatet?"
REVIEW_CODE = "Skriv adgangskoden på oversigten for at godkende eller kassere dem."
APPROVE = "Godkend"
DISCARD = "Kassér"
REVIEW_SAID = {
    "reviewed": "Spørgsmålet er godkendt. Det hjælper søgningen, fra Pejl startes næste gang.",
    "discard": "Spørgsmålet er kasseret.",
    "gone": "Spørgsmålet er ikke længere til gennemlæsning.",
}
REVIEW_NOT_STORED = "Filen med spørgsmål kan ikke skrives. Intet er ændret. Sig det til den, der driver Pejl."
FOUND_AT = "Læs stedet"
NO_PLACE = "Citatet findes ikke i publikationen"

FEEDBACK_CPR = (
    "Din tilbagemelding ser ud til at indeholde et CPR-nummer. Den er ikke gemt. Skriv den uden personoplysninger."
)
NOTE_CPR = "Noten ser ud til at indeholde et CPR-nummer. Den er ikke gemt. Skriv den uden personoplysninger."
FEEDBACK_UNKNOWN = "Tilbagemeldingen kunne ikke forstås og er ikke gemt. Indlæs siden igen, og prøv en gang til."


def too_long(limit: int) -> str:
    return f"Teksten er for lang og er ikke gemt. Skriv den kortere, på højst {limit} tegn."


def too_many_own(limit: int) -> str:
    return f"Der er for mange egne punkter. Skriv højst {limit} ved hver anbefaling."


def open_feedback(count: int) -> str:
    return {0: "Ingen åbne", 1: "1 åben"}.get(count, f"{count} åbne")


def asked_lately(count: int, days: int) -> str:
    return f"{count} spørgsmål de sidste {days} dage"


def to_review(count: int) -> str:
    return "Alt er læst igennem" if not count else f"{count} til gennemlæsning"


def share(part: int, whole: int) -> str:
    return f"{round(100 * part / whole)} %" if whole else "–"


def bars_said(label: str, value: int, of: int) -> str:
    return f"Søjler: flest har {label}, {value} af {of}. Alle tal står i tabellen ved siden af."


def columns_said(answered: int, not_answered: int) -> str:
    return (
        f"Søjler over tid: {answered} spørgsmål besvaret og {not_answered} ikke besvaret. "
        "Alle tal står i tabellen ved siden af."
    )


def coverage_said(covered: int, passages: int) -> str:
    return (
        f"Søjler: {covered} af {passages} steder har et redaktionelt spørgsmål. "
        "Skraveret er dem uden. Alle tal står i tabellen."
    )
