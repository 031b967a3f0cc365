"""Which passages their own phrasings reach."""

import pytest

from assistant.evaluation.blocks import to_markdown
from assistant.evaluation.reach import Asked, reach_report
from assistant.index_folder import Manifest
from assistant.records import Passage, PassageKind

MANIFEST = Manifest(1, 1, "f", "e5", "2026-11-25T00:00:00", {}, {})


def passage(name: str, kind: PassageKind = "statement") -> Passage:
    return Passage(name, kind, "s", "Un texte.", ("Titre",), "", ())


@pytest.fixture
def told() -> str:
    far, near, best, part = passage("far"), passage("near"), passage("best"), passage("p/dates", "support")
    asked = (
        *(Asked(far, "loin un", None, best), Asked(far, "loin deux", None, near)),
        *(Asked(near, "près un", 2, best), Asked(near, "près deux", None, best)),
        *(Asked(best, "mieux un", 1, best), Asked(best, "mieux deux", 3, near)),
        Asked(part, "la date", 1, part),
    )
    return to_markdown(reach_report(asked, MANIFEST))


def test_the_shares_are_told_by_kind_and_together(told: str):
    assert "| statement | 3 | 6 | 17 % | 50 % | 67 % | 33 % |" in told
    assert "| support | 1 | 1 | 100 % | 100 % | 100 % | 100 % |" in told
    assert "| all | 4 | 7 | 29 % | 57 % | 75 % | 50 % |" in told


def test_a_passage_that_no_phrasing_brings_among_five_is_listed_with_what_stands_before_it(told: str):
    out_of_reach = told.split("## Out of reach (1)")[1].split("##  ")[0].split("## Never first")[0]
    assert "### far" in out_of_reach
    assert "best (1), near (1)" in out_of_reach
    assert "loin deux" in out_of_reach


def test_a_passage_that_another_always_precedes_is_listed_apart(told: str):
    never_first = told.split("## Never first (1)")[1]
    assert "### near" in never_first
    assert "### best" not in never_first
