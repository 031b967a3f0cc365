"""What was had or done before, as a message tells it: an energy audit, an aid on AI, redundancies, a refusal.

Each of these facts can refuse a support: only the wordings that leave no doubt about whose it is are heard.
"""

import re
from datetime import date
from typing import Any

from assistant.profiles.ages import MONTHS
from assistant.profiles.phrases import SENTENCE_END

_MONTH = "|".join(MONTHS)
_HAVE = r"\b(?:on a|nous avons|j'ai)"
_HAVE_NOT = r"\b(?:on n'a|nous n'avons|je n'ai|n'avons|n'ai)"
_DOUBT = re.compile(
    r"\b(?:groupe|concurrents?|maison mere|client\w*|fournisseurs?|voisins?|confreres?|si|sera|seront|serait"
    r"|faut|faudra|exig\w+|eviter|craint|risqu\w+|plutot)\b"
)

_AUDIT = r"audit (?:energetique|energie|d'energie)"
_AUDITED = re.compile(
    rf"\b{_AUDIT}(?: date| a ete (?:fait|realise|rendu)| (?:est )?(?:fait|realise|rendu|termine))?"
    rf" ?(?:de |en |\()?(?:(?:fin |debut )?(?:{_MONTH}) )?"
    r"(?:(?P<year>20\d\d)|l'an dernier|l'annee derniere|l'an passe|cette annee)\b"
)
_AUDIT_AGED = re.compile(
    rf"\b{_AUDIT},? (?:(?:fait |realise |rendu |termine |date )?(?:il y a|d'il y a)|qui a|a|de|vieux de"
    r"|remonte a|a plus de) (?P<n>\d{1,2}) ans\b"
)
_ANY_AUDIT = re.compile(r"\baudit\b(?! (?:energetique|energie|d'energie))")
_OF_ENERGY = re.compile(r"\b(?:energ\w+|decarb\w*)\b")
_ASKS_FRESH = "decarb flash"
FRESH_AUDIT = 4  # years, those of DECARB FLASH

_AI = r"(?:l'|d'|de l'|un projet d'|notre projet d'|un premier projet d')?(?:ia|intelligence artificielle)\b"
_AI_AID = (
    r"(?:aide|subvention|prix|cheque)(?: (?:regionale|publique|de la region|de l'etat))?"
    rf" (?:pour |sur |en |a )?{_AI}"
)
_GOT = r"(?:recu|touche|obtenu|eu|gagne|percu|beneficie)"
_AI_AIDED = re.compile(rf"{_HAVE} (?:deja )?{_GOT} (?:d'|une |un |l'|la |le )(?:premiere? )?{_AI_AID}")
_AI_UNAIDED = re.compile(rf"\bjamais {_GOT} (?:d'une |d'un |d'|de |aucune? |la moindre |une |un ){_AI_AID}")

_ECONOMIC = r"(?:pour (?:motif|raison) )?economiques?\b"
_DISMISSED = re.compile(
    rf"{_HAVE} (?:du )?(?:licencie(?:r)?|(?:nous|me|se) separer)(?: [\w']+){{0,5}} {_ECONOMIC}"
    rf"|{_HAVE} (?:du )?(?:fait|faire|lance|eu) (?:un |le )?(?:pse|plan social"
    r"|plan de sauvegarde de l'emploi)\b"
    rf"|{_HAVE} (?:du )?(?:eu|fait|faire) (?:un |\d+ |des )licenciements? {_ECONOMIC}"
)
_DISMISSALS = re.compile(r"\blicenciements? (?:(?:pour (?:motif|raison) )?economiques?|eco)\b")
_OF_ANOTHER = re.compile(
    r"\b(?:candidat\w*|demandeu\w+|chomeu\w+|recrue|salarie|suite a|victime|son|leur|lui)\b"
)
_MONTHS_AGO = re.compile(r"\bil y a (?P<n>\d{1,2}) mois\b")
_LATELY = re.compile(
    r"\b(?:le mois dernier|la semaine derniere|ces dernieres semaines|il y a (?:quelques|\d) semaines"
    r"|depuis le debut de l'annee|ce (?:mois|trimestre))\b"
)
_IN_MONTH = re.compile(rf"\b(?:en|fin|debut|depuis) (?P<month>{_MONTH})\b(?: (?P<year>20\d\d))?")
_NOT_DISMISSED = re.compile(
    rf"{_HAVE_NOT} (?:pas|jamais) licencie\b"
    r"|\b(?:aucun|pas de|pas eu de) licenciements?(?: economique)? (?:depuis|cette annee|ces 12|sur 12)\b"
)

