"""Whole answers worded by a chat model, over HTTP, on the real corpus."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from assistant.answering.chat_model import load_chat_model
from assistant.records import Answer, Question
from assistant.settings import Settings
from tests.answering.openai_server import openai_server

QUESTION = Question("Quand a lieu le premier comité de pilotage du Nord Lorraine ?", date(2026, 11, 23))
Ask = Callable[..., tuple[Answer, int]]


@pytest.fixture
def ask(assistant: Any, settings: Settings) -> Ask:
    """Asks with a model that writes these sentences; gives the answer and how often the model was called."""

    def asked(sentences: object, question: Question = QUESTION, **server: Any) -> tuple[Answer, int]:
        with openai_server(json.dumps({"sentences": sentences}), **server) as running:
            configured = replace(
                settings,
                chat_model="openai:scripted",
                chat_base_url=running.base_url,
                chat_timeout_seconds=1.0 if server.get("holds") else 20.0,
            )
            answer = replace(assistant, chat_model=load_chat_model(configured)).answer(question)
            return answer, len(running.received)

    return asked


def test_the_sentences_of_the_model_are_shown_with_their_citations(ask: Ask) -> None:
    answer, calls = ask([{"text": "Il a eu lieu le 30 janvier 2024 à Amnéville.", "labels": ["P1"]}])

    assert (answer.mode, answer.model, calls) == ("model", "openai:scripted", 1)
    assert answer.answer == "Il a eu lieu le 30 janvier 2024 à Amnéville [1]."


@pytest.mark.parametrize(
    "invented",
    [
        {"text": "Il a coûté 12 000 €.", "labels": ["P1"]},
        {"text": "Il a eu lieu le 31 janvier 2024.", "labels": ["P1"]},
        {"text": "Il était réussi.", "labels": ["P99"]},
        {"text": "Il était réussi.", "labels": []},
        {"text": "Voir https://invente.example.", "labels": ["P1"]},
    ],
)
def test_a_sentence_that_nothing_supports_is_dropped_and_the_rest_stays(ask: Ask, invented: object) -> None:
    answer, _ = ask([{"text": "Il a eu lieu à Amnéville.", "labels": ["P1"]}, invented])

    assert [sentence.text for sentence in answer.sentences] == ["Il a eu lieu à Amnéville."]


@pytest.mark.parametrize(
    ("sentences", "server"),
    [
        ([{"text": "Il a coûté 12 000 €.", "labels": ["P1"]}], {}),
        ([], {}),
        ("not a list", {}),
        ([], {"status": 500}),
        ([], {"holds": True}),
    ],
)
def test_a_model_that_gives_nothing_leaves_the_extractive_answer(
    ask: Ask, sentences: object, server: dict[str, Any]
) -> None:
    answer, calls = ask(sentences, **server)

    assert (answer.status, answer.mode, calls) == ("answered", "extractive", 1)
    assert "30 janvier 2024" in answer.answer


def test_a_question_without_answer_never_reaches_the_model(ask: Ask) -> None:
    answer, calls = ask(
        [{"text": "La quiche.", "labels": ["P1"]}], replace(QUESTION, text="La recette de la quiche ?")
    )

    assert (answer.mode, calls) == ("extractive", 0)
