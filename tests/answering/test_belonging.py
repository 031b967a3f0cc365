"""What a question on belonging says itself."""

from datetime import date
from typing import Any

import pytest

from assistant.records import Question


def said(assistant: Any, question: str) -> list[str]:
    answer = assistant.answer(Question(question, date(2026, 11, 25)))
    return [sentence.text for sentence in answer.sentences if sentence.citations]


def first(assistant: Any, question: str) -> str:
    return said(assistant, question)[0]


@pytest.mark.parametrize(
    "question",
    [
        "On me dit que Jœuf était dans le Territoire d'industrie Nord Lorraine et n'y est plus, c'est vrai ?",
        "Audun-le-Roman a quitté le Nord Lorraine, c'est exact ?",
    ],
)
def test_that_a_place_which_left_is_out_is_confirmed(assistant: Any, question: str) -> None:
    sentences = said(assistant, question)

    assert sentences[0].startswith("Oui : la CC") and "phase 1" in sentences[0]
    assert not any(text.startswith("Non") for text in sentences)
    assert "Alsace" not in " ".join(sentences)


def test_that_a_place_which_is_in_is_out_is_denied(assistant: Any) -> None:
    assert first(assistant, "Yutz n'est plus dans le périmètre, vous confirmez ?").startswith("Non. Yutz est")


def test_that_a_place_which_never_was_in_is_out_no_more_is_neither(assistant: Any) -> None:
    sentence = first(assistant, "Rémilly n'est plus dans le Nord Lorraine, c'est vrai ?")

    assert sentence.startswith("Rémilly n'est pas")


def test_a_denial_that_asks_nothing_more_has_no_word_that_reads_both_ways(assistant: Any) -> None:
    assert first(assistant, "Hayange n'est pas dans le périmètre ?").startswith("Hayange est dans")


def test_since_when_a_place_is_out_is_told_by_the_phase(assistant: Any) -> None:
    question = "Depuis quand la CC Orne Lorraine Confluences n'en fait plus partie ?"

    assert "n'en fait plus partie en phase 2 (2023-2027)" in first(assistant, question)


@pytest.mark.parametrize(
    ("question", "epci"),
    [
        ("Clouange dépend de Rives de Moselle ou du Pays Orne-Moselle ?", "Pays Orne-Moselle"),
        ("Norroy-le-Veneur, c'est Metz ou le Pays Orne-Moselle pour le TI ?", "Rives de Moselle"),
    ],
)
def test_one_of_two_is_one_answer(assistant: Any, question: str, epci: str) -> None:
    sentences = said(assistant, question)

    assert epci in sentences[0] and len(sentences) == 2
    assert not any(text.startswith("Oui") for text in sentences)


def test_a_plain_question_keeps_its_yes(assistant: Any) -> None:
    assert first(assistant, "Yutz est dans le périmètre ?").startswith("Oui. Yutz")


def test_a_project_out_of_the_perimeter_is_no_question_on_belonging(assistant: Any) -> None:
    question = "Mon usine est à Pange, hors du périmètre, quelles aides pour un four électrique ?"

    assert assistant.answer(Question(question, date(2026, 11, 25))).schemes


def test_the_seat_of_an_intercommunality_is_no_question_on_belonging(assistant: Any) -> None:
    question = "Mon atelier est à Metz, où est le siège de la CC de l'Arc Mosellan ?"

    assert not assistant.answer(Question(question, date(2026, 11, 25))).answer.startswith("Oui")
