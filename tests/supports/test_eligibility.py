"""The verdict on a support: the table of cases, and what makes each of the three values."""

from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from assistant.supports.catalogue import Catalogue
from assistant.supports.eligibility import Match, match, match_all
from assistant.supports.location import locate
from assistant.supports.profile import Profile
from assistant.supports.schema import Support
from assistant.supports.territory import Territory
from assistant.yaml_files import read_yaml

GOLDEN = Path(__file__).parent.parent / "golden" / "eligibility.yaml"
CASES = read_yaml(GOLDEN)
assert isinstance(CASES, list)
TODAY = date(2026, 11, 22)
FLORANGE = "57221"
ELSEWHERE = Profile(applicant="company", headcount=45)


def made(**fields: object) -> Support:
    return Support.model_validate(
        {
            "id": "essai",
            "name": "Essai",
            "operator": "État",
            "kind": "subvention",
            "themes": ["energie"],
            "beneficiaries": ["TPE", "PME", "ETI", "GE"],
            "territory": "France",
            "within": {"countries": ["France"]},
            "status": "permanent",
            "confidence": "high",
            "sources": ["une-page"],
            "asked_as": {},
            **fields,
        }
    )


@pytest.fixture(scope="module")
def judged(catalogue: Catalogue, territory: Territory):
    def judge(profile: dict, support: Support | str, today: date = TODAY) -> Match:
        told = Profile.model_validate(profile)
        chosen = catalogue.get(support) if isinstance(support, str) else support
        assert chosen is not None
        return match(told, chosen, locate(told, territory, today), today)

    return judge


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_a_case_of_the_table_has_its_verdict_and_what_decides_it(case, judged):
    found = judged(case["profile"], case["support"], date.fromisoformat(case["today"]))
    assert found.verdict == case["verdict"], case["why"]
    assert set(case["decided_by"]) <= {key for each in found.deciding for key in each.keys}, case["why"]
    for name, out in (
        ("part_out", [each for each in found.checked if each.bars_part]),
        ("but_for", [each for each in found.checked if each.by_exception and each.condition.as_a_rule]),
    ):
        if name in case:
            assert {key for each in out for key in each.keys} == set(case[name]), case["why"]


def test_every_support_is_in_the_table(catalogue):
    assert {case["support"] for case in CASES} == {support.id for support in catalogue}


def test_no_support_noted_closed_or_unknown_is_presented_as_open(catalogue, territory):
    profile = Profile(applicant="company", headcount=45, commune=FLORANGE)
    found = match_all(profile, catalogue, locate(profile, territory, TODAY), TODAY)
    assert len(found) == 114
    for each in found:
        if each.support.status in ("closed", "unknown"):
            assert each.window.state in ("closed", "unknown", "not_yet_open")
            assert each.verdict != "eligible"


def test_a_fact_that_is_not_told_neither_excludes_nor_admits(catalogue, territory):
    nothing = Profile()
    for each in match_all(nothing, catalogue, locate(nothing, territory, TODAY), TODAY):
        assert each.verdict in ("to_check", "closed")


def test_a_stated_condition_is_always_to_check(judged):
    support = made(conditions=["Le projet est ambitieux."])
    found = judged({"applicant": "company", "commune": FLORANGE}, support)
    assert (found.verdict, found.deciding[0].keys, found.asks) == ("to_check", ("stated",), ())


def test_a_requirement_excludes_when_not_met_and_leaves_the_rest_to_check_when_met(judged):
    support = made(
        conditions=[{"text": "Gros projet vert.", "requires": {"project_cost": {"at_least": 100}}}]
    )
    known = {"applicant": "company", "commune": FLORANGE}
    assert judged({**known, "project_cost": 99}, support).verdict == "not_eligible"
    assert judged({**known, "project_cost": 100}, support).verdict == "to_check"


@pytest.mark.parametrize("key", ["suffices", "as_a_rule"])
def test_what_suffices_or_holds_as_a_rule_admits_and_its_absence_leaves_the_rest_to_check(judged, key):
    support = made(conditions=[{"text": "Un an, sauf reprise.", key: {"age_years": {"at_least": 1}}}])
    known = {"applicant": "company", "commune": FLORANGE}
    assert judged({**known, "age_years": 1}, support).verdict == "eligible"
    refused = judged({**known, "age_years": 0}, support)
    assert refused.verdict == "to_check"
    assert refused.checked[-1].by_exception


