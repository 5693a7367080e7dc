"""`python -m index` brings the index up to date; `--rebuild` builds it anew."""

from __future__ import annotations

import argparse
import sys
import time

from tqdm import tqdm

from index.build import build, gather
from index.embedding import load_embedder
from index.errors import IndexingError
from ingest.errors import IngestError
from ingest.progress import page_bar
from ingest.settings import SettingsError, load_settings


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m index", description="Byg indekset over publikationerne.")
    parser.add_argument("--rebuild", action="store_true", help="byg alt forfra, også efter skift af sprogmodel")
    options = parser.parse_args(arguments)
    started = time.monotonic()
    try:
        settings = load_settings()
        material = gather(settings.sources, settings.data, page_bar, unreviewed=settings.unreviewed)
        for warning in material.warnings:
            print(f"Advarsel: {warning}", file=sys.stderr)
        embedder = load_embedder(settings.embedding_model, settings.data, lambda line: print(line, file=sys.stderr))
        with tqdm(desc="Læser publikationerne ind", unit=" tekster", file=sys.stderr, leave=False) as bar:

            def show(done: int, of: int) -> None:
                bar.total = of
                bar.update(done - bar.n)

            changed = build(material, settings.data / "index", embedder, show, anew=options.rebuild)
    except (IngestError, IndexingError, SettingsError) as error:
        print(f"Pejl: {error}", file=sys.stderr)
        return 1
    if not changed:
        print("Indekset er ajour; intet er ændret.")
        return 0
    print(
        f"Indekset er bygget på {time.monotonic() - started:.0f} s: {len(material.entries)} publikationer, "
        f"{len(material.passages)} afsnit, {len(material.questions)} redaktionelle spørgsmål."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
