"""`python -m index.tune` trains what `index.tuning` puts to use, on the editorial and the open questions.

Four things are trained together: a low-rank change to the upper layers of the encoder, the prototypes of passages
and of sentences, those of questions that have no answer, and the matrix that adapts a question to them. A question
is to come to lie by the prototype and the text of the passage that answers it, and by the very sentences that do; one
that nothing answers by a prototype of such. The lower layers stay as they are, so what they make of each question is
reckoned once.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import torch
from safetensors.torch import save
from torch import Tensor, nn
from torch.nn import functional
from tqdm import tqdm

from index.adapter import Lesson, train_adapter
from index.build import Material, gather, sentence_text
from index.embedding import PACKED_MODEL, Embedder, load_model
from index.errors import IndexingError, StorageError
from index.low_rank import Encoder
from index.passages import Passage
from index.questions import load_open_questions
from index.spelling import Spelling
from index.tuning import TEMPERATURE, TUNED
from ingest.errors import IngestError
from ingest.settings import SettingsError, load_settings

Item = TypeVar("Item", str, Tensor)

_SEED = 20240301
_EPOCHS, _BATCH, _ALIKE = 4, 64, 16  # _ALIKE batches are sorted by length together: less padding
_RATE, _PROTOTYPE_RATE, _MATRIX_RATE = 5e-4, 2e-3, 1e-3
_DECAY = 0.01  # of the low-rank change
_WARM_UP, _LAST_RATE = 40, 0.03  # steps; share of the rate that is left at the end
_SMOOTHING = 0.05
_BESIDE = 0.5  # weight of texts and of sentences beside the prototypes'
_PULL = 2.0  # of the matrix towards the identity
_OWN_TEXT = 2.0  # weight of a text itself in the start of its prototype, beside its questions
_OPEN = 96  # prototypes of questions that have no answer


@dataclass(frozen=True, slots=True)
class Lessons:
    """Questions as the lower layers leave them, with rows of `texts` and `sentences`, both unit vectors of
    shape (n, d): the passage that answers each, -1 where none does, and its sentences that do."""

    asked: list[Tensor]
    passage_rows: Tensor
    sentence_rows: list[list[int]]
    texts: Tensor
    sentences: Tensor


@dataclass(frozen=True, slots=True)
class Head:
    """What is trained beside the encoder: prototypes, each of shape (n, d), and the change of the identity that
    adapts a question to them, shape (d, d)."""

    passages: nn.Parameter
    sentences: nn.Parameter
    open: nn.Parameter
    change: nn.Parameter

    @property
    def prototypes(self) -> tuple[nn.Parameter, ...]:
        return self.passages, self.sentences, self.open


def make_lessons(material: Material, open_: Sequence[str], encoder: Encoder, embedder: Embedder) -> Lessons:
    """Embed texts and sentences, and the questions as far as the lower layers."""
    passages, questions = material.passages, material.questions
    at = {passage.id: row for row, passage in enumerate(passages)}
    sentence_at = {key: row for row, key in enumerate(sentences_of(passages))}
    texts = [passage.embedded_text for passage in passages]
    sentence_texts = [sentence_text(sentence) for passage in passages for sentence in passage.sentences]
    asked = [*(question.sought for question in questions), *open_]
    answering = [[sentence_at[question.passage_id, number] for number in question.sentences] for question in questions]
    return Lessons(
        _by_length(asked, encoder.lower, "Spørgsmål"),
        torch.tensor([*(at[question.passage_id] for question in questions), *[-1] * len(open_)]),
        [*answering, *([] for _ in open_)],
        torch.from_numpy(np.stack(_by_length(texts, embedder.embed_passages, "Afsnit"))),
        torch.from_numpy(np.stack(_by_length(sentence_texts, embedder.embed_passages, "Sætninger"))),
    )


def sentences_of(passages: Sequence[Passage]) -> list[tuple[str, int]]:
    """All sentences by passage and number, in the order of their vectors."""
    return [(passage.id, number) for passage in passages for number in range(len(passage.sentences))]


def _by_length(items: Sequence[Item], embed: Callable[[list[Item]], Iterable[Any]], what: str) -> list[Any]:
    """What `embed` makes of each item, in their order; like lengths are embedded together."""
    order = sorted(range(len(items)), key=lambda row: len(items[row]))
    made: list[Any] = [None] * len(items)
    with tqdm(total=len(items), desc=what, file=sys.stderr, leave=False) as bar:
        for at in range(0, len(order), _BATCH):
            rows = order[at : at + _BATCH]
            for row, one in zip(rows, embed([items[row] for row in rows]), strict=True):
                made[row] = one
            bar.update(len(rows))
    return made


def first_head(lessons: Lessons, encoder: Encoder) -> Head:
    """Where training starts: the adapter of `index.adapter`, texts with their questions, and open questions."""
    with torch.no_grad():
        asked = torch.stack(_by_length(lessons.asked, encoder.upper, "Vektorer"))
    answered = lessons.passage_rows >= 0
    matrix = train_adapter(
        asked[answered].numpy(),
        [
            Lesson(lessons.texts.numpy(), lessons.passage_rows[answered].tolist()),
            Lesson(
                lessons.sentences.numpy(), [rows[0] if rows else -1 for rows in lessons.sentence_rows[: answered.sum()]]
            ),
        ],
    )
    passages = (_OWN_TEXT * lessons.texts).index_add(0, lessons.passage_rows[answered], asked[answered])
    sentences = _OWN_TEXT * lessons.sentences
    for vector, rows in zip(asked, lessons.sentence_rows, strict=True):
        sentences[rows] += vector / max(1, len(rows))
    open_ = asked[~answered]
    open_ = open_[torch.linspace(0, max(0, len(open_) - 1), min(_OPEN, len(open_))).long()]
    change = torch.from_numpy(matrix) - torch.eye(len(matrix))
    return Head(*(nn.Parameter(rows) for rows in (_unit(passages), _unit(sentences), _unit(open_), change)))


def _unit(vectors: Tensor) -> Tensor:
    return functional.normalize(vectors, dim=1)


def train(lessons: Lessons, encoder: Encoder, head: Head, epochs: int) -> Iterator[float]:
    """Train `encoder` and `head` where they are; the mean loss of each epoch."""
    steps = epochs * math.ceil(len(lessons.asked) / _BATCH)
    warm_up = min(_WARM_UP, max(1, steps // 10))
    low_rank = encoder.parameters()
    optimizer = torch.optim.AdamW(
        [
            {"params": low_rank, "lr": _RATE, "weight_decay": _DECAY},
            {"params": head.prototypes, "lr": _PROTOTYPE_RATE, "weight_decay": 0.0},
            {"params": [head.change], "lr": _MATRIX_RATE, "weight_decay": 0.0},
        ]
    )
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / warm_up) * max(_LAST_RATE, 1 - step / steps)
    )
    random = np.random.default_rng(_SEED)
    encoder.transformer.train()
    with tqdm(total=steps, desc="Træner", unit=" skridt", file=sys.stderr, leave=False) as bar:
        for _ in range(epochs):
            losses = []
            for batch in _batches([len(one) for one in lessons.asked], random):
                loss = _loss(lessons, batch, encoder.upper([lessons.asked[row] for row in batch]), head)
                optimizer.zero_grad()
                loss.backward()  # type: ignore[no-untyped-call]
                nn.utils.clip_grad_norm_(low_rank, 1.0)
                optimizer.step()
                schedule.step()
                losses.append(loss.item())
                bar.update()
            yield sum(losses) / len(losses)
    encoder.transformer.eval()


def _batches(lengths: Sequence[int], random: np.random.Generator) -> list[list[int]]:
    """All rows once, in random order, yet like lengths together."""
    order = random.permutation(len(lengths)).tolist()
    batches: list[list[int]] = []
    for at in range(0, len(order), _BATCH * _ALIKE):
        rows = sorted(order[at : at + _BATCH * _ALIKE], key=lambda row: lengths[row])
        batches += [rows[start : start + _BATCH] for start in range(0, len(rows), _BATCH)]
    return [batches[number] for number in random.permutation(len(batches))]


def _loss(lessons: Lessons, batch: list[int], vectors: Tensor, head: Head) -> Tensor:
    wanted = lessons.passage_rows[batch]
    answered = wanted >= 0
    adapted = _unit(vectors + vectors @ head.change)
    passages, sentences, open_ = map(_unit, head.prototypes)
    by_prototype = adapted @ torch.cat([passages, open_]).T / TEMPERATURE
    nothing = by_prototype[~answered]
    loss = (nothing.logsumexp(1) - nothing[:, len(passages) :].logsumexp(1)).sum() / len(batch)
    if not answered.any():
        return loss
    share = float(answered.float().mean())
    by_prototype, adapted, wanted = by_prototype[answered], adapted[answered], wanted[answered]
    answering = torch.zeros(len(adapted), len(sentences))
    for row, number in enumerate(row for row, is_answered in zip(batch, answered, strict=True) if is_answered):
        answering[row, lessons.sentence_rows[number]] = 1 / max(1, len(lessons.sentence_rows[number]))
    of_answered = functional.cross_entropy(by_prototype, wanted, label_smoothing=_SMOOTHING)
    by_text = adapted @ lessons.texts.T / TEMPERATURE
    of_answered = of_answered + _BESIDE * functional.cross_entropy(by_text, wanted, label_smoothing=_SMOOTHING)
    for rows in (lessons.sentences, sentences):
        by_sentence = functional.log_softmax(adapted @ rows.T / TEMPERATURE, 1)
        of_answered = of_answered - _BESIDE * (answering * by_sentence).sum(1).mean()
    return loss + share * of_answered + _PULL * head.change.square().mean() * len(head.change)


def write(path: Path, passages: Sequence[Passage], encoder: Encoder, head: Head) -> None:
    """Write what `index.tuning` reads, in one step. Raises StorageError."""
    held: dict[str, Tensor] = {f"{name}.a": change.a for name, change in encoder.changes.items()}
    held |= {f"{name}.b": change.b for name, change in encoder.changes.items()}
    for name, prototypes in zip(("passages", "sentences", "open"), head.prototypes, strict=True):
        held[name] = _unit(prototypes)
    held["matrix"] = torch.eye(len(head.change)) + head.change
    tensors = {name: tensor.detach().half().contiguous() for name, tensor in held.items()}
    partial = path.with_name(f"{path.name}.partial")
    try:
        partial.write_bytes(save(tensors, {"passages": json.dumps({p.id: len(p.sentences) for p in passages})}))
        os.replace(partial, path)
    except OSError as error:
        raise StorageError(f"{path}: it cannot be written ({error.strerror}); name another with --out.") from error


def tune(material: Material, open_: Sequence[str], data: Path, epochs: int, out: Path) -> None:
    """Train anew from the model as it comes and write `out`. The same input gives the same file."""
    torch.manual_seed(_SEED)
    model = load_model("", data)
    encoder = Encoder(model)
    lessons = make_lessons(material, open_, encoder, Embedder(model, PACKED_MODEL))
    head = first_head(lessons, encoder)
    for number, loss in enumerate(train(lessons, encoder, head, epochs), start=1):
        print(f"Runde {number} af {epochs}: tab {loss:.3f}")
    write(out, material.passages, encoder, head)


def _thin_out(material: Material, limit: int) -> Material:
    """With `limit` questions at most, evenly taken, and the passages that answer them."""
    questions = material.questions[:: math.ceil(len(material.questions) / limit) or 1]
    asked_for = {question.passage_id for question in questions}
    passages = tuple(passage for passage in material.passages if passage.id in asked_for)
    return replace(material, questions=questions, passages=passages)


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m index.tune", description="Træn sprogmodellens spørgsmålsside på de redaktionelle spørgsmål."
    )
    parser.add_argument("--epochs", type=int, default=_EPOCHS, help="runder gennem spørgsmålene")
    parser.add_argument("--limit", type=int, metavar="N", help="prøv med N spørgsmål og de afsnit, der besvarer dem")
    parser.add_argument("--out", type=Path, default=TUNED, metavar="PATH", help="filen, der skrives")
    options = parser.parse_args(arguments)
    if options.epochs < 1 or (options.limit is not None and options.limit < 1):
        parser.error("--epochs og --limit skal være mindst 1")
    if options.limit and options.out == TUNED:
        parser.error("--limit er en prøve: angiv med --out, hvor den skal ligge")
    try:
        settings = load_settings()
        material = gather(settings.sources)
        spelling = Spelling(passage.embedded_text for passage in material.passages)
        open_ = tuple(map(spelling.plain, load_open_questions(settings.sources / "open_questions.txt")))
        if options.limit:
            material, open_ = _thin_out(material, options.limit), open_[: options.limit]
        if not material.questions:
            raise IndexingError("questions.jsonl: there is no reviewed question to learn from; add some.")
        tune(material, open_, settings.data, options.epochs, options.out)
    except (IngestError, IndexingError, SettingsError) as error:
        print(f"Pejl: {error}", file=sys.stderr)
        return 1
    print(f"Skrevet: {options.out}. Byg indekset igen med 'python -m index --rebuild', og mål det med")
    print("'python -m eval --split dev --systems pejl'.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
