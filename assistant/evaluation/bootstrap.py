"""Intervals by resampling the questions: how much of a difference is the luck of which were asked."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

ROUNDS = 10_000
SEED = 20_261_125
LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean over `count` questions with the bounds of its 95 % interval."""

    mean: float
    low: float
    high: float
    count: int

    @property
    def is_decided(self) -> bool:
        """Whether zero is outside: for a difference, that the two systems are told apart."""
        return self.low > 0 or self.high < 0


def interval(values: Sequence[float], rounds: int = ROUNDS, seed: int = SEED) -> Interval | None:
    """The mean of a measure and its percentile bootstrap interval (Efron, 1979); None without values.

    The same values always give the same interval.
    """
    if not values:
        return None
    sample = np.asarray(values, dtype=np.float64)
    picked = np.random.default_rng(seed).integers(0, len(sample), size=(rounds, len(sample)))
    low, high = np.quantile(sample[picked].mean(axis=1), [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Interval(float(sample.mean()), float(low), float(high), len(sample))


def paired_interval(ours: Sequence[float], theirs: Sequence[float]) -> Interval | None:
    """The interval of the mean difference, ours minus theirs, on the same questions in the same order.

    Raises ValueError when the two are not of one length.
    """
    return interval([mine - other for mine, other in zip(ours, theirs, strict=True)])
