"""What the readers of the corpus hand to the writer of the index."""

from dataclasses import dataclass, field
from typing import Any

from assistant.records import Failure, Passage


@dataclass(frozen=True, slots=True)
class CorpusReading:
    """What the corpus says: passages in order, JSON-able records, failures, and how many of each."""

    passages: tuple[Passage, ...]
    records: dict[str, Any] = field(default_factory=dict)
    failures: tuple[Failure, ...] = ()
    counts: dict[str, int] = field(default_factory=dict)
