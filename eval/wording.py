"""How figures are written, and what each says: Danish, for the terminal and for the report."""

from __future__ import annotations

from eval.figures import Figure, Metric

# For those who read the report, not the code; definitions and sources stand in eval/metrics.py.
MEANING = {
    "handled": "Andel af alle spørgsmål, hvor alt er rigtigt: der svares, afvises eller blokeres, som der skal, og et "
    "svar har alle fakta og henviser til et rigtigt sted.",
    "evidence_recall_5": "Andel af spørgsmålene, hvor et af de første 1, 3, 5, 10 eller 20 fundne tekststykker har "
    "ordene, der svarer. Skal to anbefalinger bruges, tæller hver for sig.",
    "mrr": "1 divideret med pladsen for det første rigtige tekststykke, i gennemsnit: 1,00 er altid øverst.",
    "follow_up_recall_5": "Det samme blandt de første 5, for spørgsmål, der kun forstås af det, der er spurgt om før.",
    "answer_rate": "Andel af de spørgsmål, publikationerne svarer på, der får et svar.",
    "nugget_recall": "Andel af de fakta, et rigtigt svar har, som står i svaret. Intet svar har ingen.",
    "citation_precision": "Andel af svarets henvisninger, der går til et sted, der svarer.",
    "citation_recall": "Andel af spørgsmålene, hvor stedet, der svarer, er blandt dem, der henvises til.",
    "quotes_verbatim": "Andel af svarenes udsagn, hvis citater står ord for ord i det, de henviser til.",
    "statements_verbatim": "Andel af udsagn, der selv er ordrette citater.",
    "law_recall": "Andel af de lovhenvisninger, et rigtigt svar har, som er givet med § og evt. stykke.",
    "law_precision": "Andel af de givne lovhenvisninger, der er de rigtige, hvor der spørges til loven.",
    "abstention_f1_strangers": "Spørgsmål uden for feltet (skat, vejr …). Præcision: hvor mange af afvisningerne var "
    "rigtige. Andel: hvor mange der blev afvist. F1 vejer de to sammen.",
    "abstention_f1_neighbours": "Det samme for spørgsmål i feltet, som publikationerne ikke svarer på.",
    "blocked_rightly": "Andel af spørgsmål med CPR-nummer eller om en konkret sag, der blev vist bort.",
    "blocked_wrongly": "Andel af alle andre spørgsmål, der blev vist bort. 0 er bedst.",
    "faults": "Andel af alle spørgsmål, hvor systemet brød sammen. 0 er bedst.",
    "answer_words": "Halvdelen af svarene er kortere.",
    "ms_p95": "Fra spørgsmål til svar på denne maskine; 19 af 20 svar kom hurtigere end det sidste tal.",
}
INTERVAL = (
    "I parentes: 95 %-interval, bootstrap over spørgsmålene. Ved 0,00 og 1,00 kan det ikke vise nogen usikkerhed; "
    "se da på antallet."
)


def number(value: float | None, metric: Metric) -> str:
    """ "0,82", for a quantile "117", and "–" where there is nothing to say."""
    if value is None:
        return "–"
    if metric.quantile is None or 0 < abs(value) < 10:
        return f"{value:.2f}".replace(".", ",").replace("-", "−")
    return f"{value:.0f}"


def with_interval(figure: Figure, metric: Metric) -> str:
    """ "0,82 (0,77–0,87)"."""
    if figure.value is None or figure.low is None:
        return number(figure.value, metric)
    return f"{number(figure.value, metric)} ({number(figure.low, metric)}–{number(figure.high, metric)})"
