"""The interface to programs: the examples of docs/programs.md as they stand there, and what is turned away."""

from __future__ import annotations

import asyncio
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from gradio_client import Client
from langchain_core.callbacks import BaseCallbackHandler
from mcp import ClientSession
from mcp.client.streamable_http import streamable_http_client

from app import links, programs, read_texts
from app.retriever import PejlRetriever
from app.texts import Reason, reason_text

ROOT = Path(__file__).resolve().parent.parent
QUESTION = "Hvornår skal der være en barnets plan?"
CPR = "Hvad gør jeg med 010203-1234?"
EXAMPLES = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "programs.md").read_text("utf-8"), re.DOTALL)


def run(example: str, address: str) -> list[str]:
    """What an example prints; a warning in it is a failure."""
    code = example.replace("http://127.0.0.1:7860", address)
    environment = {**os.environ, "GRADIO_ANALYTICS_ENABLED": "False", "HF_HUB_OFFLINE": "1", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def test_the_documented_call_of_the_api(ready: str) -> None:
    asked, read, law = run(EXAMPLES[0], ready)
    assert re.fullmatch(r"answered \d+ \['Barnets lov .*\]", asked)
    assert read.startswith("Formulering af klare mål der tager udgangspunkt i barnets eller den unges ønsker og behov ")
    assert law.startswith("Der skal altid udarbejdes en barnets plan eller en ungeplan")


def test_the_documented_call_of_the_tools(ready: str) -> None:
    tools, asked = run(EXAMPLES[1], ready)
    assert tools == "['ask', 'find_law_reference', 'read_recommendation']"
    assert re.fullmatch(r"answered \d+", asked)


def test_the_documented_retriever(index) -> None:
    lines = run(EXAMPLES[2], "")
    assert len(lines) == 3 and all(
        re.search(r" /(?:anbefaling|publikation)/\S+#p-[0-9a-f]{12}", line) for line in lines
    )
    assert len(EXAMPLES) == 3


def test_a_cpr_number_is_turned_away_and_not_given_back(ready: str) -> None:
    over_api = Client(ready, verbose=False).predict(CPR, api_name="/ask")
    assert (json.loads(over_api)["status"], json.loads(over_api)["reason"]) == ("blocked", "cpr")
    assert "010203" not in over_api

    async def call() -> str:
        async with (
            streamable_http_client(f"{ready}/gradio_api/mcp/") as (read, write, _),
            ClientSession(read, write) as pejl,
        ):
            await pejl.initialize()
            result = await pejl.call_tool("ask", {"question": CPR})
            return result.content[0].text  # type: ignore[union-attr]

    over_mcp = asyncio.run(call())
    assert json.loads(over_mcp)["status"] == "blocked" and "010203" not in over_mcp


def test_what_is_no_number_is_no_recommendation(ready: str) -> None:
    said = json.loads(Client(ready, verbose=False).predict("010203-1234", api_name="/read_recommendation"))
    assert said == {"found": False, "message": read_texts.UNKNOWN_RECOMMENDATION.format(first=1, last=18)}


def test_nothing_else_is_a_tool_or_a_public_endpoint(ready: str) -> None:
    named = Client(ready, verbose=False).view_api(return_format="dict", print_info=False)["named_endpoints"]
    assert set(named) == {"/ask", "/read_recommendation", "/find_law_reference"}
    assert [p["parameter_name"] for p in named["/ask"]["parameters"]] == ["question", "earlier_questions"]


# The values themselves.


def test_the_same_answer_as_in_the_terminal(index) -> None:
    answer = programs.answer(index, QUESTION)
    assert answer["status"] == "answered" and answer["question"] == QUESTION
    for citation in answer["citations"]:
        assert citation["quote"] in index.passage(citation["passage_id"]).text


def test_a_follow_up(index) -> None:
    answer = programs.answer(index, "Og hvem skal være med?", ["Hvad er formålet med et opstartsmøde?"])
    assert answer["understood_as"]


def test_a_recommendation_is_whole(index) -> None:
    read = programs.read_recommendation(index, 13)
    own = [passage for passage in index.current if passage.recommendation == 13]
    assert [passage["passage_id"] for passage in read["passages"]] == [passage.id for passage in own]
    assert read["passages"][0]["text"] == read["recommendation"] and read["url"] == "/anbefaling/13"
    assert programs.read_recommendation(index, 19) == {
        "found": False,
        "message": read_texts.UNKNOWN_RECOMMENDATION.format(first=1, last=18),
    }


@pytest.mark.parametrize(
    ("reference", "sentences"),
    [("barnets lov § 91, stk. 2", 2), ("§ 91", 2), ("BL § 32, stk. 3", 3), ("adoptionsloven § 9", 1)],
)
def test_a_law_reference(index, reference: str, sentences: int) -> None:
    found = programs.find_law_reference(index, reference)
    (paragraf,) = found["paragraffer"]
    assert found["found"] and len(paragraf["places"]) == sentences
    for place in paragraf["places"]:
        assert place["sentence"] in index.passage(place["passage_id"]).text
    json.dumps(found)


@pytest.mark.parametrize(
    ("reference", "message"),
    [("underretning", programs.NO_REFERENCE), ("§ 91 010203-1234", reason_text(Reason.CPR))],
)
def test_no_law_reference(index, reference: str, message: str) -> None:
    assert programs.find_law_reference(index, reference) == {"found": False, "message": message}


def test_a_paragraf_that_is_not_cited(index) -> None:
    found = programs.find_law_reference(index, "barnets lov § 200")
    assert not found["found"] and "henviser ikke til" in found["paragraffer"][0]["message"]


# The retriever.


class Ears(BaseCallbackHandler):
    def __init__(self) -> None:
        self.heard: list[str] = []

    def on_retriever_start(self, serialized: object, query: str, **kwargs: object) -> None:
        self.heard.append(query)


def test_the_retriever_gives_passages_verbatim(index) -> None:
    ears = Ears()
    documents = PejlRetriever(index=index, k=4).invoke(QUESTION, {"callbacks": [ears]})
    kept = index.search(QUESTION).kept[:4]
    assert [document.metadata["passage_id"] for document in documents] == [found.passage.id for found in kept]
    for document, found in zip(documents, kept, strict=True):
        assert document.page_content == found.passage.text
        assert document.metadata["url"] == links.passage_url(found.passage)
        assert document.metadata["publication"] == index.entry(found.passage).title
        assert document.metadata["recommendation"] == found.passage.recommendation
    assert ears.heard == [QUESTION]


def test_the_retriever_turns_a_cpr_number_away_before_anyone_hears(index) -> None:
    ears = Ears()
    retriever = PejlRetriever(index=index)
    assert retriever.invoke(CPR, {"callbacks": [ears]}) == []
    assert asyncio.run(retriever.ainvoke(CPR, {"callbacks": [ears]})) == []
    assert retriever.batch([CPR], {"callbacks": [ears]}) == [[]] and ears.heard == []
