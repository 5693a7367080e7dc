"""The invented law of tests/data, and others made of it."""

from __future__ import annotations

from pathlib import Path

PROVE_LAW = Path(__file__).resolve().parent / "data" / "prove_law.xml"


def law_xml(
    title: str = "Bekendtgørelse af barnets lov",
    popular: str = "Barnets lov",
    kind: str = "LBK",
    number: int = 282,
    signed: str = "2025-03-17",
) -> bytes:
    """The same law under another name, number and date."""
    text = PROVE_LAW.read_text(encoding="utf-8")
    for old, new in {
        "<DocumentTitle>Bekendtgørelse af prøveloven<": f"<DocumentTitle>{title}<",
        "<PopularTitle>Prøveloven<": f"<PopularTitle>{popular}<",
        "LBK H#": f"{kind} H#",
        "<Year>2099<": f"<Year>{signed[:4]}<",
        "<Number>1<": f"<Number>{number}<",
        "<DiesSigni>2099-01-02<": f"<DiesSigni>{signed}<",
    }.items():
        assert old in text
        text = text.replace(old, new)
    return text.encode()


def of_paragraffer(*paragraffer: str) -> bytes:
    """A law of nothing but these elements."""
    return (
        "<Dokument><Meta><DocumentType>LOV H</DocumentType><DocumentTitle>Lov om prøver</DocumentTitle>"
        "<Year>2099</Year><Number>7</Number></Meta><DokumentIndhold><Bog><Afsnit><Kapitel><ParagrafGruppe>"
        f"{''.join(paragraffer)}</ParagrafGruppe></Kapitel></Afsnit></Bog></DokumentIndhold></Dokument>"
    ).encode()


def paragraf(label: str, *stykker: tuple[str, str]) -> str:
    """A Paragraf element of (label, text) pairs."""
    inner = "".join(
        f"<Stk><Explicatus>{stk}</Explicatus><Exitus><Linea><Char>{text}</Char></Linea></Exitus></Stk>"
        for stk, text in stykker
    ).replace("<Explicatus></Explicatus>", "")
    return f"<Paragraf><Explicatus>{label}</Explicatus>{inner}</Paragraf>"
