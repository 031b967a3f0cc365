"""The pages of the supports and of the days to come in a real browser, wide and on a phone."""

import re
from collections.abc import Iterator
from urllib.parse import urlencode

import pytest
from icalendar import Calendar
from playwright.sync_api import Browser, Page, expect

from assistant.pages.interface import Interface
from tests.browser.conftest import PATIENCE, SCREENS, overflow

pytestmark = pytest.mark.browser

FOUNDRY = urlencode({"nature": "entreprise", "effectif": "45", "commune": "Florange", "themes": "énergie"})


@pytest.fixture(params=SCREENS)
def page(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    width, height = SCREENS[request.param]
    context = browser.new_context(viewport={"width": width, "height": height}, locale="fr-FR")
    yield context.new_page()
    context.close()


def test_a_shared_address_gives_the_form_and_the_verdicts(page: Page, address: str, words: Interface):
    page.goto(f"{address}/mes-aides?{FOUNDRY}")
    cards = page.locator("[class*=st-key-card-]")
    expect(cards.first).to_be_visible(timeout=PATIENCE)
    expect(page.get_by_label("Nombre de salariés")).to_have_value("45")
    expect(page.get_by_role("status").first).to_contain_text("Florange")
    assert overflow(page) <= 0
    cards.first.locator("summary").press("Enter")
    details = cards.first.get_by_test_id("stExpanderDetails")
    expect(details.get_by_text(words.card.results["met"])).to_be_visible(timeout=PATIENCE)
    assert overflow(page) <= 0


def test_an_answer_is_kept_in_the_address_and_its_passage_opens(page: Page, address: str):
    page.goto(f"{address}/mes-aides")
    commune = page.get_by_label("Commune du projet")
    expect(commune).to_be_visible(timeout=PATIENCE)
    commune.fill("Florange")
    commune.press("Enter")
    expect(page).to_have_url(re.compile("commune=Florange"), timeout=PATIENCE)
    page.locator("[class*=st-key-card-] [class*=st-key-marker-] button").first.press("Enter")
    expect(page.get_by_test_id("stPopoverBody")).to_be_visible()


def test_what_is_printed_has_no_form_and_no_navigation(page: Page, address: str, words: Interface):
    page.goto(f"{address}/mes-aides?{FOUNDRY}")
    page.get_by_role("button", name=words.aids.print_view).click(timeout=PATIENCE)
    printing = page.get_by_role("button", name=words.aids.print, exact=True)
    expect(printing).to_be_visible(timeout=PATIENCE)
    page.evaluate("window.print = () => { window.printed = true; }")
    printing.click()
    assert page.evaluate("window.printed") is True
    page.emulate_media(media="print")
    expect(printing).to_be_hidden()
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    expect(page.get_by_text(words.card.sources).first).to_be_visible()


def test_the_days_to_come_are_listed_and_go_into_a_calendar(page: Page, address: str, words: Interface):
    page.goto(f"{address}/echeances")
    with page.expect_download(timeout=PATIENCE) as downloading:
        page.get_by_role("button", name=words.deadlines.download).click(timeout=PATIENCE)
    events = Calendar.from_ical(downloading.value.path().read_bytes()).walk("VEVENT")
    expect(page.get_by_role("status")).to_contain_text(f"{len(events)} ")
    assert overflow(page) <= 0


def test_a_day_of_the_month_leads_to_its_place_in_the_list(browser: Browser, address: str):
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto(f"{address}/echeances")
    page.locator(".st-key-months .due a").last.click(timeout=PATIENCE)
    target = page.locator(page.locator(".st-key-months .due a").last.get_attribute("href") or "")
    expect(target).to_be_in_viewport()
    page.close()
