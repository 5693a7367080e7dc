"""The interface to programs: three endpoints of Gradio's API, which are MCP tools too.

Their names, parameters and docstrings are what a program is told of them, so they are in English and plain. Each
gives JSON as text: of any other value Gradio's MCP server would send what Python prints.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from gradio.events import api

from app import programs
from app.answer import Answer
from app.opening import Opening


def add_programs(opening: Opening, heard: Callable[[Answer], None]) -> None:
    """Add the endpoints to the Blocks that are being made. None is queued, so that a tool is called directly.

    `heard` is told of each answer, to count it."""

    def ask(question: str, earlier_questions: list[str] | None = None) -> str:
        """Answer a question about Danish child-welfare casework (barnets lov), verbatim from the publications of
        Social- og Boligstyrelsen and with citations. Says so when the publications do not answer. Write no
        personal data.

        Args:
            question: The question, in Danish or English.
            earlier_questions: Earlier questions of the conversation, for a follow-up.
        """
        index = opening.index
        if index is None:
            return _json({"status": "service_error", "answer": opening.message})
        return _json(
            programs.answer(index, str(question), [str(earlier) for earlier in earlier_questions or []], heard)
        )

    def read_recommendation(number: int) -> str:
        """Read one of the 18 recommendations for quality in casework, all of its text in order.

        Args:
            number: The number of the recommendation, 1 to 18.
        """
        index = opening.index
        if index is None:
            return _json({"found": False, "message": opening.message})
        return _json(programs.read_recommendation(index, _number(number)))

    def find_law_reference(reference: str) -> str:
        """Find where the publications cite a section of a Danish law, with the sentences, and where the law is read.

        Args:
            reference: A legal reference in Danish, such as "barnets lov § 91, stk. 2" or "§ 32".
        """
        index = opening.index
        if index is None:
            return _json({"found": False, "message": opening.message})
        return _json(programs.find_law_reference(index, str(reference)))

    for tool in (ask, read_recommendation, find_law_reference):
        api(tool, api_name=tool.__name__, queue=False)


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)


def _number(value: object) -> int:
    """What was sent as a number; 0, which no recommendation has, for what is none. A fault would be logged with it."""
    try:
        return int(str(value))
    except ValueError:
        return 0
