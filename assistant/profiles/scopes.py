"""What a project is limited to, as a message tells it: offices, an insulation, a purchase, few installations.

Each of these facts can refuse a support: whatever else a message tells of makes it unheard.
"""

import re
from typing import Any

_OFFICES = re.compile(
    r"\b(?:on n'a|nous n'avons|je n'ai|nos locaux ne sont) (?:ici )?que des bureaux\b"
    r"|\b(?:on a|nous avons|j'ai) (?:uniquement|seulement|exclusivement) des bureaux\b"
    r"|\b(?:nos locaux|notre batiment|notre site) (?:est |sont )?"
    r"(?:purement|uniquement|exclusivement) (?:tertiaires?|de bureaux)\b"
)
_NO_WORKSHOP = re.compile(r"\b(?:pas d'|aucune? |sans |ni )(?:atelier|usine|production|machine)s?\b")
_WORKSHOP = re.compile(
    r"\b(?:ateliers?|usines?|production|machines?|fours?|hangars?|entrepots?|lignes?|halles?)\b"
)

_LIMITED = r"(?<!pas )(?<!non )\b(?:seulement|uniquement|juste|simplement|rien que|rien d'autre que)"
_ALONE = r"(?: (?:seule?|seulement|uniquement)|,? (?:et )?(?:rien d'autre|c'est tout))(?=[ .,;!)]|$)"
_OF = r"(?:(?:de|du|des|la|le|les|notre|nos|un|une) |d'|l'){1,2}"
_BUILDING = (
    r"(?:toit\w*|combles?|murs|facades?|bardage|batiments?|hangars?|ateliers?|halles?|locaux|bureaux)\b"
)
_INSULATION = rf"(?:isoler|(?:l'|d'une |une )?isolation) (?:{_OF})?{_BUILDING}"
_INSULATES = re.compile(rf"{_LIMITED} {_INSULATION}|\b{_INSULATION}{_ALONE}")
_OTHER_WORKS = re.compile(
    r"\b(?:fatale|recuper\w*|purgeurs?|condensats?|fours?|chaudieres?|sech\w+|distill\w+|evapor\w+"
    r"|pompes? a chaleur|electrif\w+|calorifug\w+|conduites?|tuyau\w*|vapeur)\b"
)

_BOUGHT = rf"{_OF}(?:murs|batiment|immeuble|terrain|locaux|local|hangar|entrepot)\b"
_BUYS = re.compile(
    rf"{_LIMITED} (?:acheter|racheter|l'achat) {_BOUGHT}"
    rf"|\b(?:acheter|achetons|l'achat) {_BOUGHT}{_ALONE}"
)
_PROPERTY = r"(?:murs|batiments?|immeuble|terrain|locaux|local|hangar|entrepot)\b"
_ITS = r"(?:le|la|les|un|une|des|mon|mes|notre|nos|ce|cet|ces|l'|d'un|du|d'|de) ?(?:[a-z]+ )?"
_TO_BUY = r"(?:(?:r|re)?ach[ee]t(?:e|ons|er)|acquer(?:ir|ons)|acquiers)"
_BUYING = re.compile(
    r"\b(?:je|j'|nous|on) ?(?:(?:vais|va|allons|veux|veut|voulons|voudrais|voudrait|voudrions|compte|comptons"
    r"|souhaite|souhaitons|envisage d'|envisageons d'|prevoi[ts] d'|prevoyons d'|projette d'|dois|doit"
    rf"|devons) ?)?{_TO_BUY} {_ITS}{_PROPERTY}"
    rf"|\b(?:je|j'|nous|on) (?:fai[ts]|faisons) l'acquisition {_ITS}{_PROPERTY}"
    rf"|\b(?:projet|prevoi[ts]|prevoyons|projette|projetons|envisage|envisageons|finance\w*(?:-t-(?:il|elle))?"
    rf"|aide\w*(?:-t-(?:il|elle))?|pour|:)"
    rf" (?:un |de |d')?(?:l'|un )?(?:achat|acquisition|rachat) {_ITS}{_PROPERTY}"
    rf"|^(?:l')?(?:achat|acquisition|rachat) {_ITS}{_PROPERTY}|\bpour (?:r|re)?acheter {_ITS}{_PROPERTY}"
)
_MORE = re.compile(
    r"\b(?:batissons|refaire|refont|toiture|machines?|presses?|lignes?|isol\w*|equip\w+|mettre aux normes"
    r"|ou (?:louer|construire|agrandir)|hesit\w+|install\w+ (?:un|une|des) )"
)
"""What is done beside a purchase, or instead of it."""
_TO_BUILD_ON = re.compile(r"\bterrain\b.*\bpour (?:y|faire|mettre|mon|ma|notre|un|une)\b|\bneu(?:f|ve)\b")
_WORKS = re.compile(
    r"\b(?:renov|travaux|amenag|exten[ds]|constru|agrand|isol|transform|refai|rehabilit|batir|demol)"
)

