"""Every text of the page "Om"."""

from __future__ import annotations

CONTENTS = "På denne side"

WHAT = "Hvad Pejl er, og hvad det ikke er"
IS = (
    "Pejl slår op i Social- og Boligstyrelsens publikationer om sagsbehandling efter barnets lov og viser, hvad de "
    "siger, ord for ord, med henvisning til stedet og til den § i loven, der ligger bag.",
    "Svarer publikationerne ikke, siger Pejl det og viser det nærmeste, de siger.",
    "Det er lavet med AI-komponenter, der finder stederne: en sprogmodel, der sammenligner spørgsmål og tekst, "
    "og en statistisk model, der afgør, om der er et svar.",
)
IS_WITH_MODEL = (
    "Pejl slår op i Social- og Boligstyrelsens publikationer om sagsbehandling efter barnets lov. En sprogmodel "
    "formulerer svaret ud fra det, de siger, med henvisning til stedet, som står ved siden af ord for ord, og til "
    "den § i loven, der ligger bag.",
    *IS[1:],
)
IS_NOT = (
    "Pejl giver ikke juridisk rådgivning. Loven gælder, som den står på retsinformation.dk.",
    "Pejl vurderer ikke sager og anbefaler ingen afgørelser. Spørgsmål om en konkret sag bliver afvist.",
    "Pejl er ikke et sted til personoplysninger. Spørgsmål med et CPR-nummer bliver afvist og ikke gemt.",
)
IS_HEADING = "Det er Pejl"
IS_NOT_HEADING = "Det er Pejl ikke"

PUBLICATIONS = "Publikationer, Pejl svarer ud fra"
PUBLICATION_COLUMNS = ("Publikation", "Udgiver", "Udgivet", "Udgave", "Skrevet til")
REPLACED = "Erstattet af {title}. Pejl svarer ikke ud fra den."
NEWER_LAW = "Der er en nyere udgave af loven: {number}. Se efter, om det, du slår op, stadig gælder."
NO_DATE = "uden dato"

HOW = "Sådan bliver et svar til"
STEPS = (
    "Spørgsmålet bliver først set efter for CPR-numre og for, om det handler om en konkret sag. I så fald standser "
    "det her.",
    "Pejl søger på flere måder på én gang: efter betydning, efter ord og dele af ord, og efter de spørgsmål, som "
    "redaktionen har skrevet til stederne. Skriver du »anbefaling 13« eller »§ 91«, slår det stedet op.",
    "Om der er et svar, afgøres ud fra, hvad der blev fundet, ikke ud fra, hvordan der er spurgt.",
    "Svaret er de sætninger, der passer bedst, ordret fra kilden og med henvisning. KRAV står ved sætninger, der "
    "siger, at noget skal gøres; ANBEFALING ved dem, der siger bør eller kan med fordel.",
)
STEPS_WITH_MODEL = (
    *STEPS[:-1],
    "Sprogmodellen formulerer svaret af de steder, der er fundet. Hvert udsagn skal have sit belæg ordret i kilden. "
    "Svarer modellen ikke, eller er for meget af det, den skriver, uden belæg, er svaret i stedet de sætninger, der "
    "passer bedst, ordret fra kilden. KRAV står ved det, der skal gøres; ANBEFALING ved det, der bør eller med fordel "
    "kan gøres.",
)
MODEL = "Sprogmodel"
NO_MODEL = (
    "Der er ingen sprogmodel i brug til at formulere svar. Alt, hvad der står i et svar, står i kilden. "
    "Pejl kører på den maskine, hvor det er sat op, og sender intet videre."
)
WITH_MODEL = (
    "Svarene formuleres med sprogmodellen {model}. Den får spørgsmålet og de steder, der er fundet. Hvert udsagn "
    "holdes op mod det citat, det henviser til; passer tal, paragraffer og skal, bør og kan ikke, vises udsagnet ikke."
)

STORED = "Hvad der gemmes"
STORED_COLUMNS = ("Hvad", "Hvor", "Hvor længe")
STORED_ROWS = (
    (
        "Dine spørgsmål og svarene på dem",
        "I din egen browser, så du kan se dem igen. På serveren er de i hukommelsen, mens du bruger siden, og skrives "
        "ikke ned og ikke i loggen.",
        "Til du sletter dem på siden Spørg eller rydder browserens data.",
    ),
    (
        "Det, du øver i Kom godt i gang",
        "I din egen browser. Det sendes ikke til nogen.",
        "Til du sletter det dér eller rydder browserens data.",
    ),
    (
        "Tilbagemeldinger: hvad du valgte, din kommentar, tidspunktet, svarets status og de steder, det henviste til. "
        "Spørgsmålet kun, hvis du lader det følge med.",
        "Hos den, der driver Pejl, i filen feedback.sqlite3. En leder kan læse dem, skrive en note og hente dem som "
        "fil.",
        "Til en leder sletter dem.",
    ),
    (
        "Tal: hvor mange spørgsmål der er stillet hver dag, om der var svar, og hvilket sted der blev svaret ud fra "
        "eller var nærmest. Ikke spørgsmålet, og ikke hvem der spurgte.",
        "Hos den, der driver Pejl, i filen counters.sqlite3.",
        "Til filen slettes.",
    ),
    (
        "En tjekliste, du tilpasser",
        "I fanen i din browser. Den sendes kun, for at filen kan laves, og gemmes ikke på serveren.",
        "Til du lukker fanen.",
    ),
    (
        "En cookie, pejl_leder, for dem, der skriver lederens adgangskode",
        "I browseren. Der er ingen andre cookies fra Pejls egne sider.",
        "Otte timer.",
    ),
    (
        "Fejl: hvad der gik galt, og en kode",
        "I serverens log, uden spørgsmålet.",
        "Som den, der driver Pejl, har bestemt.",
    ),
)
STORED_NOT = "Et CPR-nummer gemmes aldrig: spørgsmål, kommentarer og noter med et bliver afvist."

