"""The trade that a message tells as one's own: not that of a client, of a neighbour or of a place."""

import re
from collections.abc import Iterable

from assistant.french import fold
from assistant.supports.activities import Activities, Trade
from assistant.supports.places import PlaceMatch

_THE = (
    r"(?:(?:une?|l[ae]s?|d[eu]s?|mon|ma|notre|nos|cet|cette|ce|chaque|d'autres|plusieurs) |l'|d'une? |de l'|)"
)
_OF_OTHERS = re.compile(
    r"\b(?:voisin|client|fournisseur|concurrent|prestataire|partenaire)\w*\b[^,.;!?]{0,25}$"
    rf"|\b(?:chez|aupres d[eu]|pass\w* par|appel a|(?:travaill\w*|lien|partenariat) avec) ?{_THE}$"
    rf"|\b(?:cherch|contact|sollicit|consult|pai|pay)\w* {_THE}$"
    r"|\b(?:sous-trait|confi|vend|livr|fourn|propos|destin)\w*(?: (?!pour\b)[^\s,.;]+){0,3}"
    r" (?:aux?|a une?|a la|a l'|a des) ?$"
    r"|\b(?:fourni(?:ssons|t)|livr(?:ons|e)|equip(?:ons|e)|depann(?:ons|e)|approvisionn(?:ons|e))"
    r" (?:l'|l[ea]s? |d'autres )$"
    r"|\b(?:embauch|recrut|form|licenci|manqu|poste|cap|apprenti)\w*(?: [^\s,.;]+)?"
    r" (?:une?|l[ea]|des?|d'une?|du|\d+|comme) (?:[^\s,.;]+ )?$"
    r"|\bach(?:et|at)\w* (?:des|du|de la|de l'|de) ?$"
    r"|\b(?:ancien(?:ne)?s?|ex|friche(?: \w+)?(?: d'une| de l'| de la| du)?)[ -]$"
    r"|\b(?:embranchement|voies?|lignes?|gares?|transports?|fret|reseaux?|terminal|desserte|raccordement"
    r"|liaison|acces) $"
    r"|\b(?:raccord|branch|connect|reli)\w*(?: [^\s,.;]+){0,3} (?:aux?|a une?|sur le|a ce) $"
)
"""What stands before a trade that is somebody else's, what one buys or hires, or the past of a place."""
_FOR_THEM = re.compile(
    r"\bpour (?:l'|l[ea]s? |des |d'autres )(?:(?:industrie|filiere|secteur)s? (?:de l'|du |des )?)?$"
)
_FOR_MANY = re.compile(r"(?:\b(?:les|des|aux|ces|plusieurs|certaines?|pour|entre|de|d'autres) |\bd')$")
_AIDED = re.compile(
    r"\b(?:aides?|subventions?|financements?|dispositifs?|prets?|soutiens?|quoi|existe|a-t-il|fonds"
    r"|appels?|c'est|ecris) (?:\w+ )?(?:pour (?:l'|l[ea]s? |des )?|des |aux )$"
)
"""What asks which supports a trade has: it is then that of the one who asks."""
_OWN = re.compile(
    r"\b(?:sommes|suis|est|avons|ai|a|exploit\w*|possed\w*|ger\w*|dirig\w*|fabri\w*|produi\w*|conce\w*"
    r"|usin\w*|confection\w*|assembl\w*|pos|install\w*|repren\w*|repris\w*|rachet\w*|vend\w*|activites?)"
    r" (?:des |les |deux |trois |de )$|\bnos $"
    r"|\b(?:groupe|societe|entreprise|pme|tpe|eti|start-?up|labo|laboratoire|marque|usine|ateliers?"
    r"|product\w+|reparation|artisan\w*|maison|boite|construct\w+|vente|pose|familiale?|industrielle?)"
    r" (?:de |d')$"
)
_PERSON = re.compile(
    r"(?:eur|euse|ier|iere|ien|ienne|iste|comptable|avocat|avocate|architecte|macon|geometre)$"
)
_OF_MINE = re.compile(r"\b(?:mon|ma|notre|leurs?) $")
_WHO_ACTS = re.compile(
    r"^(?: [^\s,.;]+){0,2} (?:m'|me |nous )(?:a|ont|dit|disent|propose|demande|conseille)\b"
    r"|^[^,.;]{0,25} (?:sont|est) (?:nos|mes|notre|mon|des|une?) (?:client|fournisseur|voisin|partenaire)"
)
"""What follows a trade that is somebody else's."""
_FIELDS = {"plastique": "22", "caoutchouc": "22", "carton": "17"}
"""The codes of what is worked, which a message names as the field of those who work it."""
_IN_FIELD = re.compile(
    r"\b(?:salaries|personnes|pme|pmi|tpe|eti|entreprise|societe|boite|usine|groupe|sommes|suis|on est"
    rf"|travaill\w+|opere|activite) dans (?:le |l'|les )(?P<field>{'|'.join(_FIELDS)})s?\b"
)


def own_field(text: str) -> str | None:
    """The code of the industry that somebody is « dans » (« une PME dans le plastique »), if of a few."""
    folded = fold(text)
    told = _IN_FIELD.search(folded)
    if told is None or _OF_OTHERS.search(folded[: told.start()] + " "):
        return None
    return _FIELDS[told["field"]]


def own_trade(text: str, activities: Activities, places: Iterable[PlaceMatch]) -> str | None:
    """The code of the trade that the message tells as one's own, by its longest words, then the first.

    The words of a place (« Boulange ») tell no trade. None when every trade is another's.
    """
    for place in sorted(places, key=lambda each: -each.start):
        text = f"{text[: place.start]}00{text[place.start + len(place.text) :]}"
    return activities.trade_in(text, lambda trade: not _is_of_others(trade))


def _is_of_others(trade: Trade) -> bool:
    before = re.split(r"[.;!?] ", trade.before)[-1]
    if _WHO_ACTS.search(trade.after) or _OF_OTHERS.search(before):
        return True
    is_for_them = (trade.is_many and _FOR_MANY.search(before)) or _FOR_THEM.search(before)
    if is_for_them and not (_AIDED.search(before) or _OWN.search(before)):
        return True
    return bool(_OF_MINE.search(before) and _PERSON.search(trade.last))
