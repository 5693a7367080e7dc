"""`python -m eval.benchmark_page`: how soon the page can be used and how soon an answer is shown, in a real browser.

Starts a server of its own and opens the page anew each time, in a browser that has nothing stored. The page can be
used when a question can be typed and sent; an answer is shown when its words are on the page.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time

import numpy as np
from playwright.sync_api import Browser, Page, sync_playwright

from app import texts

_VISITS = 9
_CHROMIUM = "/usr/bin/chromium"
_PORT = "7899"
_QUIET = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
_FIRST_PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0"
_WEIGHT = "performance.getEntriesByType('resource').reduce((sum, entry) => sum + entry.encodedBodySize, 0)"
_REQUESTS = "performance.getEntriesByType('resource').length"
# Milliseconds from the key that sends to the frame in which the answer stands.
_UNTIL_ANSWERED = """turns => new Promise(done => {
  const field = document.querySelector('#question textarea');
  let sent = 0;
  field.addEventListener('keydown', () => { sent = performance.now(); }, { once: true, capture: true });
  const look = () => {
    const there = document.querySelectorAll('.turn .statements').length >= turns;
    if (there) requestAnimationFrame(() => done(performance.now() - sent));
    return there;
  };
  const watching = new MutationObserver(() => look() && watching.disconnect());
  watching.observe(document.body, { childList: true, subtree: true });
})"""


def main() -> int:
    server = subprocess.Popen([sys.executable, "-m", "app"], env={**os.environ, "PEJL_PORT": _PORT})
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=_CHROMIUM, args=_QUIET)
            _wait_for_index(browser)
            visits = [_visit(browser) for _ in range(_VISITS)]
            browser.close()
    finally:
        server.terminate()
        server.wait(30)
    print(f"{'':34}{'median':>10}{'slowest':>12}")
    for name in visits[0]:
        values = [visit[name] for visit in visits]
        print(f"{name:34}{np.median(values):>10.0f}{max(values):>12.0f}")
    return 0


def _wait_for_index(browser: Browser) -> None:
    page = browser.new_page()
    for _ in range(240):
        try:
            if (response := page.goto(f"{_address()}/om")) and response.ok:
                break
        except Exception:  # not yet listening
            time.sleep(0.5)
        time.sleep(0.5)
    page.close()


def _address() -> str:
    return f"http://127.0.0.1:{_PORT}"


def _visit(browser: Browser) -> dict[str, float]:
    """What one visit took: milliseconds, bytes as they come over the wire, requests."""
    page = browser.new_context().new_page()
    started = time.perf_counter()
    page.goto(_address(), wait_until="commit")
    page.locator("#send").wait_for()
    page.get_by_label(texts.QUESTION_LABEL).fill(texts.EXAMPLES[0])
    usable = (time.perf_counter() - started) * 1e3
    measured = {
        "First paint, ms": float(page.evaluate(_FIRST_PAINT)),
        "Page can be used, ms": usable,
        "First answer shown, ms": _ask(page, 1, texts.EXAMPLES[0]),
        "Second answer shown, ms": _ask(page, 2, texts.EXAMPLES[1]),
        "Kilobytes fetched": float(page.evaluate(_WEIGHT)) / 1e3,
        "Requests": float(page.evaluate(_REQUESTS)),
    }
    page.context.close()
    return measured


def _ask(page: Page, turns: int, question: str) -> float:
    field = page.get_by_label(texts.QUESTION_LABEL)
    field.fill(question)
    waiting = page.evaluate_handle(f"turns => ({{ shown: ({_UNTIL_ANSWERED})(turns) }})", turns)
    field.press("Enter")
    return float(waiting.evaluate("async waiting => await waiting.shown"))


if __name__ == "__main__":
    sys.exit(main())
