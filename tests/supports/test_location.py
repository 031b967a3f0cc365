"""Where a site lies, as far as a profile tells it, and whether that is where a support asks for."""

from datetime import date

import pytest

from assistant.supports.location import Site, locate
from assistant.supports.profile import Profile
from assistant.supports.rules import Place
from assistant.supports.territory import Territory

TODAY = date(2026, 11, 22)
FLORANGE, NANCY, BITCHE, VILLERUPT = "57221", "54395", "57089", "54580"
NORD_LORRAINE = "ti2-4408-nord-lorraine"
NOWHERE: dict = {}


@pytest.fixture(scope="module")
def lies(territory: Territory):
    def answer(profile: dict, place: dict) -> str:
        site = locate(Profile.model_validate(profile), territory, TODAY)
        return site.lies_in(Place.model_validate(place))

    return answer


@pytest.mark.parametrize(
    ("profile", "place", "result"),
    [
        ({"commune": FLORANGE}, {"countries": ["France"]}, "met"),
        ({"commune": FLORANGE}, {"countries": ["Luxembourg"]}, "not_met"),
        ({"commune": FLORANGE}, {"regions": ["Grand Est"]}, "met"),
        ({"commune": FLORANGE}, {"regions": ["Bretagne"]}, "not_met"),
        ({"commune": FLORANGE}, {"departments": ["57"]}, "met"),
        ({"commune": FLORANGE}, {"departments": ["54"]}, "not_met"),
        ({"commune": FLORANGE}, {"communes": [FLORANGE, NANCY]}, "met"),
        ({"commune": FLORANGE}, {"communes": [NANCY]}, "not_met"),
        ({"commune": FLORANGE}, {"industry_territories": [NORD_LORRAINE]}, "met"),
        ({"commune": NANCY}, {"industry_territories": [NORD_LORRAINE]}, "not_met"),
        ({"commune": NANCY}, {"industry_territories": "any"}, "met"),
        ({"commune": NANCY}, {"departments": ["57"], "communes": [NANCY]}, "met"),
    ],
)
def test_a_commune_tells_every_place_that_holds_it(lies, profile, place, result):
    assert lies(profile, place) == result


@pytest.mark.parametrize("slug", ["thionville-fensch", "val-de-fensch"])
def test_a_commune_lies_in_its_epci_and_in_the_one_that_merged_into_it(lies, slug):
    assert lies({"commune": FLORANGE}, {"epci": [slug]}) == "met"


def test_a_commune_lies_in_no_other_epci(lies):
    assert lies({"commune": FLORANGE}, {"epci": ["rives-de-moselle"]}) == "not_met"


@pytest.mark.parametrize(
    ("place", "result"),
    [
        ({"epci": ["thionville-fensch"]}, "met"),
        ({"epci": ["arc-mosellan"]}, "not_met"),
        ({"regions": ["Grand Est"]}, "met"),
        ({"departments": ["57"]}, "met"),
        ({"industry_territories": [NORD_LORRAINE]}, "met"),
        ({"communes": [FLORANGE]}, "unknown"),
    ],
)
def test_an_epci_tells_what_all_its_communes_share(lies, place, result):
    assert lies({"epci": "thionville-fensch"}, place) == result


def test_an_epci_over_two_departments_is_in_neither_for_sure(lies):
    assert lies({"epci": "pays-haut-val-alzette"}, {"departments": ["57"]}) == "unknown"


def test_a_former_epci_is_where_its_communes_are_today(lies):
    assert lies({"epci": "val-de-fensch"}, {"epci": ["thionville-fensch"]}) == "met"


@pytest.mark.parametrize(
    ("place", "result"),
    [
        ({"departments": ["57"]}, "met"),
        ({"departments": ["54"]}, "not_met"),
        ({"regions": ["Grand Est"]}, "met"),
        ({"countries": ["France"]}, "met"),
        ({"epci": ["thionville-fensch"]}, "unknown"),
        ({"communes": [FLORANGE]}, "unknown"),
        ({"industry_territories": "any"}, "unknown"),
    ],
)
def test_a_department_alone_leaves_what_is_smaller_unknown(lies, place, result):
    assert lies({"department": "57"}, place) == result


