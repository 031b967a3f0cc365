"""What a question takes for granted and the passage chosen says otherwise."""

import re

from assistant.french import EMPTY_WORDS, fold, stem, whole_numbers
from assistant.number_words import in_digits

_COUNTED = re.compile(r"\b(\d+)(?: ?(?:de |d'|des |du ))?((?: ?[a-z][a-z'-]*){1,3})")
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
    for number, following in _COUNTED.findall(fold(in_digits(whole_numbers(text)))):
        things = [stem(word) for word in following.split() if word not in EMPTY_WORDS and len(word) > 2]
        if things and not _YEARS.match(number) and things[0] not in _UNITS:
            found.setdefault(things[0], set()).add(number)
    return found
