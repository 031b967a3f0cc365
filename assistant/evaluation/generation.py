"""Asks every question to one system after the other: the answers, as lines that can be judged later."""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from assistant.answering.pipeline import Assistant
from assistant.batch import BatchLine, read_question
from assistant.embedding import Encoder, Progress, Vectors
from assistant.errors import InvalidInput
from assistant.evaluation.gold import Document, GoldQuestion
from assistant.records import Answer, Question

PRODUCT, WITHOUT = "product", "without-"
DEEP = 50
"""How many results of a search are kept: the measures read ten, the causes of a failure read on."""


@dataclass(frozen=True, slots=True)
class System:
    """What is measured: `find` gives the ids of the passages of each result of a search, best first."""

    name: str
    answer: Callable[[Question], Answer]
    find: Callable[[Question], Sequence[Sequence[str]]]


def product(assistant: Assistant, name: str = PRODUCT) -> System:
    """The assistant as it is served, or one built without a part under another name."""

    def find(question: Question) -> list[tuple[str]]:
        return [(ranked.passage.passage_id,) for ranked in assistant.search(question.text, DEEP).kept]

    return System(name, assistant.answer, find)


def answer_lines(system: System, questions: Iterable[GoldQuestion], today: date) -> Iterator[dict[str, Any]]:
    """One line per question, in order: the answer document with its system, its confidence if the system
    tells one in its trace, and what was retrieved. `today` serves the questions that name no day.
    """
    for number, question in enumerate(questions, start=1):
        _, asked = read_question(BatchLine(number, question.asked), today)
        answer = system.answer(asked)
        yield {
            "system": system.name,
            **answer.as_json(question.identifier),
            "confidence": _confidence(answer),
            "retrieved": [list(ids) for ids in system.find(asked)],
        }


def write_lines(lines: Iterable[Document], file: Path) -> None:
    """Writes the lines, replacing the file only once they are all there."""
    file.parent.mkdir(parents=True, exist_ok=True)
    beside = file.with_name(file.name + ".new")
    with beside.open("w", encoding="utf-8") as stream:
        stream.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    beside.replace(file)


def read_lines(file: Path) -> dict[str, list[Document]]:
    """The answers of a file by system; lines without one, as `ask --batch --json` prints, are the product's.

    Raises InvalidInput for a file that is missing or is not of answers.
    """
    try:
        lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    except (OSError, ValueError) as error:
        raise InvalidInput(f"{file} : réponses illisibles ; lancez d'abord evaluate generate.") from error
    found: dict[str, list[Document]] = {}
    for line in lines:
        if not isinstance(line, dict) or not {"id", "status", "answer", "citations"} <= line.keys():
            raise InvalidInput(f"{file} : une ligne n'est pas une réponse.")
        found.setdefault(line.get("system", PRODUCT), []).append(line)
    return found


class RememberingEncoder(Encoder):
    """An encoder that embeds each question once, for systems that are asked the same ones."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self.fingerprint, self.dimensions = encoder.fingerprint, encoder.dimensions
        self._known: dict[str, Vectors] = {}

    def encode_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """As Encoder.encode_passages, nothing remembered."""
        return self._encoder.encode_passages(texts, progress)

    def encode_queries(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """As Encoder.encode_queries."""
        if len(texts) != 1:
            return self._encoder.encode_queries(texts, progress)
        if texts[0] not in self._known:
            self._known[texts[0]] = self._encoder.encode_queries(texts)
        return self._known[texts[0]]


def _confidence(answer: Answer) -> float | None:
    value = answer.trace.get("confidence")
    return float(value) if isinstance(value, int | float) else None
