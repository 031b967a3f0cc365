"""A profile that is written down: read by any name of its facts, each fault said, the rest kept."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from assistant.messages import read_messages
from assistant.profiles.declared import Declared, ProfileReader
from assistant.settings import PROJECT
from assistant.supports.profile import Profile

Read = Callable[..., Declared]
KEPT = {"applicant": "company"}


@pytest.fixture(scope="module")
def read(reader: ProfileReader, today: date) -> Read:
    return lambda written: reader.read(written, today)


def facts(declared: Declared) -> dict[str, Any]:
    return declared.profile.model_dump(exclude_defaults=True)


def problems(declared: Declared) -> list[str]:
    return [problem.key for problem in declared.problems]


FRENCH = {
    "nature": "PME",
    "effectif": "45",
    "chiffre d'affaires": "9 000 000 €",
    "bilan": "4,5 M€",
    "taille": "petite ou moyenne entreprise",
    "start-up": "non",
    "indépendante": "oui",
    "forme juridique": "SASU",
    "secteur": "Industriel",
    "code NAF": "24.51Z",
    "date de création": "12/03/2001",
    "commune": "Florange",
    "thèmes": ["décarbonation", "énergie"],
    "budget": "1 200 000 €",
    "travaux commencés": "non",
}
ENGLISH = {
    "applicant": "company",
    "headcount": 45,
    "turnover": 9_000_000,
    "total_assets": 4_500_000.0,
    "size": "PME",
    "startup": False,
    "independent": True,
    "legal_form": "sas",
    "sector": "industry",
    "naf": "24.51Z",
    "created": "2001-03-12",
    "commune": "57221",
    "themes": ["decarbonation", "energie"],
    "project_cost": 1_200_000,
    "works_started": False,
}


def test_french_and_english_keys_and_values_give_the_same_profile(read: Read) -> None:
    assert read(FRENCH) == read(ENGLISH)
    assert problems(read(FRENCH)) == []


def test_every_fact_of_a_profile_is_read_under_its_own_key(read: Read) -> None:
    assert facts(read(ENGLISH)) == {
        **ENGLISH,
        "created": date(2001, 3, 12),
        "themes": ("decarbonation", "energie"),
    }


def test_every_fact_of_a_profile_has_its_words(reader: ProfileReader) -> None:
    assert set(Profile.model_fields) <= reader.words.facts.keys()


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("1 200 000 €", 1_200_000),
        ("1 200 000", 1_200_000),
        ("1\u202f200\u202f000\u00a0€", 1_200_000),
        ("1.200.000 €", 1_200_000),
        ("1,2 M€", 1_200_000),
        ("350 k€", 350_000),
        ("12,5", 12.5),
        (0, 0),
    ],
)
def test_an_amount_is_read_as_people_write_it(read: Read, written: Any, amount: float) -> None:
    assert facts(read({"project_cost": written})) == {"project_cost": amount}


@pytest.mark.parametrize(
    "written",
    [
        *(-1, "-5", "-5 M€", float("nan"), float("inf"), "NaN", "inf", 1e300, "9" * 400, "9" * 400 + " €"),
        *("beaucoup", "1/2", "plus de 500 000 €", "entre 1 et 2 M€", True, ["5 €"], {"montant": "5 €"}),
    ],
)
def test_what_is_no_amount_is_said_and_not_kept(read: Read, written: Any) -> None:
    found = read({**KEPT, "project_cost": written})

    assert (facts(found), problems(found)) == (KEPT, ["profile_number"])


@pytest.mark.parametrize(
    "written",
    [
        *(-1, "-45", 4.5, "4,5", True, False, 2_000_001, 10**30, 1e400, float("nan"), "quarante", "1 M€"),
        *("9" * 400 + " €", [45], {"n": 45}, "\x00", "45-50"),
    ],
)
def test_an_absurd_headcount_is_said_and_not_kept(read: Read, written: Any) -> None:
    found = read({**KEPT, "headcount": written})

    assert (facts(found), problems(found)) == (KEPT, ["profile_headcount"])


@pytest.mark.parametrize("written", [0, "0", 2_000_000, "45", " 45 ", 45.0, "1 200"])
def test_a_headcount_of_nobody_or_of_many_is_kept(read: Read, written: Any) -> None:
    assert problems(read({"headcount": written})) == []


@pytest.mark.parametrize("written", ["2024-02-29", "29/02/2024", " 29/2/2024 ", date(2024, 2, 29)])
def test_a_day_is_read_both_ways(read: Read, written: Any) -> None:
    assert facts(read({"created": written})) == {"created": date(2024, 2, 29)}
    assert facts(read({"contract_signed": written})) == {"contract_signed": date(2024, 2, 29)}


@pytest.mark.parametrize(
    "written", ["2023-02-29", "31/04/2024", "2024-13-01", "2024", "hier", 2024, "1/2", "//", [2024, 1, 1]]
)
def test_a_day_that_does_not_exist_is_said(read: Read, written: Any) -> None:
    found = read({**KEPT, "created": written})

    assert (facts(found), problems(found)) == (KEPT, ["profile_day"])


def test_a_company_created_tomorrow_is_impossible(read: Read) -> None:
    found = read({**KEPT, "created": "2026-11-23"})

    assert (facts(found), problems(found)) == (KEPT, ["profile_impossible"])


@pytest.mark.parametrize(
    ("written", "fact"),
    [
        ("Florange", {"commune": "57221"}),
        ("florange (57190)", {"commune": "57221"}),
        ("57221", {"commune": "57221"}),
        (57221, {"commune": "57221"}),
        ("Thionville Fensch Agglomération", {"epci": "thionville-fensch"}),
        ("CCPHVA", {"epci": "pays-haut-val-alzette"}),
    ],
)
def test_a_place_is_read_by_its_name_or_its_code(read: Read, written: Any, fact: dict[str, str]) -> None:
    assert facts(read({"commune": written})) == fact


def test_a_code_under_the_name_of_a_postcode_is_one(read: Read) -> None:
    assert facts(read({"Code postal": "57190"})) == facts(read({"commune": "Florange"}))
    assert facts(read({"insee": "57190"})) == {"commune": "57190"}


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("Paris", "profile_place"),
        ("Luxembourg", "profile_place"),
        ("99999", "profile_place"),
        ("rue des Lilas", "profile_place"),
        ("Saint-Martin", "profile_several_places"),
        ("Florange, Metz", "profile_which_place"),
        ([], None),
        (["Florange", "Metz"], "profile_which_place"),
        ({"ville": 1}, "profile_place"),
    ],
)
def test_a_place_that_is_none_or_several_is_said_and_never_guessed(
    read: Read, written: Any, problem: str | None
) -> None:
    found = read({**KEPT, "commune": written})

    assert facts(found) == KEPT
    assert problems(found) == ([problem] if problem else [])


def test_homonyms_are_told_apart_by_their_postcodes(read: Read) -> None:
    (problem,) = read({"commune": "Saint-Martin"}).problems

    assert "54450" in problem.values["choices"] and "67220" in problem.values["choices"]


@pytest.mark.parametrize(
    ("written", "fact"),
    [
        ({"région": "grand est"}, {"region": "Grand Est"}),
        ({"region": "Lorraine"}, {"region": "Grand Est"}),
        ({"département": "Moselle"}, {"department": "57"}),
        ({"department": 57}, {"department": "57"}),
        ({"pays": "FR"}, {"country": "France"}),
        ({"epci": "Rives de Moselle"}, {"epci": "rives-de-moselle"}),
    ],
)
def test_a_larger_place_is_read_as_people_write_it(
    read: Read, written: dict[str, Any], fact: dict[str, str]
) -> None:
    assert facts(read(written)) == fact


@pytest.mark.parametrize(
    "written", [{"region": "Ruhr"}, {"department": "99"}, {"country": "X"}, {"epci": "Nulle part"}]
)
def test_a_larger_place_that_is_not_known_is_said_and_places_nobody_elsewhere(
    read: Read, written: dict[str, Any]
) -> None:
    found = read({**KEPT, **written})

    assert facts(found) == KEPT
    assert len(found.problems) == 1


@pytest.mark.parametrize("around", [{"region": "Bretagne"}, {"department": "54"}, {"country": "Luxembourg"}])
def test_a_commune_out_of_the_larger_place_told_beside_it_leaves_neither(
    read: Read, around: dict[str, Any]
) -> None:
    found = read({**KEPT, "commune": "Florange", **around})

    assert (facts(found), problems(found)) == (KEPT, ["profile_contradiction"])


@pytest.mark.parametrize("written", ["24.51Z", "2451Z", "24.51z", "24", "24.5", "C"])
def test_a_code_of_any_depth_is_read(read: Read, written: str) -> None:
    assert problems(read({"naf": written})) == []


@pytest.mark.parametrize("written", ["99.99Z", "24.51A", "fonderie", "0", "²", "Z"])
def test_a_code_that_does_not_exist_is_said(read: Read, written: str) -> None:
    found = read({**KEPT, "naf": written})

    assert (facts(found), problems(found)) == (KEPT, ["profile_naf"])


@pytest.mark.parametrize(
    ("fact", "problem"),
    [
        ({"taille": "énorme"}, "profile_not_listed"),
        ({"secteur": "magie"}, "profile_not_listed"),
        ({"themes": ["énergie", "magie"]}, "profile_not_listed"),
        ({"works_started": "peut-être"}, "profile_yes_or_no"),
        ({"couleur": "bleu"}, "profile_unknown_fact"),
        ({"place": "Florange"}, "profile_unknown_fact"),
        ({12: "x"}, "profile_unknown_fact"),
        ({"": "x"}, "profile_unknown_fact"),
    ],
)
def test_an_unknown_field_or_value_is_said_and_the_rest_is_kept(
    read: Read, fact: dict[Any, Any], problem: str
) -> None:
    found = read({**KEPT, **fact})

    assert (facts(found), problems(found)) == (KEPT, [problem])


@pytest.mark.parametrize("empty", [None, "", "  ", "\n", [], ()])
def test_an_empty_field_is_not_told_and_is_no_problem(read: Read, empty: Any) -> None:
    found = read({key: empty for key in ENGLISH})

    assert (facts(found), problems(found)) == ({}, [])


@pytest.mark.parametrize("written", [("oui", True), (True, True), ("NON", False), (0, False), ("1", True)])
def test_yes_and_no_are_read_in_words_and_in_data(read: Read, written: tuple[Any, bool]) -> None:
    assert facts(read({"works_started": written[0]})) == {"works_started": written[1]}


def test_facts_that_exclude_each_other_are_said_by_their_labels_and_left_out(read: Read) -> None:
    found = read({"applicant": "association", "headcount": 300, "legal_form": "micro-entreprise"})

    assert (facts(found), problems(found)) == ({}, ["profile_contradiction", "profile_contradiction"])
    assert found.problems[0].values == {"facts": "« forme juridique » et « effectif »"}


HOSTILE = [
    *([[]], [[[]]], {}, {"a": {"b": 1}}, ["a", 1, None], ("x",), {1, 2}),
    *(
        "x" * 100_000,
        "\x00\x01\x1b[31m",
        "\u202e\ufeff\u200b",
        "{fact}",
        "%s%s",
        "'; --",
        "<script>",
        "²",
        "١٢",
    ),
    *(-0.0, 1e400, float("nan"), 10**400, True, b"\xff", object(), Ellipsis),
]


@pytest.mark.parametrize("value", HOSTILE, ids=lambda value: f"{type(value).__name__} {str(value)[:12]!r}")
def test_nothing_that_is_written_raises_and_every_problem_has_its_words(read: Read, value: Any) -> None:
    messages = read_messages(PROJECT / "prompts")
    for key in (*Profile.model_fields, "inconnu"):
        found = read({**KEPT, key: value}) if key != "applicant" else read({key: value})
        assert key == "applicant" or found.profile.applicant == "company"
        assert all(len(messages.say(p.key, **p.values)) < 1_000 for p in found.problems)


def test_a_long_name_is_cut_where_it_is_said_back(read: Read) -> None:
    (problem,) = read({"x" * 100_000: 1}).problems

    assert len(problem.values["fact"]) == 60
