"""Months as tables of days, those with something due linked to their place in the list."""

from calendar import Calendar
from collections.abc import Mapping, Sequence
from datetime import date
from html import escape

from assistant.pages.sections import CountNoun
from assistant.wording import written_date

_MONTHS_SHOWN = 3


def anchor(day: date) -> str:
    """The name of the place of a day in the list."""
    return f"jour-{day.isoformat()}"


def months_as_html(due: Mapping[date, int], weekdays: Sequence[str], noun: CountNoun, today: date) -> str:
    """The first months in which something is due; `due` counts what is due by day."""
    months = sorted({(day.year, day.month) for day in due})[:_MONTHS_SHOWN]
    return "".join(_month(year, month, due, weekdays, noun, today) for year, month in months)


def _month(
    year: int, month: int, due: Mapping[date, int], weekdays: Sequence[str], noun: CountNoun, today: date
) -> str:
    caption = escape(written_date(f"{year}-{month:02}"))
    head = "".join(
        f'<th scope="col"><abbr title="{escape(name)}">{escape(name[:2])}</abbr></th>' for name in weekdays
    )
    weeks = "".join(
        f"<tr>{''.join(_day(day, month, due, noun, today) for day in week)}</tr>"
        for week in Calendar().monthdatescalendar(year, month)
    )
    return f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead><tbody>{weeks}</tbody></table>"


def _day(day: date, month: int, due: Mapping[date, int], noun: CountNoun, today: date) -> str:
    if day.month != month:
        return "<td></td>"
    current = ' aria-current="date"' if day == today else ""
    if not (number := due.get(day, 0)):
        return f"<td{current}>{day.day}</td>"
    told = escape(f"{written_date(day)}, {noun.counted(number)}")
    return f'<td{current} class="due"><a href="#{anchor(day)}" aria-label="{told}">{day.day}</a></td>'
