"""Near misses teach what sets them apart from what is answered."""

from types import SimpleNamespace
from typing import Any, cast

import numpy as np
import pytest

from assistant.answering.answerability import Answerability
from assistant.evaluation.contrast import learn_answerability
from assistant.retrieval.hybrid import Retriever
from assistant.retrieval.ranking import Ranking

SIZE, ASKED, MISSED = 24, 0, 1


class MadeUp:
    """Twelve passages; what is asked of each differs from its near misses along two axes alone."""

    encoder_fingerprint = "made-up/1"

    def __init__(self) -> None:
        self.random = np.random.default_rng(3)
        self.subjects = self.random.normal(size=(12, SIZE)).astype(np.float32)
        self.passages = tuple(
            SimpleNamespace(kind="statement", passage_id=f"s{n}", subject=None, asked_as=("a", "b", "c"))
            for n in range(12)
        )

    def question(self, row: int, axis: int) -> Any:
        vector = self.subjects[row] + 0.1 * self.random.normal(size=SIZE).astype(np.float32)
        vector[[ASKED, MISSED]] = 0.0
        vector[axis] = 2.0
        return (vector / np.linalg.norm(vector)).astype(np.float32)

    def vectors(self, row: int, hidden: frozenset[int] = frozenset()) -> tuple[Any, Any]:
        text = self.subjects[row] / np.linalg.norm(self.subjects[row])
        self.random = np.random.default_rng(row)
        return text, np.stack([self.question(row, ASKED) for _ in range(3)])

    def encode(self, questions: list[str]) -> Any:
        return np.stack([self.question(int(question.split()[1]), MISSED) for question in questions])


@pytest.fixture(scope="module")
def made_up() -> MadeUp:
    return MadeUp()


@pytest.fixture(scope="module")
def near_misses() -> dict[str, list[str]]:
    return {f"s{n}": [f"question {n} {i}" for i in range(4)] for n in range(12)} | {"gone": ["question 0 0"]}


def measured(retriever: MadeUp, projections: Answerability, row: int, axis: int) -> float:
    ranking = SimpleNamespace(vector=retriever.question(row, axis), hidden=frozenset())
    return sum(projections.measure(cast(Ranking, ranking), row, cast(Retriever, retriever)))


def test_unseen_near_misses_stand_below_unseen_questions(
    made_up: MadeUp, near_misses: dict[str, list[str]]
) -> None:
    projections = learn_answerability(cast(Retriever, made_up), near_misses)
    above = [
        measured(made_up, projections, row, ASKED) > measured(made_up, projections, row, MISSED)
        for row in range(12)
    ]
    assert sum(above) >= 10


def test_the_same_questions_teach_the_same(near_misses: dict[str, list[str]]) -> None:
    one, other = (learn_answerability(cast(Retriever, MadeUp()), near_misses) for _ in range(2))
    assert np.array_equal(one.phrasing, other.phrasing)
    assert one.encoder == "made-up/1"
