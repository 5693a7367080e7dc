"""What the terminal shows while the index is built. Standard output is left to the answers."""

from __future__ import annotations

import sys

from tqdm import tqdm

_bars: list[tqdm] = []


def tell(line: str) -> None:
    tqdm.write(line, file=sys.stderr)


def show_progress(done: int, of: int) -> None:
    """A bar over all texts to embed: "Læser publikationerne ind"."""
    if not _bars:
        _bars.append(tqdm(total=of, desc="Læser publikationerne ind", unit=" tekster", file=sys.stderr))
    bar = _bars[0]
    bar.update(done - bar.n)
    if done >= of:
        _bars.pop().close()
