"""What is measured of a group, the causes of its failures, and what confidence is worth."""

import pytest

from assistant.errors import InvalidInput
from assistant.evaluation.causes import NOT_FOUND, NOT_SAID, SILENT, SOURCE, SPOKE, STATUS, cause_of
from assistant.evaluation.measures import confidences, judge, measure, measure_retrieval, values_of
from assistant.evaluation.retrieval_metrics import Relevance
from assistant.evaluation.risk import auc, risk_coverage
from tests.evaluation.made_up import CANDIDACY, answer, judged, question, silence, unanswerable

MIXED = judged(
    (question("q-1"), answer("q-1", confidence=2.0)),
    (question("q-2"), answer("q-2", CANDIDACY, "candidacy", confidence=0.5)),
    (question("q-3"), silence("q-3")),
    (unanswerable("q-4"), silence("q-4")),
)


def test_each_share_is_over_its_own_questions() -> None:
    found = measure(MIXED)
    assert (found.count, found.answerable) == (4, 3)
    assert (found.right, found.cited) == pytest.approx((1 / 3, 1 / 3))
    assert (found.rightly_silent, found.falsely_refused) == pytest.approx((1.0, 1 / 3))
    assert (found.unsafe, found.signed) == pytest.approx((1 / 4, 1 / 4))


def test_citations_numbers_and_length_are_those_of_the_answers_that_speak() -> None:
    found = measure(MIXED)
    assert (found.citation_recall, found.citation_precision, found.numbers_sourced) == (1.0, 1.0, 1.0)
    assert found.words == pytest.approx(10.5)
    assert (found.p50_ms, found.p95_ms) == (20.0, 20.0)


def test_the_search_is_measured_where_something_is_relevant() -> None:
    found = measure_retrieval(MIXED)
    assert found is not None
    assert (found.count, found.hit_1) == (3, 1.0)


def test_a_search_that_finds_nothing_counts_and_one_that_was_not_kept_does_not() -> None:
    empty, unkept = judged(
        (question("q-1"), answer("q-1", retrieved=[])), (question("q-2"), answer("q-2", retrieved=None))
    )
    assert empty.retrieval is not None
    assert (empty.retrieval.hit_10, unkept.retrieval) == (0.0, None)


def test_there_is_one_value_a_question_for_the_intervals() -> None:
    assert values_of(MIXED, "cited") == [1.0, 0.0, 0.0]
    assert values_of(MIXED, "signed") == [1.0, -1.0, 0.0, 1.0]


def test_a_question_without_answer_is_told() -> None:
    with pytest.raises(InvalidInput, match="1 questions sans réponse"):
        judge([question("q-1")], [answer("q-2")], Relevance(()))


def test_a_passage_that_holds_the_whole_answer_will_do_for_the_statement_expected() -> None:
    (one,) = judged((question(facts=["another"]), answer()))
    assert one.score.cited


def test_another_statement_than_those_expected_is_a_missing_source() -> None:
    (one,) = judged((question(facts=["another"]), answer(cited="candidacy")))
    assert (one.score.right, one.score.cited, cause_of(one)) == (True, False, SOURCE)


def test_a_wrong_silence_tells_where_the_relevant_passage_stood() -> None:
    (one,) = judged((question(), silence()))
    assert cause_of(one) == f"{SILENT} (relevant passage at rank 1)"


def test_an_answer_where_nothing_is_known_is_told() -> None:
    (one,) = judged((unanswerable("q-1"), answer("q-1")))
    assert cause_of(one) == SPOKE


def test_the_right_words_under_the_wrong_status_are_told() -> None:
    (one,) = judged((question(status=["partial"]), answer()))
    assert cause_of(one) == STATUS


def test_a_relevant_passage_that_was_not_retrieved_is_told() -> None:
    told = answer(text=CANDIDACY, cited="candidacy", retrieved=[["candidacy"]])
    (one,) = judged((question(), told))
    assert cause_of(one) == f"{NOT_FOUND} (not in the first 1)"


def test_a_relevant_passage_that_was_found_and_not_chosen_is_told_with_its_rank() -> None:
    assert cause_of(MIXED[1]) == "right passage found but not chosen (relevant passage at rank 1)"


def test_the_right_passage_without_the_words_expected_is_told() -> None:
    (one,) = judged((question(all=["31 janvier 2024"]), answer()))
    assert cause_of(one) == NOT_SAID


def test_confidence_is_that_of_the_answers_that_speak() -> None:
    assert confidences(MIXED) == [(2.0, True), (0.5, False)]


def test_risk_grows_as_more_is_answered() -> None:
    coverage, risk = risk_coverage([(0.9, True), (0.1, False), (0.5, True), (0.3, False)])
    assert list(coverage) == [0.25, 0.5, 0.75, 1.0]
    assert list(risk) == pytest.approx([0.0, 0.0, 1 / 3, 0.5])


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([(0.9, True), (0.1, False)], 1.0),
        ([(0.1, True), (0.9, False)], 0.0),
        ([(0.5, True), (0.5, False)], 0.5),
        ([(0.9, True), (0.5, True), (0.7, False)], 0.5),
        ([(0.9, True)], None),
    ],
)
def test_the_auc_is_the_share_of_pairs_in_the_right_order(
    rows: list[tuple[float, bool]], expected: float | None
) -> None:
    assert auc(rows) == expected
