"""A citation as people see it: the line of a source, and the passage behind a number."""

from collections.abc import Sequence
from datetime import date
from urllib.parse import unquote, urlsplit

import streamlit as st

from assistant.pages.highlighting import highlight
from assistant.pages.interface import Interface
from assistant.pages.source_address import address_of
from assistant.pages.typography import escape, french_date, link, web_host, year_when_old
from assistant.records import Citation

_LONGEST_ADDRESS = 60


def show_marker(citation: Citation, cited_by: Sequence[str], words: Interface, today: date, key: str) -> None:
    """The number of a citation; a click or Enter opens the passage, what it lent to the sentences marked."""
    with st.popover(f"{citation.n}", type="tertiary", key=key):
        st.markdown(f"**{escape(words.source.passage)} {citation.n}**")
        if citation.heading_path:
            st.caption(" › ".join(escape(step) for step in citation.heading_path))
        st.markdown(f"> {highlight(citation.excerpt, cited_by)}")
        st.caption(describe(citation, words, today))
        show_address(citation, words)
        if _is_of_document(citation):
            st.markdown(reading_link(citation, words))


def describe(citation: Citation, words: Interface, today: date) -> str:
    """Title, publisher, date, rank, age and validity as one line of literal Markdown."""
    return " · ".join([link(citation.title, citation.url), describe_apart(citation, words, today)])


def describe_apart(citation: Citation, words: Interface, today: date) -> str:
    """The same line without the title, where that stands above."""
    facts = [citation.publisher, _published(citation, words), _place(citation)]
    shown = [escape(fact) for fact in facts if fact]
    return " · ".join([*shown, *_marks(citation, words, today)])


def plain_line(citation: Citation, words: Interface) -> str:
    """The source as one line of plain text, with its address, to be pasted elsewhere."""
    rank = words.source.official if citation.official else words.source.press
    facts = (citation.title, citation.publisher, _published(citation, words), rank, citation.url)
    return f"[{citation.n}] " + ", ".join(fact for fact in facts if fact)


def reading_link(citation: Citation, words: Interface) -> str:
    """The way to the page that shows the passage where it stands, as Markdown."""
    return f":material/menu_book: [{escape(words.reading.link)}]({address_of(citation)})"


def _place(citation: Citation) -> str:
    """Where in the source the passage stands; nothing for a passage of our own files, which is not in it."""
    return citation.locator if _is_of_document(citation) else ""


def _is_of_document(citation: Citation) -> bool:
    return citation.passage_id.startswith(f"{citation.source_id}/")


def _published(citation: Citation, words: Interface) -> str:
    return french_date(citation.published) if citation.published else words.source.undated


def _marks(citation: Citation, words: Interface, today: date) -> list[str]:
    marks = [rank_mark(citation.official, citation.url, words)]
    if year := year_when_old(citation.date or citation.published, today):
        marks.append(marked("orange", "history", words.source.age.format(year=year)))
    if validity := validity_mark(citation.valid_from, citation.valid_until, words, today):
        marks.append(validity)
    elif citation.valid == "expired":
        marks.append(marked("red", "event_busy", words.source.expired))
    if citation.changed_at:
        told = words.source.changed.format(day=french_date(citation.changed_at))
        marks.append(marked("orange", "difference", told))
    if citation.confidence == "low":
        marks.append(marked("orange", "help", words.source.low_confidence))
    return marks


def validity_mark(begins: str | None, ends: str | None, words: Interface, today: date) -> str:
    """Since or until when a text holds that day, by its first and last day; nothing when neither is known."""
    told, day = words.source, today.isoformat()
    if ends and ends < day:
        return marked("red", "event_busy", told.expired_since.format(day=french_date(ends)))
    if begins and day < begins:
        return marked("orange", "event_upcoming", told.not_yet.format(day=french_date(begins)))
    if ends:
        return marked("green", "event_available", told.valid_until.format(day=french_date(ends)))
    if begins:
        return marked("green", "event_available", told.valid_since.format(day=french_date(begins)))
    return ""


def rank_mark(is_official: bool, url: str | None, words: Interface) -> str:
    """Whether a source is official, of the press, or a file that nobody registered."""
    if is_official:
        return marked("green", "verified", words.source.official)
    if url is None:
        return marked("gray", "draft", words.source.unregistered)
    return marked("gray", "newspaper", words.source.press)


def marked(colour: str, icon: str, text: str) -> str:
    """A state as colour, icon and word."""
    return f":{colour}[:material/{icon}: {escape(text)}]"


def show_address(citation: Citation, words: Interface) -> None:
    """Draw the address of the source, and the other sources that say the same."""
    if citation.url and web_host(citation.url):
        st.markdown(link(_short(citation.url), citation.url))
    else:
        st.caption(escape(words.source.no_address))
    if citation.other_sources:
        others = [
            f"{link(other.title, other.url)} · {escape(other.publisher)}" for other in citation.other_sources
        ]
        st.caption("  \n".join([escape(words.source.also), *others]))


def _short(url: str) -> str:
    parts = urlsplit(url)
    shown = unquote(f"{parts.netloc}{parts.path}".rstrip("/"))
    return shown if len(shown) <= _LONGEST_ADDRESS else f"{shown[:_LONGEST_ADDRESS]}…"
