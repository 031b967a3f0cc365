"""The measures of a ranking, on rankings whose measures are known by hand."""

from math import log2

import pytest

from assistant.evaluation.retrieval_metrics import (
    Relevance,
    first_rank,
    gains,
    mean_retrieval,
    ndcg,
    score_ranking,
)
from tests.evaluation.made_up import PASSAGES, passage, question, unanswerable

RANKED = [["a"], ["b"], ["c"], ["d"]]


def test_a_relevant_passage_in_second_place_is_a_hit_at_five_and_not_at_one() -> None:
    found = score_ranking(RANKED, {"b"})
    assert (found.hit_1, found.hit_5, found.hit_10, found.mrr) == (0.0, 1.0, 1.0, 0.5)


def test_the_gain_of_the_second_place_is_discounted() -> None:
    assert ndcg(RANKED, {"b"}) == pytest.approx(1 / log2(3))


def test_two_relevant_passages_are_compared_with_the_best_order() -> None:
    reached, best = 1 / log2(3) + 1 / log2(5), 1 / log2(2) + 1 / log2(3)
    assert ndcg(RANKED, {"b", "d"}) == pytest.approx(reached / best)


def test_the_best_order_has_a_gain_of_one() -> None:
    assert ndcg(RANKED, {"a", "b"}) == pytest.approx(1.0)


def test_a_passage_beyond_the_tenth_is_not_found() -> None:
    ranked = [[str(number)] for number in range(20)]
    assert score_ranking(ranked, {"15"}).mrr == 0.0
    assert first_rank(ranked, {"15"}) == 16


def test_a_passage_met_twice_in_overlapping_pieces_counts_once() -> None:
    assert gains([["a", "b"], ["b"], ["c"]], {"b", "c"}) == [1, 0, 1]


def test_the_mean_of_nothing_is_nothing() -> None:
    assert mean_retrieval([]) is None


def test_the_mean_is_over_the_questions() -> None:
    found = mean_retrieval([score_ranking(RANKED, {"a"}), score_ranking(RANKED, {"z"})])
    assert found is not None
    assert (found.hit_1, found.mrr, found.count) == (0.5, 0.5, 2)


def test_the_statements_named_are_relevant_and_no_other() -> None:
    assert Relevance(PASSAGES).relevant_to(question().expect) == {"committee"}


def test_all_the_parts_of_the_support_named_are_relevant() -> None:
    parts = [passage(f"pret-vert/{part}", "…", subject="pret-vert", part=part) for part in ("what", "amount")]
    asked = question(facts=None, support=["pret-vert"])
    assert Relevance([*PASSAGES, *parts]).relevant_to(asked.expect) == {"pret-vert/what", "pret-vert/amount"}


def test_without_names_the_passages_that_hold_every_pattern_are_relevant() -> None:
    asked = question(facts=None, all=["22 septembre", "2023"])
    assert Relevance(PASSAGES).relevant_to(asked.expect) == {"candidacy"}


def test_nothing_is_relevant_where_nothing_answers() -> None:
    assert Relevance(PASSAGES).relevant_to(unanswerable().expect) == frozenset()
