"""Three values, and how they combine (Kleene's strong logic): unknown never passes for yes nor for no."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Result = Literal["met", "not_met", "unknown"]
_OPPOSITE: dict[Result, Result] = {"met": "not_met", "not_met": "met", "unknown": "unknown"}


def told(is_met: bool) -> Result:
    """Yes or no as a result."""
    return "met" if is_met else "not_met"


def any_met(results: Iterable[Result]) -> Result:
    """Met when one is, not met when none can be."""
    found = set(results)
    return "met" if "met" in found else "unknown" if "unknown" in found else "not_met"


@dataclass(frozen=True, slots=True)
class Finding:
    """A result, the facts that made it, and those whose answer would settle it.

    A fact is named by its key in the profile; `place` stands for commune, EPCI, department and region.
    """

    result: Result
    facts: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()

    @property
    def reversed(self) -> "Finding":
        """The same of the contrary."""
        return Finding(_OPPOSITE[self.result], self.facts, self.asks)


def all_of(findings: Iterable[Finding]) -> Finding:
    """Met when all are; not met by those that are not; unknown by those unknown."""
    return any_of(finding.reversed for finding in findings).reversed


def any_of(findings: Iterable[Finding]) -> Finding:
    """Met by those that are; not met when none can be; unknown by those unknown."""
    every = list(findings)
    result = any_met(finding.result for finding in every)
    deciding = [finding for finding in every if finding.result == result]
    return Finding(
        result,
        tuple(dict.fromkeys(fact for finding in deciding for fact in finding.facts)),
        tuple(dict.fromkeys(ask for finding in deciding for ask in finding.asks)),
    )
