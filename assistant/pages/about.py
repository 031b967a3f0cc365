"""The page that says what the product is, what it is not, and from what it speaks."""

import streamlit as st

from assistant.evaluation.figures import Figures
from assistant.pages.interface import Interface
from assistant.pages.sidebar import counted
from assistant.pages.typography import escape
from assistant.records import IndexState
from assistant.wording import written_date


def show(
    state: IndexState, as_of: str, chat_model: str | None, measured: Figures | None, words: Interface
) -> None:
    """Draw it from the state of the served index; `as_of` is the day of the documents, in words.

    `measured` holds the last figures of the evaluation, None when there are none.
    """
    about = words.about
    st.title(escape(about.heading), anchor=False)
    _section(about.what_heading, escape(about.what))
    refusals = "\n".join(f"- {escape(item)}" for item in about.not_items)
    privacy = f"{about.privacy} {about.privacy_with_model}" if chat_model else about.privacy
    _section(about.not_heading, f"{refusals}\n\n{escape(privacy)}")
    day = escape(about.as_of.format(date=as_of))
    holdings = "\n".join(f"- {line}" for line in counted(state, words))
    _section(
        about.documents_heading,
        f"{day}\n\n{holdings}\n\n{escape(about.sources)}",
    )
    if measured is not None and (told := measured_in_words(measured, state, words)):
        _section(about.measured_heading, escape(told))
    _section(about.licence_heading, escape(about.licence))


def measured_in_words(figures: Figures, state: IndexState, words: Interface) -> str:
    """What was measured on the questions held back, with a word when the index is another one since.

    Empty when they were not all asked.
    """
    held = figures.product("hold")
    names = {"cited": "cited", "refused": "falsely_refused", "silent": "rightly_silent", "unsafe": "unsafe"}
    if any(held.get(name) is None for name in names.values()):
        return ""
    shares = {word: round(100 * held[name]) for word, name in names.items()}
    told = words.about.measured.format(
        date=written_date(figures.date), count=held["count"], fingerprint=figures.fingerprint, **shares
    )
    if figures.fingerprint == state.fingerprint:
        return told
    return f"{told} {words.about.measured_before.format(fingerprint=state.fingerprint)}"


def _section(heading: str, body: str) -> None:
    st.markdown(f"## {escape(heading)}\n\n{body}", anchors=False)