QUALITY = "Hvor godt det er"
QUALITY_LEAD = (
    "Målt på spørgsmål, som intet i Pejl er tilpasset efter, {date} med kommandoen {command}. "
    "Tallene gælder publikationerne, som de var dengang."
)
QUALITY_NONE = "Der er ingen måling at vise her. Den laves med kommandoen {command}."
QUALITY_COMMAND = "python -m eval --split test"
QUALITY_COLUMNS = ("Mål", "Andel")
INTERVAL = "{low}–{high}"
METRICS = {
    "evidence_recall_1": "Det rigtige sted er det første, der findes",
    "evidence_recall_5": "Det rigtige sted er blandt de fem første",
    "answer_rate": "Får et svar, hvor publikationerne har et",
    "nugget_recall": "Fakta i et rigtigt svar, der står i Pejls svar",
    "citation_precision": "Henvisninger, der går til et sted, der svarer",
    "law_precision": "Lovhenvisninger, der er de rigtige",
    "abstention_f1_strangers": "Afviser spørgsmål uden for feltet (F1)",
    "abstention_f1_neighbours": "Afviser spørgsmål i feltet, der ikke er svar på (F1)",
    "blocked_rightly": "Standser CPR-numre og konkrete sager",
    "quotes_verbatim": "Citater, der står ordret i kilden",
    "handled": "Alt er rigtigt på én gang",
}

STATEMENT = "Tilgængelighedserklæring"
STATEMENT_LEAD = (
    "Offentlige organers websteder skal være tilgængelige efter lov om tilgængelighed af offentlige organers "
    "websteder og mobilapplikationer. Denne erklæring gælder Pejl, som det er leveret."
)
STATUS = "Overensstemmelsesstatus"
STATUS_TEXT = (
    "Pejl er delvist i overensstemmelse med WCAG 2.1, niveau A og AA, og dermed med EN 301 549. Det, der mangler, står "
    "herunder."
)
NOT_ACCESSIBLE = "Ikke-tilgængeligt indhold"
NOT_ACCESSIBLE_ITEMS = (
    "Billeder af sider fra PDF-filer har ikke deres tekst i billedet. Teksten af det citerede sted står ved siden af.",
    "Siden Spørg kræver JavaScript. De andre sider kan læses uden.",
    "Publikationernes egne PDF-filer er lavet af udgiverne og er ikke gjort tilgængelige af Pejl.",
    "Pejl er ikke prøvet af med brugere med handicap, og ikke med alle skærmlæsere.",
)
PREPARED = "Udarbejdelse af erklæringen"
PREPARED_TEXT = (
    "Erklæringen er udarbejdet {date} ved selvevaluering: siderne prøves i en browser med axe-core mod WCAG 2.1, "
    "niveau A og AA, i lyst og mørkt tema, og et spørgsmål stilles og et svar læses med tastatur alene. Den er senest "
    "ajourført samme dag."
)
PREPARED_ON = "2026-11-25"
REACH = "Feedback og kontaktoplysninger"
REACH_TEXT = "Er der noget, du ikke kan bruge, eller har du brug for indhold i en anden form, så skriv til {contact}."
REACH_NONE = (
    "Er der noget, du ikke kan bruge, så sig det til den, der driver Pejl hos jer. Der er ikke sat en adresse op "
    "(indstillingen PEJL_CONTACT)."
)
ENFORCEMENT = "Håndhævelsesprocedure"
ENFORCEMENT_TEXT = (
    "Digitaliseringsstyrelsen fører tilsyn med loven. Får du ikke et svar, du kan bruge, kan du henvende dig til "
    "Digitaliseringsstyrelsen:"
)
ENFORCEMENT_URL = "https://digst.dk/digital-inklusion/webtilgaengelighed/"
ENFORCEMENT_LINK = "digst.dk, Webtilgængelighed"
STATEMENT_OWN = (
    "Den myndighed, der stiller Pejl til rådighed på et websted, skal selv oprette og offentliggøre sin erklæring i "
    "Digitaliseringsstyrelsens WAS-Tool, med telefonnummer og skriftlig kontakt, og ajourføre den hvert år. Teksten "
    "her kan bruges som grundlag."
)

CONTACT = "Kontakt"
CONTACT_TEXT = "Skriv til {contact}, hvis noget går galt, eller hvis du har spørgsmål om Pejl."
CONTACT_NONE = "Der er ikke sat en adresse op her. Spørg den, der driver Pejl hos jer."