_HEATER = (
    r"(?:(?:chaudieres?|chaufferies?) (?:au |a |aux )?(?:bois|biomasse|plaquettes|granules|pellets)"
    r"|pompes? a chaleur geothermiques?|installations? (?:solaires? thermiques?|geothermiques?))\b"
)
_HEATERS = re.compile(
    r"(?<![\d,.-])(?<!nos )(?<!les )(?<!mes )\b(?P<n>\d{1,2}|une seule|"
    r"(?:veux|veut|voulons|envisag\w+|prevo\w+|installer|poser|mettre|acheter|par|projet d'|avec) ?une)"
    rf" (?:nouvelles? |petites? )?(?:{_HEATER}"
    r"|(?:chaudieres?|chaufferies?)(?= (?:dans|sur|pour) (?:[3-9]|[1-9]\d) (?:batiments|sites)\b))"
)
_RENEWABLE_HEAT = re.compile(r"\bcontrats? (?:de )?chaleur\b|\bchaleur renouvelable\b|\bchaufferies?\b")
_FEW = re.compile(
    r"\b(?:seulement|juste|uniquement|n'avons que|n'a que|n'ai que|avons|prevoyons|reunissons)"
    r" (?P<n>\d{1,2}) (?:projets?|installations?|chaufferies?|(?:batiments?|sites?) a equiper)\b"
    r"|(?<![\d,.-])\b(?P<m>\d{1,2}) (?:projets?|installations?|chaufferies?) (?:seulement|uniquement)\b"
    r"|(?<![\d,.-])\b(?P<k>\d{1,2}) (?:batiments?|sites?) a equiper\b"
)
"""What is told to be few, or one's own, of the projects of a contract for heat."""
_REQUIRED = re.compile(
    r"\b(?:faut|falloir|exig|requis|minimum|suffi|seuil)|\b(?:au moins|moins de|plus de|ou)\b"
)
_MORE_HEAT = re.compile(
    r"\b(?:geothermie|(?<!installation )(?<!installations )solaires?|fatale|pompes? a chaleur(?! geothermi)"
    r"|reseau de chaleur|capteurs|chaque|chacune?|autres? (?:sites?|batiments?)|plusieurs|2e|3e|deja"
    r"|par (?:batiment|site))\b"
)

_SURFACE = r"(?<![\d,.-])(?P<n>\d{1,5}(?:,\d+)?) ?(?:m2|metres carres)\b"
_COLLECTORS = r"(?:solaires? thermiques?|thermiques? solaires?|capteurs solaires|chauffe-eau solaires?)\b"
_SOLAR_HEAT = (
    re.compile(rf"{_SURFACE} (?:de |d'|en )?(?:panneaux |capteurs |tubes )?{_COLLECTORS}"),
    re.compile(rf"\b{_COLLECTORS}(?: (?!photo)[^\s.;!?]+){{0,3}} (?:de |d'environ |sur |: ?|\()?{_SURFACE}"),
)
_NOT_SOLAR_HEAT_ALONE = re.compile(
    r"\b(?:geotherm\w*|sondes?|nappe|aerotherm\w*|pompes? a chaleur|pac\b|photovolt\w*|pv\b|fatale)"
)

