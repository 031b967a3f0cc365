"""The years that questions and passages speak of."""

import re

from assistant.french import fold

LONGEST_SPAN = 10  # years
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NAMED = re.compile(r"\bfrance 2030\b", re.IGNORECASE)
_SPAN = re.compile(r"\b((?:19|20)\d\d) ?(?:-|–|à|et) ?((?:19|20)\d\d)\b")
_SINCE = re.compile(
    r"\bdepuis (?:\S+ ){0,4}?((?:19|20)\d\d)\b[^.;]{0,60}\bencore (?:\S+ ){0,3}?((?:19|20)\d\d)\b"
)
_NOW = re.compile(
    r"\b(actuel\w*|aujourd'hui|encore|toujours|maintenant|desormais|en ce moment|dernier\w*|a ce jour"
    r"|a present|a ce stade|plus recent\w*|definitif|(a|ont) change|(success|succed|remplac)\w*)\b"
)


_IMPERFECT = re.compile(r"\b(?!conn|parai|plai)\w+[^rf\W](ait|aient)\b")
_PERFECT = re.compile(
    r"\b(a|ont|avez|avons|s'est|se sont|fut|furent)(-(t-)?(il|elle|on|ils|elles))?( (?!qu)\w+)?"
    r" (eu|(?!qui|aussi|lui|droit)\w{2,}(ée?s?|i|is|it|us?|ues?|erte?s?))\b"
)


def is_in_past(question: str) -> bool:
    """Whether a question is worded in a tense of the past."""
    lowered = question.lower().replace("’", "'")
    return bool(_IMPERFECT.search(fold(question)) or _PERFECT.search(lowered))


def is_about_now(question: str) -> bool:
    """Whether a question asks for the present state of things (« encore », « actuellement », « dernier »)."""
    return bool(_NOW.search(fold(question)))


def without_named_years(text: str) -> str:
    """A text without the plan whose name holds a year, « France 2030 »."""
    return _NAMED.sub(" ", text)


def years_in(question: str) -> frozenset[str]:
    """The years that a question names, but for a span of years, which names the programme's phase."""
    spans = re.sub(r"\b(19|20)\d\d ?[-–à] ?(19|20)\d\d\b", " ", fold(question))
    return frozenset(_YEAR.findall(without_named_years(spans)))


def years_told(text: str, day: str | None) -> frozenset[str]:
    """The years that a text names or spans (« de 2018 à 2022 », « depuis 2018 »), and that of its day."""
    spans = ((int(first), int(last)) for first, last in (*_SPAN.findall(text), *_SINCE.findall(text)))
    between = {
        str(y) for first, last in spans if 0 < last - first <= LONGEST_SPAN for y in range(first, last)
    }
    return frozenset(_YEAR.findall(f"{text} {day or ''}")) | between
