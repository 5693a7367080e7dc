"""Search as one types, over recommendations, passages and cited §§: words only, nothing is embedded or kept."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

from app import links, read_texts
from app.blocked import find_block
from app.library import Library, Recommendation, library_of
from app.render import law_ref_text, place
from app.texts import Reason, reason_text
from index.addresses import covers, find_addresses
from index.normalize import fold, lemma, words
from index.passages import Passage
from index.search import Index
from ingest.publication import LawRef

MOST = 12  # results shown
_LONGEST = 200  # characters of what is sought
_AROUND = 240  # characters of a passage that a result shows
_NUMBER = re.compile(r"\s*(\d{1,2})\s*")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Result:
    """A place to read; `excerpt` is HTML, its words those of the publication."""

    url: str
    title: str
    where: str
    excerpt: str


def search_form(sought: str = "", said: str = "", results: str = "") -> str:
    """The field with the place for what is found (`results` is HTML). It works without a script, too."""
    return (
        f'<search><form class="search" action="{links.SEARCH}" method="post"><label for="soeg">{read_texts.SEARCH}'
        f'</label><div class="row"><input id="soeg" name="q" type="search" value="{escape(sought)}" '
        f'autocomplete="off" spellcheck="false" aria-describedby="soeg-hjaelp" maxlength="{_LONGEST}">'
        f'<button type="submit">{read_texts.SEARCH_BUTTON}</button></div>'
        f'<p class="hint" id="soeg-hjaelp">{read_texts.SEARCH_HINT}</p>'
        f'<p class="said-found" role="status">{escape(said)}</p></form><div class="results">{results}</div></search>'
    )


def search_html(index: Index, sought: str) -> str:
    """The page that a browser without scripts is answered with."""
    said, results = search(index, sought)
    kept = "" if find_block(sought) is Reason.CPR else sought
    return f"<h1>{read_texts.SEARCH_PAGE}</h1>{search_form(kept, said, results)}"


def search(index: Index, sought: str) -> tuple[str, str]:
    """What is said of the results, and the results as HTML. A CPR number is not looked for."""
    sought = sought[:_LONGEST].strip()
    if not sought:
        return "", ""
    if find_block(sought) is Reason.CPR:
        return reason_text(Reason.CPR), ""
    results = find(library_of(index), sought)
    items = "".join(
        f'<li><a href="{escape(result.url)}"><span class="title">{escape(result.title)}</span> '
        f'<span class="where">{escape(result.where)}</span></a><p class="own">{result.excerpt}</p></li>'
        for result in results
    )
    ask = f'<p class="more"><a href="{escape(links.ask_url(sought))}">{read_texts.TRY_TO_ASK}</a></p>'
    listed = f'<ul aria-label="{read_texts.RESULTS}">{items}</ul>' if items else ""
    return read_texts.found(len(results), MOST), f"{listed}{ask}"


def find(library: Library, sought: str) -> list[Result]:
    """What stands at an address first, then recommendations of that name, then passages, the nearest first."""
    typed = [word for word in _WORD.findall(sought) if len(word) > 1]
    named = [_recommendation(found, typed) for found in library.recommendations.values() if _is_meant(found, sought)]
    passages = () if _NUMBER.fullmatch(sought) else library.index.look_up(sought, MOST)
    return [*_paragraffer(library, sought), *named, *(_passage(library, p, typed) for p in passages)][:MOST]


def _paragraffer(library: Library, sought: str) -> list[Result]:
    asked = find_addresses(sought).law_refs
    cited: dict[str, list[LawRef]] = {}
    for spot in library.places:
        if any(covers(ref, spot.ref) for ref in asked):
            cited.setdefault(links.paragraf_url(spot.ref), []).append(spot.ref)
    return [
        Result(url, law_ref_text(LawRef(refs[0].law, refs[0].paragraf, refs[0].letter)), "", f"{len(refs)} steder")
        if len(refs) > 1
        else Result(url, law_ref_text(refs[0]), "", "1 sted")
        for url, refs in cited.items()
    ]


def _is_meant(found: Recommendation, sought: str) -> bool:
    """By its number, or by words that all begin one of its title's."""
    if match := _NUMBER.fullmatch(sought):
        return int(match[1]) == found.number
    if found.number in find_addresses(sought).recommendations:
        return True
    title = [fold(word) for word in words(found.section.short_title)]
    typed = [fold(word) for word in words(sought)]
    return bool(typed) and all(any(word.startswith(start) for word in title) for start in typed)


def _recommendation(found: Recommendation, typed: list[str]) -> Result:
    title = found.section.short_title or found.section.title
    kicker = read_texts.RECOMMENDATION.format(number=found.number)
    return Result(links.recommendation_url(found.number), title, kicker, _marked(found.sentence, typed))


def _passage(library: Library, passage: Passage, typed: list[str]) -> Result:
    where = place(passage, library.index)
    title = passage.recommendation_title or (passage.section_path[-1] if passage.section_path else where)
    return Result(links.passage_url(passage), title, where, _marked(_excerpt(passage, typed), typed))


def _excerpt(passage: Passage, typed: list[str]) -> str:
    """Its sentence with most of the words; a long one is cut between words."""
    sentences = [sentence.text for sentence in passage.sentences] or [passage.text]
    best = max(sentences, key=lambda text: sum(_fits(word, typed) for word in _WORD.findall(text)))
    if len(best) <= _AROUND:
        return best
    first = next((found.start() for found in _WORD.finditer(best) if _fits(found[0], typed)), 0)
    start = max(0, min(first - _AROUND // 3, len(best) - _AROUND))
    start = best.rfind(" ", 0, start) + 1 if start else 0
    end = best.find(" ", start + _AROUND)
    cut = best[start : end if end > 0 else None]
    return f"{'… ' if start else ''}{cut}{' …' if end > 0 else ''}"


def _fits(word: str, typed: list[str]) -> bool:
    folded = fold(word)
    return any(folded.startswith(fold(start)) or lemma(word.lower()) == lemma(start.lower()) for start in typed)


def _marked(text: str, typed: list[str]) -> str:
    """`text`, escaped, with the words that were sought in <mark>."""
    html, at = "", 0
    for found in _WORD.finditer(text):
        if _fits(found[0], typed):
            html += f"{escape(text[at : found.start()])}<mark>{escape(found[0])}</mark>"
            at = found.end()
    return html + escape(text[at:])
