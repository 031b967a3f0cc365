"""The words of the page of the documents: what changed, what needs somebody, and every source."""

from assistant.pages.sections import CountNoun, Section


class WatchWords(Section):
    """The page of the documents; `marks` names what may be said of a source."""

    heading: str
    lead: str
    nothing_fetched: str
    all_well: str
    counted: CountNoun
    official: CountNoun
    copies: CountNoun
    checked: str
    marks: dict[str, str]
    changed_heading: str
    changed_lead: str
    changed_on: str
    removed: str
    added: str
    no_difference: str
    more_sentences: str
    statements: CountNoun
    supports: CountNoun
    folds: dict[str, str]
    failing_since: str
    last_checked: str
    all_heading: str
    text: str
    text_placeholder: str
    rank: str
    publisher: str
    state: str
    any: str
    found: CountNoun
    none: str
    passages: CountNoun
    uncited: str
    more: str
