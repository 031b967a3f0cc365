"""Every commune of the perimeter, and the tricky places of the table, as people write them."""

import csv
from datetime import date
from pathlib import Path

import pytest

from assistant.supports.territory import Territory

ROOT = Path(__file__).parents[2]
TODAY = date(2026, 11, 22)


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


TRICKY = rows(ROOT / "tests" / "golden" / "places.csv")
COMMUNES = rows(ROOT / "corpus" / "territory" / "communes.csv")


@pytest.mark.parametrize("case", TRICKY, ids=[case["text"] for case in TRICKY])
def test_a_tricky_place_is_what_the_table_says_or_all_that_it_may_be(case, territory: Territory):
    expected = {code for code in case["expected"].split(" | ") if code}
    found = {commune.insee for place in territory.find_places(case["text"]) for commune in place.communes}
    assert found == expected


def test_the_table_of_tricky_places_has_forty():
    assert len(TRICKY) == 40


@pytest.mark.parametrize("row", COMMUNES, ids=[row["code_insee"] for row in COMMUNES])
def test_a_commune_of_the_label_is_found_with_its_epci_and_perimeter(row, territory: Territory):
    (place,) = territory.find_places(f"{row['nom']} ({row['codes_postaux'].split()[0]})")
    assert place.commune is not None
    assert place.commune.insee == row["code_insee"]
    perimeter = territory.perimeter_of(place.commune, TODAY)
    assert perimeter.in_nord_lorraine
    origin = perimeter.former_epci or perimeter.epci
    assert origin is not None
    assert origin.siren == row["siren_epci"]


def test_there_are_218_communes():
    assert len(COMMUNES) == 218


@pytest.mark.parametrize("row", COMMUNES, ids=[row["code_insee"] for row in COMMUNES])
def test_a_name_alone_is_that_commune_or_one_of_several_to_choose_from(row, territory: Territory):
    places = territory.find_places(f"notre usine est à {row['nom']}")
    assert any(commune.insee == row["code_insee"] for place in places for commune in place.communes)
