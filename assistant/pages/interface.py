"""The words of the pages, read from `prompts/interface.yaml`."""

from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from assistant.errors import InvalidInput
from assistant.records import Verdict
from assistant.supports.schema import Beneficiary
from assistant.supports.verdicts import Result
from assistant.yaml_files import read_yaml


class _Section(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class PageNames(_Section):
    """The labels of the navigation."""

    assistant: str
    aids: str
    deadlines: str
    about: str


class QuestionGroup(_Section):
    """Questions to click, for one kind of reader."""

    name: str
    questions: tuple[str, ...]


class Welcome(_Section):
    """The first screen."""

    heading: str
    lead: str
    groups: tuple[QuestionGroup, ...]
    limits: str
    as_of: str
    contact: str


class QuestionWords(_Section):
    """Around the question box; `longest` is in characters."""

    placeholder: str
    label_you: str
    waiting: str
    follow_ups: str
    pinned_note: str
    starting: str
    longest: int


class AnswerWords(_Section):
    """Around an answer."""

    to_check: str
    whom_to_ask: str
    sources: str
    many_sources: str
    copy_label: str
    copy_hint: str
    copied_question: str
    copied_on: str


class SourceWords(_Section):
    """On a source and the passage cited from it."""

    open: str
    official: str
    press: str
    unregistered: str
    undated: str
    age: str
    expired: str
    current: str
    low_confidence: str
    read_at: str
    no_address: str
    also: str
    passage: str


class CountNoun(_Section):
    """What is counted, in the singular and the plural."""

    one: str
    many: str


class SidebarWords(_Section):
    """The side of every page; `counts` names the kinds of the index, in the order they are shown."""

    new_conversation: str
    state: str
    built: str
    fingerprint: str
    without_model: str
    with_model: str
    counts: dict[str, CountNoun]


class UnavailableWords(_Section):
    """The page shown when there is no usable index."""

    heading: str
    explanation: str
    what_to_do: str
    command: str
    retry: str


class IncidentWords(_Section):
    """In the place of an answer that failed."""

    what: str
    what_to_do: str


class AboutWords(_Section):
    """The page that says what the product is."""

    heading: str
    what_heading: str
    what: str
    not_heading: str
    not_items: tuple[str, ...]
    privacy: str
    privacy_with_model: str
    documents_heading: str
    as_of: str
    sources: str
    measured_heading: str
    measured: str
    measured_before: str
    licence_heading: str
    licence: str


class Field(_Section):
    """One question of the form: the fact it asks, its short name in the address, and how it is put."""

    fact: str
    name: str
    label: str
    placeholder: str = ""
    help: str | None = None


class FieldGroup(_Section):
    """Questions under one heading; those of a folded group are rarely needed."""

    heading: str
    fields: tuple[Field, ...]
    is_folded: bool = False


class AidForm(_Section):
    """The form on who applies and for what."""

    groups: tuple[FieldGroup, ...]
    none: str
    do_not_know: str
    clear: str


class AidWords(_Section):
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
    near: str
    found: str
    far: str
    not_eligible: str
    closed: str
    more: str
    share: str
    print_view: str
    print: str
    back: str
    printed: str


class CardWords(_Section):
    """On the card of one support; `results` head the criteria, by what became of them."""

    amount: str
    until: str
    criteria: str
    results: dict[Result, str]
    counted: dict[Result, CountNoun]
    others: CountNoun
    how_to_apply: str
    contact: str
    asks: str
    note: str
    sources: str


class Public(_Section):
    """Whom a support is for, in a word, and the beneficiaries that the word stands for."""

    name: str
    beneficiaries: tuple[Beneficiary, ...]


class Period(_Section):
    """A stretch of time from today: so many days, or what is left of the year; else without end."""

    name: str
    days: int | None = None
    this_year: bool = False


class DeadlineWords(_Section):
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
    ago: str
    noted: str
    hour: str
    none: str
    counted: CountNoun
    calendar: str
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


class SpokenWords(_Section):
    """What screen readers are told: the language of the page, and Streamlit's own labels by their English."""

    language: str
    labels: dict[str, str]


class Interface(_Section):
    """Every word of the pages that is not part of an answer."""

    title: str
    pages: PageNames
    welcome: Welcome
    question: QuestionWords
    answer: AnswerWords
    source: SourceWords
    sidebar: SidebarWords
    unavailable: UnavailableWords
    incident: IncidentWords
    about: AboutWords
    aids: AidWords
    card: CardWords
    deadlines: DeadlineWords
    spoken: SpokenWords


@lru_cache(maxsize=4)
def read_interface(path: Path) -> Interface:
    """The words that the file holds.

    Raises `InvalidInput` in one line, naming the file and the key, when one is missing, unknown or mistyped.
    """
    try:
        return Interface.model_validate(read_yaml(path))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(step) for step in first["loc"])
        raise InvalidInput(f"{path.name}, {place} : {first['msg']}") from error
