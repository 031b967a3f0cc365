"""What kind of thing a question asks for, and whether a passage gives a thing of that kind."""

import re
from enum import Enum
from functools import lru_cache

from assistant.french import EMPTY_WORDS, fold, stem, words
from assistant.records import Passage
from assistant.sentences import split_sentences


class Asked(Enum):
    """The kind of answer expected; `ANY` when the wording does not tell."""

    DATE = "date"
    AMOUNT = "amount"
    RATE = "rate"
    COUNT = "count"
    PERSON = "person"
    BODY = "body"
    CONTACT = "contact"
    PLACE = "place"
    LIST = "list"
    REASON = "reason"
    HOW = "how"
    DEFINITION = "definition"
    CONDITION = "condition"
    YES_NO = "yes_no"
    ANY = "any"


_MONEY_WORDS = (
    r"argent|euros?|sous|millions?|milliards?|subventions?|credits?|balles|financements?|aide\b|pognon|fric"
    r"|thunes?"
)
_WORDINGS: tuple[tuple[Asked, str], ...] = (
    (
        Asked.CONTACT,
        r"\bqui (dois|puis|faut|peut|doit)[- ]?(je|on|il)? ?(appeler|contacter|joindre)|\bcontact"
        r"|\bjoindre|telephone|numero de tel|^tel\b|\bmails?\b|e-mail|courriel|adress(e|er)\b|qui appeler"
        r"|a qui (?:(?:l[ea]s?|l') ?)?(puis|dois|faut|je|on|m'|s'|parler|demander|deposer|envoyer|adresser"
        r"|transmettre|remettre|soumettre|rendre)|\ba qui\W*$|interlocuteur|qui contacter|aupres de qui",
    ),
    (
        Asked.RATE,
        r"\btaux\b(?! (horaire|journalier)s?\b)|pourcentage|\bpour ?cent|%"
        r"|quelle (part|proportion|quotite)|quelle fraction",
    ),
    (
        Asked.CONDITION,
        r"\ba partir de (quel|combien)|\b(combien d'|quelle )anciennete|\bseuils?\b"
        r"|plancher|\b(cout|depens|invest|projet)\w*( \S+){0,3} (au moins|au minimum|minimum) combien"
        r"|depenses? minim|minimum (de depenses|exige"
        r"|requis)|(montant|budget|investissement|projet)( d\w+)?( au)? minim",
    ),
    (
        Asked.DATE,
        r"(^|[,;:?!] *|\bet |depuis |jusqu'a |a partir de |c'est |pour |est-ce que )quand\b(?! meme)"
        r"|\bquand (est|a|ont|aura|sera|s'est|s'ouvre|ferme|ouvre|finit|se|doit|faut|peut|puis)\b"
        r"|\bquand ?\??$|quelle(s)? dates?|\bdates?\b|quelle annee|quel jour|quel mois"
        r"|jusqu'a quand|depuis quand"
        r"|date limite|echeance|\bcloture|delai|calendrier|combien de temps|quelle duree|toujours ouvert"
        r"|\btrop tard\b|\bhors delai|\bdans les temps\b|\bencore (bon|jouable|temps)\b"
        r"|\b(peu\w+|puis|pouv\w+)\b.{0,10} encore (candidater|postuler|deposer|s'inscrire)\b"
        r"|\bc'est (toujours |encore |deja )*(ouvert|ferme|clos|d'actualite)\b(?! (a|aux?|pour)\b)"
        r"|encore ouvert|encore (le temps|possible)|ferme quand|prochaine (edition|session|vague|releve)",
    ),
    (
        Asked.AMOUNT,
        rf"combien (d'|de )?({_MONEY_WORDS})|montants?|(?<!ligne du )\bbudgets?\b|enveloppe|plafond|\bprix\b"
        r"|\bcout"
        r"|combien (ca |cela )?(coute|donne|finance|touche|verse|rapporte|peut|recoi|paie|prete|met)"
        r"|combien pour (une?|l[ea]|l'|mon|ma|notre|nos|chaque)\b"
        r"|combien (l'etat|la region|on\b|puis|peut|ca|je|vaut|a coute|ont? (ete )?(mis|verse|annonce))"
        r"|(?<!territoire )(?<!perimetre )\bva(-t-(il|elle))? jusqu'ou\b"
        r"|\b(c'est|(ca|cela) (fait|ferait|monte a)) combien\b(?! (de|d'))"
        r"|jusqu'a combien\b(?! d)|\bd'aides? a combien|\ba quelle hauteur"
        r"|\b(de|entre) combien (a|et) combien\b(?! (de|d')\b)|^(et )?combien\W*$"
        r"|\b(minimum|maximum) (peut|puis|pouvons)\b.{0,12}\b(emprunter|obtenir|avoir|toucher|recevoir"
        r"|demander)"
        r"|\bqu(e|'est[- ]ce qu'?e?) (?!(je|j'|nous)\b).{0,30}\b(rembourse|verse|paie|paye|donne)(nt)?\b"
        r"|combien (?!ont\b|sont\b).{0,40}\b(donne|finance|verse|paie|paye|rembourse"
        r"|subventionne|touche|apporte"
        r"|accorde|au maximum|d'euros)\b"
        r"|\bloyers?\b|\bquels? (est |etait |a ete )?(le )?chiffre d'affaires|\bse vend(ent)?\b"
        r"|\bsalaires?\b|\btaux (horaire|journalier)|remuneration"
        r"|(?<!\bqui a )(?<!\bont )\bgagne\b|\brapporte(?! (pas )?(de l'|l')?argent)"
        r"|avantage (fiscal|financier|annuel)"
        r"|\b(paie|paye|payer|paiera|donne|verse|touche|finance|rembourse)(-t-(on|il|elle))? combien\b"
        r"(?! (de|d'))"
        r"|reste a charge|quelle somme|quelle aide financiere"
        r"|montant|tarif",
    ),
    (
        Asked.COUNT,
        r"\bcombien\b|nombre d|effectifs?\b|\b(nb|cb)\b"
        r"|quelles? (taille|surface|superficie|population|puissance|quantites?)",
    ),
    (
        Asked.BODY,
        r"\bqui (en |y |les? |la )?(pilote|conduit|anime|gere|porte|instruit|signe|decide|attribue|delivre"
        r"|examine|traite|s'occupe|s'en occupe)\w*\b|\bpar qui\b",
    ),
    (
        Asked.PERSON,
        r"\bcomment s'appel|(^|[^a-z' ] *|\b(et|ou|mais|donc|alors|pas|sais|savoir|dire|deja|moi|c'est) )"
        r"qui (en |y )?(est|etait|sont|etaient|a ete|preside|dirige"
        r"|represente"
        r"|a (lance|pris|remplace))"
        r"|c'est qui|\bnoms? (du|de la|des|de l')|\bquel (elu|ministre|industriel|president|maire"
        r"|delegue|directeur)"
        r"|\bquelle (presidente|elue|ministre|directrice)|qui ca|president(e)? d",
    ),
    (
        Asked.PLACE,
        r"\bou (est|se|a|ont|sont|faut|puis|peut|dois|trouver|deposer|s'est|candidater|etait)\b"
        r"|quel(le)? (ville|lieu|commune|endroit)"
        r"|dans quelle (ville|commune)|\bou\b\?|c'est ou|siege",
    ),
    (
        Asked.CONDITION,
        r"\bcondi\w*on|eligib|critere|qui peut|qui a droit|ai-je droit|a-t-il droit|avoir droit|puis-je"
        r"|peut-on"
        r"|peut-(il|elle)|faut-il|a-t-on le droit|ai-je le droit|admis|exclu|obligatoire|reserve"
        r"|\b(ca )?march(e|ent)(-t-(il|elle))? (aussi )?(pour|avec|si|quand|sans)\b"
        r"|\bnous (est|sont)-(il|elle)s?\b|\b(dois|devons|doit-on|faut)( absolument)? (avoir|etre)\b"
        r"|\b(encore|reste-t-(il|elle)) accessible|\bancien\w*( minim\w*| demande\w*| exige\w*)"
        r"|\bpasser? sans\b|\bquand meme\b.{0,20}\b(aider|droit|avoir)",
    ),
    (
        Asked.HOW,
        r"\bcomment\b|sur quel (site|portail)|(par|sur) quel (guichet|portail)|par quoi (ca"
        r"|on) commence|demarche|deposer|candidater|postuler|procedure|quelles etapes|dossier"
        r"|ou (demander|s'inscrire)",
    ),
    (
        Asked.LIST,
        r"\bquel(le)?s (sont|etaient)|\bliste|lesquel|\bquels\b|\bquelles\b|citez|enumer|composition"
        r"|composent",
    ),
    (Asked.REASON, r"\bpourquoi\b|raison|a cause|dans quel but|a quoi (ca )?sert|objectif|finalite"),
    (
        Asked.DEFINITION,
        r"\bc(')?(est)? ?(quoi|koi)\b|\bcest koi\b|qu'est[- ]ce qu|definition|signifie|veut dire"
        r"|ca veut|que veut|en quoi consiste"
        r"|presentation",
    ),
    (
        Asked.YES_NO,
        r"^((ca|cela) (nous |vous |me )?(rapporte|apporte|coute|sert|change)\b"
        r"|est[- ]ce|y a[- ]t[- ]il|existe|le |la |les |l'|[a-z' -]+-t-(il|elle|on)|[a-z' ]+-(ils?"
        r"|elles?)\b)",
    ),
)
_FOCUS = re.compile(
    r"\b(?:comment s'appel(?:le|lent)|quel(?:le)?s?(?: (?:est|sont|etait|etaient|a ete|fut|sera))?"
    r"|combien(?: de| d')?|nombre (?:de"
    r"|d')|qui (?:est|etait)"
    r"|c'est quoi|qu'est-ce que|noms? d[ue]s?(?: la| l')?) ?(?:le |la |les |l'|un |une |des |du |d'|de )*(.*)"
)
_VAGUE = frozenset(
    """personnes gens difference differences type types sorte genre exemple exemples maniere facon
    chose proportion part pourcentage taux montant montants budget enveloppe somme date dates annee jour mois
    donne donnent finance financent vaut valent faut compte comptent verse versent touche touchent
    taille superficie surface etendue nombre ville commune village lieu endroit total""".split()
)
_COMPILED = tuple((kind, re.compile(pattern)) for kind, pattern in _WORDINGS)
_DATE = re.compile(
    r"\b(19|20)\d\d\b|\b\d{1,2}(er)? (janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre"
    r"|octobre|novembre|decembre)\b"
)
_DURATION = re.compile(r"\b\w+ (ans?|mois|jours|semaines|annees)\b|permanen|en continu")
_MONEY = re.compile(
    r"\d[\d ,.]*(k|m|md)? ?euros|\d[\d ,.]*(millions?|milliards?)|\d ?(k|m|md) euros"
    r"|sans aide financiere"
)
_RATE = re.compile(r"\d[\d,. ]*(%|pour cent)|\bmoitie\b|\bun (tiers|quart)\b|gratuit")
_HOW_MUCH = re.compile(
    r"\bcombien (?!d'|de )[^?.;]{0,40}\b(?:financ\w+|cofinanc\w+|pren\w* en charge|pai\w+|pay\w+|rembours\w+"
    r"|contribu\w+|aide\w*|apporte\w*|subventionn\w+|couvr\w+|verse\w*)\b|\ba (?:quelle )?hauteur\b"
    r"|\b(?:financ\w+|pris en charge|subventionne\w*|rembourse\w*) (?:a|de) combien\b"
)
_COUNT = re.compile(
    r"\d|\b(deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt"
    r"|trente"
    r"|quarante|cinquante|soixante|cent|mille|aucune?|une? seule?|centaine|dizaine|quarantaine|trentaine)\b"
)
_PERSON = re.compile(
    r"\b[A-ZÉÈ][a-zéèêëïîôöüç]+(?:-[A-ZÉ][a-zéèêëïîôöüç]+)? (?:de |De )?[A-ZÉ][A-Za-zéèêëïîôöüç-]+"
)
_BODY = re.compile(
    r"\b(prefe\w+|minist\w+|region|departement|agence|ademe|anct|dge|bpifrance|dreal|dreets|ddt\w?"
    r"|direction|etat|conseil|chambre|cci|cma|syndicat|etablissement|epf\w*|banque|caisse|commission|comite"
    r"|commun\w+|intercommunal\w+|agglomeration|metropole|association|societe|groupe|operateur|service|pole"
    r"|elus?|binome|maire)\b"
)
_ACRONYM = re.compile(r"\b[A-ZÉ]{3,}\b")
_NOT_NAMES = frozenset(
    """nord lorraine lorrain grand est territoire territoires pays val rives haut fonds banque region
    conseil europe france metz longwy thionville moselle agglomeration communaute ile alsace arts
    saint europort arc bassin portes caisse agence industrie pole plan cour senat assemblee fensch
    orne alzette meurthe vosges champagne bourgogne loire comite prefecture""".split()
)
_CONTACT = re.compile(
    r"(\d\d ){4}\d\d|@|\.fr\b|\.eu\b|\.com\b|formulaire|s'adress|contact|prefet|prefecture|dreets"
    r"|service|agence|"
    r"banque|chambre|cci\b|ademe|interlocut|chef de projet|region|guichet|conseil"
)


