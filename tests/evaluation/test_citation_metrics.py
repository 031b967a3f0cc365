"""ALCE's recall and precision, on answers whose citations are known to support or not."""

from typing import Any

import pytest

from assistant.evaluation.citation_metrics import is_supported, score_citations
from tests.evaluation.made_up import CANDIDACY, COMMITTEE, answer, silence


def citing(text: str, *excerpts: str) -> dict[str, Any]:
    """An answer of one sentence that cites all these excerpts."""
    one = answer()["citations"][0]
    numbers = list(range(1, len(excerpts) + 1))
    cited = [one | {"n": n, "excerpt": excerpt} for n, excerpt in zip(numbers, excerpts, strict=True)]
    return answer(sentences=[{"text": text, "citations": numbers}], citations=cited)


def test_a_sentence_quoted_from_its_passage_is_supported_and_its_citation_precise() -> None:
    found = score_citations(answer())
    assert found is not None
    assert (found.recall, found.precision) == (1.0, 1.0)


def test_a_number_that_the_passage_does_not_carry_is_not_supported() -> None:
    assert not is_supported("Le comité s'est réuni le 31 janvier 2024 à Amnéville.", [COMMITTEE])


def test_words_that_the_passage_does_not_hold_are_not_supported() -> None:
    assert not is_supported("Le maire a inauguré une piscine le 30 janvier 2024.", [COMMITTEE])


def test_accents_and_endings_do_not_matter() -> None:
    assert is_supported("Les comites se sont reunis à AMNEVILLE le 30 janvier 2024.", [COMMITTEE])


def test_a_sentence_without_excerpt_is_not_supported() -> None:
    assert not is_supported(COMMITTEE, [])


def test_a_citation_that_adds_nothing_lowers_precision_and_not_recall() -> None:
    found = score_citations(citing(COMMITTEE, COMMITTEE, CANDIDACY))
    assert found is not None
    assert (found.recall, found.precision) == (1.0, 0.5)


def test_two_citations_that_are_both_needed_are_both_precise() -> None:
    text = f"{CANDIDACY[:-1]} ; {COMMITTEE}"
    found = score_citations(citing(text, COMMITTEE, CANDIDACY))
    assert found is not None
    assert (found.recall, found.precision) == (1.0, 1.0)


def test_no_citation_of_a_sentence_that_is_not_supported_is_precise() -> None:
    found = score_citations(citing("Le budget est de 12 millions d'euros.", COMMITTEE))
    assert found is not None
    assert (found.recall, found.precision) == (0.0, 0.0)


def test_a_number_told_without_citation_is_a_claim_that_nothing_supports() -> None:
    told = answer(sentences=[{"text": "Il y a 12 communes.", "citations": []}], citations=[])
    found = score_citations(told)
    assert found is not None
    assert (found.recall, found.precision) == (0.0, None)


@pytest.mark.parametrize("document", [silence(), answer(sentences=[], citations=[])])
def test_an_answer_that_claims_nothing_is_not_measured(document: dict[str, Any]) -> None:
    assert score_citations(document) is None
