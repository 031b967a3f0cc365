"""Which of several places a message tells is that of the project."""

import re
from collections.abc import Sequence

from assistant.french import fold
from assistant.supports.places import PlaceMatch

_CLAUSE_END = re.compile(r"[.;:!?,]|\b(?:mais|et|alors que|tandis que)\b")
_INVESTS = re.compile(
    r"\b(?:(?:ouvr|constru|agrand|invest)(?:ir|ire|ons|isons|issons|irons)"
    r"|on (?:ouvre|construit|agrandit|investit)"
    r"|(?:install|implant|cre|mont|achet|demenag|transfer|lanc)(?:er|ons|erons)"
    r"|(?:on|je|j') ?(?:s'|m'|y )?(?:installe|implante|cree|monte|construis|demenage|transfere)"
    r"|projets?|travaux|extension|chantier|investissements?)\b"
)
_DOUBTED = re.compile(r"\b(?:n'|ne |pas|plus|hesit\w*|pourquoi|faut|ou|soit)(?:\b|$)|\b(?:de|depuis)$|\bd'$")
_ELSEWHERE = re.compile(
    r"\b(?:siege|base[es]*|domicili\w+|bureaux|sommes|suis|est|sont|reste|installe[es]*|implante[es]*|situe[es]*"
    r"|habit\w*|quitt\w*|usines?|ateliers?|sites?|depots?|entrepots?)\b|\b(?:demenag|transfer)\w* (?:de|d')$"
)
"""What stands before a place where the one who asks is already, or leaves."""
_SITE_OF = re.compile(
    r"\b(?:agrand|modernis|isol|etend|renov|equip)\w*(?:ir|er|re|ons)"
    r" (?:\S+ ){1,2}(?:site|usine|atelier) d[e']$"
)
_WORKS = r"\b(?:invest|install|ouvr|constru|agrand|projet|machine|ligne|travaux|extension)"
_THERE = re.compile(rf"^[^.;!?]{{0,12}}\bc'est la(?:-bas)? qu.{{0,40}}?{_WORKS}")
_IT_IS_AT = re.compile(r"\bc'est (?:a|sur|dans)$")
_THAT = re.compile(rf"^ qu.{{0,50}}?{_WORKS}")


def project_site(text: str, places: Sequence[PlaceMatch]) -> PlaceMatch | None:
    """The one place where the message says that the project is; None when that is not clear.

    The others must be told as where one is already: a seat, an office, a home, another works.
    """
    pointed = [place for place in places if _is_pointed_to(text, place)]
    invested = pointed or [place for place in places if _is_invested_in(_clause(text, place))]
    if len({place.communes for place in invested}) != 1:
        return None
    others = [place for place in places if place.communes != invested[0].communes]
    is_clear = bool(pointed) or all(_ELSEWHERE.search(_clause(text, place)) for place in others)
    return invested[0] if is_clear else None


def _is_pointed_to(text: str, place: PlaceMatch) -> bool:
    after = fold(text[place.start + len(place.text) :] or " ")
    is_it = _IT_IS_AT.search(_clause(text, place)) and _THAT.search(f" {after}")
    return bool(_THERE.search(after) or is_it)


def _is_invested_in(clause: str) -> bool:
    is_told = _INVESTS.search(clause) and not _DOUBTED.search(clause)
    return bool(is_told or _SITE_OF.search(clause))


def _clause(text: str, place: PlaceMatch) -> str:
    """What stands before the place in its clause."""
    return _CLAUSE_END.split(fold(text[: place.start]))[-1].strip()
