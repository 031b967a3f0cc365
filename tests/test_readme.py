"""The README tells the truth: its commands, help texts, settings and examples are those of the code."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from ingest.facts import read_facts
from ingest.register import read_register
from ingest.support_pages import read_supports

PROJECT = Path(__file__).resolve().parent.parent
README = (PROJECT / "README.md").read_text(encoding="utf-8")


def test_the_readme_begins_with_five_lines_in_french_for_those_who_use_it():
    lines = [line for line in README.splitlines() if line][1:6]
    assert all(re.search(r"[àâçéèêôû]|\b(?:le|la|les|une?|des|ne|pas)\b", line) for line in lines)


def test_every_make_command_of_the_readme_exists():
    targets = set(re.findall(r"^([a-z]+):", (PROJECT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"`make ([a-z]+)", README)) - targets == set()


def test_the_readme_shows_the_help_of_make():
    shown = subprocess.run(["make", "help"], cwd=PROJECT, capture_output=True, text=True, check=True).stdout
    assert shown in README


@pytest.mark.parametrize("room", ["assistant", "ingest"])
def test_the_readme_shows_the_help_of_each_command_line(room):
    shown = subprocess.run(
        [sys.executable, "-m", room, "--help"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "COLUMNS": "100"},
    ).stdout
    assert shown.strip() in README


def test_the_readme_lists_every_setting_and_no_other():
    read = set(
        re.findall(r"ASSISTANT_[A-Z_]+", (PROJECT / "assistant" / "settings.py").read_text(encoding="utf-8"))
    )
    assert set(re.findall(r"ASSISTANT_[A-Z_]*[A-Z]", README)) == {name for name in read if name[-1] != "_"}


def test_the_pictures_of_the_readme_exist():
    pictures = re.findall(r"!\[[^]]*\]\(([^)]+)\)", README)
    assert pictures and all((PROJECT / picture).is_file() for picture in pictures)


def test_the_examples_of_the_readme_are_a_valid_corpus(tmp_path):
    source, fact, support = re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)
    for folder in ("facts", "supports"):
        (tmp_path / folder).mkdir()
    (tmp_path / "sources.yaml").write_text(source, encoding="utf-8")
    (tmp_path / "facts" / "example.yaml").write_text(fact, encoding="utf-8")
    (tmp_path / "supports" / "example-support.yaml").write_text(support, encoding="utf-8")
    register, faults = read_register(tmp_path)
    statements, faults_of_facts = read_facts(tmp_path, register)
    catalogue, _, faults_of_supports = read_supports(tmp_path, register)
    assert (faults, faults_of_facts, faults_of_supports) == ((), (), ())
    assert (len(register), len(statements), len(catalogue.supports)) == (1, 1, 1)
