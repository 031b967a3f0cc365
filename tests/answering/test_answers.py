"""Whole answers, over the real corpus."""

import re
from datetime import date
from typing import Any

import pytest

from assistant.records import Answer, Question, Turn

TODAY = date(2026, 11, 23)


def ask(assistant: Any, text: str, *, today: date = TODAY, history: tuple[Turn, ...] = ()) -> Answer:
    answer = assistant.answer(Question(text, today, history))
    assert isinstance(answer, Answer)
    return answer


def test_a_fact_is_answered_with_its_citation(assistant: Any) -> None:
    answer = ask(assistant, "Quand a lieu le premier comité de pilotage du Nord Lorraine ?")

    assert answer.status == "answered"
    assert "30 janvier 2024" in answer.answer
    assert "gazettemoselle" in (answer.citations[0].url or "")


def test_every_marker_resolves_and_every_citation_is_used(assistant: Any) -> None:
    answer = ask(assistant, "Quelles aides pour récupérer la chaleur de mes compresseurs ?")

    marked = {int(n) for n in re.findall(r"\[(\d+)\]", answer.answer)}
    assert marked == {citation.n for citation in answer.citations} != set()


def test_the_same_question_on_the_same_day_has_the_same_answer(assistant: Any) -> None:
    first, second = (ask(assistant, "quel est le montant du prêt vert ?") for _ in range(2))

    assert first.answer == second.answer
    assert first.citations == second.citations


def test_what_is_not_published_is_said_with_whom_to_ask(assistant: Any) -> None:
    answer = ask(assistant, "Quels sont les titres des neuf fiches actions ?")

    assert (answer.status, answer.reason) == ("not_found", "not_found_unpublished")
    assert answer.contacts


def test_an_off_topic_question_is_not_answered(assistant: Any) -> None:
    answer = ask(assistant, "Quelle est la recette de la quiche lorraine ?")

    assert answer.status in ("not_found", "out_of_scope")
    assert answer.citations == ()


def test_a_closed_support_is_said_closed(assistant: Any) -> None:
    answer = ask(assistant, "Le VTE vert est-il encore ouvert ?")

    assert "fermé" in answer.answer
    assert answer.schemes[0].verdict == "closed"
    assert answer.citations[0].valid == "expired"


def test_a_support_closes_the_day_after_its_last_day(assistant: Any) -> None:
    last_day = ask(assistant, "DECARB FLASH est-il ouvert ?", today=date(2027, 2, 15))
    day_after = ask(assistant, "DECARB FLASH est-il ouvert ?", today=date(2027, 2, 16))

    assert "fermé" not in last_day.answer
    assert "fermé" in day_after.answer


def test_a_project_gets_a_short_list_of_supports(assistant: Any) -> None:
    answer = ask(
        assistant, "Je dirige une fonderie à Florange et je veux électrifier un four, quelles aides ?"
    )

    assert "decarb-flash" in [scheme.id for scheme in answer.schemes]
    assert len(answer.schemes) <= 6
    assert answer.contacts


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Hayange est-elle dans le périmètre ?", ("Oui", "Thionville Fensch Agglomération")),
        ("57700", ("Oui", "Hayange")),
        ("je suis à Saint-Avold", ("Non", "Moselle-Est")),
        ("est-ce que Nancy fait partie du Nord Lorraine ?", ("Non", "Val de Lorraine")),
        ("la CCPHVA est-elle dans le TI ?", ("Oui", "Pays Haut Val d'Alzette")),
    ],
)
def test_a_place_is_inside_or_not_with_its_intercommunality(
    assistant: Any, question: str, expected: tuple[str, ...]
) -> None:
    answer = ask(assistant, question)

    assert answer.reason == "answered_perimeter"
    assert all(words in answer.answer for words in expected)
    assert answer.citations


def test_a_mayor_who_says_so_is_told_of_every_place_named(assistant: Any) -> None:
    answer = ask(assistant, "Maire de Boulay : on nous a dit qu'on était dans Nord Lorraine avec Bouzonville")
    assert answer.reason == "answered_perimeter"
    assert "Boulay-Moselle relève du Territoire d'industrie Moselle-Est" in answer.answer
    assert "Bouzonville est dans le périmètre" in answer.answer


