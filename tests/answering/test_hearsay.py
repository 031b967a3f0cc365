"""What is told as heard of the end of the programme and of the first phase: yes, no, or left open."""

from datetime import date
from typing import Any

import pytest

from assistant.answering.premises import names_another
from assistant.records import Question

TODAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("il paraît que le programme finit fin 2025, c'est vrai ?", "Non."),
        ("Territoires d'industrie se termine en 2028 ?", "Non."),
        ("la phase 2 court jusqu'à fin 2027, c'est bien ça ?", "Oui."),
        ("le label Nord Lorraine est valable jusqu'en 2026 ?", "Non."),
    ],
)
def test_a_year_told_for_the_end_is_compared_with_the_dated_end(
    assistant: Any, question: str, word: str
) -> None:
    answer = assistant.answer(Question(question, TODAY))

    assert answer.answer.startswith(word)
    assert answer.citations


@pytest.mark.parametrize(
    "question",
    [
        "Quand s'arrête le programme ?",
        "Si le programme s'arrête fin 2026, que devient le poste ?",
        "Les candidatures se terminent en 2026 ?",
        "Le Fonds vert s'arrête fin 2026 ?",
        "Le programme ne s'arrête pas fin 2026 ?",
        "Le programme s'arrête mi-2027 ?",
        "Le VTE se termine en 2026 ?",
    ],
)
def test_another_end_or_an_open_question_is_left_to_the_others(assistant: Any, question: str) -> None:
    assert assistant.drafter.hearsay.answer(question, question, TODAY) is None


def test_who_came_in_the_second_phase_was_not_in_the_first(assistant: Any) -> None:
    answer = assistant.answer(Question("La métropole de Metz était dans le TI dès la phase 1 ?", TODAY))

    assert answer.answer.startswith("Non : l'Eurométropole de Metz")


def test_of_one_that_no_statement_names_nothing_is_said(assistant: Any) -> None:
    question = "Rombas était dans le Nord Lorraine en phase 1 ?"

    assert assistant.drafter.hearsay.answer(question, question, TODAY) is None


LED = "Anne Muller, élue, et Paul Weber, industriel, formaient le binôme qui pilote le territoire."


@pytest.mark.parametrize(
    ("question", "is_another"),
    [
        ("le sous-préfet préside le territoire ?", True),
        ("C'est le ministre qui anime la démarche ici ?", True),
        ("Qui pilote le territoire ?", False),
        ("le sous-préfet vient au comité ?", False),
        ("un industriel pilote le territoire ?", False),
    ],
)
def test_an_office_said_to_lead_what_others_lead_is_a_wrong_premise(question: str, is_another: bool) -> None:
    assert names_another(question, LED) is is_another


def test_another_territory_does_not_answer_for_this_one(assistant: Any) -> None:
    here = assistant.answer(Question("Qui anime le Territoire d'industrie Nord Lorraine ?", TODAY)).answer
    there = assistant.answer(
        Question("Qui anime le Territoire d'industrie Terres de Lorraine ?", TODAY)
    ).answer

    assert "Terres de Lorraine" not in here
    assert "Terres de Lorraine" in there
