"""Feedback and counters: kept for good, shared by threads and processes, and no place for personal data."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

import pytest

from app.answer import Answer
from app.counters import Counters, by_outcome, by_topic
from app.database import Database
from app.errors import PersonalDataError, RefusedError, StoreError
from app.feedback import LONGEST_COMMENT, FeedbackKind, FeedbackState, FeedbackStore
from app.service import ask
from app.texts import AnswerStatus, Reason

ROOT = Path(__file__).resolve().parent.parent
PASSAGE = "kvalitet-i-sagsbehandlingen-2024#0123456789ab"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "feedback.sqlite3"


def add(store: FeedbackStore, comment: str = "", question: str | None = None) -> int:
    return store.add(FeedbackKind.MISSING, comment=comment, question=question, status="answered", passage_ids=[PASSAGE])


def everything_in(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())


def test_what_was_sent_is_found_in_the_queue(path: Path) -> None:
    number = add(FeedbackStore(path), "Der mangler noget om <b>ungeplanen</b>;\nse § 32", "Hvad er en ungeplan?")
    (item,) = FeedbackStore(path).items(FeedbackState.OPEN)
    assert (item.id, item.kind, item.status) == (number, FeedbackKind.MISSING, AnswerStatus.ANSWERED)
    assert item.comment == "Der mangler noget om <b>ungeplanen</b>;\nse § 32"
    assert item.question == "Hvad er en ungeplan?"
    assert item.passage_ids == (PASSAGE,)


def test_the_question_stays_out_unless_it_is_sent(path: Path) -> None:
    store = FeedbackStore(path)
    add(store, "Tak", None)
    add(store, "Tak", "  ")
    assert [item.question for item in store.items()] == [None, None]


def test_done_with_a_note_and_open_again(path: Path) -> None:
    store = FeedbackStore(path)
    first, second = add(store, "et"), add(store, "to")
    assert store.set_state(first, FeedbackState.DONE, "Rettet i kilden")
    assert [item.id for item in store.items(FeedbackState.OPEN)] == [second]
    (done,) = store.items(FeedbackState.DONE)
    assert (done.note, done.comment) == ("Rettet i kilden", "et") and done.changed
    assert store.set_state(first, FeedbackState.OPEN, done.note)
    assert [item.id for item in store.items()] == [second, first]
    assert not store.set_state(999, FeedbackState.DONE, "")


def test_what_is_deleted_is_gone_from_the_file_and_its_number_is_not_used_again(path: Path) -> None:
    store = FeedbackStore(path)
    number = add(store, "Et navn, der ikke skulle have stået her")
    assert store.remove(number) and not store.remove(number)
    assert store.items() == []
    assert b"skulle have" not in everything_in(path.parent)
    assert add(store) > number


@pytest.mark.parametrize("cpr", ["010203-1234", "0102031234", "01.02.03 1234", "010203–1234", "61 02 03 - 1234"])
def test_a_cpr_number_is_refused_and_nowhere_on_the_disk(path: Path, cpr: str) -> None:
    store = FeedbackStore(path)
    number = add(store, "et")
    for attempt in (
        lambda: add(store, f"Det gælder {cpr}"),
        lambda: add(store, "Det gælder", f"Hvad med {cpr}?"),
        lambda: store.set_state(number, FeedbackState.DONE, f"Ringet til {cpr}"),
    ):
        with pytest.raises(PersonalDataError, match=r"CPR-nummer\. Den er ikke gemt") as refusal:
            attempt()
        assert cpr not in str(refusal.value)
    store.add(FeedbackKind.USEFUL, comment="", question=None, status="answered", passage_ids=[f"{cpr}#0123456789ab"])
    assert [item.comment for item in store.items()] == ["", "et"]
    assert store.items(FeedbackState.DONE) == []
    assert cpr.encode() not in everything_in(path.parent)


def test_what_is_no_feedback_is_refused(path: Path) -> None:
    store = FeedbackStore(path)
    with pytest.raises(RefusedError, match="for lang"):
        add(store, "x" * (LONGEST_COMMENT + 1))
    with pytest.raises(RefusedError, match="for lang"):
        add(store, "", "x" * 1001)
    with pytest.raises(RefusedError, match="ikke gemt"):
        store.add(FeedbackKind.USEFUL, comment="", question=None, status="nonsense", passage_ids=[])
    ids = ["no id", PASSAGE, *[f"p#{n:012x}" for n in range(40)]]
    store.add(FeedbackKind.USEFUL, comment="a\0b\ud800\x1b", question=None, status="blocked", passage_ids=ids)
    (item,) = store.items()
    assert item.comment == "ab"
    assert item.passage_ids[0] == PASSAGE and len(item.passage_ids) == 20


WRITER = """
import sys
from pathlib import Path
from app.feedback import FeedbackKind, FeedbackStore
store = FeedbackStore(Path(sys.argv[1]))
for n in range(40):
    store.add(FeedbackKind.USEFUL, comment=f"{sys.argv[2]} {n}", question=None, status="answered", passage_ids=[])
