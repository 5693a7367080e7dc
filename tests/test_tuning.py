"""The tuned question side: it changes questions alone, it helps on dev, and it can be trained anew; words beside it."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest

from eval.cases import CaseType, load_split, thin_out
from eval.matching import holds
from index import tune
from index.adapter import adapt
from index.build import sentence_id, text_id
from index.embedding import PACKED_MODEL, Embedder, load_model
from index.search import _fuse
from index.tuning import TUNED, Asked, make_prototypes, tuned_identity

TEXTS = ["Hvornår skal barnet have en plan?", "må jeg holde mødet uden forældrene"]


@pytest.fixture(scope="module")
def model(settings):
    return load_model("", settings.data)


@pytest.fixture(scope="module")
def untuned(model):
    return Embedder(model, PACKED_MODEL)


@pytest.fixture(scope="module")
def tuned(model):
    return Embedder(model, PACKED_MODEL, TUNED)


def test_tuning_changes_questions_and_leaves_passages(untuned, tuned):
    assert np.array_equal(tuned.embed_passages(TEXTS), untuned.embed_passages(TEXTS))
    similar = (tuned.embed_questions(TEXTS) * untuned.embed_questions(TEXTS)).sum(axis=1)
    assert (similar < 0.99).all()
    assert untuned.identity in tuned.identity and "tuned" in tuned.identity


def test_another_tuning_is_another_model(model, tuned, tmp_path):
    other = tmp_path / "other.safetensors"
    other.write_bytes(TUNED.read_bytes() + b" ")
    assert tuned_identity(other) not in tuned.identity


def test_a_prototype_is_trained_or_the_mean_or_none(index):
    trained = index.passage(next(question.passage_id for question in index.questions))
    new, unasked = replace(trained, id="new"), replace(trained, id="unasked")
    rng = np.random.default_rng(1)
    vectors = adapt(rng.normal(size=(3, 384)).astype(np.float32), np.eye(384, dtype=np.float32))  # unit vectors
    of_passages = {trained.id: [0, 1, 2], "new": [0, 1, 2]}
    asked = Asked(vectors, of_passages, {(id, 0): rows for id, rows in of_passages.items()})
    made = make_prototypes([trained, new, unasked], asked, TUNED)
    mean = adapt(vectors, made.matrix).sum(axis=0)
    count = len(trained.sentences)
    for prototypes, step in ((made.passages, 1), (made.sentences, count)):
        assert np.allclose(prototypes[step], mean / np.linalg.norm(mean), atol=1e-5)
        assert not prototypes[2 * step].any()
        assert np.linalg.norm(prototypes[0]) == pytest.approx(1, abs=1e-2)
        assert not np.allclose(prototypes[0], prototypes[step], atol=0.1)
    assert len(made.sentences) == 3 * count and len(made.open)
    without = make_prototypes([trained], asked, None)
    assert np.allclose(without.passages[0], vectors.sum(axis=0) / np.linalg.norm(vectors.sum(axis=0)), atol=1e-5)
    assert not len(without.open)


@pytest.fixture(scope="module")
def recall(index):
    """Share of dev cases whose evidence stands in the first five passages by text and sentences, from their vectors."""
    asked = [case for case in load_split("dev") if case.answerable and not case.history]
    cases = thin_out([case for case in asked if case.type is not CaseType.TWO_RECOMMENDATIONS], 100)
    texts = index._store.vectors("texts", [text_id(passage) for passage in index.passages])
    keys = [(row, number) for row, p in enumerate(index.passages) for number in range(len(p.sentences))]
    ids = [sentence_id(index.passages[row], number) for row, number in keys]
    sentences, rows = index._store.vectors("sentences", ids), np.array([row for row, _ in keys])

    def first_five(vector):
        best = np.zeros(len(texts), dtype=np.float32)
        np.maximum.at(best, rows, sentences @ vector)
        silent = np.zeros_like(best)
        signals = {"text": texts @ vector, "sentence": best}
        signals |= dict.fromkeys(("question", "taught", "taught_sentence", "words", "grams", "question_grams"), silent)
        return [index.passages[row] for row in np.argsort(-_fuse(signals))[:5]]

    def measure(vectors):
        held = [
            any(holds(passage.text, evidence) for passage in first_five(vector) for evidence in case.evidence)
            for case, vector in zip(cases, vectors, strict=True)
        ]
        return sum(held) / len(held)

    return [case.question for case in cases], measure


def test_the_tuned_encoder_and_the_adapter_find_more(recall, index, tuned, untuned):
    questions, measure = recall
    by_tuned = tuned.embed_questions(questions)
    found = {
        "neither": measure(untuned.embed_questions(questions)),
        "tuned": measure(by_tuned),
        "both": measure(adapt(by_tuned, index._adapter)),
    }
    assert found["neither"] + 0.05 < found["tuned"] < found["both"], found


def test_it_is_trained_anew(settings, small_sources, model, untuned, tmp_path, monkeypatch, capsys):
    """On a few questions: the file fits the model, changes it, and holds a prototype of each passage asked for."""
    lines = (settings.sources / "questions.jsonl").read_text(encoding="utf-8").split("\n")
    known = [line for line in lines if line and (small_sources / "publications" / _file_of(line)).is_file()]
    (small_sources / "questions.jsonl").write_text("\n".join(known), encoding="utf-8")
    monkeypatch.setenv("PEJL_SOURCES", str(small_sources))
    monkeypatch.setenv("PEJL_DATA", str(settings.data))
    out = tmp_path / "tuned.safetensors"
    assert tune.main(["--limit", "40", "--epochs", "1", "--out", str(out)]) == 0
    assert "python -m eval --split dev --systems pejl" in capsys.readouterr().out
    assert [path for path in tmp_path.iterdir() if path.name.startswith("tuned")] == [out]
    trained = Embedder(model, PACKED_MODEL, out)
    assert not np.array_equal(trained.embed_questions(TEXTS), untuned.embed_questions(TEXTS))
    assert np.array_equal(trained.embed_passages(TEXTS), untuned.embed_passages(TEXTS))


def _file_of(line):
    return f"{json.loads(line)['publication']}.txt"


def test_a_trial_never_takes_the_place_of_the_tuning(capsys):
    before = TUNED.read_bytes()
    with pytest.raises(SystemExit):
        tune.main(["--limit", "3"])
    assert "--out" in capsys.readouterr().err
    assert TUNED.read_bytes() == before


def test_editorial_questions_lend_a_sentence_their_words(index):
    asked = [case for case in load_split("dev") if case.answerable and not case.history]
    cases = thin_out([case for case in asked if case.type is not CaseType.TWO_RECOMMENDATIONS], 60)
    found = {"words": 0, "grams": 0}
    for case in cases:
        result = index.search(case.question)
        places = (*result.kept, *result.rejected)
        for signal in found:
            best = max(places, key=lambda place: place.signals[signal])
            found[signal] += any(holds(best.passage.text, evidence) for evidence in case.evidence)
    assert found["words"] > found["grams"] + 0.1 * len(cases), found
