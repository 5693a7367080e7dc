"""The question side of the embedding model, tuned to how the field asks.

Users ask in other words than publications write. Two things are trained on the editorial questions by
`python -m index.tune` and lie beside this file: a low-rank change (LoRA: Hu et al., 2021) to the upper layers of
the encoder, for questions alone (passages are embedded by the model as it comes); and a prototype of each
passage and each sentence, the direction that the questions which it answers have in common (Snell et al.,
Prototypical Networks, 2017), with some of questions that nothing answers.
"""

from __future__ import annotations

import copy
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from index.adapter import adapt
from index.passages import Passage

Vectors = NDArray[np.float32]
Model = TypeVar("Model")  # of sentence-transformers
Key = TypeVar("Key", str, tuple[str, int])

TUNED = Path(__file__).with_name("tuned_questions.safetensors")
TEMPERATURE = 0.03  # of the softmax over prototypes
SCALE = 2.0  # of the low-rank product beside the layer's own weights


def tuned_identity(path: Path = TUNED) -> str:
    """Names the tuning, so that an index built with another one is refused."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:8]


def with_tuning(model: Model, path: Path = TUNED) -> Model:
    """A copy of `model` with the change put into it; what stays the same is shared with `model`.

    The file holds, for each changed layer NAME of the transformer, `NAME.a` of shape (rank, in) and `NAME.b`
    of shape (out, rank). Raises OSError, or AttributeError where it does not fit the model.
    """
    import torch
    from safetensors.torch import load_file

    held = load_file(path)
    names = sorted(name.removesuffix(".a") for name in held if name.endswith(".a"))
    first = min(int(name.split(".")[2]) for name in names)
    encoder = transformer_of(model)
    shared = [encoder.embeddings, *encoder.encoder.layer[:first]]
    tuned = copy.deepcopy(model, {id(part): part for part in shared})
    for name in names:
        layer = transformer_of(tuned).get_submodule(name)
        with torch.no_grad():
            layer.weight += SCALE * held[f"{name}.b"].float() @ held[f"{name}.a"].float()
    return tuned


def transformer_of(model: Any) -> Any:
    """The transformer inside a sentence-transformers model."""
    return model[0].model


@dataclass(frozen=True, slots=True)
class Prototypes:
    """Unit vectors: of `passages`, shape (passages, d), and of their `sentences` in order, shape (sentences, d), all
    zero for one that no question asks for; of questions that are left `open`, shape (any, d). `matrix`,
    shape (d, d), adapts a question's vector to them."""

    passages: Vectors
    sentences: Vectors
    open: Vectors
    matrix: Vectors


@dataclass(frozen=True, slots=True)
class Asked:
    """The editorial questions of an index: their `vectors`, shape (n, d), and the rows of those that each passage and
    each sentence (by passage and number) answers."""

    vectors: Vectors
    of_passages: Mapping[str, Sequence[int]]
    of_sentences: Mapping[tuple[str, int], Sequence[int]]


def make_prototypes(passages: Sequence[Passage], asked: Asked, path: Path | None) -> Prototypes:
    """A prototype of each passage and sentence that questions ask for.

    The one that was trained, where there is one; else the mean of its questions. `path` is None for a
    model that no tuning belongs to.
    """
    dimensions = asked.vectors.shape[1]
    nothing = np.zeros((0, dimensions), dtype=np.float32)
    trained = _trained(path) if path else Prototypes(nothing, nothing, nothing, np.eye(dimensions, dtype=np.float32))
    of_passages, of_sentences = _trained_rows(path) if path else ({}, {})
    adapted = adapt(asked.vectors, trained.matrix) if len(asked.vectors) else asked.vectors
    sentences = [(passage.id, number) for passage in passages for number in range(len(passage.sentences))]
    return Prototypes(
        _gather([p.id for p in passages], asked.of_passages, adapted, of_passages, trained.passages),
        _gather(sentences, asked.of_sentences, adapted, of_sentences, trained.sentences),
        trained.open,
        trained.matrix,
    )


def _gather(
    keys: Sequence[Key], asked: Mapping[Key, Sequence[int]], adapted: Vectors, rows: Mapping[Key, int], trained: Vectors
) -> Vectors:
    vectors = np.zeros((len(keys), adapted.shape[1]), dtype=np.float32)
    for number, key in enumerate(keys):
        if key in asked:
            vectors[number] = trained[rows[key]] if key in rows else _mean(adapted[list(asked[key])])
    return vectors


def _trained(path: Path) -> Prototypes:
    from safetensors.numpy import load_file

    held = load_file(path)
    names = ("passages", "sentences", "open", "matrix")
    return Prototypes(*(held[name].astype(np.float32) for name in names))


def _trained_rows(path: Path) -> tuple[dict[str, int], dict[tuple[str, int], int]]:
    """Where the trained prototypes of passages and of sentences stand."""
    from safetensors import safe_open

    with safe_open(path, framework="np") as held:
        counts: dict[str, int] = json.loads(held.metadata()["passages"])
    sentences = [(id, number) for id, count in counts.items() for number in range(count)]
    return {id: row for row, id in enumerate(counts)}, {key: row for row, key in enumerate(sentences)}


def _mean(vectors: Vectors) -> Vectors:
    summed = vectors.sum(axis=0)
    mean: Vectors = summed / np.linalg.norm(summed)
    return mean
