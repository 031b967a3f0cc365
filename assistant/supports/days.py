"""Days as the data write them: `2026-12-31`, and nothing else."""

import re
from datetime import date
from typing import Annotated

from pydantic import BeforeValidator


def _as_day(value: object) -> object:
    """Takes `2026-12-31` and nothing else: pydantic alone would also read numbers as seconds."""
    if value is None or isinstance(value, date):
        return value
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        raise ValueError("date attendue sous la forme AAAA-MM-JJ")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError("ce jour n'existe pas") from None


Day = Annotated[date | None, BeforeValidator(_as_day)]
RealDay = Annotated[date, BeforeValidator(_as_day)]
