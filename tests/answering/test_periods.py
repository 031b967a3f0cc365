"""The period that a question names."""

from datetime import date

import pytest

from assistant.answering.periods import period_in

TODAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("avant le 31 décembre 2026", TODAY, date(2026, 12, 31)),
        ("avant le 31/12/2026", TODAY, date(2026, 12, 31)),
        ("d'ici fin janvier", TODAY, date(2027, 1, 31)),
        ("avant janvier", TODAY, date(2026, 12, 31)),
        ("avant mars 2027", TODAY, date(2027, 2, 28)),
        ("avant 2027", TODAY, date(2026, 12, 31)),
        ("en janvier 2027", date(2027, 1, 1), date(2027, 1, 31)),
        ("entre le 1er et le 15 décembre 2026", date(2026, 12, 1), date(2026, 12, 15)),
        ("le mois prochain", date(2026, 12, 1), date(2026, 12, 31)),
        ("la semaine prochaine", date(2026, 11, 30), date(2026, 12, 6)),
        ("au prochain trimestre", date(2027, 1, 1), date(2027, 3, 31)),
        ("l'an prochain", date(2027, 1, 1), date(2027, 12, 31)),
        ("d'ici trois mois", TODAY, date(2027, 2, 28)),
        ("dans les 15 prochains jours", TODAY, date(2026, 12, 13)),
        ("les 3 mois à venir", TODAY, date(2027, 2, 28)),
        ("ce semestre", TODAY, date(2026, 12, 31)),
        ("dans le mois", TODAY, date(2026, 11, 30)),
        ("de France 2030 ce semestre", TODAY, date(2026, 12, 31)),
    ],
)
def test_a_period_goes_from_today_or_its_first_day_to_its_last(words: str, first: date, last: date) -> None:
    period = period_in(f"Qu'est-ce qui ferme {words} ?", TODAY)

    assert period is not None
    assert (period.first, period.last) == (first, last)


def test_a_quarter_ends_with_its_own_last_month() -> None:
    period = period_in("ce trimestre", date(2027, 2, 1))

    assert period is not None
    assert period.last == date(2027, 3, 31)


@pytest.mark.parametrize("question", ["en 2025", "un projet de 12 mois", "le 1er mars 2026", "une aide", ""])
def test_what_is_past_or_names_no_time_is_no_period(question: str) -> None:
    assert period_in(question, TODAY) is None
