"""The questions in users' words on the public set: what each answer is counted as."""

from dataclasses import replace
from typing import Any

import pytest

from assistant.records import Answer, Citation
from tests.public.asked import AskedQuestion, outcome, read_asked

QUESTION = AskedQuestion(
    "q", "tune", "Combien ?", ("a.html", "#rubrique-1"), frozenset({"b.html/3"}), frozenset({"c.html/2"})
)


def citing(passage_id: str, source_id: str = "x.html", locator: str = "§ 1", **others: Any) -> Answer:
    citation = Citation(
        1, source_id, None, "Fiche", "Ministère", None, True, locator, (), "", "current", passage_id
    )
    answer = Answer("Combien ?", "answered", "answered", "", (), (citation,))
    return replace(answer, **others)


@pytest.mark.parametrize(
    ("answer", "worth"),
    [
        (citing("b.html/3"), "right"),
        (citing("a.html/9", "a.html", "#rubrique-1"), "right"),
        (citing("c.html/2"), "in part"),
        (citing("d.html/1"), "beside"),
        (citing("b.html/3", status="not_found"), "silent"),
    ],
)
def test_an_answer_is_worth_what_it_cites(answer: Answer, worth: str):
    assert outcome(QUESTION, answer) == worth


def test_every_question_is_of_one_half_and_judged_when_a_sheet_answers_it():
    questions = read_asked()
    assert len({q.identifier for q in questions}) == len(questions)
    assert {q.split for q in questions} == {"tune", "hold"}
    assert all(q.section is not None or not (q.answers or q.partly) for q in questions)
    assert not any(q.answers & q.partly for q in questions)
