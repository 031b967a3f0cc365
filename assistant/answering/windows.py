"""What is said of the window of a support, with the date on which it was noted."""

from datetime import date

from assistant.messages import Messages
from assistant.supports.deadlines import Window, WindowState
from assistant.supports.schema import Support
from assistant.wording import dated, last_moment, written_date

LEAP_YEAR = 2024
"""Of which any day of a year is one."""
A_YEAR = 366
"""Days beyond which the date says more than their number."""
OPEN_STATES: frozenset[WindowState] = frozenset({"open", "permanent"})


def window_sentence(support: Support, window: Window, messages: Messages) -> str:
    """A sentence that names the support and says whether it is open, until when, as noted on which day."""
    key = _window_key(window)
    if key == "support_permanent" and yearly_day(support):
        key = "support_permanent_yearly"
    if key == "support_closed_on" and support.status == "unknown":
        key = "support_closed_on_unverified"
    return messages.say(
        key,
        name=support.name,
        as_of=dated(window.as_of) if window.as_of else "",
        closes=closing_words(support, window),
        opens=written_date(window.opens) if window.opens else "",
        yearly=yearly_day(support),
    )


def closing_words(support: Support, window: Window) -> str:
    """The last day of a window, with its hour where it is known; the bare day once it is past."""
    if window.closes is None or window.state == "closed":
        return written_date(window.closes) if window.closes else ""
    return last_moment(window.closes, support.intake.hour if support.intake else None)


def yearly_day(support: Support) -> str:
    """The day of each year by which to apply, in words, without its year; empty when there is none."""
    yearly = support.intake.yearly_by if support.intake else None
    return (
        written_date(date(LEAP_YEAR, yearly.month, yearly.day)).removesuffix(f" {LEAP_YEAR}")
        if yearly
        else ""
    )


def until_when(window: Window, today: date, messages: Messages) -> str:
    """In a few words: closes in how many days, closed since when, opens when, or not known."""
    left = window.days_left(today)
    noted = " " + messages.say("until_as_of", as_of=dated(window.as_of)) if window.as_of else ""
    match window.state:
        case "closed" if window.closes is not None and window.closes < today:
            return messages.say("until_closed_since", closes=written_date(window.closes))
        case "closed":
            return messages.say("until_closed")
        case "not_yet_open":
            return messages.say("until_opens", opens=written_date(window.opens) if window.opens else "")
        case "unknown":
            return messages.say("until_unknown")
        case "permanent" if left is None:
            return messages.say("until_permanent") + noted
    if left is None or window.closes is None:
        return messages.say("until_open") + noted
    key = {0: "until_last_day", 1: "until_tomorrow"}.get(
        left, "until_days" if left <= A_YEAR else "until_day"
    )
    return messages.say(key, days=left, closes=written_date(window.closes)) + noted


def _window_key(window: Window) -> str:
    match window.state:
        case "closed" if window.closes:
            return "support_closed_on"
        case "closed":
            return "support_closed" if window.as_of else "support_closed_undated"
        case "not_yet_open":
            return "support_not_yet_open"
        case "open":
            return ("support_open_until" if window.closes else "support_open") + (
                "" if window.as_of else "_undated"
            )
        case "permanent":
            return "support_permanent"
        case "unknown":
            return "support_unknown"
