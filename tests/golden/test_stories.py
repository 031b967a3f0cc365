"""The projects told in users' words, answered and judged by the supports offered."""

from pathlib import Path
from typing import Any

import pytest

from assistant.evaluation.stories import Told, read_stories, share_right, tell_stories
from assistant.yaml_files import read_yaml

LEAST = read_yaml(Path(__file__).parent / "thresholds.yaml")


ONE_IN = 8
"""Of the stories of each half that this many share, one is told: `evaluate stories` tells them all."""


@pytest.fixture(scope="module")
def told(assistant: Any) -> tuple[Told, ...]:
    stories = read_stories()
    halves = ([story for story in stories if story.split == half] for half in ("tune", "hold"))
    return tell_stories(assistant, [story for half in halves for story in half[::ONE_IN]])


@pytest.mark.parametrize("half", ["tune", "hold"])
def test_enough_supports_are_offered_or_left_out_rightly(told: tuple[Told, ...], half: str):
    of_half = [each for each in told if each.story.split == half]
    assert isinstance(LEAST, dict)
    assert share_right(of_half) >= LEAST[half]["stories"]


def test_there_are_forty_stories_beside_those_to_tune_with():
    written = (Path(__file__).parent / "stories" / "stories.jsonl").read_text("utf-8").splitlines()
    assert len(written) >= 40
