"""Dates written in a text, read to ISO as far as the text goes."""

import re

_MONTHS = (
    ("janvier", "january", "janv."),
    ("février", "february", "févr."),
    ("mars", "march"),
    ("avril", "april"),
    ("mai", "may"),
    ("juin", "june"),
    ("juillet", "july", "juil."),
    ("août", "august", "aout"),
    ("septembre", "september", "sept."),
    ("octobre", "october", "oct."),
    ("novembre", "november", "nov."),
    ("décembre", "december", "déc."),
)
_MONTH_NUMBERS = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names}
_MONTH = "|".join(re.escape(name) for name in sorted(_MONTH_NUMBERS, key=len, reverse=True))
_FRENCH_MONTHS = frozenset(names[0] for names in _MONTHS)
_NO_UNIT = (
    r"(?! ?(?:[€%]|[km]€|m[wd]|[kmgt]wh?\b|k?m2\b|(?:euros?|ha|h|heures?|t|tonnes?|jours?|km|mill\w+)\b)"
    r"| ?(?:à|ou|-) ?\d[\d ]*(?:€|euros?\b))"
)
_YEAR = rf"(?:19|20)\d{{2}}(?!\d){_NO_UNIT}"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_JOIN = r" ?(?:au|à|et|ou|-|–|,|/|to|and) ?(?:le |du |en |the )?"
_ISO = re.compile(r"(?<![\d-])((?:19|20)\d{2})-(0[1-9]|1[0-2])(?:-(0[1-9]|[12]\d|3[01]))?(?!\d|-\d)")
_NUMERIC = re.compile(
    rf"(?<![\d/.-])({_DAY})([/.-])(0?[1-9]|1[0-2])\2((?:19|20)\d{{2}}|(?<=/)\d{{2}})(?!\d|[/-]\d)"
)
_MONTH_YEAR = re.compile(r"(?<![\d/])(0[1-9]|1[0-2])/((?:19|20)\d{2})(?![\d/])")
_WRITTEN = re.compile(
    rf"(?:(?<![\d,.])(?P<days>{_DAY}(?:er)?(?:{_JOIN}{_DAY}(?:er)?)*) )?"
    rf"(?<!\w)(?P<month>{_MONTH})(?!\w)(?: (?P<american>{_DAY}),(?= {_YEAR}))?(?: (?P<year>{_YEAR}))?",
    re.I,
)
_BARE_YEAR = re.compile(rf"(?<![\w,.])({_YEAR})(?!\w|[.,]\d)", re.I)
_MARK = " § "


def read_dates(text: str) -> tuple[frozenset[str], str]:
    """The dates of a text in ISO, and the text with a mark in the place of each.

    Partial as they are written: `2024-01-30`, `2024-01`, `2024`, `--01-30` (no year), `--01` (a month alone).
    In « du 15 janvier au 31 mars 2026 » the first day takes the year of the second,
    unless its month is the later of the two.
    """
    found: set[str] = set()
    for pattern, read in ((_ISO, _iso), (_NUMERIC, _numeric), (_MONTH_YEAR, _month_year)):
        found.update(map(read, pattern.finditer(text)))
        text = pattern.sub(_MARK, text)
    folded = text.casefold()
    is_written = any(name in folded for name in _MONTH_NUMBERS)
    written = [m for m in _WRITTEN.finditer(text) if _is_date(m)] if is_written else []
    found.update(_written_dates(written, text))
    for match in reversed(written):
        text = text[: match.start()] + _MARK + text[match.end() :]
    found.update(_BARE_YEAR.findall(text))
    return frozenset(found), _BARE_YEAR.sub(_MARK, text)


def _iso(match: re.Match[str]) -> str:
    return match[0]


def _numeric(match: re.Match[str]) -> str:
    year = match[4] if len(match[4]) == 4 else f"20{match[4]}"
    return f"{year}-{int(match[3]):02d}-{int(match[1]):02d}"


def _month_year(match: re.Match[str]) -> str:
    return f"{match[2]}-{match[1]}"


def _is_date(match: re.Match[str]) -> bool:
    """Whether the month's name stands for a month: alone, only French and in lower case (`may` is a verb)."""
    return bool(match["days"] or match["year"]) or match["month"] in _FRENCH_MONTHS


def _written_dates(matches: list[re.Match[str]], text: str) -> list[str]:
    found: list[str] = []
    year, number, following = "", 0, None
    for match in reversed(matches):
        linked = following and re.fullmatch(_JOIN, text[match.end() : following.start()], re.I)
        later, number = number, _MONTH_NUMBERS[match["month"].lower()]
        year = match["year"] or (year if linked and number <= later else "")
        month = f"{year or '-'}-{number:02d}"
        days = re.findall(r"\d+", match["days"] or match["american"] or "")
        found.extend(f"{month}-{int(day):02d}" for day in days)
        if not days:
            found.append(month)
        following = match
    return found
