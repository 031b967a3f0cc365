"""How a profile is told in French, kept as data: `prompts/profile.yaml`."""

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.errors import InvalidInput
from assistant.french import fold
from assistant.yaml_files import read_yaml

Phrases = tuple[str, ...]


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class FactWords(_Record):
    """The label of a fact, the other names it is read under, the question that asks it and set replies.

    `denied` is how a fact that is not so is said, `unit` what its number counts, in the singular.
    """

    label: str
    denied: str = ""
    unit: str = ""
    names: Phrases = ()
    ask: str
    replies: Phrases = ()


class ToldWords(_Record):
    """The phrases by which a message tells a fact."""

    applicant: Mapping[str, Phrases]
    speaks_as: Mapping[str, Phrases]
    size: Mapping[str, Phrases]
    small: Phrases
    on_behalf: Phrases
    startup: Phrases
    legal_form: Mapping[str, Phrases]
    industry: Phrases
    craft: Phrases
    liberal: Phrases
    social_economy: Phrases
    part_of_group: Phrases
    independent: Phrases
    works_started: Phrases
    works_not_started: Phrases
    collective_proceedings: Phrases
    in_difficulty: Phrases
    not_in_difficulty: Phrases
    no_arrears: Phrases
    obligations_due: Phrases
    obligations_met: Phrases
    emissions_trading: Phrases
    no_emissions_trading: Phrases
    takeover: Phrases
    no_takeover: Phrases
    employee_share_due: Phrases
    employee_share_paid: Phrases
    photovoltaic: Phrases
    no_photovoltaic: Phrases
    solar_heat: Phrases
    family_takeover: Phrases
    no_family_takeover: Phrases
    citizen_project: Phrases
    no_citizen_project: Phrases
    individual_consumption: Phrases
    exporting: Phrases
    alone: Phrases
    unsaid: Phrases
    read_as: Mapping[str, str]
    themes: Mapping[str, Phrases]


class ProfileWords(BaseModel):
    """The words of a profile: of its facts, of their values, and of the messages that tell them."""

    model_config = ConfigDict(extra="forbid", frozen=True, ignored_types=(cached_property,))

    facts: Mapping[str, FactWords]
    values: Mapping[str, Mapping[str, Phrases]]
    told: ToldWords

    def key_of(self, name: str) -> str | None:
        """The key of a fact by its key, its label or any other of its names; None for an unknown name."""
        return self._keys.get(_plain(name))

    def value_of(self, key: str, words: str) -> str | None:
        """The value of a listed fact by its code or its words; None when they are none of them."""
        for value, phrases in self.values.get(key, {}).items():
            if _plain(words) in map(_plain, (value, *phrases)):
                return value
        return None

    def shown(self, key: str, value: Any) -> str:
        """The words of a value of a listed fact."""
        return str(self.values[key][value][0])

    @cached_property
    def _keys(self) -> dict[str, str]:
        named = [(name, key) for key, fact in self.facts.items() for name in (key, fact.label, *fact.names)]
        return {_plain(name): key for name, key in reversed(named) if key != "place"}


def _plain(words: str) -> str:
    return " ".join(fold(words).replace("_", " ").replace("-", " ").replace("'", " ").split())


def read_profile_words(prompts: Path) -> ProfileWords:
    """The words that the folder of prompts holds; raises InvalidInput naming the file and the key."""
    path = prompts / "profile.yaml"
    try:
        return ProfileWords.model_validate(read_yaml(path))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise InvalidInput(f"{path.name}, {place} : {first['msg']}") from error
