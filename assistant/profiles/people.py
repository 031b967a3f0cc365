"""The people of a company and of its group, as a message counts them."""

import re
from typing import Any

from assistant.supports.sizes import LIMITS

PEOPLE = (
    r"(?:salarie|personne(?!s? (?:physique|morale))|employe(?!ur)|collaborat|ouvrier|agent|compagnon|people"
    r"|sal\b|pers\b|etp"
    r"|gars\b|chauffeur|conducteur|permanent|technicien|ingenieur|docteur|consultant|bonshommes|tetes\b"
    r"|equivalents? temps|fiches de paie)"
)
"""A pattern of folded text, for what follows a number."""
_NOT_PEOPLE = (
    r"(?! ?(?:d[e'] ?)?(?:ans|km|m\b|metres|min\b|minutes|h\b|heures?|ha\b|hectares|k?w\b|t\b|tonnes"
    r"|euros|mois|jours|semaines|communes|m2|%|sites?\b|equipes|machines|lignes|associe|fondateur|cofondateur"
    r"|industriel|patron|ancien|entreprise|societe|frere|soeur|ami|artisan|commerc|agricult|adherent|membre"
    r"|habitant|producteur|parent|client|voisin|exploitant))"
)
_NUMBER = r"(?<![\w-])(?<!\d[.,])(?P<n>-?\d{1,9})(?!\d)"
"""A whole number, which is neither the end of a span nor that of a decimal."""
_COUNT = rf"{_NUMBER} ?(?:\(\w+\) )?(?:\w+ |d[e'] ?)?{PEOPLE}"
_COUNTED = re.compile(_COUNT)
_COMPANY = (
    r"(?:entreprise|societe|boite|usine|atelier|site|pme|tpe|eti|garage|start-?up|sarl|sas|scop|\w+erie)"
)
_NOW = (
    r"(?: (?:environ|actuellement|aujourd'hui|maintenant|desormais|deja|seulement|juste|a peu pres|autour de"
    r"|au nombre de))?"
)
_ENDED = (
    r"(?= ?(?:[,;:!?)(]|\.(?!\d)|$)| (?:en tout|au total|maintenant|aujourd'hui|a(?! \d)|et|donc|pour"
    r"|chez|dans|sur|mais|est-ce|en|pres|qui|avec|tout compris|apprenti|interimaire)\b)"
)
"""What stands before and after a bare number of people."""
_HAS = re.compile(rf"\b(?:on|{_COMPANY}(?: [a-z][a-z'-]*){{0,3}}) a {_COUNT}")
"""« L'atelier a 22 gars »: apart from it, `a` is « à », the end of a span."""
_HEADCOUNT = (
    re.compile(rf"\bpasses? de \d+ a {_NUMBER} ?{PEOPLE}"),
    re.compile(
        rf"\d (?:nouveaux? )?(?:cdi|emplois?|postes?|embauches?|recrues?|{PEOPLE}\w*)"
        r"(?: (?:en plus|de plus|supplementaires?|qui s'ajoute\w*|s'ajoutant)){1,2}"
        r" (?:des|que les|que nos|aux|a nos|de nos) (?P<n>\d{1,6})"
        rf"(?: (?:actuels?|existants?|deja|en poste|en place|d'aujourd'hui|{PEOPLE}\w*)"
        r"|(?= ?(?:[,;:!?)]|\.(?!\d)|$)))"
    ),
    _HAS,
    _COUNTED,
    re.compile(rf"\beffectifs?(?: \w+){{0,3}} ?:? ?{_NUMBER}\b"),
    re.compile(rf"\b(?:nous sommes|on est|sommes a(?! \d{{5}}\b)){_NOW} (?P<n>\d{{1,6}})\b{_NOT_PEOPLE}"),
    re.compile(
        r"\b(?:on n'est|on est|nous (?:ne )?sommes)(?: plus)? que"
        rf" (?P<n>\d{{1,6}})\b{_NOT_PEOPLE}{_ENDED}"
    ),
    re.compile(
        r"\b(?:start-?up|pme|tpe|eti|equipe|boite|entreprise|societe) de "
        rf"(?!(?:19|20)\d\d\b)(?P<n>\d{{1,6}})\b{_NOT_PEOPLE}"
    ),
    re.compile(
        rf"\b(?!galerie|batterie|serie|sonnerie){_COMPANY} de (?!(?:19|20)\d\d\b)"
        rf"(?P<n>\d{{1,6}})\b{_NOT_PEOPLE}{_ENDED}"
    ),
    re.compile(
        r"(?<!passer )(?<!passe )(?<!passera )(?<!monter )(?<!montera )(?<!\d )\ba (?P<n>\d{1,6})"
        rf" (?:dans|en) (?:l'|la |notre |mon |ma |cette )?{_COMPANY}\b"
    ),
    re.compile(
        r"\b(?:on|nous|je) (?:bosse|travaille|tourne|fonctionne)(?:ns)? a"
        rf"{_NOW} (?P<n>\d{{1,6}})\b{_NOT_PEOPLE}{_ENDED}"
    ),
    re.compile(
        rf"\b(?:on |nous |j'|(?:notre |mon |ma |l'|la ){_COMPANY} )emplo(?:ie|yons){_NOW}"
        rf" (?P<n>\d{{1,6}})\b{_NOT_PEOPLE}{_ENDED}"
    ),
    re.compile(r"\b(?P<n>\d{1,6})[- ](?:person\b|employee)"),
    re.compile(r", (?P<n>\d{1,6}) p\.?(?=[ ,.])"),
)
_ALONE = re.compile(
    r"\b(?:je|j)? ?(?:suis|bosse|travaille|exerce) (?:tout |toute )?seule?\b"
    r"(?! (?:a (?!l')[a-z']+er\b|associee?|actionnaire|dirigeant|gerant|maitre"
    r"|proprietaire|responsable|pour|contre|face)\b)"
)
_STAFF = re.compile(r"^[^.;!?]{0,120}?(?:, |\()(?P<n>\d{2,6}) (?:cdi|collegues)(?=[.,;)])")
"""The people of a company told by their contracts, beside its name: elsewhere these may be to be created."""
_BOUNDED = re.compile(
    r"\b(moins de|plus de|au moins|jusqu'a|au plus|plus d'|pres de|entre|a|entre \d+ et|seuil de) $"
)
_HIRING = re.compile(
    r"\b(recrut|embauch|creer|creation|creerons|form|licenci|separ)\w*( \S+){0,2} $"
    r"|\bcree(?!e?s? (?:en|fin|debut|depuis|il y a)\b)\w*( \S+){0,2} $"
)
_NOT_NOW = re.compile(
    r"\b(?:sera|serons|serait|serions|aura|aurons|aurait|aurions|comptera|compterons"
    r"|emploiera|emploierons|atteindr\w+|objectif|vis(?:e|ons|er)|etait|etions|avait|avions|comptait|comptions)"
    r"(?: [^\s.;!?]+){0,3} $"
)
_TAKES_OVER = re.compile(r"\b(?:repren\w*|reprise|rachet\w*|rachat|succed\w*)\b")
_WILL_HAVE = re.compile(
    r"\b(?:aurai?|auras|aurons|auront|comptera|comptent|emploiera|emploierai)(?: \w+){0,2} $"
)
_LATER = re.compile(r"\b(?:dans|d'ici|a terme|objectif|vis\w+|apres (?:les )?embauches?|si)\b[^.;!?]*$")
"""The people of a company to take over are those that it has."""
_GATHERED = re.compile(
    r"\b(?:salles?|salons?|refectoire|cantines?|restaurants?|amphi\w*|auditorium|gites?|hotels?|logements?"
    r"|foyers?|bus|autocars?|villages?|communes?|bourgs?|quartiers?|immeubles?|reunions?|seminaires?|concerts?"
    r"|jauge|capacite|public|groupe de travail)\b(?: [^\s.;!?,]+){0,3}"
    r" (?:(?:de|pour|a) (?:environ )?|d'environ )$"
)
_CARED_FOR = re.compile(
    r"\b(?:accueill\w+|heberg\w+|nourri\w*|transport(?:er?|ons|ent)|rassembl\w+|loge[rs]?)"
    r"(?: [^\s.;!?,]+){0,2} $"
)
"""What holds, gathers or serves people who are nobody's staff."""
_OTHERS = re.compile(
    r"\b(?:voisin|a cote|concurrent|confrere|client|fournisseur|sous-traitant|donneur d'ordre"
    r"|(?:frere|soeur|cousin|copain|copine|ami))\w*(?: [^\s.;!?,]+){0,3} $"
)
_ADVISED = re.compile(
    r"\b(?:(?:pour|chez) une? (?:de mes )?client\w*|mon client|ma cliente|(?<!par )une? de mes client\w+"
    r"|(?:^|[.;!?] )une? cliente?(?= (?:de|a|avec) \d))"
)
_OWN = re.compile(
    r"\b(?:nous|notre|nos|on|j'ai|(?:mon|ma) (?!client)\w+"
    r"|je (?!l[ea' ]|lui |conseill|accompagn|sui[st] (?:son )?(?:expert|comptable|conseil)))\b"
)
"""Who asks for a client, and what tells that one asks for oneself: then the client is somebody else."""
_GROWS = re.compile(r"\b(?:passer|porter|monter|agrandir|pousser|developper)(?: \S+){0,2} $")
_IN_PART = re.compile(
    r"^\w*(?: \S+)? (?:a (?:form|recrut|embauch|reclass|licenci|remplac)\w+"
    r"|qui (?:part|vont|ont|doiv|veul)\w*|en (?:arret|conge)|malades?|absents?|l'an prochain"
    r"|l'annee prochaine|prevus?|a terme|par jour|par an|en plus|de plus|supplementaires?)\b"
)
"""What follows a number of people that are a part of those of the company, or not yet there."""
_OF_GROUP = re.compile(
    r"^\w*(?: \S+){0,2} (?:dans|pour|sur|au niveau d[eu]) (?:tout )?(?:le |notre )?groupe\b(?! de travail)"
)
_ITS_SHARE = re.compile(
    r"\b(?:dans|pour|sur) (?:tout )?(?:le |notre )?groupe\b[^.;!?]{0,30}\bdont (?P<n>\d{1,6})"
    r" (?:a|ici|chez nous|sur|en|au)\b(?! \d)"
    rf"|{PEOPLE}\w*[^.;!?]{{0,30}}\bgroupe, (?:et )?(?P<m>\d{{1,6}})"
    r" (?:ici|chez nous|sur (?:le|notre) site)\b"
)
"""Of the people of a group, those of the site or the company."""
_GROUP = (
    re.compile(
        r"(?<!pas )(?<!pas une )\b(?:filiale|(?:detenue?s?|rachetee?s?)(?: a \d+ ?%)? par"
        r"|appart(?:ient|enons) a|etablissement d'une? (?:societe|groupe)|maison mere)\b[^.;]{0,60}"
        rf"[ (](?P<n>\d{{3,7}}) {PEOPLE}"
    ),
    re.compile(rf"\b(?P<n>\d{{3,7}}) {PEOPLE}{_OF_GROUP.pattern.removeprefix('^')}"),
)
"""The people of the group that a company belongs to."""
_GROUP_BESIDE = re.compile(
    rf"\b(?:groupe|maison mere)(?: (?!de\b|d')[^\s.;!?()]+){{0,3}}(?: de| compte| a| emploie|,)? ?\(?"
    rf"(?P<n>\d{{3,7}}) {PEOPLE}"
)
"""Those of a group, where other people are told beside: alone, they are those of whom it is about."""
_ABOUT = {"quinzaine": 15, "trentaine": 30, "quarantaine": 40, "soixantaine": 60, "centaine": 100}
"""Numbers told roughly, but for those that are also the bounds of rules (10, 20, 50)."""
_ABOUT_BEFORE = re.compile(r"\b(?:environ|a peu pres|autour de) $")
_HEADCOUNT_BOUNDS = (10, 20, 50, 60, 220, 250, 400, 500, 2_000, 5_000)
_ROUGHLY = re.compile(
    rf"(?<!moins d')(?<!plus d')(?<!pres d')\bune (?P<of>{'|'.join(_ABOUT)}) d(?=e |')"
    rf"|(?:(?<=\bon est )|(?<=\bnous sommes ))une (?P<us>{'|'.join(_ABOUT)})\b"
)
_SUPPOSED = re.compile(
    r"\b(?:si|disons|imagin\w+|suppos\w+|admett\w+)\b[^.;!?]{0,60}?\b(?:on|nous|je) "
    r"(?:passe|passons|passais|passait|passions|monte|montons|montait|arrive|est|sommes"
    r"|sera|serons|serait|serions|etait|etions|avait|avions)"
    rf"(?: a)? (?P<n>\d{{1,6}})(?: {PEOPLE}|(?= ?(?:[,;:!?)]|\.(?!\d)|$)))"
)
_IF_WE_WERE = re.compile(
    r"\bsi (?:on|nous) (?:etait|etions|serait|serions)(?: plutot| plus que| que)?"
    r" (?P<n>\d{1,6})(?= ?(?:[,;:!?)]|\.(?!\d)|$))"
)
_STAFFED = re.compile(r"\b(?:embauch|recrut|effectif|equipe)|" + rf"\b{PEOPLE}")


