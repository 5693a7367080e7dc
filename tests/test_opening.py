"""The index is opened behind a page that is up already."""

from __future__ import annotations

import threading
from types import SimpleNamespace

from app import texts, texts_ask
from app.opening import Opening
from app.page_ask import respond
from index.errors import StorageError
from ingest.settings import Settings


def test_it_tells_how_far_it_is_and_then_nothing() -> None:
    told, go_on, index = threading.Event(), threading.Event(), SimpleNamespace()

    def prepare(progress):
        progress(312, 540)
        told.set()
        go_on.wait(5)
        return index

    opening = Opening(prepare)
    assert opening.message == texts.reading_in(0, 0)
    thread = opening.start()
    assert told.wait(5)
    assert not opening.ended and "312 af 540" in opening.message
    go_on.set()
    thread.join(5)
    assert opening.ended and opening.index is index and opening.message == ""


def test_a_fault_is_kept_and_told() -> None:
    fault, failed = StorageError("No room."), []

    def prepare(progress):
        raise fault

    opening = Opening(prepare, failed=lambda: failed.append(opening.fault))
    opening.start().join(5)
    assert failed == [fault] and opening.ended and opening.index is None
    assert opening.message == texts.NOT_READ_IN


def test_a_question_that_comes_too_early_stays_in_the_field() -> None:
    (news,) = respond(Opening(lambda progress: None), Settings(), print, None, "Hvem er med til mødet?", {"number": 1})
    assert news["done"] and not news["html"] and "left" not in news
    assert news["told"] == texts_ask.KEPT_IN_FIELD
