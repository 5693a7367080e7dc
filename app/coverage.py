"""How well the publications can be found: passages, and those that an editorial question leads to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from pathlib import Path

from index.passages import Passage
from index.questions import EditorialQuestion, link_questions, load_questions
from index.search import Index


@dataclass(frozen=True, slots=True)
class Coverage:
    """`covered` of `passages` have an editorial question; of these, so many are reviewed or not yet."""

    name: str
    url_key: str
    passages: int
    covered: int
    reviewed: int
    unreviewed: int


@dataclass(frozen=True, slots=True)
class Questions:
    """Editorial questions by the passage that answers them."""

    reviewed: Counter[str]
    unreviewed: Counter[str]
    to_review: tuple[EditorialQuestion, ...]


def editorial_questions(index: Index, sources: Path) -> Questions:
    """As they stand in the file now. Raises IndexingError where it is damaged."""
    questions = load_questions(sources / "questions.jsonl")
    state = {question.id: question.reviewed for question in questions}
    to_review = tuple(question for question in questions if not question.reviewed)
    known = {question.id: question.passage_id for question in index.questions}
    waiting = [question for question in to_review if question.id not in known]
    linked = {question.id: question.passage_id for question in link_questions(waiting, index.passages)[0]}
    places = {**known, **linked}
    return Questions(
        Counter(places[id] for id, reviewed in state.items() if reviewed and id in places),
        Counter(places[id] for id, reviewed in state.items() if not reviewed and id in places),
        to_review,
    )


def by_publication(index: Index, questions: Questions) -> list[Coverage]:
    titles = {id: entry.short_title for id, entry in index.entries.items()}
    return _coverage(index.passages, questions, lambda p: p.publication_id, lambda p: titles[p.publication_id])


def by_recommendation(index: Index, questions: Questions) -> list[Coverage]:
    own = [passage for passage in index.current if passage.recommendation is not None]
    return _coverage(
        own, questions, lambda p: p.recommendation, lambda p: f"{p.recommendation}. {p.recommendation_title}"
    )


def _coverage(
    passages: Iterable[Passage],
    questions: Questions,
    key: Callable[[Passage], Hashable],
    name: Callable[[Passage], str],
) -> list[Coverage]:
    groups: dict[Hashable, list[Passage]] = {}
    for passage in passages:
        groups.setdefault(key(passage), []).append(passage)
    return [
        Coverage(
            name(group[0]),
            str(of),
            len(group),
            sum(1 for passage in group if questions.reviewed[passage.id] or questions.unreviewed[passage.id]),
            sum(questions.reviewed[passage.id] for passage in group),
            sum(questions.unreviewed[passage.id] for passage in group),
        )
        for of, group in groups.items()
    ]
