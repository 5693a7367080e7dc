"""The page "Om": what Pejl is and is not, what it answers from, what it keeps, how good it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from app import links, texts
from app import texts_about as words
from app.quality import Quality, read_quality
from app.texts import danish_date
from index.search import Index
from ingest.catalog import CatalogEntry
from ingest.laws import newer_version
from ingest.settings import Settings


def about_html(index: Index, settings: Settings, model: str = "") -> str:
    """`model` is the language model that words the answers; empty for none."""
    sections = (
        ("hvad", words.WHAT, _what(model)),
        ("publikationer", words.PUBLICATIONS, _publications(index)),
        ("hvordan", words.HOW, _how(model)),
        ("gemmes", words.STORED, _stored()),
        ("kvalitet", words.QUALITY, _quality(read_quality())),
        ("tilgaengelighed", words.STATEMENT, _statement(settings.contact)),
        ("kontakt", words.CONTACT, _contact(settings.contact, words.CONTACT_TEXT, words.CONTACT_NONE)),
    )
    contents = "".join(f'<li><a href="#{id}">{escape(title)}</a></li>' for id, title, _ in sections)
    body = "".join(f'<section id="{id}"><h2>{escape(title)}</h2>{html}</section>' for id, title, html in sections)
    navigation = f'<nav class="contents" aria-label="{words.CONTENTS}"><ul>{contents}</ul></nav>'
    return f"<h1>{texts.ABOUT_PAGE} Pejl</h1>{navigation}{body}"


def _what(model: str) -> str:
    told = words.IS_WITH_MODEL if model else words.IS
    return f"<h3>{words.IS_HEADING}</h3>{_list(told)}<h3>{words.IS_NOT_HEADING}</h3>{_list(words.IS_NOT)}"


def _publications(index: Index) -> str:
    rows = [_publication(index, entry) for entry in index.entries.values()]
    return _table(words.PUBLICATIONS, words.PUBLICATION_COLUMNS, rows)


def _publication(index: Index, entry: CatalogEntry) -> tuple[str, ...]:
    title = f'<a href="{links.publication_url(entry.id)}">{escape(entry.title)}</a>'
    if entry.replaced_by:
        newer = index.entries.get(entry.replaced_by)
        title += (
            f"<br><small>{escape(words.REPLACED.format(title=newer.title if newer else entry.replaced_by))}</small>"
        )
    law = escape(entry.law_version or "–")
    if newer_law := newer_version(entry.law_version):
        law += f"<br><small>{escape(words.NEWER_LAW.format(number=newer_law))}</small>"
    date = danish_date(entry.published) if entry.published else words.NO_DATE
    return title, escape(entry.publisher), date, escape(entry.edition or "–"), law


def _how(model: str) -> str:
    steps = "".join(f"<li>{escape(step)}</li>" for step in (words.STEPS_WITH_MODEL if model else words.STEPS))
    said = words.WITH_MODEL.format(model=model) if model else words.NO_MODEL
    return f"<ol>{steps}</ol><h3>{words.MODEL}</h3><p>{escape(said)}</p>"


def _stored() -> str:
    rows = [tuple(map(escape, row)) for row in words.STORED_ROWS]
    return f"{_table(words.STORED, words.STORED_COLUMNS, rows)}<p>{words.STORED_NOT}</p>"


def _quality(quality: Quality | None) -> str:
    if quality is None:
        return f"<p>{words.QUALITY_NONE.format(command=f'<code>{words.QUALITY_COMMAND}</code>')}</p>"
    measured = words.QUALITY_LEAD.format(
        date=danish_date(quality.measured), command=f"<code>{escape(quality.command)}</code>"
    )
    rows = [
        (escape(title), _figure(*quality.figures[name]))
        for name, title in words.METRICS.items()
        if name in quality.figures
    ]
    return f"<p>{measured}</p>{_table(words.QUALITY, words.QUALITY_COLUMNS, rows)}"


def _figure(value: float, low: float | None, high: float | None) -> str:
    bounds = ""
    if low is not None and high is not None:
        bounds = f" ({words.INTERVAL.format(low=round(100 * low), high=round(100 * high))})"
    return f"{round(100 * value)} %{bounds}"


def _statement(contact: str) -> str:
    prepared = words.PREPARED_TEXT.format(date=danish_date(words.PREPARED_ON))
    link = (
        f'<a class="out" href="{words.ENFORCEMENT_URL}" target="_blank" rel="noopener noreferrer">'
        f'{words.ENFORCEMENT_LINK}<span class="unseen"> {texts.NEW_WINDOW}</span></a>'
    )
    parts = (
        (words.STATUS, f"<p>{escape(words.STATUS_TEXT)}</p>"),
        (words.NOT_ACCESSIBLE, _list(words.NOT_ACCESSIBLE_ITEMS)),
        (words.PREPARED, f"<p>{escape(prepared)}</p>"),
        (words.REACH, _contact(contact, words.REACH_TEXT, words.REACH_NONE)),
        (words.ENFORCEMENT, f"<p>{escape(words.ENFORCEMENT_TEXT)} {link}.</p><p>{escape(words.STATEMENT_OWN)}</p>"),
    )
    body = "".join(f"<h3>{title}</h3>{html}" for title, html in parts)
    return f"<p>{escape(words.STATEMENT_LEAD)}</p>{body}"


def _contact(contact: str, text: str, none: str) -> str:
    if not contact:
        return f"<p>{escape(none)}</p>"
    named = escape(contact)
    if "@" in contact and not set(contact) & set(" <>"):
        named = f'<a href="mailto:{named}">{named}</a>'
    return f"<p>{escape(text).format(contact=named)}</p>"


def _list(items: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{escape(item)}</li>' for item in items)}</ul>"


def _table(caption: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """On a phone a row becomes a block, each cell below the name of its column."""
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in columns)
    body = "".join(
        f'<tr><th scope="row">{row[0]}</th>'
        + "".join(
            f'<td><span class="column" aria-hidden="true">{escape(column)}</span>{cell}</td>'
            for column, cell in zip(columns[1:], row[1:], strict=True)
        )
        + "</tr>"
        for row in rows
    )
    return (
        f'<table class="facts"><caption class="unseen">{escape(caption)}</caption><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table>"
    )
