"""A number or a day as people write it in a field, alone: none is made out of anything else."""

import re
from datetime import date
from typing import Any

from assistant.answering.quantities import amounts_in
from assistant.french import fold

_LARGEST = 1e15
"""Beyond any amount of a company or a project."""
_WORDED = re.compile(r"^[^-]*[a-z€]", re.I)
_BOUNDED = re.compile(r"\d|\b(plus|moins|entre|jusqu|dela|dessous|dessus)\b")
_SPACES = re.compile("[ \u00a0\u202f]")


def amount_in(value: Any) -> float | None:
    """The number or the amount in euros (`1 200 000`, `1,2 M€`), not negative; None for anything else.

    A span of amounts or a bound (`plus de 500 000 €`) is no amount.
    """
    number = number_in(value)
    if number is None and isinstance(value, str) and _WORDED.match(value):
        found = amounts_in(value)
        is_exact = len(found) == 1 and not _BOUNDED.search(fold(found[0][0]))
        number = found[0][1] if is_exact else None
    return number if number is not None and 0 <= number < _LARGEST else None


def number_in(value: Any) -> float | None:
    """The number that is written, None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        number = float(_SPACES.sub("", str(value)).replace(",", "."))
    except ValueError:
        return None
    return number if abs(number) < _LARGEST else None


def day_in(value: Any) -> date | None:
    """The day written `AAAA-MM-JJ` or `JJ/MM/AAAA`, None when there is no such day."""
    text = str(value).strip()
    day, _, rest = text.partition("/")
    month, _, year = rest.partition("/")
    try:
        return date(int(year), int(month), int(day)) if rest else date.fromisoformat(text)
    except ValueError:
        return None
