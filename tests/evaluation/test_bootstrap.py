"""The intervals: certain where nothing varies, wide where little was asked, the same each time."""

import pytest

from assistant.evaluation.bootstrap import interval, paired_interval

VARIED = [1.0, 0.0, 1.0, 1.0, 0.0, 1.0, 0.0, 1.0] * 5


def test_two_identical_systems_do_not_differ() -> None:
    found = paired_interval(VARIED, VARIED)
    assert found is not None
    assert (found.mean, found.low, found.high) == (0.0, 0.0, 0.0)
    assert not found.is_decided


def test_two_systems_that_err_on_different_questions_as_often_are_not_told_apart() -> None:
    found = paired_interval(VARIED, VARIED[::-1])
    assert found is not None
    assert found.low < 0 < found.high


def test_a_system_that_is_always_better_is_told_apart() -> None:
    found = paired_interval([1.0] * 40, VARIED)
    assert found is not None
    assert found.mean == pytest.approx(1 - sum(VARIED) / 40)
    assert found.low > 0
    assert found.is_decided


def test_the_interval_holds_the_mean_and_is_the_same_each_time() -> None:
    found = interval(VARIED)
    assert found is not None
    assert found.low < found.mean < found.high
    assert interval(VARIED) == found


def test_an_interval_narrows_with_the_questions() -> None:
    few, many = interval(VARIED), interval(VARIED * 4)
    assert few is not None
    assert many is not None
    assert many.high - many.low < few.high - few.low


def test_the_interval_of_a_share_is_that_of_the_binomial() -> None:
    found = interval([1.0] * 50 + [0.0] * 50)
    assert found is not None
    assert found.high - found.low == pytest.approx(2 * 1.96 * 0.05, abs=0.02)


def test_systems_asked_different_questions_cannot_be_compared() -> None:
    with pytest.raises(ValueError, match="argument"):
        paired_interval([1.0], [1.0, 0.0])


def test_nothing_asked_has_no_interval() -> None:
    assert interval([]) is None
