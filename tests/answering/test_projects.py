"""A project told in the chat: the supports to look at, why, what is asked back, and what a reply changes."""

import re
from datetime import date
from typing import Any

import pytest

from assistant.records import Answer, Question, Turn
from assistant.supports.deadlines import window_on

TODAY = date(2026, 11, 22)
FOUNDRY = "Fonderie à Florange, 45 personnes, nous voulons un four électrique de 1,2 M€. Quelles aides ?"
TOWN_HALL = "La mairie de Villerupt veut réutiliser une friche industrielle, quelles aides ?"
START_UP = "Start-up de 6 personnes à Metz, nous brevetons un capteur, quelles aides ?"
STORIES = (FOUNDRY, TOWN_HALL, START_UP)
MAY_APPLY = ("eligible", "to_check")
each_story = pytest.mark.parametrize("story", STORIES)


def ask(assistant: Any, text: str, *before: str, today: date = TODAY, **profile: object) -> Answer:
    turns = [turn for said in before for turn in (Turn("user", said), Turn("assistant", "…"))]
    answer = assistant.answer(Question(text, today, tuple(turns), profile))
    assert isinstance(answer, Answer)
    return answer


@pytest.fixture(scope="module")
def told(assistant: Any) -> dict[str, Answer]:
    return {story: ask(assistant, story) for story in STORIES}


@pytest.mark.parametrize(
    ("story", "words"),
    [
        (FOUNDRY, ["entreprise", "45 salariés", "Fonderie", "énergie", "1 200 000 €", "Florange"]),
        (TOWN_HALL, ["collectivité", "foncier", "Villerupt"]),
        (START_UP, ["entreprise", "6 salariés", "start-up", "innovation", "Metz"]),
    ],
)
def test_what_was_understood_is_said_back_first(
    told: dict[str, Answer], story: str, words: list[str]
) -> None:
    first = told[story].answer.split(". ")[0]

    assert first.startswith("J'ai compris : ")
    assert [word for word in words if word not in first] == []


@pytest.mark.parametrize(
    ("story", "supports"),
    [
        (FOUNDRY, {"decarb-flash", "fonds-vert-territoires-industrie"}),
        (TOWN_HALL, {"epfge", "ge-friches"}),
        (START_UP, {"cii", "jei"}),
    ],
)
def test_the_supports_made_for_the_project_are_among_those_that_may_apply(
    told: dict[str, Answer], story: str, supports: set[str]
) -> None:
    assert supports <= {s.id for s in told[story].schemes if s.verdict in MAY_APPLY}


@each_story
def test_at_most_six_supports_may_apply_and_they_come_first(told: dict[str, Answer], story: str) -> None:
    verdicts = [scheme.verdict for scheme in told[story].schemes]
    may = [verdict for verdict in verdicts if verdict in MAY_APPLY]

    assert 1 <= len(may) <= 6
    assert verdicts[: len(may)] == may


@each_story
def test_each_support_has_its_criteria_and_its_verdict_follows_from_them(
    told: dict[str, Answer], story: str
) -> None:
    for scheme in told[story].schemes:
        results = {criterion.result for criterion in scheme.criteria}
        assert len(scheme.criteria) >= 3
        assert {
            "eligible": results == {"met"},
            "to_check": "unknown" in results and "not_met" not in results,
            "not_eligible": "not_met" in results,
            "closed": "not_met" in results,
        }[scheme.verdict], scheme.id


@each_story
def test_a_criterion_cites_a_passage_that_is_shown_or_none(told: dict[str, Answer], story: str) -> None:
    shown = {citation.n: citation for citation in told[story].citations}
    cited = [c.citation for scheme in told[story].schemes for c in scheme.criteria]

    assert {n for n in cited if n is not None} <= shown.keys()
    assert any(n is not None for n in cited)


@each_story
def test_every_support_of_the_text_is_cited(told: dict[str, Answer], story: str) -> None:
    items = [line for line in told[story].answer.splitlines() if line.startswith("- ")]

    assert len(items) == len(told[story].schemes)
    assert [item for item in items if not re.search(r"\[\d+\]\.", item)] == []


@each_story
def test_nothing_closed_or_of_unknown_state_is_said_open(
    assistant: Any, told: dict[str, Answer], story: str
) -> None:
    for scheme in told[story].schemes:
        support = assistant.advisor.catalogue.get(scheme.id)
        item = next(line for line in told[story].answer.splitlines() if line.startswith(f"- {support.name}"))
        is_open = window_on(support, TODAY).state in ("open", "permanent")
        assert ("Ouvert jusqu'au" in item or "Dispositif permanent" in item) <= is_open, item
        assert scheme.verdict != "eligible" or is_open


