"""The young person to recruit, heard where the message leaves no doubt."""

from typing import Any

import pytest

from assistant.french import fold, whole_numbers
from assistant.number_words import in_digits
from assistant.profiles.recruits import recruit_told


def told(text: str, before: str = "") -> dict[str, Any]:
    return recruit_told(in_digits(whole_numbers(fold(text))), fold(before))


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
        ("", {}),
    ],
)
def test_a_message_tells_who_is_recruited(text: str, facts: dict[str, Any]):
    assert told(text) == facts


def test_the_messages_before_tell_that_it_is_about_a_recruit():
    assert told("et si elle est alternante ?", "Qu'est-ce que le VTE ?") == {"work_study": True}
    assert told("et si elle est alternante ?") == {}
