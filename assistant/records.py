"""The frozen records that pass between the rooms."""

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Literal

PassageKind = Literal["statement", "unpublished", "support", "epci", "commune", "document"]
Confidence = Literal["high", "medium", "low"]
Status = Literal["answered", "partial", "clarify", "not_found", "out_of_scope", "refused", "error"]
Validity = Literal["current", "expired", "unknown"]
Verdict = Literal["eligible", "to_check", "not_eligible", "closed"]
NAMED_ONLY = "named_only"
"""The part of a statement of a series alike but for a name: it is found only by a question that names it."""


@dataclass(frozen=True, slots=True)
class Source:
    """One document or page of the register; `url` is None for a file that nobody registered.

    `valid_from` and `valid_until` (inclusive) bound the days its text is in force; None where unsaid.
    """

    source_id: str
    title: str
    publisher: str
    url: str | None = None
    published: str | None = None
    official: bool = False
    rank: str = "press"
    kind: str | None = None
    licence: str | None = None
    language: str = "fr"
    territory: str | None = None
    valid_from: str | None = None
    valid_until: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a document between two headings, with where to find it (page, anchor, paragraph).

    `recognised` says that its text was read in an image (OCR), and may hold misread letters.
    """

    text: str
    heading_path: tuple[str, ...]
    locator: str
    recognised: bool = False


@dataclass(frozen=True, slots=True)
class LoadedDocument:
    """A document as read from its file.

    `digest` is the SHA-256 of the bytes that were read, in hexadecimal; `notes` say, in a line each, what of
    the document could not be read.
    """

    source: Source
    blocks: tuple[Block, ...]
    digest: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """What is indexed, shown and cited.

    `text` is what a citation shows; `asked_as` holds the questions it answers: they find it, never shown.
    `subject` names the record it belongs to (support id, SIREN, INSEE code) and `part` which side of it.
    `reviewed` is when it was last compared with its sources; None for what is a source itself.
    Dates are ISO and may be partial (`2024`, `2024-01`).
    """

    passage_id: str
    kind: PassageKind
    source_id: str
    text: str
    heading_path: tuple[str, ...]
    locator: str
    sources: tuple[Source, ...]
    ordinal: int = 0
    topic: str | None = None
    date: str | None = None
    confidence: Confidence = "high"
    value: str | None = None
    note: str | None = None
    contact: str | None = None
    asked_as: tuple[str, ...] = ()
    subject: str | None = None
    part: str | None = None
    contradicts: tuple[str, ...] = ()
    recognised: bool = False
    reviewed: str | None = None
    digest: str = ""

    @property
    def titled_text(self) -> str:
        """The text preceded by its heading path: what is embedded and searched."""
        return " › ".join((*self.heading_path, self.text))


@dataclass(frozen=True, slots=True)
class Failure:
    """Something of the corpus that could not be used: where it stands and why, in one line."""

    file: str
    entry: str | None
    field: str | None
    reason: str

    def __str__(self) -> str:
        return " : ".join(part for part in (self.file, self.entry, self.field, self.reason) if part)


@dataclass(frozen=True, slots=True)
class RankedPassage:
    """A passage with what each ranking said of it; a rank counts from 1, None when that ranking missed it."""

    passage: Passage
    score: float
    dense_rank: int | None
    lexical_rank: int | None
    signals: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RetrievalResult:
    """The passages kept and rejected, best first, and the milliseconds each step took."""

    kept: tuple[RankedPassage, ...]
    rejected: tuple[RankedPassage, ...]
    timings_ms: dict[str, float]


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier message of the conversation."""

    role: Literal["user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked, after what, by whom and on which day."""

    text: str
    asked_on: date
    history: tuple[Turn, ...] = ()
    profile: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DraftSentence:
    """A sentence before verification, with the labels of the passages said to support it."""

    text: str
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CitedSentence:
    """A sentence of the answer; `citations` are the numbers `n` of the passages that support it."""

    text: str
    citations: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """A passage as shown under an answer.

    `changed_at` is the day on which one of its sources was replaced by another text, after its last review.
    """

    n: int
    source_id: str
    url: str | None
    title: str
    publisher: str
    published: str | None
    official: bool
    locator: str
    heading_path: tuple[str, ...]
    excerpt: str
    valid: Validity
    passage_id: str
    date: str | None = None
    confidence: Confidence = "high"
    other_sources: tuple[Source, ...] = ()
    valid_from: str | None = None
    valid_until: str | None = None
    changed_at: str | None = None


@dataclass(frozen=True, slots=True)
class Criterion:
    """One condition of a support, and whether it is met."""

    criterion: str
    result: Literal["met", "not_met", "unknown"]
    citation: int | None = None


@dataclass(frozen=True, slots=True)
class Scheme:
    """What the answer says of one support."""

    id: str
    verdict: Verdict
    criteria: tuple[Criterion, ...] = ()
    asks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Answer:
    """The one outcome of a question: one status, its reason, and sentences that each cite a passage.

    With `columns` and `rows`, the sentences after the lead are the cells of a table, row by row.
    """

    question: str
    status: Status
    reason: str
    answer: str
    sentences: tuple[CitedSentence, ...] = ()
    citations: tuple[Citation, ...] = ()
    schemes: tuple[Scheme, ...] = ()
    suggestions: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    contacts: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    language: str = "fr"
    mode: Literal["extractive", "model"] = "extractive"
    model: str | None = None
    timings_ms: dict[str, float] = field(default_factory=dict)
    index: str = ""
    trace: dict[str, Any] = field(default_factory=dict)

    def as_json(self, identifier: str | None = None) -> dict[str, Any]:
        """The answer as the command line prints it: plain values, without the trace."""
        document = asdict(self)
        del document["trace"]
        return ({"id": identifier} if identifier is not None else {}) | document


@dataclass(frozen=True, slots=True)
class IndexState:
    """What the served index holds; `built_at` is an ISO date and time in UTC."""

    fingerprint: str
    version: int
    built_at: str
    counts: dict[str, int]
    embedding_model: str


@dataclass(frozen=True, slots=True)
class IngestReport:
    """What a build did, in passages, and what it could not use."""

    created: int
    updated: int
    deleted: int
    unchanged: int
    failures: tuple[Failure, ...]
    version: int
    fingerprint: str
    counts: dict[str, int]
    seconds: float
