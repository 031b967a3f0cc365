"""Met, not met, unknown, and what they make together."""

import pytest

from assistant.supports.verdicts import Finding, Result, all_of, any_met, any_of, told

YES, NO, UNKNOWN = Finding("met", ("a",)), Finding("not_met", ("b",)), Finding("unknown", ("c",), ("c",))


@pytest.mark.parametrize(
    ("findings", "together"),
    [
        ((YES, YES), "met"),
        ((YES, UNKNOWN), "unknown"),
        ((UNKNOWN, NO), "not_met"),
        ((YES, NO), "not_met"),
        ((), "met"),
    ],
)
def test_all_are_met_only_when_each_is(findings: tuple[Finding, ...], together: Result) -> None:
    assert all_of(findings).result == together


@pytest.mark.parametrize(
    ("findings", "together"),
    [
        ((NO, NO), "not_met"),
        ((NO, UNKNOWN), "unknown"),
        ((UNKNOWN, YES), "met"),
        ((NO, YES), "met"),
        ((), "not_met"),
    ],
)
def test_one_is_enough_to_meet_any(findings: tuple[Finding, ...], together: Result) -> None:
    assert any_of(findings).result == together


@pytest.mark.parametrize(("finding", "contrary"), [(YES, "not_met"), (NO, "met"), (UNKNOWN, "unknown")])
def test_the_contrary_of_the_unknown_is_unknown(finding: Finding, contrary: Result) -> None:
    assert finding.reversed.result == contrary
    assert finding.reversed.reversed == finding


def test_what_decides_is_told_by_the_findings_of_that_result_alone() -> None:
    assert all_of((YES, NO, UNKNOWN)) == Finding("not_met", ("b",))
    assert any_of((NO, UNKNOWN)) == Finding("unknown", ("c",), ("c",))


def test_a_fact_asked_twice_is_asked_once() -> None:
    assert any_of((UNKNOWN, UNKNOWN)).asks == ("c",)


def test_results_alone_combine_alike() -> None:
    assert (any_met(["not_met", "met"]), any_met(["not_met", "unknown"])) == ("met", "unknown")
    assert (any_met([]), told(True), told(False)) == ("not_met", "met", "not_met")
