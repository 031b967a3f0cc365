"""Keeps the sentences that the passages shown support, and numbers their citations."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from urllib.parse import urlsplit

from assistant.answering.contacts import unsupported_contacts
from assistant.answering.quantities import unsupported_figures
from assistant.records import Citation, CitedSentence, DraftSentence, Passage, Source, Validity
from assistant.watch import Watch, validity_of_source

Evidence = Passage
KeptSentence = tuple[str, tuple[str, ...]]

_LABELS_IN_TEXT = re.compile(r"\s*[\[(](?:\s*[A-Z]{1,2}\d{1,3}\s*[,;]?)+[\])]")
_MARKER_LIKE = re.compile(r"\[\s*\^?\s*(\d+(?:\s*[,;–-]\s*\d+)*)\s*\]")
_FINAL_PUNCTUATION = re.compile(r"\s*[.!?…:;]*(?:\s*[»”\"])?\s*$")
_UNWATCHED = Watch()
_NONE_TOLD: Mapping[str, Validity] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Verified:
    """The sentences to show, with their labels, and those dropped, each with its reason.

    A reason is `empty`, `no_label`, `unknown_label`, `unsupported_figure` or `unsupported_contact`, followed
    after a colon by what is at fault, when something is.
    """

    kept: tuple[KeptSentence, ...]
    dropped: tuple[tuple[DraftSentence, str], ...]


def verify(draft: Sequence[DraftSentence], shown: Mapping[str, Evidence]) -> Verified:
    """Sorts the drafted sentences by whether the passages they cite carry their figures and contacts.

    What a passage carries stands in its text, its note or its heading path.
    """
    kept: list[KeptSentence] = []
    dropped: list[tuple[DraftSentence, str]] = []
    for sentence in draft:
        text = _without_labels(sentence.text, shown)
        labels = tuple(dict.fromkeys(sentence.labels))
        reason = _fault(text, labels, shown)
        if reason:
            dropped.append((sentence, reason))
        else:
            kept.append((text, labels))
    return Verified(tuple(kept), tuple(dropped))


def _fault(text: str, labels: tuple[str, ...], shown: Mapping[str, Evidence]) -> str | None:
    if not re.search(r"\w", text):
        return "empty"
    if not labels:
        return "no_label"
    if unknown := [label for label in labels if label not in shown]:
        return f"unknown_label: {', '.join(unknown)}"
    carried = [_excerpt(shown[label], with_heading=True) for label in labels]
    if contacts := unsupported_contacts(text, carried):
        return f"unsupported_contact: {', '.join(contacts)}"
    if figures := unsupported_figures(text, carried):
        return f"unsupported_figure: {', '.join(figures)}"
    return None


def _without_labels(text: str, shown: Mapping[str, Evidence]) -> str:
    """The sentence without the labels that a model writes into it: `… à Amnéville [P1].`"""

    def removed(match: re.Match[str]) -> str:
        labels = re.findall(r"[A-Z]+\d+", match[0])
        return "" if all(label in shown for label in labels) else match[0]

    return _LABELS_IN_TEXT.sub(removed, text).strip()


def number(
    kept: Sequence[KeptSentence],
    shown: Mapping[str, Evidence],
    validity: Mapping[str, Validity] = _NONE_TOLD,
    watch: Watch = _UNWATCHED,
) -> tuple[tuple[CitedSentence, ...], tuple[Citation, ...]]:
    """The sentences with their citations numbered from 1 in order of first use, one number per passage.

    `validity` says, by passage id, whether what a passage states still holds; `unknown` for those it leaves
    out. `watch` tells which sources changed since a passage was reviewed. An excerpt is the passage's text
    and note, preceded by its heading when a sentence takes a figure or an address from there.
    """
    numbers: dict[str, int] = {}
    passages: list[Evidence] = []
    headed: set[str] = set()
    sentences = []
    for text, labels in kept:
        cited = {shown[label].passage_id: shown[label] for label in labels}
        for passage_id, passage in cited.items():
            if passage_id not in numbers:
                passages.append(passage)
                numbers[passage_id] = len(passages)
        if _needs_heading(text, cited.values()):
            headed.update(cited)
        sentences.append(CitedSentence(_without_markers(text), tuple(numbers[each] for each in cited)))
    citations = (
        replace(
            _citation(n, passage, passage.passage_id in headed, validity.get(passage.passage_id, "unknown")),
            changed_at=watch.change_after_review(passage),
        )
        for n, passage in enumerate(passages, start=1)
    )
    return tuple(sentences), tuple(citations)


def with_bounds(
    told: Mapping[str, Validity], passages: Iterable[Evidence], today: date
) -> dict[str, Validity]:
    """What is told of each passage, by id, with the bounds of its first source.

    A text past its last day makes its passage expired; one in force makes current a passage of which nothing
    is told.
    """
    validity = dict(told)
    for passage in passages:
        of_source = validity_of_source(passage.sources[0], today) if passage.sources else "unknown"
        if of_source == "expired" or passage.passage_id not in told:
            validity[passage.passage_id] = of_source
    return validity


def citation_of(n: int, passage: Evidence, valid: Validity = "unknown") -> Citation:
    """A passage as a numbered citation, its excerpt whole."""
    return _citation(n, passage, False, valid)


def to_markdown(sentences: Sequence[CitedSentence]) -> str:
    """The answer as Markdown, each sentence with its `[n]` before its final punctuation.

    Sentences follow one another in a paragraph; one that starts with `- ` is a list item on its own line.
    """
    written = ""
    for sentence in sentences:
        text = _marked(sentence)
        is_item, after_item = text.startswith("- "), written.rpartition("\n")[2].startswith("- ")
        if not written:
            separator = ""
        elif is_item:
            separator = "\n" if after_item else "\n\n"
        else:
            separator = "\n\n" if after_item else " "
        written += separator + text
    return written


def as_table(sentences: Sequence[CitedSentence], columns: Sequence[str], rows: Sequence[str]) -> str:
    """The answer as a Markdown table under its lead: a row by name, a cell by column, each with its `[n]`."""
    cells = [_marked(sentence).replace("|", "/") for sentence in sentences]
    lead, cells = cells[: len(cells) - len(columns) * len(rows)], cells[-len(columns) * len(rows) :]
    lines = [["", *columns], ["---"] * (len(columns) + 1)]
    lines += [[row, *cells[n * len(columns) :][: len(columns)]] for n, row in enumerate(rows)]
    table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
    return "\n\n".join([*lead, table])


def _marked(sentence: CitedSentence) -> str:
    text = _without_markers(sentence.text).strip()
    markers = "".join(f"[{n}]" for n in sentence.citations)
    if not markers:
        return text
    end = _FINAL_PUNCTUATION.search(text)
    cut = end.start() if end else len(text)
    return f"{text[:cut].rstrip()} {markers}{text[cut:].rstrip()}"


def _without_markers(text: str) -> str:
    """The text on one line, where `[3]`, which would read as a citation, becomes `(3)`."""
    return _MARKER_LIKE.sub(r"(\1)", " ".join(text.split()))


def _needs_heading(text: str, cited: Iterable[Evidence]) -> bool:
    excerpts = [_excerpt(passage, with_heading=False) for passage in cited]
    return bool(unsupported_figures(text, excerpts) or unsupported_contacts(text, excerpts))


def _excerpt(passage: Evidence, *, with_heading: bool) -> str:
    heading = " › ".join(passage.heading_path)
    text = f"{heading} › {passage.text}" if with_heading and heading else passage.text
    return f"{text} Note : {passage.note}" if passage.note else text


def _citation(n: int, passage: Evidence, with_heading: bool, valid: Validity) -> Citation:
    source, *others = passage.sources or (_unregistered(passage),)
    return Citation(
        n=n,
        source_id=source.source_id,
        url=_web_address(source.url),
        title=source.title,
        publisher=source.publisher,
        published=source.published,
        official=source.official,
        locator=passage.locator,
        heading_path=passage.heading_path,
        excerpt=_excerpt(passage, with_heading=with_heading),
        valid=valid,
        passage_id=passage.passage_id,
        date=passage.date,
        confidence=passage.confidence,
        valid_from=source.valid_from,
        valid_until=source.valid_until,
        other_sources=tuple(replace(other, url=_web_address(other.url)) for other in others),
    )


def _unregistered(passage: Evidence) -> Source:
    title = passage.heading_path[0] if passage.heading_path else passage.source_id
    return Source(source_id=passage.source_id, title=title, publisher="")


def _web_address(url: str | None) -> str | None:
    """The address when a reader may safely follow it: http or https, a host, nothing that breaks a link."""
    if url is None or re.search(r"[\s\x00-\x1f\x7f\"'<>\\]", url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None
