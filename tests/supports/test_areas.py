"""The departments, regions and towns beyond Grand Est that a text names as the place of something."""

import pytest

from assistant.supports.areas import find_areas
from assistant.supports.place_names import key_of

TOWNS = {
    key_of(name): code
    for name, code in {
        "Villefranche-sur-Saône": "69",
        "Tours": "37",
        "Orange": "84",
        "Paris": "75",
        "Bruges": "33",
    }.items()
}


@pytest.mark.parametrize(
    ("text", "department"),
    [
        ("usine en Moselle", "57"),
        ("usine, moselle, 12 salariés", "57"),
        ("Usine chimique, Moselle-Est.", "57"),
        ("dans les Vosges", "88"),
        ("je m'installe dans la Creuse", "23"),
        ("à Lavelanet, en ariège", "09"),
        ("un village de la Meuse", "55"),
        ("au nord de la Meurthe-et-Moselle", "54"),
        ("un atelier dans le Nord", "59"),
        ("deux sites mosellans", "57"),
        ("commune vosgienne", "88"),
        ("nous sommes une PME mosellane", "57"),
        ("une PME à Paris", "75"),
        ("PME messine", "57"),
        ("à Villefranche-sur-Saône", "69"),
        ("près de Tours", "37"),
    ],
)
def test_a_department_is_named_as_a_place(text: str, department: str) -> None:
    assert [area.department for area in find_areas(text, TOWNS)] == [department]


@pytest.mark.parametrize(("text", "region"), [("en Bretagne", "Bretagne"), ("en lorraine", "Grand Est")])
def test_a_region_is_named_as_a_place(text: str, region: str) -> None:
    assert [area.region for area in find_areas(text, TOWNS)] == [region]


@pytest.mark.parametrize(
    "text",
    [
        "La Moselle est à 800 m",
        "Rives de Moselle",
        "le Nord Lorraine",
        "une somme importante",
        "en somme, rien",
        "le lot de la manche",
        "plusieurs tours d'usinage",
        "à tours de bras",
        "UNE USINE À TOURS",
        "un prestataire lorrain",
        "une PME vosgienne nous fait la maintenance",
        "une PME dans le Nord Lorraine, 40 salariés",
        "dans le Nord-Est",
        "nos clients : EDF, Orange, Engie",
        "Bonjour. La réunion, hier, était longue.",
        "à Bruges, en Belgique",
        "Grand Est",
        "",
        "\u202e\x00,,,",
    ],
)
def test_a_river_a_name_or_a_word_is_no_place(text: str) -> None:
    assert find_areas(text, TOWNS) == ()
