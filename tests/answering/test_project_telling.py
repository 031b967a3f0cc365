"""What tells a project from a question."""

from datetime import date
from typing import Any

import pytest

from assistant.answering.asked import asked_kind
from assistant.answering.project_telling import TELLING, asks_whether, telling_of, tells_surely
from assistant.answering.rephrase import Standing
from assistant.supports.profile import Profile

TODAY = date(2026, 11, 22)
STORIES = [
    "Atelier de chaudronnerie à Rombas, 22 salariés. On veut remplacer la plieuse, 180 000 €, rien de signé.",
    "Mairie de Sierck-les-Bains : nous voulons isoler l'école et changer la chaudière, 310 000 €, rien n'est "
    "lancé.",
    "Nous sommes sept, la boîte a deux ans, nous développons un capteur et cherchons 300 000 €.",
]
QUESTIONS = [
    "Quel est le seuil de dépenses du fonds vert ?",
    "Qui préside Rives de Moselle ?",
    "Combien de communes compte le Territoire d'industrie ?",
    "Quelle est la date limite du BCIAT ?",
]


def tells(assistant: Any, text: str) -> bool:
    declared = assistant.advisor.declared({}, [text], TODAY)
    told: bool = assistant.drafter.supports.tells_project(Standing(text, text, (text,)), declared)
    return told


@pytest.mark.parametrize("text", STORIES)
def test_a_project_is_known_by_what_it_tells(assistant: Any, text: str) -> None:
    assert tells(assistant, text)


@pytest.mark.parametrize("text", QUESTIONS)
def test_a_question_tells_no_project(assistant: Any, text: str) -> None:
    assert not tells(assistant, text)


def test_much_told_of_a_project_asks_for_what_there_is_for_it(assistant: Any) -> None:
    text = f"{STORIES[0]} Qui appeler ?"
    declared = assistant.advisor.declared({}, [text], TODAY)
    assert tells_surely(Standing(text, text, (text,)), declared, assistant.drafter.supports.catalogue)


def test_what_is_measured_of_a_message_has_a_name_each() -> None:
    measured = dict(
        zip(TELLING, telling_of("Qui appeler ? PME à Metz.", Profile(size="PME"), True), strict=True)
    )
    assert (measured["size"], measured["sentences"], measured["names_support"]) == (1, 2, 1)
    assert measured["asks_last_contact"] == 1
    assert set(measured.values()) <= {0.0, 1.0, 2.0, 3.0, 4.0}


@pytest.mark.parametrize(
    "text",
    [
        "PME de 20 salariés, ai-je droit à l'exonération de CFE ?",
        "nous sommes une interco, est-ce que le fonds vert est pour nous ?",
        "faut-il un agrément ou puis-je l'avoir tel quel ?",
    ],
)
def test_whether_a_support_is_for_somebody_is_asked(text: str) -> None:
    assert asks_whether(text, asked_kind(text))


@pytest.mark.parametrize(
    "text",
    [
        "base légale de l'exonération de CFE, et est-ce qu'il faut une délib de l'interco ?",
        "PME de 20 salariés : est-ce qu'il faut une délibération de la commune ?",
        "nous sommes une interco : faut-il un agrément ?",
        "le prêt est-il cumulable avec le CIR ?",
    ],
)
def test_how_a_support_works_is_no_question_of_who_may_have_it(text: str) -> None:
    assert not asks_whether(text, asked_kind(text))


def test_a_project_in_the_spelling_of_a_text_message_is_told(assistant: Any) -> None:
    assert tells(assistant, "salut je suis au chomage depuis 9 mois jveux ouvrir un atelier couture")
