"""Pages without a server or a browser, for tests of what they say and refuse."""

from __future__ import annotations

import dataclasses

from fastapi import FastAPI
from starlette.testclient import TestClient

from app.opening import Opening
from app.site import Site, add_pages
from app.site_lead import add_lead_pages
from index.search import Index
from ingest.settings import Settings


def client(index: Index, settings: Settings, **changes: object) -> TestClient:
    """The pages without a server or a browser, on an index that is open."""
    opening = Opening(lambda progress: index)
    opening.start().join()
    app = FastAPI()
    site = Site(opening, dataclasses.replace(settings, **changes))  # type: ignore[arg-type]
    add_pages(app, site)
    add_lead_pages(app, site)
    return TestClient(app, base_url="http://pejl.test")
