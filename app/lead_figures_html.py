"""What is asked and what is covered, as pictures of numbers with their tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from html import escape

from app import links
from app import texts_lead as words
from app.counters import ANSWERED, Count, by_outcome, by_topic
from app.coverage import Coverage, Questions, by_publication, by_recommendation
from app.lead_html import ASKED, COVERAGE, part_html, picture_html, table_html
from app.plots import Bar, bars_svg, columns_svg
from app.texts import Reason, danish_date
from index.search import Index

_MOST_BARS = 10
_BY_WEEKS = 100  # days up to which a column is a week


def since(period: str, today: date) -> date | None:
    """The first day of a period of `words.PERIODS`."""
    return today - timedelta(days=int(period) - 1) if period.isdecimal() else None


def asked_html(index: Index, counts: Sequence[Count], period: str, today: date) -> str:
    """How it went with the questions, when they came, what was asked most and what had no answer."""
    items = "".join(
        f'<li><a href="{ASKED}?periode={key}"{_current(key == period)}>{name}</a></li>'
        for key, name in words.PERIODS.items()
    )
    choice = f'<nav class="periods" aria-label="{words.PERIOD}"><ul>{items}</ul></nav>'
    if not counts:
        return part_html(ASKED, words.ASKED, f"{choice}<p>{escape(words.NOTHING_ASKED)}</p>")
    titles = _titles(index)
    return part_html(
        ASKED,
        words.ASKED,
        f"<p>{escape(words.ABOUT_ASKED)}</p>{choice}{_outcomes(counts)}{_over_time(counts, period, today)}"
        + _topics(words.MOST_ASKED, words.MOST_ASKED_LEAD, "mest", by_topic(counts, ANSWERED), titles)
        + _topics(
            words.WITHOUT_ANSWER,
            words.WITHOUT_ANSWER_LEAD,
            "uden",
            by_topic(counts, Reason.NOT_IN_PUBLICATIONS),
            titles,
        ),
    )


def _current(here: bool) -> str:
    return ' aria-current="true"' if here else ""


def _titles(index: Index) -> dict[str, tuple[str, str, str]]:
    """By topic: its short name, its title, its address."""
    found = {
        f"anbefaling/{p.recommendation}": (
            f"Anbefaling {p.recommendation}",
            f"Anbefaling {p.recommendation}. {p.recommendation_title}",
            links.recommendation_url(p.recommendation),
        )
        for p in index.current
        if p.recommendation is not None
    }
    for entry in index.entries.values():
        found[entry.id] = (entry.short_title, entry.short_title, links.publication_url(entry.id))
    return found


def _outcomes(counts: Sequence[Count]) -> str:
    outcomes = by_outcome(counts)
    total = outcomes.total()
    rows = [
        (escape(words.OUTCOMES.get(key, key)), str(number), words.share(number, total))
        for key, number in outcomes.most_common()
    ]
    bars = [Bar(words.OUTCOMES.get(key, key), number) for key, number in outcomes.most_common()]
    said = words.bars_said(bars[0].label, bars[0].value, total)
    table = table_html(words.COUNTED, (words.OUTCOME, words.TIMES, words.SHARE), rows)
    return f"<section><h2>{words.COUNTED}</h2>{picture_html(bars_svg('udfald', said, bars), table)}</section>"


def _over_time(counts: Sequence[Count], period: str, today: date) -> str:
    first = since(period, today) or counts[0].day
    weekly = (today - first).days <= _BY_WEEKS
    answered: Counter[date] = Counter()
    others: Counter[date] = Counter()
    for count in counts:
        (answered if count.outcome == ANSWERED else others)[_bucket(count.day, weekly=weekly)] += count.count
    buckets = _buckets(first, today, weekly=weekly)
    names = {at: _name(at, weekly=weekly) for at in buckets}
    bars = [Bar(names[at], answered[at] + others[at], others[at]) for at in buckets]
    rows = [(names[at], str(answered[at]), str(others[at])) for at in reversed(buckets)]
    picture = columns_svg("tid", words.columns_said(answered.total(), others.total()), bars)
    key = (
        f'<ul class="key" aria-hidden="true"><li class="all">{words.ANSWERED_KEY}</li>'
        f'<li class="second">{words.NOT_ANSWERED_KEY}</li></ul>'
    )
    table = table_html(words.OVER_TIME, (words.WHEN, words.ANSWERED, words.NOT_ANSWERED), rows)
    return f"<section><h2>{words.OVER_TIME}</h2>{picture_html(picture + key, table)}</section>"


def _bucket(day: date, *, weekly: bool) -> date:
    """The Monday of its week or the first of its month."""
    return day - timedelta(days=day.weekday()) if weekly else day.replace(day=1)


def _buckets(first: date, last: date, *, weekly: bool) -> list[date]:
    days = range((last - first).days + 1)
    return sorted({_bucket(first + timedelta(days=n), weekly=weekly) for n in days})


def _name(at: date, *, weekly: bool) -> str:
    if not weekly:
        return danish_date(at.isoformat()[:7])
    year, week, _ = at.isocalendar()
    return f"Uge {week}, {year}"


def _topics(heading: str, lead: str, id: str, topics: Counter[str], titles: Mapping[str, tuple[str, str, str]]) -> str:
    if not topics:
        return ""
    ranked = topics.most_common()
    total = topics.total()
    named = [(titles.get(topic, (topic, f"{topic} ({words.GONE})", "")), number) for topic, number in ranked]
    bars = [Bar(short, number) for (short, _, _), number in named[:_MOST_BARS]]
    rows = [
        (
            f'<a href="{escape(url)}">{escape(title)}</a>' if url else escape(title),
            str(number),
            words.share(number, total),
        )
        for (_, title, url), number in named
    ]
    table = table_html(heading, (words.TOPIC, words.TIMES, words.SHARE), rows)
    picture = bars_svg(id, words.bars_said(bars[0].label, bars[0].value, total), bars)
    return f"<section><h2>{heading}</h2><p>{escape(lead)}</p>{picture_html(picture, table)}</section>"


def coverage_html(index: Index, questions: Questions, review: str) -> str:
    """What can be looked up and how much of it a question leads to; `review` is what stands below."""
    publications = by_publication(index, questions)
    replaced = {entry.id for entry in index.entries.values() if entry.replaced_by}
    recommendations = by_recommendation(index, questions)
    return part_html(
        COVERAGE,
        words.COVERAGE,
        f"<p>{escape(words.COVERAGE_LEAD)}</p>"
        + _covered(words.COVERAGE_PUBLICATIONS, "pub", words.PUBLICATION, publications, replaced)
        + (
            _covered(words.COVERAGE_RECOMMENDATIONS, "anb", words.RECOMMENDATION, recommendations)
            if recommendations
            else ""
        )
        + review,
    )


def _covered(
    heading: str, id: str, column: str, rows: Sequence[Coverage], replaced: frozenset[str] | set[str] = frozenset()
) -> str:
    bars = [Bar(_short(row), row.passages, row.passages - row.covered) for row in rows]
    said = words.coverage_said(sum(row.covered for row in rows), sum(row.passages for row in rows))
    cells = [
        (
            escape(row.name) + (f" {words.REPLACED}" if row.url_key in replaced else ""),
            str(row.passages),
            str(row.covered),
            words.share(row.covered, row.passages),
            str(row.reviewed),
            str(row.unreviewed),
        )
        for row in rows
    ]
    table = table_html(heading, (column, *words.COVERAGE_COLUMNS), cells)
    return f"<section><h2>{heading}</h2>{picture_html(bars_svg(id, said, bars), table, broad=True)}</section>"


def _short(row: Coverage) -> str:
    return f"{words.RECOMMENDATION} {row.url_key}" if row.url_key.isdecimal() else row.name
