"""One line a deadline or a support: what, of which support, in which state as of when."""

from datetime import date

from assistant.answering.advice import Advisor
from assistant.answering.windows import until_when
from assistant.pages.cited import CitedLines
from assistant.pages.interface import Interface
from assistant.pages.typography import escape
from assistant.supports.deadlines import Deadline, WindowState, window_on
from assistant.supports.schema import Support
from assistant.wording import dated, written_date

_SOON, _YEAR = 14, 365  # days
_STATE_LOOKS: dict[WindowState, tuple[str, str]] = {
    "open": ("green", "check_circle"),
    "permanent": ("green", "check_circle"),
    "not_yet_open": ("orange", "schedule"),
    "unknown": ("orange", "help"),
    "closed": ("red", "event_busy"),
}


class DeadlineLines:
    """Draws the lines, each with the number of its source."""

    def __init__(self, advisor: Advisor, words: Interface, today: date, lines: CitedLines) -> None:
        self._advisor, self._words, self._today, self._lines = advisor, words.deadlines, today, lines

    def day(self, deadline: Deadline) -> str:
        """A day and how far it is, as Markdown."""
        how_far = escape(self._how_far(deadline.days_left))
        if deadline.days_left <= _SOON:
            how_far = f":orange[:material/alarm: {how_far}]"
        return f"{escape(written_date(deadline.day))} · {how_far}"

    def show(self, deadline: Deadline) -> None:
        """Draw a deadline under its day."""
        says = " ".join((deadline.name, written_date(deadline.day)))
        self._lines.show(self._told(deadline), says, self._advisor.source_of(deadline), is_item=True)

    def show_past(self, deadline: Deadline) -> None:
        """Draw a deadline that is over, with its day."""
        day = f"**{escape(written_date(deadline.day))}**"
        passage = self._advisor.source_of(deadline)
        self._lines.show(f"{day} · {self._told(deadline)}", written_date(deadline.day), passage, is_item=True)

    def show_undated(self, support: Support) -> None:
        """Draw a support that is open and has no day to come."""
        window = window_on(support, self._today)
        until = until_when(window, self._today, self._advisor.messages)
        told = f"{self._name(support.name, support.operator)} {escape(until)}"
        self._lines.show(told, until, self._advisor.dates_of(support.id), is_item=True)

    def show_unknown(self, support: Support) -> None:
        """Draw a support of which nobody knows whether it is open, with the last day it announced."""
        told = self._name(support.name, support.operator)
        if support.closes is not None and support.closes >= self._today:
            kind = self._advisor.messages.say("deadline_closes")
            announced = self._words.announced.format(day=written_date(support.closes), kind=kind)
            told = f"{told} {escape(announced)}"
        self._lines.show(told, support.name, self._advisor.dates_of(support.id), is_item=True)

    def _how_far(self, days: int) -> str:
        if days <= 1:
            return self._words.tomorrow if days else self._words.today
        if days > _YEAR:
            return self._words.years.counted(days // _YEAR)
        return self._words.days.format(number=days)

    def _told(self, deadline: Deadline) -> str:
        support = self._advisor.catalogue.get(deadline.id)
        kind = self._advisor.messages.say(f"deadline_{deadline.kind}").capitalize()
        parts = [f"{escape(kind)} : {self._name(deadline.name, support.operator if support else '')}"]
        if deadline.hour:
            parts.append(escape(self._words.hour.format(hour=deadline.hour.replace(":", " h "))))
        if deadline.state:
            parts.append(self._state(deadline.state))
        if deadline.as_of:
            parts.append(escape(self._words.noted.format(as_of=dated(deadline.as_of))))
        return " ".join(parts)

    def _name(self, name: str, operator: str) -> str:
        told = f"**{escape(name)}**"
        return f"{told} ({escape(operator)})." if operator else f"{told}."

    def _state(self, state: WindowState) -> str:
        colour, icon = _STATE_LOOKS[state]
        return f":{colour}[:material/{icon}: {escape(self._advisor.messages.say(f'state_{state}'))}]"
