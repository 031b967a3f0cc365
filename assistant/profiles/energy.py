"""The energy that a message tells: the heat of a project, the electricity of a site, the CO2 avoided."""

import re

_ENERGY = re.compile(
    r"(?<![\d,.])(?P<n>\d{1,3}(?:[ .]\d{3})+|\d+(?:,\d+)?) ?(?P<unit>[kgm]wh)\b(?=(?P<after>[^.;!?]{0,40}))"
)
_VOLTAGE = re.compile(r"(?<![\d,.])(?P<n>\d{1,3}(?:[ .]\d{3})+|\d+) ?(?P<unit>kv|kilovolts?|volts?)\b")
_HEAT = re.compile(
    r"chaleur|vapeur|bois|biomasse|plaquettes|granules|chaudiere|chaufferie|recuper|fatale|ecorces|fumees"
    r"|air chaud|prechauff|sechoir"
)
_ELECTRICITY = re.compile(r"electri\w+|\belec\b|\bkv\b|courant|turpe|accise|volts")
_BOUNDED = re.compile(
    r"\b(?:moins de|plus de|moins d'|plus d'|au moins|au plus|jusqu'a|seuil (?:de|des|a)|minimum(?: de)?"
    r"|maximum(?: de)?|au-dela de|au-dessus de|au-dessous de|en dessous de|a partir de|entre"
    r"|entre \d+ et) $"
)
_PER_UNIT = re.compile(
    r"^ ?(?:/|par) ?(?:m2|m3|metres?|tonnes?|t\b|logements?|batiments?|jours?|mois|heures?)"
)
"""What makes of an energy a bound, or a ratio, and not that of a project or a site."""
_CO2 = re.compile(
    r"(?<![\d,.])(?P<n>\d{1,3}(?:[ .]\d{3})+|\d+(?:,\d+)?) ?(?P<k>k)?t(?:onnes?)?(?:\.|eq)? ?"
    r"(?:(?:de|d'|eq\w*\.?) ?){0,2}(?:co2\w*|carbone|ges)\b(?=(?P<after>[^.;!?]{0,30}))"
)
_AVOIDS = r"(?:evit|econom|redui|reduc|baiss|abatt|supprim|abattr|epargn|gagn)\w*"
_AVOIDED_BEFORE = re.compile(rf"\b{_AVOIDS}(?: (?!emett|emis\b)[^\s.;!?]+){{0,5}} $")
_AVOIDED_AFTER = re.compile(
    rf"^ ?(?:e\b|eq\w*)?(?:[^\s,.;!?]+ ){{0,3}}?{_AVOIDS}|^[^,.;!?]{{0,12}} (?:en|de) moins"
)
_EMITTED = re.compile(
    r"\b(?:emet\w*|emis\w*|emissions?(?: sont| est)?(?: de)?|rejet\w*|bilan\w*)[^.;!?,]{0,12}$"
)
_OVER_YEARS = re.compile(r"^[^.;!?]{0,20}\b(?:sur|en) (?:\d+|toute)|cumul")
"""What makes of tonnes of CO2 those that a project avoids, or those of a site or of many years."""
_DRAWN = re.compile(r"\b(?:consomm|factur|achet|pay|soutir|economis)\w*")
_MEGAWATTS = {"kwh": 0.001, "mwh": 1.0, "gwh": 1_000.0}


def energy_told(folded: str, before: str = "") -> dict[str, float]:
    """The facts of energy by name, each only where one amount is told and its kind is clear.

    The words beside an amount tell its kind, else those of the whole message when they are all of one kind,
    else those of the messages `before`, folded, unless the amount is drawn and not made.
    """
    amounts: dict[str, set[float]] = {}
    for match in _ENERGY.finditer(folded):
        if _BOUNDED.search(folded[: match.start()]) or _PER_UNIT.search(match["after"]):
            continue
        beside = folded[max(0, match.start() - 60) : match.start()] + match["after"]
        kind = _kind_of(match["after"]) or _kind_of(beside) or _kind_of(folded)
        if kind is None and not _kinds(folded) and not _DRAWN.search(folded):
            kind = _kind_of(before)
        if kind is not None:
            amounts.setdefault(kind, set()).add(_number(match["n"]) * _MEGAWATTS[match["unit"]])
    facts = {kind: each.pop() for kind, each in amounts.items() if len(each) == 1}
    voltages = {
        _number(match["n"]) / (1 if match["unit"].startswith("k") else 1_000)
        for match in _VOLTAGE.finditer(folded)
    }
    facts |= {"connection_kv": voltages.pop()} if len(voltages) == 1 else {}
    avoided = {_number(each["n"]) * (1_000 if each["k"] else 1) for each in _avoided(folded)}
    return facts | ({"co2_tonnes": avoided.pop()} if len(avoided) == 1 else {})


def _avoided(folded: str) -> list[re.Match[str]]:
    """The tonnes of CO2 that a project is told to avoid each year."""
    return [each for each in _CO2.finditer(folded) if _is_avoided(folded[: each.start()], each["after"])]


def _is_avoided(before: str, after: str) -> bool:
    if _BOUNDED.search(before) or re.search(r"\b(?:faut|falloir|exig)", before) or _OVER_YEARS.search(after):
        return False
    is_emitted = _EMITTED.search(before) and not _AVOIDED_BEFORE.search(before)
    return bool(_AVOIDED_BEFORE.search(before) or _AVOIDED_AFTER.search(after)) and not is_emitted


def _kind_of(words: str) -> str | None:
    """The kind of energy that some words are about; None when they are of both or of none."""
    kinds = _kinds(words)
    return kinds[0] if len(kinds) == 1 else None


def _kinds(words: str) -> list[str]:
    kinds = {"heat_mwh": _HEAT, "electricity_mwh": _ELECTRICITY}
    return [kind for kind, pattern in kinds.items() if pattern.search(words)]


def _number(digits: str) -> float:
    return float(digits.replace(" ", "").replace(".", "").replace(",", "."))
