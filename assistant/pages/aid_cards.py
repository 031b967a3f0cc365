"""A support as one applicant sees it: the verdict, how much, until when, the criteria, whom to call."""

from collections.abc import Sequence
from datetime import date

import streamlit as st

from assistant.answering.cards import CriterionLine, SupportCard
from assistant.pages.cited import CitedLines
from assistant.pages.interface import Interface
from assistant.pages.sources import describe
from assistant.pages.typography import escape
from assistant.records import Verdict
from assistant.supports.verdicts import Result

_VERDICT_LOOKS: dict[Verdict, tuple[str, str]] = {
    "eligible": ("green", "check_circle"),
    "to_check": ("orange", "help"),
    "not_eligible": ("red", "cancel"),
    "closed": ("red", "event_busy"),
}
_RESULT_LOOKS: dict[Result, tuple[str, str]] = {
    "not_met": ("red", "close"),
    "unknown": ("orange", "help"),
    "met": ("green", "check"),
}
_DECIDING_IN_SIGHT = 2


def show_card(card: SupportCard, words: Interface, today: date, place: str, *, is_whole: bool) -> None:
    """Draw the card; all its criteria stand in it when `is_whole`, else behind a fold."""
    with st.container(border=True, key=f"card-{place}-{card.id}"):
        lines = CitedLines(words, today, f"{place}-{card.id}")
        _show_head(card)
        if card.amount:
            _show_fact(words.card.amount, card.amount, lines, card, is_amount=True)
        _show_fact(words.card.until, card.until, lines, card)
        if is_whole:
            _show_criteria(card, lines, words)
        else:
            fold = f"criteria-{place}-{card.id}"
            if not st.session_state.get(fold):
                _show_deciding(card, lines, words)
            _show_folded_criteria(card, lines, words, fold)
        _show_what_to_do(card, words, is_whole=is_whole)
        with st.container(key=f"paper-{place}-{card.id}"):
            sources = dict.fromkeys(describe(citation, words, today) for citation in lines.citations)
            st.caption("  \n".join([escape(words.card.sources), *sources]))


def show_excluded(card: SupportCard, lines: CitedLines) -> None:
    """Draw the support in one line with what decided: since when it is closed, or what is not met."""
    deciding = next(line for line in card.criteria if line.is_deciding)
    head = f"**{escape(card.name)}** ({escape(card.operator)})"
    if card.verdict == "closed":
        markdown = f"{head} · {_mark(card.verdict, card.until)}"
    else:
        unmet = _mark(card.verdict, lines.words.card.unmet)
        markdown = f"{head} · {unmet} : {escape(deciding.text)}"
    lines.show(markdown, deciding.text, deciding.passage, is_item=True)


def _mark(verdict: Verdict, told: str) -> str:
    colour, icon = _VERDICT_LOOKS[verdict]
    return f":{colour}[:material/{icon}: {escape(told)}]"


def _show_head(card: SupportCard) -> None:
    verdict = f"**{_mark(card.verdict, card.verdict_words)}** · {escape(card.operator)}"
    st.markdown(f"#### {escape(card.name)}\n\n{verdict}", anchors=False)


def _show_fact(
    label: str, text: str, lines: CitedLines, card: SupportCard, *, is_amount: bool = False
) -> None:
    window = next(line.passage for line in card.criteria if line.keys == ("window",))
    passage = card.amount_passage if is_amount else window
    lines.show(f"**{escape(label)}** : {escape(text)}", text, passage)


def _show_deciding(card: SupportCard, lines: CitedLines, words: Interface) -> None:
    """The first criteria that made the verdict, those that the applicant can answer ahead."""
    deciding = [line for line in card.criteria if line.is_deciding and line.keys != ("window",)]
    ordered = sorted(deciding, key=lambda line: line.keys == ("stated",))
    _show_result(ordered[:_DECIDING_IN_SIGHT], lines, words)


def _show_folded_criteria(card: SupportCard, lines: CitedLines, words: Interface, key: str) -> None:
    numbers = {result: sum(line.result == result for line in card.criteria) for result in _RESULT_LOOKS}
    told = ", ".join(
        words.card.counted[result].counted(number) for result, number in numbers.items() if number
    )
    label = escape(words.card.criteria.format(counts=told))
    with st.expander(label, key=key, on_change="rerun") as fold:
        if fold.open:
            _show_criteria(card, lines, words)
            if card.note:
                st.markdown(f"**{escape(words.card.note)}** : {escape(card.note)}")


def _show_criteria(card: SupportCard, lines: CitedLines, words: Interface) -> None:
    for result in _RESULT_LOOKS:
        _show_result([line for line in card.criteria if line.result == result], lines, words)


def _show_result(criteria: Sequence[CriterionLine], lines: CitedLines, words: Interface) -> None:
    """Criteria of one result under its name."""
    if not criteria:
        return
    colour, icon = _RESULT_LOOKS[criteria[0].result]
    st.markdown(f"**:{colour}[:material/{icon}: {escape(words.card.results[criteria[0].result])}]**")
    for line in criteria:
        lines.show(escape(line.text), line.text, line.passage, is_item=True)


def _show_what_to_do(card: SupportCard, words: Interface, *, is_whole: bool) -> None:
    """How to apply and whom to call; the operator, named above, is the contact where no other is known."""
    told = [(words.card.how_to_apply, card.how_to_apply)]
    if is_whole or card.match.support.contact:
        told.append((words.card.contact, card.contact))
    if is_whole:
        told.append((words.card.note, card.note))
    if lines := [f"**{escape(label)}** : {escape(text)}" for label, text in told if text]:
        st.markdown("  \n".join(lines))
    if card.asks:
        st.caption(escape(words.card.asks.format(facts=", ".join(card.asks))))
