"""Whether Pejl works, for whoever watches over it: `/health`, in JSON.

    {"status": "ok" | "opening" | "failed",
     "index": {"passages": …, "questions": …, "publications": …, "fingerprint": "…"} | null,
     "model": {"model": "openai:…", "state": "untried" | "ok" | "failing",
               "fault": …, "asked": …, "failed": …, "last": …} | null}

A model that fails leaves the status ok: answers are given without it. Only an index that cannot be opened is a fault
(503). Nothing is asked of the model for this: its state is that of the newest question.
"""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from fastapi.responses import JSONResponse

from app.opening import Opening
from app.writer import ModelHealth
from index.search import Index


def add_health(app: FastAPI, opening: Opening, model: ModelHealth | None) -> None:
    """Serve `/health`; to be added before the page, which takes every address that is left."""

    @app.get("/health", include_in_schema=False)
    def health() -> JSONResponse:
        status = "failed" if opening.fault else "ok" if opening.index else "opening"
        content = {
            "status": status,
            "index": _index(opening.index) if opening.index else None,
            "model": model.state() if model else None,
        }
        code = 503 if status == "failed" else 200
        return JSONResponse(content, status_code=code, headers={"Cache-Control": "no-store"})


def _index(index: Index) -> dict[str, Any]:
    return {
        "passages": len(index.passages),
        "questions": len(index.questions),
        "publications": sum(not entry.replaced_by for entry in index.entries.values()),
        "fingerprint": index.fingerprint,
    }
