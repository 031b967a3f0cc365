"""What cannot be true together in a profile."""

from datetime import date

import pytest

from assistant.supports.contradictions import contradictions
from assistant.supports.profile import Profile

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("facts", "keys"),
    [
        ({"size": "TPE", "headcount": 10}, ("size", "headcount")),
        ({"size": "PME", "headcount": 250}, ("size", "headcount")),
        ({"size": "ETI", "headcount": 5_000}, ("size", "headcount")),
        ({"legal_form": "micro_entrepreneur", "headcount": 10}, ("legal_form", "headcount")),
        ({"legal_form": "micro_entrepreneur", "size": "PME"}, ("legal_form", "size")),
        ({"legal_form": "sarl", "applicant": "association"}, ("legal_form", "applicant")),
        ({"legal_form": "sas", "applicant": "local_authority"}, ("legal_form", "applicant")),
        ({"legal_form": "association", "applicant": "company"}, ("legal_form", "applicant")),
        ({"size": "PME", "applicant": "epci"}, ("size", "applicant")),
        ({"startup": True, "applicant": "public_body"}, ("startup", "applicant")),
        ({"created": "2026-11-23"}, ("created",)),
        ({"aid_requested": 101, "project_cost": 100}, ("aid_requested", "project_cost")),
    ],
)
def test_facts_that_exclude_each_other_are_named_together(facts, keys):
    assert contradictions(Profile.model_validate(facts), TODAY) == (keys,)


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {"size": "TPE", "headcount": 9},
        {"size": "GE", "headcount": 3},
        {"size": "PME", "headcount": 249},
        {"legal_form": "micro_entrepreneur", "headcount": 0},
        {"legal_form": "association", "applicant": "association", "headcount": 300},
        {"legal_form": "cooperative", "applicant": "company"},
        {"created": "2026-11-22"},
        {"aid_requested": 100, "project_cost": 100},
    ],
)
def test_facts_that_may_be_true_together_are_left_alone(facts):
    assert contradictions(Profile.model_validate(facts), TODAY) == ()


def test_an_association_of_300_people_that_is_a_micro_enterprise_contradicts_itself_twice():
    told = Profile(applicant="association", headcount=300, legal_form="micro_entrepreneur")
    assert contradictions(told, TODAY) == (("legal_form", "headcount"), ("legal_form", "applicant"))
