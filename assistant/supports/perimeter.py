"""The communes, the intercommunalities and the Territoires d'industrie, as records."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from assistant.records import Confidence
from assistant.supports.days import Day
from assistant.supports.schema import PartialDate, Text

Siren = Annotated[str, StringConstraints(pattern=r"^\d{9}$")]
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]


@dataclass(frozen=True, slots=True)
class Commune:
    """A commune; `population` is municipal and None where not kept, `siren` is its EPCI of 2025."""

    insee: str
    name: str
    postcodes: tuple[str, ...]
    population: int | None
    siren: str
    department: str


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Population(_Record):
    """Inhabitants by census year; `total` counts some people twice, `municipal` nobody."""

    municipal_2023: int = Field(gt=0)
    municipal_2022: int | None = None
    total_2022: int | None = None


class Person(_Record):
    """Who held an office, and when that was known to be true."""

    name: Text
    role: Text | None = None
    as_of: PartialDate = None
    term: Text | None = None
    confidence: Confidence = "medium"
    note: Text | None = None


class EconomicDevelopment(_Record):
    """Whom a company may ask; `contact_as_of` is the year of the document that gave the contact."""

    service: Text | None = None
    referent: Person | None = None
    contact: Text | None = None
    contact_as_of: PartialDate = None


class EpciSources(_Record):
    """Identifiers of the register, by part of the record."""

    identity: tuple[Text, ...] = Field(min_length=1)
    people: tuple[Text, ...] = ()
    economy: tuple[Text, ...] = ()
    contact: tuple[Text, ...] = ()


class Epci(_Record):
    """An intercommunality; `siren` is None when unknown, `valid_until` its last day when it merged."""

    slug: Slug
    name: Text
    siren: Siren | None
    dgcl_name: Text | None = None
    aliases: tuple[Text, ...] = ()
    nature: Text
    departments: tuple[Text, ...] = ()
    labelled: bool = False
    valid_from: PartialDate = None
    valid_until: Day = None
    merged_into: Slug | None = None
    merged_from: tuple[Slug, ...] = ()
    seat: Text | None = None
    commune_count: int | None = None
    population: Population | None = None
    president: Person | None = None
    deputy_president: Person | None = None
    economic_development: EconomicDevelopment = EconomicDevelopment()
    website: Text | None = None
    zones: tuple[Text, ...] = ()
    employers: tuple[Text, ...] = ()
    history: Text | None = None
    industrial_rebound: bool | None = None
    note: Text | None = None
    sources: EpciSources | None = None

    def exists_on(self, day: date) -> bool:
        """Whether the intercommunality was there that day, as far as its dates are known."""
        born = self.valid_from is None or self.valid_from <= day.isoformat()[: len(self.valid_from)]
        return born and (self.valid_until is None or day <= self.valid_until)


class Member(_Record):
    """An EPCI as the list of a Territoire d'industrie names it; `siren` is None when not recognised."""

    name: Text
    siren: Siren | None


class IndustryTerritory(_Record):
    """A Territoire d'industrie of 2023-2027 and its members."""

    id: Text
    name: Text
    departments: tuple[Text, ...]
    members: tuple[Member, ...] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Perimeter:
    """Where a commune stands on a day.

    `former_epci` is the member of the label that the EPCI of that day came from. `in_nord_lorraine` and
    `industry_territories` are None when not known; an empty tuple means none, by the list of `list_as_of`.
    """

    commune: Commune
    epci: Epci | None
    former_epci: Epci | None
    in_nord_lorraine: bool | None
    industry_territories: tuple[IndustryTerritory, ...] | None
    list_as_of: str | None