@pytest.mark.parametrize("away", [{"region": "Bretagne"}, {"department": "75"}])
@pytest.mark.parametrize(
    ("place", "result"),
    [
        ({"countries": ["France"]}, "met"),
        ({"regions": ["Grand Est"]}, "not_met"),
        ({"departments": ["57"]}, "not_met"),
        ({"epci": ["thionville-fensch"]}, "not_met"),
        ({"communes": [FLORANGE]}, "not_met"),
        ({"industry_territories": "any"}, "unknown"),
    ],
)
def test_another_region_is_out_of_all_that_lies_in_grand_est(lies, away, place, result):
    assert lies(away, place) == result


@pytest.mark.parametrize(
    ("place", "result"),
    [
        ({"countries": ["France"]}, "not_met"),
        ({"countries": ["France", "Luxembourg"]}, "met"),
        ({"regions": ["Grand Est"]}, "not_met"),
        ({"departments": ["57"]}, "not_met"),
        ({"industry_territories": "any"}, "not_met"),
        ({"communes": [FLORANGE]}, "not_met"),
        ({"epci": ["thionville-fensch"]}, "not_met"),
    ],
)
def test_a_site_abroad_is_in_no_place_of_france(lies, place, result):
    assert lies({"country": "Luxembourg"}, place) == result


@pytest.mark.parametrize(
    "place",
    [
        {"countries": ["France"]},
        {"regions": ["Grand Est"]},
        {"departments": ["57"]},
        {"communes": [FLORANGE]},
        {"epci": ["thionville-fensch"]},
        {"industry_territories": "any"},
    ],
)
def test_a_place_that_is_not_told_is_nowhere_known(lies, place):
    assert lies(NOWHERE, place) == "unknown"


@pytest.mark.parametrize("zone", ["AFR", "FRR", "QPV"])
@pytest.mark.parametrize("profile", [{"commune": FLORANGE}, {"country": "Luxembourg"}, NOWHERE])
def test_a_zone_whose_list_is_not_held_is_never_known(lies, zone, profile):
    assert lies(profile, {"zones": [zone]}) == "unknown"


def test_a_commune_of_the_list_is_in_whatever_the_zones_beside_it(lies):
    assert lies({"commune": FLORANGE}, {"communes": [FLORANGE], "zones": ["AFR"]}) == "met"


def test_a_list_kept_in_part_leaves_who_is_in_it_to_be_checked(lies):
    place = {"departments": ["57"], "in_part": True}
    assert (lies({"commune": FLORANGE}, place), lies({"commune": NANCY}, place)) == ("unknown", "not_met")


def test_a_list_with_others_leaves_who_is_out_of_it_to_be_checked(lies):
    place = {"departments": ["57"], "and_others": True}
    assert (lies({"commune": FLORANGE}, place), lies({"commune": NANCY}, place)) == ("met", "unknown")


def test_a_commune_unknown_to_the_territory_locates_nothing(territory: Territory):
    assert locate(Profile(commune="75056"), territory, TODAY) == Site()


def test_a_commune_prevails_over_the_epci_told_beside_it(territory: Territory):
    both = Profile(commune=VILLERUPT, epci="rives-de-moselle")
    assert locate(both, territory, TODAY) == locate(Profile(commune=VILLERUPT), territory, TODAY)


def test_a_merged_epci_is_not_yet_merged_the_day_before(territory: Territory):
    today = locate(Profile(commune=FLORANGE), territory, TODAY)
    before = locate(Profile(commune=FLORANGE), territory, date(2025, 1, 1))
    assert (today.epcis, before.epcis) == (
        {"thionville-fensch", "val-de-fensch"},
        {"val-de-fensch"},
    )


def test_an_epci_that_no_list_names_lies_in_no_industry_territory(lies):
    """Cœur du Pays-Haut has a commune in the Meuse, where one member of a list is not recognised."""
    outside = {"industry_territories": "any"}
    assert lies({"epci": "siren-200070290"}, outside) == "not_met"
    assert lies({"epci": "rives-de-moselle"}, outside) == "met"


def test_an_epci_of_a_department_where_a_member_is_not_recognised_is_unknown(lies):
    assert lies({"epci": "siren-245501176"}, {"industry_territories": "any"}) == "unknown"
