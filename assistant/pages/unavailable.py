"""What is shown instead of a page when there is nothing to answer from."""

import streamlit as st

from assistant.pages.interface import Interface
from assistant.pages.typography import escape


def show(reason: str, words: Interface) -> None:
    """Draw it; `reason` is the one line of the error, which says what was found."""
    texts = words.unavailable
    st.title(escape(texts.heading), anchor=False)
    st.markdown(escape(texts.explanation))
    st.warning(escape(reason), icon=":material/warning:")
    st.markdown(escape(texts.what_to_do))
    st.code(texts.command, language=None)
    st.button(texts.retry, key="retry", type="primary", icon=":material/refresh:")
