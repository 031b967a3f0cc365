"""A citation as people see it: the line of a source, and the passage behind a number."""

from collections.abc import Sequence
from datetime import date
from urllib.parse import unquote, urlsplit

import streamlit as st

from assistant.pages.highlighting import highlight
from assistant.pages.interface import Interface
from assistant.pages.typography import escape, link, web_host, year_when_old
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
        _show_address(citation, words)


def describe(citation: Citation, words: Interface, today: date) -> str:
    """Title, publisher, date, rank, age and validity as one line of literal Markdown."""
    title = (
        link(citation.title, citation.url)
        if citation.url and web_host(citation.url)
        else escape(citation.title)
    )
    published = citation.published
    when = french_date(published, words.months, words.first_day) if published else words.source.undated
    facts = [citation.publisher, when, citation.locator]
    return " · ".join([title, *(escape(fact) for fact in facts if fact), *_marks(citation, words, today)])


def plain_line(citation: Citation, words: Interface) -> str:
    """The source as one line of plain text, with its address, to be pasted elsewhere."""
    rank = words.source.official if citation.official else words.source.press
    facts = (citation.title, citation.publisher, _published(citation, words), rank, citation.url)
    return f"[{citation.n}] " + ", ".join(fact for fact in facts if fact)


def _published(citation: Citation, words: Interface) -> str:
    return words.date(citation.published) if citation.published else words.source.undated


def _marks(citation: Citation, words: Interface, today: date) -> list[str]:
    marks = [_rank(citation, words)]
    if year := year_when_old(citation.date or citation.published, today):
        marks.append(f":orange[:material/history: {escape(words.source.age.format(year=year))}]")
    if citation.valid == "expired":
        marks.append(f":red[:material/event_busy: {escape(words.source.expired)}]")
    if citation.confidence == "low":
        marks.append(f":orange[:material/help: {escape(words.source.low_confidence)}]")
    return marks


def _rank(citation: Citation, words: Interface) -> str:
    if citation.official:
        return f":green[:material/verified: {escape(words.source.official)}]"
    if citation.url is None:
        return f":gray[:material/draft: {escape(words.source.unregistered)}]"
    return f":gray[:material/newspaper: {escape(words.source.press)}]"


def _show_address(citation: Citation, words: Interface) -> None:
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