@pytest.mark.parametrize(
    "question", ["Qui est le maire de Boulay ?", "Maire de Yutz, quelles aides pour une friche ?"]
)
def test_a_mayor_who_asks_something_else_is_not_told_of_the_perimeter(assistant: Any, question: str) -> None:
    assert ask(assistant, question).reason != "answered_perimeter"


def test_a_place_in_another_question_is_not_taken_for_a_perimeter_question(assistant: Any) -> None:
    assert "Saarstahl" in ask(assistant, "Quelle usine fabrique des rails à Hayange ?").answer


def test_a_guessed_place_is_said(assistant: Any) -> None:
    assert ask(assistant, "Quelle interco pour Yuts ?").answer.startswith("J'ai compris « Yuts »")


def test_an_unknown_postcode_is_not_guessed(assistant: Any) -> None:
    assert ask(assistant, "99999").status == "not_found"


def test_a_follow_up_is_read_with_the_question_before_it(assistant: Any) -> None:
    history = (Turn("user", "Quel est le montant du Prêt Vert ?"), Turn("assistant", "De 50 000 € à 5 M€."))

    answer = ask(assistant, "Et qui peut le demander ?", history=history)

    assert answer.schemes[0].id == "pret-vert"


@pytest.mark.parametrize("question", ["", "\x00\x01", "x" * 20_000, "Bonjour", "merci", "T'es un idiot"])
def test_what_is_not_a_question_gets_a_word_and_no_citation(assistant: Any, question: str) -> None:
    answer = ask(assistant, question)

    assert answer.answer
    assert answer.citations == ()


def test_an_answer_over_a_question_of_html_shows_it_as_text(assistant: Any) -> None:
    answer = ask(assistant, "<script>alert(1)</script> montant du prêt vert")

    assert "<script>" not in answer.answer


def test_the_default_suggestions_are_questions_that_the_corpus_answers(assistant: Any) -> None:
    lists = [q for key, qs in assistant.messages.lists.items() if key.startswith("suggestions_") for q in qs]

    unanswered = [q for q in lists if ask(assistant, q).status != "answered"]

    assert lists and unanswered == []


def test_suggestions_are_written_for_readers_and_never_taken_from_the_phrasings(assistant: Any) -> None:
    written = {q for questions in assistant.messages.lists.values() for q in questions}
    written |= {
        assistant.messages.say(key, name=support.name)
        for key in assistant.messages.words
        if key.startswith("suggest_")
        for support in assistant.drafter.supports.catalogue
    }

    suggested = {
        s for q in ("date du copil", "montant du CIR", "Hayange") for s in ask(assistant, q).suggestions
    }

    assert suggested
    assert suggested <= written


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Quelles sont les communes de Thionville Fensch Agglomération ?", "Algrange"),
        ("Rives de Moselle fait-elle partie de Rebond industriel ?", "sillon mosellan"),
    ],
)
def test_a_question_about_a_place_that_is_not_on_belonging_is_searched(
    assistant: Any, question: str, expected: str
) -> None:
    answer = ask(assistant, question)

    assert answer.reason != "answered_perimeter"
    assert expected in answer.answer


def test_a_short_question_is_answered_from_the_last_exchange_when_that_is_what_it_is_about(assistant: Any):
    about = Turn("user", "Quelle est la règle des aides de minimis ?")
    said = Turn("assistant", ask(assistant, about.content).answer)

    going_on = ask(assistant, "sur combien d'années ?", history=(about, said))
    foreign = ask(assistant, "quel temps demain ?", history=(about, said))

    assert going_on.status == "answered"
    assert "trois ans" in going_on.answer
    assert foreign.status not in ("answered", "partial")


def test_the_rate_of_another_support_is_never_told_beside(assistant: Any) -> None:
    answer = ask(assistant, "Quel taux d'aide pour la mesure Territoires d'industrie du fonds vert ?")

    assert "%" not in answer.answer


@pytest.mark.parametrize(
    ("question", "member"),
    [
        ("Quelles intercommunalités composent le Territoire d'industrie Val de Lorraine ?", "Pompey"),
        ("Quels sont les Territoires d'industrie des Hauts-de-France ?", "Beauvaisis"),
    ],
)
def test_a_territory_whose_name_is_made_of_common_words_is_found_by_it(
    assistant: Any, question: str, member: str
) -> None:
    assert member in ask(assistant, question).answer
