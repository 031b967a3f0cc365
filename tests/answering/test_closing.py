"""What closes in a period."""

from datetime import date
from typing import Any

import pytest

from assistant.answering.closing import period_end
from assistant.records import Question

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("question", "end"),
    [
        ("Qu'est-ce qui ferme ce trimestre ?", date(2026, 12, 31)),
        ("Quelles aides ferment ce mois-ci ?", date(2026, 11, 30)),
        ("quelles échéances cette semaine", date(2026, 11, 30)),
        ("Quelles aides se terminent bientôt ?", date(2027, 1, 22)),
        ("Quand ferme DECARB FLASH ?", None),
        ("Quelles aides pour un four ?", None),
    ],
)
def test_the_period_named_has_a_last_day(question: str, end: date | None) -> None:
    assert period_end(question, TODAY) == end


def test_a_quarter_ends_with_its_own_last_month() -> None:
    assert period_end("qu'est-ce qui ferme ce trimestre", date(2027, 2, 1)) == date(2027, 3, 31)


def test_only_open_supports_that_close_in_the_period_are_listed_in_order(assistant: Any) -> None:
    answer = assistant.answer(Question("Qu'est-ce qui ferme ce trimestre ?", TODAY))
    supports = [assistant.supports.catalogue.get(scheme.id) for scheme in answer.schemes]

    assert supports
    assert [s.closes for s in supports] == sorted(s.closes for s in supports)
    assert all(TODAY <= s.closes <= date(2026, 12, 31) and s.status == "open" for s in supports)


def test_no_closing_is_said_so(assistant: Any) -> None:
    answer = assistant.answer(Question("Qu'est-ce qui ferme cette semaine ?", date(2031, 6, 1)))

    assert (answer.reason, answer.citations) == ("answered_no_closing", ())
