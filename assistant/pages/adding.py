"""The page where staff add a document: sent, seen passage by passage, then published."""

from typing import Any

import streamlit as st

from assistant.documents.publication import Entry, Published, Upload, preview, publish, standing, upload_of
from assistant.errors import InvalidInput
from assistant.pages.interface import Interface
from assistant.pages.source_address import address_of_id
from assistant.pages.staff import is_staff
from assistant.pages.typography import escape
from assistant.settings import Settings

TYPES = ["pdf", "html", "htm", "docx", "odt", "md", "txt"]
_SHOWN = 30  # passages
_SHORT = 200  # characters of a document that holds next to nothing
_STEPS = ("adding-draft", "adding-done")
_FIELDS = ("title", "publisher", "url", "published")


def show(settings: Settings, words: Interface) -> None:
    """Draw the step that this visitor has come to; nothing without the password of the settings."""
    told = words.adding
    st.title(escape(told.heading), anchor=False)
    if settings.staff_password is None or not is_staff(settings.staff_password, words):
        return
    if done := st.session_state.get("adding-done"):
        _show_done(done, words)
        return
    st.markdown(escape(told.lead))
    _show_form(words)
    if draft := st.session_state.get("adding-draft"):
        _show_preview(draft[0], draft[1], settings, words)


def _show_form(words: Interface) -> None:
    told = words.adding
    with st.form("adding-form"):
        sent = st.file_uploader(told.file, type=TYPES, key="adding-file")
        st.caption(escape(told.optional))
        given = {name: st.text_input(getattr(told, name), key=f"adding-{name}").strip() for name in _FIELDS}
        labels = {choice.rank: choice.label for choice in told.ranks}
        rank = st.selectbox(
            told.rank, list(labels), index=3, format_func=lambda each: labels[each], key="adding-rank"
        )
        is_sent = st.form_submit_button(told.preview, key="adding-read", type="primary")
    if not (is_sent and sent):
        return
    st.session_state.pop("adding-draft", None)
    try:
        entry = entry_of(given, rank, words)
        upload = upload_of(sent.name, sent.getvalue(), given["title"], entry)
        with st.spinner(told.reading):
            st.session_state["adding-draft"] = (upload, preview(upload))
    except InvalidInput as error:
        st.error(escape(told.unreadable.format(reason=error)), icon=":material/error:")


def entry_of(given: dict[str, str], rank: str, words: Interface) -> Entry | None:
    """What the register is told; None when only a title was given, or nothing.

    Raises InvalidInput when a field is given and another that the register needs is not.
    """
    if not any(given[name] for name in _FIELDS[1:]):
        return None
    if not all(given[name] for name in _FIELDS[:3]):
        raise InvalidInput(words.adding.half_registered)
    official = next(choice.official for choice in words.adding.ranks if choice.rank == rank)
    return Entry(**{name: given[name] for name in _FIELDS}, rank=rank, official=official)


def _show_preview(upload: Upload, content: dict[str, Any], settings: Settings, words: Interface) -> None:
    told, passages = words.adding, content["passages"]
    title = upload.entry.title if upload.entry else content["title"]
    st.markdown(f"## {escape(told.found.counted(len(passages), title=title))}", anchors=False)
    for warning in warnings_on(passages, words):
        st.warning(escape(warning), icon=":material/warning:")
    can_publish, replaces = _ask_to_replace(upload, settings, words)
    is_wanted = st.button(told.publish, key="adding-publish", type="primary", disabled=not can_publish)
    if is_wanted:
        _publish(upload, settings, words, replaces)
    if len(passages) > _SHOWN:
        st.caption(escape(told.shown.format(number=_SHOWN)))
    for number, passage in enumerate(passages[:_SHOWN]):
        with st.container(key=f"adding-passage-{number}", border=True, gap="xsmall"):
            headings = " › ".join(passage["heading_path"][1:]) or told.no_heading
            st.caption(f"{escape(passage['locator'])} · {escape(headings)}")
            st.markdown("\n\n".join(escape(line) for line in passage["text"].split("\n") if line.strip()))


def warnings_on(passages: list[dict[str, Any]], words: Interface) -> list[str]:
    """What deserves a look before publishing."""
    told, warnings = words.adding, []
    if recognised := sum(passage["recognised"] for passage in passages):
        warnings.append(told.warning_recognised.counted(recognised))
    if sum(len(passage["text"]) for passage in passages) < _SHORT:
        warnings.append(told.warning_short)
    elif len(passages) > 1 and all(len(passage["heading_path"]) < 2 for passage in passages):
        warnings.append(told.warning_no_heading)
    return warnings


def _ask_to_replace(upload: Upload, settings: Settings, words: Interface) -> tuple[bool, bool]:
    """Whether the document may be published, and whether it takes the place of another."""
    told = words.adding
    try:
        found = standing(settings.corpus, upload)
    except InvalidInput as error:
        st.error(escape(told.failed.format(reason=error)), icon=":material/error:")
        return False, False
    if not found.files and not found.is_registered:
        return True, False
    names = [path.name for path in found.files] or [upload.stem]
    st.warning(escape(told.known.format(name=", ".join(names))), icon=":material/warning:")
    if found.is_registered:
        st.caption(escape(told.registered.format(name=upload.stem)))
    agreed = st.checkbox(told.replace, key=f"adding-replace-{upload.stem}")
    return agreed, agreed


def _publish(upload: Upload, settings: Settings, words: Interface, replaces: bool) -> None:
    told = words.adding
    try:
        with st.spinner(told.publishing):
            done = publish(upload, settings, replaces=replaces)
    except InvalidInput as error:
        st.error(escape(told.failed.format(reason=error)), icon=":material/error:")
        return
    st.session_state.pop("adding-draft", None)
    st.session_state["adding-done"] = done
    st.rerun()


def _show_done(done: Published, words: Interface) -> None:
    told = words.adding
    counts = {"version": done.version, "created": done.created, "deleted": done.deleted}
    st.success(escape(told.published_done.format(**counts)), icon=":material/check_circle:")
    st.markdown(f":material/menu_book: [{escape(told.see)}]({address_of_id(done.passage_id)})")
    st.button(told.another, key="adding-another", on_click=_start_over)


def _start_over() -> None:
    for step in _STEPS:
        st.session_state.pop(step, None)
