"""The texts of the page Spørg: what stands around an answer and what can be done with it."""

from __future__ import annotations

from app.feedback import FeedbackKind

# While an answer is made.
STOP = "Stop"
STOPPED = "Stoppet. Spørgsmålet står i feltet."
KEPT_IN_FIELD = "Spørgsmålet er ikke stillet endnu. Det bliver stående i feltet."

# Under an answer.
TOOLS = "Svaret"
COPY = "Kopiér"
COPIED = "Svaret er kopieret med kilder."
NOT_COPIED = "Browseren lod ikke Pejl kopiere. Markér teksten, og kopiér den selv."
SHARE = "Del"
SHARED = "Linket er kopieret. Den, der åbner det, stiller det samme spørgsmål."
PRINT = "Udskriv"
DOWNLOAD = "Hent samtalen"
AS_WORD = "Word (.docx)"
AS_MARKDOWN = "Markdown (.md)"
DOWNLOADED = "Samtalen er hentet: {name}"
RETRY = "Spørg igen"
TRY_AGAIN = "Prøv igen"
EDIT = "Ret spørgsmålet"
EDITING = "Du retter spørgsmål {number}. Det nye svar kommer i stedet for det gamle."
UNDO = "Fortryd"
CORRECT = "Ret"
ALONE = "Spørg kun om det, jeg skrev"

# Sources.
IN_CONTEXT = "Læs i sammenhæng"
PAGE_SHOWN = "Siden som billede"
PAGE_OPEN = "Vis siden stor"
PAGE_PREVIOUS = "Forrige side"
PAGE_NEXT = "Næste side"
CLOSE = "Luk"
NO_PICTURE = "Siden kunne ikke vises."

# The law.
NOT_READ_LAW = "Lovens tekst er ikke læst ind i Pejl."
OPEN_LAW = "Læs loven på Retsinformation"
CITED_HERE = "Hvor publikationerne nævner den"
CITED_VERSION = "Publikationerne henviser til {number}."
TEXT_OF = "Teksten er fra {version}."

# Earlier conversations.
EARLIER = "Tidligere samtaler"
EARLIER_HINT = "De er kun gemt i denne browser."
FORGET = "Slet"
FORGET_NAMED = "Slet samtalen: {title}"
FORGET_ALL = "Slet alle"
FORGET_ALL_SURE = "Slet alle for altid"
FORGOTTEN = "Samtalen er slettet."
ALL_FORGOTTEN = "Alle samtaler er slettet."
SHOW_ALL = "Vis alle {count}"

# Feedback.
FEEDBACK = "Hjalp svaret?"
FEEDBACK_KINDS = {
    FeedbackKind.USEFUL: "Ja",
    FeedbackKind.WRONG_SOURCE: "Forkert kilde",
    FeedbackKind.MISSING: "Svar mangler",
    FeedbackKind.OUT_OF_DATE: "Forældet",
}
COMMENT = "Kommentar (kan udelades)"
WITH_QUESTION = "Send spørgsmålet med, så det kan ses, hvad du spurgte om"
SEND_FEEDBACK = "Send"
THANKS = "Tak. Det er gemt til dem, der passer Pejl."
NOT_SAVED = "Det kunne ikke gemmes. Prøv igen om lidt."
NOT_UNDERSTOOD = "Det kunne Pejl ikke læse. Indlæs siden igen."

# A conversation as a file.
CONVERSATION = "Samtale med Pejl"
FROM_DAY = "Hentet {date}"
REMARK = (
    "Kilderne er Social- og Boligstyrelsens publikationer. Pejl slår op i vejledning og vurderer ikke sager. "
    "Tjek, om der er kommet en nyere udgave."
)

# Those that the scripts of the page say by themselves.
SAID_BY_SCRIPTS = (
    "STOPPED", "COPIED", "NOT_COPIED", "SHARED", "DOWNLOADED", "EDITING", "UNDO", "PAGE_PREVIOUS", "PAGE_NEXT",
    "CLOSE", "EARLIER", "EARLIER_HINT", "FORGET", "FORGET_NAMED", "FORGET_ALL", "FORGET_ALL_SURE", "FORGOTTEN",
    "ALL_FORGOTTEN", "SHOW_ALL", "NOT_UNDERSTOOD",
)  # fmt: skip
