"""What few supports ask, as a message tells it: a carbon footprint, a contract, a site, a capital."""

import re
from datetime import date
from typing import Any

from assistant.profiles.ages import MONTHS

_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+")
_FOOTPRINT = (
    r"(?:bilans? (?:carbone|ges|de gaz a effet de serre|d(?:e |')emissions?|des emissions)|beges"
    r"|empreintes? carbone)\b"
)
_NO_FOOTPRINT = re.compile(
    rf"\b(?:aucun|jamais|pas|sans|ni)\b(?: \S+){{0,4}} {_FOOTPRINT}|{_FOOTPRINT}(?: \S+){{0,2}} jamais\b"
    r"|\b(?:jamais|pas(?: meme)?)(?: \S+)? (?:compte|calcule|mesure|chiffre)e?s?(?: \S+){0,3}"
    r" (?:emissions|co2|carbone)\b"
)
_FOOTPRINT_DONE = re.compile(
    rf"{_FOOTPRINT}[^.;!?]{{0,40}}?\b(?:fait|realise|boucle|termine|acheve|remis|rendu|valide|publie|sorti"
    r"|fini|etabli|date|montre|dit|conclut|place|classe)e?s?\b"
    rf"|\b(?:fait|realise|boucle|termine|publie|rendu|calcule|fini) (?:\S+ ){{0,2}}{_FOOTPRINT}"
    rf"|{_FOOTPRINT}(?: complet)?,? \(?(?:de |en |fin |debut )?20\d\d\b"
)
_TO_BE_DONE = re.compile(
    r"\b(?:vou(?:lons|drions|drais)|veux|veut|faire|refaire|faudra\w*|faut|devons|doit|dois|comptons|demand\w+"
    r"|reclam\w+|exig\w+|obligatoire|combien|prevu|futur|prochain|avant|afin|si|quand|cher|client|fournisseur)\b"
)
_YEAR = re.compile(r"\b(20\d\d)\b")
FRESH_FOOTPRINT = 5  # years, those of the carbon diagnosis of Bpifrance

_APPRENTICE = re.compile(r"\b(?:apprenti|alternan|contrat pro\b|contrat de professionnalisation)")
_STARTS = (
    r"(?:commenc|debut|demarr|entre|arriv|rejoi|accueil|integr|sign|embauch|recrut|pren[ds]|prenons"
    r"|a partir d|des\b|pour|en|au|le|contrat)"
)
_MONTH = "|".join(MONTHS)
_START = re.compile(
    rf"\b{_STARTS}\S*(?: \S+){{0,6}}? (?:\d{{1,2}}(?:er)? )?(?:(?P<month>{_MONTH})(?: (?P<year>20\d\d))?"
    rf"|rentree (?:de septembre )?(?P<back>20\d\d)|20(?P<alone>2\d))\b"
)
NEAR = 60  # characters between a date and the apprentice it is about
_GONE = re.compile(r"\b(?:dernier|derniere|passee?|a commence|ont commence|a debute|depuis|avions|a signe)\b")

_NEVER = re.compile(
    r"\bjamais (?:\S+ ){0,4}?(?:d')?(?:usine|industri\w+|installations? classees?|icpe|mines?\b)"
    r"|\b(?:ni|sans|pas d'?) ?(?:usine|industrie|icpe|installations? classees?)\b"
)
_CLASSIFIED = re.compile(
    r"\b(?:ancienne|ex-?|usine|fonderie|acierie|cokerie|site|\(|,) ?(?:installations? )?"
    r"(?:icpe\b|classee?s?\b)|\binstallation classee (?:a l'epoque|en son temps|fermee|arretee)"
    r"|\b(?:carreau|friche) (?:de mine|miniere?)\b|\bancienne mine\b"
)
_USES = {
    "military": re.compile(r"\bcasernes?\b|\bbase aerienne\b|\bmilitaires?\b|\bancien fort\b"),
    "railway": re.compile(r"\bferroviaires?\b|\bchemins? de fer\b|\bsncf\b|\bancienne gare\b|\btriage\b"),
    "hospital": re.compile(r"\bhospitali\w+|\b(?:ancien|ex-?) ?(?:hopital|sanatorium)|\bancienne clinique\b"),
    "mining": re.compile(r"\b(?:carreau|friche) (?:de mine|miniere?)\b|\bancienne mine\b"),
    "industry": re.compile(
        r"\b(?:ancien(?:ne)? |ex-)(?:\S+ ){0,2}?(?:usine|acierie|fonderie|laminoir|filature|cokerie"
        r"|galvanisation|trefilerie|verrerie|papeterie|site (?:industriel|siderurgique|classe)"
        r"|installation classee|icpe)\b"
        r"|\bfriches? (?:industrielle|siderurgique)s?\b"
    ),
    "other": re.compile(
        r"\bancien(?:ne)? (?:ecole|college|lycee|salle des fetes|supermarche|magasin|commerce|presbytere"
        r"|gendarmerie|piscine|mairie|hotel|restaurant|ferme)\b"
        r"|\b(?:ilot|pate) (?:de|d') ?(?:commerces|logements|maisons|immeubles)\b"
    ),
}
"""What stood on a site, as its name tells it, what is not industry first."""
_REUSED = re.compile(r"\bfriches?\b|\banciens?(?:ne)?s? |\bex-|\bvides? depuis|\bdesaffecte")

