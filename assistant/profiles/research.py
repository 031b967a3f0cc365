"""The share of its charges that a company gives to research and development, as a message tells it.

It can refuse a status: a share of the turnover, a bound and a share that somebody asks about are none.
"""

import re

from assistant.profiles.phrases import SENTENCE_END

_SHARE = r"(?<![\d,.+-])(?P<n>\d{1,3}(?:,\d+)?) ?%"
_RESEARCH = r"(?:r&d|r ?et ?d|rd|recherche(?: et developpement|-developpement)?)\b"
_CHARGES = r"(?:charges|depenses|couts)\b"
_OF = r"(?: (?:de|d'|des|dans|sur|du total de|du total des)(?: (?:nos|mes|les|notre|total de nos))?)"
_TOLD = (
    re.compile(rf"{_SHARE} (?:de |en |pour la |a la |de la )?{_RESEARCH}{_OF} ?{_CHARGES}"),
    re.compile(rf"{_SHARE}{_OF} ?{_CHARGES}(?: \w+){{0,3}} (?:en|a la|dans la|pour la|de) {_RESEARCH}"),
    re.compile(
        rf"{_RESEARCH}(?: (?:qui )?(?:represente|pese|fait|prend|atteint|compte pour|est a|c'est|:|a))?"
        rf"(?: (?:environ|a peu pres|pres de|autour de|dans les))? ?:? ?{_SHARE}{_OF} ?{_CHARGES}"
    ),
)
_OWN = re.compile(r"\b(?:nos|notre|mes|mon|ma|nous|on (?:a|est|fait|met|depense|consacre)|avec)\b")
_DOUBT = re.compile(
    r"\b(?:au moins|moins de|plus de|minimum|seuil|faut|exig|objectif|vis(?:e|er|ons)\b|atteindre|passer"
    r"|clients?\b|concurrent|voisin|fournisseur|si\b|est-ce que c'est|c'est bien|doit)"
)


def research_told(folded: str) -> dict[str, float]:
    """The share of the charges, in percent, by its key; nothing when several are told."""
    shares = {
        float(found["n"].replace(",", "."))
        for sentence in SENTENCE_END.split(folded)
        if not _DOUBT.search(sentence) and ("?" not in sentence or _OWN.search(sentence))
        for pattern in _TOLD
        for found in pattern.finditer(sentence)
    }
    return {"rd_share": shares.pop()} if len(shares) == 1 and max(shares) <= 100 else {}