def asking(message: str) -> str:
    """The sentences of a message that end with a question mark; the whole message when none does."""
    questions = [sentence for sentence in split_sentences(message) if sentence.endswith("?")]
    return " ".join(questions) or message


@lru_cache(maxsize=64)  # texts: those of one answer are asked for several times
def asked_kind(question: str, corrected: str = "") -> Asked:
    """The kind of answer that the wording of a question calls for: the first rule that matches.

    `corrected` is the question after spelling correction, read when the wording itself tells nothing.
    """
    for text in (fold(question), corrected):
        for kind, pattern in _COMPILED:
            if pattern.search(text):
                return kind
    return Asked.ANY


def focus_of(question: str) -> str | None:
    """The stem of the thing asked for (« quel est le *délai* de… », « quelle part des *actions*… »).

    Words that only tell the kind of answer (part, montant, date) are passed over; None when nothing is named.
    """
    found = _FOCUS.search(fold(question))
    if found is None:
        return None
    named = (w for w in words(found[1]) if w not in EMPTY_WORDS | _VAGUE and len(w) > 1)
    return next(map(stem, named), None)


def persons_in(text: str) -> frozenset[str]:
    """The names of people in a text, each a first name and a name."""
    return frozenset(name for name in _PERSON.findall(text) if not _NOT_NAMES & set(words(name)))


def tells_share(question: str, text: str) -> bool:
    """Whether a text gives a rate to who asks how much is financed, without asking for a sum."""
    return bool(_HOW_MUCH.search(fold(question)) and _RATE.search(fold(text)))


def provides(kind: Asked, passage: Passage) -> bool:
    """Whether a passage holds a thing of that kind; always true for kinds that leave no mark in a text."""
    text = f"{passage.text} {passage.note or ''}"
    folded = fold(text)
    match kind:
        case Asked.DATE:
            return bool(_DATE.search(folded) or _DURATION.search(folded))
        case Asked.AMOUNT:
            told = _MONEY.search(folded)
            # The amount of a support may be a share of the cost, or nothing to pay.
            return bool(told or (passage.kind == "support" and _RATE.search(folded)))
        case Asked.RATE:
            return bool(_RATE.search(folded))
        case Asked.COUNT:
            return bool(_COUNT.search(folded))
        case Asked.PERSON:
            return bool(persons_in(text))
        case Asked.BODY:
            return bool(_BODY.search(folded) or _ACRONYM.search(text)) or provides(Asked.PERSON, passage)
        case Asked.CONTACT:
            return bool(_CONTACT.search(folded) or passage.contact)
        case _:
            return True
