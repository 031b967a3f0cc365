"""The period that a question names: « ce trimestre », « avant le 15 décembre », « d'ici trois mois »."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.answering.dates import read_dates
from assistant.answering.years import without_named_years
from assistant.french import fold
from assistant.number_words import in_digits

SOON = timedelta(days=60)
_UNIT = r"(?P<unit>jours?|semaines?|mois|trimestres?|semestres?|ans?|annees?)"
_WITHIN = re.compile(
    rf"\b(?:d'ici(?: a)?|dans|sous|avant|en)(?: les?)? (?P<n>\d{{1,3}}) (?:prochaine?s )?{_UNIT}\b"
)
_NEXT_FEW = re.compile(
    rf"\b(?P<n>\d{{1,3}}) prochaine?s {_UNIT}\b"
    rf"|\b(?P<m>\d{{1,3}}) {_UNIT.replace('unit', 'of')} (?:a venir|qui viennent)\b"
)
_NEXT = re.compile(
    r"\b(?P<unit>semaine|mois|trimestre|annee|an) prochaine?\b|\bprochaine? (?P<of>trimestre)\b"
)
_THIS = (
    (re.compile(r"\b(?:cette|la|de la|en|fin de) semaine\b"), "week"),
    (re.compile(r"\b(?:ce|du|le|de|fin) mois\b"), "month"),
    (re.compile(r"\btrimestre\b"), "quarter"),
    (re.compile(r"\bsemestre\b"), "half"),
    (
        re.compile(
            r"\b(?:cette|l'|fin d'?|en fin d'?) ?annee\b"
            r"|\b(?:d'ici la fin|noel|les fetes|nouvel an|reveillon)\b|\bavant janvier"
        ),
        "year",
    ),
    (re.compile(r"\bbientot\b|\bprochaine?(?:ment|s)?\b|\ba venir\b|\bsous peu\b"), "soon"),
)
_MONTHS = {"mois": 1, "trimestre": 3, "semestre": 6, "an": 12, "annee": 12}


@dataclass(frozen=True, slots=True)
class Period:
    """From a first to a last day, both within it."""

    first: date
    last: date

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


def period_in(question: str, today: date) -> Period | None:
    """The period to come that a question names, from today on at the earliest; None without one.

    A day that bounds it (« avant le 31 décembre ») is within it: what closes on that day is wanted.
    """
    folded = in_digits(fold(question))
    if found := _WITHIN.search(folded) or _NEXT_FEW.search(folded):
        groups = found.groupdict()
        return Period(today, _after(today, int(groups["n"] or groups["m"]), groups["unit"] or groups["of"]))
    if following := _NEXT.search(folded):
        return _following(today, following["unit"] or following["of"])
    return _of_dates(without_named_years(question), today) or _of_words(folded, today)


def _of_dates(question: str, today: date) -> Period | None:
    """The period that the dates of a question bound: until one, between two, a whole month or year."""
    spans = sorted(
        span
        for iso in read_dates(question)[0]
        if (span := _span(iso, today)) is not None and span[1] >= today
    )
    if not spans:
        return None
    first, last = spans[0][0], spans[-1][1]
    folded = fold(question)
    if len(spans) == 1 and re.search(r"\b(?:avant|d'ici|jusqu'a\w*)\b", folded):
        is_start = (
            re.search(r"\bavant (?!(?:la )?fin|le \d)", folded)
            and first > today
            and first.day == 1 != last.day
        )
        return Period(today, first - timedelta(days=1) if is_start else last)
    return Period(max(first, today), last)


def _span(iso: str, today: date) -> tuple[date, date] | None:
    """The first and last day of a date, whole or partial; one without a year is the next to come."""
    parts = iso.removeprefix("--").split("-")
    if iso.startswith("--"):
        month = int(parts[0])
        is_past = (month, int(parts[1]) if len(parts) > 1 else 31) < (today.month, today.day)
        parts = [str(today.year + is_past), *parts]
    year, month, day = (*map(int, parts), 0, 0)[:3]
    try:
        if day:
            return date(year, month, day), date(year, month, day)
        if month:
            return date(year, month, 1), _month_end(year, month)
        return date(year, 1, 1), date(year, 12, 31)
    except ValueError:
        return None


def _of_words(folded: str, today: date) -> Period | None:
    match next((name for pattern, name in _THIS if pattern.search(folded)), None):
        case "week":
            return Period(today, today + timedelta(days=7))
        case "month":
            return Period(today, _month_end(today.year, today.month))
        case "quarter":
            return Period(today, _month_end(today.year, 3 * ((today.month - 1) // 3 + 1)))
        case "half":
            return Period(today, _month_end(today.year, 6 * ((today.month - 1) // 6 + 1)))
        case "year":
            return Period(today, date(today.year, 12, 31))
        case "soon":
            return Period(today, today + SOON)
    return None


def _following(today: date, unit: str) -> Period:
    """The next week, month, quarter or year."""
    if unit == "semaine":
        monday = today + timedelta(days=7 - today.weekday())
        return Period(monday, monday + timedelta(days=6))
    size = _MONTHS[unit]
    months = 12 * today.year + today.month - 1
    begins = months - (months % size) + size
    ends = begins + size - 1
    return Period(date(begins // 12, begins % 12 + 1, 1), _month_end(ends // 12, ends % 12 + 1))


def _after(today: date, number: int, unit: str) -> date:
    """The day that comes after a number of days, weeks, months or years."""
    unit = unit if unit == "mois" else unit.removesuffix("s")
    if unit not in _MONTHS:
        return today + timedelta(days=number * (7 if unit == "semaine" else 1))
    months = 12 * today.year + today.month - 1 + number * _MONTHS[unit]
    year, month = months // 12, months % 12 + 1
    return date(year, month, min(today.day, calendar.monthrange(year, month)[1]))


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
