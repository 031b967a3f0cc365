"""Codes of the French nomenclature of activities (NAF rev. 2, INSEE), compared at any depth."""

from collections.abc import Iterable
from functools import lru_cache

from assistant.supports.rules import Sector
from assistant.supports.verdicts import Result

SECTIONS = {
    "A": (1, 3),
    "B": (5, 9),
    "C": (10, 33),
    "D": (35, 35),
    "E": (36, 39),
    "F": (41, 43),
    "G": (45, 47),
    "H": (49, 53),
    "I": (55, 56),
    "J": (58, 63),
    "K": (64, 66),
    "L": (68, 68),
    "M": (69, 75),
    "N": (77, 82),
    "O": (84, 84),
    "P": (85, 85),
    "Q": (86, 88),
    "R": (90, 93),
    "S": (94, 96),
    "T": (97, 98),
    "U": (99, 99),
}
"""The divisions of each section, both ends included. Source: INSEE, NAF rev. 2 (2008)."""

_SECTORS: dict[str, Sector] = {
    "A": "agriculture",
    "B": "industry",
    "C": "industry",
    "D": "energy",
    "E": "water_waste",
    "F": "construction",
    "G": "trade",
    "H": "transport",
    "I": "hospitality",
}


def covers(spans: Iterable[str], code: str) -> Result:
    """Whether the code lies in one of the spans; unknown when only some of its sub-codes do."""
    first, last = _span(code)
    wanted = [_span(span) for span in spans]
    if any(low <= first and last <= high for low, high in wanted):
        return "met"
    return "unknown" if any(low <= last and first <= high for low, high in wanted) else "not_met"


def sector_of(code: str | None) -> Sector | None:
    """The sector of the section that holds the code; None without a code."""
    if code is None:
        return None
    division = _span(code)[0] // 100
    section = next((name for name, (low, high) in SECTIONS.items() if low <= division <= high), None)
    return None if section is None else _SECTORS.get(section, "services")


@lru_cache(maxsize=1024)  # codes: a visitor's may be any
def _span(code: str) -> tuple[int, int]:
    """The classes of four digits that a section, a code of any depth or a span of codes covers."""
    if code in SECTIONS:
        low, high = SECTIONS[code]
        return low * 100, high * 100 + 99
    first, _, last = code.partition("-")
    return int(_digits(first).ljust(4, "0")), int(_digits(last or first).ljust(4, "9"))


def _digits(code: str) -> str:
    return "".join(character for character in code if character.isdigit())
