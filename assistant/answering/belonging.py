"""What a question on belonging says itself: that a place is out, or was in, or is in one of two."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from assistant.answering.draft import Draft
from assistant.french import content_words, fold, stem
from assistant.records import Passage
from assistant.supports.perimeter import Epci
from assistant.supports.territory import PlaceMatch
from assistant.wording import capital

BELONGING = re.compile(
    r"perimetre|\bfai(t|sons|tes)\b.{0,12}\bpartie|font partie|\bappart(ient|enons|enez)|\breleve"
    r"|\brattache|\bdedans\b|\binclus|\bcompte(nt)? (dans|parmi)\b"
    r"|\bdans (le|la|l'|ce|notre|votre) ?(ti\b|territoire d'industrie|nord lorraine|label)"
    r"|\b(je|nous|on|elle|il|mon|notre)\b.{0,25}\bconcerne(e|s|es)?\b"
    r"|quel(le)? (epci|interco|agglo|communaute|com ?com|territoire d'industrie)"
)
OURS = re.compile(
    r"\b(on|nous|notre|nos|je|j'|mon|ma)\b.*"
    r"\b(ti|territoires? d'industrie|nord lorraine|label|perimetre|dedans)\b"
)
"""What asks of the speaker's own place, named elsewhere."""
_SPEAKER = re.compile(
    r"^(?:bonjour,? )?(?:je suis |ici )?(?:l[ea] |l')?(?:maire|mairie|adjointe?|elue?)"
    r" (?:de |a |d')[^.!?:,]*[:,]"
)
_OFFICES = frozenset(map(stem, ("maire", "mairie", "adjoint", "élu")))
"""Who says that he speaks, and the words for it, which are no subject."""
_PERIMETER_WORDS = frozenset(
    stem(word)
    for word in """perimetre territoire territoires industrie nord lorraine lorrain commune ville epci
    intercommunalite interco intercommunalites agglo agglomeration communaute communautes com comcom
    partie parties label labellisee labellise zone situee situe basee base bases entreprise usine societe
    boite
    siege implantee implante installee installe dedans hors code postal ti eligible concernee
    concerne concernes appartient appartiennent releve relevent depend dependent inclus incluse
    compris comprise couvert couverte programme rattachee rattache rejoint fait font dedans dehors
    aussi rentre entre atelier pme tpe eti fonderie dispositif 54 57 existe existent encore disparu
    disparue fusionne fusionnee fusion devenue devenu moselle meurthe departement village travaille
    habite bonjour merci secteur carte compte comptee toujours""".split()
)
_LEAVING_WORDS = frozenset(
    stem(word)
    for word in """vrai exact juste confirme confirmez confirmer parait dit dite lu sorti sortie sortis quitte
    exclu exclue exclus retire retiree maintenant desormais dehors phase""".split()
)
_CONFIRMS = re.compile(
    r"\b(?:c'est|est-ce) (?:bien )?(?:vrai|exact|ca|juste|le cas)\b|\bvrai\b|n'est[- ]ce pas|\bconfirm"
    r"|\b(?:exact|correct|juste) ?\?|\bme trompe"
)
_DENIES = re.compile(
    r"\bn'(?:y |en )?(?:est|sont|etait|fait|font|faisait|appartien\w+)\b.{0,20}\b(?:plus|pas)\b"
    r"|\bne (?:fait|font|figure\w*|releve\w*|compte\w*)\b.{0,20}\b(?:plus|pas)\b"
    r"|\b(?:est|sont|serait) (?:desormais |maintenant )?"
    r"(?:en dehors|hors|sortie?s?|exclue?s?|partie?s? d[ue])\b"
    r"|\b(?:a|ont|aurait) (?:ete (?:sorti|exclu|retire)\w*|quitte)\b"
)
_PAST = re.compile(
    r"\bplus\b|\bavant\b|\bencore\b|\btoujours\b|\bsorti|\bexclu|\bretire|\bquitte|\bdepuis quand\b"
    r"|\bphase (?:1|un)\b|\bpremiere phase\b|\bautrefois\b|\bauparavant\b"
)
_SINCE = re.compile(r"\bdepuis (?:quand|combien de temps|quelle annee|quelle date)\b")
_ELSE = re.compile(r"\bpour (?!(?:le |la )?(?:ti|territoire|perimetre|label|carte|nous|savoir)\b)")
_OR = re.compile(r"\bou\b")
_DEPENDS = re.compile(r"\b(?:depen\w+|relev\w+|rattach\w+|appart\w+|compte\w*|c'est|est|sont|va|vont)\b")
_DEPENDS_ON = re.compile(r"\b(?:depen\w+|relev\w+|(?:est|sont) rattach\w+|appart\w+)\b")
_TAKEN_FOR_GRANTED = re.compile(
    r"\b(etant|puisqu|comme|vu qu|sachant qu|etait donne|est donne|dans la mesure ou|du fait qu)"
    r"|\bqui est dans\b|\bau sein du (ti|territoire)|\bdu (ti|territoire d'industrie) nord lorraine"
    r"|\b(est|sont) (bien )?(dans|membre)|\bdonc (en|dans|au|du)\b"
)
_OPENING = re.compile(r"^(?P<word>Oui|Non)(?P<mark>[.]| :) ")
_KIND_OF_EPCI = frozenset(
    map(stem, "communauté communes communautés agglomération agglo cc ca métropole eurométropole".split())
)


