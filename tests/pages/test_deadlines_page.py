"""The page of the days to come: what is chosen, and the page as its script draws it."""

from datetime import date

import pytest
from icalendar import Calendar
from streamlit.testing.v1 import AppTest

from assistant.answering.pipeline import Assistant
from assistant.eligibility_documents import ics_of
from assistant.pages.deadline_choice import Choice, Shown, chosen, last_day
from assistant.pages.interface import Interface, read_interface
from assistant.pages.month_grid import months_as_html
from assistant.pages.sections import CountNoun
from assistant.pages.support_words import Period
from assistant.pages.typography import escape
from assistant.settings import PROJECT

TODAY = date(2026, 11, 22)


def drawn(assistant, words, today):
    from assistant.pages import deadlines

    deadlines.show(assistant, words, today)


@pytest.fixture(scope="module")
def words() -> Interface:
    return read_interface(PROJECT / "prompts" / "interface.yaml")


@pytest.fixture
def page(assistant: Assistant, words: Interface) -> AppTest:
    given = {"assistant": assistant, "words": words, "today": TODAY}
    return AppTest.from_function(drawn, default_timeout=60, kwargs=given).run()


def shown(page: AppTest) -> str:
    elements = (*page.markdown, *page.caption, *page.subheader)
    return "\n".join(str(element.value) for element in elements)


def choose(assistant: Assistant, choice: Choice) -> Shown:
    return chosen(assistant.advisor.deadlines(TODAY), assistant.advisor.catalogue, choice, TODAY)


def test_every_day_to_come_is_told_with_its_support(page: AppTest, assistant: Assistant):
    coming = choose(assistant, Choice()).coming
    assert coming
    assert all(f"**{escape(each.name)}**" in shown(page) for each in coming)
    assert not page.exception


def test_no_support_that_is_closed_or_unknown_gives_a_day_to_come(assistant: Assistant):
    found = choose(assistant, Choice())
    assert {each.state for each in found.coming} <= {"open", "permanent", "not_yet_open", None}
    assert {support.id for support in found.unknown} & {each.id for each in found.coming} == set()


def test_every_support_that_is_not_closed_stands_somewhere(assistant: Assistant):
    found = choose(assistant, Choice())
    told = {each.id for each in (*found.coming, *found.undated, *found.unknown, *found.past)}
    closed_without_date = {
        support.id
        for support in assistant.advisor.catalogue
        if support.status == "closed" and support.closes is None
    }
    assert {support.id for support in assistant.advisor.catalogue} - told <= closed_without_date


@pytest.mark.parametrize(
    ("period", "last"),
    [
        (Period(name="x"), None),
        (Period(name="x", days=30), date(2026, 12, 22)),
        (Period(name="x", this_year=True), date(2026, 12, 31)),
    ],
)
def test_a_period_ends_on_its_last_day(period: Period, last: date | None):
    assert last_day(period, TODAY) == last


def test_the_last_day_of_a_period_is_in_it(assistant: Assistant):
    until = min(each.day for each in choose(assistant, Choice()).coming)
    assert {each.day for each in choose(assistant, Choice(until=until)).coming} == {until}


def test_a_theme_a_public_and_a_text_each_narrow_the_list(assistant: Assistant):
    catalogue = assistant.advisor.catalogue
    by_theme = choose(assistant, Choice(theme="energie")).coming
    assert by_theme
    assert all("energie" in catalogue.get(each.id).themes for each in by_theme)
    by_public = choose(assistant, Choice(beneficiaries=("association",))).coming
    assert all(
        support is None or "association" in support.beneficiaries
        for support in (catalogue.get(each.id) for each in by_public)
    )
    assert [each.id for each in choose(assistant, Choice(text="premiere USINE")).coming] == ["premiere-usine"]


def test_the_programme_is_for_every_public_and_of_no_theme(assistant: Assistant):
    milestones = [each for each in choose(assistant, Choice()).coming if each.kind == "milestone"]
    for_association = choose(assistant, Choice(beneficiaries=("association",))).coming
    assert milestones
    assert set(milestones) <= set(for_association)
    assert not set(milestones) & set(choose(assistant, Choice(theme="energie")).coming)


def test_what_is_chosen_on_the_page_narrows_it(page: AppTest, words: Interface):
    page.selectbox(key="deadline-period").select("30 jours").run()
    assert "22 novembre 2027" not in shown(page)
    assert "31 décembre 2026" not in shown(page)
    page.text_input(key="deadline-text").set_value("zzz").run()
    assert escape(words.deadlines.none) in shown(page)
    assert not page.exception


def test_what_is_apart_is_drawn_once_its_fold_is_opened(page: AppTest, assistant: Assistant):
    unknown = choose(assistant, Choice()).unknown[0]
    assert f"**{escape(unknown.name)}**" not in shown(page)
    for place in ("undated", "unknown", "past"):
        page.session_state[f"deadlines-fold-{place}"] = True
    page.run()
    assert f"**{escape(unknown.name)}**" in shown(page)
    assert not page.exception


def test_the_calendar_file_holds_the_days_shown(assistant: Assistant):
    coming = choose(assistant, Choice(theme="innovation")).coming
    calendar = Calendar.from_ical(ics_of(coming, assistant.advisor, TODAY))
    events = [event for event in calendar.walk("VEVENT")]
    assert sorted(event["DTSTART"].dt for event in events) == [each.day for each in coming]
    assert all(event["URL"].startswith("http") for event in events)


def test_a_month_shows_its_days_and_links_those_on_which_something_is_due():
    noun = CountNoun(one="{number} échéance", many="{number} échéances")
    week = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
    html = months_as_html({date(2026, 12, 31): 2}, week, noun, date(2026, 12, 1))
    assert '<a href="#jour-2026-12-31" aria-label="31 décembre 2026, 2 échéances">31</a>' in html
    assert html.count("<table>") == 1
    assert html.count("<a ") == 1
    assert '<td aria-current="date">1</td>' in html