_WORKERS = r"(?:salaries|operateurs|operatrices|ouvriers|collaborateurs|soudeurs|techniciens|gars)"
_EMPLOYED = re.compile(
    rf"\bform(?:er|ons|ation (?:de|pour)) (?:nos|mes|\d+ de nos|\d+) {_WORKERS}"
    r"(?: \w+){0,2}? (?:deja )?(?:en poste|en cdi|en place)\b"
    r"|\bdeja (?:salariee?s?|en cdi|en poste|embauchee?s?) chez (?:nous|moi)\b"
)
_NOT_ORDINARY = re.compile(r"\binsertion\b|\badaptee?s?\b|\bhandicap|\brecrut|\bembaucher|\bdemandeu")

_CII = re.compile(r"\bcii\b|\bcredit d'impot innovation\b")
_ON_SALE = r"(?:vendue?s?|commercialisee?s?|en vente|sur le marche)"
_SOLD = re.compile(
    rf"\bproduits?(?: (?:qui )?(?:est|sont))? (?:deja {_ON_SALE}|{_ON_SALE} (?:deja|depuis|il y a)\b)"
    r"|\bproduits? (?:qu'on|que (?:nous|l'on|je)) (?:vend\w*|commercialis\w*) (?:deja|depuis)\b"
    r"|\b(?:on|nous|je) (?:vend\w*|commercialis\w*) (?:deja )?(?:ce|le|notre|mon) produit (?:deja|depuis)\b"
    r"|\b(?:on|nous|je) (?:le|la) (?:vend\w*|commercialis\w*) (?:deja|depuis)\b"
)
_NEWER = re.compile(
    r"\b(?:nouve\w+|amelior\w+|evolu\w+|version|generation|pas|jamais|autre|remplac\w+|second\w*|existant\w*)\b"
)

_BANK_REFUSES = re.compile(
    r"\b(?:ma|notre|nos|mes|toutes les) banques? (?:ne |n')?(?:me |nous )?"
    r"(?:refus(?:e|ent)(?: de)?|(?:veut|veulent|peut|peuvent) (?:pas|plus))(?: me| nous)? (?:preter|suivre)\b"
    r"|\b(?:ma|notre|nos|mes|toutes les) banques? (?:ne |n')?(?:me |nous )?"
    r"(?:pretent?|sui(?:t|vent)) (?:pas|plus)\b(?! (?:\w+ )?\d)"
    r"|\baucune banque ne (?:veut|peut|prete|suit)\b"
)
_SHARE = (
    r"(?:parts? (?:ouvrieres?|salariales?|des salaries)|cotisations? (?:salariales?|ouvrieres?))"
    r"(?: (?:des |de |d'|de l'|a l')(?:nos )?(?:cotisations?|urssaf))?"
)
_PAID = r"(?:payee?s?|reglee?s?|reversee?s?|versee?s?|a jour|honoree?s?)"
_SHARE_DUE = re.compile(
    rf"\b{_SHARE}(?:(?!patron)[^.;!?,]){{0,40}}?\b(?:impayee?s?"
    rf"|(?:non|pas|plus|jamais)(?: (?:ete|encore|toutes?))* {_PAID}"
    r"|(?<!pas )(?<!jamais )(?<!pas ete )(?<!jamais ete )en retard|en souffrance)\b"
    rf"|\b(?:pas|plus|jamais|sans)(?: (?:encore|pu|avoir|toute?s?))* (?:paye|regle|reverse|verse|payer|regler"
    rf"|reverser|verser) (?:de |toutes? )?(?:la |les |nos |notre )?{_SHARE}"
    rf"|\b(?:retards?|impayes?|arrieres?|dettes?) (?:de |sur |d')?(?:la |les |nos |notre )?{_SHARE}"
    rf"|\b(?:dois|devons|doit) (?:encore )?(?:de )?(?:la |les |nos |notre )?{_SHARE}"
)
_IN_PART = re.compile(
    r"\bmoitie\b|\btout(?! les)\b|\bla totalite\b|\bseules?\b|\bplus de\b|\bsans garantie\b|\bsi\b"
)


