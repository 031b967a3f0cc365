"""Which intercommunality or commune is the most, or the least, peopled; and what ranks nothing."""

from datetime import date
from typing import Any

import pytest

from assistant.answering.superlatives import asks_for_most
from assistant.records import Question, Turn

TODAY = date(2026, 11, 28)
MEMBERS = "Quelles intercommunalités composent le Territoire d'industrie Nord Lorraine ?"


@pytest.mark.parametrize(
    ("question", "first", "second"),
    [
        ("Quelle agglo du territoire a le plus d'habitants ?", "232 612", "155 374"),
        ("Quel EPCI est le moins peuplé du Nord Lorraine ?", "24 027", "27 839"),
        ("laquelle des intercommunalités réunit le moins de communes ?", "8 communes", "12 communes"),
        ("Quelle ville du Nord Lorraine a le plus d'habitants ?", "122 572", "42 658"),
        ("Cattenom et Environs a-t-elle plus d'habitants que Rives de Moselle ?", "53 070", "27 839"),
        ("Qui de Grand Longwy ou de l'Arc Mosellan a le plus d'habitants ?", "63 950", "36 101"),
    ],
)
def test_the_first_is_told_with_the_one_that_follows(
    assistant: Any, question: str, first: str, second: str
) -> None:
    answer = assistant.answer(Question(question, TODAY))

    assert answer.reason == "answered_perimeter"
    assert first in answer.sentences[0].text
    assert second in answer.sentences[1].text
    assert answer.sentences[0].citations != answer.sentences[1].citations


def test_the_biggest_is_told_by_both_figures(assistant: Any) -> None:
    answer = assistant.answer(Question("Quelle est la plus petite interco ?", TODAY)).answer

    assert "24 027 habitants" in answer
    assert "8 communes" in answer


@pytest.mark.parametrize("question", ["et laquelle est la plus peuplée ?", "et la moins peuplée ?"])
def test_it_is_asked_of_the_list_told_before(assistant: Any, question: str) -> None:
    history = (Turn("user", MEMBERS), Turn("assistant", "Neuf intercommunalités."))

    answer = assistant.answer(Question(question, TODAY, history)).answer

    assert "232 612" in answer or "24 027" in answer


def test_a_whole_order_cites_each_figure_from_its_own_record(assistant: Any) -> None:
    answer = assistant.answer(Question("classez les EPCI du Nord Lorraine par population", TODAY))

    figures = [sentence.text for sentence in answer.sentences]
    assert "Metz" in figures[0]
    assert "Bouzonvillois" in figures[-1]
    assert len({sentence.citations for sentence in answer.sentences}) == 9


@pytest.mark.parametrize(
    "question",
    [
        "Quel Territoire d'industrie réunit le plus d'intercommunalités ?",
        "Quelle est l'intercommunalité la plus peuplée de France ?",
        "Quelle est la plus grande aide pour les communes ?",
        "Quelle commune a plus de 10 000 habitants ?",
        "Quel est le plus grand site de l'agglo de Longwy ?",
        "les communes de moins de 3 500 habitants sont-elles éligibles ?",
        "Quelle interco donne le plus d'aides ?",
        "Ma commune est la plus petite de l'Arc Mosellan, a-t-elle droit à la DETR ?",
        "Quelle est la plus petite commune éligible au VTE ?",
    ],
)
def test_other_superlatives_are_not_ranked(assistant: Any, question: str) -> None:
    assert assistant.drafter.ranker.answer(question, question, TODAY) is None


def test_what_no_figure_ranks_is_said_not_to_be_known(assistant: Any) -> None:
    answer = assistant.answer(Question("Quelle commune du Nord Lorraine a le plus d'ateliers ?", TODAY))

    assert answer.status == "not_found"


@pytest.mark.parametrize(
    ("question", "is_asked"),
    [
        ("Quelle intercommunalité est la plus endettée ?", True),
        ("Qui a le plus de brevets ?", True),
        ("Quand faut-il candidater au plus tard ?", False),
        ("Quelle aide est la plus adaptée ?", False),
        ("Lequel de ces deux territoires a le plus de membres ?", False),
        ("Lequel est le moins cher, l'audit ou le diagnostic ?", False),
    ],
)
def test_asking_for_the_most_is_told_from_other_wordings(question: str, is_asked: bool) -> None:
    assert asks_for_most(question) is is_asked


def test_what_is_ranked_stands_beside_the_superlative(assistant: Any) -> None:
    asked = Question("combien de communes dans la plus petite interco du territoire ?", TODAY)

    assert "8 communes" in assistant.answer(asked).answer


def test_a_commune_named_is_ranked_among_all(assistant: Any) -> None:
    answer = assistant.answer(Question("Longwy est-elle la ville la plus peuplée ?", TODAY)).answer

    assert "est Metz" in answer
