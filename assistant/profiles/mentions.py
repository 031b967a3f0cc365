"""Local bodies and associations that a message merely mentions: their words do not tell who asks."""

import re

_BODY = (
    r"(?:mairies?|maires?|communes?|municipalite|collectivites?(?: locales?| territoriales?)?"
    r"|conseil (?:municipal|communautaire|departemental)|inter-?co(?:mmunalite)?s?|epci"
    r"|agglo(?:meration)?s?|metropole|com-? ?com|cc|elus?"
    r"|(?:communautes? )?(?:de communes|d'agglomeration|urbaine)|communaute)\b"
)
_OF_PLACE = r"(?: (?:de |d'|du |des )(?:ma |mon |notre |la )?[\w'-]+)?"
_THE = r"(?:l'|les? |la |des |votre |notre |nos |ma |mon |leur |cette |sa |son |une? |chaque |quelle )"
_ACT = (
    r"(?:delib\w*|accords?|avis|autorisations?|vote|decisions?|aval|permission|reponse|courrier|lettre"
    r"|aides?|subventions?|soutien|appui|terrains?|locaux|vendue?s?|propose\w*|propriete|exonerations?"
    r"|demande|feu vert)"
)
_TO = (
    r"(?:(?<!porte )(?<!portee )(?<!mene )(?<!menee )(?<!pilote )(?<!gere )(?<!geree )par|avec|aupres de"
    r"|contacte\w*|appele\w*|sollicite\w*|relance\w*|voir|vu|depend de|selon|d'apres)"
)
_ACTS_ON = (
    r"(?:(?:ne )?(?:(?:veut|peut|va|doit|voudrait|souhaite) (?:bien )?)?"
    r"(?:m'|me |nous |vous (?!avez|auriez|etes|pouvez|pourriez|connaissez|savez))"
    r"|n'a pas |a (?:deja |pas )?refuse "
    r"|(?:doit|doivent|peut|va|vont)(?:-elles?|-ils?)? ?(?:aussi )?"
    r"(?:deliberer|voter|donner|accepter|m'|nous |refuser|autoriser|decider))"
)
_AND = rf"(?:,? ?(?:et|ou|,) (?:de |d'|du )?{_THE}?{_BODY})*"
_ASKS_OF = r"\b(?:achet|lou|demand|adress|vend|appart|ecri)\w*(?: [^\s,.;]+){0,3} (?:a |aux? )"
_CLUB = r"(?:centre de formation|club d'entreprises|association)\b"
_MENTIONED = re.compile(
    rf"\b{_ACT} (?:\w+ )?(?:de |du |des |d'|par |a ){_THE}?{_BODY}{_AND}"
    rf"|\b{_TO} {_THE}?{_BODY}{_AND}"
    rf"|\b{_THE}{_BODY}{_OF_PLACE},? {_ACTS_ON}"
    rf"|{_ASKS_OF}(?:la |l'|une |notre |ma )?{_BODY}"
    r"|\b(?:dans|sur) (?:la |une |cette |chaque |quelle |toute )(?:meme )?communes?\b"
    r"|\b(?:l'|une |cette )(?:association|asso)\b[^,.;!?]{0,30} (?:m'|nous )(?:a|ont) "
    rf"|\b(?:par|avec|appel a|aupres d|dans|vers|chez)[' ](?:une? |le |ce |l')?{_CLUB}"
)


def without_mentions(folded: str) -> str:
    """The folded message without the bodies that act on the one who asks, or are named on the way."""
    return _MENTIONED.sub(" ", folded)
