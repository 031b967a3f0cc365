"""A profile as a message tells it in French: only what the words say."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Any

from assistant.french import fold, stem, whole_numbers, words
from assistant.number_words import in_digits
from assistant.profiles.amounts import amounts_told
from assistant.profiles.declared import Declared, Problem, ProfileReader, UnusableFact
from assistant.supports.naf import sector_of

_PEOPLE = r"(?:salarie|personne|employe|collaborat|ouvrier|agent|compagnon|people|sal\b|pers\b|etp)"
_NOT_PEOPLE = r"(?! ?(?:ans|km|euros|mois|jours|communes|m2|%))"
_HEADCOUNT = (
    re.compile(rf"(?P<before>(?:\S+ ){{0,3}})\b(?P<n>\d{{1,6}}) ?(?:\(\w+\) )?(?:\w+ )?{_PEOPLE}"),
    re.compile(r"(?P<before>)\beffectifs?(?: \w+){0,3} ?:? ?(?P<n>\d{1,6})\b"),
    re.compile(rf"(?P<before>)\b(?:nous sommes|on est|sommes a) (?P<n>\d{{1,6}})\b{_NOT_PEOPLE}"),
    re.compile(
        r"(?P<before>)\b(?:start-?up|pme|tpe|eti|equipe|boite|entreprise|societe) de "
        rf"(?P<n>\d{{1,6}})\b{_NOT_PEOPLE}"
    ),
    re.compile(r"(?P<before>)\b(?P<n>\d{1,6})[- ](?:person\b|employee)"),
)
_BOUNDED = re.compile(r"\b(moins de|plus de|au moins|jusqu'a|au plus|plus d'|pres de|environ|entre|a) $")
_HIRING = re.compile(r"\b(recrut|embauch|creer|creation|creerons|cree|form|licenci)\w*( \S+){0,2} $")
_AGE = (
    re.compile(r"\b(?:existe|existons|active?|creee?s?|fondee?s?) (?:depuis|il y a) (?P<n>\d{1,3}) ans\b"),
    re.compile(r"\b(?P<n>\d{1,3}) ans (?:d'existence|d'activite|d'anciennete|d'age)\b"),
)
_BORN = re.compile(r"\b(?:creee?s?|fondee?s?|nee?s?|immatriculee?s?) en (?:\w+ )?(?P<year>(?:19|20)\d\d)\b")
_JOBS = re.compile(
    r"\b(?P<n>\d{1,5}) (?:nouveaux? )?(?:emplois?|postes?|cdi)\b|\b(?:recrut|embauch)\w* (?P<m>\d{1,5})\b"
)
_LONGEST_DOUBT = 12
"""Years: beyond any age that a support asks, the month of the creation does not count."""


class ProfileListener:
    """Hears the facts of a profile in what a visitor writes."""

    def __init__(self, reader: ProfileReader) -> None:
        self._reader, self._told = reader, reader.words.told

    def hear(self, text: str, today: date) -> Declared:
        """The profile that the message tells; a place that may be several communes is a problem."""
        folded = in_digits(whole_numbers(fold(text)))
        said = tuple(stem(word) for word in words(text))
        facts: dict[str, Any] = {
            **self._applicant(said),
            **self._headcount(folded),
            **self._stage(said),
            **amounts_told(text),
            **_age(folded, today),
        }
        if facts.get("applicant") in (None, "company", "project_holder"):
            facts |= self._activity(text, said)
        if jobs := _JOBS.search(folded):
            facts["jobs_created"] = float(jobs["n"] or jobs["m"])
        if themes := tuple(theme for theme, phrases in self._themes.items() if _is_said(phrases, said)):
            facts["themes"] = themes
        problems: list[Problem] = []
        try:
            facts |= self._place(text)
        except UnusableFact as fault:
            problems.append(fault.problem)
        return self._reader.settled(facts, problems, today)

    def _applicant(self, said: tuple[str, ...]) -> dict[str, Any]:
        """Who asks: a public body that names the companies of its area is no company, nor the reverse."""
        facts: dict[str, Any] = {}
        found = [
            kind for kind, phrases in self._phrases(self._told.applicant).items() if _is_said(phrases, said)
        ]
        if found:
            facts["applicant"] = found[0]
        sizes = [size for size, phrases in self._phrases(self._told.size).items() if _is_said(phrases, said)]
        forms = [
            form for form, phrases in self._phrases(self._told.legal_form).items() if _is_said(phrases, said)
        ]
        if facts.get("applicant") == "company":
            if len(sizes) == 1:
                facts["size"] = sizes[0]
            if self._says("startup", said):
                facts["startup"] = True
        if len(forms) == 1:
            facts["legal_form"] = forms[0]
        return facts

    def _headcount(self, folded: str) -> dict[str, Any]:
        for pattern in _HEADCOUNT:
            for match in pattern.finditer(folded):
                before = match["before"]
                if not _BOUNDED.search(before) and not _HIRING.search(before):
                    return {"headcount": int(match["n"])}
        return {}

    def _activity(self, text: str, said: tuple[str, ...]) -> dict[str, Any]:
        activities = self._reader.activities
        code = activities.code_in(text) or activities.trade_in(text)
        facts: dict[str, Any] = {}
        if code is not None and activities.knows(code):
            facts |= {"naf": code, "sector": sector_of(code)}
        elif self._says("industry", said):
            facts["sector"] = "industry"
        if self._says("craft", said):
            facts["craft"] = True
        return facts

    def _stage(self, said: tuple[str, ...]) -> dict[str, Any]:
        facts: dict[str, Any] = {}
        if self._says("works_not_started", said):
            facts["works_started"] = False
        elif self._says("works_started", said):
            facts["works_started"] = True
        if self._says("part_of_group", said):
            facts["independent"] = False
        elif self._says("independent", said):
            facts["independent"] = True
        if self._says("collective_proceedings", said):
            facts["collective_proceedings"] = True
        if self._says("not_in_difficulty", said):
            facts["in_difficulty"] = False
        return facts

    def _place(self, text: str) -> dict[str, Any]:
        """The first commune told, else the first EPCI."""
        places = self._reader.territory.find_places(text)
        communes = [place for place in places if place.communes]
        if communes:
            return {"commune": self._reader.one_of(communes[0].text, communes[0].communes).insee}
        epcis = [place.epci for place in places if place.epci is not None]
        return {"epci": epcis[0].slug} if epcis else {}

    def _says(self, fact: str, said: tuple[str, ...]) -> bool:
        return _is_said(_stemmed(getattr(self._told, fact)), said)

    @staticmethod
    def _phrases(by_value: Mapping[str, Iterable[str]]) -> dict[str, tuple[tuple[str, ...], ...]]:
        return {value: _stemmed(phrases) for value, phrases in by_value.items()}

    @cached_property
    def _themes(self) -> dict[str, tuple[tuple[str, ...], ...]]:
        return self._phrases(self._told.themes)


def _stemmed(phrases: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(stem(word) for word in words(phrase)) for phrase in phrases)


def _is_said(phrases: Iterable[tuple[str, ...]], said: tuple[str, ...]) -> bool:
    return any(
        said[at : at + len(phrase)] == phrase
        for phrase in phrases
        for at in range(len(said) - len(phrase) + 1)
    )


def _age(folded: str, today: date) -> dict[str, Any]:
    """The age in full years, when told; a year of birth alone settles it only for an old company."""
    for pattern in _AGE:
        if match := pattern.search(folded):
            return {"age_years": float(match["n"])}
    if match := _BORN.search(folded):
        years = today.year - int(match["year"])
        return {"age_years": float(years - 1)} if years > _LONGEST_DOUBT else {}
    return {}
