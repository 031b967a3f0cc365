"""The jobs that a project creates, and not those that are there, kept or lost."""

import pytest

from assistant.french import fold, whole_numbers
from assistant.number_words import in_digits
from assistant.profiles.jobs import counted


def jobs(text: str) -> float | None:
    return counted(in_digits(whole_numbers(fold(text)))).get("jobs_created")


@pytest.mark.parametrize(
    ("text", "created"),
    [
        ("28 CDI en plus des 150 actuels", 28),
        ("12 personnes de plus", 12),
        ("le projet crée 15 emplois", 15),
        ("8 embauches", 8),
        ("je compte créer 4 postes", 4),
        ("implantation industrielle, 200 emplois", 200),
        ("six postes à pourvoir dans notre atelier", 6),
        ("on garde 50 emplois et on en crée : 12 emplois", 12),
    ],
)
def test_the_jobs_that_a_project_creates_are_counted(text: str, created: float):
    assert jobs(text) == created


@pytest.mark.parametrize(
    "text",
    [
        "notre forge de Gandrange a 150 emplois",
        "une usine de 450 emplois",
        "400 emplois menacés",
        "reprise d'une fonderie, on garde 50 emplois",
        "supprimer 40 postes",
        "la plateforme perd 200 emplois",
        "1 250 emplois sont en jeu",
        "deux postes vides",
        "50 CDI maintenus",
        "12 personnes",
        "12 personnes, de plus nous exportons",
    ],
)
def test_jobs_that_are_there_kept_or_lost_are_not(text: str):
    assert jobs(text) is None