_COMPANY = r"(?:groupe|holding|societe|maison mere|geant|industriel|multinationale|entreprise)"
_SHARE = r"(?P<share>\d{1,3})(?:[.,]\d+)? ?%"
_HELD = (
    re.compile(
        rf"\b{_COMPANY}\b[^.;!?]{{0,40}}?\b(?:detien\w+|possede\w*|controle\w*)[^.;!?%]{{0,20}}?{_SHARE}"
    ),
    re.compile(
        rf"\b(?:detenue?s?|possedee?s?|controlee?s?|filiale) a {_SHARE} (?:par|d'|de) ?(?:une?|la|le|l')? ?"
        rf"(?:\S+ ){{0,2}}{_COMPANY}\b"
    ),
    re.compile(
        rf"{_SHARE} (?:des parts|du capital|des actions)[^.;!?]{{0,12}}\b(?:a|par) (?:une?|la|le|notre) ?"
        rf"(?:\S+ ){{0,2}}{_COMPANY}\b"
    ),
)
_WHOLLY_HELD = re.compile(rf"\b{_COMPANY}\b[^.;!?]{{0,30}} (?:detient|possede|a) tout le capital\b")
_BY_PEOPLE = re.compile(
    r"\baucun groupe au capital\b|\bcapital (?:(?:est )?(?:entierement|uniquement|seulement) )?"
    r"(?:aux|entre les mains des|detenu par les) (?:\w+ )?(?:fondateurs|associes|salaries)\b"
    r"|\b100 ?% (?:du capital|des parts)[^.;!?%]{0,30}\b(?:nous|fondateurs|personnes physiques)\b"
    r"|\ba nous (?:\w+ )?100 ?%|\bassocies personnes physiques\b"
)


def specifics_told(folded: str, today: date) -> dict[str, Any]:
    """The facts, by key, that a folded message tells of what few supports ask."""
    told: dict[str, Any] = {}
    sentences = _SENTENCE_END.split(folded)
    if (is_done := _footprint_done(sentences, today)) is not None:
        told["carbon_footprint_done"] = is_done
    if (year := _contract_year(sentences, today)) is not None:
        told["contract_year"] = year
    if (use := _former_use(folded)) is not None:
        told["former_use"] = use
    if (is_classified := _classified_site(folded)) is not None:
        told["classified_site"] = is_classified
    if (is_held := _company_held(folded)) is not None:
        told["company_held"] = is_held
    return told


def _footprint_done(sentences: list[str], today: date) -> bool | None:
    """Whether a carbon footprint of less than `FRESH_FOOTPRINT` years exists."""
    if any(_NO_FOOTPRINT.search(sentence) for sentence in sentences):
        return False
    for sentence in sentences:
        for done in _FOOTPRINT_DONE.finditer(sentence):
            before = sentence[max(0, done.start() - 50) : done.start()]
            if _TO_BE_DONE.search(before) or _TO_BE_DONE.search(done[0]):
                continue
            year = _YEAR.search(sentence, done.start())
            if year and int(year[1]) > today.year:
                continue
            return year is None or today.year - int(year[1]) < FRESH_FOOTPRINT
    return None


def _contract_year(sentences: list[str], today: date) -> int | None:
    """The year in which the contract of an apprentice begins; none when several are told."""
    years: set[int] = set()
    for sentence in sentences:
        apprentice = _APPRENTICE.search(sentence)
        for start in _START.finditer(sentence, max(0, apprentice.start() - NEAR)) if apprentice else ():
            told = start["year"] or start["back"] or (start["alone"] and f"20{start['alone']}")
            if told:
                years.add(int(told))
            elif not _GONE.search(sentence):
                years.add(today.year + (MONTHS.index(start["month"]) + 1 < today.month))
    return years.pop() if len(years) == 1 else None


def _former_use(folded: str) -> str | None:
    """What stood on a site to be used again; one that never had a factory nor a mine is of another use."""
    if not _REUSED.search(folded):
        return None
    uses = [use for use, pattern in _USES.items() if pattern.search(folded)]
    if _NEVER.search(folded):
        uses = [use for use in uses if use not in ("industry", "mining")] or ["other"]
    return uses[0] if uses else None


def _classified_site(folded: str) -> bool | None:
    """Whether a site to be used again was a classified installation or a mine."""
    if _NEVER.search(folded) and _REUSED.search(folded):
        return False
    return True if _CLASSIFIED.search(folded) else None


def _company_held(folded: str) -> bool | None:
    """Whether other companies hold more than half of the capital."""
    if _BY_PEOPLE.search(folded):
        return False
    held = next((found for pattern in _HELD if (found := pattern.search(folded))), None)
    if held is not None:
        return True if 50 < int(held["share"]) <= 100 else None
    return True if _WHOLLY_HELD.search(folded) else None
