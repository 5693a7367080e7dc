"""What became of a language model's drafts: answers that it worded, and statements that were left out, by cause."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from app.answer import Written
from app.verify import Cause
from eval.responses import Response
from ingest.llm import Fault

WORDED = {
    Written.MODEL: "Svar skrevet af sprogmodellen",
    Written.MODEL_DISCARDED: "Udkast kasseret, svar ordret",
    Written.MODEL_FAILED: "Sprogmodel fejlede, svar ordret",
    Written.VERBATIM: "Ordret, sprogmodel ikke spurgt",
}
CAUSES = {
    Cause.TOKEN: "kilde, der ikke var tilbudt, eller intet citat",
    Cause.QUOTE: "citat, der ikke står i kilden",
    Cause.INSTRUCTION: "citat, der er en besked til en maskine",
    Cause.FORM: "ikke en almindelig sætning",
    Cause.LENGTH: "længere end kilden",
    Cause.WORD: "ord, som kilden ikke har",
    Cause.NAME: "navn, som kilden ikke har",
    Cause.ACTOR: "andre personer eller byttede roller",
    Cause.NUMBER: "tal, dato eller enhed",
    Cause.PARAGRAF: "paragraf",
    Cause.NEGATION: "ikke, ingen, uden",
    Cause.MODALITY: "skal, bør, kan, må",
    Cause.LIMIT: "altid, kun, senest, og/eller",
    Cause.CONDITION: "udeladt betingelse",
}
FAULTS = {
    Fault.NOT_INSTALLED: "pakke mangler",
    Fault.UNREACHABLE: "ingen forbindelse",
    Fault.REFUSED: "svarede med en fejl",
    Fault.TIMEOUT: "for langsom",
    Fault.UNREADABLE: "skrev ikke i den ønskede form",
}


def was_asked(responses: Iterable[Response]) -> bool:
    """Whether a model had a part in any of the answers."""
    return any(response.written not in (None, Written.VERBATIM) for response in responses)


def rows_of(responses: Mapping[str, Response]) -> list[list[str]]:
    """What became of the drafts, then the statements dropped and the faults, by cause: name and count."""
    given = list(responses.values())
    worded = Counter(response.written for response in given if response.written)
    dropped: Counter[Cause] = Counter()
    for response in given:
        dropped.update(response.dropped)
    faults = Counter(response.fault for response in given if response.fault)
    kept = sum(len(response.statements) for response in given if response.written is Written.MODEL)
    return [
        *([title, str(worded[written])] for written, title in WORDED.items()),
        ["Udsagn vist", str(kept)],
        ["Udsagn droppet", str(dropped.total())],
        *([f"– {CAUSES[cause]}", str(count)] for cause, count in dropped.most_common()),
        *([f"Fejl: {FAULTS[fault]}", str(count)] for fault, count in faults.most_common()),
    ]
