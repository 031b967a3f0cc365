"""A profile as people write it down (a file, an address, a form): in French or English keys, each checked."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import ValidationError

from assistant.french import fold
from assistant.profiles.numbers import amount_in, day_in, number_in
from assistant.profiles.words import ProfileWords
from assistant.supports.activities import Activities
from assistant.supports.contradictions import contradictions
from assistant.supports.profile import Profile
from assistant.supports.regions import (
    COUNTRIES,
    HOME_REGION,
    REGIONS,
    country_named,
    department_named,
    region_named,
)
from assistant.supports.rules import LISTED_FACTS
from assistant.supports.territory import Commune, Territory
from assistant.wording import enumerated

_NUMBERS = frozenset(
    (
        "turnover total_assets age_years project_cost aid_requested project_months jobs_created partners"
        " heat_mwh electricity_mwh connection_kv co2_tonnes study_years contract_months"
        " heat_installations export_share rd_share solar_m2"
    ).split()
)
_LOGICAL = frozenset(key for key, field in Profile.model_fields.items() if field.annotation == (bool | None))
_NAMED: Mapping[str, tuple[Callable[[str], str | None], tuple[str, ...]]] = {
    "region": (region_named, REGIONS),
    "department": (department_named, ()),
    "country": (country_named, COUNTRIES),
}
"""How each place larger than an intercommunality is read, and the names admitted where they are few."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What of a profile cannot be used: its words in the messages, and what fills them in."""

    key: str
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Declared:
    """The profile of what can be used, and what cannot: a fact at fault is left unknown, never guessed."""

    profile: Profile
    problems: tuple[Problem, ...] = ()


