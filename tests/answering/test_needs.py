"""Which supports the words of a need are most likely to be of."""

from typing import Any

import numpy as np
import pytest

from assistant.answering.judging import Candidate, favour
from assistant.answering.needs import NeedReader
from assistant.supports.profile import Profile
from assistant.supports.requirements import beneficiary_of


@pytest.fixture(scope="module")
def rows(assistant: Any) -> dict[str, int]:
    passages = assistant.retriever.passages
    return {p.subject: row for row, p in enumerate(passages) if p.kind == "support" and p.part == "what"}


def test_a_need_told_of_a_support_is_most_likely_its_own(assistant: Any, rows: dict[str, int]) -> None:
    reader = NeedReader(assistant.retriever, rows)
    owners = ["parm-vnf", "ccsf", "jei", "epfge"]
    vectors = np.stack([assistant.retriever.vectors(rows[owner])[1][0] for owner in owners])

    chances = np.exp(reader.log_chances(vectors))

    assert chances.shape == (4, len(reader.supports))
    assert np.allclose(chances.sum(axis=1), 1)
    assert [reader.supports[best] for best in chances.argmax(axis=1)] == owners


def test_one_support_alone_is_as_likely_as_any(assistant: Any, rows: dict[str, int]) -> None:
    reader = NeedReader(assistant.retriever, {"jei": rows["jei"]})

    chances = reader.log_chances(np.zeros((2, assistant.retriever.vectors(0)[0].size)))

    assert chances.shape == (2, 1)
    assert not chances.any()


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ({"startup": True, "applicant": "company"}, "startup"),
        ({"applicant": "association"}, "association"),
        ({"applicant": "company"}, None),
        ({}, None),
    ],
)
def test_who_is_a_beneficiary_by_its_own_name(told: dict[str, object], kind: str | None) -> None:
    assert beneficiary_of(Profile.model_validate(told)) == kind


def test_the_candidate_that_holds_the_name_added_comes_first(assistant: Any) -> None:
    retriever = assistant.retriever
    names = ("nl-epci-014", "nl-epci-008")
    held = [
        Candidate(retriever.passages[row], row, 2.0 - n, ())
        for n, row in enumerate(map(retriever.row.get, names))
    ]

    assert [c.row for c in favour(held, frozenset(), retriever)] == [c.row for c in held]
    assert favour(held, frozenset({"longwy"}), retriever)[0].row == held[1].row