def history_told(folded: str, today: date, before: str = "") -> dict[str, Any]:
    """The facts, by key, that a folded message tells of what the asker had, did or was refused before."""
    certain = [s for s in SENTENCE_END.split(folded) if not _DOUBT.search(s)]
    sentences = [s for s in certain if "?" not in s]
    told = {
        "recent_energy_audit": _recent_audit(certain, today, f"{before} {folded}"),
        "product_sold": _product_sold(certain) if _CII.search(f"{before} {folded}") else None,
        "ai_aid_received": _answer(sentences, _AI_AIDED, _AI_UNAIDED),
        "recent_redundancies": _redundancies(certain, today),
        "trainees_employed": _trainees_employed(folded, sentences),
        "bank_lends": _bank_lends(sentences),
    }
    if _SHARE_DUE.search(folded):
        told |= {"employee_share_paid": False, "obligations_met": False}
    return {key: value for key, value in told.items() if value is not None}


def _answer(sentences: list[str], yes: re.Pattern[str], no: re.Pattern[str]) -> bool | None:
    """Yes or no, as sentences tell; a denial prevails."""
    if any(no.search(each) for each in sentences):
        return False
    return True if any(yes.search(each) for each in sentences) else None


def _recent_audit(sentences: list[str], today: date, talk: str) -> bool | None:
    """Whether an energy audit is less than `FRESH_AUDIT` years old; None where a doubt is left.

    One that is older can be made anew: it counts in a talk about the support that asks for a recent one.
    """
    if any(_OF_ENERGY.search(each) for each in sentences):
        sentences = [_ANY_AUDIT.sub("audit energetique", each) for each in sentences]
    ages = {
        today.year - int(done["year"]) if done["year"] else 0
        for each in sentences
        for done in _AUDITED.finditer(each)
    } | {int(aged["n"]) for each in sentences for aged in _AUDIT_AGED.finditer(each)}
    if len(ages) != 1 or (age := ages.pop()) < 0 or age == FRESH_AUDIT:
        return None
    return age < FRESH_AUDIT or (False if _ASKS_FRESH in talk else None)


def _product_sold(sentences: list[str]) -> bool | None:
    """True where the product is sold already, and nothing tells of a newer one."""
    is_sold = any(_SOLD.search(each) for each in sentences)
    return True if is_sold and not any(_NEWER.search(each) for each in sentences) else None


def _redundancies(sentences: list[str], today: date) -> bool | None:
    """Whether there were redundancies in the last twelve months; they are dated, or the year is unknown."""
    if any(_NOT_DISMISSED.search(each) for each in sentences):
        return False
    dismissed = [
        each
        for each in sentences
        if _DISMISSED.search(each) or (_DISMISSALS.search(each) and not _OF_ANOTHER.search(each))
    ]
    return True if any(_is_within_a_year(each, today) for each in dismissed) else None


def _is_within_a_year(sentence: str, today: date) -> bool:
    if ago := _MONTHS_AGO.search(sentence):
        return int(ago["n"]) < 12
    if told := _IN_MONTH.search(sentence):
        month = MONTHS.index(told["month"]) + 1
        year = int(told["year"]) if told["year"] else today.year - (month > today.month)
        return 0 <= (today.year - year) * 12 + today.month - month < 12
    return bool(_LATELY.search(sentence)) or "cette annee" in sentence or f"en {today.year}" in sentence


def _trainees_employed(folded: str, sentences: list[str]) -> bool | None:
    """True where those to be trained are at work here, and nothing tells of an insertion or of a hiring."""
    is_told = any(_EMPLOYED.search(each) for each in sentences)
    return True if is_told and not _NOT_ORDINARY.search(folded) else None


def _bank_lends(sentences: list[str]) -> bool | None:
    """False where the bank refuses to lend; one that lends a part is not said to refuse."""
    refused = any(_BANK_REFUSES.search(each) and not _IN_PART.search(each) for each in sentences)
    return False if refused else None
