"""A page that answers while the index is built again: no error, and the new version without a restart."""

import subprocess
import sys
from datetime import date
from pathlib import Path

from assistant.build import build_assistant
from assistant.records import Question
from assistant.settings import PROJECT, read_settings

ANSWERED = 200
TODAY = date(2026, 11, 25)


def write(corpus: Path, name: str, text: str) -> None:
    (corpus / "documents").mkdir(parents=True, exist_ok=True)
    (corpus / "documents" / f"{name}.md").write_text(text, encoding="utf-8")


def build(corpus: Path) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "ingest", "build", "--corpus", str(corpus)]
    return subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def test_two_hundred_questions_are_answered_while_the_index_is_built(
    project_index: Path, tmp_path: Path
) -> None:
    write(tmp_path, "bains", "# Les bains\n\nLes bains municipaux ouvrent à neuf heures le samedi.\n")
    assert build(tmp_path).wait() == 0
    assistant = build_assistant(read_settings({}).at(tmp_path, None))
    first = assistant.index_state.version
    for number in range(30):
        write(tmp_path, f"notice-{number}", f"# Notice {number}\n\nL'atelier {number} ferme en août.\n")
    write(tmp_path, "musee", "# Le musée\n\nLe musée de la mine ouvre à dix heures le mardi.\n")
    building = build(tmp_path)
    asked = []
    while building.poll() is None or len(asked) < ANSWERED:
        assistant = assistant.refresh()
        asked.append(assistant.answer(Question("À quelle heure ouvrent les bains municipaux ?", TODAY)))
    assert building.returncode == 0
    assert len(asked) >= ANSWERED
    assert {answer.status for answer in asked} == {"answered"}
    assert assistant.refresh().index_state.version > first
    answer = assistant.refresh().answer(Question("À quelle heure ouvre le musée de la mine ?", TODAY))
    assert "dix heures" in answer.answer
