"""The amounts of a message, each claimed by the words around it."""

import pytest

from assistant.profiles.amounts import amounts_told


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("un four de 1,2 M€", {"project_cost": 1_200_000}),
        ("budget de 350 k€", {"project_cost": 350_000}),
        ("investissement de 3 millions", {"project_cost": 3_000_000}),
        ("1 200 000 euros de travaux", {"project_cost": 1_200_000}),
        ("autour de 40000", {"project_cost": 40_000}),
        ("CA de 9 M€", {"turnover": 9_000_000}),
        ("9 M€ de chiffre d'affaires", {"turnover": 9_000_000}),
        ("CA 12 M€, machine de 600 000 €", {"turnover": 12_000_000, "project_cost": 600_000}),
        ("total de bilan de 10 M€", {"total_assets": 10_000_000}),
        ("subvention de 50 000 €", {"aid_requested": 50_000}),
        (
            "un prêt de 80 000 € pour un projet de 200 000 €",
            {"aid_requested": 80_000, "project_cost": 200_000},
        ),
    ],
)
def test_an_amount_is_what_the_words_before_or_after_it_say(text, amounts):
    assert amounts_told(text) == amounts


@pytest.mark.parametrize(
    "text",
    [
        "",
        "un four de 1200 kW",
        "CA de moins de 10 M€",
        "un budget de plus de 500 000 €",
        "entre 100 000 € et 300 000 €",
        "SAS au capital de 10 000 €",
        "nous devons 30 000 €",
        "chacun met 500 €",
        "45 salariés, 12 ans",
        "100 € ou 200 €",
    ],
)
def test_a_bound_a_debt_or_amounts_nobody_claims_are_no_cost(text):
    assert amounts_told(text) == {}
