"""A watched source as people see it: its line, what changed in it, and what rests on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st

from assistant.documents.library import Library
from assistant.pages.interface import Interface
from assistant.pages.source_address import address_of_id
from assistant.pages.sources import marked, rank_mark, validity_mark
from assistant.pages.typography import as_typed, escape, french_date, link
from assistant.watch import Change, Mark, WatchedSource

_SENTENCES = 20
_LOOKS: Mapping[Mark, tuple[str, str]] = {
    "changed": ("orange", "change_circle"),
    "gone": ("red", "link_off"),
    "failing": ("red", "sync_problem"),
    "stale": ("orange", "schedule"),
}


@dataclass(frozen=True)
class WatchedLines:
    """Draws sources one by one; `supports` gives the names of the supports by id."""

    library: Library
    supports: Mapping[str, str]
    words: Interface
    today: date

    def show(self, each: WatchedSource) -> None:
        """Title and address, publisher, date, rank, validity, state, passages."""
        st.markdown(f"{link(each.source.title, each.source.url)}  \n{' · '.join(self._facts(each))}")

    def show_failure(self, each: WatchedSource) -> None:
        """The line of a source, since when it cannot be read, why, and what rests on it."""
        self.show(each)
        told = self.words.watch
        since = each.failing_since or each.checked_at or ""
        facts = (told.failing_since.format(day=french_date(since)), each.reason)
        st.caption(" · ".join(escape(fact) for fact in facts if fact))
        self._show_resting(each, "failure")

    def show_change(self, each: WatchedSource) -> None:
        """The line of a source, the sentences by which its copies differ, and what rests on it."""
        self.show(each)
        for change in each.changes:
            self._show_difference(change)
        self._show_resting(each, "change")

    def _facts(self, each: WatchedSource) -> list[str]:
        source, told = each.source, self.words.watch
        published = french_date(source.published) if source.published else self.words.source.undated
        validity = validity_mark(source.valid_from, source.valid_until, self.words, self.today)
        marks = [marked(*_LOOKS[mark], told.marks[mark]) for mark in each.marks(self.today) if mark in _LOOKS]
        checked = told.last_checked.format(day=french_date(each.checked_at)) if each.checked_at else ""
        passages = told.passages.counted(each.passages) if each.passages else told.uncited
        plain = [escape(fact) for fact in (source.publisher, published) if fact]
        rank = rank_mark(source.official, source.url, self.words)
        return [*plain, rank, *filter(None, [validity]), *marks, escape(passages), *filter(None, [checked])]

    def _show_difference(self, change: Change) -> None:
        told = self.words.watch
        st.markdown(f"**{escape(told.changed_on.format(day=french_date(change.at)))}**")
        removed = [
            f"- :red[:material/remove: {told.removed}] ~~{as_typed(text)}~~" for text in change.removed
        ]
        added = [f"- :green[:material/add: {told.added}] {_on_ground(text)}" for text in change.added]
        lines = [*removed[:_SENTENCES], *added[:_SENTENCES]]
        st.markdown("\n".join(lines) if lines else escape(told.no_difference))
        if left := len(removed) + len(added) - len(lines):
            st.caption(escape(told.more_sentences.format(number=left)))

    def _show_resting(self, each: WatchedSource, place: str) -> None:
        told = self.words.watch
        statements = [(self._text(id_), id_) for id_ in each.statements if id_ in self.library.passages]
        supports = [(self.supports[id_], f"{id_}/what") for id_ in each.supports if id_ in self.supports]
        for noun, entries in ((told.statements, statements), (told.supports, supports)):
            if entries:
                self._show_entries(noun.counted(len(entries)), entries, f"{place}-{each.source.source_id}")

    def _show_entries(self, label: str, entries: Sequence[tuple[str, str]], place: str) -> None:
        with st.expander(escape(label), key=f"resting-{place}-{label}", on_change="rerun") as fold:
            if fold.open:
                st.markdown("\n".join(f"- {self._linked(text, id_)}" for text, id_ in entries))

    def _linked(self, text: str, passage_id: str) -> str:
        known = passage_id in self.library.passages
        return f"[{escape(text)}](<{address_of_id(passage_id)}>)" if known else escape(text)

    def _text(self, passage_id: str) -> str:
        return self.library.passages[passage_id].text


def _on_ground(text: str) -> str:
    return f":green-background[{as_typed(text)}]"
