"""The bench that all systems are measured on: the same publications, the same model, one index."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from index.build import Material, Progress, build, gather
from index.embedding import Embedder, load_embedder
from ingest.settings import Settings


@dataclass(frozen=True, slots=True)
class Bench:
    """`index` is the folder of the index; `scratch` a folder that is gone when the run is over."""

    settings: Settings
    material: Material
    embedder: Embedder
    scratch: Path

    @property
    def index(self) -> Path:
        return self.settings.data / "index"


@contextmanager
def open_bench(settings: Settings, tell: Callable[[str], None], progress: Progress) -> Iterator[Bench]:
    """Bring the index up to date and load the model, once. Raises IngestError or IndexingError."""
    material = gather(settings.sources)
    embedder = load_embedder(settings.embedding_model, settings.data, tell)
    build(material, settings.data / "index", embedder, progress)
    with TemporaryDirectory(prefix="pejl-eval-") as scratch:
        yield Bench(settings, material, embedder, Path(scratch))
