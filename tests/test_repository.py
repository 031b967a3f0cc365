"""The repository keeps its own promises: versions, names, prompts; the README has its own tests."""

import ast
import os
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import yaml

from tests.syntax import python_files

PROJECT = Path(__file__).resolve().parent.parent
TOP = {
    *("app.py", "assistant", "corpus", "ingest", "prompts", "pyproject.toml", "tests"),
    *(
        ".ci",
        ".gitattributes",
        ".gitignore",
        ".streamlit",
        "LICENSE",
        "Makefile",
        "README.md",
        "reports",
        "constraints.txt",
    ),
}
NOT_OURS = {
    ".git",
    ".index",
    ".models",
    ".venv",
    ".mypy_cache",
    ".pytest_cache",
    ".ruff_cache",
    ".sheets",
    "__pycache__",
}
LONGEST_FILE, LONGEST_TEST = 300, 400
# Path -> why it may be longer.
LONGER_FILES: dict[str, str] = {}
# Written in two parts, so that this file does not hold what it looks for.
MACHINE_PATH = re.compile("(?<![\\w.])/(?:wor" + "k|roo" + "t|hom" + "e/[a-z]+|tm" + "p/[a-z]+)/")
REGISTRY = re.compile("pyp" + "i\\.org|pythonhoste" + "d|npmj" + "s\\.|deb\\.debia" + "n|/opt/whee" + "ls")


@cache
def pyproject() -> dict:
    return tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))


def pins() -> list[str]:
    project = pyproject()["project"]
    return [
        *project["dependencies"],
        *(pin for extra in project["optional-dependencies"].values() for pin in extra),
    ]


def normalised(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@cache
def constraints() -> dict[str, str]:
    lines = (PROJECT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return {
        normalised(name): version for name, _, version in (ln.partition("==") for ln in lines if "==" in ln)
    }


@cache
def our_files() -> list[Path]:
    found = []
    for folder, folders, names in os.walk(PROJECT):
        folders[:] = [n for n in folders if n not in NOT_OURS and not n.endswith(".egg-info")]
        found += [Path(folder, name) for name in names]
    return [file for file in found if "documents" not in file.parts]


def text_of(file: Path) -> str:
    return file.read_text(encoding="utf-8", errors="ignore")


def lines_with(pattern: re.Pattern[str]) -> list[str]:
    return [
        f"{file.relative_to(PROJECT)}:{number}"
        for file in our_files()
        for number, line in enumerate(text_of(file).splitlines(), start=1)
        if pattern.search(line)
    ]


def test_every_dependency_is_pinned_to_one_version():
    assert [pin for pin in pins() if not re.fullmatch(r"[\w.-]+(\[\w+\])?==[\w.]+", pin)] == []


def test_the_frozen_versions_agree_with_the_pins():
    asked = {normalised(name): version for name, _, version in (pin.partition("==") for pin in pins())}
    assert {name: constraints().get(name) for name in asked} == asked


def test_the_frozen_versions_name_no_build_of_one_machine():
    assert [name for name, version in constraints().items() if "+" in version or "@" in version] == []


def test_every_package_of_the_tree_is_declared():
    packages = {
        file.parent.relative_to(PROJECT).as_posix().replace("/", ".")
        for room in ("assistant", "ingest")
        for file in (PROJECT / room).rglob("__init__.py")
    }
    assert set(pyproject()["tool"]["setuptools"]["packages"]) == packages


def test_nothing_stands_at_the_top_without_a_reason():
    present = {entry.name for entry in PROJECT.iterdir() if not entry.name.endswith(".egg-info")}
    assert present - NOT_OURS - TOP == set()


def test_the_licence_is_the_one_that_is_declared():
    assert pyproject()["project"]["license"] == "EUPL-1.2"
    assert (
        (PROJECT / "LICENSE").read_text(encoding="utf-8").startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    )


def test_no_path_of_a_machine_is_written_down():
    assert lines_with(MACHINE_PATH) == []


def test_no_host_of_a_package_registry_is_written_down():
    assert lines_with(REGISTRY) == []


def longest(path: str) -> int:
    return LONGEST_TEST if path.startswith("tests/") else LONGEST_FILE


def test_no_file_is_longer_than_one_can_read():
    lengths = {path: code.count("\n") for path, code in python_files(PROJECT)}
    assert {p: n for p, n in lengths.items() if n > longest(p) and p not in LONGER_FILES} == {}


def test_every_type_ignore_says_which_error_it_hides():
    assert lines_with(re.compile(r"#\s*type:\s*ignore(?!\[[\w, -]+\])")) == []


def test_every_noqa_says_which_rule_and_why():
    assert lines_with(re.compile(r"#\s*noqa(?!: [A-Z]+\d+(?:, ?[A-Z]+\d+)*\W+\w)")) == []


def undocumented(path: str, tree: ast.Module) -> Iterator[str]:
    """What is public in a module, at its top or in a class of its top, and has no docstring."""
    if tree.body and not ast.get_docstring(tree):
        yield path
    for node in tree.body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef) and not node.name.startswith("_"):
            parts = node.body if isinstance(node, ast.ClassDef) else []
            methods = [p for p in parts if isinstance(p, ast.FunctionDef) and not p.name.startswith("_")]
            yield from (f"{path}: {n.name}" for n in (node, *methods) if not ast.get_docstring(n))


def test_everything_public_says_what_the_caller_gets():
    rooms = ((path, code) for path, code in python_files(PROJECT) if not path.startswith("tests/"))
    assert [name for path, code in rooms for name in undocumented(path, ast.parse(code))] == []


PROMPTS = sorted((PROJECT / "prompts").glob("*.md"))


def front_matter(file: Path) -> tuple[dict, str]:
    _, head, body = text_of(file).split("---\n", 2)
    return yaml.safe_load(head), body


@pytest.mark.parametrize("file", PROMPTS, ids=lambda file: file.name)
def test_every_prompt_says_its_purpose_and_version(file):
    assert {"purpose", "version", "variables"} <= set(front_matter(file)[0])


@pytest.mark.parametrize("file", PROMPTS, ids=lambda file: file.name)
def test_every_variable_of_a_prompt_is_declared_and_used(file):
    head, body = front_matter(file)
    assert set(head["variables"]) == set(re.findall(r"\{\{? ?(\w+) ?\}?\}", body))
