"""Are the gold cases fit to measure with? Every check names what is wrong with which case.

A case whose evidence stands nowhere can never be met, a question that the index was taught flatters it,
and a recommendation that nobody asks about is not measured.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path
from statistics import median

from eval.cases import Case, CaseType
from eval.matching import compact, states
from eval.taught import every_question
from index.normalize import fold, lemma_tokens
from ingest.catalog import load_catalog, read_catalogued
from ingest.publication import Publication, SectionKind

ALIKE = 0.8  # share of character 5-grams in common from which on two questions are the same one
FEWEST = 300
FEWEST_BY_TYPES = (
    ((CaseType.FOLLOW_UP,), 40),
    ((CaseType.STRANGER,), 20),
    ((CaseType.NEIGHBOUR,), 30),
    ((CaseType.CASE, CaseType.CPR), 15),
    ((CaseType.INJECTION,), 10),
)
FEWEST_BY_TOPIC = 6  # every recommendation and every leader area, over both splits
MOST_OVERLAP = 0.2  # of a question's content words that stand in its evidence too
MOST_UNLIKE = 2  # by how many cases of a type two splits of equal make-up may differ
# Written in users' own words; the other types are in the publication's or in none.
OWN_WORDS = frozenset(
    {CaseType.PARAPHRASE, CaseType.TWO_RECOMMENDATIONS, CaseType.LEADER, CaseType.OTHER_DOCUMENTS}
    | {CaseType.ONBOARDING, CaseType.FOLLOW_UP}
)

Splits = Mapping[str, Sequence[Case]]


@dataclass(frozen=True, slots=True)
class Fault:
    """`kind` is the name of the check; `case` the id, empty when it is of the whole."""

    kind: str
    case: str
    message: str


@dataclass(frozen=True, slots=True)
class Corpus:
    """What the cases are held against: text and section titles by publication, the numbers of all
    recommendations, the leader areas, and the questions that anything was taught by."""

    texts: Mapping[str, str]
    titles: Mapping[str, frozenset[str]]
    recommendations: frozenset[int]
    areas: frozenset[str]
    taught: tuple[str, ...]


def read_corpus(sources: Path) -> Corpus:
    """Raises CatalogError, UnreadableError or IndexingError."""
    catalog = load_catalog(sources)
    publications = {entry.id: read_catalogued(catalog, entry) for entry in catalog.entries}
    sections = [chained[-1] for publication in publications.values() for chained in publication.walk()]
    numbers = [section.number for section in sections if section.kind is SectionKind.RECOMMENDATION]
    return Corpus(
        {id: _words_of(publication) for id, publication in publications.items()},
        {id: frozenset(c[-1].title for c in publication.walk()) for id, publication in publications.items()},
        frozenset(number for number in numbers if number is not None),
        frozenset(section.title for section in sections if section.kind is SectionKind.LEADER_AREA),
        tuple(every_question(sources)),
    )


def _words_of(publication: Publication) -> str:
    paragraphs = (paragraph.text for chained in publication.walk() for paragraph in chained[-1].paragraphs)
    return "\n".join(paragraphs)


def validate(splits: Splits, corpus: Corpus) -> list[Fault]:
    """All faults of the cases, by split; none when they are fit to measure with."""
    return list(chain.from_iterable(check(splits, corpus) for check in _CHECKS))


def _every(splits: Splits) -> list[Case]:
    return [case for cases in splits.values() for case in cases]


def check_shape(splits: Splits, corpus: Corpus) -> Iterator[Fault]:
    """An answerable case says what answers it; another says why nothing does."""
    for case in _every(splits):
        if case.answerable and not (case.publication and case.evidence and case.nuggets and not case.why):
            yield Fault("shape", case.id, "an answerable case needs publication, evidence and nuggets, and no why")
        if not case.answerable and not re.match(r"(?:no_source|blocked): \S", case.why or ""):
            yield Fault("shape", case.id, "an unanswerable case needs a why that begins with no_source: or blocked:")
        if not case.answerable and (case.evidence or case.nuggets or case.law_refs):
            yield Fault("shape", case.id, "an unanswerable case can have no evidence, nuggets or law references")
        if (case.type is CaseType.FOLLOW_UP) != bool(case.history):
            yield Fault("shape", case.id, "a follow-up has a history, and nothing else has")
        for number in set(case.recommendations) - corpus.recommendations:
            yield Fault("shape", case.id, f"there is no recommendation {number}")


def check_evidence(splits: Splits, corpus: Corpus) -> Iterator[Fault]:
    """Evidence stands verbatim in the publication, its section exists, and each fact can be stated."""
    for case in _every(splits):
        if not case.answerable:
            continue
        text = corpus.texts.get(case.publication or "")
        if text is None:
            yield Fault("evidence", case.id, f"there is no publication '{case.publication}'")
            continue
        for evidence in case.evidence:
            if not compact(evidence) or compact(evidence) not in compact(text):
                yield Fault("evidence", case.id, f"does not stand in {case.publication}: {evidence}")
        if compact(case.section or "") not in map(compact, corpus.titles[case.publication or ""]):
            yield Fault("section", case.id, f"there is no section '{case.section}' in {case.publication}")
        for nugget in case.nuggets:
            if not _can_be_stated(nugget.patterns) or not states(text, nugget):
                yield Fault("nugget", case.id, f"no pattern is found in {case.publication}: {nugget.fact}")


def _can_be_stated(patterns: Sequence[str]) -> bool:
    try:
        return all(not re.search(pattern, "") for pattern in patterns) and bool(patterns)
    except re.error:
        return False


def check_splits(splits: Splits, corpus: Corpus) -> Iterator[Fault]:
    """A case stands in the file of its split, an id and a question only once, and the splits are alike."""
    cases = _every(splits)
    for split, own in splits.items():
        yield from (Fault("split", c.id, f"it says {c.split} but stands in {split}") for c in own if c.split != split)
    yield from (Fault("id", id, f"{n} cases have it") for id, n in Counter(c.id for c in cases).items() if n > 1)
    for first, second in _alike([case.asked for case in cases], [case.asked for case in cases]):
        if first < second:
            yield Fault("twice", cases[second].id, f"asks the same as {cases[first].id}")
    if len(splits) > 1:
        counts = [Counter(case.type for case in cases) for cases in splits.values()]
        for kind in CaseType:
            if max(count[kind] for count in counts) - min(count[kind] for count in counts) > MOST_UNLIKE:
                yield Fault("make-up", "", f"{kind}: {' and '.join(str(count[kind]) for count in counts)} cases")


def check_taught(splits: Splits, corpus: Corpus) -> Iterator[Fault]:
    """No question is one that anything was taught by or fitted on, or nearly: it would be measured by what it knows."""
    cases = _every(splits)
    for number, taught in _alike([case.question for case in cases], corpus.taught):
        yield Fault("taught", cases[number].id, f"is nearly the taught question '{corpus.taught[taught]}'")


def _alike(first: Sequence[str], second: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Pairs, by number, of questions that are the same but for a few letters."""
    grams = sorted(((_grams(text), number) for number, text in enumerate(second)), key=lambda each: len(each[0]))
    sizes = [len(own) for own, _ in grams]
    for number, text in enumerate(first):
        own = _grams(text)
        # sets whose sizes differ by more cannot have so much in common
        start, end = bisect_left(sizes, ALIKE * len(own)), bisect_right(sizes, len(own) / ALIKE)
        yield from ((number, other) for theirs, other in grams[start:end] if jaccard(own, theirs) >= ALIKE)


