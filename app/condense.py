"""A follow-up that a language model has written out, held to the conversation that it comes from."""

from __future__ import annotations

import json
from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict

from app.blocked import find_block
from app.commitments import find_addresses, find_names, find_numbers, find_signs, words_of
from app.draft import prompt
from app.verify import has_wrong_form
from app.wordings import frame_words, is_covered
from ingest.hidden import strip_hidden
from ingest.llm import Ask, ModelError

_REMEMBERED = 4  # questions of the conversation that the model is shown, the newest


class Condensed(BaseModel):
    model_config = ConfigDict(extra="forbid")

    question: str


def condense(ask: Ask, question: str, earlier: Sequence[str]) -> str | None:
    """The question as the model writes it out; None where it fails or says other than the conversation does.

    One try: what is understood without a model stands ready.
    """
    message = {"tidligere": [strip_hidden(said) for said in earlier[-_REMEMBERED:]], "nyeste": strip_hidden(question)}
    try:
        values = list(ask(prompt("condense"), json.dumps(message, ensure_ascii=False), Condensed.model_json_schema()))
    except ModelError:
        return None
    whole = values[-1] if values else None
    written = whole.get("question") if isinstance(whole, dict) else None
    if not isinstance(written, str):
        return None
    written = " ".join(written.split())
    return written if is_faithful(written, question, earlier) else None


def is_faithful(written: str, question: str, earlier: Sequence[str]) -> bool:
    """Whether it holds all that the question says, and nothing that nobody said."""
    if find_block(written) or has_wrong_form(written.removesuffix("?")):
        return False
    said = " ".join([*earlier, question])
    known, frame = words_of(said), frame_words()
    words = words_of(written)
    return (
        all(is_covered(word, known) for word in words - frame)
        and all(is_covered(word, words) for word in words_of(question) - frame)
        and find_signs(written).keys() <= find_signs(said).keys()
        and find_signs(question).keys() <= find_signs(written).keys()
        and _numbers(question) <= _numbers(written) <= _numbers(said)
        and find_addresses(question) <= find_addresses(written) <= find_addresses(said)
        and all(name in said for name in find_names(written))
    )


def _numbers(text: str) -> set[str]:
    return {number for number, _, _ in find_numbers(text)}
