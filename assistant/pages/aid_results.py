"""The verdicts on the page of the supports: the summary, the cards, then what is excluded."""

from collections.abc import Sequence
from datetime import date

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from assistant.answering.advice import Advice
from assistant.answering.cards import SupportCard
from assistant.answering.pipeline import Assistant
from assistant.pages.aid_cards import show_card, show_excluded
from assistant.pages.cited import CitedLines
from assistant.pages.interface import Interface
from assistant.pages.typography import escape
from assistant.records import Verdict
from assistant.wording import written_date

_CARDS_AT_A_TIME = 12
_LINES_AT_A_TIME = 20
_ASKS_IN_SIGHT = 3
RESULT = "resultat"
"""The name of the place where the result begins."""


class AidResults:
    """Draws an advice; nothing is folded when `is_whole`, as on paper."""

    def __init__(
        self, advice: Advice, assistant: Assistant, words: Interface, today: date, *, is_whole: bool
    ) -> None:
        self._advice, self._assistant, self._words, self._today = advice, assistant, words, today
        self._is_whole = is_whole

    def show(self) -> None:
        """Draw all of it, the supports to look at first ahead."""
        words = self._words.aids
        possible = [card for card in self._advice.cards if card.verdict in ("eligible", "to_check")]
        near = [card for card in possible if card.match.fit > 0]
        self._show_summary()
        self._show_cautions()
        listed = near or possible
        heading = (words.near if near else words.found).counted(len(listed))
        st.markdown(f"### {escape(heading)}\n\n{escape(self._explained(listed))}", anchors=False)
        self._show_cards(listed, "near")
        if not self._is_whole:
            if near and len(near) < len(possible):
                far = [card for card in possible if card.match.fit <= 0]
                self._show_folded(words.far, far, "far")
            self._show_folded(words.not_eligible, self._of("not_eligible"), "not_eligible")
            self._show_folded(words.closed, self._of("closed"), "closed")
        self._show_paper()

    def _explained(self, listed: Sequence[SupportCard]) -> str:
        """What a verdict to check means; on paper, also how many of the supports are there."""
        words, shown = self._words.aids, len(self._first(listed, "near", _CARDS_AT_A_TIME))
        if self._is_whole and shown < len(listed):
            return f"{words.printed_part.format(shown=shown)} {words.to_check}"
        return words.to_check

    def _of(self, verdict: Verdict) -> list[SupportCard]:
        return [card for card in self._advice.cards if card.verdict == verdict]

    def _show_summary(self) -> None:
        words = self._words.aids
        told = ", ".join(
            noun.counted(number)
            for verdict, noun in words.counts.items()
            if (number := len(self._of(verdict)))
        )
        st.header(escape(words.result), anchor=RESULT)
        with st.container(key="aids-summary"):
            if self._advice.understood:
                st.markdown(escape(words.understood.format(profile=self._advice.understood)))
            st.markdown(f"**{escape(told)}.**")
        if not self._is_whole:
            self._show_asks()

    def _show_asks(self) -> None:
        """The questions whose answers could change the verdict of several supports."""
        changes = {key: sum(key in card.ask_keys for card in self._advice.cards) for key in self._advice.asks}
        telling = [key for key, number in changes.items() if number > 1][:_ASKS_IN_SIGHT]
        if telling:
            facts, words = self._assistant.advisor.words.facts, self._words.aids
            lines = [f"- {escape(words.ask.counted(changes[key], ask=facts[key].ask))}" for key in telling]
            st.info("\n".join([escape(words.asks_lead), "", *lines]), icon=":material/contact_support:")

    def _show_cautions(self) -> None:
        words = self._words.aids
        passages = self._assistant.advisor.cautions()
        if not passages:
            return
        place: DeltaGenerator
        if self._is_whole:
            place = st.container(key="cautions")
            place.markdown(f"### {escape(words.cautions)}", anchors=False)
        else:
            place = st.expander(escape(words.cautions), icon=":material/front_hand:")
        with place:
            lines = CitedLines(self._words, self._today, "caution")
            for passage in passages:
                lead = words.caution_leads.get(passage.passage_id, "")
                markdown = f"**{escape(lead)}** {escape(passage.text)}" if lead else escape(passage.text)
                lines.show(markdown, passage.text, passage, is_item=True)

    def _show_folded(self, label: str, cards: Sequence[SupportCard], place: str) -> None:
        """The cards, or a line each for those excluded, drawn once the fold is opened."""
        if not cards:
            return
        with st.expander(
            escape(label.format(number=len(cards))), key=f"aids-fold-{place}", on_change="rerun"
        ) as fold:
            if fold.open and place == "far":
                self._show_cards(cards, place)
            elif fold.open:
                lines = CitedLines(self._words, self._today, place)
                for card in self._first(cards, place, _LINES_AT_A_TIME):
                    show_excluded(card, lines)
                self._show_more(cards, place, _LINES_AT_A_TIME)

    def _show_cards(self, cards: Sequence[SupportCard], place: str) -> None:
        for card in self._first(cards, place, _CARDS_AT_A_TIME):
            show_card(card, self._words, self._today, place, is_whole=self._is_whole)
        if not self._is_whole:
            self._show_more(cards, place, _CARDS_AT_A_TIME)

    def _first(self, cards: Sequence[SupportCard], place: str, step: int) -> list[SupportCard]:
        """As many as were asked for, and those that seem to apply wherever they stand."""
        limit = st.session_state.get(f"aids-shown-{place}", step)
        return [card for rank, card in enumerate(cards) if rank < limit or card.verdict == "eligible"]

    def _show_more(self, cards: Sequence[SupportCard], place: str, step: int) -> None:
        left = len(cards) - len(self._first(cards, place, step))
        if left > 0:
            label = escape(self._words.aids.more.format(number=min(left, step)))
            st.button(
                label,
                key=f"aids-more-{place}",
                icon=":material/expand_more:",
                on_click=_more,
                args=(place, step),
            )

    def _show_paper(self) -> None:
        """What is done with the result: shared by its address, or printed."""
        words = self._words.aids
        printed = words.printed.format(today=written_date(self._today), as_of=self._assistant.as_of)
        st.caption(escape(f"{printed} {self._words.welcome.contact}"))
        with st.container(key="actions-aids", horizontal=True, gap="small"):
            if self._is_whole:
                st.button(escape(words.print), key="print", type="primary", icon=":material/print:")
                st.button(
                    escape(words.back),
                    key="aids-back",
                    icon=":material/arrow_back:",
                    on_click=_print,
                    args=(False,),
                )
            else:
                st.button(
                    escape(words.print_view),
                    key="aids-print",
                    icon=":material/print:",
                    on_click=_print,
                    args=(True,),
                )
                st.caption(escape(words.share))


def _more(place: str, step: int) -> None:
    key = f"aids-shown-{place}"
    st.session_state[key] = st.session_state.get(key, step) + step


def _print(is_printed: bool) -> None:
    st.session_state["aids-printed"] = is_printed
