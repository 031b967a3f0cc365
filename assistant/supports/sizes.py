"""The size of an enterprise in the sense of the European Union and of French law, as far as it is known."""

from dataclasses import dataclass
from typing import Literal

Size = Literal["TPE", "PME", "ETI", "GE"]
SIZES: tuple[Size, ...] = ("TPE", "PME", "ETI", "GE")


@dataclass(frozen=True, slots=True)
class SizeLimits:
    """What bounds a size: a headcount to stay below, a turnover or total assets not to exceed.

    Amounts in euros. Source: recommendation 2003/361/EC, annex, article 2 (micro and SME), and decree
    2008-1354, article 3 (TPE, PME, ETI, GE).
    """

    size: Size
    headcount_below: int
    turnover_at_most: int
    assets_at_most: int


LIMITS = (
    SizeLimits("TPE", 10, 2_000_000, 2_000_000),
    SizeLimits("PME", 250, 50_000_000, 43_000_000),
    SizeLimits("ETI", 5_000, 1_500_000_000, 2_000_000_000),
)


def possible_sizes(
    headcount: int | None, turnover: float | None, assets: float | None, independent: bool | None
) -> frozenset[Size]:
    """The sizes that an enterprise may have; a single one once enough is known.

    The figures of a group add up to those of its members: an enterprise that is not known to be independent
    may be larger than its own figures say, never smaller.
    """
    smallest, largest = _size_at_least(headcount, turnover, assets), "GE"
    if independent:
        largest = _size_at_most(headcount, turnover, assets)
    return frozenset(SIZES[SIZES.index(smallest) : SIZES.index(largest) + 1])


def _size_at_least(headcount: int | None, turnover: float | None, assets: float | None) -> Size:
    for limits in LIMITS:
        too_many = headcount is not None and headcount >= limits.headcount_below
        too_rich = (turnover or 0) > limits.turnover_at_most and (assets or 0) > limits.assets_at_most
        if not too_many and not too_rich:
            return limits.size
    return "GE"


def _size_at_most(headcount: int | None, turnover: float | None, assets: float | None) -> Size:
    for limits in LIMITS:
        few = headcount is not None and headcount < limits.headcount_below
        poor = (turnover is not None and turnover <= limits.turnover_at_most) or (
            assets is not None and assets <= limits.assets_at_most
        )
        if few and poor:
            return limits.size
    return "GE"
