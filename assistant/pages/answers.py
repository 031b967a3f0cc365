"""One exchange on the screen: the question, the answer with its numbers, and the sources."""

import re
from collections.abc import Sequence
from datetime import date

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from assistant.pages.aid_address import address_of
from assistant.pages.conversation import Exchange, Incident
from assistant.pages.interface import Interface
from assistant.pages.sources import describe, plain_line, show_marker
from assistant.pages.typography import as_typed, embolden, escape, french_date, key_figure, tidy
from assistant.records import Answer, Citation, CitedSentence

_BULLET = "- "  # how the engine begins a sentence that is an item of a list
_SOURCES_IN_SIGHT = 5


def show_question(text: str) -> None:
    """The visitor's words, as a heading that screen readers can jump to."""
    with st.chat_message("user"):
        st.markdown(f"### {as_typed(text)}", anchors=False)


def show_outcome(exchange: Exchange, words: Interface, place: str) -> None:
    """The answer, or what to do about the one that failed; `place` sets its widgets apart from the others."""
    if isinstance(exchange.outcome, Incident):
        reference = exchange.outcome.reference
        advice = words.incident.what_to_do.format(reference=reference)
        st.error(f"{escape(words.incident.what)} {escape(advice)}", icon=":material/error:")
        return
    answer = exchange.outcome
    _show_sentences(answer, words, exchange.answered_on, place)
    _show_lines(words.answer.to_check, ":orange[:material/rule:]", answer.warnings)
    _show_lines(words.answer.whom_to_ask, ":material/call:", answer.contacts)
    if profile := answer.trace.get("profile"):
        link = f"[{escape(words.answer.correct_profile)}]({address_of(profile, words.aids.form)})"
        st.markdown(f":material/edit: {link}")
    if answer.citations:
        _show_sources(answer, words, exchange.answered_on, place)


def copied_text(exchange: Exchange, answer: Answer, words: Interface) -> str:
    """The exchange as plain text with its numbered sources, to be pasted into a message."""
    sentences = " ".join(
        sentence.text + "".join(f" [{n}]" for n in sentence.citations) for sentence in _sentences(answer)
    )
    blocks = [f"{words.answer.copied_question} : {exchange.question}", sentences]
    for heading, lines in (
        (words.answer.to_check, answer.warnings),
        (words.answer.whom_to_ask, answer.contacts),
        (words.answer.sources, tuple(plain_line(citation, words) for citation in answer.citations)),
    ):
        if lines:
            blocks.append("\n".join([f"{heading} :", *lines]))
    today = french_date(exchange.answered_on.isoformat())
    return "\n\n".join([*blocks, words.answer.copied_on.format(date=today)])


def _sentences(answer: Answer) -> Sequence[CitedSentence]:
    return answer.sentences or (CitedSentence(answer.answer),)


def _show_comparison(answer: Answer, words: Interface, today: date, place: str) -> None:
    """The cells of a table under one heading a support: side by side, one under the other on a phone."""
    citations = {citation.n: citation for citation in answer.citations}
    width = len(answer.columns)
    cells = answer.sentences[-width * len(answer.rows) :]
    for at, (shelf, name) in enumerate(zip(st.columns(width), answer.columns, strict=True)):
        with shelf:
            st.markdown(f"#### {escape(name)}", anchors=False)
            for row, cell in zip(answer.rows, cells[at::width], strict=True):
                with st.container(key=f"sentence-prose-{place}-{at}-{row}"):
                    st.markdown(f"**{escape(row)}** : {escape(tidy(cell.text))}")
                    for n in cell.citations:
                        show_marker(citations[n], [cell.text], words, today, f"marker-{place}-{at}-{row}-{n}")


def _show_sentences(answer: Answer, words: Interface, today: date, place: str) -> None:
    if answer.columns:
        lead = answer.sentences[: -len(answer.columns) * len(answer.rows)]
        st.markdown(" ".join(escape(sentence.text) for sentence in lead))
        _show_comparison(answer, words, today, place)
        return
    citations = {citation.n: citation for citation in answer.citations}
    figure_is_due = True
    for position, sentence in enumerate(_sentences(answer)):
        is_item = sentence.text.startswith(_BULLET)
        text = tidy(sentence.text.removeprefix(_BULLET))
        wants_figure = bool(sentence.citations) and (figure_is_due or is_item)
        name = _name_of(text) if is_item and answer.trace.get("profile") else None
        figure = name or (key_figure(text, answer.question) if wants_figure else None)
        figure_is_due = figure_is_due and figure is None
        with st.container(key=f"sentence-{'item' if is_item else 'prose'}-{place}-{position}"):
            written = embolden(text, figure)
            st.markdown(_in_lines(written, words) if name else written)
            for n in sentence.citations:
                if n in citations:
                    key = f"marker-{place}-{position}-{n}"
                    show_marker(citations[n], [sentence.text], words, today, key)


def _in_lines(written: str, words: Interface) -> str:
    """An item on a support, as Markdown: its name, what it gives and each thing to check, a line each."""
    check = re.escape(escape(f"{words.answer.to_check} :"))
    return re.sub(rf"(?<=\.) (?={check})|(?<=\*\*)\\\. ", "  \n", written)


def _name_of(text: str) -> tuple[int, int] | None:
    """Where the name and the verdict stand, in an item on a support."""
    name, dot, _ = text.partition(". ")
    return (0, len(name)) if dot and " : " in tidy(name).replace("\u00a0", " ") else None


def _show_lines(label: str, icon: str, lines: Sequence[str]) -> None:
    if len(lines) == 1:
        st.markdown(f"{icon} **{escape(label)}** : {escape(lines[0])}")
    elif lines:
        items = "\n".join(f"- {escape(line)}" for line in lines)
        st.markdown(f"{icon} **{escape(label)}**\n\n{items}")


def _show_sources(answer: Answer, words: Interface, today: date, place: str) -> None:
    number = len(answer.citations)
    shelf: DeltaGenerator
    if number > _SOURCES_IN_SIGHT:
        shelf = st.expander(words.answer.many_sources.format(number=number), key=f"shelf-{place}")
    else:
        shelf = st.container(key=f"sources-{place}")
        shelf.markdown(f"#### {escape(words.answer.sources)}", anchors=False)
    for citation in answer.citations:
        with shelf.container(key=f"source-{place}-{citation.n}", horizontal=True, wrap=False, gap="small"):
            show_marker(citation, _citing(answer, citation), words, today, f"number-{place}-{citation.n}")
            st.markdown(describe(citation, words, today))


def _citing(answer: Answer, citation: Citation) -> list[str]:
    return [sentence.text for sentence in answer.sentences if citation.n in sentence.citations]
