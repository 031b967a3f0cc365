"""The page of the supports that may apply: the form, then each support with its verdict."""

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from assistant.answering.listing import LISTED_GAP
from assistant.answering.pipeline import Assistant
from assistant.pages.aid_form import ProfileForm, Told
from assistant.pages.aid_results import RESULT, AidResults
from assistant.pages.interface import Interface
from assistant.pages.typography import as_typed, escape
from assistant.supports.location import locate
from assistant.supports.profile import Profile

_PROBLEMS_IN_SIGHT = 6


def show(assistant: Assistant, words: Interface, today: date) -> None:
    """Draw the page from what its address and its form tell."""
    form = ProfileForm(words.aids.form, assistant.advisor.words)
    is_printed = bool(st.session_state.get("aids-printed"))
    st.title(escape(words.aids.heading), anchor=False)
    told = _remembered() if is_printed else _asked(form, assistant, words)
    declared = assistant.advisor.reader.read(told, today)
    advice = assistant.advisor.advise(declared, today, _fits(assistant, declared.profile, today))
    _show_problems(advice.problems, words)
    if declared.profile == Profile():
        st.info(escape(words.aids.nothing_told), icon=":material/edit:")
    else:
        AidResults(advice, assistant, words, today, is_whole=is_printed).show()


def _asked(form: ProfileForm, assistant: Assistant, words: Interface) -> Told:
    """What the form tells once drawn, after it was filled from an address that is new."""
    address = form.named(_address())
    to_result = f"[{escape(words.aids.to_result)}](#{RESULT})" if address or _remembered() else ""
    st.markdown(f"{escape(words.aids.lead)} {to_result}")
    left: Told = st.session_state.get("aids-left", {})
    if (address and address not in _known()) or not form.is_drawn:
        left = form.fill(address or _remembered())
        st.session_state["aids-left"] = form.known(left)
    with st.container(key="aid-form"):
        told = left | form.show()
        st.button(escape(words.aids.form.clear), key="aid-clear", icon=":material/delete:", on_click=_clear)
    told = form.without_numbers(told, assistant.reception.withhold)
    _remember(told)
    return told


def _address() -> dict[str, str]:
    """What the query string tells; a name given several times lists its values."""
    return {name: ",".join(st.query_params.get_all(name)) for name in st.query_params}


def _remembered() -> Told:
    kept: Told = st.session_state.get("aids-told", {})
    return kept


def _known() -> list[Told]:
    """The addresses already read or written: one that comes back late must not undo what was typed since."""
    known: list[Told] = st.session_state.setdefault("aids-known", [])
    return known


def _remember(told: Told) -> None:
    if told != _remembered():
        st.session_state["aids-told"] = told
        for key in [key for key in st.session_state if str(key).startswith("aids-shown")]:
            del st.session_state[key]
    if told not in _known():
        _known().append(told)
    if told != _address():
        st.query_params.from_dict(told)


def _clear() -> None:
    for key in [key for key in st.session_state if str(key).startswith(("aid-", "aids-"))]:
        del st.session_state[key]
    st.query_params.clear()


def _fits(assistant: Assistant, profile: Profile, today: date) -> Mapping[str, float] | None:
    """How near each support is to the project as described, by id; None without a description.

    As in the chat, what is told of who asks counts with the project; the near ones are above zero.
    """
    if not profile.project:
        return None
    who = assistant.advisor.understood(profile, locate(profile, assistant.advisor.territory, today))
    told = f"{who}. {assistant.reception.asked_in(profile.project)}"
    found = assistant.drafter.supports.finder.find_for_story(told, profile, assistant.retriever.rank(told))
    return {each.support.id: each.score - found[0].score + LISTED_GAP for each in found}


def _show_problems(problems: Sequence[str], words: Interface) -> None:
    if not problems:
        return
    lines = [f"- {as_typed(problem)}" for problem in problems[:_PROBLEMS_IN_SIGHT]]
    if (left := len(problems) - _PROBLEMS_IN_SIGHT) > 0:
        lines.append(f"- {escape(words.aids.more_problems.format(number=left))}")
    told = "\n".join([escape(words.aids.problems), "", *lines])
    st.warning(told, icon=":material/warning:")
