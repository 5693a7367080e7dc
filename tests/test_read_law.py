"""Retsinformation's XML: the tree that it gives, the traps in it, and what is said of files that are none."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from law_maker import PROVE_LAW, law_xml, of_paragraffer, paragraf

from index.addresses import find_addresses
from index.kept import passage_from_json, passage_to_json
from index.law_texts import law_text
from index.passages import Passage, passages_of
from ingest.catalog import CatalogEntry
from ingest.errors import UnreadableError
from ingest.law_files import keep_law, read_laws
from ingest.law_references import find_law_refs
from ingest.laws import newer_version
from ingest.publication import LawRef, Modality, Publication, SectionKind
from ingest.read import read_publication
from ingest.read_law import parse_law, read_law


@pytest.fixture(scope="module")
def law() -> Publication:
    return read_law(PROVE_LAW).publication


@pytest.fixture(scope="module")
def passages(law: Publication) -> tuple[Passage, ...]:
    return passages_of(law)


def read(*paragraffer: str) -> tuple[Passage, ...]:
    return passages_of(parse_law(of_paragraffer(*paragraffer), "lov.xml").publication)


# What it is.


def test_the_facts_of_the_law() -> None:
    law = read_law(PROVE_LAW)
    assert (law.name, law.version) == ("Prøveloven", "LBK nr. 1 af 02/01/2099")
    assert (law.publication.id, law.short) == ("proeveloven-lbk-2099-1", None)
    assert law.url == "https://www.retsinformation.dk/eli/lta/2099/1"
    assert law.publication.warnings == ()


@pytest.mark.parametrize(
    ("title", "popular", "short"),
    [
        ("Bekendtgørelse af barnets lov", "Barnets lov", "BL"),
        ("Bekendtgørelse af barnets lov", "", "BL"),
        ("Barnets lov", "", "BL"),
        ("Bekendtgørelse af lov om social service", "", "SEL"),
        ("Bekendtgørelse af børneloven", "Børneloven", "BØL"),
        ("Lov om ændring af barnets lov", "", None),
        ("Lov om ændring af barnets lov og serviceloven", "", None),
        ("Bekendtgørelse af prøveloven", "Prøveloven", None),
    ],
)
def test_which_law_it_is(title: str, popular: str, short: str | None) -> None:
    assert parse_law(law_xml(title=title, popular=popular), "lov.xml").short == short


def test_a_known_law_has_its_short_form_for_id() -> None:
    law = parse_law(law_xml(), "lov.xml")
    assert (law.publication.id, law.name) == ("bl-lbk-2025-282", "Barnets lov")
    assert law.version == "LBK nr. 282 af 17/03/2025"


# The tree, and the traps in it.


def test_sections_are_law_chapter_and_paragraf(law: Publication) -> None:
    paths = [tuple(s.title for s in chain) for chain in law.walk() if chain[-1].kind is SectionKind.PARAGRAF]
    chapter = ("Prøveloven", "Kapitel 9 Prøvens plan")
    assert paths == [(*chapter, "§ 91"), (*chapter, "§§ 92-94"), (*chapter, "§ 94 a")]


def test_each_stykke_is_one_passage(passages: tuple[Passage, ...]) -> None:
    assert [passage.text for passage in passages] == [
        "§ 91, stk. 1. Prøveudvalget skal tage stilling til en plan, jf. dog § 108. Planen skal omfatte følgende:\n"
        "1) Mål for\n"
        "  a) trivsel og\n"
        "  b) læring.\n"
        "2) Frister, jf. § 5, stk. 2, i forvaltningsloven.\n"
        "Det gælder også for unge.",
        "§ 91, stk. 2. Planen kan samles. Den er kort.",
        "§ 91, stk. 3-5. (Ophævet)",
        "§§ 92-94. (Ophævet)",
        "§ 94 a. Ministeren fastsætter regler.",
    ]
    assert {passage.section_path[1:] for passage in passages[:3]} == {("Kapitel 9 Prøvens plan", "§ 91")}


def test_the_label_tells_the_paragraf_and_localId_does_not(passages: tuple[Passage, ...]) -> None:
    places = [(p.law_ref.paragraf, p.law_ref.letter, p.law_ref.paragraf_to) for p in passages if p.law_ref]
    assert places == [(91, "", None), (91, "", None), (91, "", None), (92, "", 94), (94, "a", None)]


def test_the_first_stykke_has_no_label_and_a_range_has_two_ends(passages: tuple[Passage, ...]) -> None:
    stykker = [(p.law_ref.stk, p.law_ref.stk_to) for p in passages if p.law_ref]
    assert stykker == [(1, None), (2, None), (3, 5), (None, None), (None, None)]


def test_a_line_is_no_sentence(passages: tuple[Passage, ...]) -> None:
    first = passages[0].sentences[0]
    assert first.text == "Prøveudvalget skal tage stilling til en plan, jf. dog § 108."
    assert first.modality is Modality.KRAV
    assert [ref.paragraf for ref in first.law_refs] == [108]


def test_notes_and_commencement_are_left_out(law: Publication) -> None:
    assert "note" not in law.text and "straks" not in law.text
    assert "kan samles. Den" in law.text


def test_nothing_unseen_is_left(law: Publication) -> None:
    assert not set("\u00ad\u200d\u00a0") & set(law.text)
    assert "Prøveudvalget" in law.text and "omfatte følgende" in law.text


def test_items_continue_what_leads_them_in(passages: tuple[Passage, ...]) -> None:
    lead_ins = {sentence.text: sentence.lead_in for sentence in passages[0].sentences}
    assert lead_ins["Mål for"] == "Planen skal omfatte følgende:"
    assert lead_ins["læring."] == "Mål for"
    assert lead_ins["Det gælder også for unge."] == ""


def test_offsets_lead_back(law: Publication, passages: tuple[Passage, ...]) -> None:
    for chain in law.walk():
        for paragraph in chain[-1].paragraphs:
            (piece,) = paragraph.pieces
            assert law.text[piece.start : piece.end] == paragraph.text
    for passage in passages:
        for sentence in passage.sentences:
            assert passage.text[sentence.start : sentence.end] == sentence.text
        assert passage_from_json(passage_to_json(passage)) == passage


def test_what_is_embedded_tells_the_heading_above(passages: tuple[Passage, ...]) -> None:
    head = "Prøveloven – Kapitel 9 Prøvens plan – § 91 – Hvornår planen laves\n"
    assert passages[1].embedded_text == head + passages[1].text


@pytest.mark.parametrize(
    ("label", "ref"),
    [
        ("§ 1.", LawRef(None, 1)),
        ("§\u00a069\u00a0a.", LawRef(None, 69, "a")),
        ("§ 69a.", LawRef(None, 69, "a")),
        ("§§ 28-30.", LawRef(None, 28, paragraf_to=30)),
        ("§§ 28 – 30.", LawRef(None, 28, paragraf_to=30)),
        ("§§ 92 og 93.", LawRef(None, 92, paragraf_to=93)),
        ("§§ 1, 2 og 3.", LawRef(None, 1, paragraf_to=3)),
        ("§§ 69 a-69 c.", LawRef(None, 69, "a", paragraf_to=69, letter_to="c")),
        ("§§ 69 a-c.", LawRef(None, 69, "a", paragraf_to=69, letter_to="c")),
        ("§ 210 A", LawRef(None, 210, "a")),
    ],
)
def test_labels(label: str, ref: LawRef) -> None:
    (passage,) = read(paragraf(label, ("", "Barnet skal høres.")))
    assert passage.law_ref == ref


@pytest.mark.parametrize(
    ("stykker", "texts"),
    [
        ([("", "Et.")], ["§ 5. Et."]),
        ([("", "Et."), ("Stk. 2.", "To.")], ["§ 5, stk. 1. Et.", "§ 5, stk. 2. To."]),
        ([("Stk. 1.", "Et."), ("Stk. 2.", "To.")], ["§ 5, stk. 1. Et.", "§ 5, stk. 2. To."]),
        ([("", "Et."), ("", "Mere.")], ["§ 5. Et.\nMere."]),
        (
            [("", "Et."), ("Stk. 2-4.", "(Ophævet)"), ("Stk. 5.", "To.")],
            ["§ 5, stk. 1. Et.", "§ 5, stk. 2-4. (Ophævet)", "§ 5, stk. 5. To."],
        ),
    ],
)
def test_stykker(stykker: list[tuple[str, str]], texts: list[str]) -> None:
    assert [passage.text for passage in read(paragraf("§ 5.", *stykker))] == texts


def test_a_named_afsnit_is_a_section() -> None:
    raw = of_paragraffer(paragraf("§ 1.", ("", "Et."))).replace(
        b"<Afsnit>",
        b"<Afsnit><Explicatus>Afsnit I</Explicatus><Rubrica><Linea><Char>Indledning</Char></Linea></Rubrica>",
    )
    (passage,) = passages_of(parse_law(raw, "lov.xml").publication)
    assert passage.section_path == ("Lov om prøver", "Afsnit I Indledning", "§ 1")


def test_the_same_number_twice_is_a_warning() -> None:
    law = parse_law(of_paragraffer(paragraf("§ 2.", ("", "Et.")), paragraf("§ 2.", ("", "To."))), "lov.xml")
    assert law.publication.warnings == ("§ 2. står 2 gange i loven.",)


def test_a_law_is_read_like_any_file() -> None:
    assert read_publication(PROVE_LAW, id="x", title="T").title == "T"
    assert read_publication(PROVE_LAW).id == "proeveloven-lbk-2099-1"


# References into it.


@pytest.fixture(scope="module")
def barnets_lov() -> tuple[Passage, ...]:
    return passages_of(parse_law(law_xml(), "lov.xml").publication)


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("Hvad siger § 91, stk. 2, i barnets lov?", ["§ 91, stk. 2"]),
        ("Hvad siger § 91?", ["§ 91, stk. 1", "§ 91, stk. 2", "§ 91, stk. 3-5"]),
        ("BL § 91, stk. 4", ["§ 91, stk. 3-5"]),
        ("barnets lov § 93", ["§§ 92-94"]),
        ("barnets lov § 94 a", ["§ 94 a"]),
        ("serviceloven § 91", []),
        ("barnets lov § 108", []),  # § 91 refers to it, but is not it
    ],
)
def test_a_question_finds_the_stykke_itself(barnets_lov: tuple[Passage, ...], question: str, found: list[str]) -> None:
    addresses = find_addresses(question)
    cited = [passage.text.split(". ")[:2] for passage in barnets_lov if addresses.cites(passage)]
    assert len(cited) == len(found)
    named = [passage.text for passage in barnets_lov if addresses.cites(passage)]
    assert all(text.startswith(f"{label}. ") for text, label in zip(named, found, strict=True))


def test_a_paragraf_without_law_is_of_the_law_itself(barnets_lov: tuple[Passage, ...]) -> None:
    refs = [(ref.law, ref.paragraf) for ref in barnets_lov[0].law_refs]
    assert refs == [("BL", 108), ("FVL", 5)]


def laws_of(data: Path, *raws: bytes) -> tuple[list[Passage], dict[str, CatalogEntry]]:
    for raw in raws:
        keep_law(raw, parse_law(raw, "lov.xml"), data)
    kept, warnings = read_laws(data)
    assert warnings == ()
    return [p for law in kept for p in passages_of(law.publication)], {law.entry.id: law.entry for law in kept}


@pytest.mark.parametrize(
    ("cited", "texts"),
    [
        ("barnets lov § 91, stk. 2", ["§ 91, stk. 2. "]),
        ("barnets lov § 91", ["§ 91, stk. 1. ", "§ 91, stk. 2. ", "§ 91, stk. 3-5. "]),
        ("barnets lov § 91, stk. 9", ["§ 91, stk. 1. ", "§ 91, stk. 2. ", "§ 91, stk. 3-5. "]),
        ("barnets lov §§ 93-95", ["§§ 92-94. ", "§ 94 a. "]),
        ("barnets lov § 12", None),
        ("adoptionsloven § 91", None),
        ("§ 91", None),
    ],
)
def test_the_text_of_a_cited_paragraf(tmp_path: Path, cited: str, texts: list[str] | None) -> None:
    passages, entries = laws_of(tmp_path, law_xml())
    found = law_text(find_law_refs(cited)[0], passages, entries)
    if texts is None:
        assert found is None
        return
    assert found is not None
    assert [p.text.startswith(text) for p, text in zip(found.passages, texts, strict=True)] == [True] * len(texts)
    assert found.version == "Barnets lov, LBK nr. 282 af 17/03/2025"
    assert found.text.startswith(texts[0])


def test_of_two_versions_the_newest_is_opened_and_the_older_is_replaced(tmp_path: Path) -> None:
    act = law_xml("Barnets lov", kind="LOV", number=721, signed="2023-06-13")
    passages, entries = laws_of(tmp_path, law_xml(), act)
    assert entries["bl-lov-2023-721"].replaced_by == "bl-lbk-2025-282"
    assert entries["bl-lbk-2025-282"].replaced_by == ""
    found = law_text(find_law_refs("BL § 91")[0], passages, entries)
    assert found is not None and found.url.endswith("/eli/lta/2025/282")


@pytest.mark.parametrize(
    ("stated", "newer"),
    [
        ("Barnets lov, LOV nr. 721 af 13/06/2023, i kraft 1. januar 2024", "Barnets lov, LBK nr. 282 af 17/03/2025"),
        ("Barnets lov, LBK nr. 282 af 17/03/2025", None),
        ("Barnets lov, LBK nr. 100 af 01/02/2026", None),
        ("Serviceloven, LBK nr. 1 af 01/01/2020", None),
        ("", None),
    ],
)
def test_newer_version(stated: str, newer: str | None) -> None:
    assert newer_version(stated) == newer


# What is no law.

WHOLE = PROVE_LAW.read_bytes()


@pytest.mark.parametrize(
    ("raw", "says"),
    [
        (b"", "it is not Retsinformation's XML, or is cut off; "),
        (b"<!doctype html><html><body>Siden findes ikke</body></html>", "it is a web page, not the law's XML; "),
        (WHOLE[: len(WHOLE) // 2], "it is not Retsinformation's XML, or is cut off; "),
        (WHOLE.replace(b"</Stk>", b"", 1), "its XML is broken ("),
        (WHOLE.replace(b"<Year>2099</Year>", b""), "its Meta names no year and number; "),
        (WHOLE.replace(b"<Number>1<", b"<Number>../1<"), "its Meta names no year and number; "),
        (WHOLE.replace("ø".encode(), "ø".encode("latin-1")), "it is not UTF-8; "),
        (WHOLE.replace(b"<Dokument ", b'<!DOCTYPE x [<!ENTITY a "b">]><Dokument '), "it declares entities of its own"),
        (WHOLE.replace(b"<Paragraf ", b"<Andet ").replace(b"</Paragraf>", b"</Andet>"), "no § was found in it; "),
        (b"<Dokument><Meta/></Dokument>", "it holds no text of a law (DokumentIndhold); "),
        (b"<Andet><Dokument></Dokument></Andet>", "it is XML of another kind; "),
        (WHOLE.replace(b"<Bog>", b"<Bog>" * 5000).replace(b"</Bog>", b"</Bog>" * 5000), "its elements lie too deep"),
    ],
)
def test_what_is_no_law_is_told_in_one_sentence(raw: bytes, says: str) -> None:
    with pytest.raises(UnreadableError) as error:
        parse_law(raw, "lov.xml")
    message = str(error.value)
    assert message.startswith(f"lov.xml: {says}") and message.endswith(".") and "\n" not in message
    assert message.count("; ") == 1


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match=r"væk\.xml: it cannot be opened"):
        read_law(tmp_path / "væk.xml")


def test_a_mutated_law_never_crashes() -> None:
    dice = random.Random(7)
    parts = (b"", b"<", b">", b"&", b"<Stk>", b"</Kapitel>", b"<Index>", b"\xff")
    for _ in range(500):
        raw = bytearray(WHOLE)
        for _ in range(dice.randint(1, 6)):
            at = dice.randrange(len(raw))
            raw[at : at + dice.choice((0, 1, 8, 60))] = dice.choice(parts)
        try:
            passages_of(parse_law(bytes(raw), "lov.xml").publication)
        except UnreadableError as error:
            assert str(error).startswith("lov.xml: ") and "\n" not in str(error)
