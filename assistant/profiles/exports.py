"""The share of its turnover that a company makes abroad, as a message tells it."""

import re

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


def exports_told(folded: str) -> dict[str, float]:
    """The share made abroad, in percent of the turnover, by its key; nothing when several are told."""
    shares = {
        share
        for sentence in SENTENCE_END.split(folded)
        if not _DOUBT.search(sentence)
        for share in (*_shares(_EXPORTED, sentence), *(100 - each for each in _shares(_AT_HOME, sentence)))
        if 0 <= share <= 100
    }
    return {"export_share": shares.pop()} if len(shares) == 1 else {}


def _shares(patterns: tuple[re.Pattern[str], ...], sentence: str) -> list[float]:
    return [
        float(found["n"].replace(",", ".")) for pattern in patterns for found in pattern.finditer(sentence)
    ]
