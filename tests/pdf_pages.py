"""Pages of a PDF drawn line by line, for tests of how one thing on them is read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

WIDTH, HEIGHT = 595, 842
Drawing = Callable[[Canvas], None]


def draw(path: Path, *pages: Drawing, size: tuple[float, float] = (WIDTH, HEIGHT), password: str = "") -> Path:
    canvas = Canvas(str(path), pagesize=size, invariant=1, encrypt=password or None)
    for page in pages:
        canvas.setFont("Helvetica", 10)
        page(canvas)
        canvas.showPage()
    canvas.save()
    return path


def lines(*texts: str, x: float = 60, y: float = 780, size: float = 10, leading: float = 12) -> Drawing:
    def page(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", size)
        for number, text in enumerate(texts):
            canvas.drawString(x, y - number * leading, text)

    return page


def both(*parts: Drawing) -> Drawing:
    def page(canvas: Canvas) -> None:
        for part in parts:
            part(canvas)

    return page


def marked(x: float, y: float, *parts: tuple[str, bool]) -> Drawing:
    """Text with raised marks."""

    def page(canvas: Canvas) -> None:
        text = canvas.beginText(x, y)
        for part, raised in parts:
            text.setFont("Helvetica", 6 if raised else 10)
            text.setRise(4 if raised else 0)
            text.textOut(part)
        canvas.drawText(text)

    return page


PARAGRAPH = (
    "Barnet eller den unge har ret til at blive hørt, og det skal ske løbende i",
    "hele forløbet, så barnet eller den unge oplever at have indflydelse på det,",
    "der vedrører barnets eller den unges eget liv.",
)
