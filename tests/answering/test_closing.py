"""What closes in a period, for whom."""

from datetime import date
from typing import Any

import pytest

from assistant.answering.closing import closing_period
from assistant.records import Question

TODAY = date(2026, 11, 28)
YEAR_END = date(2026, 12, 31)


@pytest.mark.parametrize(
    ("question", "end"),
    [
        ("Qu'est-ce qui ferme ce trimestre ?", YEAR_END),
        ("Quelles aides ferment ce mois-ci ?", date(2026, 11, 30)),
        ("quelles échéances cette semaine", date(2026, 12, 5)),
        ("Quelles aides se terminent bientôt ?", date(2027, 1, 27)),
        ("ce qui ferme bientôt pour une commune", date(2027, 1, 27)),
        ("quels dispositifs ferment ce trimestre pour un EPCI", YEAR_END),
        ("les aides qui se terminent ce mois-ci pour les associations", date(2026, 11, 30)),
        ("liste des appels à projets avec date limite avant le 31 décembre", YEAR_END),
        ("à quoi une commune peut encore candidater avant fin décembre ?", YEAR_END),
        ("quelles subventions encore ouvertes avant la fin de l'année pour une entreprise", YEAR_END),
        ("Quels appels sont encore ouverts pour une collectivité, avec les dates ?", date.max),
        ("quelles sont les échéances de décembre pour une PME", YEAR_END),
        ("prochaines dates limites de dépôt pour une agglo", date(2027, 1, 27)),
        ("aides qui ferment dans les 15 prochains jours", date(2026, 12, 13)),
        ("quels guichets clôturent avant Noël ?", YEAR_END),
        ("calendrier des clôtures d'ici trois mois", date(2027, 2, 28)),
        ("dites-moi quelles aides expirent en janvier 2027", date(2027, 1, 31)),
        ("quels dossiers déposer avant le 31/12/2026 côté mairie", YEAR_END),
        ("tout ce qui clôture la semaine prochaine", date(2026, 12, 6)),
        ("les appels dont la date limite tombe avant le 15 décembre", date(2026, 12, 15)),
        ("dispositifs qui prennent fin cette année pour les PME", YEAR_END),
        ("aides de Bpifrance qui ferment d'ici fin février", date(2027, 2, 28)),
    ],
)
def test_the_period_named_has_a_last_day(question: str, end: date) -> None:
    period = closing_period(question, TODAY)

    assert period is not None
    assert period.last == end


@pytest.mark.parametrize(
    "question",
    [
        "Quand ferme DECARB FLASH ?",
        "Quelles aides pour un four ?",
        "Quelles usines ferment ce trimestre en Lorraine ?",
        "Quand ferme la mairie cette semaine ?",
        "Quelles sont les prochaines échéances du programme Territoires d'industrie ?",
        "Quelles aides pour un four avant la fin de l'année ?",
        "Quels sont les délais d'instruction cette année ?",
        "quelles aides puis-je demander ce mois-ci pour un robot ?",
        "Notre PME a fermé un atelier cette année, quelles aides ?",
        "Quelles entreprises ont fermé cette année ?",
        "Quelles aides ont fermé en 2024 ?",
        "le label se termine quand ?",
        "quelles aides pour former nos salariés en fin d'année",
        "Combien de dossiers ont été déposés avant 2025 ?",
        "Quelles sont les échéances électorales de cette année ?",
        "les communes ferment leurs écoles cette année ?",
        "nous fermons bientôt un site, quelles aides pour les salariés",
        "Quelles aides si mon entreprise ferme cette année ?",
        "quels prêts pour un projet qui se termine en 2027 ?",
        "quelles aides pour une ferme cette année",
        "quelles aides pour une commande ferme avant fin 2026",
        "Quelles sont les dates du comité de pilotage cette année ?",
    ],
)
def test_other_questions_on_closings_or_on_supports_have_none(question: str) -> None:
    assert closing_period(question, TODAY) is None


