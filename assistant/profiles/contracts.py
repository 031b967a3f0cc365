"""The contract of an apprentice, as a message tells it: when it begins, when it was signed, its level.

Each of these facts can refuse a support: only the wordings that leave no doubt about whose it is are heard.
"""

import re
from datetime import date
from typing import Any

from assistant.profiles.ages import MONTHS
from assistant.profiles.phrases import SENTENCE_END

_MONTH = "|".join(MONTHS)
_APPRENTICE = (
    r"\b(?:apprentie?s?|alternante?s?|en (?:alternance|apprentissage)"
    r"|contrats? (?:d'|en )(?:apprentissage|alternance))\b"
)
_CONTRACT = rf"{_APPRENTICE}|\bcontrats?\b"
_DAY = (
    rf"(?:(?:le |au |du )?(?:lundi |mardi |mercredi |jeudi |vendredi )?(?:\d{{1,2}}(?:er)? )?"
    rf"(?:debut |fin |mi-|courant )?(?P<month>{_MONTH})(?: (?P<year>20\d\d))?"
    r"|(?:le |au |du )?\d{1,2}/(?P<m>\d{1,2})/(?P<full>20\d\d|\d\d)"
    r"|(?:la rentree|debut|fin|courant|en) (?P<back>20\d\d)|(?P<next>l'an prochain|l'annee prochaine))\b"
)
_VERB = (
    r"(?:(?:commenc|debut|demarr|arriv)(?:e|ent|era|eront|erait|eraient|ant|age)|debut"
    r"|entr(?:e|ent|era|eront|ee)(?: chez nous)?|rejoin(?:t|dra|dront)|attaqu(?:e|ent|era)|embauchee?s?"
    r"|prise de poste|a partir|a compter|des|en alternance|en apprentissage)"
)
_OTHER = r"\b(?:chantier|travaux|projet|stage|devis|bail|commande|marche|vente|machine|atelier|site|usine)\b"
_STARTS = (
    re.compile(
        rf"{_APPRENTICE}(?:(?!{_OTHER})[^.;!?]){{0,60}}?\b{_VERB}(?: d[eu] contrat)?"
        rf"(?: (?:du|de|en|a|qu'en|qu'a|prevue?s?|prevue?s? en|:))? {_DAY}"
    ),
    re.compile(
        r"\b(?:entre|rejoint|arrive|integre)(?: chez nous)? en (?:alternance|apprentissage)"
        rf"(?: (?:en|a partir du))? {_DAY}"
    ),
    re.compile(
        rf"{_APPRENTICE}(?: (?!(?:du|depuis|fini\w*|termin\w*|part\w*|quitt\w*|arret\w*) )[\w+-]+){{0,4}}"
        rf" (?:(?:au|a compter du|pour le) (?=\d)|pour (?!l'))(?!debut 20){_DAY}"
    ),
    re.compile(rf"\baccueill\w+ (?:des|en|a partir de) {_DAY}(?:(?! 20)[^.;!?]){{0,30}}{_APPRENTICE}"),
    re.compile(
        r"(?<!ai )(?<!\ba )(?<!avons )(?<!ont )(?<!deja )"
        rf"\b(?:embauch|pren|recrut)\w*(?: [^\s.;!?]+){{0,3}} {_APPRENTICE[2:]}[^.;!?,]{{0,30}}?"
        rf" (?:en|pour|le|au) {_DAY}"
    ),
)
_SIGNED_ON = re.compile(
    rf"\bcontrat(?: d'apprentissage)?(?: \w+){{0,3}}? (?:signe|conclu) le"
    rf" (?:(?P<day>\d{{1,2}})(?:er)? (?P<month>{_MONTH}) |(?P<d>\d{{1,2}})/(?P<m>\d{{1,2}})/)"
    r"(?P<year>20\d\d)\b"
)
_LEVEL = r"(?:(?! et | ou |,)[^.;!?]){0,40}?\b(?:bts|licence|master|mastere|ingenieure?s?|bac ?\+ ?\d)(?!\w)"
_BEYOND_BAC = re.compile(
    rf"{_APPRENTICE}{_LEVEL}|\b(?:licence|master|bts)(?: \w+){{0,3}} en (?:alternance|apprentissage)\b"
)
_UP_TO_BAC = re.compile(
    rf"{_APPRENTICE}(?:(?! et | ou |,)[^.;!?]){{0,40}}?\b(?:cap|bac pro\w*|brevet professionnel)\b"
    r"|\b(?:cap|bac pro)(?: \w+){0,3} en (?:alternance|apprentissage)\b"
)

