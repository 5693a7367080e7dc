"""Law references: what is found, what is left alone, and how a reference is written.

A parse is written `law|§|letter|stk|nr|litra|pkt`: "?" for a law that is left open, `a..b` for a range.
"""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.law_references import find_law_refs, format_law_ref
from ingest.laws import chapter_of, find_law_names, load_laws
from ingest.publication import LawRef

FORMS = [
    ("§ 91, stk. 2", ["?|91||2|||"]),
    ("Barnets lov, § 5, stk. 3", ["BL|5||3|||"]),
    ("jf. barnets lovs § 46", ["BL|46|||||"]),
    ("barnets lov § 46, stk. 2, 2. pkt.", ["BL|46||2|||2"]),
    ("§ 3 i barnets lov", ["BL|3|||||"]),
    ("§ 9, stk. 3 i adoptionsloven", ["ADL|9||3|||"]),
    ("§ 54, stk. 3, i lov om bekæmpelse af ungdomskriminalitet", ["UKL|54||3|||"]),
    ("§ 107 i lov om social service", ["SEL|107|||||"]),
    ("§ 4 i lov om retssikkerhed og administration på det sociale område", ["RSL|4|||||"]),
    ("§ 32, stk. 1, nr. 3", ["?|32||1|3||"]),
    ("§ 13, nr. 3", ["?|13|||3||"]),
    ("§ 69 a", ["?|69|a||||"]),
    ("§ 69a, stk. 1", ["?|69|a|1|||"]),
    ("§ 210 a", ["?|210|a||||"]),
    ("retssikkerhedslovens §12c", ["RSL|12|c||||"]),
    ("BL § 32", ["BL|32|||||"]),
    ("BL §20", ["BL|20|||||"]),
    ("SEL §52, stk. 3", ["SEL|52||3|||"]),
    ("servicelovens § 52, stk. 3, nr. 7", ["SEL|52||3|7||"]),
    ("forvaltningslovens § 19", ["FVL|19|||||"]),
    ("FVL § 19, stk. 2, nr. 6 og 7", ["FVL|19||2|6||", "FVL|19||2|7||"]),
    ("lov om social service § 85", ["SEL|85|||||"]),
    ("§§ 30 og 31", ["?|30|||||", "?|31|||||"]),
    ("barnets lov, § 30 og § 31", ["BL|30|||||", "BL|31|||||"]),
    ("Barnets lov, § 92 og § 95, stk. 6", ["BL|92|||||", "BL|95||6|||"]),
    ("§§ 157-159", ["?|157..159|||||"]),
    ("jf. dog §§ 37-39", ["?|37..39|||||"]),
    ("§§ 142, 143, 146-148 og 151", ["?|142|||||", "?|143|||||", "?|146..148|||||", "?|151|||||"]),
    ("§§ 14 og 14 a", ["?|14|||||", "?|14|a||||"]),
    ("§§ 79-80 f", ["?|79..80f|||||"]),
    ("§ 104, stk. 2-5", ["?|104||2..5|||"]),
    ("§ 14, stk. 2 og 3", ["?|14||2|||", "?|14||3|||"]),
    ("§ 17, stk. 1, 3. pkt.", ["?|17||1|||3"]),
    ("§ 13, stk. 3, 2. og 3. pkt.", ["?|13||3|||2", "?|13||3|||3"]),
    ("§ 13, stk. 3, 2.-4. pkt.", ["?|13||3|||2..4"]),
    ("§ 19, stk. 1, nr. 4, 2. pkt.", ["?|19||1|4||2"]),
    ("§ 9, stk. 1, nr. 2, litra d", ["?|9||1|2|d|"]),
    ("§ 8, stk. 3, litra a og b", ["?|8||3||a|", "?|8||3||b|"]),
    ("§ 49, stk. 3, jf. stk. 4", ["?|49||3|||", "?|49||4|||"]),
    ("§ 46, stk. 1, eller § 47, stk. 2", ["?|46||1|||", "?|47||2|||"]),
]