def words_of(question: str) -> frozenset[str]:
    """The stems that a question may hold beside places and still be about nothing but belonging."""
    offices = _OFFICES if _SPEAKER.match(fold(question)) else frozenset[str]()
    return _PERIMETER_WORDS | offices | (_LEAVING_WORDS if tells_leaving(question) else frozenset())


def asks_since(latest: str) -> bool:
    """Whether what is asked is since when."""
    return bool(_SINCE.search(fold(latest)))


def tells_leaving(question: str) -> bool:
    """Whether a question says of a place that it is out."""
    return bool(_DENIES.search(fold(question)))


def takes_for_granted(question: str) -> bool:
    """Whether a question takes a place to be in Nord Lorraine."""
    folded = fold(question)
    return bool("nord lorraine" in folded and _TAKEN_FOR_GRANTED.search(folded)) and not tells_leaving(
        question
    )


def speaks_of_past(question: str) -> bool:
    """Whether a question speaks of what was before: « encore », « n'y est plus », « en phase 1 »."""
    return bool(_PAST.search(fold(question)))


def is_confirmed(question: str) -> bool:
    """Whether a question asks if what it says is true."""
    return bool(_CONFIRMS.search(fold(question)))


def has_left(epci: Epci, evolution: Passage) -> bool:
    """Whether the statement of how the perimeter changed names an intercommunality among those that left."""
    named = {stem(word) for word in content_words(epci.name)} - _KIND_OF_EPCI
    left = re.split(r"[:,] ", evolution.text)[-1]
    return bool(named) and named <= {stem(word) for word in content_words(left)}


def has_joined(epci: Epci, evolution: Passage) -> bool:
    """Whether that statement names an intercommunality as the one that came."""
    came = re.search(r"(?:[:,;] )([^:,;]+?) l'a rejoint", evolution.text)
    names = [{stem(word) for word in content_words(name or "")} for name in (epci.name, epci.dgcl_name)]
    told = {stem(word) for word in content_words(came[1])} if came else set[str]()
    return any(name - _KIND_OF_EPCI and name - _KIND_OF_EPCI == told - _KIND_OF_EPCI for name in names)


def subject_of_choice(question: str, places: Sequence[PlaceMatch]) -> PlaceMatch | None:
    """The commune of which a question asks in which of two places it is; None of any other question."""
    folded = fold(question)
    if not _DEPENDS.search(folded) or _ELSE.search(folded):
        return None
    verb = _DEPENDS_ON.search(folded)
    first = places[0] if len(places) == 2 else None
    if verb and first and len(first.communes) == 1 and first.start < verb.start() < places[1].start:
        return first if _OR.search(folded[verb.end() :]) else None
    for before, after in pairwise(places):
        if _OR.search(folded[before.start + len(before.text) : after.start]):
            others = [each for each in places if each not in (before, after)]
            is_one = len({each.text for each in others}) == 1 and len(others[0].communes) == 1
            return others[0] if is_one else None
    return None


def worded(draft: Draft, question: str, is_plain: bool = False) -> Draft:
    """The draft with its « oui » and « non » said of what the question says.

    To one that says that a place is out and asks if it is true, « oui » is that it is out. Of one that only
    denies, or where `is_plain`, the word could be read both ways: it is left out.
    """
    denies = tells_leaving(question)
    if not (denies or is_plain):
        return draft
    turned = denies and not is_plain and is_confirmed(question)
    return replace(draft, sentences=tuple(replace(s, text=_turned(s.text, turned)) for s in draft.sentences))


def _turned(text: str, is_turned: bool) -> str:
    found = _OPENING.match(text)
    if found is None:
        return text
    rest = text[found.end() :]
    other = "Non" if found["word"] == "Oui" else "Oui"
    return f"{other}{found['mark']} {rest}" if is_turned else capital(rest)
