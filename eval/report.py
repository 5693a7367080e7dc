"""The report: one page that holds all it needs, for a team leader as well as for who mends Pejl."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

from eval.cases import CaseType
from eval.dropped import rows_of, was_asked
from eval.figures import CUTS, KEY_METRICS, METRIC, METRICS, Figure, Figures
from eval.plots import Bar, Line, bar_plot, line_plot
from eval.report_cases import failed_cases
from eval.runs import Run
from eval.systems import SYSTEMS
from eval.tradeoff import area, curve, operating_point
from eval.wording import INTERVAL, MEANING, number, with_interval

_STYLE = Path(__file__).with_name("report.css")
_TYPES = {
    CaseType.DIRECT: "Direkte",
    CaseType.PARAPHRASE: "Med egne ord",
    CaseType.KEYWORDS: "Stikord",
    CaseType.SPELLING: "Uden æøå, stavefejl",
    CaseType.ENGLISH: "Engelsk",
    CaseType.TWO_RECOMMENDATIONS: "To anbefalinger",
    CaseType.LAW: "Lov",
    CaseType.LEADER: "Ledere",
    CaseType.OTHER_DOCUMENTS: "De andre publikationer",
    CaseType.ONBOARDING: "Nye medarbejdere",
    CaseType.FOLLOW_UP: "Opfølgende",
    CaseType.STRANGER: "Uden for feltet",
    CaseType.NEIGHBOUR: "Nær feltet, uden svar",
    CaseType.CASE: "Konkret sag",
    CaseType.CPR: "CPR-nummer",
    CaseType.INJECTION: "Skjulte instrukser",
}


def write_report(run: Run) -> Path:
    """Write `report.html` into the run's folder, and say where it is."""
    path = run.folder / "report.html"
    path.write_text(page(run), encoding="utf-8")
    return path


def page(run: Run) -> str:
    """The whole page; the last system run is the one that matters most."""
    title = f"Pejl: måling på {len(run.cases)} spørgsmål ({run.config.split})"
    parts = [
        _head(run, title),
        _overview(run),
        _recall(run),
        _abstention(run),
        _time(run),
        _model(run),
        _groups(run),
        _failures(run),
    ]
    return (
        '<!doctype html><html lang="da"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)}</title><style>{_STYLE.read_text(encoding='utf-8')}</style></head>"
        f"<body><main>{''.join(parts)}</main></body></html>\n"
    )


def _title(name: str) -> str:
    return SYSTEMS[name].title if name in SYSTEMS else name


def _colour(name: str) -> int:
    """The same system has the same colour in every report."""
    return list(SYSTEMS).index(name) if name in SYSTEMS else 0


def _head(run: Run, title: str) -> str:
    about = run.identity
    facts = {
        "Startet": about.started,
        "Kode": about.commit or "ukendt",
        "Indeks": ", ".join(f"{key} {value}" for key, value in about.index.items()),
        "Spørgsmål": f"{run.config.split}, {about.cases}",
        "Versioner": ", ".join(f"{name} {version}" for name, version in about.versions.items()),
        "Maskine": about.machine,
    }
    rows = "".join(f"<dt>{escape(key)}</dt><dd>{escape(value)}</dd>" for key, value in facts.items())
    return f"<h1>{escape(title)}</h1><details><summary>Hvad der er målt</summary><dl>{rows}</dl></details>"