@each_story
def test_one_or_two_questions_come_back_with_replies_to_click(
    assistant: Any, told: dict[str, Answer], story: str
) -> None:
    tail = told[story].answer.splitlines()[-1]

    assert tail.startswith("Pour préciser : ")
    assert 1 <= tail.count("?") <= 2
    assert 1 <= len(told[story].suggestions) <= 3
    assert all(assistant.advisor.is_reply(reply, TODAY) for reply in told[story].suggestions)


@each_story
def test_each_support_that_may_apply_has_a_contact(told: dict[str, Answer], story: str) -> None:
    assert len(told[story].contacts) == len([s for s in told[story].schemes if s.verdict in MAY_APPLY])


@each_story
def test_works_are_warned_of(told: dict[str, Answer], story: str) -> None:
    assert any("avant de commencer" in warning for warning in told[story].warnings)


@each_story
def test_the_same_story_on_the_same_day_has_the_same_answer(
    assistant: Any, told: dict[str, Answer], story: str
) -> None:
    again = ask(assistant, story)

    assert (again.answer, again.schemes, again.citations) == (
        told[story].answer,
        told[story].schemes,
        told[story].citations,
    )


def may_apply(answer: Answer) -> set[str]:
    return {scheme.id for scheme in answer.schemes if scheme.verdict in MAY_APPLY}


def test_a_reply_goes_on_with_the_project_and_takes_its_supports_away(assistant: Any) -> None:
    answer = ask(assistant, "Les travaux ont déjà commencé.", FOUNDRY)

    assert answer.answer.startswith("J'ai compris : entreprise, 45 salariés, Fonderie")
    assert "travaux ou commandes déjà engagés" in answer.answer
    assert not {"decarb-flash", "etude-faisabilite-decarbonation"} & may_apply(answer)


def test_a_support_asked_about_after_the_works_began_is_not_eligible_for_that_reason(assistant: Any) -> None:
    answer = ask(assistant, "Et DECARB FLASH ?", FOUNDRY, "Les travaux ont déjà commencé.")
    (decarb,) = (scheme for scheme in answer.schemes if scheme.id == "decarb-flash")

    assert decarb.verdict == "not_eligible"
    assert ["démarré" in c.criterion for c in decarb.criteria if c.result == "not_met"] == [True]


def test_a_reply_that_nothing_began_keeps_the_support(assistant: Any) -> None:
    answer = ask(assistant, "Rien n'est commencé ni commandé.", FOUNDRY)

    assert "decarb-flash" in may_apply(answer)
    assert "Les travaux ont-ils commencé" not in answer.answer


def test_a_headcount_corrected_in_a_later_message_wins(assistant: Any) -> None:
    answer = ask(assistant, "En fait nous sommes 300 salariés.", FOUNDRY)

    assert "300 salariés" in answer.answer
    assert "45 salariés" not in answer.answer


def test_a_message_corrects_the_profile_that_came_with_it(assistant: Any) -> None:
    answer = ask(assistant, FOUNDRY, headcount=300, works_started=True)

    assert "45 salariés" in answer.answer
    assert "decarb-flash" not in may_apply(answer)


def test_a_profile_in_french_words_is_read_as_the_data(assistant: Any) -> None:
    words = ask(assistant, FOUNDRY, **{"travaux commencés": "oui"})

    assert words.schemes == ask(assistant, FOUNDRY, works_started=True).schemes


def test_answers_that_contradict_each_other_are_said_and_neither_is_kept(assistant: Any) -> None:
    answer = ask(assistant, FOUNDRY, legal_form="micro-entreprise")

    assert any("se contredisent" in warning for warning in answer.warnings)
    assert "45 salariés" not in answer.answer
    assert "Florange" in answer.answer


@pytest.mark.parametrize(
    ("message", "words"),
    [
        ("Association de 300 salariés, micro-entreprise, à Florange : quelles aides ?", "se contredisent"),
        ("Fonderie de 45 personnes entre Florange et Hayange, four électrique, quelles aides ?", "Hayange"),
        ("PME de -5 salariés à Florange, quelles aides pour un four électrique ?", "« -5 »"),
    ],
)
def test_what_cannot_be_used_of_a_message_is_said(assistant: Any, message: str, words: str) -> None:
    assert any(words in warning for warning in ask(assistant, message).warnings)


