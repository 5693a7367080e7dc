"""Answer → HTML: what is ours is markup, all else is text."""

from __future__ import annotations

import html.parser
import re
from types import SimpleNamespace

import pytest

from app.answer import Answer, Citation, Statement
from app.page_law import law_ref_html, law_templates
from app.page_source import View
from app.page_text import Span, text_html
from app.page_turn import pending_html, turn_html
from app.site_about import about_html
from app.texts import AnswerStatus, Reason, danish_date, reading_in, reason_text
from index.passages import Passage, PassageSentence
from index.search import Found
from ingest.catalog import CatalogEntry
from ingest.publication import LawRef, Modality
from ingest.settings import Settings

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)> ${alert(3)} {{value}} \" ' & </h2>"
REF = LawRef("BL", 32, stk=3)


class Tags(html.parser.HTMLParser):
    """Every tag of a document, and a check that each is closed where it should be."""

    VOID = frozenset({"br", "img", "input", "meta", "link"})

    def __init__(self, document: str) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.open: list[str] = []
        self.feed(document)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.seen.append(tag)
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def words(document: str) -> str:
    return html.unescape(re.sub(r"<[^>]*>", "", document))


def entry(**values: str) -> CatalogEntry:
    fields = dict.fromkeys(CatalogEntry.__dataclass_fields__, "")
    return CatalogEntry(**{**fields, "kind": "anbefalinger", "title": "Anbefalinger", **values})


def passage(text: str, *quotes: str, lead_in: str = "", refs: tuple[LawRef, ...] = ()) -> Passage:
    sentences = [PassageSentence(q, text.index(q), text.index(q) + len(q), lead_in, None, (), refs) for q in quotes]
    return Passage(
        id=f"p#{hash(text)}",
        publication_id="p",
        position=0,
        text=text,
        sentences=tuple(sentences),
        section_path=("Anbefaling 13", "Hvordan", "Praksisbeskrivelse"),
        recommendation=13,
        recommendation_title="Klare mål",
    )


def view(contact: str = "", **values: str) -> View:
    shown = entry(**{"short_title": "Kort", "published": "2024-03", **values})
    return View(SimpleNamespace(entry=lambda passage: shown, passages=(), entries={}), contact)


VIEW = view()


def answered(*cited: tuple[Passage, str, Modality | None, str], language: str = "da") -> Answer:
    citations = tuple(
        Citation(
            n, source, source.text.index(quote), source.text.index(quote) + len(quote), source.law_refs, source.law_refs
        )
        for n, (source, quote, _, _) in enumerate(cited, start=1)
    )
    statements = tuple(
        Statement(quote, (n,), modality, lead_in) for n, (_, quote, modality, lead_in) in enumerate(cited, start=1)
    )
    return Answer(AnswerStatus.ANSWERED, "q", None, language, statements=statements, citations=citations)


def turned_away(reason: Reason, **values: object) -> Answer:
    return Answer(AnswerStatus.BLOCKED, "", reason, **values)


ONE = passage("Planen skal laves. Den kan ændres.", "Planen skal laves.", refs=(REF,))

TEXTS = [
    ("Én linje.", "<p>Én linje.</p>"),
    ("To.\nLinjer.", "<p>To.</p><p>Linjer.</p>"),
    ("Bør:\n- a\n- b", "<p>Bør:</p><ul><li>a</li><li>b</li></ul>"),
    ("- a\n  - b\n    - c\n- d", "<ul><li>a<ul><li>b<ul><li>c</li></ul></li></ul></li><li>d</li></ul>"),
    ("- a\n  - b\nSlut.", "<ul><li>a<ul><li>b</li></ul></li></ul><p>Slut.</p>"),
    ("Først\n  - b\n  - c", "<p>Først</p><ul><li>b</li><li>c</li></ul>"),
    ("    - c\n- a", "<ul><li><ul><li><ul><li>c</li></ul></li></ul></li><li>a</li></ul>"),
    ("1. a\n12. b", "<ul>" + "".join(
        f'<li class="labelled"><span class="label">{n}.</span> {t}</li>' for n, t in (("1", "a"), ("12", "b"))
    ) + "</ul>"),
    ("a < b & c > d", "<p>a &lt; b &amp; c &gt; d</p>"),
    ("", ""),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), TEXTS)
