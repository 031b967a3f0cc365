"""Dates, numbers and lists as French prose writes them."""

import re
from collections.abc import Sequence
from datetime import date

_MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)
_WRITTEN = re.compile(
    rf"(?:le |en )?(?:(?P<day>1er|\d{{1,2}}) )?(?P<month>{'|'.join(_MONTHS)}) (?P<year>\d{{4}})"
)


def written_date(iso: str | date) -> str:
    """An ISO date, whole or partial, in words: `1er avril 2026`, `avril 2026`, `2026`."""
    year, *rest = str(iso).split("-")
    if not rest:
        return year
    month = _MONTHS[int(rest[0]) - 1]
    if len(rest) == 1:
        return f"{month} {year}"
    day = int(rest[1])
    return f"{'1er' if day == 1 else day} {month} {year}"


def written_hour(hour: str) -> str:
    """An hour of the day as French writes it: `12 h`, `15 h 30`."""
    hours, _, minutes = hour.partition(":")
    return f"{int(hours)} h {minutes}" if int(minutes or 0) else f"{int(hours)} h"


def last_moment(day: str | date, hour: str | None) -> str:
    """The end of a window: the hour of its last day where it is known, else that day as a whole."""
    return f"{written_date(day)} à {written_hour(hour)}" if hour else f"{written_date(day)} inclus"


def dated(iso: str | date) -> str:
    """The date with the word that introduces it: `le 1er avril 2026`, `en avril 2026`, `en 2026`."""
    return f"{'le' if str(iso).count('-') == 2 else 'en'} {written_date(iso)}"


def rewritten_date(text: str, months: Sequence[str], day: str) -> str:
    """A date as `written_date` or `dated` writes it, with other months; any other text stays as it is.

    `day` is how that language writes a whole date, from `{day}`, `{month}` and `{year}`.
    """
    found = _WRITTEN.fullmatch(text)
    if found is None:
        return text
    month, year = months[_MONTHS.index(found["month"])], found["year"]
    if found["day"] is None:
        return f"{month} {year}"
    return day.format(day=found["day"].removesuffix("er"), month=month, year=year)


def written_number(number: int) -> str:
    """The number with a space between groups of three digits: `675 335`."""
    return f"{number:,}".replace(",", " ")


def enumerated(items: Sequence[str]) -> str:
    """The items separated by commas, the last one by « et »."""
    return " et ".join(filter(None, (", ".join(items[:-1]), items[-1]))) if items else ""


def as_sentence(text: str) -> str:
    """The text with a full stop, unless it ends with a mark of its own."""
    return text if text.endswith((".", "!", "?")) else f"{text}."


def after_colon(text: str, proper: frozenset[str] = frozenset()) -> str:
    """The text with a small first letter, unless its first word is an acronym or one of the proper names."""
    word = text.split(maxsplit=1)[0] if text.strip() else ""
    if word[1:] != word[1:].lower() or word.strip(",.;:") in proper:
        return text
    return text[:1].lower() + text[1:]


_ARTICLES = {
    "communauté": "la ",
    "métropole": "la ",
    "cc": "la ",
    "ca": "la ",
    "cu": "la ",
    "eurométropole": "l'",
}


def with_article(name: str) -> str:
    """The name of an intercommunality inside a sentence: `la communauté de communes…`, `Grand Longwy…`."""
    first, _, rest = name.partition(" ")
    article = _ARTICLES.get(first.lower(), "")
    common = first.lower() in ("communauté", "métropole")
    return f"{article}{first.lower() if common else first} {rest}".strip()


def capital(text: str) -> str:
    """The text with a capital letter to open it."""
    return text[:1].upper() + text[1:]
