"""Confidence against truth: what is gained by keeping silent when one is not sure."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Rows = Sequence[tuple[float, bool]]
"""The confidence of an answer, and whether it is right."""


def risk_coverage(rows: Rows) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Coverage and risk, of shape (rows,): the share of questions answered as the least confidence asked for
    goes down, and the share of wrong answers among those (El-Yaniv and Wiener, 2010).
    """
    ordered = sorted(rows, key=lambda row: -row[0])
    answered = np.arange(1, len(ordered) + 1, dtype=np.float64)
    wrong = np.cumsum([not is_right for _, is_right in ordered], dtype=np.float64)
    return answered / max(1, len(ordered)), wrong / answered


def auc(rows: Rows) -> float | None:
    """The chance that a right answer is told with more confidence than a wrong one; None without both."""
    right = np.array([value for value, is_right in rows if is_right])
    wrong = np.array([value for value, is_right in rows if not is_right])
    if not len(right) or not len(wrong):
        return None
    above, equal = (right[:, None] > wrong).mean(), (right[:, None] == wrong).mean()
    return float(above + equal / 2)
