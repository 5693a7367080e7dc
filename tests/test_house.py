"""The house rules that no other tool holds: who may import whom, and what no file may name."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import app

ROOT = Path(__file__).resolve().parent.parent
LAYERS = ("ingest", "index", "app", "eval")  # each may import itself and those before it

# A library has one owner; the rest of Pejl sees plain values. The page is one job in several files.
OWNED = ("chromadb", "pypdf", "pypdfium2", "sentence_transformers", "gradio")
PAGE = re.compile(r"app/page\w*\.py")

# The files that may know of LangChain, by what they take from it.
LANGCHAIN = {
    "index/store.py": "the vector store",
    "ingest/llm.py": "the language model",
    "app/retriever.py": "the retriever, for people who build their own; nothing in Pejl imports it",
    "eval/peers_langchain.py": "the recipe that Pejl is measured against",
}

# Facts of one machine. Written so that this file does not hold the words it looks for.
FORBIDDEN = re.compile(
    r"/wor[k]/|\.\./shared|pypi\.org|pythonhosted\.org|npmjs\.(org|com)|pytorch\.org/whl|deb\.debian\.org"
)


@cache
def files() -> tuple[str, ...]:
    """The repository's files, those not yet added too: a rule broken shows before the commit."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    return tuple(sorted(name for name in listed.split("\0") if name and (ROOT / name).is_file()))


def modules() -> list[str]:
    return [name for name in files() if name.endswith(".py") and name.split("/")[0] in LAYERS]


def imported(name: str) -> Iterator[str]:
    """The top-level packages that a file imports by name, wherever in it the import stands."""
    for node in ast.walk(ast.parse((ROOT / name).read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.split(".")[0]


def test_app_is_ours() -> None:
    assert app.__file__ is not None
    assert ROOT in Path(app.__file__).resolve().parents


def test_imports_point_one_way() -> None:
    wrong = [
        f"{name} imports {package}"
        for name in modules()
        for package in imported(name)
        if package in LAYERS and LAYERS.index(package) > LAYERS.index(name.split("/")[0])
    ]
    assert not wrong


@pytest.mark.parametrize("library", OWNED)
def test_one_file_owns(library: str) -> None:
    owners = [name for name in modules() if library in imported(name)]
    if library == "gradio":
        assert [name for name in owners if not PAGE.fullmatch(name)] == []
    else:
        assert len(owners) <= 1, owners


def test_langchain_stays_in_its_files() -> None:
    users = {name for name in modules() if any(package.startswith("langchain") for package in imported(name))}
    assert users <= LANGCHAIN.keys()


def test_the_retriever_is_for_others() -> None:
    assert [name for name in modules() if "app.retriever" in (ROOT / name).read_text("utf-8")] == []


def test_the_language_model_is_imported_where_it_is_asked() -> None:
    """Not when its file is read: Pejl without a model loads nothing of it."""
    tree = ast.parse((ROOT / "ingest/llm.py").read_text("utf-8"))
    at_once = [alias.name for node in tree.body if isinstance(node, ast.Import) for alias in node.names]
    at_once += [node.module or "" for node in tree.body if isinstance(node, ast.ImportFrom)]
    assert [name for name in at_once if name.startswith(("langchain", "openai", "ollama"))] == []


def test_no_file_names_a_machine_or_registry() -> None:
    found = []
    for name in files():
        if name.startswith("sources/publications/"):  # not ours to word
            continue
        content = (ROOT / name).read_bytes()
        if b"\0" not in content and (match := FORBIDDEN.search(content.decode("utf-8", "replace"))):
            found.append(f"{name}: {match[0]}")
    assert not found


def test_every_requirement_is_pinned() -> None:
    names = ("requirements.lock", "requirements.bare.lock")
    lines = [line for name in names for line in (ROOT / name).read_text("utf-8").splitlines()]
    # Plain versions only: "+cpu" would tie the lock to one build of torch, a URL to one host.
    assert [line for line in lines if not re.fullmatch(r"[A-Za-z0-9._-]+==[A-Za-z0-9.]+", line)] == []
    # These follow from a CUDA build of torch and are nothing that Pejl needs.
    assert [line for line in lines if line.startswith(("nvidia", "triton"))] == []


def test_no_file_is_a_drawer() -> None:
    assert [name for name in files() if Path(name).name in {"helpers.py", "utils.py"}] == []
