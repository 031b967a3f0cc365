"""Whether a profile meets a rule, and which missing fact would settle it."""

from datetime import date

import pytest

from assistant.supports.location import Site
from assistant.supports.profile import Profile
from assistant.supports.requirements import Facts, check
from assistant.supports.rules import Rule

TODAY = date(2026, 11, 22)


def result(rule: dict, **facts: object):
    told = Facts(Profile.model_validate(facts), Site(), TODAY)
    return check(Rule.model_validate(rule), told)


@pytest.mark.parametrize(
    ("rule", "facts", "expected"),
    [
        ({"headcount": {"less_than": 250}}, {"headcount": 249}, "met"),
        ({"headcount": {"less_than": 250}}, {"headcount": 250}, "not_met"),
        ({"headcount": {"less_than": 250}}, {}, "unknown"),
        ({"works_started": False}, {"works_started": False}, "met"),
        ({"works_started": False}, {"works_started": True}, "not_met"),
        ({"works_started": False}, {}, "unknown"),
        ({"contract_signed": {"since": "2026-03-08"}}, {"contract_signed": "2026-03-08"}, "met"),
        ({"contract_signed": {"since": "2026-03-08"}}, {"contract_signed": "2026-03-07"}, "not_met"),
        ({"contract_signed": {"before": "2026-03-08"}}, {"contract_signed": "2026-03-08"}, "not_met"),
        ({"contract_signed": {"since": "2026-03-08"}}, {}, "unknown"),
        ({"applicant": ["company"]}, {"applicant": "company"}, "met"),
        ({"applicant": ["company"]}, {"applicant": "individual"}, "not_met"),
        ({"applicant": ["company"]}, {"applicant": "association"}, "unknown"),
        ({"applicant": ["local_authority"]}, {"applicant": "epci"}, "unknown"),
        ({"legal_form": ["sas"]}, {"legal_form": "sarl"}, "not_met"),
        ({"sector": ["industry"]}, {"naf": "24.51Z"}, "met"),
        ({"sector": ["industry"]}, {"sector": "trade", "naf": "24.51Z"}, "not_met"),
        ({"naf": ["24"]}, {"naf": "24.51Z"}, "met"),
        ({"naf": ["24"]}, {}, "unknown"),
        ({"size": ["TPE", "PME"]}, {"size": "PME", "headcount": 400}, "met"),
        ({"size": ["PME"]}, {"size": "TPE"}, "unknown"),
        ({"size": ["ETI"]}, {"size": "TPE"}, "not_met"),
        ({"size": ["TPE", "PME"]}, {"headcount": 45}, "unknown"),
        ({"size": ["TPE", "PME"]}, {"headcount": 45, "turnover": 5e6, "independent": True}, "met"),
        ({"none_of": [{"craft": True}, {"startup": True}]}, {"craft": True}, "not_met"),
        ({"none_of": [{"craft": True}, {"startup": True}]}, {"craft": False}, "unknown"),
    ],
)
def test_a_rule_is_met_not_met_or_unknown(rule, facts, expected):
    assert result(rule, **facts).result == expected


@pytest.mark.parametrize(
    ("created", "age"),
    [("2024-11-22", 2), ("2024-11-23", 1), ("2026-11-22", 0), ("2024-02-29", 2)],
)
def test_the_age_is_counted_in_full_years_on_the_day(created, age):
    assert Profile.model_validate({"created": created}).ages_on(TODAY) == (age,)
    assert result({"age_years": {"at_least": age}}, created=created).result == "met"
    assert result({"age_years": {"more_than": age}}, created=created).result == "not_met"


def test_the_day_of_creation_prevails_over_the_age_told():
    assert Profile.model_validate({"created": "2024-11-22", "age_years": 9}).ages_on(TODAY) == (2,)


@pytest.mark.parametrize(
    ("year", "least", "expected"),
    [(2021, 4, "met"), (2021, 5, "unknown"), (2021, 6, "not_met"), (2026, 0, "met"), (2026, 1, "not_met")],
)
def test_a_year_of_creation_settles_an_age_only_when_both_ages_agree(year, least, expected):
    assert result({"age_years": {"at_least": least}}, created_year=year).result == expected


def test_a_rule_names_the_fact_that_decided_and_the_one_to_ask():
    found = result({"any_of": [{"headcount": {"less_than": 10}}, {"craft": True}]}, headcount=12)
    assert (found.result, found.facts, found.asks) == ("unknown", ("craft",), ("craft",))


def test_a_size_to_be_known_asks_the_figures_that_are_missing():
    assert result({"size": ["TPE", "PME"]}, headcount=45).asks == ("turnover", "independent")
    assert result({"size": ["PME"]}, size="TPE").asks == ()


@pytest.mark.parametrize("headcount", [-1, 2_000_001, 4.5, True, "45", float("nan")])
def test_a_profile_holds_no_absurd_headcount(headcount):
    with pytest.raises(ValueError):
        Profile.model_validate({"headcount": headcount})
