"""What one file of `corpus/supports/` may hold."""

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationInfo,
    field_validator,
    model_validator,
)

from assistant.records import Confidence
from assistant.supports.days import Day, RealDay
from assistant.supports.rules import Number, Place, Rule

Kind = Literal[
    "accompagnement",
    "appel-a-projets",
    "credit-impot",
    "exoneration",
    "fonds-propres",
    "garantie",
    "ingenierie",
    "pret",
    "subvention",
    "volontariat",
]
Beneficiary = Literal[
    "TPE", "PME", "ETI", "GE", "startup", "porteur-de-projet", "collectivite", "EPCI", "association"
]
Theme = Literal[
    "creation",
    "decarbonation",
    "difficulte",
    "eau-dechets",
    "energie",
    "export",
    "foncier",
    "formation",
    "ingenierie",
    "innovation",
    "investissement",
    "numerique",
    "recrutement",
]
SupportStatus = Literal["open", "closed", "permanent", "unknown"]
Part = Literal["what", "amount", "conditions", "dates", "how_to_apply"]

_PARTIAL_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


def _as_partial_date(value: object) -> object:
    if value is None:
        return value
    text = str(value)
    if not _PARTIAL_DATE.fullmatch(text):
        raise ValueError("date attendue sous la forme AAAA, AAAA-MM ou AAAA-MM-JJ")
    try:
        date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        raise ValueError("ce jour n'existe pas") from None
    return text


Percentage = Annotated[Number, Field(le=100)]
PartialDate = Annotated[str | None, BeforeValidator(_as_partial_date)]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class _Record(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class AskedAs(_Record):
    """The questions that each part of a support answers; they find it and are never shown."""

    need: tuple[Text, ...] = ()
    what: tuple[Text, ...] = ()
    amount: tuple[Text, ...] = ()
    conditions: tuple[Text, ...] = ()
    dates: tuple[Text, ...] = ()
    how_to_apply: tuple[Text, ...] = ()


class Condition(_Record):
    """One condition, in words; a bare text is one that nobody but the operator can check.

    `rule` says all that the words say; `requires` a part of it only: not met it excludes, met it leaves the
    rest to check; `suffices` one way to meet them: met they are, not met another may do; `as_a_rule` what
    they ask but for an exception that they name: not met is said, and excludes nobody. `of_part` tells that
    one part of the support asks it, which the words name: not met, that part alone is out. `informs` marks
    words that tell how the support works and exclude nobody. `source` is the register entry that states it,
    where that is not all of the support's.
    """

    text: Text
    rule: Rule | None = None
    requires: Rule | None = None
    suffices: Rule | None = None
    as_a_rule: Rule | None = None
    of_part: bool = False
    informs: bool = False
    source: Text | None = None

    @model_validator(mode="after")
    def _says_one_thing(self) -> "Condition":
        if len(self.rules) + self.informs > 1:
            raise ValueError("une seule des clés rule, requires, suffices, as_a_rule et informs est admise")
        if self.of_part and self.rule is None and self.requires is None:
            raise ValueError("of_part accompagne rule ou requires")
        return self

    @property
    def rules(self) -> tuple[Rule, ...]:
        """The rule that computes it, alone; none for one that only words tell."""
        found = (self.rule, self.requires, self.suffices, self.as_a_rule)
        return tuple(rule for rule in found if rule is not None)


def _as_condition(value: object) -> object:
    return {"text": value} if isinstance(value, str) else value


class Award(_Record):
    """What the support gives in one case, as figures; the words of `amount` stay what is shown.

    Rates are percentages of the eligible expenses, amounts are in `currency`; `floor` and `cap` bound the
    aid (or the loan), `lump_sum` is a fixed aid, `own_share` what is left to pay; `when` tells whom the case
    is for, `label` names it, `as_of` its year when the figures are those of an older edition.
    """

    label: Text | None = None
    when: Rule | None = None
    rate: Percentage | None = None
    rate_up_to: Percentage | None = None
    rate_from: Percentage | None = None
    floor: Number | None = None
    cap: Number | None = None
    lump_sum: Number | None = None
    own_share: Number | None = None
    currency: Literal["EUR"] = "EUR"
    per: Text | None = None
    as_of: PartialDate = None

    @model_validator(mode="after")
    def _gives_something(self) -> "Award":
        figures = (
            self.rate,
            self.rate_up_to,
            self.rate_from,
            self.floor,
            self.cap,
            self.lump_sum,
            self.own_share,
        )
        if all(figure is None for figure in figures):
            raise ValueError("au moins un chiffre est attendu")
        if self.rate is not None and (self.rate_up_to is not None or self.rate_from is not None):
            raise ValueError("un taux est fixe ou borné, pas les deux")
        return self


class YearlyDay(_Record):
    """A day that comes back every year."""

    month: Annotated[int, Field(ge=1, le=12)]
    day: Annotated[int, Field(ge=1, le=31)]

    @model_validator(mode="after")
    def _exists(self) -> "YearlyDay":
        date(2023, self.month, self.day)
        return self


class Intake(_Record):
    """How applications are taken: until a fixed end, all along, every year by a day, or not known.

    `sessions` are the days on which the applications received so far were or will be collected, `hour` the
    time of the last day when it is told (`15:00`), `source` the register entry that states the window.
    """

    kind: Literal["fixed", "rolling", "recurring", "unknown"]
    sessions: tuple[RealDay, ...] = ()
    yearly_by: YearlyDay | None = None
    hour: Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")] | None = None
    source: Text | None = None


class Support(_Record):
    """One support; `opens` and `closes` are inclusive; `status` is as of `status_as_of`, not of today.

    `within` is the computable side of `territory`, None where the territory cannot be computed.
    """

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    name: Text
    aliases: tuple[Text, ...] = ()
    operator: Text
    kind: Kind
    themes: tuple[Theme, ...] = Field(min_length=1)
    beneficiaries: tuple[Beneficiary, ...] = Field(min_length=1)
    territory: Text
    within: Place | None = None
    conditions: tuple[Annotated[Condition, BeforeValidator(_as_condition)], ...] = ()
    amount: Text | None = None
    awards: tuple[Award, ...] = ()
    expenses: Text | None = None
    opens: Day = None
    closes: Day = None
    calendar: Text | None = None
    intake: Intake | None = None
    status: SupportStatus
    status_as_of: PartialDate = None
    how_to_apply: Text | None = None
    contact: Text | None = None
    legal_basis: Text | None = None
    note: Text | None = None
    confidence: Confidence
    verified: PartialDate = None
    sources: tuple[Text, ...] = Field(min_length=1)
    asked_as: AskedAs

    @field_validator("closes")
    @classmethod
    def _closes_after_it_opens(cls, closes: date | None, info: ValidationInfo) -> date | None:
        opens = info.data.get("opens")
        if closes is not None and opens is not None and closes < opens:
            raise ValueError("la clôture précède l'ouverture")
        return closes
