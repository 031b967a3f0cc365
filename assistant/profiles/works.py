"""Whether works have begun or an order was placed, as a message tells it."""

import re

_CLAUSE_END = re.compile(r"[.!?;:,()]+\s*|\s+(?:mais|et)\s+")
_DONE = (
    r"(?:sign|pass|command|commenc|debut|entam|demarr|engag|lanc|achet|accept|notifi)ee?s?\b|\bparti(?:e|s|es)?\b"
    r"|\bpris(?:e|es)?\b"
)
_SPENDING = r"(?:bons? de commande|commandes?|devis|(?<!sur le )marches?|depenses?|engagements?|acomptes?)\b"
_SIGNED = rf"(?:contrats?|euro|offres?)\b.*\b(?:{_DONE})"
_DENIAL = r"(?:pas|aucune?s?|sans|rien|jamais|ni|non)\b"
_NOT_STARTED = re.compile(
    rf"\b{_DENIAL}(?! assez)(?: \S+){{0,2}} (?:{_SPENDING}|{_SIGNED})"
    rf"|\b{_DENIAL}( encore| deja)?( ete)? (?!pris)(?:{_DONE})"
    rf"|\b(?:{_DONE})(?: \S+)? (?:aucune?|rien)\b|\bavant toute? (commande|signature|travaux|engagement)"
    rf"|\b(encore|que) sur le papier\b|\b{_DENIAL}( encore)? sortie?s? de terre\b"
)
"""What is denied of a purchase: « aucun bon de commande passé », « devis reçu mais pas accepté »."""
_BUILT = (
    r"(?:bons? de commande|commandes?|devis|travaux|chantier|gros oeuvre|machines?|batiment|fondations)\b"
)
_STARTED = re.compile(
    rf"\b{_BUILT}.*\b(?:est|sont|a|ont|ete) (?:deja )?(?:{_DONE})|\ben chantier\b"
    r"|\b(?:travaux|chantier) (?:est|sont|a ete|ont ete) (?:deja |presque )?(?:termin|fini|achev)e?s?\b"
    r"|\bmachines? (?:est|sont) (?:deja )(?:livr|pay|install|arriv)ee?s?\b"
    r"|\b(?:on a|ai|avons) (?:deja )?(?:sign|pass|lanc|engag|demarr|commenc|debut|entam)ee?s?(?: \S+){0,3}"
    r" (?:commandes?|travaux|chantier)\b"
    r"|\bsorti(?:e|s|es)? de terre\b(?! en (?:19|20)\d\d)|\ble bon est signe\b"
    r"|\bdeja (?:command|sign)ee?s?\b"
)
_SUPPOSED = re.compile(r"\b(si|quand|lorsqu\w*|apres|avant|une fois|des que|faut|sera|seront|pour)\b")
"""What makes a clause tell of something that is not so yet, or that may be."""

_WAITED = re.compile(
    r"\bapres (?:avoir (?:eu|obtenu|recu|depose|fait la demande)"
    r"|(?:reception|obtention|notification|depot|accord)\b|(?:l[ea' ]+|notre |mon |votre |cet )"
    r"(?:accord|agrement|accuse|autorisation|convention|notification|depot|demande|decision|reponse))"
)
"""What was waited for before an order: then nothing was begun too early."""


def has_waited(folded: str) -> bool:
    """Whether a folded message tells that what was begun was begun after the aid was asked for or granted."""
    return bool(_WAITED.search(folded))


def works_told(folded: str) -> dict[str, bool]:
    """Whether works have begun, by fact: true when something was begun, ordered or signed, false when denied.

    Nothing when it is untold. `folded` is the message without capitals or accents. A denial anywhere
    prevails: it is the more precise.
    """
    clauses = [clause for clause in _CLAUSE_END.split(folded) if clause]
    if any(_NOT_STARTED.search(clause) for clause in clauses):
        return {"works_started": False}
    begun = [clause for clause in clauses if _STARTED.search(clause) and not _SUPPOSED.search(clause)]
    return {"works_started": True} if begun else {}
