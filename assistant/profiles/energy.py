"""The energy that a message tells: the heat of a project, the electricity of a site and its voltage."""

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
    return facts | ({"connection_kv": voltages.pop()} if len(voltages) == 1 else {})


def _kind_of(words: str) -> str | None:
    """The kind of energy that some words are about; None when they are of both or of none."""
    kinds = _kinds(words)
    return kinds[0] if len(kinds) == 1 else None


def _kinds(words: str) -> list[str]:
    kinds = {"heat_mwh": _HEAT, "electricity_mwh": _ELECTRICITY}
    return [kind for kind, pattern in kinds.items() if pattern.search(words)]


def _number(digits: str) -> float:
    return float(digits.replace(" ", "").replace(".", "").replace(",", "."))
