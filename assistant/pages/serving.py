"""The engine, built once for all visitors and renewed when a newer index is published."""

from threading import Lock

import streamlit as st

from assistant.answering.pipeline import Assistant
from assistant.build import build_assistant
from assistant.settings import Settings


class _Counter:
    """Holds the one engine; two visitors who arrive together renew it once."""

    def __init__(self, settings: Settings) -> None:
        self._assistant = build_assistant(settings)
        self._lock = Lock()

    def up_to_date(self) -> Assistant:
        with self._lock:
            self._assistant = self._assistant.refresh()
            return self._assistant


@st.cache_resource(show_spinner=False)
def _counter(settings: Settings) -> _Counter:
    return _Counter(settings)


def serve(settings: Settings) -> Assistant:
    """The engine on the newest published index.

    The first call takes the seconds of loading the model. Raises `AssistantError` when there is no usable
    index or model; nothing is kept then, so the next call tries again.
    """
    return _counter(settings).up_to_date()
