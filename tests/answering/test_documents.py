"""Answers over a corpus of documents alone: their own words, and nothing of the programme."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.records import Answer, Question
from tests.answering.built_corpus import assistant_over

SHEET = """# Le congé pour enfant malade

## La durée du congé

Le salarié s'absente pour un enfant malade. La durée du congé pour enfant malade est de :

- 3 jours par an, en général ;
- 5 jours par an si l'enfant a moins d'un an.

La convention collective peut prévoir mieux que la loi.
"""
OWN_WORDS = ("territoire", "lorraine", "industri", "intercommunalit")


@pytest.fixture(scope="module")
def reader(project_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    corpus = tmp_path_factory.mktemp("sheets")
    (corpus / "documents").mkdir()
    (corpus / "documents" / "conge.md").write_text(SHEET, encoding="utf-8")
    return assistant_over(corpus)


def ask(reader: Any, text: str) -> Answer:
    answer = reader.answer(Question(text, date(2026, 11, 23)))
    assert isinstance(answer, Answer)
    return answer


def test_a_list_is_quoted_with_what_introduces_it(reader: Any) -> None:
    answer = ask(reader, "Quelle est la durée du congé pour enfant malade ?")

    assert answer.status == "answered"
    assert "- 3 jours par an, en général" in answer.answer
    assert "- 5 jours par an" in answer.answer


@pytest.mark.parametrize(
    "question",
    ["Bonjour", "Qui êtes-vous ?", "Écris-moi un poème", "Quelle est la recette de la pizza ?", "Idiot !"],
)
@pytest.mark.parametrize("language", ["fr", "de", "en", "lb"])
def test_it_does_not_speak_of_the_programme(reader: Any, question: str, language: str) -> None:
    speaker = reader.in_language[language]
    answer = speaker._answer(reader.reception.receive(Question(question, date(2026, 11, 23))), 0.0)
    said = " ".join((answer.answer, *answer.suggestions, *answer.contacts)).lower()

    assert not any(word in said for word in OWN_WORDS)
