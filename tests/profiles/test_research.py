"""The share of the charges that goes to research: heard where it is the company's own, and of its charges."""

import pytest

from assistant.french import fold, whole_numbers
from assistant.number_words import in_digits
from assistant.profiles.research import research_told


def share(text: str) -> float | None:
    return research_told(in_digits(whole_numbers(fold(text)))).get("rd_share")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Environ 14 % de R&D dans nos charges.", 14),
        ("Notre R&D représente 22,5 % de nos dépenses.", 22.5),
        ("On consacre 9 % de nos charges à la R&D, on peut être JEI ?", 9),
        ("30 % des charges en recherche et développement.", 30),
        ("La R&D c'est 18 % des charges chez nous.", 18),
    ],
)
def test_the_share_of_the_charges_is_heard(text: str, expected: float):
    assert share(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "15 % du chiffre d'affaires en R&D",
        "Faut-il 20 % de R&D dans les charges ?",
        "JEI : 20 % des charges en R&D ?",
        "Au moins 5 % des charges en R&D.",
        "Notre concurrent met 25 % de ses charges en R&D.",
        "Notre R&D représente 10 % de nos charges, ou 20 % de R&D sur nos dépenses.",
        "Une étude prise en charge à 50 %, et de la R&D.",
    ],
)
def test_another_share_is_not(text: str):
    assert share(text) is None
