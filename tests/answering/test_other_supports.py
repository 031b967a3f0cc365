"""What follows: a list asked for again, and a question on the support just told."""

from datetime import date
from typing import Any

import pytest

from assistant.answering.other_supports import asks_for_others
from assistant.records import Answer, Question, Turn

TODAY = date(2026, 11, 28)
STORY = "Chaudronnerie à Florange, 38 salariés, on veut un four électrique à 900 000 €. Quelles aides ?"


def talk(assistant: Any, *messages: str) -> list[Answer]:
    """The answers to messages, each said after the others were answered."""
    history: tuple[Turn, ...] = ()
    answers = []
    for message in messages:
        answers.append(assistant.answer(Question(message, TODAY, history)))
        history = (*history, Turn("user", message), Turn("assistant", answers[-1].answer))
    return answers


def ids(answer: Answer) -> list[str]:
    return [scheme.id for scheme in answer.schemes]


@pytest.mark.parametrize(
    ("message", "fact", "value"),
    [
        ("et si on était 300 ?", "headcount", 300),
        ("et notre autre société, 7 salariés, c'est bon aussi ?", "headcount", 7),
        ("et à Longwy ?", "commune", "54323"),
        ("et pour 350 000 € ?", "project_cost", 350_000),
        ("plutôt 1,4 M€ finalement, ça change quoi ?", "project_cost", 1_400_000),
    ],
)
def test_a_fact_that_changes_after_a_list_makes_it_anew(
    assistant: Any, message: str, fact: str, value: object
) -> None:
    first, again = talk(assistant, STORY, message)

    assert len(again.schemes) > 3
    assert again.trace["profile"][fact] == value
    assert first.trace["profile"].keys() <= again.trace["profile"].keys()


def test_a_fact_that_changes_after_one_support_is_about_that_one(assistant: Any) -> None:
    *_, again = talk(assistant, STORY, "et le Chèque Transition ?", "et si on était 12 ?")

    assert ids(again)[0] == "ge-cheque-transition"


@pytest.mark.parametrize("message", ["quoi d'autre ?", "il y a autre chose pour nous ?", "d'autres pistes ?"])
def test_what_else_there_is_leaves_out_what_was_told(assistant: Any, message: str) -> None:
    first, again = talk(assistant, STORY, message)

    assert again.status == "answered"
    assert len(again.schemes) > 2
    assert set(ids(first)).isdisjoint(ids(again))


@pytest.mark.parametrize("message", ["et gratuit ?", "quelque chose de gratuit pour nous ?"])
def test_what_is_free_of_charge_is_told_alone(assistant: Any, message: str) -> None:
    *_, again = talk(assistant, "Parlez-moi du Diag Éco-Flux", message)

    usable = [scheme.id for scheme in again.schemes if scheme.verdict in ("eligible", "to_check")]
    assert "visite-energie-cci" in usable
    assert all("ratuit" in (assistant.advisor.catalogue.get(each).amount or "") for each in usable)


@pytest.mark.parametrize(
    "message",
    [
        "Le Diag Éco-Flux est-il gratuit ?",
        "c'est gratuit ?",
        "Autre chose : quelle est la date du BCIAT ?",
        "Quels autres territoires sont labellisés ?",
        "Et la prochaine date ?",
        "tout autre chose",
    ],
)
def test_other_questions_ask_for_no_list(message: str) -> None:
    assert not asks_for_others(message)


def test_nothing_else_is_listed_where_no_support_was_spoken_of(assistant: Any) -> None:
    *_, again = talk(assistant, "Qui préside Rives de Moselle ?", "quoi d'autre ?")

    assert len(again.schemes) < 3


@pytest.mark.parametrize(
    ("first", "then", "told"),
    [
        (
            "Prêt Croissance Industrie : quel montant ?",
            "très bien, c'est encore ouvert ?",
            "pret-croissance-industrie",
        ),
        ("ORMAT 2026 : c'est quoi ?", "c'est fermé ?", "ormat-2026"),
    ],
)
def test_whether_it_is_open_is_asked_of_the_support_just_spoken_of(
    assistant: Any, first: str, then: str, told: str
) -> None:
    assert ids(talk(assistant, first, then)[-1]) == [told]


def test_what_is_asked_again_is_said_again(assistant: Any) -> None:
    answers = talk(assistant, "Le Prêt Vert, combien et à quelles conditions ?", "et le montant ?")
    assert ids(answers[1]) == ids(answers[0]) == ["pret-vert"]
