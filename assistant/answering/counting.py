"""What a question wants counted, and what the numbers of a text count."""

import re
from collections.abc import Iterable

from assistant.french import EMPTY_WORDS, fold, stem, words
from assistant.number_words import in_digits

REACH = 5  # words after a number among which the thing counted is looked for
_ASKED = re.compile(
    r"\b(?:combien (?:(?:il )?(?:y (?:en )?(?:a|avait|aura)|existe|reste|compte)(?:[- ]t)?"
    r"(?:[- ](?:il|elle|on))? )?(?:de |d'|des )|quantites? (?:de |d')"
    r"|(?:nombre|nb|total)(?: total)? (?:de |d'|des )|effectifs? (?:de |d'|des ))(?:la |les |l')?(.*)"
)
_NUMBER = re.compile(
    r"\d[\d .,]*\d|\d|\b(?:huit|diz|quinz|vingt|trent|quarant|cinquant|soixant|cent)aines?\b"
)
_CLAUSE_END = re.compile(r"[.;:()\n]")
_UNNAMED = frozenset("autre autres".split())
_ALIKE = tuple(
    frozenset(map(stem, group.split()))
    for group in (
        """personne gens monde salarie employe emploi poste collaborateur habitant elu ouvrier agent apprenti
        travailleur effectif frontalier participant stagiaire embauche recrutement creation""",
        "intercommunalite interco epci agglo agglomeration comcom communaute",
        "an annee",
        "ha hectare surface superficie",
    )
)
"""Stems of words that count the same things (« 600 emplois » are 600 people)."""


def counted_noun(question: str) -> str | None:
    """The stem of what a question wants the number of (« combien de *brevets*… »); None without one."""
    asked = _ASKED.search(fold(question))
    named = words(asked[1])[:3] if asked else ()
    return next((stem(word) for word in named if word not in EMPTY_WORDS | _UNNAMED), None)


def counted_in(text: str) -> frozenset[str]:
    """The stems of the words that stand just after a number of the text, in the same clause."""
    folded = fold(in_digits(text))
    clauses = (_CLAUSE_END.split(folded[found.end() :])[0] for found in _NUMBER.finditer(folded))
    return frozenset(stem(word) for clause in clauses for word in words(clause)[:REACH])


def is_counted(noun: str, equivalents: Iterable[str], counted: frozenset[str]) -> bool:
    """Whether the thing is among those counted, under its name or under one that counts the same things."""
    named = {noun, *equivalents}.union(*(group for group in _ALIKE if noun in group))
    return not counted.isdisjoint(named)
