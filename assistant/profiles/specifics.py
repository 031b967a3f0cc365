"""What few supports ask, as a message tells it: a carbon footprint, a site, a capital.

Each of these facts can refuse a support: only the wordings that leave no doubt about whose it is are heard.
"""

import re
from datetime import date
from typing import Any

from assistant.profiles.ages import MONTHS
from assistant.profiles.phrases import SENTENCE_END

_MONTH = "|".join(MONTHS)
_DATED = rf"(?:(?:en|de|du|fin|debut|courant|{_MONTH}) ){{0,3}}(?P<year>20\d\d)\b"

_FOOTPRINT = r"(?:bilan (?:carbone|ges|de gaz a effet de serre)|beges|empreinte carbone)(?: complete?)?"
_MADE = r"(?:fait|realise|boucle|termine|acheve|remis|rendu|valide|publie|sorti|fini|etabli|calcule|livre)e?"
_FOOTPRINT_DONE = (
    re.compile(rf"\b{_FOOTPRINT} date {_DATED}"),
    re.compile(rf"\b{_FOOTPRINT} {_DATED} (?:a ete|est) (?:deja )?{_MADE}\b"),
    re.compile(rf"\b{_FOOTPRINT} (?:a (?:deja )?ete |est (?:deja )?)?{_MADE}\b(?: {_DATED})?"),
    re.compile(rf"\b{_FOOTPRINT} (?:de |\(|en )?(?P<year>20\d\d)\)? (?:montre|dit|conclut|place|pointe)\b"),
    re.compile(
        rf"\b(?:on a|nous avons|ai|avons|venons de) (?:deja )?{_MADE} (?:notre|le|un|mon) (?:premier )?"
        rf"{_FOOTPRINT}\b(?: {_DATED})?"
    ),
)
_NO_FOOTPRINT = re.compile(
    rf"\b(?:jamais|pas encore|n'(?:a|ai|avons) pas) (?:fait|realise|eu) (?:de |notre |un )?{_FOOTPRINT}"
    rf"|\baucun {_FOOTPRINT} n'a\b|\b{_FOOTPRINT} n'(?:est|a) (?:pas|jamais|toujours pas)\b"
    r"|\b(?:jamais|pas meme) (?:compte|calcule|mesure) nos emissions\b"
)
_OF_OTHERS = re.compile(
    r"\b(?:groupe|concurrents?|maison mere|communaute|client\w*|fournisseurs?|territoire|produits?|banc"
    r"|voisins?|sera|seront|serait|soit|devis|reclam\w+|demand\w+|exig\w+|une fois|si|apres|avant)\b"
)
_AGO = re.compile(
    r"^[^.;!?]{0,20}\bil y a (?P<years>\d{1,2}) ans\b|^[^.;!?]{0,12}\bl'an(?:nee)? (?:dernier|passe)"
)
FRESH_FOOTPRINT = 5  # years, those of the carbon diagnosis of Bpifrance

_NEVER = re.compile(
    r"\bjamais (?:eu )?(?:la )?(?:ni |d'|de |aucune )?"
    r"(?:usine|activites? industrielles?|industrie|installations? classees?|classee? icpe|icpe|mines?)\b"
    r"|\bpas d'installations? classees? ni (?:de )?mine"
)
_MINE = r"\b(?:carreau|friche) (?:de mine|miniere?)\b|\bancienne mine\b"
_CLASSIFIED = re.compile(
    r"\b(?:ancienne|ex-?|usine|fonderie|acierie|cokerie|site|\(|,) ?(?:installations? )?"
    r"(?:icpe\b|classee?s?\b(?! (?:monument|natura|trois|quatre|cinq|au patrimoine|unesco)))"
    r"|\binstallation classee (?:a l'epoque|en son temps|fermee|arretee)"
    rf"|{_MINE}"
)
_USES = {
    "military": re.compile(r"\bcasernes?\b(?! de pompiers)|\bbase aerienne\b|\bancien fort\b"),
    "railway": re.compile(r"\bferroviaires?\b|\bchemins? de fer\b|\bancienne gare\b|\bancien triage\b"),
    "hospital": re.compile(r"\bhospitali\w+|\b(?:ancien|ex-?) ?(?:hopital|sanatorium)|\bancienne clinique\b"),
    "mining": re.compile(_MINE),
    "industry": re.compile(
        r"\b(?:ancien(?:ne)? |ex-)(?:\S+ ){0,2}?(?:usine|acierie|fonderie|laminoir|filature|cokerie"
        r"|galvanisation|trefilerie|verrerie|papeterie|site (?:industriel|siderurgique|classe)"
        r"|installation classee|icpe)\b|\bfriches? (?:industrielle|siderurgique)s?\b"
    ),
}
"""What stood on a site, as its name tells it."""
_REUSED = re.compile(r"\bfriches?\b|\banciens?(?:ne)?s? |\bex-|\bvides? depuis|\bdesaffecte")
_MADE_THINGS = re.compile(r"\busine|hauts? fourneaux|\b\w+(?:erie|age)s? icpe|siderurg")

