"""Every text that Pejl itself says, in Danish and for English questions in English; one place each."""

from __future__ import annotations

from enum import StrEnum


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
    Reason.NOT_IN_PUBLICATIONS: (
        "Det svarer publikationerne ikke på. Spørgsmål om loven selv: se lovteksten eller spørg din leder."
    ),
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
    Reason.NOT_IN_PUBLICATIONS: (
        "The publications do not answer that. For questions about the law itself, see its text or ask your manager."
    ),
    Reason.EMPTY: "Write a question, e.g.: When must there be a barnets plan?",
    Reason.TOO_LONG: f"The question is too long. Please use at most {LONGEST_QUESTION} characters.",
    Reason.CPR: (
        "Your question seems to hold a CPR number. It has not been stored. Please ask without personal data."
    ),
    Reason.CONCRETE_CASE: (
        "Pejl looks up guidance and cannot assess a case. Ask, for example, what the assessment must include."
    ),
    Reason.FAILED: "Something went wrong on our side. Try again; if it happens again, write to {contact} with the code {code}.",
}

_FRAME = {
    "da": {
        "nearest": "Det nærmeste, publikationerne siger (ikke et svar på spørgsmålet):",
        "law": "Lovgrundlag",
        "krav": "KRAV",
        "anbefaling": "ANBEFALING",
        "sources": "Kilder",
    },
    "en": {
        "nearest": "The nearest that the publications say (not an answer to the question):",
        "law": "Legal basis",
        "krav": "DUTY",
        "anbefaling": "ADVICE",
        "sources": "Sources",
    },
}


def reason_text(reason: Reason, language: str = "da") -> str:
    return (_ENGLISH if language == "en" else _DANISH)[reason]


def frame(key: str, language: str = "da") -> str:
    """A word of the frame around an answer; the quotes themselves stay Danish."""
    return _FRAME["en" if language == "en" else "da"][key]
