"""The README tells the truth: its commands, help texts, settings and examples are those of the code."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

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
