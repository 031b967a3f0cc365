"""What a condition of a support asks of an applicant, as data: typed rules, and no way to write any other."""

from datetime import date
from functools import cached_property
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, model_validator

from assistant.supports.days import Day
from assistant.supports.sizes import Size

Applicant = Literal[
    "company", "project_holder", "local_authority", "epci", "association", "public_body", "individual"
]
LegalForm = Literal[
    "micro_entrepreneur",
    "sole_trader",
    "eurl",
    "sarl",
    "sas",
    "sa",
    "sci",
    "cooperative",
    "association",
    "other",
]
Sector = Literal[
    "agriculture",
    "industry",
    "energy",
    "water_waste",
    "construction",
    "trade",
    "transport",
    "hospitality",
    "services",
]
FormerUse = Literal["industry", "mining", "railway", "military", "hospital", "other"]
LISTED_FACTS = frozenset({"applicant", "former_use", "legal_form", "sector", "size"})
"""The facts of a profile whose value is one of a list."""
Zone = Literal["AFR", "FRR", "QPV", "BER", "ZRD"]
Department = Annotated[str, StringConstraints(pattern=r"^(\d{2}|2[AB]|97\d)$")]
Naf = Annotated[
    str, StringConstraints(pattern=r"^([A-U]|\d{2}(\.\d{1,2}[A-Z]?)?(-\d{2}(\.\d{1,2}[A-Z]?)?)?)$")
]
"""A section, a code of any depth or a span of codes, both ends included (`10.11Z-33.20D`)."""


def _no_true_false(value: object) -> object:
    if isinstance(value, bool):
        raise ValueError("nombre attendu")
    return value


Number = Annotated[float, BeforeValidator(_no_true_false), Field(ge=0, allow_inf_nan=False)]


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Bounds(_Record):
    """A span of numbers: at least one end, each included (`at_least`, `at_most`) or not."""

    at_least: Number | None = None
    more_than: Number | None = None
    at_most: Number | None = None
    less_than: Number | None = None

    @model_validator(mode="after")
    def _is_a_span(self) -> "Bounds":
        lows = [end for end in (self.at_least, self.more_than) if end is not None]
        highs = [end for end in (self.at_most, self.less_than) if end is not None]
        if not lows and not highs:
            raise ValueError("au moins une borne est attendue")
        if len(lows) > 1 or len(highs) > 1:
            raise ValueError("une seule borne de chaque côté")
        if lows and highs and lows[0] > highs[0]:
            raise ValueError("la borne basse dépasse la borne haute")
        return self

    def holds(self, value: float) -> bool:
        """Whether the number lies in the span."""
        return (
            (self.at_least is None or value >= self.at_least)
            and (self.more_than is None or value > self.more_than)
            and (self.at_most is None or value <= self.at_most)
            and (self.less_than is None or value < self.less_than)
        )


class Days(_Record):
    """A span of days: since one of them, included, or before one, excluded."""

    since: Day = None
    before: Day = None

    @model_validator(mode="after")
    def _is_a_span(self) -> "Days":
        if self.since is None and self.before is None:
            raise ValueError("au moins un jour est attendu")
        if self.since is not None and self.before is not None and self.since >= self.before:
            raise ValueError("le premier jour n'est pas avant le dernier")
        return self

    def holds(self, day: date) -> bool:
        """Whether the day lies in the span."""
        return (self.since is None or day >= self.since) and (self.before is None or day < self.before)


_EXTENTS = frozenset({"and_others", "in_part"})


class Place(_Record):
    """Where the site or project must lie: in any of what is listed.

    `and_others`: the source speaks of further places that it does not list, so that a site out of the list
    is not known to be out. `in_part`: the source keeps a part of the list that it does not delimit, so that
    a site in the list is not known to be in.
    """

    countries: tuple[Literal["France", "Luxembourg", "Allemagne", "Belgique"], ...] = ()
    regions: tuple[str, ...] = ()
    departments: tuple[Department, ...] = ()
    industry_territories: Literal["any"] | tuple[str, ...] = ()
    epci: tuple[str, ...] = ()
    communes: tuple[str, ...] = ()
    zones: tuple[Zone, ...] = ()
    and_others: bool = False
    in_part: bool = False

    @model_validator(mode="after")
    def _is_somewhere(self) -> "Place":
        if not any(getattr(self, name) for name in type(self).model_fields if name not in _EXTENTS):
            raise ValueError("au moins un lieu est attendu")
        return self