def roughly_in_digits(folded: str) -> str:
    """A folded message with the numbers that it tells roughly, of people among others, in digits."""
    return _ROUGHLY.sub(
        lambda found: f"{_ABOUT[found['of']]} d" if found["of"] else str(_ABOUT[found["us"]]),
        folded,
    )


def headcount_told(folded: str) -> int | None:
    """The people of the company that a folded message is about; those it supposes go before those it has.

    Of a group and its part, the part is told; neither what is to come, nor a crowd, nor others' people count,
    but for those of the client of an adviser who tells of no business of their own.
    """
    if not _OWN.search(folded):
        folded = _ADVISED.sub(" l'entreprise", folded)
    if _STAFFED.search(folded) and (supposed := _SUPPOSED.search(folded)):
        return int(supposed["n"])
    if supposed := _IF_WE_WERE.search(folded):
        return int(supposed["n"])
    if share := _ITS_SHARE.search(folded):
        return int(share["n"] or share["m"])
    counts = [
        match
        for pattern in _HEADCOUNT
        for match in pattern.finditer(folded)
        if (pattern not in (_HAS, _COUNTED) or _is_staff(folded, match)) and _is_told(folded, match)
    ]
    groups = {match["n"] for pattern in _GROUP for match in pattern.finditer(folded)}
    beside = groups | {match["n"] for match in _GROUP_BESIDE.finditer(folded)}
    own = next((match for match in counts if match["n"] not in beside), None)
    own = own or next((match for match in counts if match["n"] not in groups), None)
    if found := own or _STAFF.search(folded):
        return int(found["n"])
    return 0 if _ALONE.search(folded) else None