# Parts, lists and ranges.
PARTS = [
    ("§ 104, stk. 2 til 5", ["?|104||2..5|||"]),
    ("§ 14, stk. 1, 3-5 og 7", ["?|14||1|||", "?|14||3..5|||", "?|14||7|||"]),
    ("§ 5, nr. 2-4 og 6", ["?|5|||2..4||", "?|5|||6||"]),
    ("§ 8, stk. 3, litra a-c", ["?|8||3||a|", "?|8||3||b|", "?|8||3||c|"]),
    ("§ 8, litra h og i.", ["?|8||||h|", "?|8||||i|"]),
    ("§ 8, litra a, i barnets lov", ["BL|8||||a|"]),
    ("§ 5, stk. 1, nr. 6, litra d, 3. pkt.", ["?|5||1|6|d|3"]),
    ("§ 30, 2. pkt.", ["?|30|||||2"]),
    ("§ 13, stk. 3, 1.-3. og 5. pkt.", ["?|13||3|||1..3", "?|13||3|||5"]),
    ("§ 13, stk. 3, 2. pkt., og 4. pkt.", ["?|13||3|||2", "?|13||3|||4"]),
    ("§ 49, stk. 1, nr. 2, jf. dog nr. 4", ["?|49||1|2||", "?|49||1|4||"]),
    ("§ 49, stk. 1, nr. 2, og stk. 3, nr. 1", ["?|49||1|2||", "?|49||3|1||"]),
    ("§ 49, jf. stk. 4", ["?|49|||||", "?|49||4|||"]),
    ("§ 32, men ikke stk. 2", ["?|32|||||", "?|32||2|||"]),
    ("§ 14 (stk. 4)", ["?|14||4|||"]),
    ("§§ 46, stk. 1, og 47, stk. 2", ["?|46||1|||", "?|47||2|||"]),
    ("§ 46, stk. 1 og 47, stk. 2", ["?|46||1|||", "?|47||2|||"]),
    ("§§ 50, 46 og 47", ["?|50|||||", "?|46|||||", "?|47|||||"]),
    ("§§ 30, 31 eller 32", ["?|30|||||", "?|31|||||", "?|32|||||"]),
    ("§§ 79 a-79 c", ["?|79a..79c|||||"]),
    ("§§ 32 a-d", ["?|32a..32d|||||"]),
    ("§ 69 a og b", ["?|69|a||||", "?|69|b||||"]),
    ("§§ 157 til 159", ["?|157..159|||||"]),
    ("§ 157 – 159", ["?|157..159|||||"]),
    ("§ 157-159, stk. 2", ["?|157..159||2|||"]),
    ("§ 108, stk. 1-3, § 110 og §§ 112-114 b", ["?|108||1..3|||", "?|110|||||", "?|112..114b|||||"]),
    ("§ 1043, stk. 2", ["?|1043||2|||"]),
]

# White space of all kinds, and line breaks.
SPACES = [
    ("§\u00a032, stk.\u00a03", ["?|32||3|||"]),
    ("barnets\u00a0lov,\n§ 32,\u2009stk.\u202f3", ["BL|32||3|||"]),
    ("§§ 157-\n159", ["?|157..159|||||"]),
    ("§ 9, stk.\n3 i\nadoptionsloven", ["ADL|9||3|||"]),
    ("§ 4 i lov om retssikkerhed\nog administration på\n  det sociale område", ["RSL|4|||||"]),
    ("§\n69\u00a0a", ["?|69|a||||"]),
    ("§\u200b 32 ,  stk .  3", ["?|32||3|||"]),
    ("§ 13, stk. 3, 2.\nog 3.\u00a0pkt.", ["?|13||3|||2", "?|13||3|||3"]),
]

# What users type.
TYPED = [
    ("paragraf 32 stk 3", ["?|32||3|||"]),
    ("Paragraf 32, stykke 3, nummer 2", ["?|32||3|2||"]),
    ("paragrafferne 30 og 31 i barnets lov", ["BL|30|||||", "BL|31|||||"]),
    ("§32 stk.3 BL", ["BL|32||3|||"]),
    ("§32stk3nr2", ["?|32||3|2||"]),
    ("§ 5 stk 3 BL barnets synspunkter", ["BL|5||3|||"]),
    ("adoptionsloven § 9 stk. 3 hvilke sager er det", ["ADL|9||3|||"]),
    ("bl §20", ["BL|20|||||"]),
    ("fvl §19 stk 2", ["FVL|19||2|||"]),
    ("§ 30 og 31", ["?|30|||||", "?|31|||||"]),
    ("gælder § 30 og 31 i BL?", ["BL|30|||||", "BL|31|||||"]),
    ("§ 17 stk 1, 2 pkt", ["?|17||1|||2"]),
    ("§ 32. stk. 3", ["?|32||3|||"]),
    ("§ 3i barnets lov", ["BL|3|||||"]),
    ("BARNETS LOV § 5", ["BL|5|||||"]),
    ("BL's § 5 og BLs § 6", ["BL|5|||||", "BL|6|||||"]),
    ("§ 32 BL, § 52 SEL", ["BL|32|||||", "SEL|52|||||"]),
    ("boernelovens § 5", ["BØL|5|||||"]),
    ("lov om bekaempelse af ungdomskriminalitet § 54", ["UKL|54|||||"]),
    ("en § 50-undersøgelse", ["?|50|||||"]),
]