_PREMISES = r"(?:batiments?|locaux|local|bureaux|murs|atelier|usine|immeuble)"
_OURS = rf"(?:{_OF}|mon |mes |de mon |de mes |d'un ){_PREMISES}"
_END = r"(?=[ .,;!)]|$)(?! d)"
_RENTS = re.compile(
    rf"\b(?:nous louons|on loue|je loue) (?:notre|nos|mon|mes) {_PREMISES}\b(?! (?:a|aux|au)\b)"
    rf"|\b(?:sommes|suis|est) (?:simples? )?locataires?(?: {_OURS})?{_END}"
    rf"|\b(?:sommes|suis) pas proprietaires?(?: {_OURS})?{_END}"
)
_OWNS = re.compile(rf"(?:\b(?:sommes|suis)|^|[.;!?]) ?proprietaires? {_OURS}\b")
_NOT_TENANT = re.compile(r"(?<!pas )\bproprietaires?\b|\bnous appart|\ba nous\b|\bsci\b|\bachet|\bconstrui")


def scopes_told(folded: str) -> dict[str, Any]:
    """The facts, by key, that a folded message tells of what a project is limited to, and of its premises."""
    told = {
        "offices_only": _only(_OFFICES, _WORKSHOP, _NO_WORKSHOP.sub(" ", folded)),
        "insulation_only": _only(_INSULATES, _OTHER_WORKS, folded),
        "purchase_only": _only(_BUYS, _WORKS, folded) or _purchase_alone(folded),
        "heat_installations": _heat_installations(folded),
        "solar_m2": _solar_m2(folded),
        "site_owner": _site_owner(folded),
    }
    return {key: value for key, value in told.items() if value is not None}


def _only(limit: re.Pattern[str], other: re.Pattern[str], folded: str) -> bool | None:
    """True where a message tells a limit and nothing beyond it; a project is never told to be without one."""
    return True if limit.search(folded) and not other.search(folded) else None


def _purchase_alone(folded: str) -> bool | None:
    """True where somebody buys a building or land, and tells of no works nor of anything to build on it."""
    beyond = (_WORKS, _MORE, _TO_BUILD_ON)
    is_alone = _BUYING.search(folded) and not any(pattern.search(folded) for pattern in beyond)
    return True if is_alone else None


def _heat_installations(folded: str) -> float | None:
    """How many installations of renewable heat; none when several numbers, or others, are told."""
    counts = [found["n"] for found in _HEATERS.finditer(folded)]
    if not counts and _RENEWABLE_HEAT.search(folded) and not _REQUIRED.search(folded):
        counts = [few["n"] or few["m"] or few["k"] for few in _FEW.finditer(folded)]
    if len(counts) != 1 or len(re.findall(_HEATER, folded)) > 1 or _MORE_HEAT.search(folded):
        return None
    return float(counts[0]) if counts[0].isdigit() else 1.0


def _solar_m2(folded: str) -> float | None:
    """The surface of the solar collectors of a project; none when several, a bound or other heat is told."""
    surfaces = {found["n"] for pattern in _SOLAR_HEAT for found in pattern.finditer(folded)}
    if len(surfaces) != 1 or _REQUIRED.search(folded) or _NOT_SOLAR_HEAT_ALONE.search(folded):
        return None
    return float(surfaces.pop().replace(",", "."))


def _site_owner(folded: str) -> bool | None:
    """Whether the premises are the asker's own."""
    if _RENTS.search(folded):
        return None if _NOT_TENANT.search(folded) else False
    return True if _OWNS.search(folded) else None
