"""What a rule may ask, and what no support file can say."""

import pytest
from pydantic import ValidationError

from assistant.supports.rules import Bounds, Place, Rule


@pytest.mark.parametrize(
    "written",
    [
        {},
        {"headcount": {"at_most": 10}, "turnover": {"at_most": 10}},
        {"headcount": None},
        {"effectif": {"at_most": 10}},
        {"headcount": 10},
        {"headcount": {}},
        {"headcount": {"at_least": 10, "at_most": 5}},
        {"headcount": {"more_than": 10, "less_than": 5}},
        {"headcount": {"at_least": 10, "more_than": 9}},
        {"headcount": {"at_most": 10, "less_than": 9}},
        {"headcount": {"at_most": -1}},
        {"headcount": {"at_most": float("inf")}},
        {"headcount": {"at_most": float("nan")}},
        {"headcount": {"at_most": True}},
        {"headcount": {"max": 10}},
        {"contract_signed": {}},
        {"contract_signed": {"since": 20260308}},
        {"contract_signed": {"since": "2026-03-08", "before": "2026-03-08"}},
        {"size": []},
        {"size": ["petite"]},
        {"applicant": ["mairie"]},
        {"naf": ["Z"]},
        {"naf": ["2451Z"]},
        {"naf": ["24.51z"]},
        {"naf": ["10-"]},
        {"naf": []},
        {"place": {}},
        {"place": {"and_others": True}},
        {"place": {"countries": ["Suisse"]}},
        {"place": {"departments": ["Moselle"]}},
        {"place": {"zones": ["ZFRR"]}},
        {"works_started": "perhaps"},
        {"all_of": []},
        {"any_of": [{}]},
        {"none_of": [{"craft": True, "startup": True}]},
    ],
)
def test_a_rule_that_asks_nothing_two_things_or_the_impossible_is_refused(written):
    with pytest.raises(ValidationError):
        Rule.model_validate(written)


def test_a_rule_has_one_key_and_its_value():
    rule = Rule.model_validate({"headcount": {"less_than": 250}})
    assert (rule.key, rule.value) == ("headcount", Bounds(less_than=250))


def test_a_rule_may_ask_that_something_is_false():
    rule = Rule.model_validate({"works_started": False})
    assert (rule.key, rule.value) == ("works_started", False)


@pytest.mark.parametrize(
    ("bounds", "inside", "outside"),
    [
        ({"at_least": 10}, [10, 11], [9.99]),
        ({"more_than": 10}, [10.01], [10]),
        ({"at_most": 10}, [10, 0], [10.01]),
        ({"less_than": 10}, [9.99], [10]),
        ({"at_least": 10, "at_most": 10}, [10], [9, 11]),
        ({"more_than": 10, "at_most": 20}, [11, 20], [10, 21]),
    ],
)
def test_a_bound_is_in_or_out_as_its_name_says(bounds, inside, outside):
    span = Bounds.model_validate(bounds)
    assert all(map(span.holds, inside))
    assert not any(map(span.holds, outside))


def test_rules_hold_rules_of_any_depth():
    rule = Rule.model_validate({"all_of": [{"any_of": [{"none_of": [{"craft": True}]}]}]})
    assert rule.all_of and rule.all_of[0].any_of and rule.all_of[0].any_of[0].key == "none_of"


def test_a_place_may_be_any_industry_territory():
    assert Place.model_validate({"industry_territories": "any"}).industry_territories == "any"
