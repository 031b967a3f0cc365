"""The page where staff add a document: the password, what is seen, what is said."""

import time
from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from assistant.errors import InvalidInput
from assistant.pages import staff
from assistant.pages.adding import entry_of, warnings_on
from assistant.pages.interface import Interface, read_interface
from assistant.pages.staff import TRIES, is_right
from assistant.pages.typography import escape
from assistant.settings import PROJECT, Settings, read_settings

HOSTILE = b"# <script>alert(1)</script> [x](javascript:1)\n\nLe guichet **ouvre** le <b>mardi</b>.\n"


def drawn(settings, words):
    from assistant.pages import adding

    adding.show(settings, words)


@pytest.fixture(scope="module")
def words() -> Interface:
    return read_interface(PROJECT / "prompts" / "interface.yaml")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    (tmp_path / "documents").mkdir()
    return replace(Settings().at(tmp_path, None), staff_password="sésame")


@pytest.fixture(autouse=True)
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staff, "PAUSE", 0.0)


def opened(settings: Settings, words: Interface) -> AppTest:
    given = {"settings": settings, "words": words}
    return AppTest.from_function(drawn, default_timeout=120, kwargs=given).run()


def entered(page: AppTest, password: str) -> AppTest:
    page.text_input(key="staff-password").set_value(password)
    return page.button(key="staff-enter").click().run()


def test_without_a_password_in_the_settings_there_is_no_page(words: Interface, settings: Settings):
    assert read_settings({}).staff_password is None
    assert read_settings({"ASSISTANT_STAFF_PASSWORD": ""}).staff_password is None
    page = opened(replace(settings, staff_password=None), words)
    assert not page.text_input and not page.file_uploader


def test_the_password_is_not_told_by_the_settings(settings: Settings):
    assert "sésame" not in repr(settings)


def test_nothing_is_asked_before_the_password(words: Interface, settings: Settings):
    page = opened(settings, words)
    assert not page.file_uploader
    assert entered(page, "sesame").error[0].value == escape(words.adding.wrong)
    assert entered(page, "sésame").file_uploader


def test_after_a_few_tries_even_the_password_is_refused(words: Interface, settings: Settings):
    page = opened(settings, words)
    for _ in range(TRIES):
        entered(page, "faux")
    page.run()
    assert page.error[0].value == escape(words.adding.refused)
    assert not page.text_input


def test_a_wrong_password_takes_its_time():
    started = time.perf_counter()
    assert not is_right("é", "sésame", 0.2)
    assert time.perf_counter() - started >= 0.2
    assert is_right("sésame", "sésame", 60)


def test_a_document_is_seen_literally_before_it_is_published(words: Interface, settings: Settings):
    page = entered(opened(settings, words), "sésame")
    page.file_uploader(key="adding-file").set_value(("note.md", HOSTILE, "text/markdown"))
    page.button(key="adding-read").click().run()
    said = [each.value for each in (*page.markdown, *page.caption)]
    assert any("mardi" in each for each in said)
    assert all("<script>" not in each and "](javascript" not in each for each in said)
    assert not page.button(key="adding-publish").disabled
    assert list((settings.corpus / "documents").iterdir()) == []
    assert not page.exception


def test_a_name_that_is_taken_asks_before_it_is_replaced(words: Interface, settings: Settings):
    (settings.corpus / "documents" / "note.txt").write_text("Une autre note.", encoding="utf-8")
    page = entered(opened(settings, words), "sésame")
    page.file_uploader(key="adding-file").set_value(("note.md", HOSTILE, "text/markdown"))
    page.button(key="adding-read").click().run()
    assert page.button(key="adding-publish").disabled
    page.checkbox(key="adding-replace-note").check().run()
    assert not page.button(key="adding-publish").disabled


def test_a_file_that_cannot_be_read_is_told_in_one_line(words: Interface, settings: Settings):
    page = entered(opened(settings, words), "sésame")
    page.file_uploader(key="adding-file").set_value(("note.pdf", b"%PDF-1.4 rien", "application/pdf"))
    page.button(key="adding-read").click().run()
    assert escape("note.pdf") in page.error[0].value
    assert not [button for button in page.button if button.key == "adding-publish"]


def test_the_register_is_told_all_that_it_needs_or_nothing(words: Interface):
    given = {"title": "Note", "publisher": "", "url": "", "published": ""}
    assert entry_of(given, "press", words) is None
    with pytest.raises(InvalidInput):
        entry_of(given | {"url": "https://example.org"}, "press", words)
    entry = entry_of(given | {"url": "https://example.org", "publisher": "P"}, "law", words)
    assert entry is not None and entry.official


def test_what_deserves_a_look_is_said(words: Interface):
    long = {"text": "mot " * 100, "heading_path": ["Titre"], "locator": "p. 1", "recognised": True}
    said = warnings_on([long, long], words)
    assert said == [words.adding.warning_recognised.counted(2), words.adding.warning_no_heading]
    assert warnings_on([long | {"text": "mot", "recognised": False}], words) == [words.adding.warning_short]
