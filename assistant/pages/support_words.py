"""The words around the supports: the form, the cards, the days to come."""

from assistant.pages.sections import CountNoun, Section
from assistant.records import Verdict
from assistant.supports.schema import Beneficiary
from assistant.supports.verdicts import Result


class Field(Section):
    """One question of the form: the fact it asks, its short name in the address, and how it is put."""

    fact: str
    name: str
    label: str
    placeholder: str = ""
    note: str = ""


class FieldGroup(Section):
    """Questions under one heading; those of a folded group are rarely needed."""

    heading: str
    fields: tuple[Field, ...]
    is_folded: bool = False


class AidForm(Section):
    """The form on who applies and for what."""

    groups: tuple[FieldGroup, ...]
    none: str
    do_not_know: str
    clear: str


class AidWords(Section):
    """The page of the supports that may apply; the words of a verdict come with the card itself."""

    heading: str
    lead: str
    form: AidForm
    nothing_told: str
    problems: str
    more_problems: str
    understood: str
    counts: dict[Verdict, CountNoun]
    asks_lead: str
    ask: CountNoun
    cautions: str
    caution_leads: dict[str, str]
    to_result: str
    result: str
    near: CountNoun
    found: CountNoun
    to_check: str
    far: str
    not_eligible: str
    closed: str
    more: str
    share: str
    print_view: str
    print: str
    back: str
    printed: str
    printed_part: str


class CardWords(Section):
    """On the card of one support; `results` head the criteria, by what became of them."""

    amount: str
    until: str
    criteria: str
    unmet: str
    results: dict[Result, str]
    counted: dict[Result, CountNoun]
    how_to_apply: str
    contact: str
    asks: str
    note: str
    sources: str


class Public(Section):
    """Whom a support is for, in a word, and the beneficiaries that the word stands for."""

    name: str
    beneficiaries: tuple[Beneficiary, ...]


class Period(Section):
    """A stretch of time from today: so many days, or what is left of the year; else without end."""

    name: str
    days: int | None = None
    this_year: bool = False


class DeadlineWords(Section):
    """The page of the days to come."""

    heading: str
    lead: str
    theme: str
    public: str
    period: str
    text: str
    text_placeholder: str
    any: str
    publics: tuple[Public, ...]
    periods: tuple[Period, ...]
    today: str
    tomorrow: str
    days: str
    years: CountNoun
    noted: str
    hour: str
    none: str
    counted: CountNoun
    due: CountNoun
    weekdays: tuple[str, ...]
    download: str
    file_name: str
    undated: str
    undated_lead: str
    unknown: str
    unknown_lead: str
    announced: str
    past: str
    more: str
