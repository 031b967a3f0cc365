"""What a question asks for: the kind of answer, its years, numbers and names, the thing asked for."""

import re
from dataclasses import dataclass

from assistant.answering.asked import Asked, asked_kind, focus_of
from assistant.answering.counting import counted_noun
from assistant.answering.language import is_french
from assistant.answering.years import is_about_now, is_in_past, years_in
from assistant.french import content_words, fold, stem, whole_numbers

_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_NAME = re.compile(r"(?<![.!?:»] )(?<=[ '’(-])[A-ZÉÈÎ][\w-]+")
_COMMON = frozenset("epci ti pme tpe eti ge cc ca ht ttc etp interco agglo commune etat".split())
"""Words written with capitals that name nobody in particular."""
_UNTIL = re.compile(
    r"jusqu'a quand|jusqu'en quelle|date limite|derniere? (jour|delai)|echeance|clotur|\b(s')?arrete\w* quand"
    r"|quand.{0,40}\b(finit|finira|fini|s'arrete|se termine|ferme|fermera|expire|prend fin|s'acheve)"
    r"|\b(fin|terme) (du|de la|de l')|combien de temps|quelle duree|\bdure\b|\bdurera\b"
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """A question as it is weighed: the kind of answer, its years, numbers and names, the thing asked for.

    `names` are the stems of the words that begin with a capital elsewhere than at the start of a sentence,
    `counted` that of what is to be counted; `is_present` tells that no year and no past is spoken of.
    """

    asked: Asked
    years: frozenset[str]
    numbers: frozenset[str]
    names: frozenset[str]
    focus: str | None
    counted: str | None
    is_french: bool
    is_about_now: bool
    is_about_end: bool
    is_present: bool


def wanted_of(question: str, asked: Asked | None = None, corrected: str = "") -> Wanted:
    """What a question asks for; `asked` is its kind when that is known from elsewhere."""
    years, kind = years_in(question), asked or asked_kind(question, corrected)
    return Wanted(
        kind,
        years,
        frozenset(numbers_in(question)) - years,
        names_in(question),
        focus_of(question),
        counted_noun(question) if kind is Asked.COUNT else None,
        is_french(question),
        is_about_now(question),
        bool(_UNTIL.search(fold(question))),
        not years and not is_in_past(question),
    )


def names_in(question: str) -> frozenset[str]:
    """The stems of the names in a question; none in one written in capitals or without any."""
    if question.isupper():
        return frozenset()
    names = (word for name in _NAME.findall(question) for word in content_words(name))
    return frozenset(stem(word) for word in names if word not in _COMMON)


def numbers_in(text: str) -> list[str]:
    """The numbers of a text, written in digits without spaces."""
    return _NUMBER.findall(whole_numbers(text))
