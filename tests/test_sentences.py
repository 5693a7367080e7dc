"""Where sentences end. In the table "|" stands at each border that must be found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.publication import Publication
from ingest.sentences import split_sentences

WHOLE = [
    # Abbreviations that something must follow.
    "Der kan fx. Være brug for det.",
    "Se f.eks. Håndbog om barnets lov.",
    "I kan derfor bl.a. Læse om anbefalingerne.",
    "Hjælp bygger på forældrenes ansvar, jf. § 1, stk. 2.",
    "Det følger af loven, jf. Barnets lov § 5.",
    "Forløbet tager ca. 4 uger.",
    "Der udgives evt. Et katalog.",
    "Spørgsmål vedr. Forløbet sendes til kommunen.",
    "Det gælder hhv. Børn og unge.",
    "Oplysninger iht. § 5 indhentes løbende.",
    "Det sker pga. Lovens krav.",
    "Skriv til dr. Hansen om sagen.",
    # Abbreviations that count.
    "Efter § 91, stk. 2, skal der ske opfølgning.",
    "Det fremgår af § 32, stk. 1, nr. 3, i barnets lov.",
    "Det gælder efter § 46, stk. 2, 2. pkt. i loven.",
    "Lovens kap. 5 handler om børnefaglig undersøgelse.",
    "Børnene Først – NYT, nr. 6, 15. december 2023.",
    "Se s. 12 i håndbogen.",
    "Ring på tlf. 72 42 37 00 eller skriv.",
    "Mødet holdes kl. 10 på rådhuset.",
    "Prisen er kr. 500 om måneden.",
    "Børnekonventionens art. 12 giver ret til inddragelse.",
    # Dates and ordinals.
    "Nyhedsbrevet udkom den 15. december 2023.",
    "Alle kommuner skal pr. 1. april 2024 have én indgang.",
    "Kampagnen løber fra 1. april 2024 til og med september 2024.",
    "Fristen er den 1. 2. 2024 for alle.",
    "Loven blev vedtaget den 13. jun. 2023 i Folketinget.",
    "Det gælder elever i 1.-4. klasse.",
    "Det tager 1.-2. år.",
    # Numbers, addresses and versions.
    "På Hjælpemiddelbasen findes knap 100.000 hjælpemidler.",
    "Sagen koster 1.250,50 kr. om året.",
    "Alle udgivelser kan findes på www.sbst.dk under barnets lov.",
    # In the middle, before lower case.
    "Det kan være i skolen, på gaden m.v. eller hjemme.",
    "Kommunen, skolen m.fl. kan deltage.",
    "Breve, tegninger m.m. kan bruges.",
    "Mor, far osv. inviteres.",
    "Pædagoger o.l. kan bidrage.",
    # A hyphen that is kept, quotes, brackets, ellipsis.
    "Børne- og Kulturchefforeningen, Social- og Boligstyrelsen og KL deltog.",
    'Det kaldes et "rum" i modellen.',
    "Det kaldes »barnets stemme« i loven.",
    "Støtten (jf. § 32) skal være til barnets bedste.",
    "Det gælder også (se nr. 4) for unge.",
    '"Kan du hjælpe?" spurgte barnet.',
    "Det er godt (!) at spørge.",
    "Hun sørgede for at … den anden også var ok.",
    "... at vi i januar 2024 udgiver inspiration til ledelsestilsyn",
    # Initials.
    "H. C. Andersen skrev eventyr.",
    "Antczak, H. B. & Steensbæk, S. (2020) har undersøgt det.",
    # A number that only counts what follows.
    "1. Tal med barnet om mødet.",
    "(2) Tal med forældrene.",
    # No full stop at all.
    "Pejlemærke 1: Inddragelse",
    "Det betyder, at du som børne- og ungerådgiver bør:",
]

PARTED = [
    "Barnet høres.|Forældrene inddrages.",
    "Barnet høres!|Forældrene inddrages?|Netværket deltager.",
    # Abbreviations at the end.
    "Det kan være i skolen, på gaden m.v.|Barnet kan have ønsker.",
    "Det oplyses af skole, sundhedsvæsen m.fl.|Hvis barnet er enigt, er det nok.",
    "Der bruges breve, tegninger m.m.|Mødets facilitering er vigtig.",
    "Mor, far osv.|Andre kan også deltage.",
    "Der er pædagoger, lærere o.l.|De kan bidrage.",
    "Det koster 500 kr.|Barnet betaler ikke.",
    "Det følger af § 46, stk. 2, 2. pkt.|Barnet skal høres.",
    # Law references at the end.
    "Det følger af § 91, stk. 2.|Barnet skal inddrages.",
    "Det følger af § 91, stk. 2.|§ 92 handler om planen.",
    "Det følger af barnets lov § 69 a.|Barnet skal inddrages.",
    "Det følger af § 32, litra b.|Der skal laves en plan.",
    "Det følger af § 32, stk. 1, nr. 3.|Kommunen beslutter.",
    "Reglerne står i barnets lov (BL).|De gælder for alle.",
    # Dates, years and numbers at the end.
    "Kampagnen løber til september 2024.|Den er for alle.",
    "Loven trådte i kraft 1. januar 2024.|Der er nye regler.",
    "Det skete i 2023.|12 kommuner deltog.",
    "Der er i alt 18.|De står i fire kapitler.",
    "Der findes 100.000.|Alle er gratis.",
    "Alle udgivelser kan findes på www.sbst.dk.|De er gratis.",
    # Quotes and brackets.
    'Hun sagde: "Jeg vil hjem."|Derefter gik hun.',
    "Hun sagde: »Jeg vil hjem.«|Derefter gik hun.",
    "Hun sagde: ’Jeg vil hjem.’|Derefter gik hun.",
    'Barnet inddrages.|"Rummet" henviser til tid og sted.',
    "Barnet inddrages.|»Rummet« henviser til tid og sted.",
    "Barnet inddrages (se § 5.)|Det gælder altid.",
    "Barnet inddrages.|(Det gælder altid.)",
    '"Kan du hjælpe?"|Barnet ventede.',
    # Ellipsis.
    "Han tøvede …|Så gik han.",
    "Han tøvede...|Så gik han.",
    # Digits and signs that open.
    "Der er fire kapitler.|18 anbefalinger står i dem.",
    "Det er vigtigt.|– Det sagde hun.",
    # Breaks that the source set.
    "Fastsætte dato for næste møde.\n|Det bidrager til systematik.",
    "Første linje\n|anden linje",
]


def parts(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


@pytest.mark.parametrize("text", WHOLE)
def test_is_one_sentence(text: str) -> None:
    assert parts(text) == [text]


@pytest.mark.parametrize("text", PARTED)
def test_is_parted(text: str) -> None:
    assert parts(text.replace("|", " ")) == [part.strip() for part in text.split("|")]


def test_empty_text_has_no_sentence() -> None:
    assert split_sentences("") == split_sentences(" \n ") == []


@given(st.text(st.sampled_from('aB1 .,!?…\n"»)(§é–'), max_size=60))
def test_sentences_hold_all_but_white_space(text: str) -> None:
    spans = split_sentences(text)
    assert spans == sorted(spans)
    assert all(text[start:end].strip() == text[start:end] != "" for start, end in spans)
    outside = "".join(text[a:b] for (_, a), (b, _) in zip([(0, 0), *spans], [*spans, (len(text), 0)], strict=True))
    assert not outside.strip()


def test_sentences_of_the_main_publication_begin_and_end_well(main_publication: Publication) -> None:
    for chain in main_publication.walk():
        for paragraph in chain[-1].paragraphs:
            for before in paragraph.sentences[:-1]:
                assert before.text[-1] in '.?!:"”' or "\n" in paragraph.text
