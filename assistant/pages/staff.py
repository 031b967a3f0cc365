"""The password before what only staff may do."""

import secrets
from threading import Lock
from time import monotonic, sleep

import streamlit as st

from assistant.pages.interface import Interface
from assistant.pages.typography import escape

TRIES = 5  # of one open page, before it is refused
REFUSED = 300.0  # seconds
PAUSE = 1.0  # seconds, after a wrong password; tries wait for one another, whoever makes them
_ONE_AT_A_TIME = Lock()


def is_staff(password: str, words: Interface) -> bool:
    """Whether this visitor gave the password; draws the question until then."""
    state = st.session_state
    if state.get("staff"):
        return True
    told = words.adding
    if state.get("staff-refused", 0.0) > monotonic():
        st.error(escape(told.refused), icon=":material/block:")
        return False
    with st.form("staff-door"):
        given = st.text_input(told.password, type="password", key="staff-password", autocomplete="off")
        is_sent = st.form_submit_button(told.enter, key="staff-enter")
    if not is_sent:
        return False
    if is_right(given, password):
        state["staff"] = True
        st.rerun()
    state["staff-tries"] = state.get("staff-tries", 0) + 1
    if state["staff-tries"] >= TRIES:
        state["staff-tries"], state["staff-refused"] = 0, monotonic() + REFUSED
    st.error(escape(told.wrong), icon=":material/error:")
    return False


def is_right(given: str, password: str, pause: float | None = None) -> bool:
    """Whether it is the password, told in a time that does not depend on it; a wrong one costs a pause."""
    with _ONE_AT_A_TIME:
        is_same = secrets.compare_digest(given.encode("utf-8", "replace"), password.encode())
        if not is_same:
            sleep(PAUSE if pause is None else pause)
    return is_same