_BEGINS = re.compile(
    r"\b(?:il|elle|contrat|apprentie?|alternante?)(?: ne)? (?:commenc|debut|demarr|arriv)(?:e|era|erait)"
    r"(?: (?:seulement|chez nous|chez moi|dans l'entreprise|son contrat|a l'atelier)){0,2}"
    rf"(?: (?:a partir|a compter) (?:du|de)| qu'en| qu'a partir de| en)? {_DAY}"
)
_NOT_A_CONTRACT = re.compile(
    r"\b(?:chantier|travaux|projet|stage|formation|cours|devis|bail|commande|marche|pret|vente|compromis"
    r"|client|fournisseur|labo\w*)\b"
)
"""What else begins or is signed beside an apprentice."""
_SIGNED_IN = re.compile(
    rf"\b(?:signe|conclu)e?s? (?:en|mi-|a la mi-|fin|debut|courant) ?(?P<month>{_MONTH}) (?P<year>20\d\d)\b"
)
_CLAUSE_END = re.compile(r"[.!?;:,()]+\s*|\s+(?:mais|et)\s+")


def contract_told(folded: str, today: date, before: str = "") -> dict[str, Any]:
    """The facts, by key, that a folded message tells of the contract of an apprentice.

    The messages `before` may tell alone that it is about one.
    """
    if not re.search(_APPRENTICE, f"{before} {folded}"):
        return {}
    sentences = SENTENCE_END.split(folded)
    signed, month = _signed_on(sentences), _signed_in(folded)
    told = {
        "contract_year": _start_year(sentences, today),
        "contract_signed": signed,
        "contract_month": None if signed else month,
        "beyond_bac": _beyond_bac(folded) if signed or month else None,
    }
    return {key: value for key, value in told.items() if value is not None}


def _start_year(sentences: list[str], today: date) -> int | None:
    """The year in which the contract begins; none when several are told."""
    years: set[int] = set()
    plain = [each for each in sentences if not _NOT_A_CONTRACT.search(each)]
    found = [start for each in sentences for pattern in _STARTS for start in pattern.finditer(each)]
    for start in found + [start for each in plain for start in _BEGINS.finditer(each)]:
        years.add(_year_of(start, today))
    return years.pop() if len(years) == 1 else None


def _year_of(start: re.Match[str], today: date) -> int:
    """The year of a day told; one told without it is the next such month."""
    if year := start["year"] or start["back"] or start["full"]:
        return int(year) + (2000 if len(year) == 2 else 0)
    if start["next"]:
        return today.year + 1
    return today.year + (MONTHS.index(start["month"]) + 1 < today.month)


def _signed_in(folded: str) -> str | None:
    """The month in which the contract was signed (`10/2026`); none when several are told."""
    months = {
        f"{MONTHS.index(signed['month']) + 1:02}/{signed['year']}"
        for clause in _CLAUSE_END.split(folded)
        if re.search(_CONTRACT, clause) and not _NOT_A_CONTRACT.search(clause)
        for signed in _SIGNED_IN.finditer(clause)
    }
    return months.pop() if len(months) == 1 else None


def _signed_on(sentences: list[str]) -> date | None:
    """The day on which the contract was signed; none when several are told."""
    days = {
        _day(int(on["year"]), on["m"] or MONTHS.index(on["month"]) + 1, on["d"] or on["day"])
        for sentence in sentences
        for on in _SIGNED_ON.finditer(sentence)
    }
    return days.pop() if len(days) == 1 else None


def _day(year: int, month: str | int, day: str) -> date | None:
    try:
        return date(year, int(month), int(day))
    except ValueError:
        return None


def _beyond_bac(folded: str) -> bool | None:
    """Whether an apprentice prepares more than the baccalaureate; none when several levels are told."""
    beyond, up_to = bool(_BEYOND_BAC.search(folded)), bool(_UP_TO_BAC.search(folded))
    return beyond if beyond != up_to else None
