"""How old a company is: its own age, and never that of a call, a machine or a second site."""

from datetime import date
from typing import Any

import pytest

from assistant.french import fold, whole_numbers
from assistant.number_words import in_digits
from assistant.profiles.ages import age_told

TODAY = date(2026, 11, 28)


def told(text: str) -> dict[str, Any]:
    return age_told(in_digits(whole_numbers(fold(text))), TODAY)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("une librairie ouverte il y a trois ans", {"age_years": 3}),
        ("j'ai ouvert ma fromagerie il y a 5 ans", {"age_years": 5}),
        ("on s'est lancés il y a 18 mois", {"age_years": 1}),
        ("on s'est lancés en 2022, 6 salariés", {"created_year": 2022}),
        ("je me suis lancée en mars 2025", {"age_years": 1}),
        ("notre société a été lancée en 2023", {"created_year": 2023}),
        ("nous avons démarré l'activité en 2020", {"created_year": 2020}),
        ("nous sommes installés depuis 9 ans à Hayange", {"age_years": 9}),
        ("aide pour une imprimerie ouverte il y a 2 ans", {"age_years": 2}),
        ("nous avons 9 ans, est-ce trop ?", {"age_years": 9}),
        ("on a 14 ans et 40 salariés", {"age_years": 14}),
        ("une SARL de 15 ans à Thionville", {"age_years": 15}),
        ("un projet d'une entreprise créée en 2019", {"created_year": 2019}),
    ],
)
def test_the_age_of_a_company_is_heard(text: str, facts: dict[str, Any]):
    assert told(text) == facts


@pytest.mark.parametrize(
    "text",
    [
        "on a 45 ans et une idée",
        "nous avons 10 ans d'expérience",
        "il y a 2 ans on a ouvert un deuxième magasin",
        "on a ouvert un second atelier il y a 3 ans",
        "l'appel à projets ouvert il y a un an",
        "ce programme lancé en 2018 nous concerne ?",
        "le fonds a été ouvert en 2023",
        "le prêt vert existe depuis 5 ans ?",
        "quatre postes de fraiseurs en CDI ouverts depuis six mois",
        "une gamme lancée il y a 4 ans",
        "la chaudière a été installée il y a 20 ans",
        "le four installé en 2004 est à changer",
        "le chantier démarré il y a 6 mois",
    ],
)
def test_the_age_of_another_thing_is_not(text: str):
    assert told(text) == {}
