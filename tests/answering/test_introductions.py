"""Who writes is no subject."""

from typing import Any

import pytest

from assistant.answering.introductions import with_subject_spoken_of, without_introduction
from tests.answering.test_belonging import said


@pytest.mark.parametrize(
    ("message", "rest"),
    [
        (
            "Je débute au service urbanisme de Talange, quand a été signé le contrat de phase 1 ?",
            "quand a été signé le contrat de phase 1 ?",
        ),
        ("Étudiante à Nancy. Qui préside Grand Longwy ?", "Qui préside Grand Longwy ?"),
        (
            "Bonjour, journaliste à La Semaine, je voudrais savoir quel budget le programme national avait",
            "je voudrais savoir quel budget le programme national avait",
        ),
    ],
)
def test_who_writes_is_left_out(message: str, rest: str) -> None:
    assert without_introduction(message) == rest


@pytest.mark.parametrize(
    "message",
    [
        "Maire de Boulange, sommes-nous dans le périmètre ?",
        "Élu de Fameck, notre commune peut-elle demander la DETR ?",
        "Je dirige une entreprise de 12 personnes à Metz, quel est le plafond du prêt ?",
        "Le service économique de l'Arc Mosellan, quel est son téléphone ?",
        "Le maire de Thionville, qui est-ce ?",
        "Mairie de Yutz, merci.",
        "Maire d'un bourg de 900 habitants en Moselle, quel est le taux de la DSIL cette année ?",
    ],
)
def test_a_place_or_a_body_that_is_asked_about_stays(message: str) -> None:
    assert without_introduction(message) == message


def test_the_place_of_an_officer_brings_nothing_of_its_own(assistant: Any) -> None:
    question = "Je travaille à la mairie de Buding, quel est le nombre de communes du Nord Lorraine ?"

    assert "218 communes" in said(assistant, question)[0]
    assert "Buding" not in " ".join(said(assistant, question))


@pytest.mark.parametrize(
    ("message", "asked"),
    [
        ("On me parle souvent du VTE. C'est quoi ?", "C'est quoi VTE ?"),
        (
            "On évoque « les sites clés » ici. C'est quoi, et qui paie ?",
            "C'est quoi les sites clés, et qui paie ?",
        ),
        ("On me parle du VTE. C'est quoi le montant ?", "On me parle du VTE. C'est quoi le montant ?"),
        (
            "On m'a parlé d'un vieux terrain fermé. C'est quoi ?",
            "On m'a parlé d'un vieux terrain fermé. C'est quoi ?",
        ),
        ("Je parle de mon usine. Quelles aides ?", "Je parle de mon usine. Quelles aides ?"),
    ],
)
def test_what_one_hears_of_is_what_is_asked(message: str, asked: str) -> None:
    assert with_subject_spoken_of(message) == asked
