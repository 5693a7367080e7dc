"""A linear query adapter: questions are asked in other words than answers are written in.

A square matrix near the identity, trained on the editorial questions so that a question's vector
comes to lie by the passages that answer it (softmax over all passages).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

SEED = 20240301
_STEPS = 150
_RATE = 2e-3
_TEMPERATURE = 0.02
_PULL = 2.0  # towards the identity


def train_adapter(questions: Vectors, targets: Sequence[Sequence[int]], passages: Vectors) -> Vectors:
    """Matrix W, shape (d, d): the adapted question is `normalize(q @ W)`.

    `targets[i]` are the rows of `passages` that answer question i. The identity when there is
    nothing to learn from.
    """
    dimensions = passages.shape[1]
    if not len(questions):
        return np.eye(dimensions, dtype=np.float32)
    torch.manual_seed(SEED)
    asked, found = torch.from_numpy(questions), torch.from_numpy(passages)
    wanted = torch.zeros(len(questions), len(passages))
    for row, columns in enumerate(targets):
        wanted[row, list(columns)] = 1.0 / len(columns)
    change = torch.zeros(dimensions, dimensions, requires_grad=True)
    optimizer = torch.optim.Adam([change], lr=_RATE)
    for _ in range(_STEPS):
        optimizer.zero_grad()
        adapted = torch.nn.functional.normalize(asked + asked @ change, dim=1)
        loss = -(wanted * torch.log_softmax(adapted @ found.T / _TEMPERATURE, dim=1)).sum(dim=1).mean()
        (loss + _PULL * change.square().mean() * dimensions).backward()  # type: ignore[no-untyped-call]
        optimizer.step()
    matrix: Vectors = (torch.eye(dimensions) + change.detach()).numpy().astype(np.float32)
    return matrix


def adapt(vector: Vectors, matrix: Vectors) -> Vectors:
    """Apply the adapter to one question vector (d,) or to many (n, d)."""
    moved = vector @ matrix
    unit: Vectors = moved / np.linalg.norm(moved, axis=-1, keepdims=True)
    return unit
