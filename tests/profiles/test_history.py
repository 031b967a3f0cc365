"""What was had or done before: heard where nothing leaves a doubt, for it can refuse a support."""

from datetime import date
from typing import Any

import pytest

from assistant.french import fold, whole_numbers
from assistant.number_words import in_digits
from assistant.profiles.history import history_told

TODAY = date(2026, 11, 28)


def told(text: str) -> dict[str, Any]:
    return history_told(in_digits(whole_numbers(fold(text))), TODAY)


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Notre audit énergétique date de 2024.", {"recent_energy_audit": True}),
        ("Audit énergétique de l'an dernier sous le coude.", {"recent_energy_audit": True}),
        ("Audit énergétique réalisé en mars 2023.", {"recent_energy_audit": True}),
        ("DECARB FLASH : l'audit énergétique date de 2019.", {"recent_energy_audit": False}),
        (
            "Notre audit énergétique a sept ans, est-ce trop vieux pour DECARB FLASH ?",
            {"recent_energy_audit": False},
        ),
        ("DECARB FLASH : audit de 2018, ça passe ?", {"recent_energy_audit": False}),
        ("CII pour un produit que nous vendons depuis 2023 ?", {"product_sold": True}),
        ("Le CII vaut-il pour un produit déjà commercialisé ?", {"product_sold": True}),
        ("Licenciement économique en avril, la POEI reste possible ?", {"recent_redundancies": True}),
        ("On a licencié pour motif économique il y a trois mois, POEI ?", {"recent_redundancies": True}),
        ("Nous avons déjà reçu une aide pour l'IA.", {"ai_aid_received": True}),
        ("On a eu une subvention régionale sur l'intelligence artificielle.", {"ai_aid_received": True}),
        ("Nous n'avons jamais reçu d'aide sur l'IA.", {"ai_aid_received": False}),
        ("Nous avons licencié deux personnes pour motif économique en juin.", {"recent_redundancies": True}),
        ("On a licencié 3 ouvriers en avril pour motif économique.", {"recent_redundancies": True}),
        ("On a fait un licenciement économique il y a quatre mois.", {"recent_redundancies": True}),
        (
            "J'ai licencié un ouvrier pour motif économique le mois dernier.",
            {"recent_redundancies": True},
        ),
        (
            "On a dû se séparer d'un monteur pour raison économique en août.",
            {"recent_redundancies": True},
        ),
        (
            "La part ouvrière n'est plus réglée depuis juin.",
            {"employee_share_paid": False, "obligations_met": False},
        ),
        (
            "On n'a pas reversé les cotisations salariales.",
            {"employee_share_paid": False, "obligations_met": False},
        ),
        (
            "Retard sur la part salariale de l'Urssaf.",
            {"employee_share_paid": False, "obligations_met": False},
        ),
        ("On a fait un PSE en septembre.", {"recent_redundancies": True}),
        ("Aucun licenciement économique depuis deux ans.", {"recent_redundancies": False}),
        ("Former nos opérateurs déjà en poste.", {"trainees_employed": True}),
        ("Ils sont déjà en CDI chez nous.", {"trainees_employed": True}),
        ("Ma banque ne veut pas prêter.", {"bank_lends": False}),
        ("Aucune banque ne veut suivre.", {"bank_lends": False}),
        ("Notre banque refuse de nous prêter.", {"bank_lends": False}),
    ],
)
def test_a_message_tells_it(text: str, facts: dict[str, Any]):
    assert told(text) == facts


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Faut-il un audit énergétique de moins de quatre ans ?",
        "L'audit énergétique date de 2022.",
        "Nous n'avons jamais fait d'audit énergétique.",
        "Un audit énergétique de 2019, un autre audit énergétique de 2025.",
        "Le groupe n'a jamais fait d'audit énergétique.",
        "Pas d'audit énergétique, mais une étude PACTE Industrie : nous n'avons pas d'audit énergétique.",
        "Nous n'avons pas d'audit énergétique obligatoire.",
        "Le diagnostic IA de la région, on l'a eu en 2025.",
        "On a eu une aide pour une machine, et on veut de l'IA.",
        "Avez-vous déjà reçu une aide pour l'IA ?",
        "Notre concurrent : nous avons reçu une aide pour l'IA, dit-il.",
        "J'ai été licencié pour motif économique en juin.",
        "Nous avons licencié deux personnes pour motif économique en 2019.",
        "Nous avons licencié pour motif économique.",
        "POEI : la candidate a eu un licenciement économique il y a 2 mois.",
        "DECARB FLASH : audit énergétique réalisé en 2022.",
        "L'audit énergétique date de 2019.",
        "Un audit énergétique de moins de quatre ans est-il demandé ?",
        "Audit qualité de 2019.",
        "Nous vendons ce produit depuis 2023.",
        "CII : améliorer un produit déjà sur le marché.",
        "CII : on vend un produit depuis dix ans et on en crée un nouveau.",
        "J'ai licencié trois ouvriers en mai dernier.",
        "Le groupe a fait un PSE en juin.",
        "On a fait un PSE en 2018.",
        "Moins d'heures mais aucun licenciement.",
        "Garder nos gars plutôt que de licencier.",
        "On a licencié quelqu'un pour faute en juin.",
        "Former nos salariés en insertion déjà en poste.",
        "Former nos soudeurs à recruter, comme ceux déjà en poste.",
        "Recruter cinq personnes et former nos opérateurs en poste.",
        "Ma banque ne veut pas prêter plus de la moitié.",
        "Ma banque suit pour moitié.",
        "La banque refuse le prêt de trésorerie.",
        "Si ma banque ne veut pas prêter, que faire ?",
        "Les banques ne prêtent pas 5 M€ à tout le monde.",
    ],
)
def test_what_leaves_a_doubt_is_not_heard(text: str):
    assert told(text) == {}
