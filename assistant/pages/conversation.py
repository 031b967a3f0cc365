"""What was said in one visitor's open page."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import streamlit as st

from assistant.records import Answer, Question, Turn

_REMEMBERED = 3  # exchanges, that is six turns


@dataclass(frozen=True, slots=True)
class Incident:
    """An answer that failed; the log holds the details under the reference."""

    reference: str


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question and what came of it."""

    question: str
    answered_on: date
    outcome: Answer | Incident


def exchanges() -> list[Exchange]:
    """The exchanges of this page, oldest first; append to it to remember one more."""
    kept: list[Exchange] = st.session_state.setdefault("exchanges", [])
    return kept


def start_over() -> None:
    """Forget every exchange of this page."""
    st.session_state["exchanges"] = []
    st.session_state.pop("asked", None)


def ask(text: str) -> None:
    """Note a question to be answered in this run of the page."""
    st.session_state["asked"] = text


def take_asked(withhold: Callable[[str], str]) -> str | None:
    """The question noted and not yet answered, once, without what `withhold` takes out of it."""
    text: str | None = st.session_state.pop("asked", None)
    return (withhold(text) or None) if text else None


def next_question(text: str, today: date) -> Question:
    """The question with the last turns before it."""
    turns: list[Turn] = []
    for exchange in exchanges()[-_REMEMBERED:]:
        if isinstance(exchange.outcome, Answer):
            turns += [Turn("user", exchange.question), Turn("assistant", exchange.outcome.answer)]
    return Question(text=text, asked_on=today, history=tuple(turns))
