"""The size of an enterprise, as far as its figures tell it."""

import pytest

from assistant.supports.sizes import possible_sizes

ALONE, UNTOLD, IN_A_GROUP = True, None, False


@pytest.mark.parametrize(
    ("headcount", "turnover", "assets", "size"),
    [
        (0, 0, None, "TPE"),
        (9, 2_000_000, None, "TPE"),
        (9, 2_000_001, 2_000_000, "TPE"),
        (9, 2_000_001, 2_000_001, "PME"),
        (10, 100_000, None, "PME"),
        (249, 50_000_000, None, "PME"),
        (249, 50_000_001, 43_000_000, "PME"),
        (249, 50_000_001, 43_000_001, "ETI"),
        (250, 1_000_000, None, "ETI"),
        (4_999, 1_500_000_000, None, "ETI"),
        (4_999, 1_500_000_001, 2_000_000_000, "ETI"),
        (4_999, 1_500_000_001, 2_000_000_001, "GE"),
        (5_000, 1_000_000, None, "GE"),
    ],
)
def test_an_independent_enterprise_has_the_size_of_the_european_table(headcount, turnover, assets, size):
    assert possible_sizes(headcount, turnover, assets, ALONE) == {size}


@pytest.mark.parametrize(
    ("headcount", "sizes"),
    [
        (9, {"TPE", "PME", "ETI", "GE"}),
        (10, {"PME", "ETI", "GE"}),
        (250, {"ETI", "GE"}),
        (5_000, {"GE"}),
    ],
)
@pytest.mark.parametrize("independent", [UNTOLD, IN_A_GROUP])
def test_a_group_may_make_an_enterprise_larger_than_its_figures_never_smaller(headcount, sizes, independent):
    assert possible_sizes(headcount, 100_000, None, independent) == sizes


def test_a_headcount_alone_leaves_an_independent_enterprise_free_to_be_rich():
    assert possible_sizes(45, None, None, ALONE) == {"PME", "ETI", "GE"}


def test_a_turnover_over_the_bound_does_not_enlarge_while_the_assets_are_untold():
    assert "TPE" in possible_sizes(5, 3_000_000, None, ALONE)


def test_nothing_told_may_be_any_size():
    assert possible_sizes(None, None, None, ALONE) == {"TPE", "PME", "ETI", "GE"}
