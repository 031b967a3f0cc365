"""The page of the documents: what changed in the sources, what needs somebody, and every source."""

from collections.abc import Callable, Sequence
from datetime import date

import streamlit as st

from assistant.answering.pipeline import Assistant
from assistant.french import fold
from assistant.pages.interface import Interface
from assistant.pages.typography import escape, french_date
from assistant.pages.watched_lines import WatchedLines
from assistant.watch import MARKS, STALE_DAYS, Mark, WatchedSource

_LINES_AT_A_TIME = 20
_FAILURES: tuple[Mark, ...] = ("gone", "failing")


def show(assistant: Assistant, words: Interface, today: date) -> None:
    """Draw the page for what is searched on it."""
    sources = assistant.watch.sources
    supports = {support.id: support.name for support in assistant.advisor.catalogue}
    lines = WatchedLines(assistant.library, supports, words, today)
    st.title(escape(words.watch.heading), anchor=False)
    st.markdown(escape(words.watch.lead))
    _show_counts(sources, words, today)
    _show_changes(assistant.watch.with_mark("changed", today), lines, words)
    for mark in MARKS[1:-1]:
        show_one = lines.show_failure if mark in _FAILURES else lines.show
        label = words.watch.folds[mark].format(number="{number}", days=STALE_DAYS)
        _show_fold(mark, label, assistant.watch.with_mark(mark, today), show_one, words)
    _show_all(sources, lines, words, today)


def _show_counts(sources: Sequence[WatchedSource], words: Interface, today: date) -> None:
    told = words.watch
    official = sum(each.source.official for each in sources)
    copies = sum(each.fetched_at is not None for each in sources)
    counts = [told.counted.counted(len(sources)), told.official.counted(official)]
    if copies:
        counts.append(told.copies.counted(copies))
    with st.container(key="documents-summary"):
        st.markdown(f"**{escape(' · '.join(counts))}**")
    checked = max((each.checked_at for each in sources if each.checked_at), default=None)
    if checked is None:
        st.markdown(escape(told.nothing_fetched))
        return
    st.caption(escape(told.checked.format(day=french_date(checked))))
    if not any(set(each.marks(today)) - {"unchecked"} for each in sources):
        st.markdown(f":material/check_circle: {escape(told.all_well)}")


def _show_changes(changed: Sequence[WatchedSource], lines: WatchedLines, words: Interface) -> None:
    if not changed:
        return
    told = words.watch
    st.markdown(f"## {escape(told.changed_heading.format(number=len(changed)))}", anchors=False)
    st.markdown(escape(told.changed_lead))
    latest_first = sorted(changed, key=lambda each: each.changed_at or "", reverse=True)
    _show_some("changed", latest_first, lines.show_change, words)


def _show_fold(
    place: str,
    label: str,
    sources: Sequence[WatchedSource],
    show_one: Callable[[WatchedSource], None],
    words: Interface,
) -> None:
    """The sources behind a fold, drawn once it is opened."""
    if not sources:
        return
    heading = escape(label.format(number=len(sources)))
    with st.expander(heading, key=f"documents-fold-{place}", on_change="rerun") as opened:
        if opened.open:
            _show_some(place, sources, show_one, words)


def _show_all(sources: Sequence[WatchedSource], lines: WatchedLines, words: Interface, today: date) -> None:
    told = words.watch
    st.markdown(f"## {escape(told.all_heading)}", anchors=False)
    with st.container(key="documents-choice"):
        kept = _chosen(sources, words, today)
    st.markdown(f"**{escape(told.found.counted(len(kept)) if kept else told.none)}**")
    _show_some("all", kept, lines.show, words)


def _chosen(sources: Sequence[WatchedSource], words: Interface, today: date) -> list[WatchedSource]:
    """The sources that the four fields keep, the most cited first."""
    told = words.watch
    ranks = {choice.rank: choice.label for choice in words.adding.ranks}
    states = [mark for mark in MARKS if any(mark in each.marks(today) for each in sources)]
    publishers = sorted({each.source.publisher for each in sources if each.source.publisher}, key=fold)
    left, right = st.columns(2)
    text = left.text_input(told.text, placeholder=told.text_placeholder, key="documents-text", max_chars=100)
    rank = right.selectbox(
        told.rank,
        list(ranks),
        index=None,
        format_func=lambda value: ranks[value],
        placeholder=told.any,
        key="documents-rank",
    )
    publisher = left.selectbox(
        told.publisher, publishers, index=None, placeholder=told.any, key="documents-publisher"
    )
    state = right.selectbox(
        told.state,
        states,
        index=None,
        format_func=lambda value: told.marks[value],
        placeholder=told.any,
        key="documents-state",
    )
    kept = (
        each
        for each in sources
        if fold(text or "") in fold(f"{each.source.title} {each.source.publisher} {each.source.url or ''}")
        and rank in (None, each.source.rank)
        and publisher in (None, each.source.publisher)
        and (state is None or state in each.marks(today))
    )
    return sorted(kept, key=lambda each: -each.passages)


def _show_some(
    place: str,
    sources: Sequence[WatchedSource],
    show_one: Callable[[WatchedSource], None],
    words: Interface,
) -> None:
    """The first sources, and a button for more."""
    limit = st.session_state.get(f"documents-shown-{place}", _LINES_AT_A_TIME)
    for number, each in enumerate(sources[:limit]):
        with st.container(key=f"source-{place}-{number}", gap="xsmall"):
            show_one(each)
    if (left := len(sources) - limit) > 0:
        more = escape(words.watch.more.format(number=min(left, _LINES_AT_A_TIME)))
        st.button(more, key=f"documents-more-{place}", on_click=_more, args=(place, limit))


def _more(place: str, limit: int) -> None:
    st.session_state[f"documents-shown-{place}"] = limit + _LINES_AT_A_TIME
