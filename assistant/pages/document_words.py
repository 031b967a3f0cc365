"""The words around a document: reading it at a passage, and adding one."""

from assistant.pages.sections import CountNoun, Section


class ReadingWords(Section):
    """The page that shows a passage where it stands."""

    link: str
    heading: str
    no_passage: str
    unknown: str
    changed: str
    unreadable: str
    recognised: str
    unmarked: str
    runs_over: str
    previous: str
    next: str
    place: str
    back: str
    image: str
    text_heading: str
    cited: str
    above: str
    below: str
    sources: str
    note: str


class RankChoice(Section):
    """A weight that a source may have, as the register writes it and as people read it."""

    rank: str
    label: str
    official: bool


class AddingWords(Section):
    """The page where staff add a document."""

    heading: str
    lead: str
    password: str
    enter: str
    wrong: str
    refused: str
    file: str
    title: str
    publisher: str
    url: str
    published: str
    rank: str
    ranks: tuple[RankChoice, ...]
    optional: str
    half_registered: str
    preview: str
    reading: str
    unreadable: str
    found: CountNoun
    shown: str
    no_heading: str
    warning_recognised: CountNoun
    warning_short: str
    warning_no_heading: str
    known: str
    replace: str
    registered: str
    publish: str
    publishing: str
    published_done: str
    see: str
    another: str
    failed: str
