"""The page of the supports that may apply, as its script draws it."""

from collections.abc import Mapping
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from assistant.answering.pipeline import Assistant
from assistant.pages.aid_form import ProfileForm
from assistant.pages.aids import _fits as fits_of
from assistant.pages.interface import Interface, read_interface
from assistant.pages.typography import escape
from assistant.profiles.declared import Declared
from assistant.records import Question
from assistant.settings import PROJECT
from assistant.supports.profile import Profile

TODAY = date(2026, 11, 22)
FOUNDRY = {
    "nature": "entreprise",
    "effectif": "45",
    "commune": "Florange",
    "secteur": "industrie",
    "themes": "énergie,décarbonation",
    "montant": "1200000",
}


def drawn(assistant, words, today):
    from assistant.pages import aids

    aids.show(assistant, words, today)


@pytest.fixture(scope="module")
def words() -> Interface:
    return read_interface(PROJECT / "prompts" / "interface.yaml")


@pytest.fixture(scope="module")
def form(assistant: Assistant, words: Interface) -> ProfileForm:
    return ProfileForm(words.aids.form, assistant.advisor.words)


def opened(assistant: Assistant, words: Interface, address: Mapping[str, str]) -> AppTest:
    page = AppTest.from_function(
        drawn, default_timeout=60, kwargs={"assistant": assistant, "words": words, "today": TODAY}
    )
    for name, text in address.items():
        page.query_params[name] = text
    return page.run()


def shown(page: AppTest) -> str:
    elements = (*page.markdown, *page.caption, *page.warning, *page.info, *page.header)
    return "\n".join(str(element.value) for element in elements)


def address_of(page: AppTest) -> dict[str, str]:
    return {name: text if isinstance(text, str) else text[0] for name, text in page.query_params.items()}


def test_an_empty_form_shows_no_list_and_invites_to_answer(assistant: Assistant, words: Interface):
    page = opened(assistant, words, {})
    assert escape(words.aids.nothing_told) in shown(page)
    assert "####" not in shown(page)
    assert address_of(page) == {}


def test_an_address_fills_the_form_and_stays_as_it_was(assistant: Assistant, words: Interface):
    page = opened(assistant, words, FOUNDRY)
    assert page.text_input(key="aid-headcount").value == "45"
    assert page.selectbox(key="aid-applicant").value == "company"
    assert page.session_state["aid-themes"] == ["energie", "decarbonation"]
    assert address_of(page) == FOUNDRY
    assert not page.exception


def test_the_supports_near_the_project_come_first_each_with_its_verdict_in_words(
    assistant: Assistant, words: Interface
):
    page = opened(assistant, words, FOUNDRY)
    heads = [text for text in (str(each.value) for each in page.markdown) if text.startswith("####")]
    advisor = assistant.advisor
    advice = advisor.advise(advisor.reader.read(FOUNDRY, TODAY), TODAY)
    names = [escape(card.name) for card in advice.cards[:12]]
    assert [head.removeprefix("#### ").split("\n")[0] for head in heads][:12] == names
    assert all(any(card.verdict_words in head for card in advice.cards[:20]) for head in heads)


def test_an_answer_changes_the_verdicts_and_the_address_at_once(assistant: Assistant, words: Interface):
    page = opened(assistant, words, {})
    page.text_input(key="aid-commune").set_value("Florange").run()
    assert address_of(page) == {"commune": "Florange"}
    assert "Florange" in shown(page)
    before = shown(page)
    page.selectbox(key="aid-applicant").select("local_authority").run()
    assert address_of(page) == {"nature": "collectivité", "commune": "Florange"}
    assert shown(page) != before


def test_an_address_that_comes_back_late_does_not_undo_what_was_typed_since(
    assistant: Assistant, words: Interface
):
    page = opened(assistant, words, {"commune": "Florange"})
    page.text_input(key="aid-headcount").set_value("45").run()
    del page.query_params["effectif"]
    page.text_input(key="aid-project_cost").set_value("1000").run()
    assert address_of(page) == {"commune": "Florange", "effectif": "45", "montant": "1000"}


def test_other_names_of_a_fact_are_read_too(assistant: Assistant, words: Interface):
    page = opened(assistant, words, {"salaries": "45", "ville": "57190", "ca": "9 000 000"})
    assert address_of(page) == {"effectif": "45", "commune": "57190", "chiffre_affaires": "9 000 000"}


@pytest.mark.parametrize(
    "address",
    [
        {"effectif": "-5"},
        {"effectif": "9" * 400},
        {"nature": "licorne"},
        {"themes": "énergie,licorne"},
        {"commune": "<script>alert(1)</script>"},
        {"montant": "beaucoup"},
        {"date_creation": "31/02/2020"},
        {"naf": "99.99Z"},
        {"travaux_commences": "peut-être"},
        {"'; DROP TABLE": "x"},
        {"": ""},
        {"effectif": "300", "taille": "TPE", "forme_juridique": "micro-entrepreneur"},
    ],
)
def test_a_hostile_address_is_answered_in_words_and_never_by_an_exception(
    assistant: Assistant, words: Interface, address: dict[str, str]
):
    page = opened(assistant, words, address)
    assert not page.exception
    assert (escape(words.aids.problems) in shown(page)) == any(address.values())
    assert "<script>" not in shown(page)


