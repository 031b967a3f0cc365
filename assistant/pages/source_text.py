"""The passages of a document as text, around the one that is cited."""

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from assistant.pages.interface import Interface
from assistant.pages.typography import escape
from assistant.records import Passage

_AROUND = 10  # passages shown before and after the one cited, and at each wish for more


def show_text(document: Sequence[Passage], cited: Passage, words: Interface, *, is_folded: bool) -> None:
    """Draw the passages before, the one cited on a coloured ground, and those after; more on demand."""
    place = next((n for n, each in enumerate(document) if each.passage_id == cited.passage_id), 0)
    first, last = window(place, len(document), *_wished(cited))
    shelf: DeltaGenerator
    if is_folded:
        shelf = st.expander(words.reading.text_heading)
    else:
        shelf = st.container()
        shelf.markdown(f"## {escape(words.reading.text_heading)}", anchors=False)
    with shelf.container(key="source-passages" if is_folded else "source-passages-open"):
        _show_more(words.reading.above, first, cited, 0)
        path: tuple[str, ...] = ()
        for passage in document[first:last]:
            _show_headings(path, passage.heading_path)
            path = passage.heading_path
            _show_passage(passage, words, is_cited=passage.passage_id == cited.passage_id)
        _show_more(words.reading.below, len(document) - last, cited, 1)


def window(place: int, size: int, before: int, after: int) -> tuple[int, int]:
    """The first passage shown and the one after the last, around a place, within a document of that size."""
    return max(0, place - _AROUND * before), min(size, place + 1 + _AROUND * after)


def _wished(cited: Passage) -> tuple[int, int]:
    """How many times ten passages are wanted before and after."""
    before, after = st.session_state.get(f"text-of-{cited.passage_id}", (1, 1))
    return before, after


def _show_more(label: str, number: int, cited: Passage, side: int) -> None:
    if not number:
        return

    def widen() -> None:
        wished = list(_wished(cited))
        wished[side] += 1
        st.session_state[f"text-of-{cited.passage_id}"] = tuple(wished)

    shown = label.format(number=min(_AROUND, number))
    st.button(shown, key=f"text-more-{side}", type="tertiary", on_click=widen)


def _show_headings(before: tuple[str, ...], path: tuple[str, ...]) -> None:
    """The headings below the title that are not those of the passage before."""
    for depth, heading in enumerate(path[1:], start=1):
        if before[: depth + 1] != path[: depth + 1]:
            st.markdown(f"{'#' * min(depth + 2, 5)} {escape(heading)}", anchors=False)


def _show_passage(passage: Passage, words: Interface, *, is_cited: bool) -> None:
    with st.container(key="cited-passage" if is_cited else f"passage-{passage.ordinal}", gap="xsmall"):
        told = [words.reading.cited] if is_cited else []
        st.caption(" · ".join(escape(part) for part in (*told, passage.locator) if part))
        st.markdown("\n\n".join(escape(line) for line in passage.text.split("\n") if line.strip()))
