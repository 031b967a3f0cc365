"""Who decides on a support, and under which text."""

from datetime import date
from typing import Any

import pytest

from assistant.records import Answer, Question, Turn


def asked(assistant: Any, question: str, *history: Turn) -> Answer:
    answer: Answer = assistant.answer(Question(question, date(2026, 11, 25), history))
    return answer


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("C'est le préfet de Meurthe-et-Moselle qui attribue la DSIL ?", "Non."),
        ("La DETR, c'est bien le préfet de département qui décide ?", "Oui."),
        ("Pour le fonds vert territoires d'industrie, c'est Bpifrance qui décide ?", "Non."),
        ("Le fonds vert territoires d'industrie, c'est le préfet qui signe ?", "Oui."),
        ("Est-ce l'ADEME qui instruit le fonds vert territoires d'industrie ?", "Oui."),
    ],
)
def test_the_office_named_is_confirmed_or_denied_by_the_record(
    assistant: Any, question: str, verdict: str
) -> None:
    answer = asked(assistant, question)

    assert answer.answer.startswith(verdict)
    assert "décision" in answer.answer
    assert not any(scheme.verdict == "not_eligible" for scheme in answer.schemes)


@pytest.mark.parametrize(
    "question",
    [
        "Qui décide pour le fonds vert territoires d'industrie ?",
        "Pour la DETR, c'est le préfet ou la Région qui décide ?",
        "DETR et DSIL, ce n'est pas le même préfet qui décide ?",
    ],
)
def test_without_one_office_named_the_record_speaks_alone(assistant: Any, question: str) -> None:
    answer = asked(assistant, question)

    assert "préfet de" in answer.answer
    assert not answer.answer.startswith(("Oui", "Non"))


def test_a_follow_up_is_on_the_support_spoken_of(assistant: Any) -> None:
    history = (Turn("user", "Quel plafond de cumul pour la DSIL ?"), Turn("assistant", "80 %."))

    answer = asked(assistant, "et qui signe à la fin, le conseil départemental ?", *history)

    assert answer.answer.startswith("Non.") and "préfet de région (DSIL)" in answer.answer


def test_a_record_that_does_not_tell_who_decides_is_not_made_to(assistant: Any) -> None:
    assert not asked(assistant, "C'est l'ADEME qui décide du Prêt Vert ?").answer.startswith(("Oui", "Non"))


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Quelle est la base légale du crédit d'impôt innovation ?", "244 quater B du CGI"),
        ("Par quel décret la zone AFR est-elle fixée ?", "n° 2022-968"),
        ("L'aide aux apprentis vient de quel texte ?", "art. L6243-1"),
    ],
)
def test_the_text_of_a_support_is_quoted_whole(assistant: Any, question: str, text: str) -> None:
    answer = asked(assistant, question)

    assert text in answer.answer and "ase légale" in answer.answer
