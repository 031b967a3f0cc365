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
        ("un bilan carbone à 9 000 €", {"project_cost": 9_000}),
        ("un bilan complet coûte 9 000 €", {"project_cost": 9_000}),
        ("subvention de 50 000 €", {"aid_requested": 50_000}),
        ("nous on demanderait plutôt 12 M€ d'aide, c'est quel appel ?", {"aid_requested": 12_000_000}),
        ("on veut demander 300 k€ de subvention", {"aid_requested": 300_000}),
        ("il nous faudrait environ 50 000 € d'aide", {"aid_requested": 50_000}),
        (
            "projet de 4 M€, nous sollicitons 1,5 M€ de subvention",
            {"aid_requested": 1_500_000, "project_cost": 4_000_000},
        ),
        ("j'en ai pour 80 000 € de calorifuge et de purgeurs", {"project_cost": 80_000}),
        ("on en a pour 80 000 €, la facture de gaz est de 60 000 €", {"project_cost": 80_000}),
        ("on en aurait pour 120 000", {"project_cost": 120_000}),
        ("qui peut financer les 80 000 € de travaux ?", {"project_cost": 80_000}),
        ("la machine à 30 000 €, et j'ai droit aux 4 500 € ?", {"project_cost": 30_000}),
        ("un projet de 200 000 € dont 50 000 € de machine", {"project_cost": 200_000}),
        ("budget total 290 000 € : murs 240 000 € et toiture 50 000 €", {"project_cost": 290_000}),
        ("budget de 40000 et 12 salariés", {"project_cost": 40_000}),
        ("travaux de 80 000 € à Metz", {"project_cost": 80_000}),
        ("CA entre 2 et 3 M€, un four de 600 k€", {"project_cost": 600_000}),
        ("on facture dans les 320 000 par an", {"turnover": 320_000}),
        (
            "on facture 320 000 par an, une machine dans les 40000",
            {"turnover": 320_000, "project_cost": 40_000},
        ),
        ("il nous faudrait 75000 pour une cabine de peinture", {"project_cost": 75_000}),
        ("et si on monte à 480 000 ?", {"project_cost": 480_000}),
        ("si on passe à 640 000 ça change quoi ?", {"project_cost": 640_000}),
        ("finalement on est plutôt à 820 000, c'est toujours bon ?", {"project_cost": 820_000}),
        ("on est plutôt à 7 millions", {"project_cost": 7_000_000}),
        ("ça nous revient à 95000, qui aide ?", {"project_cost": 95_000}),
        ("le budget passe de 200 000 € à 260 000 €", {"project_cost": 260_000}),
        ("520 000 € au lieu de 380 000 €", {"project_cost": 520_000}),
        ("50 % de 24 000 €, ça fait 12 000 € ?", {"project_cost": 24_000}),
        ("une presse, ça fait 60 000 € en tout, qui nous aide ?", {"project_cost": 60_000}),
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
        "de 250 000 à 350 000 €",
        "250 à 350 k€",
        "un four entre 1,2 et 1,5 M€",
        "un four entre 200 et 300 k€ et une hotte à 20 k€",
        "budget de 250000 à 350000",
        "J'ai droit aux 4 500 € ?",
        "les 12 000 € d'aide",
        "un concurrent a demandé 12 M€ d'aide",
        "aménageur, bilan déficitaire de 1,2 M€",
        "on demanderait moins de 20 M€ d'aide",
        "on peut demander jusqu'à 20 M€ d'aide ?",
        "on demanderait 10 ou 12 M€ d'aide",
        "faut-il demander 20 M€ d'aide au moins ?",
        "on a demandé où en sont les 12 M€ d'aide",
        "le forfait de 3 000 €",
        "l'aide est de 4 500 €",
        "4 000 € de prime",
        "4 500 € par emploi créé",
        "comment toucher les 5 000 € ?",
        "ma facture d'électricité est de 90 000 €",
        "racheter les murs 240 000 € puis refaire la toiture pour 50 000",
        "investissement de 240 000 € puis travaux de 50 000 €",
        "on fait dans les 320 000 par an",
        "pour trois apprentis ça fait 15 000 € ?",
        "c'est bien 25 000 € au total ?",
        "le plafond c'est 200 000 €, c'est bien ça ?",
        "la région donne 8 000 € ?",
        "on aurait 6 000 € du coup ?",
        "on prend deux VIE",
        "on est à 57280",
        "on passe à 40 salariés",
        "on monte à 250 000 pièces par an",
        "le CA passe de 4 M€ à 5 M€",
    ],
)
def test_a_bound_a_debt_or_amounts_nobody_claims_are_no_cost(text):
    assert amounts_told(text) == {}
