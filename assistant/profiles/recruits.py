"""The young person to recruit, as a message tells it: studies beside, level, length of the contract."""

import re
from datetime import date
from typing import Any

_YOUNG = re.compile(r"\b(?:vte|volontariat territorial|volontaire territorial)\b|\bbac ?\+ ?\d")
_WORK_STUDY = re.compile(r"\b(?:alternante?s?|apprentie?s?|en (?:alternance|apprentissage))\b")
_NO_WORK_STUDY = re.compile(
    r"\b(?:pas|hors|sans|ni|non|plutot qu'une?|pas d'|au lieu d'une?) ?(?:(?:un|une|en|d') ?)?"
    r"(?:alternan\w+|apprenti\w*)"
)
_LEVEL = re.compile(r"\bbac ?\+ ?(?P<n>\d)\b")
_UP_TO_BAC = re.compile(r"\b(?:alternante?|apprentie?) (?:en |de |niveau )?(?:cap|bac pro\w*|bep)\b")
_ASKED = re.compile(
    r"\b(?:au moins|minimum|minimal|a partir d[eu]|faut|falloir|exig\w+|requis|entre|jusqu'a|moins d[e']"
    r"|plus d[e'])[^.;!?]{0,25}$|\bou $"
)
_LENGTH = re.compile(
    r"\b(?:contrat|cdd|alternance|mission|vte)(?: [^\s.;!?,]+){0,3} (?:de|sur|pour|dure|durera|durant) "
    r"(?P<n>\d{1,2}) (?P<unit>mois|ans?)\b"
)


_SCHOOL = (
    r"sorti(?:e|s|es)? (?:d'|de |du |de la |de l'|de son |d'une )"
    r"(?:ecole|fac|universite|iut|bts|master|etudes|ecole d'ing\w+)"
)
_DEGREE = r"(?: (?:d'|de |du |en )?(?!depuis\b|moins\b|en\b|de\b)[a-z+'&]+)?"
_GRADUATE = rf"(?:(?<!jeunes )\bdiplomee?s?{_DEGREE}|\b{_SCHOOL})"
_GRADUATED = re.compile(
    rf"{_GRADUATE},? (?:depuis|il y a) (?P<n>\d{{1,2}}) (?P<unit>mois|ans?)\b(?! (?:au|maxi))"
    rf"|{_GRADUATE} (?:en |de |depuis )(?:\w+ )?(?P<year>20\d\d)\b"
    rf"|{_GRADUATE} (?P<lately>cette annee|l'an dernier|l'annee derniere|l'an passe)\b"
)
FRESH_DIPLOMA = 2  # years, those of the VTE
_STUDIES = re.compile(r"\b(?:alternan|apprenti|etudia|etudes en cours|contrat pro)")


def recruit_told(folded: str, today: date, before: str = "") -> dict[str, Any]:
    """The facts, by key, that a folded message tells of a young person to recruit.

    The messages `before`, folded, may tell alone that it is about one.
    """
    if not _YOUNG.search(f"{before} {folded}"):
        return {}
    every = list(_LEVEL.finditer(folded))
    is_asked = any(_ASKED.search(folded[: level.start()]) for level in every)
    levels = set() if is_asked else {int(level["n"]) for level in every}
    if _UP_TO_BAC.search(folded):
        levels.add(0)
    lengths = {
        int(length["n"]) * (1 if length["unit"] == "mois" else 12)
        for length in _LENGTH.finditer(folded)
        if not _ASKED.search(folded[: length.start("n")])
    }
    is_work_study = bool(_WORK_STUDY.search(folded)) and not _NO_WORK_STUDY.search(folded)
    told = {
        "work_study": is_work_study or None,
        "study_years": float(levels.pop()) if len(levels) == 1 else None,
        "contract_months": float(lengths.pop()) if len(lengths) == 1 else None,
        "recent_diploma": (is_recent := _recent_diploma(folded, today)),
    }
    if is_recent is False and not _STUDIES.search(folded):
        told["work_study"] = False  # who left school long ago, and is not said to study beside
    return {key: value for key, value in told.items() if value is not None}


def _recent_diploma(folded: str, today: date) -> bool | None:
    """Whether a diploma is less than `FRESH_DIPLOMA` years old; None where a year alone leaves a doubt."""
    told = {
        _is_recent(each, today)
        for each in _GRADUATED.finditer(folded)
        if not _ASKED.search(folded[: each.start()])
    }
    return told.pop() if len(told) == 1 else None


def _is_recent(graduated: re.Match[str], today: date) -> bool | None:
    if graduated["lately"]:
        return True
    if graduated["n"]:
        return int(graduated["n"]) < FRESH_DIPLOMA * (12 if graduated["unit"] == "mois" else 1)
    most = today.year - int(graduated["year"])
    if most < 0 or most == FRESH_DIPLOMA:
        return None
    return most < FRESH_DIPLOMA
