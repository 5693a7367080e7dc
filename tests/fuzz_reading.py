"""Damaged files by the thousand: whatever stands in a file, reading it ends in a publication or in one
sentence that names it.

    python tests/fuzz_reading.py --count 10000 --seed 1 [FILE …]

The files that are damaged are small ones made here, the publications of the repository, the invented law,
and any others that are named. A count and a seed give the same damaged files again.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from reportlab.pdfgen.canvas import Canvas

from ingest.errors import UnreadableError
from ingest.read import read_publication

ROOT = Path(__file__).resolve().parent.parent
SLOWEST = 10.0  # seconds of the processor that one file may take, whatever else the machine does

_WORDS = "barnet den unge § 91, stk. 2. 67 - » • ( ) < > [ ] ** # ## <sup>3</sup> BT ET Tj obj endobj stream".split()
_TOKENS = (
    b"<<", b">>", b"[", b"]", b"(", b")", b"/Length", b"/Filter", b"/FlateDecode", b"/Kids", b"/Parent", b"/Type",
    b"/Font", b"endstream", b"endobj", b"1 0 R", b"3 0 R", b"-1", b"99999999999999999999", b"1e309", b"0.0000001",
    b"/Count", b"null", b"true", b"\\", b"\xff\xfe", b"Tj", b"TJ", b"Tm", b"cm", b"q ", b"Q ", b"Do", b"BI ID EI",
    b"<table>", b"</li>", b"<ul><li>", b"<sup>1</sup>", b"&#0;", b"&#xD800;", b"<!--", b"]]>", b"\xc3", b"\xf0\x9f",
)  # fmt: skip


def real_files() -> list[Path]:
    return [*sorted((ROOT / "sources" / "publications").iterdir()), ROOT / "tests" / "data" / "prove_law.xml"]


def seeds(folder: Path, files: Sequence[Path] = ()) -> list[tuple[str, bytes]]:
    """Small whole files of each kind, and `files`, with their endings."""
    markdown = "# Titel\n\n## Afsnit\n\nTekst om § 5.<sup>1</sup>\n\n- Et\n  » To\n    - Tre\n\n1 Lundy, 2007.\n\n"
    page = (
        "<html><head><title>T</title></head><body><nav>N</nav><main><h1>Titel</h1>"
        "<p>Tekst<sup><a href='#f'>1</a></sup></p><ul><li>Et<ul><li>To</li></ul></li></ul>"
        "<table><tr><td>1</td></tr></table><p id='f'>Note</p></main></body></html>"
    )
    return [
        (".pdf", _pdf(folder / "seed.pdf", compressed=False)),
        (".md", (markdown + "Indhold ..... 3\n").encode()),
        (".pdf", _pdf(folder / "seed.pdf", compressed=True)),
        (".html", page.encode()),
        (".pdf", _pdf(folder / "seed.pdf", compressed=False)),
        (".txt", markdown.replace("#", "").encode()),
        *((path.suffix, path.read_bytes()) for path in files),
    ]


def _pdf(path: Path, *, compressed: bool) -> bytes:
    canvas = Canvas(str(path), pageCompression=compressed, invariant=1)
    for page in range(3):
        canvas.bookmarkPage(str(page))
        canvas.addOutlineEntry(f"Kapitel {page}", str(page), 0)
        text = canvas.beginText(60, 780)
        text.setFont("Helvetica-Bold", 16)
        text.textLine(f"Kapitel {page}")
        text.setFont("Helvetica", 10)
        for line in range(20):
            text.textLine(f"• Linje {line} om barnets lov, § {line}, stk. 2, og mere-")
        text.setRise(4)
        text.setFont("Helvetica", 6)
        text.textOut("1")
        canvas.drawText(text)
        canvas.drawString(60, 60, "1 Lundy, 2007.")
        canvas.drawString(300, 30, str(page + 1))
        canvas.showPage()
    canvas.save()
    return path.read_bytes()


def damage(raw: bytes, chance: random.Random) -> bytes:
    """The bytes with a few of them flipped, cut, doubled, replaced, or with strange ones put in."""
    data = bytearray(raw)
    for _ in range(chance.choice((1, 1, 2, 4, 16, 64))):
        at = chance.randrange(len(data) + 1)
        end = min(len(data), at + chance.choice((1, 2, 8, 64, 512)))
        kind = chance.randrange(7)
        if kind == 0 and at < len(data):
            data[at] ^= 1 << chance.randrange(8)
        elif kind == 1:
            del data[at:end]
        elif kind == 2:
            data[at:at] = data[at:end] * chance.choice((1, 2, 30))
        elif kind == 3:
            data[at:end] = chance.randbytes(end - at)
        elif kind == 4:
            data[at:at] = chance.choice(_TOKENS) * chance.choice((1, 1, 1, 40))
        elif kind == 5:
            data[at:at] = " ".join(chance.choices(_WORDS, k=chance.randrange(1, 30))).encode()
        else:
            del data[at : len(data) if chance.random() < 0.2 else end]
        if not data:
            break
    return bytes(data)


@dataclass
class Outcome:
    read: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)
    slowest: float = 0.0


def try_file(path: Path, outcome: Outcome) -> None:
    """Read one file and note what came of it."""
    start = time.process_time()
    try:
        read_publication(path)
        outcome.read += 1
    except UnreadableError as error:
        message = str(error)
        outcome.refused[path.suffix] += 1
        whole = message.endswith(".") and ". " not in message.replace(path.name, "") and "\n" not in message
        if path.name not in message or not whole:
            outcome.faults.append(f"{path.name}: no single sentence that names it: {message!r}")
    except Exception as error:  # the point of the exercise
        outcome.faults.append(f"{path.name}: {type(error).__name__}: {error}")
    took = time.process_time() - start
    outcome.slowest = max(outcome.slowest, took)
    if took > SLOWEST:
        outcome.faults.append(f"{path.name}: took {took:.1f} s")


def fuzz(
    count: int,
    seed: int,
    folder: Path,
    files: Sequence[Path],
    *,
    seconds: float = float("inf"),
    told: Callable[[int], None] = lambda _: None,
) -> Outcome:
    """Read `count` damaged files, or as many as the seconds allow; files with faults stay in `folder`."""
    chance, outcome, start = random.Random(seed), Outcome(), time.monotonic()
    whole = seeds(folder, files)
    for number in range(count):
        ending, raw = whole[number % len(whole)]
        path = folder / f"{number}{ending}"
        path.write_bytes(damage(raw, chance))
        before = len(outcome.faults)
        try_file(path, outcome)
        if len(outcome.faults) == before:
            path.unlink()
        told(number + 1)
        if time.monotonic() - start > seconds:
            break
    return outcome


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("files", metavar="FILE", nargs="*", type=Path, help="a file to damage, beside the others")
    arguments = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="fuzz-"))

    def told(number: int) -> None:
        if number % 500 == 0:
            print(f"{number} files", flush=True)

    files = [*real_files(), *arguments.files]
    outcome = fuzz(arguments.count, arguments.seed, folder, files, told=told)
    print(f"read {outcome.read}, refused {dict(outcome.refused)}, slowest {outcome.slowest:.2f} s")
    print(*outcome.faults, sep="\n")
    print(f"{len(outcome.faults)} faults" + (f"; the files are in {folder}" if outcome.faults else ""))
    return bool(outcome.faults)


if __name__ == "__main__":
    sys.exit(main())
