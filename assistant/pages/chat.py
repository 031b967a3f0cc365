"""The conversation: the first screen, the exchanges, the box, and what can be asked next."""

from collections.abc import Callable
from datetime import date

import streamlit as st

from assistant.pages.answers import copied_text, show_outcome, show_question
from assistant.pages.conversation import (
    Exchange,
    Incident,
    ask,
    exchanges,
    next_question,
    start_over,
    take_asked,
)
from assistant.pages.interface import Interface
from assistant.pages.typography import escape
from assistant.records import Answer, Question

Answering = Callable[[Question], Answer | Incident]
Withholding = Callable[[str], str]


def show(answer: Answering, withhold: Withholding, as_of: str, words: Interface, today: date) -> None:
    """Draw the page; a question noted by the last click or by the box is answered in this run.

    `withhold` takes personal numbers out of a message before anything shows or keeps it; `as_of` is the day
    of the documents, in words.
    """
    asked = take_asked(withhold)
    conversation = st.container(key="conversation")
    if asked is None and not exchanges():
        with conversation:
            _show_first_screen(as_of, words)
        return
    with conversation:
        for position, exchange in enumerate(exchanges()):
            _show_exchange(exchange, words, f"{position}")
        if asked is not None:
            _answer(asked, answer, words, today)
        _show_actions(exchanges()[-1], words, f"{len(exchanges())}")
    with st.bottom:
        _show_box(words)
        st.caption(escape(words.question.pinned_note))


def _show_first_screen(as_of: str, words: Interface) -> None:
    st.title(escape(words.welcome.heading), anchor=False)
    st.markdown(escape(words.welcome.lead))
    for column, group in zip(st.columns(len(words.welcome.groups)), words.welcome.groups, strict=True):
        with column:
            st.markdown(f"### {escape(group.name)}", anchors=False)
            for text in group.questions:
                _show_question_to_click(text, f"first-{text}")
    _show_box(words)
    day = words.welcome.as_of.format(date=as_of)
    notes = (words.welcome.limits, day, words.welcome.contact)
    st.caption(" ".join(escape(note) for note in notes))


def _show_box(words: Interface) -> None:
    st.chat_input(
        words.question.placeholder,
        key="box",
        max_chars=words.question.longest,
        on_submit=lambda: ask(st.session_state["box"]),
    )


def _show_question_to_click(text: str, key: str) -> None:
    st.button(escape(text), key=key, on_click=ask, args=(text,), width="stretch", wrap=True)


def _show_exchange(exchange: Exchange, words: Interface, place: str) -> None:
    show_question(exchange.question)
    with st.chat_message("assistant"):
        show_outcome(exchange, words, place)


def _answer(text: str, answer: Answering, words: Interface, today: date) -> None:
    show_question(text)
    place = f"{len(exchanges())}"
    with st.chat_message("assistant"):
        with st.spinner(words.question.waiting):
            exchange = Exchange(text, today, answer(next_question(text, today)))
        exchanges().append(exchange)
        show_outcome(exchange, words, place)


def _show_actions(latest: Exchange, words: Interface, place: str) -> None:
    with st.container(key=f"actions-{place}", horizontal=True, gap="small"):
        if isinstance(latest.outcome, Answer):
            with st.popover(words.answer.copy_label, icon=":material/content_copy:", key=f"copy-{place}"):
                st.caption(escape(words.answer.copy_hint))
                text = copied_text(latest, latest.outcome, words)
                st.code(text, language=None, wrap_lines=True, height=300)
        st.button(
            words.sidebar.new_conversation,
            key=f"again-{place}",
            icon=":material/edit_square:",
            on_click=start_over,
        )
    suggestions = latest.outcome.suggestions[:2] if isinstance(latest.outcome, Answer) else ()
    if suggestions:
        with st.container(key="suggestions"):
            st.markdown(f"#### {escape(words.question.follow_ups)}", anchors=False)
            for text in suggestions:
                _show_question_to_click(text, f"next-{place}-{text}")
