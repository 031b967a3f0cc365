"""The golden questions, asked and judged by `python -m assistant evaluate` as anyone would."""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from assistant.evaluation.blocks import table_as_markdown
from assistant.evaluation.generation import PRODUCT, read_lines
from assistant.evaluation.gold import (
    Document,
    GoldQuestion,
    Split,
    read_merges,
    read_questions,
    with_kept_ids,
)
from assistant.evaluation.integrity import citation_faults, stray_numbers, unsourced_numbers
from assistant.evaluation.measures import Judged, judge, measure
from assistant.evaluation.retrieval_metrics import Relevance
from assistant.evaluation.tables import answers_table, of_half
from assistant.settings import PROJECT
from assistant.yaml_files import read_yaml

HERE = Path(__file__).parent
QUESTIONS, TUNING = HERE / "questions.jsonl", HERE / "tuning.jsonl"
Pairs = list[tuple[GoldQuestion, Document]]
LEAST = ("right", "cited", "rightly_silent")
MOST = ("falsely_refused", "unsafe")
FEWEST = {
    "first_committee_and_territory": 16,
    "programme": 24,
    "local": 18,
    "support_amount": 12,
    "support_dates": 10,
    "support_conditions": 8,
    "support_how_contact": 6,
    "project_stories": 12,
    "perimeter": 14,
    "not_public": 10,
    "unanswerable_on_topic": 14,
    "off_topic": 10,
    "false_premise": 6,
    "hostile": 6,
    "follow_up": 6,
    "courtesy": 4,
    "noise": 12,
    "other_language": 4,
}


@pytest.fixture(scope="module")
def questions() -> tuple[GoldQuestion, ...]:
    """The golden questions, their statements named as the corpus names them."""
    return with_kept_ids(read_questions([QUESTIONS]), read_merges(PROJECT / "corpus"))


@pytest.fixture(scope="module")
def answered(
    project_index: Path, questions: tuple[GoldQuestion, ...], tmp_path_factory: pytest.TempPathFactory
) -> Pairs:
    """Each question with its answer, all asked in one process."""
    answers = tmp_path_factory.mktemp("golden") / "answers.jsonl"
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ASSISTANT_")}
    command = ["evaluate", "generate", "--questions", QUESTIONS, "--answers", answers, "--system", PRODUCT]
    done = subprocess.run(
        [sys.executable, "-m", "assistant", *map(str, command)],
        capture_output=True,
        text=True,
        cwd=PROJECT,
        env=environment,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return list(zip(questions, read_lines(answers)[PRODUCT], strict=True))


@pytest.fixture(scope="module")
def judged(answered: Pairs) -> tuple[Judged, ...]:
    """The judgements, whose tables are printed as the test runs."""
    found = judge([question for question, _ in answered], [answer for _, answer in answered], Relevance(()))
    for half in ("tune", "hold"):
        print(f"\n{half}\n" + table_as_markdown(answers_table({PRODUCT: found}, half)))
    return found


@pytest.fixture(scope="module")
def thresholds() -> Mapping[str, Mapping[str, float]]:
    """The least and the most that each half may reach."""
    read = read_yaml(HERE / "thresholds.yaml")
    assert isinstance(read, dict)
    return {half: {name: float(value) for name, value in limits.items()} for half, limits in read.items()}


def test_every_family_has_its_questions(questions: tuple[GoldQuestion, ...]) -> None:
    asked = Counter(question.family for question in questions)
    assert {family: asked[family] for family in FEWEST if asked[family] < FEWEST[family]} == {}


def test_answers_come_back_in_the_order_of_the_questions(answered: Pairs) -> None:
    assert [answer["id"] for _, answer in answered] == [question.identifier for question, _ in answered]


def test_no_question_ends_in_an_error(answered: Pairs) -> None:
    assert [answer["id"] for _, answer in answered if answer["status"] == "error"] == []


def test_every_marker_resolves_and_every_citation_is_used(answered: Pairs) -> None:
    faults = {answer["id"]: citation_faults(answer) for _, answer in answered}
    assert {identifier: found for identifier, found in faults.items() if found} == {}


def test_every_number_of_a_cited_sentence_stands_in_a_passage_it_cites(answered: Pairs) -> None:
    faults = {answer["id"]: unsourced_numbers(answer) for _, answer in answered}
    assert {identifier: found for identifier, found in faults.items() if found} == {}


def test_every_other_number_of_an_answer_is_shown_asked_or_todays(answered: Pairs) -> None:
    faults = {answer["id"]: stray_numbers(question, answer) for question, answer in answered}
    assert {identifier: found for identifier, found in faults.items() if found} == {}


@pytest.mark.parametrize("half", ["tune", "hold"])
@pytest.mark.parametrize("name", [*LEAST, *MOST])
def test_each_half_keeps_to_its_thresholds(
    half: Split, name: str, judged: tuple[Judged, ...], thresholds: Mapping[str, Mapping[str, float]]
) -> None:
    reached = getattr(measure(of_half(judged, half)), name)
    limit = thresholds[half][name]
    assert reached >= limit if name in LEAST else reached <= limit


def test_the_questions_of_tuning_are_none_of_the_golden_ones(questions: tuple[GoldQuestion, ...]) -> None:
    tuning = read_questions([TUNING])

    assert {question.split for question in tuning} == {"tune"}
    assert not {question.identifier for question in tuning} & {question.identifier for question in questions}
    assert not {question.text for question in tuning} & {question.text for question in questions}
