"""Answer → HTML. Pure functions; every text from outside goes through `escape` on its way in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from app import texts
from app.answer import Answer, Citation, Statement
from app.page_origin import statement_tags, written_html
from app.page_text import Span, anchor, text_html
from app.render import law_ref_text, law_ref_url, message, part
from app.texts import frame
from index.passages import Passage
from index.search import Index
from ingest.catalog import CatalogEntry
from ingest.laws import Law, load_laws
from ingest.publication import LawRef, Modality


def turn_html(answer: Answer, question: str, turn: int, index: Index, contact: str = "") -> str:
    """One question with what Pejl said to it. `question` is empty where it may not be shown."""
    answered = answer.reason is None
    main = _answered(answer, turn) if answered else _not_answered(answer, index, contact)
    language = ' lang="en"' if answer.language == "en" else ""
    return (
        f'<article class="turn" aria-labelledby="spoergsmaal-{turn}"{language}>'
        f'<div class="answer">{_question(question, turn)}{_understood(answer)}{main}</div>'
        f"{_sources(answer, turn, index) if answered else ''}</article>"
    )


def pending_html(question: str, turn: int) -> str:
    """The same turn while the answer is being looked up."""
    return (
        f'<article class="turn pending" aria-labelledby="spoergsmaal-{turn}"><div class="answer">'
        f'{_question(question, turn)}<p class="working">{escape(texts.WORKING)}</p></div></article>'
    )


def announcement(answer: Answer, contact: str = "") -> str:
    """What a screen reader says when an answer has come: its words, not its sources."""
    if answer.reason is not None:
        return escape(message(answer, contact))
    said = [
        f"{_badge_word(statement.modality, answer.language)} {statement.lead_in} {statement.text}"
        for statement in answer.statements
    ]
    return escape(" ".join(f"{frame('answered', answer.language)}: {' '.join(said)}".split()))


def _question(question: str, turn: int) -> str:
    shown, kind = (question, "") if question else (texts.NOT_STORED, " not-stored")
    return f'<h2 class="question{kind}" id="spoergsmaal-{turn}" tabindex="-1">{escape(shown)}</h2>'


def _understood(answer: Answer) -> str:
    if not answer.understood_as:
        return ""
    return f'<p class="understood">{frame("understood", answer.language)}: {escape(answer.understood_as)}</p>'


def _answered(answer: Answer, turn: int) -> str:
    statements = "".join(_statement(statement, turn, answer) for statement in answer.statements)
    plain = "" if any(statement.modality for statement in answer.statements) else " plain"
    return f'<ul class="statements{plain}">{statements}</ul>{_law(answer)}{written_html(answer)}'


def _statement(statement: Statement, turn: int, answer: Answer) -> str:
    """What a source says is a quotation; what a model says is not."""
    language, (opens, closes) = answer.language, statement_tags(answer)
    source = frame("source", language)
    markers = "".join(
        f'<a class="marker" href="#{anchor(turn, n)}" aria-label="{source} {n}">[{n}]</a>' for n in statement.citations
    )
    quote = text_html(statement.text, after=f"\u00a0{markers}")
    return (
        f'<li class="statement">{_badge(statement.modality, language)}<div class="said">'
        f'{_lead_in(statement.lead_in)}<{opens} lang="da">{quote}</{closes}></div></li>'
    )


def _badge(modality: Modality | None, language: str) -> str:
    if modality is None:
        return ""
    return f'<span class="badge {modality}">{_badge_word(modality, language)}</span>'


def _badge_word(modality: Modality | None, language: str) -> str:
    return frame(str(modality), language) if modality else ""


def _law(answer: Answer) -> str:
    """The law behind the answer: links to the act, and which version of it they open."""
    if not answer.law_refs:
        return ""
    items = "".join(f"<li>{law_link(ref)}</li>" for ref in answer.law_refs)
    laws = {ref.law: load_laws()[ref.law] for ref in answer.law_refs if ref.law}
    versions = "".join(_version(law) for law in laws.values())
    heading = frame("law", answer.language)
    return f'<section class="law"><h3>{heading}</h3><ul lang="da">{items}</ul>{versions}</section>'


def _version(law: Law) -> str:
    if not law.number:
        return ""
    newest = law.newest
    newer = f" {texts.NEWER_LAW} {_link(newest.eli, newest.number)}" if newest else ""
    return f'<p class="version" lang="da">{escape(texts.cited_law(law.name, law.number))}{newer}</p>'


def law_link(ref: LawRef) -> str:
    """A reference as a link to the act; plain words where its address is not known."""
    text, url = law_ref_text(ref), law_ref_url(ref)
    law = load_laws().get(ref.law or "")
    if not url or law is None:
        return escape(text)
    newer = f" {texts.NEWER_LAW} {law.newest.number}." if law.newest else ""
    return _link(url, text, f"{law.number or law.name}.{newer}")


def _link(url: str, text: str, title: str = "") -> str:
    titled = f' title="{escape(title)}"' if title else ""
    return (
        f'<a class="out" href="{escape(url)}" target="_blank" rel="noopener noreferrer"{titled}>'
        f'{escape(text)}<span class="unseen"> {texts.NEW_WINDOW}</span></a>'
    )


def _not_answered(answer: Answer, index: Index, contact: str) -> str:
    said = f'<p class="message">{escape(message(answer, contact))}</p>'
    if not answer.nearest:
        return said
    cards = "".join(_card(found.passage, index) for found in answer.nearest)
    heading = escape(frame("nearest", answer.language))
    return f'{said}<section class="nearest"><h3>{heading}</h3>{cards}</section>'


def _sources(answer: Answer, turn: int, index: Index) -> str:
    """A card for each passage cited; several citations of one passage share its card."""
    cited: dict[str, list[Citation]] = {}
    for citation in answer.citations:
        cited.setdefault(citation.passage.id, []).append(citation)
    modalities = {n: statement.modality for statement in answer.statements for n in statement.citations}
    cards = "".join(
        _card(
            group[0].passage,
            index,
            turn,
            [Span(c.start, c.end, c.number) for c in group],
            [m for m in Modality if m in {modalities.get(c.number) for c in group}],
        )
        for group in cited.values()
    )
    heading = f'<h3 id="kilder-{turn}">{frame("sources_of", answer.language)}</h3>'
    return f'<aside class="sources" aria-labelledby="kilder-{turn}">{heading}{cards}</aside>'


def _card(
    passage: Passage,
    index: Index,
    turn: int = 0,
    quoted: Sequence[Span] = (),
    modalities: Iterable[Modality] = (),
) -> str:
    """A passage in its place: where it stands, all of its text, the quoted words marked, its law."""
    source = f'<span class="unseen">{frame("source")} </span>'
    numbers = "".join(f'<span class="number">{source}{span.number}</span>' for span in quoted)
    badges = "".join(_badge(modality, "da") for modality in modalities)
    refs = {law_ref_text(ref): law_link(ref) for ref in passage.law_refs if ref.law}
    law = f'<p class="refs">{" · ".join(refs.values())}</p>' if refs else ""
    page = f", side {escape(passage.page_label)}" if passage.page_label else ""
    return (
        f'<details class="source" lang="da"><summary>{numbers}<span class="place">{_place(passage, index)}'
        f'</span></summary><div class="inside">{badges}{_card_lead_in(passage)}'
        f"<blockquote>{text_html(passage.text, quoted, turn)}</blockquote>{law}"
        f'<p class="origin">{_origin(index.entry(passage))}{page}</p></div></details>'
    )


def _lead_in(text: str) -> str:
    """What a list item continues. A headline in capitals leads nothing in."""
    return "" if not text or text.isupper() else f'<p class="lead-in" lang="da">{escape(text)}</p>'


def _card_lead_in(passage: Passage) -> str:
    lead_in = passage.sentences[0].lead_in if passage.sentences else ""
    return "" if lead_in in passage.text else _lead_in(lead_in)


def _place(passage: Passage, index: Index) -> str:
    """ "Anbefaling 13 · Formulering af klare mål" over "Hvorfor"; elsewhere section and publication."""
    if passage.recommendation is not None:
        title, below = f" · {escape(passage.recommendation_title)}", " › ".join(_parts(passage))
        return f"<b>Anbefaling {passage.recommendation}</b>{title}{_part(below)}"
    publication = index.entry(passage).short_title
    title = part(passage) or publication
    return f"<b>{escape(title)}</b>{_part(publication if title != publication else '')}"


def _part(text: str) -> str:
    return f' <span class="part">{escape(text)}</span>' if text else ""


def _parts(passage: Passage) -> list[str]:
    """Where in its recommendation a passage stands: Hvordan, Praksisbeskrivelse."""
    first = part(passage)
    path = list(passage.section_path)
    return path[path.index(first) :] if first in path else [first]


def _origin(entry: CatalogEntry) -> str:
    """Title and date of a publication; a title that holds the date needs it no more."""
    date = texts.danish_date(entry.published) if entry.published else texts.UNDATED
    replaced = f" {texts.REPLACED}" if entry.replaced_by else ""
    return escape(f"{entry.title if date in entry.title else f'{entry.title}, {date}'}{replaced}")


def introduction_html() -> str:
    """What stands where the first answer will be."""
    return f"<p>{escape(texts.INTRODUCTION)}</p><h2>{texts.EXAMPLES_HEADING}</h2>"


def hint_html() -> str:
    return f'<p>{texts.PRIVACY_HINT} <span class="keys">{texts.KEYS_HINT}</span></p>'
