"""How old a company is, as a message tells it: an age, or the year or month of its creation."""

import re
from datetime import date
from typing import Any

from assistant.profiles.people import PEOPLE

_AGE = (
    re.compile(
        r"\b(?:existe|existons|active?|creee?s?|fondee?s?|lancee?s?|immatriculee?s?|ouverte?"
        r"|sommes ouverts|demarree?s?|(?:suis|sommes|\w{4,}erie) installee?s?)"
        r"(?: (?:mon|ma|notre|nos) [\w'-]+)? (?:depuis|il y a)"
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
    re.compile(r"\b(?P<n>\d{1,3}) (?:ans|(?P<months>mois)) (?:d'existence|d'activite|d'anciennete|d'age)\b"),
    re.compile(r"\b(?:entreprise|societe|boite|sarl|sasu?|eurl|scop) de (?P<n>\d{1,3}) ans\b"),
    re.compile(r"\b(?:fete\w*|souffl\w*) (?:ses|nos) (?P<n>\d{1,3}) (?:ans|bougies)\b"),
    re.compile(r"\ben activite depuis (?P<n>\d{1,3}) ans\b"),
    re.compile(rf"\d {PEOPLE}\w*, (?P<n>\d{{1,3}}) ans(?=[.,;)])"),
    re.compile(
        r"\b(?:on a|nous avons) (?:deja |plus de )?(?P<n>\d|1[0-7]) ans"
        r"(?= ?(?:[.,;:!?)]|$)| et\b| mais\b)"
    ),  # under the age of a person who has a company
)
_SINCE = re.compile(
    rf"(?:\d {PEOPLE}\w*|\bauto-? ?entrepreneu\w+(?: \S+)?),? depuis"
    r" (?P<n>\d{1,3}) (?:ans|(?P<months>mois))\b"
)
"""An age told beside the people, which a year of creation corrects."""
_UNBORN = re.compile(
    r"\b(?:pas (?:encore )?creee?|va etre creee?|sera creee?|je (?:vais )?(?:monter?|cre(?:e|er))"
    r" (?:une|ma|mon) (?!projet|site|activite)"
    r"|(?:societe|eurl|sarl|sasu?) a (?:immatriculer|creer)|pas encore de (?:societe|statuts)"
    r"|quitt\w+ (?:\S+ ){1,4}pour (?:monter|creer))\b"
)
"""The wordings of a company that does not exist yet."""
_OTHER_THING = re.compile(
    r"\b(?:appels?|projets?|programmes?|dispositifs?|guichets?|fonds|lignes?|chantiers?|travaux|comptes?"
    r"|dossiers?|postes?|contrats?|marches?|procedures?|etudes?|demarches?|phases?|editions?|conventions?"
    r"|prets?|aides?|subventions?|candidatures?|territoires?|filiales?|agences?|zones?|formations?|machines?"
    r"|robots?|produits?|gammes?|chaudieres?|fours?|pompes?|bornes?|panneaux|compresseurs?|presses?"
    r"|equipements?|installations?|toitures?|eclairages?|sites?|deuxiemes?|seconde?s?|autres?|nouve(?:au|aux|l|lle|lles)|2e|clients?"
    r"|concurrents?|voisins?|fournisseurs?)\b"
    r"(?: (?!(?:pour|une?|d'une?|de|mon|ma|notre|nos)\b)[^\s,.;:!?]+){0,2}(?: (?:a|ont) (?:deja )?ete)? $"
)
"""What stands before the day that something else than the company was opened or launched."""
_AGAIN = re.compile(r"^(?: [^\s,.;:!?]+)? (?:deuxieme|seconde?|autre|nouve(?:au|l|lle)|2e)\b")
MONTHS = "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre".split()
_IN_YEAR = rf"en (?:(?P<month>{'|'.join(MONTHS)}) )?(?P<year>(?:19|20)\d\d)\b"
_COMPANY = r"(?:entreprise|societe|boite|boutique|start-?up|sarl|sasu?|eurl|scop|micro-?entrepr\w+)"
_LAST_YEAR = re.compile(
    rf"\b(?:{_COMPANY}(?: \S+)? )?(?:creee?s?|fondee?s?|nee?s?|lancee?s?|ouverte?s?)"
    r" (?:l'an (?:passe|dernier)|l'annee (?:passee|derniere))\b"
    r"|\bmicro-?entrepr\w+ depuis l'an (?:passe|dernier)\b"
)
_LAUNCHED = rf"(?:(?:me|se|s'|nous) ?(?:suis|est|sommes) lancee?s?|{_COMPANY}(?: \S+){{0,2}} lancee?s?)"
_BORN = (
    re.compile(r"\b(?:existe|existons) depuis (?P<year>(?:19|20)\d\d)\b"),
    re.compile(
        r"\b(?:creee?s?|fondee?s?|nee?s?|immatriculee?s?|ouverte?s?|statuts deposes)"
        r"(?: en| fin| debut| courant| au printemps| a l'ete| a l'automne)+ (?P<year>(?:19|20)\d\d)\b"
    ),
    re.compile(r"\bouverte?s? (?P<year>(?:19|20)\d\d)\b|\bstart-?up[^.;()]{0,25}\((?P<in>20\d\d)\b"),
    re.compile(rf"\b(?:creee?s?|fondee?s?|nee?s?|immatriculee?s?|ouverte?s?|installee?s?) {_IN_YEAR}"),
    re.compile(rf"\b{_LAUNCHED} {_IN_YEAR}"),
    re.compile(
        rf"\b(?:on a|nous avons|j'ai|ai) (?:demarre|commence|debute) (?:l'|mon |notre )activite {_IN_YEAR}"
    ),
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
        if match := _of_company(pattern, folded):
            return {"age_years": _years(match)}
    if _UNBORN.search(folded):
        return {"age_years": 0.0}
    if _LAST_YEAR.search(folded):
        return {"created_year": today.year - 1}
    for pattern in _BORN:
        if match := _of_company(pattern, folded):
            told = match.groupdict()
            return _since(int(told["year"] or told["in"]), told.get("month"), today)
    if match := _SINCE.search(folded):
        return {"age_years": _years(match)}
    return {}


def _of_company(pattern: re.Pattern[str], folded: str) -> re.Match[str] | None:
    """The first words of an age that nothing before them gives to something else than the company."""
    found = pattern.finditer(folded)
    return next((each for each in found if not _is_of_other(folded, each)), None)


def _is_of_other(folded: str, age: re.Match[str]) -> bool:
    return bool(_OTHER_THING.search(folded[: age.start()]) or _AGAIN.search(folded[age.end() :]))


def _years(match: re.Match[str]) -> float:
    """The full years of an age told in years or in months."""
    return float(int(match["n"]) // 12 if match.groupdict().get("months") else match["n"])


def _since(year: int, month: str | None, today: date) -> dict[str, Any]:
    """The age of a company created in a month told, unless it is this one; else the year alone."""
    number = MONTHS.index(month) + 1 if month else today.month
    if number == today.month or year > today.year:
        return {"created_year": year}
    return {"age_years": float(max(0, today.year - year - (number > today.month)))}