"""


def test_processes_and_threads_write_at_once(path: Path) -> None:
    """All begin on a file that is not there yet."""
    processes = [
        subprocess.Popen([sys.executable, "-W", "error", "-c", WRITER, str(path), name], cwd=ROOT)
        for name in ("first", "second")
    ]
    with ThreadPoolExecutor(4) as threads:
        numbers = list(threads.map(lambda n: add(FeedbackStore(path), f"thread {n}"), range(20)))
    assert [process.wait(timeout=120) for process in processes] == [0, 0]
    comments = [item.comment for item in FeedbackStore(path).items()]
    assert len(comments) == len(set(comments)) == 100
    assert len(set(numbers)) == 20


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file in the way of the folder")
    with pytest.raises(StoreError, match=r"feedback\.sqlite3: .*PEJL_DATA"):
        add(FeedbackStore(tmp_path / "data" / "feedback.sqlite3"))
    with pytest.raises(StoreError, match="PEJL_DATA"):
        add(FeedbackStore(Path("/proc/feedback.sqlite3")))  # there not even root may write


def test_a_file_that_is_no_database_is_told(path: Path) -> None:
    path.parent.mkdir()
    path.write_text("not a database, but long enough to be taken for one " * 40)
    with pytest.raises(StoreError, match="not a database"):
        FeedbackStore(path).items()


def test_a_file_of_a_newer_version_is_left_alone(path: Path) -> None:
    with Database(path, "CREATE TABLE newer (x);", 7).transaction():
        pass
    with pytest.raises(StoreError, match="udgave 7"):
        add(FeedbackStore(path))


def test_questions_are_counted_by_place_without_their_words(index, tmp_path: Path) -> None:
    counters = Counters(tmp_path / "counters.sqlite3")
    for question in (
        "Hvornår skal der være en barnets plan?",
        "Hvornår skal der være en barnets plan?",
        "Hvad koster en liter mælk?",
        "Hvad gør jeg med 010203-1234?",
        " ",
    ):
        answer = ask(index, question, heard=counters.count_question)
        assert answer.reason is not Reason.FAILED
    counts = Counters(tmp_path / "counters.sqlite3").counts(date.today() - timedelta(days=1))
    assert by_outcome(counts) == {"answered": 2, "not_in_publications": 1, "cpr": 1}
    ((topic, times),) = by_topic(counts, "answered").items()
    assert topic in {"anbefaling/5", "anbefaling/13"} and times == 2
    assert sum(by_topic(counts, "not_in_publications").values()) == 1
    assert {count.recommendation for count in counts if count.outcome == "answered"} <= {5, 13}
    kept = everything_in(tmp_path)
    assert not [word for word in (b"barnets plan", b"koster", b"lk?", b"010203") if word in kept]
    assert counters.counts(date.today() + timedelta(days=1)) == []


def test_an_answer_is_given_even_if_it_cannot_be_counted(index, tmp_path: Path, caplog) -> None:
    (tmp_path / "data").write_text("in the way")
    heard = Counters(tmp_path / "data" / "counters.sqlite3").count_question
    answer: Answer = ask(index, "Hvornår skal der være en barnets plan?", heard=heard)
    assert answer.status is AnswerStatus.ANSWERED
    assert "could not be counted" in caplog.text and "barnets plan" not in caplog.text
