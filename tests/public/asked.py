"""Questions in users' words on the ministry's sheets: what answers each was judged by readers."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from assistant.answering.pipeline import Assistant
from assistant.evaluation.gold import SPEAKING
from assistant.records import Answer, Question

ASKED = Path(__file__).with_name("asked.jsonl")
TODAY = date(2026, 11, 27)


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question, the section it was written from (None when no sheet answers it), and the passages judged.

    `answers` and `partly` are ids of passages, of the seven that were ranked first when readers judged them.
    """

    identifier: str
    split: str
    text: str
    section: tuple[str, str] | None
    answers: frozenset[str]
    partly: frozenset[str]


def read_asked(path: Path = ASKED) -> tuple[AskedQuestion, ...]:
    """The questions of the file, in order."""
    return tuple(_question(json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines())


def _question(line: Mapping[str, Any]) -> AskedQuestion:
    file, _, anchor = line.get("section", "").partition("#")
    section = (file, f"#{anchor}") if file else None
    answers, partly = frozenset(line.get("answers", ())), frozenset(line.get("partly", ()))
    return AskedQuestion(line["id"], line["split"], line["question"], section, answers, partly)


def outcome(question: AskedQuestion, answer: Answer) -> str:
    """What an answer is worth: right, in part, beside or silent; by the passages it cites."""
    if answer.status not in SPEAKING:
        return "silent"
    cited = {citation.passage_id for citation in answer.citations}
    is_there = question.section in {(each.source_id, each.locator) for each in answer.citations}
    if cited & question.answers or is_there:
        return "right"
    return "in part" if cited & question.partly else "beside"


def outcomes(questions: Sequence[AskedQuestion], assistant: Assistant) -> dict[bool, Counter[str]]:
    """How many answers are worth what, for the questions that a sheet answers and for the others."""
    found: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    for question in questions:
        answer = assistant.answer(Question(question.text, TODAY))
        found[question.section is not None][outcome(question, answer)] += 1
    return found
