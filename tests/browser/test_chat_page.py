"""The page in a real browser, on a wide screen and on a small phone."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from assistant.pages.interface import Interface
from assistant.settings import PROJECT
from tests.browser.conftest import PATIENCE, SCREENS, overflow, served
from tests.browser.hostile_page import MARKUP

pytestmark = pytest.mark.browser

QUESTION = "Quand le premier comité de pilotage du Nord Lorraine était-il prévu ?"


@pytest.fixture(params=SCREENS)
def page(
    request: pytest.FixtureRequest, browser: Browser, address: str, words: Interface, tmp_path: Path
) -> Iterator[Page]:
    width, height = SCREENS[request.param]
    context = browser.new_context(viewport={"width": width, "height": height}, locale="fr-FR")
    opened = context.new_page()
    opened.goto(address)
    expect(opened.get_by_label(words.question.placeholder)).to_be_visible(timeout=PATIENCE)
    yield opened
    opened.screenshot(path=tmp_path / f"{request.param}.png")
    context.close()


def ask(page: Page, words: Interface, question: str) -> None:
    box = page.get_by_label(words.question.placeholder)
    box.fill(question)
    box.press("Enter")
    expect_answered(page, question)


def expect_answered(page: Page, question: str) -> None:
    expect(page.get_by_role("heading", name=question, level=3)).to_be_visible(timeout=PATIENCE)
    answer = page.get_by_test_id("stChatMessage").last.locator("[class*=st-key-sentence-]")
    expect(answer.first).to_be_visible(timeout=PATIENCE)
    expect(page.locator("[class*=st-key-actions-]")).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")


def test_a_typed_question_gets_an_answer_with_its_sources(page: Page, words: Interface):
    ask(page, words, QUESTION)
    expect(page.get_by_role("heading", name=words.answer.sources, exact=True)).to_be_visible()
    expect(page.get_by_test_id("stChatMessage").last).to_contain_text("30 janvier 2024")


def test_enter_on_a_number_opens_the_passage_with_its_words_marked(page: Page, words: Interface):
    ask(page, words, QUESTION)
    number = page.locator("[class*=st-key-marker-] button").first
    expect(number).to_have_accessible_name(words.source.open.format(n=1))
    number.focus()
    page.keyboard.press("Enter")
    passage = page.get_by_test_id("stPopoverBody")
    expect(passage).to_be_visible()
    expect(passage.locator("blockquote .stMarkdownColoredBackground").first).to_be_visible()
    expect(passage.get_by_role("link").last).to_have_attribute("href", re.compile("^https?://"))


def test_a_suggestion_is_followed(page: Page, words: Interface):
    ask(page, words, QUESTION)
    suggestion = page.locator(".st-key-suggestions button").first
    text = suggestion.inner_text()
    suggestion.press("Enter")  # a click would race with the scroll that brings the question to the top
    expect_answered(page, text)
    assert page.get_by_role("heading", level=3).count() == 2


def test_a_reader_who_scrolls_is_not_pulled_back_to_the_question(page: Page, words: Interface):
    ask(page, words, QUESTION)
    box = page.get_by_label(words.question.placeholder)
    box.fill(QUESTION)
    box.press("Enter")
    expect(page.get_by_role("heading", name=QUESTION, level=3)).to_have_count(2)
    main = page.get_by_test_id("stMain")
    main.hover()
    page.mouse.wheel(0, -10_000)
    page.wait_for_function("document.querySelector('[data-testid=stMain]').scrollTop === 0")
    page.wait_for_timeout(300)
    assert main.evaluate("element => element.scrollTop") == 0


def test_a_question_of_the_first_screen_is_answered_by_a_click(page: Page, words: Interface):
    question = words.welcome.groups[0].questions[0]
    page.get_by_role("button", name=question).click()
    expect_answered(page, question)


def test_nothing_sticks_out_of_the_window(page: Page, words: Interface):
    assert overflow(page) <= 0
    ask(page, words, QUESTION)
    assert overflow(page) <= 0


def test_the_page_is_in_french_and_its_conversation_is_a_log_for_screen_readers(page: Page, words: Interface):
    ask(page, words, QUESTION)
    expect(page.locator("html")).to_have_attribute("lang", words.spoken.language)
    expect(page.get_by_role("log")).to_contain_text(QUESTION)


def test_the_page_asks_nothing_of_another_machine(browser: Browser, address: str, words: Interface):
    context = browser.new_context()
    opened = context.new_page()
    asked: list[str] = []
    opened.on("request", lambda request: asked.append(request.url))
    opened.goto(address)
    ask(opened, words, QUESTION)
    context.close()
    assert asked
    assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []


def test_markup_in_an_answer_and_in_its_source_is_shown_as_it_is_written(browser: Browser, tmp_path: Path):
    with served(PROJECT / "tests" / "browser" / "hostile_page.py", tmp_path / "log.txt") as url:
        opened = browser.new_page()
        opened.goto(url)
        expect(opened.locator("[class*=st-key-number-]")).to_be_visible(timeout=PATIENCE)
        opened.locator("[class*=st-key-marker-] button").click()
        passage = opened.get_by_test_id("stPopoverBody")
        expect(passage).to_be_visible()
        for place in (opened.get_by_role("heading", level=3), opened.get_by_test_id("stMain"), passage):
            assert MARKUP in literal(place.inner_text())
        texts = opened.get_by_test_id("stMain").or_(passage)
        assert texts.locator("b, em, img, code, del, .katex").count() == 0
        assert all(a.get_attribute("href") == a.inner_text() for a in texts.locator("a").all())
        assert opened.get_by_role("heading", level=3).locator("a").count() == 0
        assert opened.evaluate("window.attacked") is None
        opened.close()


def literal(text: str) -> str:
    """The text without the spaces that do not break and the joiners that have no width."""
    return text.replace("\u2060", "").replace("\u00a0", " ")
