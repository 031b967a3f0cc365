"""A figure put forward is confirmed, denied, or left open."""

from datetime import date
from typing import Any

import pytest

from assistant.records import Question


def answer_to(assistant: Any, question: str) -> str:
    text: str = assistant.answer(Question(question, date(2026, 11, 25))).answer
    return text


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        ("Le taux du crédit d'impôt innovation est bien de 45 % ?", "20 %"),
        ("Le minimum du Prêt Vert c'est 90 000 €, non ?", "50 000 €"),
        ("Le Chèque Transition est plafonné à 25 000 €, c'est bien ça ?", "10 000 €"),
        ("On m'a dit que le plafond de minimis est de 220 000 €, c'est vrai ?", "300 000 €"),
        ("Le fonds vert territoires d'industrie ferme bien le 15 octobre ?", "31 décembre 2026"),
        ("Le Prêt Vert va jusqu'à 8 M€ ?", "5 M€"),  # put forward without asking to confirm it
        ("AMIE 57 plafonne à 45 000 € ?", "30 000 €"),
        ("Le Diag Cybersécurité est aidé à 75 % ?", "50 %"),
        ("Chèque Transition : 50 % plafonné à 18 000 €, c'est bien ça ?", "10 000 €"),  # a rate and a sum
    ],
)
def test_another_figure_of_the_same_thing_is_denied_and_the_right_one_comes_first(
    assistant: Any, question: str, figure: str
) -> None:
    first = answer_to(assistant, question).split("[1]")[0]

    assert first.startswith("Non. ") and figure in first


@pytest.mark.parametrize(
    "question",
    [
        "Le plafond de minimis c'est bien 300 000 € ?",
        "Le Chèque Transition est bien plafonné à 10 000 € ?",
        "La clôture du fonds vert territoires d'industrie c'est bien le 31 décembre ?",
        "Le Prêt Vert va jusqu'à 5 M€ ?",
        "Chèque Transition : 50 % plafonné à 10 000 €, c'est bien ça ?",
    ],
)
def test_the_same_figure_is_confirmed(assistant: Any, question: str) -> None:
    assert answer_to(assistant, question).startswith("Oui. ")


@pytest.mark.parametrize(
    "question",
    [
        "L'autofinancement avec la DETR, c'est bien 30 % ?",  # 20 %, 30 % for some
        "La DETR finance bien 80 % de tout projet ?",  # right figure, wrong saying
        "L'État paie bien 80 % du poste de chef de projet ?",  # 70 %, 80 % in one case
        "Le Chèque Transition est bien plafonné à 5 000 € ?",  # for one expense
        "Notre projet de 24 000 € a droit à bien 12 000 € de Chèque Transition ?",  # of one's own case
        "Les emplois francs donnent bien 15 000 € ?",  # closed
        "Quel est le plafond du Chèque Transition ?",
        "Mon projet va jusqu'à 8 M€ : le Prêt Vert suffit-il ?",
        "Le Diag Décarbon'Action coûte 10 000 € ?",  # before or after the subsidy
        "AMIE 57 va jusqu'à 30 000 € ?",  # in one zone
    ],
)
def test_what_may_be_of_another_thing_is_neither(assistant: Any, question: str) -> None:
    assert not answer_to(assistant, question).startswith(("Oui.", "Non."))


def test_the_sentence_that_has_the_figure_comes_first(assistant: Any) -> None:
    answer = answer_to(assistant, "Avec la DETR, la commune paie au minimum 30 %, c'est bien ça ?")

    assert answer.startswith("Le maître d'ouvrage finance au moins 20 %")
