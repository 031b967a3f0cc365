"""Who asks, and for what project: every field may be missing, none is guessed."""

from calendar import monthrange
from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from assistant.supports.days import Day
from assistant.supports.rules import Applicant, FormerUse, LegalForm, Number, Sector
from assistant.supports.schema import Text, Theme
from assistant.supports.sizes import Size

Headcount = Annotated[int, Field(ge=0, le=2_000_000, strict=True)]
Month = Annotated[str, Field(pattern=r"^(0[1-9]|1[0-2])/20\d\d$")]
Year = Annotated[int, Field(ge=1600, le=2200, strict=True)]


class Profile(BaseModel):
    """An applicant and a project, in the words of the data; None where nothing was said.

    `commune` is an INSEE code, `epci` the slug of the one named, `naf` a code of any depth, `created` the day
    of creation (`created_year` or `age_years` when only that is told), amounts are in euros.
    `takeover` tells whether an existing firm or business is taken over, `employee_share_paid` whether the
    employees' share of social contributions is; `photovoltaic` is false for a solar project of heat alone.
    `company_held` tells whether other companies hold more than half of the capital, `carbon_footprint_done`
    whether a carbon footprint was made in the last five years, `former_use` what stood on a site to be used
    again, `classified_site` whether that was a classified installation (ICPE) or a mine, `contract_year` the
    year in which the contract of an apprentice begins, `contract_signed` the day of its signature
    (`contract_month`, as in `10/2026`, when only the month is told), `beyond_bac` whether the apprentice
    prepares more than the baccalaureate; `work_study` tells whether a young recruit studies beside,
    `study_years` how many years after the baccalaureate, `contract_months` how long the contract lasts.
    `offices_only` tells that the premises hold no production, `insulation_only` that the project insulates a
    building and does nothing else, `purchase_only` that it buys land or a building and does nothing else,
    `individual_consumption` that all the solar electricity is for its producer alone, `heat_installations`
    how many installations of renewable heat the project gathers.
    `recent_diploma` tells whether a young recruit has had a diploma for less than two years, `product_sold`
    whether the product to design is on the market already.
    `recent_energy_audit` tells whether an energy audit is less than four years old, `ai_aid_received` whether
    an aid or a prize on artificial intelligence was had, `bank_lends` whether a bank lends as much
    beside, `recent_redundancies` whether there were redundancies in the last twelve months,
    `trainees_employed` whether those to be trained work there already, neither in insertion nor in an
    adapted enterprise.
    `export_share` is the part of the turnover that is made abroad, in percent.
    `rd_share` is the part of the charges that goes to research and development, in percent; `solar_m2` the
    surface of the thermal collectors of a project that has no other source of heat; `international_trading`
    tells whether the company buys and sells across borders what it does not make.
    `heat_mwh` is what the project produces or recovers in a year, `electricity_mwh` what the site draws,
    `co2_tonnes` what the project avoids in a year.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    applicant: Applicant | None = None
    headcount: Headcount | None = None
    turnover: Number | None = None
    total_assets: Number | None = None
    size: Size | None = None
    startup: bool | None = None
    independent: bool | None = None
    legal_form: LegalForm | None = None
    sector: Sector | None = None
    naf: Text | None = None
    created: Day = None
    created_year: Year | None = None
    age_years: Number | None = None
    commune: Text | None = None
    epci: Text | None = None
    department: Text | None = None
    region: Text | None = None
    country: Text | None = None
    themes: tuple[Theme, ...] = ()
    project: Text | None = None
    project_cost: Number | None = None
    aid_requested: Number | None = None
    project_months: Number | None = None
    jobs_created: Number | None = None
    rd_share: Annotated[Number, Field(le=100)] | None = None
    solar_m2: Number | None = None
    international_trading: bool | None = None
    heat_mwh: Number | None = None
    electricity_mwh: Number | None = None
    connection_kv: Number | None = None
    co2_tonnes: Number | None = None
    partners: Number | None = None
    heat_installations: Number | None = None
    contract_year: Year | None = None
    contract_signed: Day = None
    contract_month: Month | None = None
    former_use: FormerUse | None = None
    craft: bool | None = None
    liberal_profession: bool | None = None
    social_economy: bool | None = None
    in_difficulty: bool | None = None
    collective_proceedings: bool | None = None
    obligations_met: bool | None = None
    works_started: bool | None = None
    emissions_trading: bool | None = None
    real_tax_regime: bool | None = None
    exporting: bool | None = None
    export_share: Annotated[Number, Field(le=100)] | None = None
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
    study_years: Number | None = None
    contract_months: Number | None = None
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

    def contract_days(self) -> tuple[date, ...]:
        """The days on which the contract of an apprentice may have been signed; none when untold."""
        if self.contract_signed is not None or self.contract_month is None:
            return () if self.contract_signed is None else (self.contract_signed,)
        month, year = map(int, self.contract_month.split("/"))
        return tuple(date(year, month, day + 1) for day in range(monthrange(year, month)[1]))

    def ages_on(self, today: date) -> tuple[float, ...]:
        """The full years since the creation, or the age told; two where only a year is, none when untold.

        A creation to come counts as none.
        What somebody is about to create, and does not take over, has no year yet.
        """
        if self.created is not None:
            before = (today.month, today.day) < (self.created.month, self.created.day)
            return (float(max(0, today.year - self.created.year - before)),)
        if self.age_years is not None:
            return (self.age_years,)
        if self.created_year is None:
            is_unborn = self.applicant == "project_holder" and self.takeover is False
            return (0.0,) if is_unborn else ()
        most = max(0, today.year - self.created_year)
        return tuple(float(age) for age in (most - 1, most) if age >= 0)
