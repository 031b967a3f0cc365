"""Codes of the NAF compared at any depth, and what the nomenclature knows."""

from pathlib import Path

import pytest

from assistant.supports.activities import Activities
from assistant.supports.naf import covers, sector_of
from ingest.activities import read_activities


@pytest.fixture(scope="module")
def activities() -> Activities:
    return read_activities(Path(__file__).parents[2] / "corpus")[0]


@pytest.mark.parametrize(
    ("spans", "code", "result"),
    [
        (["24.51Z"], "24.51Z", "met"),
        (["24"], "24.51Z", "met"),
        (["24.5"], "24.51Z", "met"),
        (["C"], "24.51Z", "met"),
        (["C"], "C", "met"),
        (["B", "C"], "08.11Z", "met"),
        (["10.11Z-33.20D"], "10.11Z", "met"),
        (["10.11Z-33.20D"], "33.20C", "met"),
        (["10-12"], "12.00Z", "met"),
        (["10-12"], "13.10Z", "not_met"),
        (["10.11Z-33.20D"], "35.11Z", "not_met"),
        (["D"], "36.00Z", "not_met"),
        (["24.51Z"], "24", "unknown"),
        (["24.51Z"], "C", "unknown"),
        (["10.11Z-24.41Z"], "24.4", "unknown"),
        ([], "24.51Z", "not_met"),
    ],
)
def test_a_code_lies_in_a_span_out_of_it_or_nobody_knows(spans, code, result):
    assert covers(spans, code) == result


@pytest.mark.parametrize(
    ("code", "sector"),
    [
        ("01.11Z", "agriculture"),
        ("05", "industry"),
        ("24.51Z", "industry"),
        ("C", "industry"),
        ("35.11Z", "energy"),
        ("38.32Z", "water_waste"),
        ("43.21A", "construction"),
        ("47.11F", "trade"),
        ("49.41A", "transport"),
        ("56.10A", "hospitality"),
        ("62.01Z", "services"),
        ("34.00Z", None),
        (None, None),
    ],
)
def test_a_code_tells_the_sector_of_its_section(code, sector):
    assert sector_of(code) == sector


@pytest.mark.parametrize("code", ["24.51Z", "24.51", "24.5", "24", "C", "U"])
def test_the_nomenclature_knows_codes_of_every_depth(activities, code):
    assert activities.knows(code)


@pytest.mark.parametrize("code", ["99.99Z", "24.51A", "00", "V", "", "2451Z"])
def test_the_nomenclature_knows_no_other_code(activities, code):
    assert not activities.knows(code)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("APE 24.51Z", "24.51Z"),
        ("NAF 2451Z", "24.51Z"),
        ("24.51 Z", "24.51Z"),
        ("99.99Z", "99.99Z"),
        ("57221", None),
        ("2451Zz", None),
    ],
)
def test_a_text_holds_a_code_with_or_without_its_point(activities, text, code):
    assert activities.code_in(text) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("une fonderie de fonte", "24.5"),
        ("nos Chaudronniers", "25.1"),
        ("un métier sans nom", None),
    ],
)
def test_the_words_of_a_trade_stand_for_its_code(activities, text, code):
    assert activities.trade_in(text) == code


def test_the_longest_words_of_a_trade_win():
    told = Activities({}, {"bois": "02", "palettes de bois": "16.24"})
    assert told.trade_in("je fabrique des palettes de bois") == "16.24"


def test_a_corpus_without_a_nomenclature_knows_every_code():
    assert Activities({}, {}).knows("99.99Z")


def test_activities_survive_their_snapshot(activities):
    assert Activities.from_json(activities.to_json()) == activities
