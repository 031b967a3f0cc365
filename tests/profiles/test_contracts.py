"""The contract of an apprentice: heard where nothing leaves a doubt, for it can refuse an aid."""

from datetime import date
from typing import Any

import pytest

from assistant.french import fold, whole_numbers
from assistant.number_words import in_digits
from assistant.profiles.contracts import contract_told

TODAY = date(2026, 11, 28)
APPRENTICE = "je prends un apprenti en bac pro"


def told(text: str, before: str = "") -> dict[str, Any]:
    return contract_told(in_digits(whole_numbers(fold(text))), TODAY, fold(before))


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Deux apprentis commencent le 4 janvier 2027.", {"contract_year": 2027}),
        ("Elle nous rejoint en alternance le 1er février.", {"contract_year": 2027}),
        ("4 contrats d'apprentissage qui démarreraient le lundi 18 janvier 2027", {"contract_year": 2027}),
        ("On prend deux alternantes en février 2027.", {"contract_year": 2027}),
        ("Un contrat en alternance à compter du 11/01/27.", {"contract_year": 2027}),
        ("Une apprentie, début de contrat en 2027.", {"contract_year": 2027}),
        ("Nos apprentis commencent l'an prochain.", {"contract_year": 2027}),
        ("Un apprenti pour mars 2027.", {"contract_year": 2027}),
        ("Mon apprenti arrive en décembre.", {"contract_year": 2026}),
        ("Une apprentie au 4 janvier 2027.", {"contract_year": 2027}),
        ("Apprentie CAP coiffure au 4 janvier 2027.", {"contract_year": 2027}),
        ("Alternant, contrat conclu le 07/03/2026.", {"contract_signed": date(2026, 3, 7)}),
        (
            "Mon apprenti est en licence pro, contrat signé le 2 février 2026.",
            {"contract_signed": date(2026, 2, 2), "beyond_bac": True},
        ),
        (
            "Un apprenti en CAP. Contrat signé le 2 février 2026.",
            {"contract_signed": date(2026, 2, 2), "beyond_bac": False},
        ),
        (
            "Je prends un apprenti en bac pro chaudronnerie, contrat signé mi-décembre mais il commence chez"
            " nous le 4 janvier 2027.",
            {"contract_year": 2027},
        ),
        (
            "on est 340, on a signé en octobre 2026 avec un apprenti en BTS maintenance, on touche combien ?",
            {"contract_month": "10/2026", "beyond_bac": True},
        ),
        ("Alternant, contrat conclu fin janvier 2026.", {"contract_month": "01/2026"}),
        (
            "Un apprenti en CAP, contrat signé mi-mars 2026.",
            {"contract_month": "03/2026", "beyond_bac": False},
        ),
    ],
)
def test_a_message_tells_it(text: str, facts: dict[str, Any]):
    assert told(text) == facts


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("s'il commence le 15 décembre, ça monte à combien ?", {"contract_year": 2026}),
        ("en fait elle débute chez nous en février", {"contract_year": 2027}),
        ("le contrat a été signé en octobre 2026", {"contract_month": "10/2026"}),
        ("le chantier, il commence le 4 janvier 2027", {}),
    ],
)
def test_the_messages_before_tell_whose_contract_it_is(text: str, facts: dict[str, Any]):
    assert told(text, APPRENTICE) == facts
    assert told(text) == {}


@pytest.mark.parametrize(
    "text",
    [
        "J'ai embauché un apprenti en septembre.",
        "Nous déménageons en mars avec nos quatre apprentis.",
        "Elle finit son alternance en juin 2027.",
        "Apprentie du 1er septembre 2025 au 31 août 2027.",
        "Un apprenti jusqu'au 4 janvier 2027.",
        "Un apprenti finit au 4 janvier 2027.",
        "Mon apprenti : contrat signé le 2 février.",
        "Contrat signé le 2 février 2026 avec notre client.",
        "Un apprenti, contrat signé le 31 février 2026.",
        "Nos apprentis et un ingénieur.",
        "Un BTS en alternance.",
        "Un apprenti en CAP, un apprenti en licence.",
        "La taxe d'apprentissage se paie en mars.",
        "Un apprenti, contrat signé en octobre.",
        "Un apprenti, contrat signé fin 2025.",
        "Apprentis : notre chantier démarre le 4 janvier 2027.",
        "Quelle aide pour un apprenti l'an prochain ?",
        "Un apprenti, et notre devis signé en octobre 2026.",
        "On a signé un bail en mars 2026, et on prend un apprenti.",
        "Un apprenti ; la formation, elle commence en janvier.",
        "Un apprenti, contrat signé en mars 2026, l'autre contrat signé en avril 2026.",
        "Notre apprenti ? Le marché signé en mai 2026 avec un client le permet.",
    ],
)
def test_what_leaves_a_doubt_is_not_heard(text: str):
    assert told(text) == {}
