"""The form on who applies and for what, and the address that holds the same answers."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from assistant.pages.support_words import AidForm, Field, FieldGroup
from assistant.pages.typography import escape
from assistant.profiles.words import ProfileWords
from assistant.supports.profile import Profile

Told = dict[str, str]
"""What was told, in French: the short name of each fact and the words of its value."""

_LONGEST = 300
_ANSWERS = ("yes", "no", "unknown")


class ProfileForm:
    """Draws the questions, and translates between the widgets and the words of an address."""

    def __init__(self, form: AidForm, words: ProfileWords) -> None:
        self._form, self._words = form, words
        self._names = {field.fact: field.name for field in self._fields()}

    @property
    def is_drawn(self) -> bool:
        """Whether the widgets still hold the answers of the last run."""
        return all(_key(field) in st.session_state for field in self._fields())

    def named(self, written: Mapping[str, str]) -> Told:
        """The same answers under the names of the form; a name that is none stays as it is."""
        return {self._names.get(self._words.key_of(name) or "", name): text for name, text in written.items()}

    def fill(self, told: Told) -> Told:
        """Put the answers in the widgets; gives those that no widget can hold."""
        left = dict(told)
        for field in self._fields():
            value = self._value(field, left.get(field.name, ""))
            st.session_state[_key(field)] = value
            if value not in (None, "", [], "unknown"):
                left.pop(field.name)
        return {name: text for name, text in left.items() if text}

    def known(self, told: Told) -> Told:
        """What of it tells a fact, by whatever name."""
        return {name: text for name, text in told.items() if self._words.key_of(name) is not None}

    def without_numbers(self, told: Told, withhold: Callable[[str], str]) -> Told:
        """The same without what `withhold` takes out of the description of the project."""
        name = self._names["project"]
        return told | {name: withhold(told[name])} if name in told else told

    def show(self) -> Told:
        """Draw the questions; gives what is answered."""
        for group in self._form.groups:
            self._show_group(group)
        return {field.name: text for field in self._fields() if (text := self._written(field))}

    def _fields(self) -> Iterator[Field]:
        return (field for group in self._form.groups for field in group.fields)

    def _show_group(self, group: FieldGroup) -> None:
        place: DeltaGenerator
        if group.is_folded:
            place = st.expander(escape(group.heading), key="aid-more-questions")
        else:
            place = st.container()
            place.markdown(f"### {escape(group.heading)}", anchors=False)
        wide = [field for field in group.fields if field.fact in ("themes", "project")]
        narrow = [field for field in group.fields if field not in wide]
        with place:
            for field in wide:
                self._ask(field)
            for first in range(0, len(narrow), 2):
                for column, field in zip(st.columns(2), narrow[first : first + 2], strict=False):
                    with column:
                        self._ask(field)

    def _ask(self, field: Field) -> None:
        match self._kind(field):
            case "themes":
                st.pills(
                    field.label,
                    list(self._words.values["themes"]),
                    selection_mode="multi",
                    format_func=lambda value: self._shown("themes", value),
                    key=_key(field),
                )
            case "answers":
                st.radio(
                    field.label,
                    _ANSWERS,
                    format_func=lambda value: self._shown("answers", value),
                    key=_key(field),
                    horizontal=True,
                )
            case "listed":
                st.selectbox(
                    field.label,
                    list(self._words.values[field.fact]),
                    index=None,
                    format_func=lambda value: self._shown(field.fact, value),
                    key=_key(field),
                    placeholder=self._form.none,
                )
            case _:
                st.text_input(
                    field.label,
                    key=_key(field),
                    max_chars=_LONGEST,
                    placeholder=field.placeholder,
                    autocomplete="off",
                )
        if field.note:
            st.caption(escape(field.note))

    def _kind(self, field: Field) -> str:
        if field.fact == "themes":
            return "themes"
        if Profile.model_fields[field.fact].annotation == bool | None:
            return "answers"
        return "listed" if field.fact in self._words.values else "text"

    def _shown(self, listed: str, value: str) -> str:
        text = self._form.do_not_know if value == "unknown" else self._words.shown(listed, value)
        return f"{text[0].upper()}{text[1:]}"

    def _value(self, field: Field, text: str) -> Any:
        """The words of an address as the value of the widget: an empty one when it cannot hold them."""
        match self._kind(field):
            case "themes":
                values = [self._words.value_of("themes", each) for each in text.split(",")]
                return values if None not in values else []
            case "answers":
                return self._words.value_of("answers", text) or "unknown"
            case "listed":
                return self._words.value_of(field.fact, text)
        return text[:_LONGEST]

    def _written(self, field: Field) -> str:
        value, kind = st.session_state.get(_key(field)), self._kind(field)
        if kind == "text" or not value or value == "unknown":
            return (value or "").strip() if kind == "text" else ""
        if kind == "themes":
            return ",".join(self._words.shown("themes", each) for each in value)
        return self._words.shown("answers" if kind == "answers" else field.fact, value)


def _key(field: Field) -> str:
    return f"aid-{field.fact}"