# What must not be read into a reference.
LEFT_OUT = [
    ("§ 32, 3", ["?|32|||||"]),
    ("§ 32, 33 og 34", ["?|32|||||"]),
    ("§ 5 i", ["?|5|||||"]),
    ("§ 5 og", ["?|5|||||"]),
    ("§ 5 i sagen", ["?|5|||||"]),
    ("§ 12 i, stk. 2", ["?|12|i|2|||"]),
    ("§ 32 a-kasse", ["?|32|||||"]),
    ("§ 32 f.eks. om støtte", ["?|32|||||"]),
    ("§ 32 m.v.", ["?|32|||||"]),
    ("§ 32 s. 12", ["?|32|||||"]),
    ("§ 69 d. 1. maj", ["?|69|||||"]),
    ("at § 32 A har ret", ["?|32|||||"]),
    ("§ 32 A, stk. 2", ["?|32|a|2|||"]),
    ("§ 32 og 40 plejefamilier", ["?|32|||||"]),
    ("§ 30 til 40 børn", ["?|30|||||"]),
    ("§ 31 - 40 børn", ["?|31|||||"]),
    ("§§ 30 og 31, 14 dage efter", ["?|30|||||", "?|31|||||"]),
    ("§ 32 og 31. december", ["?|32|||||"]),
    ("§ 32 og 2024.", ["?|32|||||"]),
    ("§ 32, stk. 3, 14 dage efter", ["?|32||3|||"]),
    ("§ 32, stk. 2 og 3 måneder", ["?|32||2|||"]),
    ("§ 5 og nr. 3 på listen", ["?|5|||||"]),
    ("§ 32, bl.a. om støtte", ["?|32|||||"]),
    ("§ 12345, stk. 2", []),
    ("§ 0", []),
    ("§", []),
    ("stk. 3", []),
    ("§'en og paragraffer", []),
    ("barnets lov", []),
]

# Which law it is.
LAWS = [
    ("ny bestemmelse i barnets lov (§ 14, stk. 4)", ["BL|14||4|||"]),
    ("§ 14, stk. 4 (barnets lov)", ["BL|14||4|||"]),
    (
        "Barnets lov fastlægger, at kommuner skal søge rådgivning efter § 9, stk. 3 i adoptionsloven.",
        ["ADL|9||3|||"],
    ),
    (
        "efter barnets lov, § 30 og § 31, støttende indsatser efter § 32 eller anbringelse efter § 46.",
        ["BL|30|||||", "BL|31|||||", "BL|32|||||", "BL|46|||||"],
    ),
    ("hjælp efter barnets lov bygger på forældrenes ansvar, jf. § 1, stk. 2.", ["BL|1||2|||"]),
    ("efter barnets lov, § 32 skal du tage stilling", ["BL|32|||||"]),
    ("§ 46, stk. 1, eller § 47, stk. 2, i barnets lov", ["BL|46||1|||", "BL|47||2|||"]),
    ("BL § 32, SEL § 52", ["BL|32|||||", "SEL|52|||||"]),
    ("barnets lov § 32 og § 9 i adoptionsloven", ["BL|32|||||", "ADL|9|||||"]),
    ("barnets lov, § 30, § 31 og § 9 i adoptionsloven", ["BL|30|||||", "?|31|||||", "ADL|9|||||"]),
    ("§ 32, jf. § 9 i adoptionsloven", ["?|32|||||", "ADL|9|||||"]),
    ("§ 32, jf. barnets lovs § 46", ["?|32|||||", "BL|46|||||"]),
    ("§ 32, serviceloven § 52", ["?|32|||||", "SEL|52|||||"]),
    ("§ 9 i adoptionsloven og § 10", ["ADL|9|||||", "ADL|10|||||"]),
    ("børneloven § 5 og barnets lov § 6", ["BØL|5|||||", "BL|6|||||"]),
    ("§ 5 i børneloven", ["BØL|5|||||"]),
    ("Barnets lov og børneloven har begge regler, se § 5", ["?|5|||||"]),
    ("barnets lov (BL) § 32 og serviceloven (SEL) § 52", ["BL|32|||||", "SEL|52|||||"]),
    ("lov om social service (serviceloven) § 85", ["SEL|85|||||"]),
    ("§ 32, stk. 1, i barnets lovs kapitel 4", ["BL|32||1|||"]),
    ("barnets lovs kapitel 4, særligt § 32", ["BL|32|||||"]),
    ("lov nr. 721 af 13. juni 2023, § 5", ["BL|5|||||"]),
    ("barnets lov, jf. lovbekendtgørelse nr. 890 af 19. juni 2024, § 5", ["BL|5|||||"]),
    ("bekendtgørelse af barnets lov § 5", ["BL|5|||||"]),
    ("barselsorlov efter barnets lov er ikke nævnt i § 5", ["BL|5|||||"]),
    # A law that laws.toml does not have is still another law.
    ("§ 244 i straffeloven", ["?|244|||||"]),
    ("Efter barnets lov og dagtilbudslovens § 4", ["?|4|||||"]),
    ("Efter barnets lov gælder § 4 i lov om voksenansvar", ["?|4|||||"]),
    ("Efter barnets lov gælder bekendtgørelsens krav, jf. § 4", ["?|4|||||"]),
    # A law named later in the sentence is no context.
    ("§ 5 gælder også, når barnets lov er trådt i kraft", ["?|5|||||"]),
]

