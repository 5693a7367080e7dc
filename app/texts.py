"""Every text that Pejl itself says, in Danish and for English questions in English; one place each."""

from __future__ import annotations

from enum import StrEnum

from app.referral import Referral


class AnswerStatus(StrEnum):
    ANSWERED = "answered"
    NO_SOURCE = "no_source"
    BLOCKED = "blocked"
    SERVICE_ERROR = "service_error"


class Reason(StrEnum):
    """Why there is no answer."""

    NOT_IN_PUBLICATIONS = "not_in_publications"
    EMPTY = "empty"
    TOO_LONG = "too_long"
    CPR = "cpr"
    CONCRETE_CASE = "concrete_case"
    FAILED = "failed"


LONGEST_QUESTION = 1000  # characters; a question is a sentence or three, not a case file

STATUS_OF = {
    Reason.NOT_IN_PUBLICATIONS: AnswerStatus.NO_SOURCE,
    Reason.EMPTY: AnswerStatus.BLOCKED,
    Reason.TOO_LONG: AnswerStatus.BLOCKED,
    Reason.CPR: AnswerStatus.BLOCKED,
    Reason.CONCRETE_CASE: AnswerStatus.BLOCKED,
    Reason.FAILED: AnswerStatus.SERVICE_ERROR,
}

_DANISH = {
    Reason.NOT_IN_PUBLICATIONS: "Det svarer publikationerne ikke på.",
    Reason.EMPTY: "Skriv et spørgsmål, fx: Hvornår skal der være en barnets plan?",
    Reason.TOO_LONG: f"Spørgsmålet er for langt. Skriv det kortere, på højst {LONGEST_QUESTION} tegn.",
    Reason.CPR: (
        "Dit spørgsmål ser ud til at indeholde et CPR-nummer. Det er ikke gemt. "
        "Stil spørgsmålet uden personoplysninger."
    ),
    Reason.CONCRETE_CASE: (
        "Pejl slår op i vejledning og kan ikke vurdere en sag. Spørg fx, hvad der skal indgå i vurderingen."
    ),
    Reason.FAILED: "Noget gik galt hos os. Prøv igen; sker det igen, så skriv til {contact} med koden {code}.",
}

_ENGLISH = {
    Reason.NOT_IN_PUBLICATIONS: "The publications do not answer that.",
    Reason.EMPTY: "Write a question, e.g.: When must there be a barnets plan?",
    Reason.TOO_LONG: f"The question is too long. Please use at most {LONGEST_QUESTION} characters.",
    Reason.CPR: ("Your question seems to hold a CPR number. It has not been stored. Please ask without personal data."),
    Reason.CONCRETE_CASE: (
        "Pejl looks up guidance and cannot assess a case. Ask, for example, what the assessment must include."
    ),
    Reason.FAILED: (
        "Something went wrong on our side. Try again; if it happens again, write to {contact} with the code {code}."
    ),
}

_FRAME = {
    "da": {
        "nearest": "Det nærmeste, publikationerne siger (ikke et svar på spørgsmålet):",
        "law": "Lovgrundlag",
        "krav": "KRAV",
        "anbefaling": "ANBEFALING",
        "sources": "Kilder",
        "sources_of": "Kilder til svaret",
        "source": "Kilde",
        "understood": "Forstået som",
        "answered": "Svar",
        "verbatim": "Ordret fra publikationerne, ikke skrevet af en sprogmodel.",
        "model": "Skrevet af en sprogmodel. Hver sætning er holdt op mod det, den henviser til.",
        "model_failed": "Sprogmodellen svarede ikke. Svaret er ordret fra publikationerne, ikke skrevet af den.",
        "model_discarded": (
            "Det, sprogmodellen skrev, kunne ikke genfindes i publikationerne. Svaret er ordret fra dem i stedet."
        ),
        "growing": "Skriver videre …",
        "found": "Fandt {count} steder. Sætter svaret sammen …",
        "related": "Se også",
        "further": "Spørg videre",
    },
    "en": {
        "nearest": "The nearest that the publications say (not an answer to the question):",
        "law": "Legal basis",
        "krav": "DUTY",
        "anbefaling": "ADVICE",
        "sources": "Sources",
        "sources_of": "Sources of the answer",
        "source": "Source",
        "understood": "Understood as",
        "answered": "Answer",
        "verbatim": "Verbatim from the publications, not written by a language model.",
        "model": "Written by a language model. Each sentence has been held to what it cites.",
        "model_failed": "The language model did not answer. The answer is verbatim from the publications instead.",
        "model_discarded": (
            "What the language model wrote could not be found in the publications. "
            "The answer is verbatim from them instead."
        ),
        "growing": "Writing on …",
        "found": "Found {count} places. Putting the answer together …",
        "related": "See also",
        "further": "Ask further",
    },
}


def reason_text(reason: Reason, language: str = "da") -> str:
    return (_ENGLISH if language == "en" else _DANISH)[reason]