class Rule(_Record):
    """One requirement: exactly one key. A key that names a fact is compared with that fact of the profile.

    Amounts in euros, ages in full years, durations in months, energies in megawatt-hours a year, shares in
    percent. `size` allows any of the sizes of the European Union (a group counts as one); the `size` of a
    profile is what its figures or its own words make of it.
    """

    applicant: tuple[Applicant, ...] | None = Field(None, min_length=1)
    size: tuple[Size, ...] | None = Field(None, min_length=1)
    startup: bool | None = None
    legal_form: tuple[LegalForm, ...] | None = Field(None, min_length=1)
    sector: tuple[Sector, ...] | None = Field(None, min_length=1)
    former_use: tuple[FormerUse, ...] | None = Field(None, min_length=1)
    naf: tuple[Naf, ...] | None = Field(None, min_length=1)
    place: Place | None = None
    headcount: Bounds | None = None
    turnover: Bounds | None = None
    total_assets: Bounds | None = None
    age_years: Bounds | None = None
    project_cost: Bounds | None = None
    rd_share: Bounds | None = None
    solar_m2: Bounds | None = None
    international_trading: bool | None = None
    aid_requested: Bounds | None = None
    project_months: Bounds | None = None
    jobs_created: Bounds | None = None
    heat_mwh: Bounds | None = None
    electricity_mwh: Bounds | None = None
    connection_kv: Bounds | None = None
    co2_tonnes: Bounds | None = None
    partners: Bounds | None = None
    export_share: Bounds | None = None
    heat_installations: Bounds | None = None
    contract_year: Bounds | None = None
    contract_signed: Days | None = None
    craft: bool | None = None
    liberal_profession: bool | None = None
    social_economy: bool | None = None
    independent: bool | None = None
    in_difficulty: bool | None = None
    collective_proceedings: bool | None = None
    obligations_met: bool | None = None
    works_started: bool | None = None
    emissions_trading: bool | None = None
    real_tax_regime: bool | None = None
    exporting: bool | None = None
    site_owner: bool | None = None
    takeover: bool | None = None
    family_takeover: bool | None = None
    employee_share_paid: bool | None = None
    photovoltaic: bool | None = None
    citizen_project: bool | None = None
    carbon_footprint_done: bool | None = None
    company_held: bool | None = None
    classified_site: bool | None = None
    beyond_bac: bool | None = None
    work_study: bool | None = None
    study_years: Bounds | None = None
    contract_months: Bounds | None = None
    offices_only: bool | None = None
    insulation_only: bool | None = None
    purchase_only: bool | None = None
    individual_consumption: bool | None = None
    recent_energy_audit: bool | None = None
    recent_diploma: bool | None = None
    product_sold: bool | None = None
    ai_aid_received: bool | None = None
    bank_lends: bool | None = None
    recent_redundancies: bool | None = None
    trainees_employed: bool | None = None
    all_of: "tuple[Rule, ...] | None" = Field(None, min_length=1)
    any_of: "tuple[Rule, ...] | None" = Field(None, min_length=1)
    none_of: "tuple[Rule, ...] | None" = Field(None, min_length=1)

    @model_validator(mode="after")
    def _asks_one_thing(self) -> "Rule":
        if len(self.model_fields_set) != 1 or self.value is None:
            raise ValueError("exactement une exigence est attendue par règle")
        return self

    @cached_property
    def key(self) -> str:
        """The one key that is set."""
        return next(iter(self.model_fields_set))

    @cached_property
    def value(self) -> object:
        """What that key asks."""
        return getattr(self, self.key)
