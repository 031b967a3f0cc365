"""The share of the turnover made abroad: heard where it is the company's own, and as it is now."""

import pytest

from assistant.french import fold, whole_numbers
from assistant.number_words import in_digits
from assistant.profiles.exports import exports_told


def told(text: str) -> float | None:
    return exports_told(in_digits(whole_numbers(fold(text)))).get("export_share")


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("on fait 45 M€ de CA dont 85 % à l'étranger, on est éligibles ?", 85),
        ("70 % de notre chiffre d'affaires est réalisé à l'export", 70),
        ("nous exportons 60 %", 60),
        ("on fait 15 % de part française dans notre chiffre", 85),
        ("la part française est de 20 %", 80),
        ("nos ventes : 40 % hors de France", 40),
    ],
)
def test_the_share_made_abroad_is_heard(text: str, share: float):
    assert told(text) == share


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nos ventes à l'export en hausse de 60 %",
        "augmenter de 30 % nos ventes à l'étranger",
        "notre objectif : 50 % de notre chiffre à l'export",
        "la part française doit-elle dépasser 20 % ?",
        "il faut 20 % de part française au moins",
        "la Région rembourse 50 % du stand à l'étranger",
        "notre concurrent fait 80 % de ses ventes à l'export",
        "un salon à l'étranger, 50 % aidé",
        "nous exportons 60 % et 40 % de nos ventes sont à l'étranger",
        "plus de 80 % de notre chiffre d'affaires à l'export",
        "85 % d'énergie importée de l'étranger",
        "nous exportons",
    ],
)
def test_a_growth_an_aim_a_bound_or_another_s_share_is_not(text: str):
    assert told(text) is None


@pytest.mark.parametrize(
    ("text", "is_heard"),
    [
        ("Négoce international de bois, 9 salariés.", True),
        ("Une société d'import-export de 4 personnes", True),
        ("Le négoce international est-il exclu ?", False),
        ("Nos clients font du négoce international.", False),
        ("Négociant en vins à Metz.", False),
    ],
)
def test_international_trading_is_heard_where_it_is_the_business(text: str, is_heard: bool):
    assert ("international_trading" in exports_told(fold(text))) is is_heard
