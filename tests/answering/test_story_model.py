"""Which supports an adviser names for a project: the learnt model, and what it is told."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assistant.answering.story_model import TOLD, StoryModel, learnt_stories, scores_of, told_of
from assistant.evaluation.story_learning import Stories, cross_validated, fit
from assistant.supports.profile import Profile

IDS = ("cir", "cee", "jei")


def told(**facts: Any) -> set[str]:
    return {name for name, value in zip(TOLD, told_of(Profile.model_validate(facts)), strict=True) if value}


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({}, set()),
        ({"headcount": 19}, {"small"}),
        ({"headcount": 20}, {"medium"}),
        ({"headcount": 249}, {"medium"}),
        ({"headcount": 250}, {"large"}),
        ({"project_cost": 59_999}, {"little"}),
        ({"project_cost": 60_000}, set()),
        ({"project_cost": 400_000}, {"much"}),
        ({"applicant": "epci", "themes": ("energie", "export")}, {"epci", "energie", "export"}),
        ({"sector": "industry", "startup": True, "craft": False}, {"industry", "startup"}),
    ],
)
def test_a_profile_tells_who_asks_and_for_what(facts: dict[str, Any], expected: set[str]) -> None:
    assert told(**facts) == expected


@pytest.fixture(scope="module")
def stories() -> Stories:
    """Sixty stories in which the sign names the first support, the theme the second, the words the third."""
    random = np.random.default_rng(3)
    count, about = 60, np.arange(60) % 3
    signs = random.normal(size=(count, 3, 6))
    signs[about == 0, 0] += 3
    heard = np.zeros((count, len(TOLD)))
    heard[about == 1, TOLD.index("energie")] = 1
    vectors = random.normal(size=(count, 64)) / 10
    vectors[about == 2, 5] += 2
    offered = np.ones((count, 3), dtype=bool)
    wanted = np.eye(3)[about]
    return Stories(IDS, signs, np.zeros((count, 3)), offered, wanted, heard, vectors)


def test_what_names_a_support_is_learnt_from_the_stories(stories: Stories) -> None:
    model = fit(stories, "e5")
    named = model.named_for(Profile(themes=("energie",)), stories.vectors[0], "e5")
    said = model.named_for(Profile(), stories.vectors[2], "e5")
    assert (max(named, key=named.__getitem__), max(said, key=said.__getitem__)) == ("cee", "jei")
    assert (model.signs > 0).all()


def test_the_words_count_for_nothing_under_another_embedding_model(stories: Stories) -> None:
    model, vector = fit(stories, "e5"), stories.vectors[2]
    other = model.named_for(Profile(), vector, "another")
    assert other == pytest.approx(dict(zip(IDS, model.named, strict=True)))
    assert other != model.named_for(Profile(), vector, "e5")


def test_a_support_that_is_closed_teaches_nothing(stories: Stories) -> None:
    offered = stories.offered.copy()
    offered[:, 2] = False
    closed = Stories(IDS, stories.signs, stories.met, offered, stories.wanted, stories.told, stories.vectors)
    model = fit(closed, "e5")
    assert model.named[2] == pytest.approx(0, abs=1e-3)


def test_the_expected_supports_come_first_in_stories_left_out(stories: Stories) -> None:
    assert cross_validated(stories) == 1.0


def test_a_support_unknown_to_the_model_is_named_as_readily_as_the_middle_one(stories: Stories) -> None:
    model = fit(stories, "e5")
    scores = scores_of(np.zeros((2, 6)), model, ("cir", "new"), {"cir": 4.0, "cee": 1.0, "jei": 2.0})
    assert list(scores) == [4.0, 2.0]


def test_a_model_is_read_as_it_was_written(stories: Stories, tmp_path: Path) -> None:
    model = fit(stories, "e5")
    model.save(tmp_path / "stories.npz")
    again = StoryModel.load(tmp_path / "stories.npz")
    assert (again.supports, again.encoder) == (IDS, "e5")
    assert np.array_equal(again.by_words, model.by_words)


def test_the_model_kept_knows_the_supports_of_the_corpus(assistant: Any) -> None:
    assert set(learnt_stories().supports) == {support.id for support in assistant.drafter.supports.catalogue}
    assert learnt_stories().encoder == assistant.retriever.encoder_fingerprint
