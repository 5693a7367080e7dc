"""The question side of the embedding model, tuned to how the field asks.

Users ask in other words than publications write. Two things are trained on the editorial questions by
`python -m index.tune` and lie beside this file: a low-rank change (LoRA: Hu et al., 2021) to the upper layers of
the encoder, for questions alone (passages are embedded by the model as it comes); and a prototype of each
passage, the direction that the questions which it answers have in common (Snell et al., Prototypical
Networks, 2017).
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

Vectors = NDArray[np.float32]
Model = TypeVar("Model")  # of sentence-transformers

TUNED = Path(__file__).with_name("tuned_questions.safetensors")
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
    """`vectors`, shape (passages, d), are unit vectors, all zero for a passage that has none; `matrix`, shape
    (d, d), adapts a question's vector to them."""

    vectors: Vectors
    matrix: Vectors

    def similarities(self, question: Vectors) -> Vectors:
        """Cosine of a question's vector, shape (d,), to each passage's prototype; 0 where there is none."""
        similar: Vectors = self.vectors @ adapt(question, self.matrix)
        return similar


def make_prototypes(passage_ids: Sequence[str], questions: Mapping[str, Vectors], path: Path | None) -> Prototypes:
    """A prototype of each passage that questions ask for, by their vectors, shape (n, d).

    The one that was trained, where there is one; else the mean of its questions. `path` is None for a
    model that no tuning belongs to.
    """
    trained, matrix = _trained(path) if path else ({}, None)
    dimensions = next((vectors.shape[1] for vectors in questions.values()), len(matrix) if matrix is not None else 0)
    matrix = np.eye(dimensions, dtype=np.float32) if matrix is None else matrix
    vectors = np.zeros((len(passage_ids), dimensions), dtype=np.float32)
    for row, id in enumerate(passage_ids):
        if id in questions:
            vectors[row] = trained[id] if id in trained else _mean(adapt(questions[id], matrix))
    return Prototypes(vectors, matrix)


def _trained(path: Path) -> tuple[dict[str, Vectors], Vectors]:
    from safetensors import safe_open

    with safe_open(path, framework="np") as held:
        ids = json.loads(held.metadata()["passages"])
        vectors = held.get_tensor("prototypes").astype(np.float32)
        matrix = held.get_tensor("matrix").astype(np.float32)
    return dict(zip(ids, vectors, strict=True)), matrix


def _mean(vectors: Vectors) -> Vectors:
    summed = vectors.sum(axis=0)
    mean: Vectors = summed / np.linalg.norm(summed)
    return mean