_OWNER = r"(?:groupe|holding|societe|maison mere|geant|multinationale)\b(?! de capital)"
_SHARE = r"(?P<share>\d{1,3})(?:[.,]\d+)? ?%"
_OURS = r"(?:nos parts|nos actions|notre capital|(?:ma|notre|la) societe|l'entreprise)\b"
_HELD = (
    re.compile(
        rf"\b(?:detenue?s?|possedee?s?|controlee?s?) a {_SHARE} par (?:une? |la |le |l')(?:petite? )?{_OWNER}"
    ),
    re.compile(rf"\bfiliale a {_SHARE} d(?:e la|'une?|u) {_OWNER}"),
    re.compile(
        rf"\b(?:une?|le|la|l') ?{_OWNER}(?: \w+){{0,2}} (?:detient|possede|controle) {_SHARE} de {_OURS}"
    ),
    re.compile(
        rf"{_SHARE} (?:des parts|du capital|des actions) (?:sont |est )?(?:a|aux mains d'|detenues? par) ?"
        rf"(?:une? |la |le )(?:petite? )?{_OWNER}"
    ),
    re.compile(rf"\b(?:le|la) {_OWNER}(?: \w+)? (?:detient|possede) tout le capital\b(?P<share>)"),
    re.compile(
        r"\b(?:une?|le|la|notre) (?:groupe|holding|maison mere|multinationale)\b(?! de capital)"
        r"(?: \w+){0,2}"
        rf" (?:a|aura|detient|detiendra|possede|possedera|garde|gardera) {_SHARE}"
        r" (?:du capital|des parts|des actions)(?! d'une?\b)"
    ),
    re.compile(
        rf"\bcapital (?:est |sera )?(?:detenu )?a {_SHARE}(?: tout juste)? (?:chez|par|aux mains d[e'])"
        rf" ?(?:une? |la |le |l')(?:autre |petite )?{_OWNER}"
    ),
)
_NOT_YET = re.compile(
    r"\b(?:vendre|vends|ceder|cede|propose\w*|peut-etre|envisag\w*|jusqu'en|c'est moi|si)\b"
)
_BY_PEOPLE = re.compile(
    r"\baucun groupe au capital\b|\bcapital (?:(?:est )?(?:entierement|uniquement|seulement) )?"
    r"(?:aux|entre les mains des|detenu par les) (?:\w+ )?(?:fondateurs|associes|salaries)\b"
    r"|\bcapital (?:est )?(?:entierement )?detenu par (?:des |\d+ )personnes physiques\b"
    r"|\ba nous (?:\w+ )?100 ?%|\bassocies personnes physiques\b"
)


def specifics_told(folded: str, today: date) -> dict[str, Any]:
    """The facts, by key, that a folded message tells of what few supports ask."""
    sentences = SENTENCE_END.split(folded)
    told = {
        "carbon_footprint_done": _footprint_done(sentences, today),
        "former_use": _former_use(folded),
        "classified_site": _classified_site(folded),
        "company_held": _company_held(sentences),
    }
    return {key: value for key, value in told.items() if value is not None}


def _footprint_done(sentences: list[str], today: date) -> bool | None:
    """Whether a carbon footprint of less than `FRESH_FOOTPRINT` years exists."""
    own = [sentence for sentence in sentences if "?" not in sentence]
    if any((no := _NO_FOOTPRINT.search(s)) and not _OF_OTHERS.search(s[: no.end()]) for s in own):
        return False
    asking = [sentence for sentence in sentences if "?" in sentence]
    told = [(s, d) for s in own for pattern in _FOOTPRINT_DONE if (d := pattern.search(s))]
    told += [(s, d) for s in asking if (d := _FOOTPRINT_DONE[-1].search(s))]
    done = next(((s, d) for s, d in told if not _OF_OTHERS.search(s[: d.end()])), None)
    if done is None:
        return None
    sentence, found = done
    since = sentence[found.end() :]
    if ago := _AGO.search(since):
        age = int(ago["years"] or 1)
    else:
        age = today.year - int(found["year"]) if found["year"] else 0
    return age < FRESH_FOOTPRINT if age >= 0 else None


def _former_use(folded: str) -> str | None:
    """What stood on a site to be used again; one that never had a factory nor a mine is of another use."""
    if not _REUSED.search(folded):
        return None
    uses = [use for use, pattern in _USES.items() if pattern.search(folded)]
    if not uses and _NEVER.search(folded) and not _MADE_THINGS.search(_NEVER.sub("", folded)):
        return "other"
    return uses[0] if uses else None


def _classified_site(folded: str) -> bool | None:
    """Whether a site to be used again was a classified installation or a mine."""
    if not _REUSED.search(folded):
        return None
    denied = bool(_NEVER.search(folded))
    left = _NEVER.sub("", folded)
    if denied and not (_CLASSIFIED.search(left) or _MADE_THINGS.search(left)):
        return None if _USES["industry"].search(left) else False
    return True if _CLASSIFIED.search(left) else None


def _company_held(sentences: list[str]) -> bool | None:
    """Whether other companies hold more than half of the capital."""
    if any(_BY_PEOPLE.search(sentence) for sentence in sentences):
        return False
    certain = [sentence for sentence in sentences if not _NOT_YET.search(sentence)]
    held = next((h for s in certain for pattern in _HELD if (h := pattern.search(s))), None)
    return True if held and 50 < int(held["share"] or 100) <= 100 else None
