"""How old a company is, as a message tells it: an age, or the year or month of its creation."""

import re
from datetime import date
from typing import Any

from assistant.profiles.people import PEOPLE

_AGE = (
    re.compile(
        r"\b(?:existe|existons|active?|creee?s?|fondee?s?|lancee?s?|immatriculee?s?) (?:depuis|il y a)"
        r" (?P<n>\d{1,3}) (?:ans|(?P<months>mois))\b"
    ),
    re.compile(
        r"\b(?:entreprise|societe|boite|start-?up|sarl|sasu?|eurl)(?: \w+){0,2} a"
        r" (?P<n>\d{1,3}) (?:ans|(?P<months>mois))\b(?! de\b)"
    ),
    re.compile(
        r"\b(?:entrepreneur|entreprise|societe|sarl|sas|(?<!d')atelier|ouverte?"
        r"|fabricant\S*(?: \S+){0,3}) depuis (?P<n>\d{1,3}) ans\b"
    ),
    re.compile(r"\b(?P<n>\d{1,3}) ans (?:d'existence|d'activite|d'anciennete|d'age)\b"),
    re.compile(r"\b(?:entreprise|societe|boite) de (?P<n>\d{1,3}) ans\b"),
    re.compile(r"\ben activite depuis (?P<n>\d{1,3}) ans\b"),
    re.compile(rf"\d {PEOPLE}\w*, (?P<n>\d{{1,3}}) ans(?=[.,;)])"),
)
_UNBORN = re.compile(
    r"\b(?:pas (?:encore )?creee?|va etre creee?|sera creee?|je (?:vais )?(?:monter?|cre(?:e|er))"
    r" (?:une|ma|mon) (?!projet|site|activite))\b"
)
"""The wordings of a company that does not exist yet."""
_MONTHS_OF_YEAR = (
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre".split()
)
_IN_YEAR = rf"en (?:(?P<month>{'|'.join(_MONTHS_OF_YEAR)}) )?(?P<year>(?:19|20)\d\d)\b"
_COMPANY = r"(?:entreprise|societe|boite|boutique|start-?up|sarl|sasu?|eurl|scop|micro-?entrepr\w+)"
_BORN = (
    re.compile(rf"\b(?:creee?s?|fondee?s?|nee?s?|immatriculee?s?|ouverte?s?|installee?s?) {_IN_YEAR}"),
    re.compile(rf"\b(?:cree|monte|fonde) (?:la|notre|ma|mon) {_COMPANY} (?:\S+ ){{0,3}}{_IN_YEAR}"),
    re.compile(rf"\b{_COMPANY}(?: \w+)? de (?P<year>(?:19|20)\d\d)\b"),
    re.compile(rf"\d {PEOPLE}\w*,? (?:depuis )?(?P<year>(?:19|20)\d\d)(?=[.,;) ])"),
    re.compile(
        rf"\b(?:{_COMPANY}|ouverte?s?|installee?s?(?: en \w+)?|activite|metier|familiale)"
        r"(?: (?!vide|ferme|clos)\S+){0,4},? depuis (?P<year>(?:19|20)\d\d)\b"
    ),
    re.compile(
        r"^(?:(?:bonjour|salut|slt)\W+)?[a-z]+(?: (?!vide|ferme)[\w-]+){0,5} depuis (?P<year>(?:19|20)\d\d)\b"
    ),
)
"""The wordings of the year in which a company was created, those of its creation first."""


def age_told(folded: str, today: date) -> dict[str, Any]:
    """The age in full years or the year of creation, by fact, when a folded message tells it."""
    for pattern in _AGE:
        if match := pattern.search(folded):
            is_in_months = bool(match.groupdict().get("months"))
            return {"age_years": float(int(match["n"]) // 12 if is_in_months else match["n"])}
    if _UNBORN.search(folded):
        return {"age_years": 0.0}
    for pattern in _BORN:
        if match := pattern.search(folded):
            return _since(int(match["year"]), match.groupdict().get("month"), today)
    return {}


def _since(year: int, month: str | None, today: date) -> dict[str, Any]:
    """The age of a company created in a month told, unless it is this one; else the year alone."""
    number = _MONTHS_OF_YEAR.index(month) + 1 if month else today.month
    if number == today.month or year > today.year:
        return {"created_year": year}
    return {"age_years": float(max(0, today.year - year - (number > today.month)))}