# Where a sentence ends, and so the law that it carries.
SENTENCES = [
    ("Barnets lov gælder. Efter § 5 skal", ["?|5|||||"]),
    ("Hvad siger barnets lov? Og § 5?", ["?|5|||||"]),
    ("Efter barnets lov, § 32. Efter § 5", ["BL|32|||||", "?|5|||||"]),
    ("Efter barnets lov, § 69 a. Efter § 5", ["BL|69|a||||", "?|5|||||"]),
    ("efter barnets lovs § 46, 2. pkt. Efter § 5", ["BL|46|||||2", "?|5|||||"]),
    ("Barnets lov gælder fra 1. januar 2024. Efter § 5", ["?|5|||||"]),
    ("Barnets lov\n\nKommunen skal efter § 5", ["?|5|||||"]),
    ("efter § 32\n\nBarnets lov fastlægger", ["?|32|||||"]),
    ("Barnets lov kræver f.eks. Børnefaglig undersøgelse, jf. § 20", ["BL|20|||||"]),
    ("Barnets lov har bl.a. Ungestøtte, jf. § 110", ["BL|110|||||"]),
    ("Barnets lov, jf. Kapitel 4, bygger på § 28", ["BL|28|||||"]),
    ("Barnets lov har siden den 1. Januar bygget på § 1", ["BL|1|||||"]),
]

TABLES = (FORMS, PARTS, SPACES, TYPED, LEFT_OUT, LAWS, SENTENCES)


@pytest.mark.parametrize(("text", "parse"), [case for table in TABLES for case in table])
def test_parse(text: str, parse: list[str]) -> None:
    refs = find_law_refs(text)
    assert [_key(ref) for ref in refs] == parse
    _assert_spans(text, refs)


@pytest.mark.parametrize(("text", "parse"), FORMS)
def test_a_form_is_found_inside_a_sentence(text: str, parse: list[str]) -> None:
    assert [_key(ref) for ref in find_law_refs(f"Du skal handle efter {text}, når det er aktuelt.")] == parse


@pytest.mark.parametrize(("text", "parse"), FORMS)
def test_a_form_is_found_with_any_white_space(text: str, parse: list[str]) -> None:
    for space in ("\u00a0", "\u2009", "\n", " \n  "):
        assert [_key(ref) for ref in find_law_refs(text.replace(" ", space))] == parse


@pytest.mark.parametrize(
    ("text", "default", "laws"),
    [
        ("§ 91, stk. 2", "BL", ["BL"]),
        ("§ 91 i adoptionsloven", "BL", ["ADL"]),
        ("lovens § 91", "BL", ["BL"]),
        ("Efter § 5. Forvaltningsloven gælder.", "BL", ["BL"]),
        ("Barnets lov og serviceloven bygger på § 5.", "BL", [None]),
        ("§ 244 i straffeloven", "BL", [None]),
        ("§ 5 følges, når forvaltningsloven gælder.", "BL", [None]),
        ("§ 5 følges, når barnets lov gælder.", "BL", ["BL"]),
        ("fvl § 19 supplerer reglen i § 5", "BL", ["FVL", "FVL"]),
    ],
)
def test_default_law_is_for_sentences_that_name_none(text: str, default: str, laws: list[str | None]) -> None:
    assert [ref.law for ref in find_law_refs(text, default_law=default)] == laws


