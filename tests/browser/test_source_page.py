"""A passage comes in sight where it stands, on a wide screen and on a phone."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from assistant.pages.interface import Interface
from assistant.settings import PROJECT
from tests.browser.conftest import PATIENCE, SCREENS, overflow, served
from tests.browser.source_page import MARKED

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def own_address(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(
        PROJECT / "tests" / "browser" / "source_page.py", tmp_path_factory.mktemp("log") / "l"
    ) as url:
        yield url


@pytest.mark.parametrize("screen", SCREENS)
def test_the_passage_comes_in_sight_on_the_image_and_in_the_text(
    browser: Browser, own_address: str, words: Interface, screen: str
):
    width, height = SCREENS[screen]
    page = browser.new_page(viewport={"width": width, "height": height})
    page.goto(f"{own_address}?passage=guide%2F1")
    image = page.get_by_role("img", name=MARKED)
    expect(image).to_be_visible(timeout=PATIENCE)
    page.wait_for_function("document.querySelector('[data-testid=stMain]').scrollTop > 0")
    box = image.bounding_box()
    assert box is not None
    assert 0 < box["y"] + 0.88 * box["height"] < height
    assert overflow(page) <= 0
    page.goto(f"{own_address}?passage=texte%2F20")
    cited = page.locator(".st-key-cited-passage")
    expect(cited).to_be_in_viewport(timeout=PATIENCE)
    assert words.reading.cited in cited.inner_text()
    assert overflow(page) <= 0
    page.close()
