"""The energy of a message: a kind only where its words, or those of the messages before, leave no doubt."""

import pytest

from assistant.french import fold, whole_numbers
from assistant.profiles.energy import energy_told

BOILER = "quelle aide pour une chaufferie bois communale ?"


def told(text: str, before: str = "") -> dict[str, float]:
    return energy_told(whole_numbers(fold(text)), fold(before))


@pytest.mark.parametrize(
    ("text", "before", "energy"),
    [
        ("la nôtre ferait environ 800 MWh par an, ça passe ?", BOILER, {"heat_mwh": 800}),
        ("et pour 1 500 MWh ?", BOILER, {"heat_mwh": 1500}),
        ("9 GWh/an de biomasse", "", {"heat_mwh": 9000}),
        ("chaudière bois de 800 000 kWh par an", "", {"heat_mwh": 800}),
        ("notre site tire 12 GWh par an", "l'abattement TURPE, c'est quoi ?", {"electricity_mwh": 12000}),
        ("3 GWh d'électricité par an", BOILER, {"electricity_mwh": 3000}),
        ("la nôtre fait 9 GWh de chaleur, il faut plus de 12 GWh ?", "", {"heat_mwh": 9000}),
    ],
)
def test_the_kind_of_an_energy_is_told_by_its_words_or_by_the_messages_before(
    text: str, before: str, energy: dict[str, float]
):
    assert told(text, before) == energy


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Le séchoir évite 850 tonnes de CO2 par an.", {"co2_tonnes": 850.0}),
        ("1 300 t de CO2 évitées par an", {"co2_tonnes": 1300.0}),
        ("700 tCO2 en moins chaque année", {"co2_tonnes": 700.0}),
        ("Nous émettons 6 000 t de CO2 par an.", {}),
        ("300 t de CO2 évitées sur 20 ans", {}),
        ("Faut-il éviter 1 000 t de CO2 par an ?", {}),
        ("Éviter au moins 1 000 t de CO2.", {}),
        ("80 € par tonne de CO2 évitée", {}),
    ],
)
def test_the_co2_that_a_project_avoids_in_a_year_is_heard(text: str, facts: dict[str, float]):
    assert told(text) == facts


@pytest.mark.parametrize(
    ("text", "before"),
    [
        ("la nôtre ferait environ 800 MWh par an", ""),
        ("la nôtre ferait environ 800 MWh par an", "et l'accise sur l'électricité d'une chaufferie ?"),
        ("on consomme 800 MWh par an", BOILER),
        ("faut-il plus de 1 200 MWh de chaleur par an ?", ""),
        ("jusqu'à 12 GWh de biomasse", ""),
        ("entre 2 et 3 GWh de chaleur", ""),
        ("le seuil de 1 200 MWh de chaleur", ""),
        ("120 kWh par m2 de chaleur", ""),
        ("une chaufferie à 90 €/MWh", ""),
        ("une chaudière de 800 kW", ""),
    ],
)
def test_a_bound_a_ratio_or_an_energy_without_a_kind_is_not_heard(text: str, before: str):
    assert told(text, before) == {}
