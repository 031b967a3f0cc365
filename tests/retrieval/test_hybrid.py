"""The order of a ranking."""

import numpy as np
import pytest

from assistant.retrieval.ranking import highest

SCORES = np.array([1.0, 3.0, 2.0, 3.0, -np.inf, 2.0])


def test_the_highest_come_first_and_equals_in_order() -> None:
    assert highest(SCORES, 4).tolist() == [1, 3, 2, 5]


@pytest.mark.parametrize("limit", range(8))
def test_the_highest_are_those_that_a_whole_stable_sort_puts_first(limit: int) -> None:
    assert highest(SCORES, limit).tolist() == np.argsort(-SCORES, kind="stable")[:limit].tolist()
