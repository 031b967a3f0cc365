"""Whether the window of a support is open on a given day, and which days are to come."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from assistant.supports.schema import Support, YearlyDay

WindowState = Literal["open", "closed", "not_yet_open", "permanent", "unknown"]
DeadlineKind = Literal["opens", "closes", "session", "yearly", "milestone"]


LONG_AGO = 5  # years


@dataclass(frozen=True, slots=True)
class Window:
    """The state of a support on a day; `as_of` is the (partial ISO) date on which its status was noted."""

    state: WindowState
    opens: date | None
    closes: date | None
    as_of: str | None

    def days_left(self, today: date) -> int | None:
        """Days until the last day, which counts 0; None without an end or once it is past."""
        if self.closes is None or self.closes < today:
            return None
        return (self.closes - today).days


@dataclass(frozen=True, slots=True)
class Milestone:
    """A dated end of the programme; `statement` is the passage that states it."""

    id: str
    name: str
    day: date
    statement: str

    @classmethod
    def from_json(cls, document: dict[str, str]) -> "Milestone":
        """The milestone that a build wrote."""
        day = date.fromisoformat(document["day"])
        return cls(document["id"], document["name"], day, document["statement"])


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day to know: of a support (its id) or of the programme (that of a milestone).

    `state` is that of the support's window on the day of asking, None for the programme; a window whose state
    is unknown or closed gives days that are not to be relied on.
    """

    id: str
    name: str
    kind: DeadlineKind
    day: date
    days_left: int
    state: WindowState | None
    hour: str | None = None
    as_of: str | None = None


def window_on(support: Support, today: date) -> Window:
    """The window of the support on that day.

    Dates decide first (the last day is still open, a day past it is closed whatever the status); then the
    noted status. An unknown status is never presented as open.
    """
    return Window(_state_on(support, today), support.opens, support.closes, support.status_as_of)


def _state_on(support: Support, today: date) -> WindowState:
    if support.status == "closed" or (support.closes is not None and today > support.closes):
        return "closed"
    if support.opens is not None and today < support.opens:
        return "not_yet_open"
    return support.status


def is_forgotten(support: Support, today: date) -> bool:
    """Whether nothing proves that a support exists still: of unknown state, ill attested and long ago."""
    since = support.status_as_of
    if since is None or support.confidence != "low" or window_on(support, today).state != "unknown":
        return False
    return today.year - date.fromisoformat((since + "-12-28")[:10]).year >= LONG_AGO


def deadlines(
    supports: Iterable[Support], milestones: Iterable[Milestone], today: date
) -> tuple[Deadline, ...]:
    """Every dated day of the supports and of the programme, past ones too, by day then name."""
    found = [each for support in supports for each in _of_support(support, today)]
    found += [Deadline(m.id, m.name, "milestone", m.day, (m.day - today).days, None) for m in milestones]
    return tuple(sorted(found, key=lambda each: (each.day, each.name, each.kind)))


def _of_support(support: Support, today: date) -> Iterator[Deadline]:
    window, intake = window_on(support, today), support.intake
    days: list[tuple[DeadlineKind, date]] = []
    if support.opens is not None:
        days.append(("opens", support.opens))
    if support.closes is not None:
        days.append(("closes", support.closes))
    if intake is not None:
        days += [("session", day) for day in intake.sessions if day != support.closes]
        if intake.yearly_by is not None and window.state != "closed":
            days.append(("yearly", _next(intake.yearly_by, today)))
    for kind, day in days:
        hour = intake.hour if intake is not None and kind == "closes" else None
        left = (day - today).days
        yield Deadline(support.id, support.name, kind, day, left, window.state, hour, window.as_of)


def _next(yearly: YearlyDay, today: date) -> date:
    this_year = date(today.year, yearly.month, yearly.day)
    return this_year if this_year >= today else date(today.year + 1, yearly.month, yearly.day)
