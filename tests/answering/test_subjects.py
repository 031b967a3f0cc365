"""A sentence quoted from the record of a support tells which, unless it follows another of them."""

from typing import Any

from assistant.answering.draft import Draft, Shown
from assistant.answering.subjects import with_subjects


def told(assistant: Any, *quoted: tuple[str, str]) -> list[str]:
    shown, row = Shown(), assistant.retriever.row
    sentences = tuple(shown.sentence(text, assistant.retriever.passages[row[i]]) for i, text in quoted)
    draft = Draft("answered", "answered", "", sentences, shown.passages)
    return [s.text for s in with_subjects(draft, assistant.drafter.supports.catalogue).sentences]


USINE, TURPE, FACT = "premiere-usine/dates", "abattement-turpe/dates", "nl-epci-006"


def test_a_date_after_another_support_names_its_own(assistant: Any) -> None:
    texts = told(assistant, (TURPE, "TURPE : permanent."), (USINE, "Statut relevé : dispositif ouvert."))

    assert texts == [
        "TURPE : permanent.",
        "Première Usine (France 2030) : statut relevé : dispositif ouvert.",
    ]


def test_what_follows_in_the_same_record_is_left_as_it_is(assistant: Any) -> None:
    texts = told(assistant, (USINE, "Première Usine : ouverte."), (USINE, "Dépôt au fil de l'eau."))

    assert texts == ["Première Usine : ouverte.", "Dépôt au fil de l'eau."]


def test_after_a_statement_the_support_is_named_again(assistant: Any) -> None:
    texts = told(
        assistant, (USINE, "Première Usine : ouverte."), (FACT, "Un fait."), (USINE, "Au fil de l'eau.")
    )

    assert texts[1:] == ["Un fait.", "Première Usine (France 2030) : au fil de l'eau."]


def test_an_item_of_a_list_and_a_statement_are_left_as_they_are(assistant: Any) -> None:
    texts = ["- Clôture demain.", "Un fait."]

    assert told(assistant, (USINE, texts[0]), (FACT, texts[1])) == texts
