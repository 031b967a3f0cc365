"""A statement and a document on the same thing: cited together, or set against each other."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.records import Answer, CitedSentence, Question
from tests.answering.built_corpus import assistant_over

REGISTER = """
- {id: note-2024, url: "https://exemple.fr/note", title: Note du service, publisher: Service,
   published: "2024-03", official: true, rank: official-page}
- {id: article-2026, url: "https://journal.exemple/a", title: Un article, publisher: Journal,
   published: "2026-05", official: false, rank: press}
- {id: instruction-2025, url: "https://exemple.fr/instruction", title: Instruction sur les dotations,
   publisher: Ministère, published: "2025-02-28", official: true, rank: regulation}
"""
FACTS = """
title: Les dotations
scope: programme
statements:
- id: plafond
  topic: financement
  text: Les dotations réunies ne dépassent pas 80 % de la dépense subventionnable du porteur de projet.
  date: "2024-03"
  confidence: high
  sources: [note-2024]
  asked_as: [quel est le plafond de cumul des dotations, jusqu'où vont les dotations réunies]
- id: delai
  topic: financement
  text: La commission des élus rend son avis sur les dossiers de dotation dans un délai de 30 jours.
  date: "2024-03"
  confidence: high
  sources: [note-2024]
  asked_as: [en combien de temps la commission rend son avis, délai de l'avis de la commission des élus]
- id: affiche
  topic: financement
  text: Le bénéficiaire d'une dotation affiche un panneau de chantier pendant 12 mois.
  date: "2026-05"
  confidence: medium
  sources: [article-2026]
  asked_as: [combien de temps afficher le panneau de chantier, durée d'affichage du panneau]
"""
INSTRUCTION = """# Instruction sur les dotations

## Plafonds

Les dotations réunies ne dépassent jamais 80 % de la dépense subventionnable engagée par le porteur de projet.

## Délais

La commission des élus rend son avis sur les dossiers de dotation dans un délai de 45 jours.

## Affichage

Le bénéficiaire d'une dotation affiche un panneau de chantier pendant 6 mois.
"""


@pytest.fixture(scope="module")
def assistant(project_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    corpus = tmp_path_factory.mktemp("together")
    for folder in ("documents", "facts"):
        (corpus / folder).mkdir()
    (corpus / "sources.yaml").write_text(REGISTER, encoding="utf-8")
    (corpus / "facts" / "dotations.yaml").write_text(FACTS, encoding="utf-8")
    (corpus / "documents" / "instruction-2025.md").write_text(INSTRUCTION, encoding="utf-8")
    return assistant_over(corpus)


def ask(assistant: Any, text: str) -> Answer:
    answer = assistant.answer(Question(text, date(2026, 11, 25)))
    assert isinstance(answer, Answer)
    return answer


def cited_sentences(answer: Answer) -> list[CitedSentence]:
    return [sentence for sentence in answer.sentences if sentence.citations]


def test_the_official_text_that_says_the_same_is_cited_first(assistant: Any) -> None:
    answer = ask(assistant, "Quel est le plafond de cumul des dotations ?")
    assert [citation.source_id for citation in answer.citations] == ["instruction-2025", "note-2024"]
    assert cited_sentences(answer)[0].citations == (1, 2)
    assert not answer.warnings


def test_a_newer_official_text_that_says_otherwise_comes_first_and_both_are_dated(assistant: Any) -> None:
    answer = ask(assistant, "En combien de temps la commission des élus rend-elle son avis ?")
    first, second = cited_sentences(answer)
    assert ["45 jours" in first.text, "30 jours" in second.text] == [True, True]
    assert [citation.source_id for citation in answer.citations] == ["instruction-2025", "note-2024"]
    [warning] = answer.warnings
    assert "Instruction sur les dotations (texte réglementaire, 28 février 2025)" in warning
    assert "Note du service (page officielle, mars 2024)" in warning


def test_an_older_text_that_says_otherwise_is_mentioned_after(assistant: Any) -> None:
    answer = ask(assistant, "Combien de temps le panneau de chantier reste-t-il affiché ?")
    first, second = cited_sentences(answer)
    assert ["12 mois" in first.text, "6 mois" in second.text] == [True, True]
    assert answer.warnings[0].index("Un article (presse, mai 2026)") < answer.warnings[0].index("Instruction")


def test_a_document_on_something_else_is_not_cited(assistant: Any) -> None:
    answer = ask(assistant, "Quel est le plafond de cumul des dotations ?")
    assert all("commission" not in citation.excerpt for citation in answer.citations)