def test_only_open_supports_that_close_in_the_period_are_listed_in_order(assistant: Any) -> None:
    answer = assistant.answer(Question("Quelles aides ferment entre le 1er et le 31 décembre ?", TODAY))
    supports = [assistant.drafter.supports.catalogue.get(scheme.id) for scheme in answer.schemes]

    assert supports
    assert [s.closes for s in supports] == sorted(s.closes for s in supports)
    assert all(TODAY <= s.closes <= YEAR_END and s.status == "open" for s in supports)
    assert answer.warnings[0].startswith(f"{len(supports)} en tout")


@pytest.mark.parametrize(
    ("who", "beneficiaries"),
    [
        ("une collectivité", {"collectivite"}),
        ("les communes", {"collectivite"}),
        ("un EPCI", {"EPCI"}),
        ("une association", {"association"}),
        ("une PME", {"PME"}),
        ("une entreprise", {"TPE", "PME", "ETI", "GE"}),
    ],
)
def test_the_list_is_whole_for_who_asks(assistant: Any, who: str, beneficiaries: set[str]) -> None:
    question = f"Quels appels encore ouverts pour {who} et qui ferment avant le 31 décembre 2026 ?"
    answer = assistant.answer(Question(question + " je veux la liste avec les dates", TODAY))
    expected = {
        support.id
        for support in assistant.drafter.supports.catalogue
        if support.status == "open"
        and support.closes is not None
        and TODAY <= support.closes <= YEAR_END
        and beneficiaries & set(support.beneficiaries)
    }

    assert answer.reason == "answered_closing"
    assert {scheme.id for scheme in answer.schemes} - {"abattement-turpe"} == expected
    assert len(answer.citations) == len(answer.schemes)


def test_a_day_that_comes_back_every_year_is_listed(assistant: Any) -> None:
    answer = assistant.answer(Question("Qu'est-ce qui ferme ce mois-ci pour une PME ?", TODAY))

    assert [scheme.id for scheme in answer.schemes] == ["abattement-turpe"]
    assert "au plus tard le 30 novembre" in answer.answer


def test_only_those_of_the_body_named_are_listed(assistant: Any) -> None:
    answer = assistant.answer(Question("Quels appels de Bpifrance ferment en décembre ?", TODAY))
    supports = [assistant.drafter.supports.catalogue.get(scheme.id) for scheme in answer.schemes]

    assert supports
    assert all("Bpifrance" in support.operator for support in supports)


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2026, 11, 28), "il reste 2 jours pour demander, jusqu'au 30 novembre 2026 inclus"),
        (date(2026, 11, 29), "le dernier jour pour demander est demain, 30 novembre 2026"),
        (date(2026, 11, 30), "le dernier jour pour demander est aujourd'hui, 30 novembre 2026"),
    ],
)
def test_few_days_left_are_told(assistant: Any, today: date, words: str) -> None:
    question = "TURPE : on n'a encore rien envoyé pour l'an prochain. On est hors délai ?"

    assert any(words in warning for warning in assistant.answer(Question(question, today)).warnings)


def test_a_day_that_ends_at_an_hour_is_not_said_whole(assistant: Any) -> None:
    answer = assistant.answer(Question("Première Usine, jusqu'à quand ?", TODAY))

    assert "jusqu'au 15 décembre 2026 à 12 h" in answer.answer
    assert "inclus" not in " ".join((answer.answer, *answer.warnings))


def test_many_days_left_or_a_closed_support_press_nobody(assistant: Any) -> None:
    for question in ("DECARB FLASH, c'est encore bon ?", "Accélérateur Économie circulaire, trop tard ?"):
        assert "pour demander" not in " ".join(assistant.answer(Question(question, TODAY)).warnings)


def test_no_closing_is_said_so(assistant: Any) -> None:
    answer = assistant.answer(Question("Qu'est-ce qui ferme cette semaine ?", date(2031, 6, 1)))

    assert (answer.reason, answer.citations) == ("answered_no_closing", ())
