"""Asks the golden questions through the command line, all in one process."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PROJECT = HERE.parents[1]
QUESTIONS = HERE / "questions.jsonl"
TUNING = HERE / "tuning.jsonl"
ASKED = ("id", "question", "history", "today", "profile")


def read_questions(path: Path = QUESTIONS) -> list[dict[str, Any]]:
    """The questions with what is expected of their answers, in the order of the file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def ask(questions: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The answer documents, in order; the assistant sees the questions and nothing of what is expected."""
    lines = [
        json.dumps({key: question[key] for key in ASKED if key in question}, ensure_ascii=False)
        for question in questions
    ]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ASSISTANT_")}
    done = subprocess.run(
        [sys.executable, "-m", "assistant", "ask", "--batch", "-", "--json"],
        input="\n".join(lines) + "\n",
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=PROJECT,
        env=environment | {"PYTHONIOENCODING": "utf-8"},
        check=False,
    )
    assert done.returncode in (0, 1), done.stderr[-2000:]
    return [json.loads(line) for line in done.stdout.splitlines()]