def test_text_keeps_its_shape(text: str, expected: str) -> None:
    assert text_html(text) == expected
    Tags(text_html(text))


MARKS = [
    ("Én. To. Tre.", [(4, 7)], ["To."]),
    ("Én. To. Tre.", [(0, 3), (8, 12)], ["Én.", "Tre."]),
    ("Én. To. Tre.", [(0, 7), (4, 12)], ["Én. To.", " Tre."]),  # overlapping
    ("Én. To. Tre.", [(0, 12), (4, 7)], ["Én. To. Tre."]),  # one within another
    ("Bør:\n- Én & to.\n- Tre.", [(7, 22)], ["Én & to.", "Tre."]),  # over two items
    ("1. januar. To.", [(0, 10)], ["januar."]),
]


@pytest.mark.parametrize(("text", "spans", "expected"), MARKS)
def test_quoted_words_are_marked(text: str, spans: list[tuple[int, int]], expected: list[str]) -> None:
    shown = text_html(text, [Span(start, end, n) for n, (start, end) in enumerate(spans, start=1)], turn=7)
    Tags(shown)
    assert [html.unescape(mark) for mark in re.findall(r"<mark[^>]*>(.*?)</mark>", shown)] == expected
    assert re.findall(r'id="(.*?)"', shown) == [f"kilde-7-{n}" for n in range(1, len(spans) + 1)]


def test_every_passage_keeps_its_words(index) -> None:
    for source in index.passages:
        spans = [Span(s.start, s.end, n) for n, s in enumerate(source.sentences, start=1)]
        shown = text_html(source.text, spans, 1)
        Tags(shown)
        bullets = re.sub(r"(?m)^ *- ", "", source.text)
        assert "".join(words(shown).split()) == "".join(bullets.split()), source.id
        assert set(re.findall(r'id="kilde-1-(\d+)"', shown)) == {str(span.number) for span in spans}, source.id


def test_a_turn_holds_question_answer_and_source() -> None:
    shown = turn_html(answered((ONE, "Planen skal laves.", Modality.KRAV, "Du skal:")), "Hvornår?", 2, VIEW)
    Tags(shown)
    assert '<h2 class="question" id="spoergsmaal-2" tabindex="-1">Hvornår?</h2>' in shown
    assert '<span class="badge krav">KRAV</span>' in shown
    assert '<p class="lead-in" lang="da">Du skal:</p>' in shown
    assert 'href="#kilde-2-1"' in shown and '<mark id="kilde-2-1">Planen skal laves.</mark> Den kan ændres.' in shown
    assert "<b>Anbefaling 13</b> · Klare mål" in shown and "Hvordan › Praksisbeskrivelse" in shown
    assert "Anbefalinger, marts 2024" in words(shown)


def test_markers_lead_to_their_own_words() -> None:
    other = passage("Noget andet.", "Noget andet.")
    cited = [(ONE, "Den kan ændres."), (other, "Noget andet."), (ONE, "Planen skal laves.")]
    shown = turn_html(answered(*((p, quote, None, "") for p, quote in cited)), "?", 1, VIEW)
    marks = dict(re.findall(r'<mark id="(.*?)">(.*?)</mark>', shown))
    assert [marks[target] for target in re.findall(r'href="#(.*?)"', shown)] == [quote for _, quote in cited]
    assert shown.count('<details class="source"') == 2  # two citations of one passage share its card