def test_a_question_of_right_to_a_support_is_answered_from_the_project_told_before(assistant: Any) -> None:
    answer = ask(assistant, "Ai-je droit à DECARB FLASH ?", FOUNDRY, "Les travaux ont déjà commencé.")

    assert [(scheme.id, scheme.verdict) for scheme in answer.schemes] == [("decarb-flash", "not_eligible")]


def test_what_cannot_be_used_of_a_profile_is_said(assistant: Any) -> None:
    answer = ask(assistant, FOUNDRY, couleur="bleu", turnover=-5)

    assert any("couleur" in warning for warning in answer.warnings)
    assert any("« -5 »" in warning for warning in answer.warnings)


@pytest.mark.parametrize(
    "profile",
    [{"headcount": [1]}, {"commune": {"a": 1}}, {"x" * 5_000: "y"}, {"region": "Ruhr"}, {"themes": 3}],
    ids=str,
)
def test_a_hostile_profile_never_ends_in_an_error(assistant: Any, profile: dict[str, Any]) -> None:
    answer = ask(assistant, FOUNDRY, **profile)

    assert answer.status == "answered"
    assert len(answer.warnings) >= 2


def test_a_support_is_left_out_the_day_after_its_last_day(assistant: Any) -> None:
    last = assistant.advisor.catalogue.get("decarb-flash").closes

    assert "decarb-flash" in may_apply(ask(assistant, FOUNDRY, today=last))
    assert "decarb-flash" not in may_apply(ask(assistant, FOUNDRY, today=date(2027, 2, 16)))


def test_after_every_window_nothing_is_said_open_that_has_an_end(assistant: Any) -> None:
    answer = ask(assistant, FOUNDRY, today=date(2040, 1, 1))

    for scheme in answer.schemes:
        closes = assistant.advisor.catalogue.get(scheme.id).closes
        assert scheme.verdict == "closed" or closes is None


def test_a_support_that_is_not_for_the_project_told_is_followed_by_some_that_may_be(assistant: Any) -> None:
    text = "On est douze à la menuiserie à Bousse, LED à refaire. Le Diag Éco-Flux, c'est pour nous ?"
    answer = ask(assistant, text)

    first, *others = answer.schemes
    assert (first.id, first.verdict) == ("diag-eco-flux", "not_eligible")
    assert 1 <= len(others) <= 4
    assert all(other.verdict in MAY_APPLY for other in others)
    assert "À regarder plutôt" in answer.answer


def test_two_supports_asked_about_for_one_project_are_both_judged(assistant: Any) -> None:
    answer = ask(
        assistant, "Taxi à Hayange, 3 salariés, van électrique à 48 000 €, chèque transition ou AMIE 57 ?"
    )

    assert {"ge-cheque-transition", "amie57"} <= {scheme.id for scheme in answer.schemes}


def test_a_project_that_names_one_support_is_shown_what_else_there_is(assistant: Any) -> None:
    text = (
        "On est huit, SARL de nettoyage à Terville, et on veut faire notre premier bilan carbone. "
        "LISE, c'est pour nous ?"
    )
    answer = ask(assistant, text)

    first, *others = answer.schemes
    assert (first.id, first.verdict) == ("lise-carbone", "to_check")
    assert 1 <= len(others) <= 4
    assert all(other.verdict in MAY_APPLY for other in others)
    assert "À voir aussi" in answer.answer


def test_the_conditions_that_a_message_touches_are_told_first(assistant: Any) -> None:
    told = "Usine de 250 salariés à Florange, fours à électrifier, audit énergétique de 2021. Quelles aides ?"
    lines = ask(assistant, told).answer.splitlines()

    assert "4 ans" in next(line for line in lines if "DECARB FLASH" in line)


def test_a_support_that_is_named_comes_first_though_it_is_closed(assistant: Any) -> None:
    answer = ask(
        assistant,
        "Plasturgie, 52 personnes à Yutz : l'Accélérateur Économie circulaire ou quelles autres aides ?",
        today=date(2026, 11, 28),
    )

    assert answer.schemes[0].id == "accelerateur-economie-circulaire"
    assert answer.schemes[0].verdict == "closed"
    assert "À regarder plutôt" in answer.answer


def test_who_has_ordered_already_is_not_told_to_apply_before(assistant: Any) -> None:
    answer = ask(
        assistant, "Fonderie à Hayange, 30 salariés, un four électrique déjà commandé. Quelles aides ?"
    )

    assert "encore possible" in " ".join(answer.warnings)
