"""Runs of a page → stretches: what stands side by side on one baseline, superscripts with it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.compose import RAISE
from ingest.pdf_runs import Run

# All in shares of the type size.
_SAME_LINE = 0.12  # two baselines so close are one
_STRETCH_GAP = 1.0  # a wider gap may be the white between two columns
_RAISED_SIZE, _LEAST_RISE, _MOST_RISE, _RAISED_GAP = 0.86, 0.15, 0.75, 0.4
_WORD_GAP = 0.15
_SIGN_GAP = 3.5  # between a bullet and its text
WIDE_GAP = 1.5  # a tab, or the white between two cells
_BAND = 10.0  # points; runs are looked up by the band that their baseline lies in

_SPACES = re.compile(r"[ \t]*\t[ \t]*| {2,}")
_SIGN = re.compile(r"[•●▪■◦○‣∙▸►➢➤✓»›·–—*o-]|\d{1,3}[.)]|[a-zæøå][.)]")
_RAISED_DIGITS = re.compile(r"[\d\s,;]*\d[\d\s,;]*")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Text on one baseline. Raised digits stand in it as superscript characters.

    `text_x` is where the text begins behind a bullet or a number that was set apart from it,
    else `x0`; `first_word` is how wide the first word is. Points, from the page's lower left corner.
    A wide gap is a tab.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    text_x: float
    first_word: float
    artifact: bool = False


def find_stretches(runs: Sequence[Run]) -> list[Stretch]:
    """Join runs that follow each other on a baseline, from top to bottom."""
    kept = _without_doubles(sorted(runs, key=lambda run: run.x0))
    follower = _link(kept)
    followed = set(follower.values())
    stretches = []
    for start in range(len(kept)):
        if start in followed:
            continue
        chain, at = [], start
        while True:
            chain.append(kept[at])
            if at not in follower:
                break
            at = follower[at]
        stretch = _stretch(chain)
        if stretch.text:
            stretches.append(stretch)
    return _with_signs(sorted(stretches, key=lambda stretch: (-stretch.y, stretch.x0)))


def _with_signs(stretches: list[Stretch]) -> list[Stretch]:
    """Join each bullet or number to the text that stands behind it, however wide the gap."""
    joined: list[Stretch] = []
    for stretch in stretches:
        sign = joined[-1] if joined else None
        if (
            sign is not None
            and _SIGN.fullmatch(sign.text)
            and abs(sign.y - stretch.y) <= 0.3 * stretch.size
            and 0 <= stretch.x0 - sign.x1 <= _SIGN_GAP * stretch.size
        ):
            joined[-1] = join_stretches([sign, stretch])
        else:
            joined.append(stretch)
    return joined


def join_stretches(parts: Sequence[Stretch]) -> Stretch:
    """One line from stretches on the same baseline, left to right."""
    parts = sorted(parts, key=lambda part: part.x0)
    if len(parts) == 1:
        return parts[0]
    first, text = parts[0], parts[0].text
    for before, part in pairwise(parts):
        text += ("\t" if part.x0 - before.x1 > WIDE_GAP * part.size else " ") + part.text
    main = max(parts, key=lambda part: len(part.text))
    text_x = parts[1].x0 if len(first.text) <= 4 else first.text_x
    bold = all(part.bold for part in parts if any(map(str.isalpha, part.text)))
    x1 = max(part.x1 for part in parts)
    artifact = all(part.artifact for part in parts)
    return Stretch(_tidy(text), first.x0, x1, main.y, main.size, bold, text_x, first.first_word, artifact)


def _without_doubles(runs: list[Run]) -> list[Run]:
    """Bold is sometimes made by setting the same text twice, a hair apart."""
    kept: list[Run] = []
    seen: dict[tuple[str, int], list[Run]] = {}
    for run in runs:
        near = seen.setdefault((run.text, round(run.size)), [])
        if any(abs(run.x0 - other.x0) + abs(run.y - other.y) < 0.15 * run.size for other in near[-8:]):
            continue
        near.append(run)
        kept.append(run)
    return kept


def _link(runs: list[Run]) -> dict[int, int]:
    """For each run the one that follows it; each has at most one before and one behind it."""
    bands: dict[int, list[int]] = {}
    for at, run in enumerate(runs):  # sorted by x0, and so is each band
        bands.setdefault(int(run.y // _BAND), []).append(at)
    starts = {band: [runs[at].x0 for at in inside] for band, inside in bands.items()}
    pairs: list[tuple[float, int, int]] = []
    for at, run in enumerate(runs):
        reach = int(_MOST_RISE * run.size // _BAND) + 1
        for band in range(int(run.y // _BAND) - reach, int(run.y // _BAND) + reach + 1):
            inside = bands.get(band, [])
            first = bisect_left(starts.get(band, []), run.x1 - 0.3 * run.size)
            for other in inside[first : first + 12]:
                gap = runs[other].x0 - run.x1
                if gap > 2 * _STRETCH_GAP * run.size:
                    break
                if other > at and _follows(run, runs[other], gap):
                    pairs.append((abs(gap) + 0.2 * abs(runs[other].y - run.y), at, other))
    follower: dict[int, int] = {}
    taken: set[int] = set()
    for _, at, other in sorted(pairs):
        if at not in follower and other not in taken:
            follower[at] = other
            taken.add(other)
    return follower


def _follows(run: Run, other: Run, gap: float) -> bool:
    rise, larger, smaller = other.y - run.y, max(run.size, other.size), min(run.size, other.size)
    if run.artifact != other.artifact:
        return False
    if _is_raised(other, run):
        return gap <= _RAISED_GAP * run.size
    if _is_raised(run, other):
        return gap <= _STRETCH_GAP * other.size
    tucked = smaller > 0.9 * larger and abs(rise) <= 0.3 * larger and gap < -0.05 * smaller  # "TeX"
    lowered = smaller <= _RAISED_SIZE * larger and abs(rise) <= 0.35 * larger
    same = abs(rise) <= _SAME_LINE * larger and smaller >= 0.5 * larger
    return gap <= (_STRETCH_GAP if same else _RAISED_GAP) * smaller and (same or lowered or tucked)


def _is_raised(run: Run, beside: Run) -> bool:
    """Smaller and above the baseline beside it; digits may be raised without being smaller."""
    rise = run.y - beside.y
    if run.size > _RAISED_SIZE * beside.size:
        digits = run.size <= 1.02 * beside.size and _RAISED_DIGITS.fullmatch(run.text) is not None
        return digits and 0.25 * beside.size <= rise <= 0.5 * beside.size
    return _LEAST_RISE * beside.size <= rise <= _MOST_RISE * beside.size


def _stretch(chain: list[Run]) -> Stretch:
    size, y = _main_line(chain)
    text, main = "", Run("", 0, 0, y, size, 0)
    for at, run in enumerate(chain):
        gap = run.x0 - chain[at - 1].x1 if at else 0.0
        part = _text(run, main, first=not at)
        text += (" " if gap > _WORD_GAP * min(run.size, size) else "") + part
    bold = sum(len(run.text) for run in chain if run.bold) > 0.9 * sum(len(run.text) for run in chain)
    apart = len(chain) > 1 and len(chain[0].text.strip()) <= 4 and chain[1].x0 - chain[0].x1 > 0.1 * size
    x1 = max(run.x1 for run in chain)
    text_x = chain[1].x0 if apart else chain[0].x0
    artifact = all(run.artifact for run in chain)
    return Stretch(_tidy(text), chain[0].x0, x1, y, size, bold, text_x, _first_word(chain), artifact)


def _first_word(chain: list[Run]) -> float:
    """How wide the first word is, in points: it may be set in several runs."""
    end = chain[0].word_x1
    for before, run in pairwise(chain):
        if before.word_x1 < before.x1 or run.x0 - before.x1 > _WORD_GAP * run.size or before.text.endswith(" "):
            break
        end = run.word_x1
    return end - chain[0].x0


def _main_line(chain: list[Run]) -> tuple[float, float]:
    """Type size and baseline of the text proper: the largest size that is more than an initial or two."""
    sizes: Counter[float] = Counter()
    lines: Counter[tuple[float, float]] = Counter()
    for run in chain:
        sizes[round(run.size, 2)] += len(run.text)
        lines[round(run.size, 2), run.y] += len(run.text)
    size = max(size for size, count in sizes.items() if count >= 0.25 * sizes.total())
    return size, max((key for key in lines if key[0] == size), key=lambda key: lines[key])[1]


def _text(run: Run, main: Run, *, first: bool) -> str:
    """The run's text: raised digits as superscripts, the bullets of symbol fonts as bullets."""
    text = run.text
    if _is_raised(run, main) and _RAISED_DIGITS.fullmatch(text):
        return text.strip().translate(RAISE)
    if run.symbol and len(text.strip()) == 1:
        return "•" if first else "".join(char for char in text if char > "\x80" and not _is_private(char))
    if first and _is_private(text.strip()[:1]):
        text = text.replace(text.strip()[0], "•", 1)
    return "".join(char for char in text if not _is_private(char))


def _is_private(char: str) -> bool:
    return "\ue000" <= char <= "\uf8ff"


def _tidy(text: str) -> str:
    return _SPACES.sub(lambda match: "\t" if "\t" in match[0] else " ", text).strip()


def body_size(stretches: Iterable[Stretch]) -> float:
    """The type size, in points, that most characters have."""
    sizes: Counter[float] = Counter()
    for stretch in stretches:
        sizes[round(stretch.size * 2) / 2] += len(stretch.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0
