"""The page of the days to come: closings and intakes of the supports, dates of the programme."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from itertools import groupby
from typing import TypeVar, get_args

import streamlit as st

from assistant.answering.pipeline import Assistant
from assistant.eligibility_documents import ics_of
from assistant.pages.cited import CitedLines
from assistant.pages.deadline_choice import Choice, Shown, chosen, last_day
from assistant.pages.deadline_lines import DeadlineLines
from assistant.pages.interface import Interface
from assistant.pages.month_grid import anchor, months_as_html
from assistant.pages.typography import escape
from assistant.supports.deadlines import Deadline
from assistant.supports.schema import Theme
from assistant.wording import written_date

_LINES_AT_A_TIME = 20
Entry = TypeVar("Entry")


def show(assistant: Assistant, words: Interface, today: date) -> None:
    """Draw the page for what is chosen on it."""
    advisor = assistant.advisor
    st.title(escape(words.deadlines.heading), anchor=False)
    st.markdown(escape(words.deadlines.lead))
    shown = chosen(advisor.deadlines(today), advisor.catalogue, _choice(assistant, words, today), today)
    lines = DeadlineLines(advisor, words, today, CitedLines(words, today, "deadline"))
    _show_count(shown.coming, assistant, words, today)
    _show_coming(shown.coming, lines)
    _show_apart(shown, lines, words)
    st.caption(escape(words.welcome.as_of.format(date=assistant.as_of)))


def _choice(assistant: Assistant, words: Interface, today: date) -> Choice:
    texts, themes = words.deadlines, assistant.advisor.words.values["themes"]
    publics = {each.name: each.beneficiaries for each in texts.publics}
    periods = {each.name: each for each in texts.periods}
    with st.container(key="deadline-choice"):
        left, right = st.columns(2)
        theme = left.selectbox(
            texts.theme,
            list(get_args(Theme)),
            index=None,
            format_func=lambda value: themes[value][0].capitalize(),
            placeholder=texts.any,
            key="deadline-theme",
        )
        public = right.selectbox(
            texts.public, list(publics), index=None, placeholder=texts.any, key="deadline-public"
        )
        text = left.text_input(
            texts.text, placeholder=texts.text_placeholder, key="deadline-text", max_chars=100
        )
        with right:
            period = st.selectbox(texts.period, list(periods), key="deadline-period")
    until = last_day(periods[period], today)
    return Choice(theme, publics[public] if public else (), (text or "").strip(), until)


def _show_count(coming: Sequence[Deadline], assistant: Assistant, words: Interface, today: date) -> None:
    texts = words.deadlines
    with st.container(key="deadlines-summary"):
        st.markdown(f"**{escape(texts.counted.counted(len(coming)) if coming else texts.none)}**")
    if not coming:
        return
    with st.container(key="months"):
        due = Counter(each.day for each in coming)
        st.html(months_as_html(due, texts.weekdays, texts.due, today))
    st.download_button(
        escape(texts.download),
        ics_of(coming, assistant.advisor, today),
        file_name=texts.file_name,
        mime="text/calendar",
        icon=":material/calendar_add_on:",
        key="deadlines-ics",
        on_click="ignore",
    )


def _show_coming(coming: Sequence[Deadline], lines: DeadlineLines) -> None:
    """The days by month; a day with several deadlines is told once."""
    for month, in_month in groupby(coming, key=lambda each: each.day.isoformat()[:7]):
        st.markdown(f"## {escape(written_date(month).capitalize())}", anchors=False)
        for day, on_day in groupby(in_month, key=lambda each: each.day):
            listed = list(on_day)
            st.subheader(lines.day(listed[0]), anchor=anchor(day))
            for each in listed:
                lines.show(each)


def _show_apart(shown: Shown, lines: DeadlineLines, words: Interface) -> None:
    texts = words.deadlines
    if shown.coming or shown.undated or shown.unknown or shown.past:
        st.divider()
    _show_fold("undated", texts.undated, texts.undated_lead, shown.undated, lines.show_undated, words)
    _show_fold("unknown", texts.unknown, texts.unknown_lead, shown.unknown, lines.show_unknown, words)
    _show_fold("past", texts.past, "", shown.past, lines.show_past, words)


def _show_fold(
    place: str,
    label: str,
    lead: str,
    entries: Sequence[Entry],
    show_one: Callable[[Entry], None],
    words: Interface,
) -> None:
    """The entries behind a fold, drawn once it is opened, some at a time."""
    if not entries:
        return
    limit = st.session_state.get(f"deadlines-shown-{place}", _LINES_AT_A_TIME)
    heading = escape(label.format(number=len(entries)))
    with st.expander(heading, key=f"deadlines-fold-{place}", on_change="rerun") as fold:
        if not fold.open:
            return
        if lead:
            st.markdown(escape(lead))
        for entry in entries[:limit]:
            show_one(entry)
        if (left := len(entries) - limit) > 0:
            more = escape(words.deadlines.more.format(number=min(left, _LINES_AT_A_TIME)))
            st.button(more, key=f"deadlines-more-{place}", on_click=_more, args=(place, limit))


def _more(place: str, limit: int) -> None:
    st.session_state[f"deadlines-shown-{place}"] = limit + _LINES_AT_A_TIME
