"""`python -m assistant match` and `deadlines`: what they print, write and leave with."""

import io
import json
import os
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from assistant.__main__ import main

TODAY = "2026-11-22"
FOUNDRY = {"effectif": 45, "commune": "Florange", "code_naf": "24.51Z", "budget": "1 200 000 €"}
MATCH_KEYS = {"today", "profile", "understood", "problems", "asks", "supports", "cautions", "citations"}
SUPPORT_KEYS = {
    *("id", "name", "operator", "verdict", "verdict_words", "window", "criteria", "asks"),
    *("amount", "how_to_apply", "contact", "note"),
}
DAY_KEYS = {"id", "name", "kind", "date", "hour", "days_left", "state", "as_of", "citation"}

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], project_index: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in this process: its status, output and errors."""
    for name in [name for name in os.environ if name.startswith("ASSISTANT_")]:
        monkeypatch.delenv(name)

    def command(*arguments: object, standard_input: str = "") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "stdin", io.StringIO(standard_input))
        capsys.readouterr()
        try:
            status = main([str(argument) for argument in arguments])
        except SystemExit as leaving:
            status = int(leaving.code or 0)
        return (status, *capsys.readouterr())

    return command


@pytest.fixture
def matched(run: Run) -> Callable[..., tuple[int, dict[str, Any]]]:
    def command(profile: object, *options: str) -> tuple[int, dict[str, Any]]:
        given = ("match", "--profile", "-", "--today", TODAY, "--json", *options)
        status, output, _ = run(*given, standard_input=json.dumps(profile))
        return status, json.loads(output)

    return command


@pytest.fixture
def listed(run: Run) -> Callable[..., list[dict[str, Any]]]:
    def command(*options: object, today: str = TODAY) -> list[dict[str, Any]]:
        status, output, _ = run("deadlines", "--today", today, "--json", *options)
        assert status == 0
        return list(json.loads(output)["deadlines"])

    return command


def test_a_match_in_json_has_the_keys_of_the_contract(matched):
    status, found = matched(FOUNDRY)

    assert status == 0
    assert found.keys() == MATCH_KEYS
    assert (len(found["supports"]), found["today"], found["problems"]) == (114, TODAY, [])
    assert all(support.keys() == SUPPORT_KEYS for support in found["supports"])
    assert found["profile"] == {
        "applicant": "company",
        "headcount": 45,
        "naf": "24.51Z",
        "commune": "57221",
        "project_cost": 1_200_000,
    }


def test_every_criterion_has_a_result_and_a_citation_that_exists_or_null(matched):
    _, found = matched(FOUNDRY)
    numbers = {citation["n"] for citation in found["citations"]}

    for support in found["supports"]:
        assert support["verdict"] in ("eligible", "to_check", "not_eligible", "closed")
        for criterion in support["criteria"]:
            assert criterion["result"] in ("met", "not_met", "unknown")
            assert criterion["citation"] is None or criterion["citation"] in numbers


def test_every_citation_is_used_and_has_an_address(matched):
    _, found = matched(FOUNDRY)
    used = {c["citation"] for s in found["supports"] for c in s["criteria"]}
    used |= {s["amount"]["citation"] for s in found["supports"] if s["amount"]}
    used |= {caution["citation"] for caution in found["cautions"]}

    assert {citation["n"] for citation in found["citations"]} == used - {None}
    assert all(citation["url"].startswith("http") for citation in found["citations"])


def test_what_does_not_apply_comes_after_what_may(matched):
    _, found = matched(FOUNDRY)
    is_out = [support["verdict"] in ("not_eligible", "closed") for support in found["supports"]]

    assert is_out == sorted(is_out)


def test_the_profile_of_a_match_gives_the_same_match_again(matched):
    _, found = matched(FOUNDRY)

    assert matched(found["profile"])[1] == found


def test_a_match_on_the_same_day_is_the_same(matched):
    assert matched(FOUNDRY) == matched(FOUNDRY)


def test_problems_are_listed_and_end_with_one_while_the_rest_is_matched(matched):
    status, found = matched({**FOUNDRY, "effectif": -45, "commune": "Saint-Martin", "couleur": "bleu"})

    assert status == 1
    assert len(found["problems"]) == 3
    assert (len(found["supports"]), found["profile"]["naf"]) == (114, "24.51Z")


def test_contradictory_answers_are_a_problem(matched):
    status, found = matched({"applicant": "association", "headcount": 300, "legal_form": "micro-entreprise"})

    assert (status, found["profile"]) == (1, {})
    assert all("se contredisent" in problem for problem in found["problems"])


def test_an_empty_profile_is_matched_as_that_of_a_company(matched):
    status, found = matched({})

    assert (status, found["profile"], found["problems"]) == (0, {"applicant": "company"}, [])


def test_a_profile_in_a_file_gives_what_standard_input_gives(run: Run, matched, tmp_path: Path):
    path = tmp_path / "profil.yaml"
    path.write_text("effectif: 45\ncommune: Florange\ncode_naf: 24.51Z\nbudget: 1 200 000 €\n", "utf-8")

    status, output, _ = run("match", "--profile", path, "--today", TODAY, "--json")

    assert (status, json.loads(output)) == matched(FOUNDRY)


def test_a_match_to_read_says_what_was_understood_then_each_support_with_its_criteria(run: Run):
    profile = json.dumps({**FOUNDRY, "couleur": "bleu"})
    status, output, _ = run("match", "--profile", "-", "--today", TODAY, standard_input=profile)

    assert status == 1
    assert output.index("couleur") < output.index("45 salariés") < output.index("  [?] ")
    assert "DECARB FLASH 2025-2027 (ADEME) : à vérifier" in output


@pytest.mark.parametrize(
    ("arguments", "standard_input"),
    [
        (["match"], ""),
        (["match", "--profile", "no-such-file.json"], ""),
        (["match", "--profile", "no-such-file.yaml"], ""),
        (["match", "--profile", "-"], ""),
        (["match", "--profile", "-"], "[]"),
        (["match", "--profile", "-"], "{"),
        (["match", "--profile", "-", "--today", "2026-02-30"], "{}"),
        (["match", "--profile", "-", "--index", "no-such-folder"], "{}"),
        (["deadlines", "--within", "-1"], ""),
        (["deadlines", "--within", "soon"], ""),
        (["deadlines", "--within", "²"], ""),
        (["deadlines", "--within", "99999"], ""),
        (["deadlines", "--today", "tomorrow"], ""),
        (["deadlines", "--index", "no-such-folder"], ""),
        (["deadlines", "--ics", "no-such-folder/days.ics"], ""),
    ],
    ids=str,
)
def test_a_wrong_usage_ends_with_two_and_one_line(run: Run, arguments: list[str], standard_input: str):
    status, output, errors = run(*arguments, standard_input=standard_input)

    assert (status, output) == (2, "")
    assert len(errors.strip().splitlines()) == 1
    assert "inattendue" not in errors


def test_days_in_json_have_the_keys_of_the_contract_and_come_in_order(listed):
    days = listed()

    assert all(day.keys() == DAY_KEYS for day in days)
    assert [day["date"] for day in days] == sorted(day["date"] for day in days)
    assert {day["kind"] for day in days} == {"opens", "closes", "session", "yearly", "milestone"}


def test_a_day_counts_those_left_from_the_day_of_asking(listed):
    for day in listed():
        assert date.fromisoformat(day["date"]) - date.fromisoformat(TODAY) == timedelta(day["days_left"])


def test_the_ends_of_the_programme_are_among_the_days(listed):
    ends = {day["id"]: day for day in listed() if day["kind"] == "milestone"}

    assert ends["fin-phase-2"]["date"] == "2027-12-31"
    assert all(end["state"] is None for end in ends.values())


def test_every_day_cites_a_passage_with_its_address(run: Run):
    found = json.loads(run("deadlines", "--today", TODAY, "--json")[1])
    citations = {citation["n"]: citation for citation in found["citations"]}

    assert {day["citation"] for day in found["deadlines"]} == citations.keys()
    assert all(citation["url"] for citation in citations.values())


@pytest.mark.parametrize("days", [0, 1, 39, 90, 36_500])
def test_within_keeps_the_days_to_come_the_last_one_included(listed, days: int):
    left = [day["days_left"] for day in listed("--within", days)]

    assert left == [day["days_left"] for day in listed() if 0 <= day["days_left"] <= days]


def test_a_day_is_kept_on_its_own_day_and_gone_the_day_after(listed):
    end = "2026-12-31"
    kept = {day["id"] for day in listed("--within", "0", today=end)}

    assert kept
    assert not kept & {day["id"] for day in listed("--within", "0", today="2027-01-01")}


def test_no_day_of_a_closed_or_unverified_support_is_said_open(listed):
    for day in listed():
        assert day["kind"] == "milestone" or day["state"] in (
            "open",
            "permanent",
            "closed",
            "unknown",
            "not_yet_open",
        )
        if day["kind"] == "closes" and day["days_left"] < 0:
            assert day["state"] == "closed"


def test_the_calendar_has_one_event_a_day_each_with_its_own_name(listed, tmp_path: Path):
    path = tmp_path / "days.ics"
    days = listed("--ics", path)
    events = list(Calendar.from_ical(path.read_bytes()).walk("VEVENT"))

    assert len(events) == len(days) > 0
    assert len({str(event["uid"]) for event in events}) == len(days)
    assert [event["dtstart"].dt.isoformat() for event in events] == [day["date"] for day in days]


def test_an_event_lasts_its_day_and_tells_its_state_and_source(listed, tmp_path: Path):
    path = tmp_path / "days.ics"
    listed("--ics", path, "--within", "90")

    for event in Calendar.from_ical(path.read_bytes()).walk("VEVENT"):
        assert event["dtend"].dt - event["dtstart"].dt == timedelta(days=1)
        assert str(event["url"]).startswith("http")
        assert "Vérifiez la date" in event["description"]


def test_the_calendar_of_the_days_kept_is_the_same_each_time(listed, tmp_path: Path):
    first, second = tmp_path / "first.ics", tmp_path / "second.ics"
    days = listed("--ics", first, "--within", "60")
    listed("--ics", second, "--within", "60")

    assert first.read_bytes() == second.read_bytes()
    assert first.read_bytes().count(b"BEGIN:VEVENT") == len(days)


def test_a_calendar_without_a_day_is_still_a_calendar(listed, tmp_path: Path):
    path = tmp_path / "days.ics"
    assert listed("--ics", path, "--within", "0", today="2031-06-02") == []
    assert Calendar.from_ical(path.read_bytes()).walk("VEVENT") == []


def test_days_to_read_are_one_a_line(run: Run, listed):
    status, output, _ = run("deadlines", "--today", TODAY, "--within", "60")

    assert status == 0
    assert len(output.splitlines()) == len(listed("--within", "60"))
    assert "31 décembre 2026 · " in output
