"""A bar in the terminal over the pages of a long PDF. Standard output is left to what was asked for."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from tqdm import tqdm

# Told how many pages of how many are read.
Progress = Callable[[int, int], None]
# What shows the reading of one file, by its name.
PageBar = Callable[[str], AbstractContextManager[Progress]]

_LONG = 30  # pages; fewer are read before a bar could be seen


@contextmanager
def page_bar(name: str) -> Iterator[Progress]:
    """Show "Læser rapport.pdf: 120/500 sider" on standard error while a long file is read."""
    bars: list[tqdm[None]] = []

    def show(done: int, of: int) -> None:
        if of < _LONG:
            return
        if not bars:
            bars.append(tqdm(total=of, desc=f"Læser {name}", unit=" sider", file=sys.stderr, leave=False))
        bars[0].update(done - bars[0].n)

    try:
        yield show
    finally:
        for bar in bars:
            bar.close()


@contextmanager
def no_bar(_: str) -> Iterator[Progress]:
    yield lambda done, of: None
