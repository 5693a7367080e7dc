"""A linear query adapter: questions are asked in other words than answers are written in.

A square matrix near the identity, trained on the editorial questions so that a question's vector
comes to lie by the passage that answers it and by the very sentence that does (a softmax over all
passages, and one over all sentences).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

VERSION = 3  # raise it when training changes: the adapter is trained anew, nothing is embedded again
SEED = 20240301
_STEPS = 250
_BATCH = 1024  # questions a step; all of them at once cost five times the time and gain nothing
_RATE = 2e-3
_TEMPERATURE = 0.02
_PULL = 2.0  # towards the identity


@dataclass(frozen=True, slots=True)
class Lesson:
    """Unit vectors, shape (n, d), of the questions and of all candidates, and for each question the
    row of the candidate that answers it, or -1 where none is known."""

    candidates: Vectors
    answers: Sequence[int]


def train_adapter(questions: Vectors, lessons: Sequence[Lesson]) -> Vectors:
    """Matrix W, shape (d, d): the adapted question is `normalize(q @ W)`.

    The identity when there is nothing to learn from. The same input gives the same matrix.
    """
    dimensions = lessons[0].candidates.shape[1]
    if not len(questions):
        return np.eye(dimensions, dtype=np.float32)
    torch.manual_seed(SEED)
    asked = torch.from_numpy(questions)
    candidates = [torch.from_numpy(lesson.candidates) for lesson in lessons]
    answers = [torch.tensor(lesson.answers) for lesson in lessons]
    change = torch.zeros(dimensions, dimensions, requires_grad=True)
    optimizer = torch.optim.Adam([change], lr=_RATE)
    for _ in range(_STEPS):
        part = torch.randperm(len(asked))[:_BATCH]
        optimizer.zero_grad()
        adapted = torch.nn.functional.normalize(asked[part] + asked[part] @ change, dim=1)
        loss = _PULL * change.square().mean() * dimensions
        for rows, wanted in zip(candidates, answers, strict=True):
            logits = adapted @ rows.T / _TEMPERATURE
            loss = loss + torch.nn.functional.cross_entropy(logits, wanted[part], ignore_index=-1)
        loss.backward()
        optimizer.step()
    matrix: Vectors = (torch.eye(dimensions) + change.detach()).numpy().astype(np.float32)
    return matrix


def adapt(vector: Vectors, matrix: Vectors) -> Vectors:
    """Apply the adapter to one question vector (d,) or to many (n, d)."""
    moved = vector @ matrix
    unit: Vectors = moved / np.linalg.norm(moved, axis=-1, keepdims=True)
    return unit
