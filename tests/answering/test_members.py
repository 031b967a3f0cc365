"""Which communes of the perimeter are of a department, or outside an intercommunality."""

from datetime import date
from typing import Any

import pytest

from assistant.records import Question

TODAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    "question",
    [
        "combien de communes du 54 dans le périmètre et lesquelles hors agglo de Longwy ?",
        "Quelles communes de Meurthe-et-Moselle du périmètre, sauf Grand Longwy ?",
        "liste des communes du périmètre dans le 54 en dehors de l'agglo de Longwy",
    ],
)
def test_those_of_the_place_left_out_are_not_listed(assistant: Any, question: str) -> None:
    answer = assistant.answer(Question(question, TODAY)).answer

    assert "Thil et Villerupt" in answer
    assert "Mont-Saint-Martin" not in answer
    assert ("23 en Meurthe-et-Moselle" in answer) == ("combien" in question)


def test_the_communes_of_a_department_are_all_listed(assistant: Any) -> None:
    answer = assistant.answer(Question("quelles communes du 54 sont dans le périmètre ?", TODAY))

    assert len(answer.citations) == 23


def test_too_many_communes_are_told_by_intercommunality(assistant: Any) -> None:
    answer = assistant.answer(Question("quelles communes du périmètre hors Rives de Moselle ?", TODAY))

    assert answer.answer.startswith("Hors la communauté de communes Rives de Moselle, ")
    assert answer.answer.count("Rives de Moselle") == 1


@pytest.mark.parametrize(
    "question",
    [
        "Longwy est-elle dans le périmètre ?",
        "combien de communes dans le périmètre ?",
        "Quelles sont les communes de l'Arc Mosellan ?",
        "Quelles aides pour les communes du territoire sans ingénierie ?",
        "Quelles communes de Moselle ont une friche sur le territoire, sauf erreur ?",
        "une entreprise hors périmètre à Longwy, quelles aides ?",
    ],
)
def test_other_questions_on_communes_are_left_to_the_others(assistant: Any, question: str) -> None:
    members = assistant.drafter.perimeter._members

    assert members.answer(question, (), TODAY) is None


def test_a_homonym_is_of_the_perimeter_where_another_commune_named_is(assistant: Any) -> None:
    answer = assistant.answer(Question("Villerupt et Thil sont dans le Nord Lorraine ?", TODAY))

    assert answer.status == "answered"
    assert "Oui. Thil est dans le périmètre" in answer.answer
    assert assistant.answer(Question("Thil est dans le Nord Lorraine ?", TODAY)).status == "clarify"