def test_unknown_default_law_is_refused() -> None:
    with pytest.raises(ValueError, match=r"unknown law 'XYZ'.*BL"):
        find_law_refs("§ 1", default_law="XYZ")


def test_footnote_is_kept() -> None:
    refs = find_law_refs("Barnets lov, § 92 og § 95, stk. 6.", footnote=69)
    assert [ref.footnote for ref in refs] == [69, 69]


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("Barnets lov, § 5, stk. 3.", ["§ 5, stk. 3"]),
        ("jf. BL §20.", ["§20"]),
        ("efter paragraf 32 stk 3 i BL", ["paragraf 32 stk 3"]),
        ("§§ 30 og 31 i barnets lov", ["§§ 30", "§§ 30 og 31"]),
        ("§ 49, stk. 3, jf. stk. 4.", ["§ 49, stk. 3", "§ 49, stk. 3, jf. stk. 4"]),
        ("§ 17, stk. 1, 3. pkt.", ["§ 17, stk. 1, 3. pkt."]),
        ("barnets lov, § 30 og § 31", ["§ 30", "§ 31"]),
        ("§ 3 i barnets lov", ["§ 3"]),
    ],
)
def test_span_is_the_words_from_the_sign_on(text: str, spans: list[str]) -> None:
    assert [text[ref.start : ref.end] for ref in find_law_refs(text)] == spans


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("§ 91 stk 2", "§ 91, stk. 2"),
        ("§32 stk.3 BL", "Barnets lov § 32, stk. 3"),
        ("§ 9, stk. 3 i adoptionsloven", "Adoptionsloven § 9, stk. 3"),
        ("barnets lovs §§ 157 til 159", "Barnets lov §§ 157-159"),
        ("§§ 79-80f", "§§ 79-80 f"),
        (
            "BL § 69a, stk. 1, nr. 2, litra d, 3. pkt.",
            "Barnets lov § 69 a, stk. 1, nr. 2, litra d, 3. pkt.",
        ),
        ("§ 13, stk. 3, 2.-4. pkt.", "§ 13, stk. 3, 2.-4. pkt."),
        ("§ 5, stk. 2 - 4", "§ 5, stk. 2-4"),
        ("UKL § 54", "Lov om bekæmpelse af ungdomskriminalitet § 54"),
    ],
)
def test_format(text: str, written: str) -> None:
    (ref,) = find_law_refs(text)
    assert format_law_ref(ref, load_laws()) == written


# Without i: at the end of a text it could be the preposition, and is left out.
LETTERS = st.sampled_from(["", *"abcdefghjklmnopqrstuvwxyz"])


@st.composite
def law_refs(draw: st.DrawFn) -> LawRef:
    """Any reference that can be written, without its span."""
    parts: dict[str, Any] = {"litra": draw(LETTERS | st.just("i"))}
    for part in draw(st.sets(st.sampled_from(["stk", "nr", "pkt"]))):
        parts[part] = draw(st.integers(1, 50))
        parts[f"{part}_to"] = draw(st.none() | st.integers(parts[part] + 1, 60))
    paragraf, law = draw(st.integers(1, 999)), draw(st.sampled_from([None, *load_laws()]))
    if draw(st.booleans()):
        parts |= {"paragraf_to": paragraf + draw(st.integers(1, 20)), "letter_to": draw(LETTERS)}
    return LawRef(law, paragraf, draw(LETTERS), **parts)


@settings(deadline=None)
@given(law_refs())
def test_what_is_written_is_read_again(ref: LawRef) -> None:
    (found,) = find_law_refs(format_law_ref(ref, load_laws()))
    assert replace(found, start=0, end=0) == ref


SIGNS = [
    "§",
    "§§",
    "paragraf",
    " ",
    "\u00a0",
    "\n",
    ",",
    ".",
    "-",
    "–",
    "(",
    ")",
    "stk.",
    "nr.",
    "litra",
    "pkt.",
]
WORDS = ["og", "eller", "jf.", "i", "a", "İ", "ſ", "\u212a", "til", "1", "32", "2024", "99999", "²", "٣"]
NAMES = ["barnets lov", "lovs", "SEL", "bl", "lov om", "lov nr. 721 af 13/06/2023", "straffeloven", "Efter"]
FRAGMENTS = st.sampled_from([*SIGNS, *WORDS, *NAMES])