def test_many_unknown_names_do_not_fill_the_page(assistant: Assistant, words: Interface):
    page = opened(assistant, words, {f"champ{number}": "x" for number in range(50)})
    assert escape(words.aids.more_problems.format(number=44)) in shown(page)


def test_an_unknown_name_is_told_once_and_leaves_the_address(assistant: Assistant, words: Interface):
    page = opened(assistant, words, {"utm_source": "lettre", "commune": "Metz"})
    assert len(page.warning) == 1
    page.text_input(key="aid-headcount").set_value("6").run()
    assert len(page.warning) == 0
    assert address_of(page) == {"commune": "Metz", "effectif": "6"}


def test_a_personal_number_in_the_description_leaves_the_address(assistant: Assistant, words: Interface):
    page = opened(assistant, words, {"projet": "un four électrique, rappelez le 06 12 34 56 78"})
    assert "12 34" not in str(address_of(page))
    assert "four électrique" in address_of(page)["projet"]


def test_a_described_project_puts_the_nearest_supports_first(assistant: Assistant, words: Interface):
    page = opened(assistant, words, {"nature": "mairie", "projet": "dépolluer et réutiliser une friche"})
    first = next(text for text in (str(e.value) for e in page.markdown) if text.startswith("####"))
    assert "friche" in first.lower()


def test_a_described_project_is_ordered_as_in_the_chat(assistant: Assistant):
    told = {**FOUNDRY, "projet": "un four électrique"}
    profile = assistant.advisor.reader.read(told, TODAY).profile
    cards = assistant.advisor.advise(Declared(profile), TODAY, fits_of(assistant, profile, TODAY)).cards
    asked = Question("Fonderie à Florange, 45 salariés, un four électrique de 1,2 M€. Quelles aides ?", TODAY)

    first = [card.id for card in cards if card.verdict in ("eligible", "to_check")]
    told_first = [scheme.id for scheme in assistant.answer(asked).schemes]
    assert first[0] in told_first[:2]
    assert set(told_first[:3]) <= set(first[:8])


def test_closed_supports_and_those_that_do_not_fit_are_told_with_what_decided(
    assistant: Assistant, words: Interface
):
    page = opened(assistant, words, FOUNDRY)
    page.session_state["aids-fold-not_eligible"] = True
    page.session_state["aids-fold-closed"] = True
    page.run()
    assert escape(words.card.unmet) in shown(page)
    assert "event_busy: clos le" in shown(page)


def test_all_criteria_of_a_card_are_drawn_once_its_fold_is_opened(assistant: Assistant, words: Interface):
    page = opened(assistant, words, FOUNDRY)
    assert words.card.results["met"] not in shown(page)
    page.session_state["criteria-near-pacte-industrie"] = True
    page.run()
    assert words.card.results["met"] in shown(page)


def test_more_supports_are_shown_when_asked_for(assistant: Assistant, words: Interface):
    page = opened(assistant, words, FOUNDRY)
    before = shown(page).count("####")
    page.button(key="aids-more-near").click().run()
    assert shown(page).count("####") > before


def test_the_card_to_print_holds_all_criteria_and_the_day_of_the_documents(
    assistant: Assistant, words: Interface
):
    page = opened(assistant, words, FOUNDRY)
    page.button(key="aids-print").click().run()
    assert len(page.text_input) == 0
    assert assistant.as_of in shown(page)
    assert words.card.results["met"] in shown(page)
    page.button(key="aids-back").click().run()
    assert page.text_input(key="aid-headcount").value == "45"


def test_clearing_empties_the_form_and_the_address(assistant: Assistant, words: Interface):
    page = opened(assistant, words, FOUNDRY)
    page.button(key="aid-clear").click().run()
    assert address_of(page) == {}
    assert page.text_input(key="aid-commune").value == ""
    assert escape(words.aids.nothing_told) in shown(page)


def test_every_question_of_the_form_has_a_name_that_is_read_as_its_fact(
    assistant: Assistant, words: Interface
):
    fields = [field for group in words.aids.form.groups for field in group.fields]
    assert {field.fact for field in fields} <= set(Profile.model_fields)
    assert {field.name: assistant.advisor.words.key_of(field.name) for field in fields} == {
        field.name: field.fact for field in fields
    }


def test_every_question_that_can_change_a_verdict_is_in_the_form(assistant: Assistant, words: Interface):
    advisor = assistant.advisor
    asked = {
        key
        for told in ({"nature": "entreprise"}, {"nature": "collectivité"}, {"commune": "Metz"})
        for key in advisor.advise(advisor.reader.read(told, TODAY), TODAY).asks
    }
    form = {field.fact for group in words.aids.form.groups for field in group.fields}
    assert asked - form - {"place", "age_years"} == set()