_REFERRALS = {
    "da": {
        Referral.LAW: "Spørgsmål om loven selv: se lovteksten eller spørg din leder.",
        Referral.APPEALS: "Om klager og afgørelsers praksis: se Ankestyrelsen, og spørg din leder.",
        Referral.VISO: "Her kan VISO give faglig sparring; spørg også din leder.",
        Referral.LEADER: "Spørg din leder, eller se kommunens egne retningslinjer.",
    },
    "en": {
        Referral.LAW: "For questions about the law itself, see its text or ask your manager.",
        Referral.APPEALS: "About complaints and the practice of decisions: see Ankestyrelsen, and ask your manager.",
        Referral.VISO: "VISO can give professional advice on this; ask your manager too.",
        Referral.LEADER: "Ask your manager, or see the municipality's own guidelines.",
    },
}


def referral_text(referral: Referral, language: str = "da") -> str:
    return _REFERRALS["en" if language == "en" else "da"][referral]


def searched_text(publications: int, language: str = "da") -> str:
    """What was searched before Pejl said that there is no answer."""
    if language == "en":
        return f"Searched in {publications} publication{'' if publications == 1 else 's'}."
    return f"Søgt i {publications} publikation{'' if publications == 1 else 'er'}."


def frame(key: str, language: str = "da") -> str:
    """A word of the frame around an answer; the quotes themselves stay Danish."""
    return _FRAME["en" if language == "en" else "da"][key]


# The page.
TITLE = "Pejl"
SUBTITLE = "Svar fra publikationerne, med henvisning til stedet"
SKIP = "Gå til spørgsmålet"
SKIP_TO_CONTENT = "Gå til indholdet"
NAVIGATION = "Sider"
RECOMMENDATIONS_PAGE = "Anbefalinger"
LAW_PAGE = "Lovparagraffer"
LEARN_PAGE = "Kom godt i gang"
LEAD_PAGE = "For teamledere"
ABOUT_PAGE = "Om"
NOT_FOUND = "Siden findes ikke"
FOOTER = "Slår op i publikationer. Vurderer ikke sager. Skriv ikke personoplysninger."
MORE_ABOUT = "Om Pejl"
NEEDS_SCRIPT = "Pejl bruger JavaScript. Slå det til i browseren, og indlæs siden igen."
INTRODUCTION = (
    "Spørg om sagsbehandling efter barnets lov. "
    "Svaret kommer fra Social- og Boligstyrelsens publikationer, ord for ord."
)
INTRODUCTION_WITH_MODEL = (
    "Spørg om sagsbehandling efter barnets lov. Svaret formuleres af en sprogmodel ud fra Social- og "
    "Boligstyrelsens publikationer, og hver sætning holdes op mod det sted, den henviser til."
)
EXAMPLES_HEADING = "Prøv fx"
EXAMPLES = (
    "Hvornår skal der være en barnets plan?",
    "Hvilke rettigheder skal barnet kende før et møde?",
    "Hvordan inddrager jeg forældrene i udredningen?",
    "Hvad er formålet med samtalen før et opfølgningsmøde?",
)
QUESTION_LABEL = "Dit spørgsmål"
QUESTION_PLACEHOLDER = "Skriv dit spørgsmål …"
PRIVACY_HINT = "Skriv ikke personoplysninger."
KEYS_HINT = "Enter sender, Shift + Enter giver en ny linje."
ASK = "Spørg"
NEW_CONVERSATION = "Ny samtale"
WORKING = "Slår op i publikationerne …"
NOT_STORED = "(spørgsmålet er ikke gemt)"
READ_IN = "Publikationerne er læst ind. Du kan spørge nu."
NOT_READ_IN = (
    "Publikationerne kunne ikke læses ind, så Pejl kan ikke svare og lukker ned. "
    "Den, der driver Pejl, kan se årsagen i terminalen."
)
UNREACHABLE = "Der er ingen forbindelse til Pejl. Vent lidt, eller indlæs siden igen."
NEW_WINDOW = "(åbner i et nyt vindue)"
UNDATED = "uden dato"

_MONTHS = (
    "januar", "februar", "marts", "april", "maj", "juni",
    "juli", "august", "september", "oktober", "november", "december",
)  # fmt: skip


def reading_in(done: int, of: int) -> str:
    count = f" {done} af {of} afsnit." if of else ""
    return f"Læser publikationerne ind …{count} Du kan spørge om lidt."


def serving_at(address: str) -> str:
    return f"Pejl svarer på {address}"


def port_taken(port: int) -> str:
    return f"Port {port} er optaget af et andet program; stop det, eller vælg en anden port med PEJL_PORT."


def not_served(address: str, why: str) -> str:
    return f"Siden kan ikke vises på {address} ({why}); ret PEJL_HOST eller PEJL_PORT."


def danish_date(iso: str) -> str:
    """ "15. december 2023", "marts 2024" or "2023" of an ISO date or the start of one."""
    year, month, day = (*iso.split("-"), "", "")[:3]
    if not month:
        return year
    named = f"{_MONTHS[int(month) - 1]} {year}"
    return f"{int(day)}. {named}" if day else named


def cited_law(name: str, number: str) -> str:
    """Which version of a law the publications were written to."""
    return f"{name}: publikationerne henviser til {number}."


NEWER_LAW = "Nyere udgave:"
REPLACED = "(erstattet af en nyere udgave)"
