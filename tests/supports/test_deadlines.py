"""The window of a support, day by day."""

from datetime import date

import pytest

from assistant.supports.deadlines import Milestone, deadlines, is_forgotten, window_on
from assistant.supports.schema import Support

TODAY = date(2026, 11, 23)
END = Milestone("fin", "Fin du programme", date(2027, 12, 31), "un-enonce")


def support(
    status: str, opens: str | None = None, closes: str | None = None, *, name: str = "Essai", **intake: object
) -> Support:
    return Support.model_validate(
        {
            "id": name.lower(),
            "name": name,
            "operator": "État",
            "kind": "pret",
            "themes": ["energie"],
            "beneficiaries": ["PME"],
            "territory": "France",
            "opens": opens,
            "closes": closes,
            "intake": intake or None,
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


def days(*supports: Support, today: date = TODAY) -> list[tuple[str, str, str]]:
    return [(each.name, each.kind, each.day.isoformat()) for each in deadlines(supports, (), today)]


def test_days_come_in_order_then_by_name() -> None:
    late, early = (
        support("open", closes="2027-01-31", name="A"),
        support("open", closes="2026-12-31", name="C"),
    )
    same = support("open", "2026-06-01", "2026-12-31", name="B")

    assert days(late, early, same) == [
        ("B", "opens", "2026-06-01"),
        ("B", "closes", "2026-12-31"),
        ("C", "closes", "2026-12-31"),
        ("A", "closes", "2027-01-31"),
    ]


@pytest.mark.parametrize(("closes", "left"), [("2026-11-23", 0), ("2026-11-24", 1), ("2026-11-22", -1)])
def test_a_day_tells_how_many_are_left_and_how_many_it_is_past(closes: str, left: int) -> None:
    (found,) = deadlines([support("open", closes=closes)], (), TODAY)

    assert found.days_left == left


def test_a_day_tells_the_state_of_its_support_and_when_it_was_noted() -> None:
    (found,) = deadlines([support("unknown", closes="2027-01-31")], (), TODAY)

    assert (found.state, found.as_of) == ("unknown", "2026-10-04")


def test_each_session_is_a_day_but_the_one_that_is_the_end() -> None:
    sessions = ["2026-10-15", "2027-01-15", "2027-02-15"]
    fixed = support("open", closes="2027-02-15", kind="fixed", sessions=sessions)

    assert days(fixed) == [
        ("Essai", "session", "2026-10-15"),
        ("Essai", "session", "2027-01-15"),
        ("Essai", "closes", "2027-02-15"),
    ]


@pytest.mark.parametrize(
    ("month", "day", "expected"),
    [(11, 30, "2026-11-30"), (11, 23, "2026-11-23"), (11, 22, "2027-11-22"), (1, 1, "2027-01-01")],
)
def test_a_yearly_day_is_the_next_one_today_included(month: int, day: int, expected: str) -> None:
    yearly = support("permanent", kind="recurring", yearly_by={"month": month, "day": day})

    assert days(yearly) == [("Essai", "yearly", expected)]


def test_a_closed_support_has_no_yearly_day_to_come() -> None:
    assert days(support("closed", kind="recurring", yearly_by={"month": 12, "day": 1})) == []


def test_the_hour_is_that_of_the_last_day_alone() -> None:
    found = deadlines([support("open", "2026-04-01", "2026-12-31", kind="fixed", hour="15:00")], (), TODAY)

    assert [(each.kind, each.hour) for each in found] == [("opens", None), ("closes", "15:00")]


def test_a_milestone_of_the_programme_has_no_state() -> None:
    (found,) = deadlines([], [END], TODAY)

    assert (found.id, found.kind, found.days_left, found.state) == ("fin", "milestone", 403, None)


def test_a_support_without_a_date_has_no_day() -> None:
    assert days(support("permanent"), support("open", kind="rolling")) == []


def test_a_milestone_comes_back_from_json() -> None:
    written = {"id": "fin", "name": "Fin du programme", "day": "2027-12-31", "statement": "un-enonce"}

    assert Milestone.from_json(written) == END


@pytest.mark.parametrize(
    "yearly", [{"month": 2, "day": 29}, {"month": 13, "day": 1}, {"month": 4, "day": 31}]
)
def test_a_yearly_day_that_does_not_come_every_year_is_refused(yearly: dict[str, int]) -> None:
    with pytest.raises(ValueError):
        support("permanent", kind="recurring", yearly_by=yearly)


@pytest.mark.parametrize(
    ("status", "confidence", "as_of", "is_out"),
    [
        ("unknown", "low", "2020", True),
        ("unknown", "low", "2021-06", True),
        ("unknown", "low", "2022-01-03", False),
        ("unknown", "low", None, False),
        ("unknown", "medium", "2020", False),
        ("permanent", "low", "2020", False),
    ],
)
def test_a_support_that_nothing_proves_to_exist_still_is_forgotten(
    status: str, confidence: str, as_of: str | None, is_out: bool
) -> None:
    told = {"status_as_of": as_of, "confidence": confidence}
    assert is_forgotten(support(status).model_copy(update=told), TODAY) == is_out
