"""What every page stands in: its look, its language, and a log that screen readers follow."""

import json
from pathlib import Path

import streamlit as st

from assistant.pages.interface import Interface

_FOLDER = Path(__file__).parent
ICON = _FOLDER / "icon.svg"


def show(words: Interface) -> None:
    """Put the constant style and script in the page; the script is given words of the interface only."""
    spoken = words.spoken.model_dump() | {"open": words.source.open}
    st.html(_FOLDER / "style.css")
    script = (_FOLDER / "page.js").read_text(encoding="utf-8")
    with st.container(key="frame"):
        given = json.dumps(spoken).replace("<", "\\u003c")
        st.html(f"<script>{{ const SPOKEN = {given};\n{script} }}</script>", unsafe_allow_javascript=True)