def test_law_references_open_what_is_known_of_them() -> None:
    link = law_ref_html(REF)
    assert 'href="/paragraf/BL/32"' in link and words(link) == "Barnets lov § 32, stk. 3"
    assert law_ref_html(LawRef(None, 32)) == "§ 32"  # the law is left open
    known = law_templates([REF, REF], VIEW.index)
    Tags(known)
    assert known.count("<template") == 1 and 'data-ref="Barnets lov § 32, stk. 3"' in known
    assert "er ikke læst ind" in known and "LOV nr. 721" in known and "LBK nr. 282" in known
    assert 'href="https://www.retsinformation.dk/eli/lta/2023/721"' in known and 'rel="noopener noreferrer"' in known
    assert "Retsinformation" not in law_templates([LawRef("FVL", 19)], VIEW.index)  # no address is known
    shown = turn_html(answered((ONE, "Planen skal laves.", None, "")), "?", 1, VIEW)
    assert "Lovgrundlag" in shown and "Nyere udgave: LBK nr. 282" in words(shown)


def test_nothing_foreign_is_markup() -> None:
    source = passage(f"{HOSTILE}\n- {HOSTILE}", HOSTILE, lead_in=HOSTILE)
    answer = answered((source, HOSTILE, Modality.ANBEFALING, HOSTILE))
    plain = turn_html(answered((ONE, "Planen skal laves.", Modality.ANBEFALING, "Bør:")), "?", 1, VIEW)
    shown = turn_html(answer, HOSTILE, 1, view(title=HOSTILE, published=""))
    assert set(Tags(shown).seen) <= {*Tags(plain).seen, "ul", "li"}
    assert "onerror" in words(shown) and 'onerror="' not in shown
    Tags(pending_html(HOSTILE, 1))
    entries = {"a": entry(title=HOSTILE, publisher=HOSTILE, published="2024")}
    Tags(about_html(SimpleNamespace(entries=entries), Settings(contact=HOSTILE), HOSTILE))


def test_without_an_answer_the_nearest_is_no_answer() -> None:
    nearest = (Found(ONE, 0.1, {}),)
    answer = Answer(AnswerStatus.NO_SOURCE, "q", Reason.NOT_IN_PUBLICATIONS, nearest=nearest)
    shown = turn_html(answer, "Hvad koster mælk?", 1, VIEW)
    Tags(shown)
    assert reason_text(Reason.NOT_IN_PUBLICATIONS) in words(shown)
    assert "(ikke et svar på spørgsmålet)" in shown and "Planen skal laves." in shown
    assert "<mark" not in shown and "marker" not in shown and "<aside" not in shown


@pytest.mark.parametrize("reason", [Reason.CPR, Reason.CONCRETE_CASE, Reason.TOO_LONG])
def test_a_question_turned_away_is_not_shown(reason: Reason) -> None:
    shown = turn_html(turned_away(reason), "", 1, VIEW)
    assert "(spørgsmålet er ikke gemt)" in shown and reason_text(reason) in words(shown)


def test_a_fault_names_contact_and_code() -> None:
    answer = Answer(AnswerStatus.SERVICE_ERROR, "", Reason.FAILED, code="a1b2c3")
    shown = turn_html(answer, "Hvornår?", 1, view("<pejl@kommune.dk>"))
    assert "skriv til <pejl@kommune.dk> med koden a1b2c3" in words(shown)
    Tags(shown)


def test_an_english_question_gets_an_english_frame() -> None:
    shown = turn_html(answered((ONE, "Planen skal laves.", Modality.KRAV, ""), language="en"), "When?", 1, VIEW)
    assert 'lang="en"' in shown and "DUTY" in shown and "Legal basis" in shown
    assert '<blockquote lang="da">' in shown


@pytest.mark.parametrize(
    ("iso", "expected"),
    [
        ("2023-12-15", "15. december 2023"),
        ("2024-03", "marts 2024"),
        ("2023", "2023"),
        ("2024-02-01", "1. februar 2024"),
    ],
)
def test_dates_are_danish(iso: str, expected: str) -> None:
    assert danish_date(iso) == expected


def test_reading_in_counts_once_it_can() -> None:
    assert reading_in(0, 0) == "Læser publikationerne ind … Du kan spørge om lidt."
    assert reading_in(312, 540) == "Læser publikationerne ind … 312 af 540 afsnit. Du kan spørge om lidt."
