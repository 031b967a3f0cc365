"""What a question takes for granted and the passage chosen says otherwise."""

import re

from assistant.answering.asked import Asked, asked_kind, persons_in
from assistant.answering.dates import read_dates
from assistant.french import EMPTY_WORDS, fold, stem, whole_numbers
from assistant.number_words import in_digits

_COUNTED = re.compile(r"((?:\S+ ){0,2})\b(\d+)(?: ?(?:de |d'|des |du ))?((?: ?[a-z][a-z'-]*){1,3})")
_NO_PREMISE = re.compile(
    r"\b(?:axe|action|phase|fiche|lot|volet|tranche|etape|zone|niveau|categorie|article|art\.?|page|annexe"
    r"|numero|n°|departement|au moins|plus de|moins de|jusqu'a|environ|pres de|au plus|entre"
    r"|(?:cite|donne|nomme"
    r"|liste|trouve|propose|montre|indique)\w*|(?:cit|donn|nomm|list|trouv|propos)\w+[- ]moi"
    r"|premiers?|premieres?) $"
)
"""What stands before a number that names a thing, bounds it or tells how many of them to cite."""
_YEARS = re.compile(r"^(?:19|20)\d\d$")
_UNITS = frozenset(
    stem(word)
    for word in """ans an mois jours jour semaines heures euros millions milliards salaries personnes
    habitants hectares metres m2 km tonnes gwh mwh kw pour fois ha emplois postes""".split()
)
"""What a question counts to tell its own case, or measures: no premise about the thing asked."""
_OFFICE = re.compile(r"\b(presid|lanc|sign|cree|fond(?=e|a)|dirig|maire\b|ministre|inaugur|pilot|referent)")
"""What is said of one person: who holds it or did it."""
_LEADS = re.compile(r"\b(?:co-?)?(presid|dirig|pilot|condui|anim)")
_TITLE = re.compile(
    r"\b(?P<title>(?:sous-)?prefete?|ministre|deputee?|senateur|senatrice|maire"
    r"|presidente? de (?:la )?region|presidente? du (?:conseil )?departement\w*|ademe|bpifrance|dreets|cci)\b"
    r"[^?.;,]{0,60}?\b(?:co-?)?(?:presid|dirig|pilot|condui|anim)"
)
"""A holder of an office said to lead something."""
_NAMES_ONE = re.compile(r"\b(?:c'est|est-ce) (?:bien |donc )?(?:l[ea] |l'|une? )[\w' -]{3,30} qui\b")
"""What puts one forward: « c'est le préfet qui… »."""
_AT = re.compile(r"\b[àÀ] (?:l'|la )?([A-ZÉÈ][\w-]+(?: [A-ZÉÈ][\w-]+)*)")
_SEAT = re.compile(r"\bsiege\b")
DAY = len("2026-01-31")


def conflicts(question: str, text: str) -> bool:
    """Whether a question takes a number, a person or a place for granted that the text says otherwise."""
    return (
        bool(number_conflicts(question, text))
        or names_another(question, text)
        or sets_elsewhere(question, text)
    )


def names_another(question: str, text: str) -> bool:
    """Whether a question has one person do or hold what the text tells of another: « X préside… »."""
    folded, told = fold(question), fold(text)
    named = [name for name in persons_in(f" {question}") if fold(name.split()[-1]) not in told]
    shared = set(_OFFICE.findall(folded)) & set(_OFFICE.findall(told))
    asks_who = asked_kind(question) in (Asked.PERSON, Asked.BODY) and not _NAMES_ONE.search(folded)
    if asks_who or not persons_in(text):
        return False
    titled = _TITLE.search(folded)
    is_led_by_another = titled and titled["title"] not in told and bool(_LEADS.search(told))
    return bool(named and shared) or bool(is_led_by_another)


def sets_elsewhere(question: str, text: str) -> bool:
    """Whether a question sets a seat, or what happened on a day, in another place than the text does."""
    told = fold(text)
    places = [place for place in _AT.findall(question) if fold(place) not in told]
    days = [{day for day in read_dates(each)[0] if len(day) == DAY} for each in (question, text)]
    is_same = bool(days[0] & days[1]) or bool(_SEAT.search(fold(question)) and _SEAT.search(told))
    return bool(places and is_same and _AT.search(text))


def number_conflicts(question: str, text: str) -> tuple[tuple[str, str], ...]:
    """The pairs (number of the question, number of the text) told of the same thing and different.

    « les 12 intercommunalités » against « dix intercommunalités »; a number that the text also holds is none.
    """
    asked, said = _counted(question), _counted(text)
    in_text = {number for numbers in said.values() for number in numbers}
    return tuple(
        (number, min(said[thing]))
        for thing, numbers in asked.items()
        if thing in said and len(said[thing]) == 1
        for number in sorted(numbers - in_text)
    )


def _counted(text: str) -> dict[str, set[str]]:
    """The numbers of a text by the stem of what they count."""
    found: dict[str, set[str]] = {}
    without_dates = read_dates(text)[1]
    for before, number, following in _COUNTED.findall(fold(in_digits(whole_numbers(without_dates)))):
        things = [stem(word) for word in following.split() if word not in EMPTY_WORDS and len(word) > 2]
        if things and not _NO_PREMISE.search(before) and not _YEARS.match(number) and things[0] not in _UNITS:
            found.setdefault(things[0], set()).add(number)
    return found
