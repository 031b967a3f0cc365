"""Deadlines as an iCalendar file (RFC 5545), to be taken into any diary."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event

from assistant.messages import Messages
from assistant.supports.deadlines import Deadline
from assistant.wording import dated

_DOMAIN = "territoires-industrie-nord-lorraine"


def to_ics(
    found: Iterable[Deadline], today: date, messages: Messages, links: Mapping[str, str | None]
) -> bytes:
    """A calendar with one all-day event a deadline; `links` gives the address of the source by id."""
    calendar = Calendar()
    calendar.add("prodid", f"-//{_DOMAIN}//FR")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", messages.say("calendar_name"))
    for each in found:
        calendar.add_component(_event(each, today, messages, links.get(each.id)))
    return bytes(calendar.to_ical())


def _event(each: Deadline, today: date, messages: Messages, link: str | None) -> Event:
    event = Event()
    event.add("uid", f"{each.id}-{each.kind}-{each.day.isoformat()}@{_DOMAIN}")
    event.add("dtstamp", datetime(today.year, today.month, today.day, tzinfo=UTC))
    event.add("dtstart", each.day)
    event.add("dtend", each.day + timedelta(days=1))
    event.add(
        "summary",
        messages.say("calendar_summary", kind=messages.say(f"deadline_{each.kind}"), name=each.name),
    )
    event.add("description", _description(each, messages))
    if link:
        event.add("url", link)
    return event


def _description(each: Deadline, messages: Messages) -> str:
    state = messages.say(f"state_{each.state}") if each.state else ""
    noted = messages.say("calendar_noted", as_of=dated(each.as_of)) if each.as_of else ""
    hour = messages.say("calendar_hour", hour=each.hour) if each.hour else ""
    return " ".join(part for part in (state, noted, hour, messages.say("calendar_check")) if part)
