"""The door of the page: `streamlit run app.py`."""

import logging
import secrets
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import streamlit as st

from assistant.answering.pipeline import Assistant
from assistant.errors import AssistantError
from assistant.evaluation.figures import read_figures
from assistant.pages import (
    about,
    adding,
    aids,
    chat,
    deadlines,
    documents,
    frame,
    sidebar,
    source,
    source_address,
    unavailable,
)
from assistant.pages.conversation import Incident
from assistant.pages.interface import Interface, read_interface
from assistant.pages.serving import serve
from assistant.pages.typography import escape
from assistant.records import Answer, Question
from assistant.settings import Settings, read_settings

logger = logging.getLogger("app")


def main() -> None:
    """Draw the page that was asked for."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    settings = read_settings()
    words = read_interface(settings.prompts / "interface.yaml")
    st.set_page_config(page_title=words.title, page_icon=str(frame.ICON), layout="centered")
    frame.show(words)
    chosen = st.navigation(_pages(settings, words))
    try:
        chosen.run()
    except AssistantError as error:
        unavailable.show(str(error), words)
    except Exception:
        reference = _note_failure("page")
        st.error(escape(words.incident.what_to_do.format(reference=reference)), icon=":material/error:")


def _pages(settings: Settings, words: Interface) -> list[Any]:
    """The pages there are: that of a source is reached by a link, that of staff when they have a password."""
    named = words.pages
    pages = [
        st.Page(lambda: show_chat(settings, words), title=named.assistant, default=True),
        st.Page(lambda: show_aids(settings, words), title=named.aids, url_path="mes-aides"),
        st.Page(lambda: show_deadlines(settings, words), title=named.deadlines, url_path="echeances"),
        st.Page(lambda: show_documents(settings, words), title=named.documents, url_path="documents"),
        st.Page(lambda: show_about(settings, words), title=named.about, url_path="a-propos"),
        st.Page(
            lambda: show_source(settings, words),
            title=named.source,
            url_path=source_address.PAGE,
            visibility="hidden",
        ),
    ]
    if settings.staff_password:
        add = st.Page(lambda: show_adding(settings, words), title=named.adding, url_path="ajouter")
        pages.append(add)
    return pages


def show_chat(settings: Settings, words: Interface) -> None:
    """The conversation, with the engine on the newest index."""
    assistant = _opened(settings, words)
    reception = assistant.reception
    chat.show(
        lambda question: _answer(assistant, question), reception.withhold, assistant.as_of, words, _today()
    )


def show_aids(settings: Settings, words: Interface) -> None:
    """The supports that may apply to who fills in the form."""
    assistant = _opened(settings, words)
    aids.show(assistant, words, _today())


def show_deadlines(settings: Settings, words: Interface) -> None:
    """The days to come."""
    assistant = _opened(settings, words)
    deadlines.show(assistant, words, _today())


def show_documents(settings: Settings, words: Interface) -> None:
    """The sources, and what changed in them."""
    assistant = _opened(settings, words)
    documents.show(assistant, words, _today())


def show_source(settings: Settings, words: Interface) -> None:
    """A passage where it stands in its document."""
    assistant = _opened(settings, words)
    source.show(assistant.library, settings.corpus, words, _today())


def show_adding(settings: Settings, words: Interface) -> None:
    """A document added by staff; it needs no engine, so that a first document can be added."""
    adding.show(settings, words)


def show_about(settings: Settings, words: Interface) -> None:
    """What the product is, with the state of its documents."""
    assistant = _opened(settings, words)
    measured = read_figures(settings.reports)
    about.show(assistant.index_state, assistant.as_of, settings.chat_model, measured, words)


def _opened(settings: Settings, words: Interface) -> Assistant:
    """The engine on the newest index, the state of which the sidebar shows."""
    with st.spinner(words.question.starting):
        assistant = serve(settings)
    sidebar.show(assistant.index_state, settings.chat_model, words)
    return assistant


def _answer(assistant: Assistant, question: Question) -> Answer | Incident:
    try:
        return assistant.answer(question)
    except Exception:
        return Incident(_note_failure("answer"))


def _note_failure(what: str) -> str:
    """Log the exception being handled and give the reference it is logged under."""
    reference = secrets.token_hex(3)
    logger.exception("%s failed, reference %s", what, reference)
    return reference


def _today() -> date:
    return datetime.now(ZoneInfo("Europe/Paris")).date()


main()
