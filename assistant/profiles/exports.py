"""What a company sells abroad, as a message tells it: the share of its turnover, or all that it trades in."""

import re
from typing import Any

from assistant.profiles.phrases import SENTENCE_END

_SHARE = r"(?<![\d,.+-])(?P<n>\d{1,3}(?:,\d+)?) ?%"
_SALES = (
    r"(?:chiffre(?: d'affaires?)?|(?:de|du|le|notre|mon|son|en) ca\b|ventes|commandes|facturation|production)"
)
_ABROAD = r"(?:a l'etranger|a l'export(?:ation)?|a l'international|hors (?:de )?france)\b"
_MADE = r"(?:est|sont|se fait|se font|fait|faits|faites|realisee?s?|part|partent)"
_EXPORTED = (
    re.compile(rf"\b{_SALES}[^.;!?%]{{0,40}}? {_SHARE} (?:{_MADE} ){{0,2}}{_ABROAD}"),
    re.compile(
        rf"{_SHARE} (?:de |du )(?:nos |notre |mon |mes )?{_SALES}"
        rf" (?:{_MADE} ){{0,2}}{_ABROAD}"
    ),
    re.compile(rf"\b(?:nous exportons|j'exporte|on exporte) (?:deja |environ |a )?{_SHARE}"),
)
_AT_HOME = (
    re.compile(rf"{_SHARE} de part francaise\b"),
    re.compile(rf"\bpart francaise (?:est |n'est que )?(?:de |: ?){_SHARE}"),
    re.compile(rf"{_SHARE} (?:de |du )(?:nos |notre |mon |mes )?{_SALES} en france\b"),
)
_DOUBT = re.compile(
    r"\b(?:hausse|augment|progress|croi|baiss|double|objectif|vis(?:e|er|ons)\b|d'ici|l'an prochain"
    r"|voudr|aimer|souhait|voul|veut|atteindre|passer|clients?\b|concurrent|voisin|fournisseur|groupe|si\b"
    r"|moins de|plus de|au moins|faut|exig|minimum|seuil|depass|subvention|aide a|rembours"
    r"|prise? en charge|plus \d)"
)
"""What makes of a share a growth, an aim, a bound or that of somebody else."""


_TRADING = re.compile(
    r"\bnego(?:ce|ciante?s?) internationa(?:l|le|ux)\b|\btrading international\b|\bimport[- ]export\b"
    r"|\bnego(?:ce|ciante?s?)(?: \w+){0,3} a l'international\b"
)
_NOT_OURS = re.compile(
    r"\b(?:clients?|fournisseurs?|concurrents?|voisins?|groupe|exclu\w*|admis\w*|eligible|concerne"
    r"|est-il|est-elle|pas|ni|vend(?:re|ons|s)?|nous achete|chez|par une?)\b"
)


def exports_told(folded: str) -> dict[str, Any]:
    """The share made abroad, in percent of the turnover, and whether international trading is the business.

    Each by its key: no share when several are told, no trading that may be somebody else's.
    """
    shares = {
        share
        for sentence in SENTENCE_END.split(folded)
        if not _DOUBT.search(sentence)
        for share in (*_shares(_EXPORTED, sentence), *(100 - each for each in _shares(_AT_HOME, sentence)))
        if 0 <= share <= 100
    }
    trading = any(
        _TRADING.search(sentence) and not _NOT_OURS.search(sentence)
        for sentence in SENTENCE_END.split(folded)
    )
    told = {"export_share": shares.pop()} if len(shares) == 1 else {}
    return told | ({"international_trading": True} if trading else {})


def _shares(patterns: tuple[re.Pattern[str], ...], sentence: str) -> list[float]:
    return [
        float(found["n"].replace(",", ".")) for pattern in patterns for found in pattern.finditer(sentence)
    ]
