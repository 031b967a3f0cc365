"""A question about the present state of things is answered by the newest statement on its topic."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.answering.present_state import present_first
from assistant.answering.years import is_in_past
from assistant.records import Question
from tests.answering.built_corpus import assistant_over

REGISTER = """
- {id: note-2024, url: "https://exemple.fr/note", title: Note du service, publisher: Service,
   published: "2024-03", official: true, rank: official-page}
- {id: note-2026, url: "https://exemple.fr/bilan", title: Bilan du service, publisher: Service,
   published: "2026-05", official: true, rank: official-page}
"""
FACTS = """
title: Les ateliers
scope: programme
statements:
- id: ateliers-2024
  topic: ateliers
  text: En mars 2024, le réseau comptait 40 ateliers partagés ouverts aux entreprises.
  date: "2024-03"
  confidence: high
  sources: [note-2024]
  asked_as: [combien d'ateliers partagés en 2024, ateliers du réseau en 2024]
- id: ateliers-2026
  topic: ateliers
  text: En mai 2026, le réseau comptait 65 ateliers partagés ouverts aux entreprises.
  date: "2026-05"
  confidence: high
  sources: [note-2026]
  asked_as: [combien d'ateliers partagés en 2026, nombre d'ateliers du réseau]
- id: horaires
  topic: horaires
  text: Les ateliers partagés ouvrent de 8 h à 20 h en semaine.
  date: "2026-06"
  confidence: high
  sources: [note-2026]
  asked_as: [à quelle heure ouvrent les ateliers]
"""


@pytest.fixture(scope="module")
def small(project_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    corpus = tmp_path_factory.mktemp("present")
    (corpus / "facts").mkdir()
    (corpus / "sources.yaml").write_text(REGISTER, encoding="utf-8")
    (corpus / "facts" / "ateliers.yaml").write_text(FACTS, encoding="utf-8")
    return assistant_over(corpus)


def said(assistant: Any, text: str) -> list[str]:
    return [s.text for s in assistant.answer(Question(text, date(2026, 11, 25))).sentences if s.citations]


def test_the_newer_count_comes_first_when_the_question_is_about_now(small: Any):
    first, *_ = said(small, "Combien d'ateliers partagés compte actuellement le réseau ?")
    assert "65 ateliers" in first


def test_a_question_about_the_past_keeps_its_year(small: Any):
    first, *others = said(small, "Combien d'ateliers partagés en 2024 ?")
    assert "40 ateliers" in first and not any("horaire" in text or "20 h" in text for text in others)


def test_an_address_asked_of_a_support_by_its_name_is_never_that_of_another(assistant: Any):
    catalogue = assistant.drafter.supports.catalogue
    strayed = []
    for support in catalogue:
        question = f"À quelle adresse écrire pour « {support.name} » ?"
        named = {each.id for each in catalogue.named_in(question)}
        answer = assistant.answer(Question(question, date(2026, 11, 25)))
        strayed += [(support.id, scheme.id) for scheme in answer.schemes if scheme.id not in named]
    assert len(list(catalogue)) > 100 and not strayed


@pytest.mark.parametrize(
    "text",
    [
        "Combien étaient labellisés ?",
        "Qui a été nommé ?",
        "Où s'est tenu le comité ?",
        "Qu'a décidé le Sénat ?",
    ],
)
def test_a_past_tense_is_told_from_the_present(text: str):
    assert is_in_past(text)


@pytest.mark.parametrize(
    "text",
    [
        "Combien de territoires en France ?",
        "Le guichet est fermé ?",
        "Qui peut être aidé ?",
        "l'aide a une limite ?",
        "il faudrait combien",
    ],
)
def test_a_present_or_a_conditional_is_no_past(text: str):
    assert not is_in_past(text)


OFFICE = (
    FACTS
    + """
- id: presidence-2024
  topic: presidence
  text: Anne Dubois présidait le réseau des ateliers depuis le 3 avril 2019 et l'était encore en juin 2024.
  date: "2024-06"
  confidence: high
  sources: [note-2024]
  asked_as: [qui préside le réseau des ateliers, président du réseau des ateliers]
"""
)
UNKNOWN = """
title: Ce qui n'est pas publié
scope: programme
published: false
statements:
- id: np-presidence
  topic: presidence
  text: Au 20 mai 2026, la présidence du réseau des ateliers issue du vote d'avril 2026 n'a pas été trouvée ;
    Anne Dubois l'exerçait en juin 2024.
  date: "2026-05-20"
  confidence: medium
  sources: [note-2026]
  asked_as: [qui préside le réseau des ateliers depuis 2026, président actuel du réseau des ateliers]
"""


@pytest.fixture(scope="module")
def office(project_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    corpus = tmp_path_factory.mktemp("office")
    (corpus / "facts").mkdir()
    (corpus / "sources.yaml").write_text(REGISTER, encoding="utf-8")
    (corpus / "facts" / "ateliers.yaml").write_text(OFFICE, encoding="utf-8")
    (corpus / "facts" / "unpublished.yaml").write_text(UNKNOWN, encoding="utf-8")
    return assistant_over(corpus)


def test_that_the_present_holder_is_not_known_leads_over_an_older_one(office: Any):
    first, *_ = said(office, "Qui préside le réseau des ateliers en ce moment ?")
    assert "n'a pas été trouvée" in first


def test_the_holder_of_a_year_is_told(office: Any):
    first, *_ = said(office, "Qui présidait le réseau des ateliers en 2022 ?")
    assert first.startswith("Anne Dubois présidait")


@pytest.mark.parametrize(
    ("text", "first"),
    [
        (
            "Aide X, montant : édition 2024 : 30 %. Depuis 2026 : 20 %.",
            "Aide X, montant : depuis 2026 : 20 %.",
        ),
        ("Appel clos le 3 mars 2025 : 40 %. Barème courant : 15 %.", "Barème courant : 15 %."),
        ("Édition 2023 : 70 % de subvention.", "Édition 2023 : 70 % de subvention."),  # nothing newer
        ("Jusqu'à fin 2027 : 30 %. Ensuite : 10 %.", "Jusqu'à fin 2027 : 30 %."),
    ],
)
def test_what_holds_is_told_before_an_edition_that_is_over(text: str, first: str) -> None:
    assert present_first(text, date(2026, 11, 28)).startswith(first)


@pytest.mark.parametrize(
    ("question", "opening"),
    [
        ("Quelles intercos sont dans le TI ?", "Neuf intercommunalités"),
        ("Quelles intercommunalités composaient le Nord Lorraine à sa labellisation ?", "À sa labellisation"),
        ("Combien d'intercos dans le TI en 2023 ?", "À sa labellisation"),
    ],
)
def test_the_members_of_today_go_before_those_of_the_start(
    assistant: Any, question: str, opening: str
) -> None:
    assert assistant.answer(Question(question, date(2026, 11, 28))).answer.startswith(opening)
