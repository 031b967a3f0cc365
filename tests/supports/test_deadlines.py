"""The window of a support, day by day."""

from datetime import date

import pytest

from assistant.supports.deadlines import window_on
from assistant.supports.schema import Support


def support(status: str, opens: str | None = None, closes: str | None = None) -> Support:
    return Support.model_validate(
        {
            "id": "essai",
            "name": "Essai",
            "operator": "État",
            "kind": "pret",
            "themes": ["energie"],
            "beneficiaries": ["PME"],
            "territory": "France",
            "opens": opens,
            "closes": closes,
            "status": status,
            "status_as_of": "2026-10-04",
            "confidence": "high",
            "sources": ["une-page"],
            "asked_as": {},
        }
    )


@pytest.mark.parametrize(
    ("status", "opens", "closes", "today", "state"),
    [
        ("open", "2026-04-01", "2026-12-31", "2026-03-31", "not_yet_open"),
        ("open", "2026-04-01", "2026-12-31", "2026-04-01", "open"),
        ("open", "2026-04-01", "2026-12-31", "2026-12-31", "open"),
        ("open", "2026-04-01", "2026-12-31", "2027-01-01", "closed"),
        ("open", None, None, "2026-11-23", "open"),
        ("open", None, "2026-11-22", "2026-11-23", "closed"),
        ("permanent", None, None, "2030-01-01", "permanent"),
        ("permanent", "2025-11-01", None, "2025-10-31", "not_yet_open"),
        ("permanent", None, "2027-12-31", "2028-01-01", "closed"),
        ("unknown", None, None, "2026-11-23", "unknown"),
        ("unknown", "2022-08-01", None, "2026-11-23", "unknown"),
        ("unknown", None, "2027-12-31", "2027-12-31", "unknown"),
        ("unknown", None, "2027-12-31", "2028-01-01", "closed"),
        ("closed", None, "2026-12-31", "2026-11-23", "closed"),
        ("closed", "2027-01-01", None, "2026-11-23", "closed"),
    ],
)
def test_the_window_follows_the_dates_then_the_noted_status(
    status: str, opens: str | None, closes: str | None, today: str, state: str
) -> None:
    assert window_on(support(status, opens, closes), date.fromisoformat(today)).state == state


def test_a_window_says_when_its_status_was_noted() -> None:
    assert window_on(support("open"), date(2026, 11, 23)).as_of == "2026-10-04"


def test_the_last_day_has_no_day_left_after_it() -> None:
    window = window_on(support("open", closes="2026-12-31"), date(2026, 12, 31))
    assert window.days_left(date(2026, 12, 31)) == 0


def test_a_past_end_leaves_no_count_of_days() -> None:
    window = window_on(support("open", closes="2026-12-31"), date(2027, 1, 1))
    assert window.days_left(date(2027, 1, 1)) is None


def test_a_support_without_an_end_has_no_count_of_days() -> None:
    assert window_on(support("permanent"), date(2026, 1, 1)).days_left(date(2026, 1, 1)) is None
