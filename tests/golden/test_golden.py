"""The golden questions, asked through the command line as anyone would."""

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from assistant.yaml_files import read_yaml
from tests.golden.integrity import citation_faults, stray_numbers, unsourced_numbers
from tests.golden.report import table
from tests.golden.running import HERE, TUNING, ask, read_questions
from tests.golden.scoring import Score, score, summarise

Pairs = list[tuple[dict[str, Any], dict[str, Any]]]
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
def answered(project_index: Path) -> Pairs:
    """Each question with its answer, all asked in one process."""
    questions = read_questions()
    return list(zip(questions, ask(questions), strict=True))


@pytest.fixture(scope="module")
def scores(answered: Pairs) -> list[Score]:
    """The judgements, whose table is printed as the test runs."""
    judged = [score(question, answer) for question, answer in answered]
    print("\n" + table(judged))
    return judged


@pytest.fixture(scope="module")
def thresholds() -> Mapping[str, Mapping[str, float]]:
    """The least and the most that each half may reach."""
    read = read_yaml(HERE / "thresholds.yaml")
    assert isinstance(read, dict)
    return {half: {name: float(value) for name, value in limits.items()} for half, limits in read.items()}


def test_every_family_has_its_questions_and_no_id_is_used_twice() -> None:
    questions = read_questions()
    assert len({question["id"] for question in questions}) == len(questions)
    asked = Counter(question["family"] for question in questions)
    assert {family: asked[family] for family in FEWEST if asked[family] < FEWEST[family]} == {}


def test_answers_come_back_in_the_order_of_the_questions(answered: Pairs) -> None:
    assert [answer["id"] for _, answer in answered] == [question["id"] for question, _ in answered]


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
    half: str, name: str, scores: list[Score], thresholds: Mapping[str, Mapping[str, float]]
) -> None:
    reached = getattr(summarise(one for one in scores if one.split == half), name)
    limit = thresholds[half][name]
    assert reached >= limit if name in LEAST else reached <= limit


def test_the_questions_of_tuning_are_none_of_the_golden_ones() -> None:
    tuning, golden = read_questions(TUNING), read_questions()

    assert {question["split"] for question in tuning} == {"tune"}
    assert not {question["id"] for question in tuning} & {question["id"] for question in golden}
    assert not {question["question"] for question in tuning} & {question["question"] for question in golden}
