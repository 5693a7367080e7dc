"""What the tests of pages share: a server as `make run` starts it, a real browser, and what axe-core finds."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from functools import cache
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect

from app import texts

ROOT = Path(__file__).resolve().parent.parent
ARTIFACTS = ROOT / "artifacts"
CHROMIUM = "/usr/bin/chromium"
QUIET = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 20_000  # milliseconds for one step, on a busy machine
LOOKS = [(1280, "light"), (1280, "dark"), (360, "light"), (360, "dark")]
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def start(port: int, **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "app"],
        cwd=ROOT,
        env={**os.environ, "PEJL_PORT": str(port), **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def address_of(process: subprocess.Popen[str]) -> str:
    """What the terminal says once the page can be opened."""
    assert process.stdout is not None
    line = process.stdout.readline()
    assert line.startswith("Pejl svarer på http://127.0.0.1:"), process.communicate()[1]
    return line.split()[-1]


def stop(process: subprocess.Popen[str]) -> None:
    process.terminate()
    process.communicate(timeout=30)


class Visit:
    """A page with what went wrong on it: complaints of the console, requests to other hosts."""

    def __init__(
        self, browser: Browser, address: str, width: int = 1280, scheme: str = "light", path: str = "/"
    ) -> None:
        height = 740 if width < 600 else 900
        self.context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,  # type: ignore[arg-type]
            locale="da-DK",
        )
        self.page = self.context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.complaints: list[str] = []
        self.page.on("console", lambda m: self.complaints.append(m.text) if m.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("request", lambda request: self._check(request.url, address))
        self.page.goto(address + path)

    def _check(self, url: str, address: str) -> None:
        if not url.startswith((address, "data:", "blob:")):
            self.complaints.append(f"request to {url}")

    @property
    def field(self) -> Locator:
        return self.page.get_by_label(texts.QUESTION_LABEL)

    def ask(self, question: str) -> Locator:
        """Type a question, send it with Enter and wait for the answer. The index may still be opened."""
        before = self.page.locator("article.turn").count()
        turn = self.page.locator("article.turn").nth(before)
        deadline = time.monotonic() + 180
        while turn.count() == 0:
            assert time.monotonic() < deadline, self.page.locator("#notice").inner_text()
            self.field.fill(question)
            self.field.press("Enter")
            self.page.wait_for_timeout(700)
        expect(turn.locator(".statements, .message")).to_be_visible(timeout=PATIENCE)
        return turn


def sideways(page: Page) -> int:
    """Pixels by which the document is wider than the window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def keep(page: Page, name: str) -> None:
    ARTIFACTS.mkdir(exist_ok=True)
    page.screenshot(path=ARTIFACTS / f"{name}.png")


def violations(page: Page) -> list[str]:
    """What axe-core finds against WCAG 2.1 A and AA, a line for each element: "rule: element – why"."""
    page.evaluate(_axe())
    found = page.evaluate("tags => axe.run(document, {runOnly: tags, resultTypes: ['violations']})", WCAG)
    return [
        f"{rule['id']}: {' '.join(map(str, node['target']))} – {node['failureSummary']}"
        for rule in found["violations"]
        for node in rule["nodes"]
    ]


@cache
def _axe() -> str:
    """axe-core 4.14.1, under the Mozilla Public License 2.0; as it was published."""
    return (ROOT / "tests" / "vendor" / "axe.min.js").read_text("utf-8")