class ProfileReader:
    """Reads what applicants say of themselves."""

    def __init__(self, words: ProfileWords, territory: Territory, activities: Activities) -> None:
        self.words, self.territory, self.activities = words, territory, activities

    def read(self, written: Mapping[str, Any], today: date) -> Declared:
        """The profile of a mapping, by any name of its facts; empty values count as not told."""
        facts: dict[str, Any] = {}
        problems: list[Problem] = []
        for name, value in written.items():
            key = self.words.key_of(str(name))
            if key is None:
                problems.append(Problem("profile_unknown_fact", {"fact": str(name)[:60]}))
            elif value not in (None, [], ()) and str(value).strip():
                try:
                    facts |= self._fact(key, value, is_postcode="postal" in fold(str(name)))
                except UnusableFact as fault:
                    problems.append(fault.problem)
        return self.settled(facts, problems, today)

    def settled(self, facts: Mapping[str, Any], problems: list[Problem], today: date) -> Declared:
        """The profile of facts already read; those that exclude each other are left out and said."""
        kept = dict(facts)
        profile, faults = self._validated(kept)
        problems = [*problems, *faults]
        for keys in (*contradictions(profile, today), *self._misplaced(profile)):
            labels = " et ".join(f"« {self._label(key)} »" for key in keys)
            problems.append(
                Problem("profile_contradiction" if len(keys) > 1 else "profile_impossible", {"facts": labels})
            )
            kept = {key: value for key, value in kept.items() if key not in keys}
        return Declared(self._validated(kept)[0], tuple(problems))

    def _validated(self, facts: dict[str, Any]) -> tuple[Profile, list[Problem]]:
        """The profile of the facts that its schema admits; the others are taken out of `facts`."""
        faults: list[Problem] = []
        while True:
            try:
                return Profile.model_validate(facts), faults
            except ValidationError as error:
                key = str(error.errors()[0]["loc"][0])
                faults.append(self._wrong(key, facts.pop(key)))

    def _fact(self, key: str, value: Any, is_postcode: bool) -> dict[str, Any]:
        match key:
            case "commune":
                return self._place(value, is_postcode)
            case "region" | "department" | "country":
                return {key: self._named(key, str(value))}
            case "epci":
                return self._epci(str(value))
            case "naf":
                return {"naf": self._naf(str(value))}
            case "themes":
                items = value if isinstance(value, list | tuple) else str(value).split(",")
                return {"themes": tuple(self._listed("themes", str(item).strip()) for item in items)}
            case "headcount" | "created_year" | "contract_year":
                return {key: self._whole(key, value)}
            case "created" | "contract_signed":
                return {key: self._day(key, value)}
        if key in LISTED_FACTS:
            return {key: self._listed(key, str(value))}
        if key in _LOGICAL:
            return {key: self._answer(key, value)}
        return {key: self._number(key, value) if key in _NUMBERS else str(value).strip()}

    def _listed(self, key: str, words: str) -> str:
        found = self.words.value_of(key, words)
        if found is None:
            admitted = ", ".join(phrases[0] for phrases in self.words.values[key].values())
            raise UnusableFact(
                Problem("profile_not_listed", {**self._said(key, words), "admitted": admitted})
            )
        return found

    def _named(self, key: str, words: str) -> str:
        read, admitted = _NAMED[key]
        if (found := read(words)) is not None:
            return found
        said = self._said(key, words)
        if not admitted:
            raise UnusableFact(Problem("profile_wrong", said))
        raise UnusableFact(Problem("profile_not_listed", {**said, "admitted": ", ".join(admitted)}))

    def _answer(self, key: str, value: Any) -> bool:
        found = self.words.value_of("answers", str(value))
        if found is None:
            raise UnusableFact(Problem("profile_yes_or_no", self._said(key, value)))
        return bool(found == "yes")

    def _number(self, key: str, value: Any) -> float:
        number = amount_in(value)
        if number is None:
            raise UnusableFact(Problem("profile_number", self._said(key, value)))
        return number

    def _whole(self, key: str, value: Any) -> int:
        number = number_in(value)
        if number is None or number < 0 or number != int(number):
            raise UnusableFact(self._wrong(key, value))
        return int(number)

    def _day(self, key: str, value: Any) -> date:
        day = day_in(value)
        if day is None:
            raise UnusableFact(Problem("profile_day", self._said(key, value)))
        return day

    def _naf(self, words: str) -> str:
        code = self.activities.code_in(words.upper()) or words.strip().upper()
        if not self.activities.knows(code):
            raise UnusableFact(Problem("profile_naf", {"naf": words[:60]}))
        return code

    def _place(self, value: Any, is_postcode: bool) -> dict[str, Any]:
        """The commune or the EPCI; a code that is both an INSEE code and a postcode is the former."""
        text = str(value).strip()
        if not is_postcode and (commune := self.territory.commune(text)) is not None:
            return {"commune": commune.insee}
        places = [place for place in self.territory.find_places(text) if place.kind != "industry_territory"]
        if not places or not (places[0].communes or places[0].epci):
            raise UnusableFact(Problem("profile_place", {"place": text[:60]}))
        if (epci := places[0].epci) is not None:
            return {"epci": epci.slug}
        named = {place.communes: place.text for place in places if place.communes}
        if len(named) > 1:
            names = enumerated([name[:60] for name in named.values()][:6])
            raise UnusableFact(Problem("profile_which_place", {"places": names}))
        return {"commune": self.one_of(text, places[0].communes).insee}

    def one_of(self, text: str, communes: tuple[Commune, ...]) -> Commune:
        """The one commune that a text may be; raises the problem that names them when there are several."""
        if len(communes) == 1:
            return communes[0]
        choices = ", ".join(
            f"{c.name} ({c.postcodes[0] if c.postcodes else c.department})" for c in communes[:6]
        )
        raise UnusableFact(Problem("profile_several_places", {"place": text[:60], "choices": choices}))

    def _epci(self, words: str) -> dict[str, Any]:
        epci = self.territory.epci(words.strip())
        if epci is not None:
            return {"epci": epci.slug}
        found = [place.epci for place in self.territory.find_places(words) if place.epci is not None]
        if not found:
            raise UnusableFact(Problem("profile_place", {"place": words[:60]}))
        return {"epci": found[0].slug}

    def _misplaced(self, profile: Profile) -> Iterator[tuple[str, str]]:
        """The commune with each larger place that does not hold it."""
        commune = self.territory.commune(profile.commune) if profile.commune else None
        if commune is None:
            return
        around = {"department": commune.department, "region": HOME_REGION, "country": "France"}
        for key, name in around.items():
            if getattr(profile, key) not in (None, name):
                yield ("commune", key)

    def _wrong(self, key: str, value: Any) -> Problem:
        return Problem("profile_headcount" if key == "headcount" else "profile_wrong", self._said(key, value))

    def _said(self, key: str, value: Any) -> dict[str, str]:
        return {"fact": self._label(key), "value": str(value)[:60]}

    def _label(self, key: str) -> str:
        return self.words.facts[key].label if key in self.words.facts else key


class UnusableFact(Exception):
    """A fact that cannot be used, with the problem to tell."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.key)
        self.problem = problem
