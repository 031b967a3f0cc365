"""Regions, departments and countries as people write them."""

import pytest

from assistant.supports.regions import country_named, department_named, region_named


@pytest.mark.parametrize(
    ("words", "region"),
    [
        ("Grand Est", "Grand Est"),
        ("grand-est", "Grand Est"),
        ("LORRAINE", "Grand Est"),
        ("ile de france", "Île-de-France"),
        ("provence alpes cote d’azur", "Provence-Alpes-Côte d'Azur"),
        ("Grand", None),
        ("", None),
    ],
)
def test_a_region_is_known_whatever_its_case_and_accents(words, region):
    assert region_named(words) == region


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("57", "57"),
        ("8", "08"),
        ("2a", "2A"),
        ("974", "974"),
        ("Moselle", "57"),
        ("meurthe et moselle", "54"),
        ("20", None),
        ("00", None),
        ("99", None),
        ("Finistère", "29"),
        ("Atlantide", None),
        ("", None),
    ],
)
def test_a_department_is_known_by_its_code_or_by_its_name(words, code):
    assert department_named(words) == code


@pytest.mark.parametrize(
    ("words", "country"),
    [("france", "France"), ("FR", "France"), ("lu", "Luxembourg"), ("Suisse", None), ("", None)],
)
def test_a_country_that_supports_name_is_known(words, country):
    assert country_named(words) == country
