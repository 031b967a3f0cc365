"""The young person to recruit, heard where the message leaves no doubt."""

from datetime import date
from typing import Any

import pytest

from assistant.french import fold, whole_numbers
from assistant.number_words import in_digits
from assistant.profiles.recruits import recruit_told


def told(text: str, before: str = "") -> dict[str, Any]:
    return recruit_told(in_digits(whole_numbers(fold(text))), date(2026, 11, 28), fold(before))


@pytest.mark.parametrize(
    ("text", "facts"),
    [
        ("Le VTE marche avec une alternante bac+3 ?", {"work_study": True, "study_years": 3.0}),
        ("VTE : notre apprenti en bac pro convient ?", {"work_study": True, "study_years": 0.0}),
        ("Un VTE en CDD de six mois.", {"contract_months": 6.0}),
        ("Un VTE, contrat de 2 ans, bac + 5.", {"contract_months": 24.0, "study_years": 5.0}),
        ("VTE : il n'est pas en alternance.", {}),
        ("VTE : faut-il au moins bac+2 ?", {}),
        ("Un VTE à bac+2 ou bac+3 ?", {}),
        ("Mon apprenti est en CAP.", {}),
        ("VTE : elle est diplômée depuis quatre ans.", {"recent_diploma": False, "work_study": False}),
        ("Un VTE diplômé il y a 24 mois ?", {"recent_diploma": False, "work_study": False}),
        ("VTE : il est sorti de la fac en 2021.", {"recent_diploma": False, "work_study": False}),
        ("Un VTE sorti d'école il y a un an ?", {"recent_diploma": True}),
        ("VTE, diplômée en 2025.", {"recent_diploma": True}),
        ("VTE : diplômé en 2024, il a le droit ?", {}),
        ("VTE : faut-il être diplômé depuis 2 ans ?", {}),
        ("VTE : diplômé depuis moins de deux ans, c'est la règle ?", {}),
        ("Notre technicien est diplômé depuis 3 ans.", {}),
        ("", {}),
    ],
)
def test_a_message_tells_who_is_recruited(text: str, facts: dict[str, Any]):
    assert told(text) == facts


def test_the_messages_before_tell_that_it_is_about_a_recruit():
    assert told("et si elle est alternante ?", "Qu'est-ce que le VTE ?") == {"work_study": True}
    assert told("et si elle est alternante ?") == {}
