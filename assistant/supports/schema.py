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
)

from assistant.records import Confidence

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


def _as_day(value: object) -> object:
    """Takes `2026-12-31` and nothing else: pydantic alone would also read numbers as seconds."""
    if value is None or isinstance(value, date):
        return value
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        raise ValueError("date attendue sous la forme AAAA-MM-JJ")
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError("ce jour n'existe pas") from None


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


Day = Annotated[date | None, BeforeValidator(_as_day)]
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


class Support(_Record):
    """One support; `opens` and `closes` are inclusive; `status` is as of `status_as_of`, not of today."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    name: Text
    aliases: tuple[Text, ...] = ()
    operator: Text
    kind: Kind
    themes: tuple[Theme, ...] = Field(min_length=1)
    beneficiaries: tuple[Beneficiary, ...] = Field(min_length=1)
    territory: Text
    conditions: tuple[Text, ...] = ()
    amount: Text | None = None
    expenses: Text | None = None
    opens: Day = None
    closes: Day = None
    calendar: Text | None = None
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
