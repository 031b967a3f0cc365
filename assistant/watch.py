"""What is known of each source on the day it is shown: how it fares, and what rests on it."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from functools import cached_property
from typing import Any, Literal, get_args

from assistant.records import Passage, Source, Validity

STALE_DAYS = 30
"""Days after which a source that nobody looked at is to be checked again."""

Mark = Literal["changed", "gone", "failing", "expired", "stale", "unchecked"]
"""What may be said of a source, in the order in which it asks for somebody; `unchecked`: never looked at."""

MARKS: tuple[Mark, ...] = get_args(Mark)


@dataclass(frozen=True, slots=True)
class Change:
    """The moment at which a copy was replaced by another, and the sentences by which they differ."""

    at: str
    removed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WatchedSource:
    """A source, what the looks at its address found, and what rests on it.

    `reviewed` is the earliest day on which something that rests on it was last compared with it; None when
    nothing of ours does, or when some of it never was.

    `statements` are ids of passages that we wrote and `supports` ids of supports; `passages` counts all that
    cite it. Moments are ISO, in UTC; those of a source never looked at are None. The latest change is first.
    """

    source: Source
    passages: int = 0
    statements: tuple[str, ...] = ()
    supports: tuple[str, ...] = ()
    reviewed: str | None = None
    checked_at: str | None = None
    fetched_at: str | None = None
    outcome: str | None = None
    reason: str | None = None
    failing_since: str | None = None
    changes: tuple[Change, ...] = ()

    @property
    def changed_at(self) -> str | None:
        """When the present copy replaced another one; None when none did."""
        return self.changes[0].at if self.changes else None

    def days_unchecked(self, today: date) -> int | None:
        """Whole days since the last look; None when there was none."""
        return (today - day_of(self.checked_at)).days if self.checked_at else None

    def marks(self, today: date, stale_days: int = STALE_DAYS) -> tuple[Mark, ...]:
        """What asks for somebody that day, the most pressing first; nothing for a source in order."""
        days = self.days_unchecked(today)
        told: dict[Mark, bool] = {
            "changed": self.changed_at is not None and is_unread(self.changed_at, self.reviewed),
            "gone": self.outcome == "gone",
            "failing": self.outcome == "failed",
            "expired": validity_of_source(self.source, today) == "expired",
            "stale": days is not None and days > stale_days,
            "unchecked": days is None,
        }
        return tuple(mark for mark in MARKS if told[mark])


@dataclass(frozen=True)
class Watch:
    """The sources of one version of the index, in the order of their ids."""

    sources: tuple[WatchedSource, ...] = ()

    def change_after_review(self, passage: Passage) -> str | None:
        """The day of the latest change of its sources after its review; None when there is none.

        Nor is there any of a passage without review. A partial date lasts to the end of its month or year.
        """
        if passage.reviewed is None:
            return None
        looks = (self._by_id.get(source.source_id) for source in passage.sources)
        moments = (look.changed_at for look in looks if look and look.changed_at)
        unread = (moment[:10] for moment in moments if is_unread(moment, passage.reviewed))
        return max(unread, default=None)

    @cached_property
    def _by_id(self) -> dict[str, WatchedSource]:
        return {each.source.source_id: each for each in self.sources}

    def with_mark(self, mark: Mark, today: date, stale_days: int = STALE_DAYS) -> tuple[WatchedSource, ...]:
        """Those of which that can be said that day."""
        return tuple(each for each in self.sources if mark in each.marks(today, stale_days))

    def to_json(self) -> list[dict[str, Any]]:
        """The sources as plain values."""
        return [asdict(each) for each in self.sources]

    @classmethod
    def from_json(cls, records: Iterable[Mapping[str, Any]]) -> "Watch":
        """The sources as `to_json` wrote them."""
        return cls(tuple(map(_watched, records)))


def validity_of_source(source: Source, today: date) -> Validity:
    """Whether its text holds that day: `unknown` without bounds, and before the first day it is in force."""
    if source.valid_until and today.isoformat() > source.valid_until:
        return "expired"
    if is_to_come(source, today) or not (source.valid_from or source.valid_until):
        return "unknown"
    return "current"


def is_to_come(source: Source, today: date) -> bool:
    """Whether its text is not in force yet that day."""
    return source.valid_from is not None and today.isoformat() < source.valid_from


def is_unread(changed_at: str, reviewed: str | None) -> bool:
    """Whether a change came after the review, an ISO date that may be partial, or there was no review."""
    return reviewed is None or changed_at[: len(reviewed)] > reviewed


def day_of(moment: str) -> date:
    """The day of an ISO moment; raises ValueError when it is none."""
    return date.fromisoformat(moment[:10])


def _watched(record: Mapping[str, Any]) -> WatchedSource:
    changes = tuple(
        Change(each["at"], tuple(each["removed"]), tuple(each["added"])) for each in record["changes"]
    )
    told = {
        "source": Source(**record["source"]),
        "statements": tuple(record["statements"]),
        "supports": tuple(record["supports"]),
        "changes": changes,
    }
    return WatchedSource(**{**record, **told})
