"""Lexical search, BM25: the one file that knows bm25s."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence

import bm25s
import numpy as np
from numpy.typing import NDArray

logging.getLogger("bm25s").setLevel(logging.WARNING)

Tokenize = Callable[[str], list[str]]


class LexicalIndex:
    """BM25 over texts, with tokens of the caller's making."""

    def __init__(self, texts: Sequence[str], tokenize: Tokenize) -> None:
        self._tokenize = tokenize
        self._count = len(texts)
        self._bm25 = bm25s.BM25(k1=1.2, b=0.6)
        corpus = [tokenize(text) or [""] for text in texts]
        self._vocabulary = {token for tokens in corpus for token in tokens}
        if corpus:
            self._bm25.index(corpus, show_progress=False)

    def scores(self, question: str) -> NDArray[np.float32]:
        """BM25 score of every text, shape (number of texts,); 0 where no token is shared."""
        tokens = [token for token in self._tokenize(question) if token in self._vocabulary]
        if not tokens:
            return np.zeros(self._count, dtype=np.float32)
        return np.asarray(self._bm25.get_scores(tokens), dtype=np.float32)
