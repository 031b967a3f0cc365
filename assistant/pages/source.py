"""The page of a source: the document at the passage cited, or the statement with what it rests on."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import streamlit as st

from assistant.answering.citations import citation_of
from assistant.documents.drawing import DrawnPage, PageUnreadable, draw_page
from assistant.documents.library import Library, SourceFile, page_of
from assistant.pages.interface import Interface
from assistant.pages.source_address import PASSAGE, SEAL, is_as_cited
from assistant.pages.source_text import show_text
from assistant.pages.sources import describe, describe_apart, reading_link, show_address
from assistant.pages.typography import escape
from assistant.records import Passage

_LONGEST_ALTERNATIVE = 6000  # characters


def show(library: Library, corpus: Path, words: Interface, today: date) -> None:
    """Draw the page for the passage that its address names."""
    told = words.reading
    passage = library.passages.get(st.query_params.get(PASSAGE, ""))
    if passage is None:
        st.title(escape(told.heading), anchor=False)
        st.info(
            escape(told.unknown if PASSAGE in st.query_params else told.no_passage), icon=":material/info:"
        )
        return
    if passage.kind == "document":
        _show_document(library, passage, corpus, words, today)
    else:
        _show_statement(library, passage, words, today)


def _show_statement(library: Library, passage: Passage, words: Interface, today: date) -> None:
    """What we say, then what it rests on, with the way to each document that can be read here."""
    st.title(escape(" › ".join(passage.heading_path) or words.reading.heading), anchor=False)
    _warn_if_changed(passage, words)
    with st.container(key="cited-statement"):
        for paragraph in passage.text.split("\n"):
            st.markdown(escape(paragraph))
    if passage.note:
        st.caption(escape(words.reading.note.format(note=passage.note)))
    if not passage.sources:
        return
    st.markdown(f"## {escape(words.reading.sources)}", anchors=False)
    for place, source in enumerate(passage.sources):
        alone = citation_of(1, replace(passage, sources=(source,)))
        with st.container(key=f"statement-source-{place}", gap="xsmall"):
            st.markdown(describe(alone, words, today))
            show_address(alone, words)
            if first := library.first_of(source.source_id):
                st.markdown(reading_link(citation_of(1, first), words))


def _show_document(library: Library, passage: Passage, corpus: Path, words: Interface, today: date) -> None:
    citation = citation_of(1, passage)
    st.title(escape(citation.title), anchor=False)
    st.caption(describe_apart(citation, words, today))
    show_address(citation, words)
    _warn_if_changed(passage, words)
    file, begins = library.file_of(passage), page_of(passage)
    drawn = False
    if file and file.has_pages and begins:
        drawn = _show_page(passage, corpus, file, begins, words)
    show_text(library.document_of(passage), passage, words, is_folded=drawn)


def _warn_if_changed(passage: Passage, words: Interface) -> None:
    if not is_as_cited(passage, st.query_params.get(SEAL)):
        st.warning(escape(words.reading.changed), icon=":material/history:")


def _show_page(passage: Passage, corpus: Path, file: SourceFile, begins: int, words: Interface) -> bool:
    """The image of the page chosen, the passage marked on it; False when the file gives none."""
    told, key = words.reading, f"page-of-{passage.passage_id}"
    try:
        drawn = _drawn(corpus, file, st.session_state.get(key, begins), begins, passage.text)
    except PageUnreadable:
        st.info(escape(told.unreadable), icon=":material/info:")
        return False
    _show_steps(drawn, key, begins, words)
    if note := _note_on(drawn, passage, begins, words):
        st.caption(escape(note))
    place = f"mark-at-{drawn.mark_at}-{drawn.page}" if drawn.marks else "unmarked"
    with st.container(key="page-image").container(key=place):
        st.image(drawn.png, width="stretch", alt=_alternative(drawn, words))
    return True


@st.cache_data(max_entries=24, show_spinner=False)
def _drawn(corpus: Path, file: SourceFile, page: int, begins: int, passage: str) -> DrawnPage:
    return draw_page(corpus, file, page, begins, passage)


def _show_steps(drawn: DrawnPage, key: str, begins: int, words: Interface) -> None:
    """The way to the page before, the page after, and back to the passage."""
    told = words.reading

    def turn(page: int) -> None:
        st.session_state[key] = page

    with st.container(key="page-steps", horizontal=True, vertical_alignment="center", gap="small"):
        st.button(
            told.previous,
            key="page-previous",
            icon=":material/chevron_left:",
            disabled=drawn.page <= 1,
            on_click=turn,
            args=(drawn.page - 1,),
        )
        st.markdown(escape(told.place.format(page=drawn.page, pages=drawn.pages)))
        st.button(
            told.next,
            key="page-next",
            icon=":material/chevron_right:",
            icon_position="right",
            disabled=drawn.page >= drawn.pages,
            on_click=turn,
            args=(drawn.page + 1,),
        )
        if drawn.page != begins:
            label = told.back.format(page=begins)
            st.button(label, key="page-back", type="tertiary", on_click=turn, args=(begins,))


def _note_on(drawn: DrawnPage, passage: Passage, begins: int, words: Interface) -> str:
    told = words.reading
    notes = [told.recognised] if passage.recognised else []
    if drawn.page == begins and not drawn.marks and not passage.recognised:
        notes.append(told.unmarked)
    if drawn.runs_over:
        notes.append(told.runs_over)
    return " ".join(notes)


def _alternative(drawn: DrawnPage, words: Interface) -> str:
    text = drawn.text[:_LONGEST_ALTERNATIVE]
    return words.reading.image.format(page=drawn.page, pages=drawn.pages, text=text)
