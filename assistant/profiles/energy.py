"""The energy that a message tells: the heat of a project, the electricity of a site and its voltage."""

import re

_ENERGY = re.compile(
    r"(?<![\d,.])(?P<n>\d{1,3}(?:[ .]\d{3})+|\d+(?:,\d+)?) ?(?P<unit>[gm]wh)\b(?=(?P<after>[^.;!?]{0,40}))"
)
_VOLTAGE = re.compile(r"(?<![\d,.])(?P<n>\d{1,3}(?:[ .]\d{3})+|\d+) ?(?P<unit>kv|kilovolts?|volts?)\b")
_HEAT = re.compile(
    r"chaleur|vapeur|bois|biomasse|plaquettes|granules|chaudiere|chaufferie|recuper|fatale|ecorces|fumees"
    r"|air chaud|prechauff|sechoir"
)
_ELECTRICITY = re.compile(r"electri\w+|\belec\b|\bkv\b|courant|turpe|accise|volts")
_MEGAWATTS = {"mwh": 1.0, "gwh": 1_000.0}


def energy_told(folded: str) -> dict[str, float]:
    """The facts of energy by name, each only where one amount is told and its kind is clear.

    The words beside an amount tell its kind, else those of the whole message when they are all of one kind.
    """
    amounts: dict[str, set[float]] = {}
    for match in _ENERGY.finditer(folded):
        beside = folded[max(0, match.start() - 60) : match.start()] + match["after"]
        kind = _kind_of(match["after"]) or _kind_of(beside) or _kind_of(folded)
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
    is_heat, is_electricity = bool(_HEAT.search(words)), bool(_ELECTRICITY.search(words))
    if is_heat == is_electricity:
        return None
    return "heat_mwh" if is_heat else "electricity_mwh"


def _number(digits: str) -> float:
    return float(digits.replace(" ", "").replace(".", "").replace(",", "."))
