"""Several questions in one message."""

import pytest

from assistant.answering.rephrase import Standing
from assistant.answering.splitting import split_questions


def split(text: str) -> tuple[Standing, ...]:
    return split_questions(Standing(text, text, (text,)), lambda part: "Prêt Relance" in part)


def latest_of(text: str) -> list[str]:
    return [each.latest for each in split(text)]


@pytest.mark.parametrize(
    ("message", "questions"),
    [
        (
            "Qui préside la Région Grand Est ? Depuis quand ?",
            ["Qui préside la Région Grand Est ?", "Depuis quand ?"],
        ),
        (
            "Quel est le plafond du Prêt Croissance et est-il cumulable ?",
            ["Quel est le plafond du Prêt Croissance", "est-il cumulable ?"],
        ),
        (
            "Début 2024, combien de communes étaient couvertes, et pour quelle population ?",
            ["Début 2024, combien de communes étaient couvertes", "pour quelle population ?"],
        ),
        (
            "Où est installé le CETIM et depuis quelle année ?",
            ["Où est installé le CETIM", "depuis quelle année ?"],
        ),
        (
            "Donnez-moi le montant du Prêt Relance et la date limite du dépôt.",
            ["Donnez-moi le montant du Prêt Relance", "la date limite du dépôt."],
        ),
        (
            "La Région finance-t-elle les machines, et le département, il donne combien ?",
            ["La Région finance-t-elle les machines", "le département, il donne combien ?"],
        ),
        (
            "Le Prêt Croissance est-il ouvert aux SCI ? et pour les holdings c'est quand la clôture",
            ["Le Prêt Croissance est-il ouvert aux SCI ?", "et pour les holdings c'est quand la clôture"],
        ),
        (
            "liste des lauréats de 2024 en Moselle + le montant de l'enveloppe",
            ["liste des lauréats de 2024 en Moselle", "le montant de l'enveloppe"],
        ),
        (
            "Où dépose-t-on le dossier régional ? c'est la préfecture qui instruit ou la Région",
            ["Où dépose-t-on le dossier régional ?", "c'est la préfecture qui instruit ou la Région"],
        ),
        (
            "Le Prêt Croissance donne combien au maximum, et c'est encore ouvert ?",
            ["Le Prêt Croissance donne combien au maximum", "c'est encore ouvert ?"],
        ),
        (
            "Le plan de report modal paie combien pour une grue, et ça ferme quand",
            ["Le plan de report modal paie combien pour une grue", "ça ferme quand"],
        ),
    ],
)
def test_each_question_of_a_message_is_told_apart(message: str, questions: list[str]) -> None:
    assert latest_of(message) == questions


@pytest.mark.parametrize(
    "message",
    [
        "Quel est le taux pour les PME et les ETI ?",
        "À partir de quel âge et jusqu'à quand peut-on être apprenti ?",
        "Entre combien et combien se situe la subvention ?",
        "Quels sont les territoires labellisés en 2023, qui touchent la Lorraine ?",
        "Quelle différence entre la date d'ouverture du guichet et celle de sa clôture ?",
        "Quel est le montant et la durée du prêt ?",
        "Quelles aides pour un four électrique ? Nous sommes une fonderie de 45 personnes.",
        "encore ouvert ? Combien on aurait, en gros ?",
        "Le guichet du Prêt Croissance est-il fermé et la banque ouverte ?",
    ],
)
def test_a_message_that_asks_one_thing_is_one_question(message: str) -> None:
    assert latest_of(message) == [message]


def test_a_question_without_a_subject_takes_that_of_the_first_and_not_what_it_asked() -> None:
    message = "Le haut-fourneau d'Uckange : quelle hauteur, et qui l'entretient ?"

    _, second = split(message)

    assert "Uckange" in second.text
    assert "hauteur" not in second.text


def test_what_is_asked_of_one_place_after_another_takes_what_was_asked() -> None:
    _, second = split("Population légale du périmètre et combien à l'Arc Mosellan ?")

    assert "Population" in second.text


def test_a_question_that_names_a_support_stands_alone() -> None:
    _, second = split("L'accélérateur est-il encore ouvert ? et le Prêt Relance ferme quand")

    assert "accélérateur" not in second.text
