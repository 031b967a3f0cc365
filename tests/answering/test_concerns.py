"""The conditions that a message is about are told before the others, and what they name is followed."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from assistant.answering.concerns import concern_of
from assistant.records import Answer, Question

TODAY = date(2026, 11, 28)
SOLAR = "Le solaire thermique porte sur 25 à 1 500 m² de capteurs."
GROUND = "La géothermie concerne la nappe, les sondes, les structures ou les eaux usées."


def ask(assistant: Any, text: str) -> Answer:
    answer = assistant.answer(Question(text, TODAY))
    assert isinstance(answer, Answer)
    return answer


def concern(assistant: Any, support: str, message: str, *told: str) -> Callable[[str], float]:
    query = assistant.retriever.read(message)
    return concern_of(assistant.retriever, query, assistant.advisor.catalogue.get(support), told)


def test_a_condition_counted_in_the_unit_of_the_message_is_what_it_is_about(assistant: Any) -> None:
    share = concern(assistant, "fonds-chaleur-geothermie-solaire", "40 m2 de capteurs sur le toit du gîte")

    assert share(SOLAR) > share(GROUND)


def test_an_equivalent_counts_as_the_word_it_stands_for(assistant: Any) -> None:
    share = concern(assistant, "cfe-afr-1465", "Nous agrandissons l'usine : 12 emplois en plus")

    assert share("Extension industrielle : 46 000 € investis et 10 emplois.") > 0
    assert share("Création industrielle : 46 000 € investis et 10 emplois.") == 0


def test_the_name_of_the_support_tells_none_of_its_conditions(assistant: Any) -> None:
    share = concern(assistant, "garantie-bpifrance", "La garantie Bpifrance, comment ça marche ?")

    assert share("La banque prêteuse demande la garantie.") == 0


def test_a_sentence_on_another_case_than_the_one_asked_about_is_left(assistant: Any) -> None:
    sentence = "JEII : le statut de jeune entreprise est créé par une loi."

    assert concern(assistant, "jei", "Le statut de jeune entreprise, la JEII ?")(sentence) > 0
    assert concern(assistant, "jei", "Le statut de jeune entreprise, la JEI ?")(sentence) == 0


def test_what_the_message_tells_in_other_words_counts(assistant: Any) -> None:
    sentence = "Une collectivité peut porter le projet."

    assert concern(assistant, "amie57", "Le maire peut-il déposer ?", "collectivit")(sentence) > 0
    assert concern(assistant, "amie57", "Le maire peut-il déposer ?")(sentence) == 0


def test_how_a_support_works_opens_the_answer_to_who_asks_about_it(assistant: Any) -> None:
    answer = ask(
        assistant,
        "Nous sommes 15 salariés à Metz : avec la garantie Bpifrance, est-on protégé, moi et ma maison ?",
    )

    said = [sentence.text for sentence in answer.sentences if sentence.citations]
    assert "protège la banque" in said[0]


def test_an_item_opens_with_the_condition_that_the_figure_told_is_compared_with(assistant: Any) -> None:
    message = "Verrerie de 90 salariés à Yutz, chaleur des fours à récupérer, 0,6 GWh par an. Quelles aides ?"
    lines = ask(assistant, message).answer.replace("\u202f", " ").replace("\u00a0", " ").splitlines()

    item = next(line for line in lines if line.startswith("- ") and "chaleur fatale" in line)
    _, first, *_ = re.split(r"(?:À vérifier|[Nn]on rempli[^:]*) : ", item)
    assert "plus de 1 GWh" in first


@pytest.mark.parametrize(
    "message",
    [
        "Notre scierie a besoin de 14 000 MWh de chaleur par an, le fonds chaleur bois est-il pour nous ?",
        "Papeterie de 200 salariés à Metz, chaudière bois de 20 GWh par an : le fonds chaleur est-il encore "
        "ouvert pour nous, ou un autre guichet ?",
    ],
)
def test_the_support_that_a_broken_condition_names_is_told_with_its_window(
    assistant: Any, message: str
) -> None:
    answer = ask(assistant, message)

    text = answer.answer.replace("\u202f", " ").replace("\u00a0", " ")
    assert "au-delà, voir BCIAT" in text
    assert "BCIAT 2026 – biomasse chaleur industrie : fermé ; la date de clôture, le 17 juillet 2026" in text
    after = text.partition("au-delà, voir BCIAT")[2]
    assert "BCIAT 2026" in after[:200]


def test_a_condition_that_is_met_sends_nowhere(assistant: Any) -> None:
    answer = ask(
        assistant,
        "Notre scierie a besoin de 5 000 MWh de chaleur par an, le fonds chaleur bois est-il pour nous ?",
    )

    assert "BCIAT 2026" not in answer.answer