def _table(caption: str, head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Cells are text; the first of each row is its heading."""
    top = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
    body = "".join(
        f'<tr><th scope="row">{escape(first)}</th>{"".join(f"<td>{escape(cell)}</td>" for cell in rest)}</tr>'
        for first, *rest in rows
    )
    return (
        f'<div class="scroll"><table><caption>{escape(caption)}</caption><thead><tr>{top}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def _overview(run: Run) -> str:
    rows = []
    for metric in METRICS:
        figures = [figures.all[metric.name] for figures in run.figures.values()]
        count = str(max(figure.cases for figure in figures))
        rows.append([metric.title, *(with_interval(figure, metric) for figure in figures), count])
    head = ["", *map(_title, run.figures), "Spørgsmål"]
    meanings = "".join(
        f"<dt>{escape(METRIC[name].title)}</dt><dd>{escape(text)}</dd>" for name, text in MEANING.items()
    )
    return (
        f"<section><h2>Alle tal</h2>{_table(INTERVAL, head, rows)}"
        f"<details><summary>Hvad tallene betyder</summary><dl>{meanings}</dl></details></section>"
    )


def _recall(run: Run) -> str:
    places = [number / (len(CUTS) - 1) for number in range(len(CUTS))]
    lines, rows = [], []
    for name, figures in run.figures.items():
        own = [figures.all[f"evidence_recall_{cut}"] for cut in CUTS]
        points = [(x, figure.value or 0.0) for x, figure in zip(places, own, strict=True)]
        band = [(figure.low or 0.0, figure.high or 0.0) for figure in own]
        lines.append(Line(_title(name), _colour(name), points, band))
        rows.append([_title(name), *(with_interval(figure, METRIC["mrr"]) for figure in own)])
    ticks = [(x, str(cut)) for x, cut in zip(places, CUTS, strict=True)]
    plot = line_plot(
        lines, ticks, "blandt de første …", "andel fundet", "Andel fundet blandt de første 1 til 20, tal i tabellen"
    )
    return _beside("Finder det stedet?", plot, _table(INTERVAL, ["Blandt de første", *map(str, CUTS)], rows))


def _abstention(run: Run) -> str:
    lines, rows = [], []
    for name in run.figures:
        pairs = run.pairs(name)
        point, below = operating_point(pairs), area(pairs)
        lines.append(Line(_title(name), _colour(name), curve(pairs), mark=point))
        stands = [number(share, METRIC["mrr"]) for share in point or (None, None)]
        rows.append([_title(name), number(below, METRIC["mrr"]), *stands])
    ticks = [(tick / 5, f"{tick / 5:.1f}".replace(".", ",")) for tick in range(6)]
    about = "Andel afvist med rette mod andel afvist med urette ved alle grænser, tal i tabellen"
    plot = line_plot(lines, ticks, "afvist med urette", "afvist med rette", about)
    head = ["", "Areal under kurven", "Afvist med urette", "Afvist med rette"]
    text = (
        "<p>Kurven viser, hvad en strengere grænse ville vinde og koste. Prikken er, hvor systemet står nu; et system, "
        "der altid svarer, står i hjørnet nederst til venstre. Areal 1,00 skiller alt rigtigt, 0,50 er tilfældigt.</p>"
    )
    return _beside("Tier det, når der ikke er et svar?", plot + text, _table("Afvisning", head, rows))


def _time(run: Run) -> str:
    bars, rows = [], []
    for name, figures in run.figures.items():
        middle, late = figures.all["ms_p50"], figures.all["ms_p95"]
        text = f"{number(middle.value, METRIC['ms_p50'])} · {number(late.value, METRIC['ms_p95'])} ms"
        bars.append(Bar(_title(name), _colour(name), middle.value or 0.0, late.value or 0.0, text))
        rows.append([_title(name), with_interval(middle, METRIC["ms_p50"]), with_interval(late, METRIC["ms_p95"])])
    plot = bar_plot(bars, "Svartid for hvert system, tal i tabellen")
    return _beside("Hvor længe venter man?", plot, _table(INTERVAL, ["Millisekunder", "Median", "95 % under"], rows))


def _model(run: Run) -> str:
    """What a language model wrote and what of it was left out; nothing where none was asked."""
    tables = [
        _table(_title(name), ["", "Antal"], rows_of(responses))
        for name, responses in run.responses.items()
        if was_asked(responses.values())
    ]
    return f"<section><h2>Hvad skrev sprogmodellen?</h2>{''.join(tables)}</section>" if tables else ""


def _beside(title: str, plot: str, table: str) -> str:
    return f'<section><h2>{escape(title)}</h2><div class="beside"><div>{plot}</div><div>{table}</div></div></section>'


def _groups(run: Run) -> str:
    parts: list[str] = []
    for name, figures in _main_first(run):
        types = {_TYPES[CaseType(kind)]: own for kind, own in figures.types.items()}
        numbers = {f"Anbefaling {n}": own for n, own in figures.recommendations.items()}
        tables = _group_table("Efter type", types) + _group_table("Efter anbefaling", numbers)
        is_open = " open" if not parts else ""
        parts.append(f"<details{is_open}><summary>{escape(_title(name))}</summary>{tables}</details>")
    return f"<section><h2>Efter type og anbefaling</h2>{''.join(parts)}</section>"


def _group_table(caption: str, groups: Mapping[str, Mapping[str, Figure]]) -> str:
    head = ["", "Spørgsmål", *(METRIC[name].title for name in KEY_METRICS)]
    rows = [
        [group, str(own["handled"].cases), *(with_interval(own[name], METRIC[name]) for name in KEY_METRICS)]
        for group, own in groups.items()
    ]
    return _table(caption, head, rows)


def _failures(run: Run) -> str:
    parts = [failed_cases(_title(name), run.pairs(name), opened=name == "pejl") for name, _ in _main_first(run)]
    return f"<section><h2>Hvad der gik galt</h2>{''.join(parts)}</section>"


def _main_first(run: Run) -> list[tuple[str, Figures]]:
    return [*run.figures.items()][::-1]
