"""The words of the pages, read from `prompts/interface.yaml`."""

from functools import lru_cache
from pathlib import Path

from pydantic import ValidationError

from assistant.errors import InvalidInput
from assistant.pages.document_words import AddingWords, ReadingWords
from assistant.pages.sections import CountNoun, Section
from assistant.pages.support_words import AidWords, CardWords, DeadlineWords
from assistant.pages.watch_words import WatchWords
from assistant.yaml_files import read_yaml


class PageNames(Section):
    """The labels of the navigation."""

    assistant: str
    aids: str
    deadlines: str
    documents: str
    about: str
    source: str
    adding: str


class QuestionGroup(Section):
    """Questions to click, for one kind of reader."""

    name: str
    questions: tuple[str, ...]


class Welcome(Section):
    """The first screen."""

    heading: str
    lead: str
    groups: tuple[QuestionGroup, ...]
    limits: str
    as_of: str
    contact: str


class QuestionWords(Section):
    """Around the question box; `longest` is in characters."""

    placeholder: str
    label_you: str
    waiting: str
    follow_ups: str
    pinned_note: str
    starting: str
    longest: int


class AnswerWords(Section):
    """Around an answer."""

    to_check: str
    whom_to_ask: str
    correct_profile: str
    sources: str
    many_sources: str
    copy_label: str
    copy_hint: str
    copied_question: str
    copied_on: str


class SourceWords(Section):
    """On a source and the passage cited from it."""

    open: str
    official: str
    press: str
    unregistered: str
    undated: str
    age: str
    expired: str
    current: str
    valid_since: str
    valid_until: str
    expired_since: str
    not_yet: str
    changed: str
    low_confidence: str
    read_at: str
    no_address: str
    also: str
    passage: str


class SidebarWords(Section):
    """The side of every page; `counts` names the kinds of the index, in the order they are shown."""

    new_conversation: str
    state: str
    built: str
    fingerprint: str
    without_model: str
    with_model: str
    counts: dict[str, CountNoun]


class UnavailableWords(Section):
    """The page shown when there is no usable index."""

    heading: str
    explanation: str
    what_to_do: str
    command: str
    retry: str


class IncidentWords(Section):
    """In the place of an answer that failed."""

    what: str
    what_to_do: str


class AboutWords(Section):
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


class SpokenWords(Section):
    """What screen readers are told: the language of the page, and Streamlit's own labels by their English."""

    language: str
    labels: dict[str, str]


class Interface(Section):
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
    reading: ReadingWords
    adding: AddingWords
    watch: WatchWords
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
