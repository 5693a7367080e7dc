"""Another embedding model than the packed one, which no weights were fitted on."""

from __future__ import annotations

from pathlib import Path

import pytest

from app import concrete_case, evidence
from app.answer import answer_question
from app.concrete_case import means_decision
from app.texts import AnswerStatus
from index.build import build, gather
from index.embedding import Embedder, load_embedder
from index.search import Index
from ingest.settings import Settings


@pytest.fixture(scope="module")
def other(settings: Settings, tmp_path_factory: pytest.TempPathFactory) -> Embedder:
    """An untrained model with vectors of 64 numbers, saved and loaded as an operator's would be."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import AutoTokenizer, BertConfig, BertModel

    load_embedder("", settings.data)  # unpacks the model whose tokenizer is borrowed
    folder = tmp_path_factory.mktemp("other")
    tokenizer = AutoTokenizer.from_pretrained(settings.data / "model" / "multilingual-e5-small")
    torch.manual_seed(0)
    shape = BertConfig(
        vocab_size=len(tokenizer), hidden_size=64, num_hidden_layers=1, num_attention_heads=2, intermediate_size=64
    )
    BertModel(shape).save_pretrained(folder / "bert")
    tokenizer.save_pretrained(folder / "bert")
    whole = SentenceTransformer(modules=[Transformer(str(folder / "bert")), Pooling(64)], device="cpu")
    whole.save(str(folder / "model"))
    return load_embedder(str(folder / "model"), settings.data)


@pytest.fixture
def of_other(small_sources: Path, other: Embedder, tmp_path: Path) -> Index:
    build(gather(small_sources), tmp_path / "index", other)
    return Index(tmp_path / "index", other)


def test_a_question_is_handled_by_a_model_of_another_size(of_other: Index) -> None:
    answer = answer_question(of_other, "Hvad er de syv anbefalinger?")
    assert answer.status in (AnswerStatus.ANSWERED, AnswerStatus.NO_SOURCE)
    assert answer.found


def test_a_decision_is_refused_with_any_model(of_other: Index) -> None:
    assert answer_question(of_other, "Skal jeg anbringe Emil på 7?").status is AnswerStatus.BLOCKED


def test_weights_have_no_say_in_what_another_model_read(of_other: Index) -> None:
    read = of_other.read("Vil Emil trives i en plejefamilie?")
    assert read.vector.shape == (64,)
    assert not means_decision("Vil Emil trives i en plejefamilie?", read)
    assert evidence.topic(read) == 0.0


def test_the_weights_were_fitted_on_the_model_that_comes_along(settings: Settings) -> None:
    packed = load_embedder("", settings.data).identity
    assert packed == evidence.weights()["topic"]["model"]
    assert packed == concrete_case._weights()["model"]
