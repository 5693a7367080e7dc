"""For teamledere beneath the page: what stands in a checklist, and who may see what users have left."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date, timedelta
from pathlib import Path

import docx
import pytest
from pages_client import client

from app import texts_lead
from app.checklist import adapted, all_groups
from app.checklist_docx import checklist_docx
from app.counters import Counters
from app.door import Door, Way
from app.errors import PersonalDataError, RefusedError
from app.feedback import FeedbackKind, FeedbackState, FeedbackStore
from app.lead_figures_html import since
from app.plots import Bar, bars_svg, columns_svg
from app.service import ask
from app.spreadsheet import to_csv
from index.review import unreviewed
from index.search import Index
from ingest.settings import Settings, SettingsError, load_settings

QUESTION = "Hvornår skal der være en barnets plan?"
CODE = "en lang adgangskode"


def test_each_point_stands_verbatim_in_its_source(index: Index) -> None:
    groups = all_groups(index)
    assert [group.id for group in groups] == [
        *(f"anbefaling-{n}" for n in range(1, 19)),
        *(f"omraade-{n}" for n in range(1, 7)),
    ]
    texts = {passage.id.partition("#")[2]: passage.text for passage in index.passages}
    for group in groups:
        assert group.points
        for point in group.points:
            text = texts[point.id.rpartition(".")[0]]
            assert point.text in text and point.lead_in in text
            assert all(words in text for _, words in point.details)
            assert point.source.startswith("Anbefalinger til kvalitet i sagsbehandlingen, ")
        if group.id.startswith("anbefaling"):
            assert group.points[0].lead_in == "Det betyder, at du som børne- og ungerådgiver bør:"
    assert {group.title for group in groups[18:]} >= {"Kultur og værdier", "Tværfagligt samarbejde"}
    goals = next(group for group in groups if group.id == "anbefaling-13")
    made = next(point for point in goals.points if point.text.startswith("Formulere mål sammen"))
    assert len(made.details) == 7 and made.details[0] == (
        1,
        "Lade barnet eller den unge selv komme med forslag til målene.",
    )


def test_no_word_of_the_practice_is_lost(index: Index) -> None:
    practice = [p for p in index.current if p.recommendation is not None and "Praksisbeskrivelse" in p.section_path]
    groups = all_groups(index)[:18]
    shown = " ".join(
        " ".join([point.lead_in, point.text, *(words for _, words in point.details)])
        for group in groups
        for point in group.points
    )
    for passage in practice:
        for sentence in passage.sentences:
            assert sentence.text in shown


def test_what_a_checklist_cannot_be_made_of_is_told(index: Index) -> None:
    groups = all_groups(index)
    point = groups[0].points[0].id
    with pytest.raises(RefusedError, match="ikke valgt nogen punkter"):
        adapted(groups, {"valg": ["anbefaling-1"]})
    with pytest.raises(PersonalDataError):
        adapted(groups, {"valg": ["anbefaling-1"], "punkt": [point], f"note-{point}": ["0102031234"]})
    with pytest.raises(RefusedError, match="for lang"):
        adapted(groups, {"valg": ["anbefaling-1"], "punkt": [point], "titel": ["x" * 151]})
    with pytest.raises(RefusedError, match="for mange egne"):
        adapted(groups, {"valg": ["anbefaling-1"], "egne-anbefaling-1": ["\n".join("abc" for _ in range(61))]})
    short = adapted(groups, {"valg": ["anbefaling-1"], "punkt": [point], "titel": ["\x00<b>&\x1b"]})
    document = docx.Document(io.BytesIO(checklist_docx(short, date(2026, 1, 2))))
    assert document.paragraphs[0].text == "<b>&" and document.paragraphs[1].text == "2. januar 2026"
    assert document.tables[0].rows[1].cells[1].text == groups[0].points[0].text  # without what is said further


def test_a_file_is_no_formula() -> None:
    rows = list(
        csv.reader(
            io.StringIO(to_csv(["A"] * 6, [["=1", "@x", " +1", "-1", "a;b", 'c"\nd']]).decode("utf-8-sig")),
            delimiter=";",
        )
    )
    assert rows[1:] == [["'=1", "'@x", "' +1", "'-1", "a;b", 'c"\nd']]


def test_a_long_queue_has_pages(index: Index, settings: Settings, tmp_path: Path) -> None:
    queue = FeedbackStore(tmp_path / "feedback.sqlite3")
    for n in range(30):
        queue.add(FeedbackKind.USEFUL, comment=f"nr {n}.", question=None, status="answered", passage_ids=[])
    pages = client(index, settings, data=tmp_path)
    first = pages.get("/teamledere/tilbagemeldinger").text
    assert first.count("<article") == 25 and "side=2" in first
    assert pages.get("/teamledere/tilbagemeldinger?side=2").text.count("<article") == 5
    assert pages.get("/teamledere/tilbagemeldinger?side=99&tilstand=x&slags=y").text.count("<article") == 5


def test_pictures_are_drawn_to_scale() -> None:
    svg = bars_svg("a", "Sagt & <vist>", [Bar("Et", 10), Bar("<To>", 5, 5), Bar("Nul", 0)])
    assert "Sagt &amp; &lt;vist&gt;" in svg and "&lt;To&gt;" in svg
    assert re.findall(r'class="all"[^>]* width="([\d.]+)%"', svg) == ["88.00", "0.00", "0.00"]
    assert re.findall(r'class="second"[^>]* width="([\d.]+)%"', svg) == ["44.00"]
    assert bars_svg("a", "", []) and columns_svg("b", "", [])
    columns = columns_svg("b", "", [Bar("uge 1", 4, 1), Bar("uge 2", 0)])
    assert re.findall(r'height="([\d.]+)%"', columns) == ["69.00", "23.00"]
    assert since("30", date(2026, 1, 30)) == date(2026, 1, 1) and since("alt", date(2026, 1, 30)) is None


def test_numbers_of_long_ago_come_by_month(index: Index, settings: Settings, tmp_path: Path) -> None:
    counters = Counters(tmp_path / "counters.sqlite3")
    ask(index, QUESTION, heard=counters.count_question)
    with counters._database.transaction() as connection:
        connection.execute("UPDATE counts SET day = ?", ((date.today() - timedelta(days=200)).isoformat(),))
    pages = client(index, settings, data=tmp_path)
    assert texts_lead.NOTHING_ASKED in pages.get("/teamledere/spoergsmaal").text
    year = pages.get("/teamledere/spoergsmaal?periode=365").text
    assert texts_lead.NOTHING_ASKED not in year and "Uge " not in year


def test_the_coverage_counts_passages_and_drafts(index: Index, settings: Settings, tmp_path: Path) -> None:
    passage = next(p for p in index.current if p.recommendation == 13 and "Praksisbeskrivelse" in p.section_path)
    draft = {
        "question": "Et udkast <i>om mål</i>?",
        "publication": passage.publication_id,
        "evidence": passage.sentences[0].text,
        "reviewed": False,
    }
    lines = (settings.sources / "questions.jsonl").read_text("utf-8").rstrip("\n")
    (tmp_path / "questions.jsonl").write_text(f"{lines}\n{json.dumps(draft)}\n", "utf-8")
    pages = client(index, settings, sources=tmp_path, data=tmp_path)
    shown = pages.get("/teamledere/daekning").text
    assert (
        "Et udkast &lt;i&gt;om mål&lt;/i&gt;?" in shown and f"/anbefaling/13#p-{passage.id.partition('#')[2]}" in shown
    )
    row = re.search(r'<th scope="row">13\. .*?</tr>', shown)
    own = [p for p in index.current if p.recommendation == 13]
    assert row and f"<td>{len(own)}</td>" in row[0] and row[0].endswith("<td>1</td></tr>")
    assert "1 til gennemlæsning" in pages.get("/teamledere").text
    everything = client(index, settings, data=tmp_path).get("/teamledere/daekning").text
    assert texts_lead.NOTHING_TO_REVIEW in everything


def test_a_draft_is_approved_or_discarded_by_those_inside(index: Index, settings: Settings, tmp_path: Path) -> None:
    passage = next(p for p in index.current if p.recommendation == 13 and "Praksisbeskrivelse" in p.section_path)
    read = {"question": "Læst?", "publication": passage.publication_id, "evidence": passage.sentences[0].text}
    drafts = [{**read, "question": f"Udkast {n}?", "reviewed": False} for n in (1, 2)]
    lines = [json.dumps(row) for row in ({**read, "reviewed": True}, *drafts)]
    (tmp_path / "questions.jsonl").write_text("".join(f"{line}\n" for line in lines), "utf-8")
    page = "/teamledere/daekning"

    def kept() -> dict[str, bool]:
        rows = [json.loads(line) for line in (tmp_path / "questions.jsonl").read_text("utf-8").splitlines()]
        return {row["question"]: row["reviewed"] for row in rows}

    pages = client(index, settings, sources=tmp_path, data=tmp_path, leader_code=CODE)
    before = {"Læst?": True, "Udkast 1?": False, "Udkast 2?": False}
    first, second = (question.id for question in unreviewed(tmp_path))
    shown = pages.get(page).text
    assert "Udkast 1?" in shown and first not in shown and texts_lead.REVIEW_CODE in shown
    pages.post(page, data={"id": first, "goer": "discard"})
    assert kept() == before, "nobody has written the code"
    pages.post("/teamledere/kode", data={"kode": CODE, "til": page})
    assert first in pages.get(page).text
    foreign = pages.post(page, data={"id": first, "goer": "discard"}, headers={"sec-fetch-site": "cross-site"})
    assert foreign.status_code == 403 and kept() == before
    said = pages.post(page, data={"id": first, "goer": "reviewed"}).text
    assert texts_lead.REVIEW_SAID["reviewed"] in said and "Udkast 1?" not in said
    assert kept() == {**before, "Udkast 1?": True}
    assert texts_lead.REVIEW_SAID["gone"] in pages.post(page, data={"id": first, "goer": "discard"}).text
    assert texts_lead.REVIEW_SAID["discard"] in pages.post(page, data={"id": second, "goer": "discard"}).text
    assert kept() == {"Læst?": True, "Udkast 1?": True}
    assert texts_lead.NOTHING_TO_REVIEW in pages.get(page).text


def test_the_code_opens_what_users_left_and_nothing_else_needs_it(
    index: Index, settings: Settings, tmp_path: Path
) -> None:
    FeedbackStore(tmp_path / "feedback.sqlite3").add(
        FeedbackKind.USEFUL, comment="Hemmeligt", question=None, status="answered", passage_ids=[]
    )
    pages = client(index, settings, data=tmp_path, leader_code=CODE)
    queue = "/teamledere/tilbagemeldinger"
    for path in (queue, f"{queue}.csv", "/teamledere/spoergsmaal"):
        answer = pages.get(path)
        assert texts_lead.CODE_NEEDED in answer.text and "Hemmeligt" not in answer.text
    assert pages.post(queue, data={"nr": "1", "goer": "delete"}).status_code == 200
    assert texts_lead.CODE_NEEDED in pages.get("/teamledere").text and "1 åben" not in pages.get("/teamledere").text
    assert pages.get("/teamledere/tjekliste").status_code == 200
    wrong = pages.post("/teamledere/kode", data={"kode": "forkert", "til": queue})
    assert texts_lead.CODE_WRONG in wrong.text
    right = pages.post("/teamledere/kode", data={"kode": CODE, "til": queue}, follow_redirects=False)
    cookie = right.headers["set-cookie"]
    assert "HttpOnly" in cookie and "SameSite=strict" in cookie and "Path=/teamledere" in cookie and CODE not in cookie
    assert right.headers["location"] == queue
    assert "Hemmeligt" in pages.get(queue).text and "1 åben" in pages.get("/teamledere").text
    assert pages.get(queue).headers["cache-control"] == "no-store"
    pages.post("/teamledere/luk")
    assert "Hemmeligt" not in pages.get(queue).text
    elsewhere = pages.post("/teamledere/kode", data={"kode": CODE, "til": "//evil.test"}, follow_redirects=False)
    assert elsewhere.headers["location"] == "/teamledere"


def test_the_code_cannot_be_guessed_for_long() -> None:
    now = [0.0]
    door = Door(CODE, "0.0.0.0", lambda: now[0])
    assert [door.enter(f"gæt {n}", "a") for n in range(5)] == [None] * 5
    assert door.enter(CODE, "a") is None
    token = door.enter(f" {CODE} ", "b")
    assert token and door.way(token) is Way.OPEN and door.way("other") is Way.CODE and door.way(None) is Way.CODE
    now[0] = 601.0
    assert door.enter(CODE, "a")
    now[0] += 8 * 3600 + 1
    assert door.way(token) is Way.CODE
    assert [door.enter("gæt", str(n)) for n in range(50)] == [None] * 50
    assert door.enter(CODE, "c") is None


def test_without_a_code_only_this_machine_sees_what_users_left(
    index: Index, settings: Settings, tmp_path: Path
) -> None:
    assert texts_lead.OPEN_TO_ALL in client(index, settings, data=tmp_path).get("/teamledere").text
    pages = client(index, settings, data=tmp_path, host="0.0.0.0")
    for path in ("", "/spoergsmaal", "/tilbagemeldinger", "/tilbagemeldinger.csv"):
        assert texts_lead.NOT_OPEN in pages.get(f"/teamledere{path}").text
    assert texts_lead.NOT_OPEN in pages.post("/teamledere/tilbagemeldinger", data={"nr": "1", "goer": "done"}).text
    assert Door("", "::1").way(None) is Door("", "localhost").way(None) is Way.OPEN


def test_a_short_code_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEJL_LEADER_CODE", "1234")
    with pytest.raises(SettingsError, match="PEJL_LEADER_CODE"):
        load_settings()
    monkeypatch.setenv("PEJL_LEADER_CODE", CODE)
    assert load_settings().leader_code == CODE and CODE not in repr(load_settings())


def test_another_site_can_send_no_form(index: Index, settings: Settings, tmp_path: Path) -> None:
    pages = client(index, settings, data=tmp_path)
    queue = FeedbackStore(tmp_path / "feedback.sqlite3")
    queue.add(FeedbackKind.USEFUL, comment="", question=None, status="answered", passage_ids=[])
    form = {"nr": "1", "goer": "delete"}
    for headers in (
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "http://evil.test"},
        {"origin": "null"},
    ):
        for path in ("tilbagemeldinger", "kode", "luk", "tjekliste.docx"):
            assert pages.post(f"/teamledere/{path}", data=form, headers=headers).status_code == 403
    assert len(queue.items()) == 1
    for headers in ({"sec-fetch-site": "same-origin"}, {"origin": "http://pejl.test"}):
        assert (
            pages.post("/teamledere/tilbagemeldinger", data={**form, "goer": "done"}, headers=headers).status_code
            == 200
        )
    assert len(queue.items(FeedbackState.DONE)) == 1
    assert pages.post("/teamledere/tilbagemeldinger", content=b"nr=" + b"1" * 1_100_000).status_code == 413


def test_a_folder_that_cannot_be_written_is_told_on_the_page(
    index: Index, settings: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "data").write_text("in the way")
    pages = client(index, settings, data=tmp_path / "data")
    for path in ("", "/spoergsmaal", "/tilbagemeldinger", "/tilbagemeldinger.csv"):
        assert texts_lead.NOT_STORED in pages.get(f"/teamledere{path}").text
    assert texts_lead.NOT_STORED in pages.post("/teamledere/tilbagemeldinger", data={"nr": "1", "goer": "done"}).text
    assert "PEJL_DATA" in caplog.text
    assert pages.get("/teamledere/tjekliste").status_code == 200
