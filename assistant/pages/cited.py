"""Lines that carry the number of the passage they rest on."""

from dataclasses import dataclass, field
from datetime import date

import streamlit as st

from assistant.answering.citations import citation_of
from assistant.pages.interface import Interface
from assistant.pages.sources import show_marker
from assistant.records import Citation, Passage


@dataclass
class CitedLines:
    """Draws lines one by one and numbers their passages from 1; `place` sets them apart from other lines."""

    words: Interface
    today: date
    place: str
    _citations: dict[str, Citation] = field(default_factory=dict)
    _drawn: int = 0

    @property
    def citations(self) -> tuple[Citation, ...]:
        """What was cited so far, by number."""
        return tuple(self._citations.values())

    def show(self, markdown: str, says: str, passage: Passage | None, *, is_item: bool = False) -> None:
        """Draw a line, then its number; `says` are the words to find again in the passage."""
        self._drawn += 1
        key = f"{self.place}-{self._drawn}"
        with st.container(key=f"sentence-{'item' if is_item else 'prose'}-{key}"):
            st.markdown(markdown)
            if passage is not None:
                show_marker(self._cite(passage), [says], self.words, self.today, f"marker-{key}")

    def _cite(self, passage: Passage) -> Citation:
        known = self._citations.get(passage.passage_id)
        return known or self._citations.setdefault(
            passage.passage_id, citation_of(len(self._citations) + 1, passage)
        )
