"""An answer before verification: its sentences, the passages shown to support them, and what goes with it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from assistant.records import Citation, DraftSentence, Passage, Scheme, Status, Validity
from assistant.wording import capital


@dataclass(frozen=True, slots=True)
class Draft:
    """What a step proposes to say.

    `lead` is said first, `tail` last; they cite nothing: they must state no fact. `shown` maps each label to
    its passage. `confidence` is that in the first passage, in log-odds, when one was looked for. `validity`
    tells, by passage id, whether what a passage says still holds today. `suggestions` are what to say next,
    in place of those found for the answer; `criterion_passages` gives, by support, the passage that states
    each criterion of its scheme. `profile` is what was understood of who asks, in plain values.
    With `columns` and `rows`, the sentences are the cells of a table, row by row.
    """

    status: Status
    reason: str
    lead: str = ""
    sentences: tuple[DraftSentence, ...] = ()
    shown: Mapping[str, Passage] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    schemes: tuple[Scheme, ...] = ()
    validity: Mapping[str, Validity] = field(default_factory=dict)
    tail: str = ""
    suggestions: tuple[str, ...] = ()
    criterion_passages: Mapping[str, tuple[str | None, ...]] = field(default_factory=dict)
    profile: Mapping[str, Any] = field(default_factory=dict)
    columns: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    confidence: float | None = None


class Shown:
    """Gives passages their opaque labels, P1, P2…, in the order in which they are first shown."""

    def __init__(self, passages: Iterable[Passage] = ()) -> None:
        self._labels: dict[str, str] = {}
        self.passages: dict[str, Passage] = {}
        for passage in passages:
            self.label(passage)

    def label(self, passage: Passage) -> str:
        """The label of a passage, the same each time."""
        if passage.passage_id not in self._labels:
            label = f"P{len(self._labels) + 1}"
            self._labels[passage.passage_id] = label
            self.passages[label] = passage
        return self._labels[passage.passage_id]

    def sentence(self, text: str, *passages: Passage) -> DraftSentence:
        """A sentence that these passages support."""
        return DraftSentence(text, tuple(dict.fromkeys(self.label(passage) for passage in passages)))


def is_said(text: str, said: str) -> bool:
    """Whether a sentence is in what was said, but for what it may open with before a colon."""
    rest = text.partition(" : ")[2]
    return text in said or (bool(rest) and capital(rest) in said)


def cited_schemes(draft: Draft, citations: Iterable[Citation]) -> tuple[Scheme, ...]:
    """The schemes, each criterion with the number of the passage that states it, when that is cited."""
    numbers = {citation.passage_id: citation.n for citation in citations}
    return tuple(
        replace(
            scheme,
            criteria=tuple(
                replace(criterion, citation=numbers.get(passage or ""))
                for criterion, passage in zip(
                    scheme.criteria, draft.criterion_passages.get(scheme.id, ()), strict=False
                )
            ),
        )
        for scheme in draft.schemes
    )