@settings(deadline=None)
@given(st.lists(FRAGMENTS | st.characters(), max_size=60).map("".join))
def test_any_text_is_read_without_a_crash(text: str) -> None:
    for default_law in (None, "BL"):
        _assert_spans(text, find_law_refs(text, default_law=default_law))


GARBAGE = [
    "§ ",
    "§",
    "1",
    "§ 1",
    " ",
    "§\n",
    ", stk. 1",
    "§§ 1, 2 og 3",
    "1. og ",
    "§ 1, jf. ",
    "litra a og ",
]
GARBAGE_NAMES = [
    "barnets lov ",
    "barnets lov § 1, ",
    "barnets lov. § 1. ",
    "lov om ",
    "lov nr. 1 af 1. ",
    "lov",
]


@pytest.mark.parametrize("piece", [*GARBAGE, *GARBAGE_NAMES])
def test_garbage_takes_linear_time(piece: str) -> None:
    text = "§ 1" + (piece * 100_000)[:100_000]
    started = time.process_time()
    _assert_spans(text, find_law_refs(text))
    # Half a second to two on a slow core; quadratic time would be minutes.
    assert time.process_time() - started < 10


def test_laws_are_loaded() -> None:
    laws = load_laws()
    assert list(laws) == ["BL", "SEL", "FVL", "RSL", "ADL", "UKL", "BØL"]
    barnets_lov = laws["BL"]
    assert barnets_lov.number == "LOV nr. 721 af 13/06/2023"
    assert barnets_lov.in_force == date(2024, 1, 1)
    assert barnets_lov.newest is not None
    assert barnets_lov.newest.eli == "https://www.retsinformation.dk/eli/lta/2025/282"
    assert laws["SEL"].number is None
    assert laws["SEL"].chapters == ()


def test_chapters_cover_the_law_without_gaps() -> None:
    law = load_laws()["BL"]
    assert [chapter.number for chapter in law.chapters] == list(range(1, 26))
    firsts = [chapter.first for chapter in law.chapters]
    assert firsts == [1, *(chapter.last + 1 for chapter in law.chapters[:-1])]
    assert law.chapters[-1].last == law.last_paragraf


CHAPTERS = [(1, "", 1), (32, "", 4), (69, "a", 6), (155, "", 18), (210, "a", 23), (214, "", 25)]
NO_CHAPTERS = [(0, "", None), (215, "", None), (210, "b", None)]


@pytest.mark.parametrize(("paragraf", "letter", "number"), [*CHAPTERS, *NO_CHAPTERS])
def test_chapter_of(paragraf: int, letter: str, number: int | None) -> None:
    chapter = chapter_of(load_laws()["BL"], paragraf, letter)
    assert (chapter and chapter.number) == number


def test_a_law_without_chapters_has_no_chapter() -> None:
    assert chapter_of(load_laws()["SEL"], 1) is None


@pytest.mark.parametrize(("short", "name"), [(law.short, name) for law in load_laws().values() for name in law.aliases])
def test_every_alias_names_its_law(short: str, name: str) -> None:
    for text in (name, f"{name.capitalize()}s", name.replace(" ", "\u00a0"), name.upper()):
        assert [found.short for found in find_law_names(text)] == [short]


def _key(ref: LawRef) -> str:
    paragraf, letter = str(ref.paragraf), ref.letter
    if ref.paragraf_to is not None:
        paragraf, letter = f"{ref.paragraf}{ref.letter}..{ref.paragraf_to}{ref.letter_to}", ""
    parts = [(ref.stk, ref.stk_to), (ref.nr, ref.nr_to), (ref.litra, None), (ref.pkt, ref.pkt_to)]
    written = [f"{first or ''}" if last is None else f"{first}..{last}" for first, last in parts]
    return "|".join([ref.law or "?", paragraf, letter, *written])


def _assert_spans(text: str, refs: tuple[LawRef, ...]) -> None:
    for ref in refs:
        assert 0 <= ref.start < ref.end <= len(text)
        assert text[ref.start : ref.start + 8].lower().startswith(("§", "paragraf"))
        assert 1 <= ref.paragraf <= 9999
    assert [ref.end for ref in refs] == sorted(ref.end for ref in refs)
