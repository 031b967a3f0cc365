"""A question on one support: pointed to by name or by what it does, answered from its record."""

from datetime import date
from typing import Any

import pytest

from assistant.answering.project_telling import points_to_one
from assistant.answering.support_finding import described_in
from assistant.records import Answer, Question
from assistant.sentences import split_sentences

TODAY = date(2026, 11, 23)


def ask(assistant: Any, text: str) -> Answer:
    answer = assistant.answer(Question(text, TODAY))
    assert isinstance(answer, Answer)
    return answer


def spaced(answer: Answer) -> str:
    """The words of an answer, its unbreakable spaces made ordinary."""
    return answer.answer.replace("\u202f", " ").replace("\u00a0", " ")


@pytest.mark.parametrize(
    "question",
    [
        "L'aide régionale pour les salons est-elle encore ouverte ?",
        "Le prêt sans garantie de la banque publique va jusqu'à combien ?",
        "Faut-il un agrément pour le crédit d'impôt sur la recherche à plusieurs ?",
    ],
)
def test_a_definite_article_points_to_one_support(question: str) -> None:
    assert points_to_one(question)


@pytest.mark.parametrize(
    "question",
    [
        "Quelles aides pour un four électrique ?",
        "Existe-t-il une aide pour changer de presse ?",
        "Qui préside la communauté de communes ?",
    ],
)
def test_what_asks_for_aids_or_for_something_else_points_to_none(question: str) -> None:
    assert not points_to_one(question)


def test_a_short_list_of_conditions_is_told_whole(assistant: Any) -> None:
    text = next(p.text for p in assistant.retriever.passages if p.passage_id == "ccsf/conditions")

    answer = ask(assistant, "Conditions pour saisir la CCSF avec des dettes fiscales ?")

    assert len(split_sentences(text)) > 3
    assert [s for s in split_sentences(text) if s.rstrip(".") not in answer.answer] == []


def test_a_verdict_on_one_support_tells_its_amount_and_every_condition(assistant: Any) -> None:
    answer = ask(
        assistant, "Nous sommes une PME de 30 salariés à Metz : le Prêt Action Climat est-il pour nous ?"
    )

    assert [scheme.id for scheme in answer.schemes] == ["pret-action-climat"]
    assert "75 000 €" in spaced(answer)
    assert "À vérifier" in answer.answer


def test_a_closed_support_still_tells_the_condition_asked(assistant: Any) -> None:
    answer = ask(assistant, "Avec 40 salariés et de la croissance, pouvons-nous entrer dans ETIncelles ?")

    assert answer.schemes[0].verdict == "closed"
    assert "60 à 220 salariés" in answer.answer


def test_what_is_asked_beside_is_sought_within_the_whole_message(assistant: Any) -> None:
    answer = ask(
        assistant,
        "Combien d'hectares les sites clés en main couvrent-ils, et combien sont d'anciennes friches ?",
    )

    assert "3 342" in spaced(answer)
    assert "trente réutilisent" in answer.answer


@pytest.mark.parametrize(
    ("question", "identifier", "told"),
    [
        ("artisana de demin plafon de l'aide ?", "artisanat-de-demain", "40 000 €"),
        ("pret croisance de bpi, quel montant ?", "pret-croissance", "50 000 €"),
    ],
)
def test_a_support_is_named_in_spite_of_slips(
    assistant: Any, question: str, identifier: str, told: str
) -> None:
    answer = ask(assistant, question)

    assert [scheme.id for scheme in answer.schemes] == [identifier]
    assert told in spaced(answer)


def test_a_closed_support_answers_by_its_closing_whatever_is_asked_of_it(assistant: Any) -> None:
    answer = ask(assistant, "Quel montant le FNE-Formation verse-t-il pour un stage ?")

    assert answer.status == "answered"
    assert answer.answer.startswith("FNE-Formation : fermé")


def test_two_supports_under_one_name_are_compared_when_two_are_asked_about(assistant: Any) -> None:
    both = ask(assistant, "Des deux volets du FTJ en Grand Est, lequel est le mieux doté ?")
    one = ask(assistant, "Quelle est l'enveloppe du FTJ en Grand Est ?")

    assert {scheme.id for scheme in both.schemes} == {"ftj-region", "ftj-emploi"} and both.columns
    assert not one.columns


def test_whether_a_need_is_met_is_answered_on_the_one_support_that_leads(assistant: Any) -> None:
    answer = ask(
        assistant,
        "Nous voulons une chaufferie bois d'environ 900 MWh par an. Est-ce trop petit pour être aidés ?",
    )

    assert [scheme.id for scheme in answer.schemes] == ["fonds-chaleur-bois"]
    assert "1 200 MWh" in spaced(answer)


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("La garantie de la Région est-elle gratuite ?", ["fonds-regional-garantie-grand-est"]),
        ("Le prêt régional existe-t-il encore ?", ["ge-pret-rebond"]),
        ("Le prêt de Bpifrance, combien ?", []),  # several
        ("L'appel à projets de la Région est-il ouvert ?", []),
        ("Une garantie de la banque suffit-elle ?", []),
    ],
)
def test_a_kind_and_an_operator_designate_a_support_where_it_is_the_only_one(
    assistant: Any, question: str, meant: list[str]
) -> None:
    catalogue = assistant.drafter.supports.catalogue

    assert [each.id for each in described_in(question, list(catalogue))] == meant


def test_the_support_designated_comes_first_though_it_is_refused(assistant: Any) -> None:
    answer = ask(
        assistant,
        "Je reprends la menuiserie de ma mère, 9 salariés à Guénange. La garantie régionale marche ?",
    )

    first = answer.schemes[0]
    assert (first.id, first.verdict) == ("fonds-regional-garantie-grand-est", "not_eligible")


def test_a_note_that_shares_uncommon_words_with_the_question_is_said(assistant: Any) -> None:
    answer = ask(assistant, "Le C3IV admet-il les fabricants de pompes à chaleur ?")

    assert "réduit aussi la liste des composants" in answer.answer
