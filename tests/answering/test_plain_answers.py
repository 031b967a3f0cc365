"""One thing asked of a support: an expense, a security, what kind of aid, where, told first and alone."""

from datetime import date
from typing import Any

import pytest

from assistant.answering.asked import Asked
from assistant.answering.plain_answers import asks_place, asks_sum, asks_which, parts_beside, plain_fact
from assistant.records import Answer, Question, Turn

TODAY = date(2026, 11, 23)


def ask(assistant: Any, *messages: str) -> Answer:
    history: tuple[Turn, ...] = ()
    for message in messages:
        answer = assistant.answer(Question(message, TODAY, history))
        history = (*history, Turn("user", message), Turn("assistant", answer.answer))
    assert isinstance(answer, Answer)
    return answer


@pytest.mark.parametrize(
    ("messages", "told"),
    [
        (
            ("Nous sommes 25 à Metz, le Prêt Action Climat est-il pour nous ?", "Et il faut une caution ?"),
            "ucune garantie",
        ),
        (("Je reprends un garage, le prêt d'honneur Initiative ?", "Et mon patrimoine ?"), "ni garantie"),
        (
            ("Nous sommes une PME de 40 salariés : Première usine est pour nous ?", "Et on dépose où ?"),
            "Picxel",
        ),
        (
            (
                "Nous sommes 40 à Metz : Première usine est pour nous ?",
                "Et c'est un prêt ou une subvention ?",
            ),
            "60 % de subvention",
        ),
    ],
)
def test_a_fact_asked_next_is_told_first_and_alone(
    assistant: Any, messages: tuple[str, ...], told: str
) -> None:
    answer = ask(assistant, *messages)

    assert told in answer.answer.replace("\u00a0", " ").replace("\u202f", " ")
    assert "J'ai compris" not in answer.answer
    assert "À vérifier" not in answer.answer


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("AMIE 57 : les honoraires juridiques sont-ils pris en charge ?", "Non, "),
        ("Un immeuble, c'est financé par l'AMIE 57 ?", "Non, "),
        ("Le fonds régional de garantie couvre la location financière ?", "Non, "),
        ("Les brevets comptent dans le C3IV ?", "Oui, "),
    ],
)
def test_an_expense_that_the_record_rules_on_gets_a_yes_or_a_no(
    assistant: Any, question: str, opening: str
) -> None:
    answer = ask(assistant, question)

    assert answer.answer.startswith(opening)
    assert "ne correspond pas" not in answer.answer


@pytest.mark.parametrize(
    "question",
    [
        "AMIE 57 : le rachat de parts est pris en charge ?",
        "AMIE 57 : les honoraires d'architecte sont pris en charge ?",
        "Les véhicules comptent dans le C3IV ?",
    ],
)
def test_another_expense_than_those_told_gets_neither(assistant: Any, question: str) -> None:
    assert not ask(assistant, question).answer.startswith(("Oui, ", "Non, "))


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Le CIR, c'est quoi ?", "recherche fondamentale"),
        ("À quoi sert la CCSF ?", "étale les dettes"),
        ("Qu'est-ce que le C3IV ?", "batteries"),
    ],
)
def test_what_a_support_is_for_comes_first(assistant: Any, question: str, told: str) -> None:
    answer = ask(assistant, question).answer

    assert told in answer and answer.index(told) < answer.index("Opérateur")
    assert answer.count(told) == 1


@pytest.mark.parametrize(
    ("place", "opening"), [("Briey", "Non, "), ("Metz", "Non, "), ("Hayange", "À vérifier : ")]
)
def test_a_place_asked_next_is_set_against_the_territory(assistant: Any, place: str, opening: str) -> None:
    first = "Que donne la convention de revitalisation du sillon mosellan ?"

    assert ask(assistant, first, f"Et nous, à {place} ?").answer.startswith(opening)


def test_a_national_support_is_not_promised_to_a_place(assistant: Any) -> None:
    answer = ask(assistant, "Quel est le montant du Prêt Vert ?", "Et nous, à Briey ?")

    assert not answer.answer.startswith("Oui")


def test_which_of_two_is_for_somebody_is_answered_on_the_two(assistant: Any) -> None:
    answer = ask(
        assistant,
        "Nous sommes 90 à Metz, industrie, 200 000 € pour réduire l'énergie et l'eau : du Prêt Vert ou du "
        "Diag Éco-Flux, lequel nous est ouvert ?",
    )

    assert {scheme.id for scheme in answer.schemes} == {"pret-vert", "diag-eco-flux"}


def test_a_sum_asked_by_its_verb_comes_before_the_conditions(assistant: Any) -> None:
    answer = ask(assistant, "Capital Grand Est, combien apportent-ils ?").answer

    assert "tickets" in answer and answer.index("tickets") < answer.index("Conditions")


def test_the_least_spending_and_the_closing_are_told_before_the_rest(assistant: Any) -> None:
    answer = ask(assistant, "i-Démo : budget minimum et date limite ?").answer

    assert answer.index("dépassent") < answer.index("4e édition close") < answer.index("consortium")


def test_the_least_spending_asked_alone_comes_first(assistant: Any) -> None:
    answer = ask(assistant, "Première Usine : il faut dépenser au minimum combien ?").answer

    assert answer.startswith("Première Usine (France 2030) : les dépenses dépassent 5 M€")


def test_nothing_is_told_twice_where_two_things_are_asked(assistant: Any) -> None:
    answer = ask(assistant, "Assurance prospection : budget minimal et avance ?").answer

    assert answer.count("Budget minimal") == 1


def test_what_is_asked_beside_the_least_spending() -> None:
    assert parts_beside("Dépense minimale et clôture ?", Asked.CONDITION) == ["dates"]
    assert parts_beside("Montant minimum d'investissement ?", Asked.CONDITION) == []


@pytest.mark.parametrize(
    "question",
    [
        "Pour la POEI, qui signe la demande, le patron ou le candidat ?",
        "Le Prêt Croissance, c'est un prêt participatif ou un prêt classique ?",
    ],
)
def test_two_things_set_side_by_side_are_no_fact_asked(assistant: Any, question: str) -> None:
    finder = assistant.drafter.supports.finder
    found = finder.find(question, assistant.retriever.rank(question))[0]

    assert plain_fact(question, found) == []


def test_wordings() -> None:
    assert asks_sum("Combien investissent-ils ?") and not asks_sum("Combien de postes ?")
    assert asks_which("Lequel choisir ?") and not asks_which("Ou bien ?")
    assert not asks_place("Nous sommes 40 à Metz : le Prêt Vert est pour nous ?")
    assert asks_place("On y est, nous ?") and not asks_place(
        "Et nous, quels montants pour une machine neuve ?"
    )
