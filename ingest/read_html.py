from pathlib import Path
from ingest.blocks import Reading
def read_html(path: Path) -> Reading:
    raise NotImplementedError
