"""The encoder as it is trained: upper layers with a low-rank change beside their weights (LoRA).

What is trained here is what `index.tuning.with_tuning` adds to the weights.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from index.tuning import SCALE, transformer_of

_FIRST = 6  # the lowest layer that is changed
_CHANGED = (
    *("attention.self.query", "attention.self.key", "attention.self.value"),
    *("attention.output.dense", "intermediate.dense", "output.dense"),
)
_RANK = 16
_DROPOUT = 0.05  # of what goes into the low-rank product
_LONGEST = 64  # tokens of a question


class LowRank(nn.Module):
    """A linear layer with a change of low rank beside it, none to begin with."""

    def __init__(self, layer: nn.Linear) -> None:
        super().__init__()
        self.layer = layer
        self.a = nn.Parameter(torch.randn(_RANK, layer.in_features) / _RANK)
        self.b = nn.Parameter(torch.zeros(layer.out_features, _RANK))

    def forward(self, states: Tensor) -> Tensor:
        low = functional.dropout(states, _DROPOUT, self.training) @ self.a.T
        unchanged: Tensor = self.layer(states)
        return unchanged + SCALE * (low @ self.b.T)


class Encoder:
    """The encoder of `model`, cut below the layers to be changed; `model` itself changes as they are trained."""

    def __init__(self, model: Any) -> None:
        self._tokenizer, self._prompt = model.tokenizer, model.prompts.get("query", "")
        self.transformer = transformer_of(model).eval().requires_grad_(False)
        self.changes: dict[str, LowRank] = {}
        for number in range(_FIRST, len(self.transformer.encoder.layer)):
            for part in _CHANGED:
                name = f"encoder.layer.{number}.{part}"
                self.changes[name] = LowRank(self.transformer.get_submodule(name))
                self.transformer.set_submodule(name, self.changes[name])

    def parameters(self) -> list[nn.Parameter]:
        return [parameter for change in self.changes.values() for parameter in (change.a, change.b)]

    def lower(self, texts: Sequence[str]) -> list[Tensor]:
        """What the unchanged layers make of questions: for each a float16 of shape (its tokens, d)."""
        prompted = [self._prompt + text for text in texts]
        tokens = self._tokenizer(prompted, padding=True, truncation=True, max_length=_LONGEST, return_tensors="pt")
        mask = tokens["attention_mask"]
        with torch.no_grad():
            states = self.transformer.embeddings(
                input_ids=tokens["input_ids"], token_type_ids=torch.zeros_like(tokens["input_ids"])
            )
            for layer in self.transformer.encoder.layer[:_FIRST]:
                states = layer(states, _hidden(mask))
        return [row[: int(length)].half() for row, length in zip(states, mask.sum(1), strict=True)]

    def upper(self, lower: Sequence[Tensor]) -> Tensor:
        """Unit vectors, shape (n, d), of what `lower` made."""
        states = nn.utils.rnn.pad_sequence([row.float() for row in lower], batch_first=True)
        lengths = torch.tensor([len(row) for row in lower])
        mask = (torch.arange(states.shape[1]) < lengths[:, None]).long()
        for layer in self.transformer.encoder.layer[_FIRST:]:
            states = layer(states, _hidden(mask))
        return functional.normalize((states * mask[:, :, None]).sum(1) / lengths[:, None], dim=1)


def _hidden(mask: Tensor) -> Tensor:
    """The attention mask as the layers add it to their scores."""
    return (1.0 - mask[:, None, None, :].float()) * torch.finfo(torch.float32).min
