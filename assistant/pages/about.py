"""The page that says what the product is, what it is not, and from what it speaks."""

import streamlit as st

from assistant.pages.interface import Interface
from assistant.pages.sidebar import counted
from assistant.pages.typography import escape
from assistant.records import IndexState


def show(state: IndexState, as_of: str, chat_model: str | None, words: Interface) -> None:
    """Draw it from the state of the served index; `as_of` is the day of the documents, in words."""
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
    _section(about.licence_heading, escape(about.licence))


def _section(heading: str, body: str) -> None:
    st.markdown(f"## {escape(heading)}\n\n{body}", anchors=False)
