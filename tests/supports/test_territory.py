"""Where a commune stands, day by day."""

import json
from datetime import date

import pytest

from assistant.supports.territory import Commune, Perimeter, Territory

TODAY = date(2026, 11, 23)


def perimeter(territory: Territory, insee: str, on: date = TODAY) -> Perimeter:
    commune = territory.commune(insee)
    assert commune is not None
    return territory.perimeter_of(commune, on)


def test_all_of_the_218_communes_are_inside(territory: Territory) -> None:
    assert all(territory.perimeter_of(commune, TODAY).in_nord_lorraine for commune in territory.communes)


def test_no_commune_around_is_inside(territory: Territory) -> None:
    verdicts = {territory.perimeter_of(commune, TODAY).in_nord_lorraine for commune in territory.neighbours}
    assert verdicts == {False}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Saint-Avold", ("Moselle-Est",)),
        ("Sarreguemines", ("Moselle-Est",)),
        ("Forbach", ("Moselle-Est",)),
        ("Creutzwald", ("Moselle-Est",)),
        ("Boulay-Moselle", ("Moselle-Est",)),
        ("Faulquemont", ("Moselle-Est",)),
        ("Sarrebourg", ()),
        ("Val de Briey", ()),
        ("Longuyon", ()),
        ("Nancy", ("Val de Lorraine",)),
        ("Pompey", ("Val de Lorraine",)),
        ("Pont-à-Mousson", ("Val de Lorraine",)),
        ("Toul", ("Terres de Lorraine",)),
        ("Lunéville", ("Pays du Lunévillois",)),
        ("Reims", ("Grand Reims",)),
        ("Charleville-Mézières", ("Nord Ardennes",)),
        ("Colmar", ("Colmar Centre Haut-Rhin",)),
        ("Mulhouse", ("Sud Alsace",)),
        ("Strasbourg", ()),
        ("Saint-Dizier", None),
    ],
)
def test_a_commune_outside_has_its_own_territory_or_none_or_is_unknown(
    territory: Territory, name: str, expected: tuple[str, ...] | None
) -> None:
    (match,) = territory.find_places(name)
    assert match.commune is not None
    found = territory.perimeter_of(match.commune, TODAY)
    names = found.industry_territories and tuple(t.name for t in found.industry_territories)
    assert (found.in_nord_lorraine, names) == (False, expected)


@pytest.mark.parametrize(
    ("insee", "day", "slug"),
    [
        ("57221", date(2025, 12, 31), "val-de-fensch"),
        ("57221", date(2026, 1, 1), "thionville-fensch"),
        ("57672", date(2025, 12, 31), "portes-de-france-thionville"),
        ("57672", date(2026, 1, 1), "thionville-fensch"),
        ("57463", date(2026, 1, 1), "eurometropole-de-metz"),
        ("57593", date(2021, 12, 31), "pays-orne-moselle"),
        ("57593", date(2022, 1, 1), "eurometropole-de-metz"),
    ],
)
def test_a_commune_follows_its_epci_through_mergers(
    territory: Territory, insee: str, day: date, slug: str
) -> None:
    epci = perimeter(territory, insee, day).epci
    assert epci is not None and epci.slug == slug


def test_after_the_merger_the_member_of_the_label_is_remembered(territory: Territory) -> None:
    former = perimeter(territory, "57221").former_epci
    assert former is not None and former.name == "Communauté d'agglomération du Val de Fensch"


def test_before_the_merger_there_is_no_former_epci(territory: Territory) -> None:
    assert perimeter(territory, "57221", date(2025, 12, 31)).former_epci is None


def test_the_successor_gathers_the_23_communes(territory: Territory) -> None:
    successor = territory.epci("thionville-fensch")
    assert successor is not None
    assert len(territory.communes_of(successor, date(2026, 1, 1))) == 23


def test_the_successor_had_no_commune_the_day_before(territory: Territory) -> None:
    successor = territory.epci("thionville-fensch")
    assert successor is not None
    assert territory.communes_of(successor, date(2025, 12, 31)) == ()


def test_the_siren_that_was_not_found_is_not_invented(territory: Territory) -> None:
    successor = territory.epci("thionville-fensch")
    assert successor is not None and successor.siren is None


def test_nine_epci_of_the_label_stand_today(territory: Territory) -> None:
    standing = {territory.epci_of(commune, TODAY) for commune in territory.communes}
    assert len(standing) == 9


def test_each_epci_counts_the_communes_it_says(territory: Territory) -> None:
    day = date(2025, 12, 31)
    wrong = [
        e.slug
        for e in territory.epcis
        if e.labelled and len(territory.communes_of(e, day)) != e.commune_count
    ]
    assert wrong == []


def test_the_population_of_each_epci_is_the_sum_of_its_communes(territory: Territory) -> None:
    wrong = [
        epci.slug
        for epci in territory.epcis
        if epci.labelled
        and epci.population is not None
        and epci.population.municipal_2023
        != sum(c.population or 0 for c in territory.communes_of(epci, date(2025, 12, 31)))
    ]
    assert wrong == []


@pytest.mark.parametrize("day", [date(2022, 12, 31), date(2028, 1, 1)])
def test_outside_the_years_of_the_label_nothing_is_claimed(territory: Territory, day: date) -> None:
    found = perimeter(territory, "57221", day)
    assert (found.in_nord_lorraine, found.industry_territories) == (None, None)


def test_a_commune_of_elsewhere_is_unknown(territory: Territory) -> None:
    paris = Commune("75056", "Paris", ("75001",), None, "200054781", "75")
    found = territory.perimeter_of(paris, TODAY)
    assert (found.in_nord_lorraine, found.industry_territories) == (None, None)


def test_an_unknown_code_gives_no_commune(territory: Territory) -> None:
    assert territory.commune("99999") is None


def test_an_epci_is_found_by_siren_and_by_slug(territory: Territory) -> None:
    assert territory.epci("200039949") == territory.epci("rives-de-moselle") is not None


def test_the_territory_survives_its_snapshot(territory: Territory) -> None:
    assert Territory.from_json(json.loads(json.dumps(territory.to_json()))) == territory
