"""How fast a long PDF is read in, and how much memory that takes.

    python eval/benchmark_reading.py [FILE.pdf]

Without a file it sets the main publication over and over in two columns, 500 pages of it. The aim is
60 seconds and 1 GB for 500 pages on two cores.
"""

from __future__ import annotations

import argparse
import importlib
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

PAGES = 500


def make(path: Path) -> None:
    """Set the main publication as often as fills the pages."""
    from ingest.catalog import load_catalog, read_catalogued

    pdf_maker = importlib.import_module("pdf_maker")  # of the tests
    catalog = load_catalog(ROOT / "sources")
    once = read_catalogued(catalog, catalog.entries[0])
    pages = len(pdf_maker.make_pdf(once, pdf_maker.LAYOUTS[0], path))
    times = -(-PAGES // pages)
    front, chapters = once.sections[:1], once.sections[1:]
    pdf_maker.make_pdf(replace(once, sections=front + chapters * times), pdf_maker.LAYOUTS[0], path)


def measure(path: Path) -> str:
    """Read the file in this process and say what it took."""
    from ingest.read import read_publication

    pages = 0

    def told(done: int, _: int) -> None:
        nonlocal pages
        pages = done

    start, cpu = time.monotonic(), time.process_time()
    publication = read_publication(path, progress=told)
    took, cpu = time.monotonic() - start, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return (
        f"{path.name}: {pages} pages, {len(publication.text):,} characters in {took:.1f} s, "
        f"{pages / took:.1f} pages a second, {PAGES * took / pages:.1f} s for {PAGES} "
        f"({PAGES * cpu / pages:.1f} s of one core); peak memory {peak:.0f} MB"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, nargs="?")
    parser.add_argument("--make", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.make:
        make(arguments.make)
    elif arguments.file:
        print(measure(arguments.file))
    else:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "long.pdf"
            # In a process of its own, so that the memory measured is that of reading alone.
            subprocess.run([sys.executable, __file__, "--make", str(path)], check=True)
            print(measure(path))


if __name__ == "__main__":
    main()