def test_a_floor_that_only_another_place_lifts_is_not_met_but_for_an_exception(judged):
    ways = [{"project_cost": {"at_least": 100}}, {"place": {"departments": ["2A"]}}]
    support = made(conditions=[{"text": "100 € au moins, sauf en Corse.", "rule": {"any_of": ways}}])
    untold = judged({"applicant": "company", "project_cost": 99}, support)
    assert untold.verdict == "to_check"
    assert (untold.checked[-1].by_exception, untold.checked[-1].keys) == (True, ("project_cost",))
    here = {"applicant": "company", "commune": FLORANGE}
    assert judged({**here, "project_cost": 99}, support).verdict == "not_eligible"
    assert not judged({"applicant": "company", "project_cost": 100}, support).checked[-1].by_exception


def test_what_a_part_of_a_support_asks_shuts_that_part_alone(judged):
    words = {"text": "Le volet A demande 10 salariés.", "rule": {"headcount": {"at_least": 10}}}
    support = made(conditions=[{**words, "of_part": True}])
    known = {"applicant": "company", "commune": FLORANGE}
    small = judged({**known, "headcount": 9}, support)
    assert (small.verdict, small.checked[-1].result, small.checked[-1].bars_part) == (
        "to_check",
        "not_met",
        True,
    )
    assert judged({**known, "headcount": 10}, support).verdict == "eligible"


@pytest.mark.parametrize(
    ("people", "barred", "fitting"),
    [
        (30, [], []),
        (12, ["Voie A : 20 salariés."], ["Voie B : 5 à 20."]),
        (3, ["Voie A : 20 salariés.", "Voie B : 5 à 20."], []),
    ],
)
def test_of_parts_that_ask_the_same_one_met_spares_the_others_and_one_that_fits_is_told(
    judged, people, barred, fitting
):
    ways = [
        {"text": "Voie A : 20 salariés.", "rule": {"headcount": {"at_least": 20}}, "of_part": True},
        {
            "text": "Voie B : 5 à 20.",
            "requires": {"headcount": {"at_least": 5, "at_most": 20}},
            "of_part": True,
        },
    ]
    found = judged(
        {"applicant": "company", "commune": FLORANGE, "headcount": people}, made(conditions=ways)
    ).checked
    assert [each.condition.text for each in found if each.bars_part] == barred
    assert [each.condition.text for each in found if each.fits_part] == fitting


def test_a_support_whose_money_is_for_another_kind_of_applicant_gives_nothing(judged):
    support = made(awards=[{"rate_up_to": 70, "when": {"applicant": ["epci"]}}])
    assert not judged({"applicant": "company"}, support).gives
    assert judged({"applicant": "epci"}, support).gives
    assert judged({}, support).gives


def test_a_part_needs_a_rule_of_its_own():
    with pytest.raises(ValidationError):
        made(conditions=[{"text": "Le volet A est petit.", "of_part": True}])


def test_the_missing_facts_that_could_change_the_verdict_are_asked(judged):
    support = made(conditions=[{"text": "Moins de 50.", "rule": {"headcount": {"less_than": 50}}}])
    found = judged({"applicant": "company"}, support)
    assert (found.verdict, found.asks) == ("to_check", ("place", "headcount"))


def test_nothing_is_asked_of_an_applicant_already_excluded(judged):
    support = made(conditions=[{"text": "Moins de 50.", "rule": {"headcount": {"less_than": 50}}}])
    assert judged({"applicant": "company", "headcount": 50}, support).asks == ()


def test_a_company_of_a_group_may_be_larger_than_its_own_figures(judged):
    support = made(beneficiaries=["TPE", "PME"])
    figures = {"applicant": "company", "headcount": 45, "turnover": 9_000_000, "commune": FLORANGE}
    assert judged(figures, support).verdict == "to_check"
    assert judged({**figures, "independent": True}, support).verdict == "eligible"
    assert judged({**figures, "headcount": 250}, support).verdict == "not_eligible"


def test_a_zone_without_a_list_stays_unknown_and_asks_nothing(judged):
    support = made(within={"zones": ["AFR"]})
    found = judged({"applicant": "company", "commune": FLORANGE}, support)
    assert (found.verdict, found.deciding[0].kind, found.asks) == ("to_check", "territory", ())


def test_the_nearest_to_the_project_come_first_then_the_surest_then_the_largest(territory):
    energy, other = made(id="energie"), made(id="autre", themes=["export"])
    larger = made(id="plus-grand", awards=[{"lump_sum": 10_000}])
    doubtful = made(id="douteux", conditions=["À voir."])
    closed = made(id="ferme", status="closed")
    profile = Profile(applicant="company", commune=FLORANGE, themes=("energie",))
    site = locate(profile, territory, TODAY)
    found = match_all(profile, [closed, doubtful, other, energy, larger], site, TODAY)
    assert [each.support.id for each in found] == ["plus-grand", "energie", "douteux", "autre", "ferme"]
