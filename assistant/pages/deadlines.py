"""The page of the days to come: closings and intakes of the supports, dates of the programme."""

from datetime import date

import streamlit as st

from assistant.answering.pipeline import Assistant
from assistant.pages.interface import Interface
from assistant.pages.typography import escape


def show(assistant: Assistant, words: Interface, today: date) -> None:
    """Draw the page."""
    st.title(escape(words.deadlines.heading), anchor=False)
    st.markdown(escape(words.deadlines.lead))
