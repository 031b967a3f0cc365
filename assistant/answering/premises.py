"""What a question takes for granted and the passage chosen says otherwise."""

import re

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