@lru_cache(maxsize=10_000)
def _grams(text: str) -> frozenset[str]:
    plain = " ".join(re.findall(r"\w+", fold(text)))
    return frozenset(plain[at : at + 5] for at in range(max(1, len(plain) - 4)))


def jaccard(first: frozenset[str], second: frozenset[str]) -> float:
    common = len(first & second)
    return common / (len(first) + len(second) - common)


def check_coverage(splits: Splits, corpus: Corpus) -> Iterator[Fault]:
    """Every recommendation and every leader area is asked about often enough to be measured."""
    cases = [case for case in _every(splits) if case.answerable]
    numbers = Counter(number for case in cases for number in set(case.recommendations))
    areas = Counter(case.section for case in cases)
    for name, count in [
        *((f"recommendation {number}", numbers[number]) for number in sorted(corpus.recommendations)),
        *((f"leader area '{area}'", areas[area]) for area in sorted(corpus.areas)),
    ]:
        if count < FEWEST_BY_TOPIC:
            yield Fault("coverage", "", f"{name}: {count} cases, {FEWEST_BY_TOPIC} are needed")


def check_counts(splits: Splits, corpus: Corpus) -> Iterator[Fault]:
    """There are enough cases, of every type, and enough in words that the publications do not use."""
    cases = _every(splits)
    counts = Counter(case.type for case in cases)
    if len(cases) < FEWEST:
        yield Fault("count", "", f"{len(cases)} cases, {FEWEST} are needed")
    for kinds, fewest in FEWEST_BY_TYPES:
        if (count := sum(counts[kind] for kind in kinds)) < fewest:
            yield Fault("count", "", f"{' and '.join(kinds)}: {count} cases, {fewest} are needed")
    yield from (Fault("count", "", f"{kind}: no case in {s}") for s in splits for kind in _missing(splits[s]))
    # English shares no word with Danish, whatever is asked: it is no proof of own words.
    own = [case for case in cases if case.answerable and case.type is not CaseType.ENGLISH]
    rephrased = sum(overlap(case) < MOST_OVERLAP for case in own)
    if 2 * rephrased < len(cases):
        yield Fault("paraphrase", "", f"{rephrased} of {len(cases)} cases are in own words, half are needed")
    overlaps = [overlap(case) for case in own if case.type in OWN_WORDS]
    if overlaps and median(overlaps) >= MOST_OVERLAP:
        yield Fault("overlap", "", f"the median of the paraphrases' overlap is {median(overlaps):.2f}")


def _missing(cases: Sequence[Case]) -> set[CaseType]:
    return set(CaseType) - {case.type for case in cases}


def overlap(case: Case) -> float:
    """Share of the question's content words (lemmas) that stand in the evidence most like it."""
    asked = set(lemma_tokens(case.question))
    return max(len(asked & set(lemma_tokens(evidence))) / max(1, len(asked)) for evidence in case.evidence)


_CHECKS = (check_shape, check_evidence, check_splits, check_taught, check_coverage, check_counts)