def group_told(folded: str) -> dict[str, Any]:
    """The size of an enterprise that belongs to a group, from the people of that group, when it is told."""
    people = max((int(group["n"]) for pattern in _GROUP if (group := pattern.search(folded))), default=0)
    if (group := _GROUP_BESIDE.search(folded)) and headcount_told(folded) != int(group["n"]):
        people = max(people, int(group["n"]))
    if people < LIMITS[-2].headcount_below:
        return {}
    return {"independent": False, "size": "ETI" if people < LIMITS[-1].headcount_below else "GE"}


def _is_told(folded: str, match: re.Match[str]) -> bool:
    """Whether a number, where it is told roughly, is near no bound of a rule."""
    if not _ABOUT_BEFORE.search(folded[: match.start("n")]):
        return True
    people = int(match["n"])
    return all(abs(people - bound) > people / 10 for bound in _HEADCOUNT_BOUNDS)


def _is_staff(folded: str, match: re.Match[str]) -> bool:
    """Whether the people counted are those that the company has, all of them, now."""
    before = folded[max(0, match.start("n") - 80) : match.start("n")]
    if match.re is _HAS:
        if _GROWS.search(folded[: match.start()].rstrip("'l ") + " "):
            return False
    elif _BOUNDED.search(before) or _HIRING.search(before):
        return False
    is_taken_over = bool(
        _TAKES_OVER.search(folded) and _WILL_HAVE.search(before) and not _LATER.search(before)
    )
    is_crowd = "personne" in match[0] and _GATHERED.search(before)
    elsewhere = any(pattern.search(before) for pattern in (_CARED_FOR, _OTHERS))
    elsewhere = elsewhere or (not is_taken_over and bool(_NOT_NOW.search(before)))
    return not (is_crowd or elsewhere or _IN_PART.search(folded[match.end() :]))
