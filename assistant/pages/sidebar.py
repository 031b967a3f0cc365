"""The side of every page: a new conversation, the state of the documents, and how answers are made."""

import streamlit as st

from assistant.pages.conversation import start_over
from assistant.pages.interface import Interface
from assistant.pages.typography import escape, french_date
from assistant.records import IndexState


def show(state: IndexState, chat_model: str | None, words: Interface) -> None:
    """Draw it from the state of the served index; `chat_model` is None when answers are extractive."""
    side = words.sidebar
    with st.sidebar:
        st.button(
            side.new_conversation,
            key="new",
            icon=":material/edit_square:",
            on_click=start_over,
            width="stretch",
        )
        built = french_date(state.built_at)
        lines = [
            f"**{escape(side.state)}**",
            escape(side.built.format(date=built)),
            *counted(state, words),
            escape(side.fingerprint.format(version=state.version, fingerprint=state.fingerprint[:8])),
        ]
        st.caption("  \n".join(lines))
        st.caption(escape(side.with_model.format(model=chat_model) if chat_model else side.without_model))


def counted(state: IndexState, words: Interface) -> list[str]:
    """What the index holds, one literal Markdown line a kind, such as `114 dispositifs`."""
    found = [(state.counts.get(kind, 0), noun) for kind, noun in words.sidebar.counts.items()]
    return [escape(f"{number} {noun.one if number == 1 else noun.many}") for number, noun in found if number]
