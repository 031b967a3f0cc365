"""Whether the window of a support is open on a given day."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from assistant.supports.schema import Support

WindowState = Literal["open", "closed", "not_yet_open", "permanent", "unknown"]


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
