"""The figures of a text (numbers, amounts, rates, durations, dates, codes) in a form that compares.

The guard of the answers: a sentence may state only figures that a passage it cites carries.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from assistant.answering.contacts import without_contacts
from assistant.answering.dates import read_dates
from assistant.number_words import in_digits


@dataclass(frozen=True, slots=True, order=True)
class Figure:
    """One figure in normal form.

    A `number` has a decimal `value` and perhaps a `unit` (`€`, `%`, `an`, `mois`, `GWh`…): 400 k€ and
    0,4 million d'euros are both `400000` `€`. A `date` is ISO, partial when the text is (`2024`, `2024-01`,
    `--01-30`, `--01`). A `code` is a word that holds digits (`c3iv`, `l312-44`).
    """

    kind: Literal["number", "date", "code"]
    value: str
    unit: str = ""

    def __str__(self) -> str:
        return f"{self.value} {self.unit}".strip()


_SCALES = {"k": 3, "m": 6, "md": 9, "mds": 9, "mrd": 9, "mrds": 9} | {
    word + plural: power
    for word, power in {"mille": 3, "millier": 3, "million": 6, "milliard": 9, "billion": 9}.items()
    for plural in ("", "s")
}
_UNITS = {
    "€": r"€|euros?|eur",
    "%": r"%|pour ?cents?|per ?cent|p\. ?100",
    "an": r"ans?|années?|years?",
    "mois": r"mois|months?",
    "semaine": r"semaines?|weeks?",
    "jour": r"jours?|j|days?",
    "heure": r"heures?|h|hours?",
    "kWh": "kwh",
    "MWh": "mwh",
    "GWh": "gwh",
    "TWh": "twh",
    "kW": "kw",
    "MW": "mw",
    "GW": "gw",
    "ha": r"ha|hectares?",
    "km": r"km|kilomètres?",
    "km2": "km2",
    "m2": r"m2|mètres? carrés?",
    "m3": r"m3|mètres? cubes?",
    "t": r"t|tonnes?",
    "kg": r"kg|kilos?",
}
_UNIT = "|".join(f"(?P<u{index}>{pattern})" for index, pattern in enumerate(_UNITS.values()))
_BARE_SCALE = re.compile(r"(\d) ?([kKM])(?![\w€²³])(?! ?(?:€|eur))")  # « 800k », « 1,2 M »
_EURO = r"(?= ?(?:d['’] ?)?(?:€|eur))"
_AMOUNT = (
    r"\d{1,3}(?: \d{3})+(?:,\d+)?|\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?"
)
_NUMBER = re.compile(
    rf"(?<!\d)(?P<amount>{_AMOUNT})(?!\d)"
    rf"(?P<ordinal>(?:ers?|res?|ères?|es?|[eè]mes?|nde?s?|th|st|rd)\b)?"
    rf"(?: ?(?P<scale>(?:mille|milliers?|millions?|milliards?|billions?)\b|(?:k|mr?ds?|m){_EURO}))?"
    rf"(?: ?(?:(?:de |d['’] ?)?(?:{_UNIT})(?!\w)))?",
    re.I,
)
# « de 20 à 30 % », « 35, 35 et 45 % », « 80 000 ou 400 000 euros »: the last one says the unit of all.
_SAME_UNIT = re.compile(
    r" ?(?:à|a|et|ou|-|–|—|,|/|puis|voire|contre|to|and|or)"
    r"(?: (?:à|et|ou|puis|de|plus de|moins de|près de|environ|jusqu'à|and|or))* ?",
    re.I,
)
_LEGAL_REFERENCE = re.compile(r"\b([LRDA])\.? ?\*? ?(\d+(?:-\d+)+)(?!\d)")
_CLOCK = re.compile(r"(?<![\d,.])(\d{1,2}) ?h ?(\d{2})(?!\d)", re.I)
_CODE = re.compile(r"(?<!\w)(?=[^\W_]*\d)(?=[^\W_]*[^\W\d_])[^\W_]+(?!\w)")
_BUSINESS_CODE = re.compile(r"(?<![\w.])(\d{2}\.\d{2}[A-Z])(?!\w)")
_LEADING_ZERO = re.compile(r"(?<![\w.,/-])(?:0\d{3,}|(?<!\d )0\d{2})(?![\d.,])")
_SPLIT_BEFORE = re.compile(r"\w\|\w|\d[ .,]?\|\d")
_SPLIT_AFTER = re.compile(r"\w\|\w|\d\|[ .,]?[\w%€]")
_DIGIT = re.compile(r"\d")
_MARK = " § "


@lru_cache(maxsize=64)  # sentences: those of one answer are compared with and without a heading
def figures_in(text: str) -> frozenset[Figure]:
    """The figures that the text states; `un` and `une` as articles, `premier` and approximations are none."""
    return _read(text, lenient=False)


def amounts_in(text: str) -> tuple[tuple[str, float, str], ...]:
    """The amounts in euros that the text holds, in order, each between the words before and after it."""
    plain = _BARE_SCALE.sub(r"\1 \2€", in_digits(_plain(text)))
    found = [(match, _figure(match)) for match in _NUMBER.finditer(plain)]
    return tuple(
        (plain[: match.start()], float(figure.value), plain[match.end() :])
        for match, figure in found
        if figure.unit == "€"
    )


def unsupported_figures(sentence: str, excerpts: Iterable[str]) -> tuple[str, ...]:
    """The figures of the sentence that no excerpt carries, in normal form and sorted.

    A date is carried by itself or by a more precise one (a year by any date of that year); « le 12 janvier »
    takes the year of an excerpt that names only one. From one million up, and for zero, units are not
    compared: texts leave them out (« les 100 millions annoncés »).
    """
    excerpts = tuple(excerpts)
    plain = _plain(sentence).strip()
    if any(_stands_in(plain, _plain(excerpt)) for excerpt in excerpts):
        return ()
    if not (stated := figures_in(sentence)):
        return ()
    carried = frozenset[Figure]().union(*(_carried_by(excerpt) for excerpt in excerpts))
    return tuple(str(figure) for figure in sorted(stated) if not _is_carried(figure, carried))


def _stands_in(sentence: str, excerpt: str) -> bool:
    """Whether the sentence is a slice of the excerpt that cuts no word and no figure."""
    start = excerpt.find(sentence) if sentence else -1
    before, after = excerpt[max(0, start - 2) : max(0, start)], excerpt[start + len(sentence) :][:2]
    cut_before = _SPLIT_BEFORE.search(f"{before}|{sentence[:1]}")
    cut_after = _SPLIT_AFTER.match(f"{sentence[-1:]}|{after}")
    return start >= 0 and not cut_before and not cut_after


@lru_cache(maxsize=1024)
def _carried_by(excerpt: str) -> frozenset[Figure]:
    figures = _read(excerpt, lenient=True)
    dates = [figure.value for figure in figures if figure.kind == "date"]
    years = {value[:4] for value in dates if not value.startswith("--")}
    if len(years) != 1:
        return figures
    (year,) = years
    return figures | {Figure("date", f"{year}-{value[2:]}") for value in dates if value.startswith("--")}


def _is_carried(stated: Figure, carried: frozenset[Figure]) -> bool:
    if stated in carried:
        return True
    if stated.kind == "date":
        year_as_number = len(stated.value) == 4 and Figure("number", stated.value) in carried
        return year_as_number or any(other.kind == "date" and _includes(stated, other) for other in carried)
    if stated.kind == "number":
        if not stated.unit and Figure("date", stated.value) in carried:
            return True
        value = Decimal(stated.value)
        return (value == 0 or value >= 1_000_000) and any(
            other.kind == "number" and other.value == stated.value for other in carried
        )
    return False


def _includes(stated: Figure, other: Figure) -> bool:
    """Whether the date `stated` is a vaguer form of `other`."""
    if stated.value.startswith("--"):
        precise = other.value[2:] if other.value.startswith("--") else other.value[5:]
        return f"{precise}-".startswith(f"{stated.value[2:]}-")
    return f"{other.value}-".startswith(f"{stated.value}-")


def _plain(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).replace("’", "'")
    return re.sub(r"\s+", " ", text)


def _read(text: str, *, lenient: bool) -> frozenset[Figure]:
    rest = in_digits(_plain(without_contacts(text)), lenient=lenient)
    found: set[Figure] = set()
    dates, rest = read_dates(rest)
    found.update(Figure("date", value) for value in dates)
    if not _DIGIT.search(rest):
        return frozenset(found)
    for pattern in (_LEGAL_REFERENCE, _BUSINESS_CODE, _CLOCK, _LEADING_ZERO):
        found.update(Figure("code", _code(match)) for match in pattern.finditer(rest))
        rest = pattern.sub(_MARK, rest)
    rest = _CODE.sub(lambda match: _keep_number(match[0], found), rest)
    numbers = [(match, _figure(match)) for match in _NUMBER.finditer(rest)]
    found.update(_with_shared_units(numbers, rest, keep_bare=lenient))
    return frozenset(found)


def _code(match: re.Match[str]) -> str:
    return "h".join(match.groups()) if match.re is _CLOCK else "".join(match.groups() or (match[0],)).lower()


def _keep_number(word: str, found: set[Figure]) -> str:
    """The word when it reads as a number (`12e`, the `400k` of `400k€`); else a mark, noted as a code."""
    match = _NUMBER.fullmatch(word) or _NUMBER.fullmatch(f"{word}€")
    if match:
        return word
    found.add(Figure("code", word.casefold()))
    return _MARK


def _figure(match: re.Match[str]) -> Figure:
    scale = _SCALES[match["scale"].lower()] if match["scale"] else 0
    unit = next((name for index, name in enumerate(_UNITS) if match[f"u{index}"]), "")
    value = _decimal(match["amount"], is_scaled=bool(scale) or unit == "%") * Decimal(10) ** scale
    return Figure("number", _written(value), unit)


def _decimal(amount: str, *, is_scaled: bool) -> Decimal:
    plain = amount.replace(" ", "")
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", plain) and not (is_scaled and plain.count(".") == 1):
        plain = plain.replace(".", "")
    elif re.fullmatch(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?", plain) and not is_scaled:
        plain = plain.replace(",", "")
    return Decimal(plain.replace(",", "."))


def _written(value: Decimal) -> str:
    return format(value.normalize(), "f") if value else "0"


def _with_shared_units(
    numbers: list[tuple[re.Match[str], Figure]], text: str, *, keep_bare: bool
) -> list[Figure]:
    """The figures, those of a range or list taking the unit of the last (the bare one too, if asked)."""
    figures: list[Figure] = []
    following: tuple[re.Match[str], Figure] | None = None
    for match, figure in reversed(numbers):
        if match["ordinal"]:
            figure = replace(figure, unit="")
        shared = figure
        if following and not figure.unit and _SAME_UNIT.fullmatch(text, match.end(), following[0].start()):
            shared = _sharing(match, figure, following)
        if match["ordinal"] is None or figure.value != "1":
            figures.append(shared)
            if keep_bare:
                figures.append(figure)
        following = (match, shared)
    return figures


def _sharing(match: re.Match[str], figure: Figure, following: tuple[re.Match[str], Figure]) -> Figure:
    next_match, next_figure = following
    shared = replace(figure, unit=next_figure.unit)
    head, tail = Decimal(figure.value), _decimal(next_match["amount"], is_scaled=True)
    if match["scale"] is None and next_match["scale"] and head < tail:
        power = _SCALES[next_match["scale"].lower()]
        return replace(shared, value=_written(head * Decimal(10) ** power))
    return shared
