"""The public set: what is indexed never holds the question that is asked of it."""

from pathlib import Path

import pytest

from ingest.chunking import passages_of
from ingest.loading import load_document
from tests.public import sheets
from tests.public.ranking import score
from tests.public.sheets import SheetQuestion, SheetsUnavailable, fetch, questions_of, split, write_corpus

LONG = (
    "<p>Le congé dure cinq semaines, que le salarié prend quand il veut, avec l'accord de son employeur.</p>"
)
SHEET = {
    "pubId": "article1",
    "title": "Les congés payés",
    "url": "https://travail.example/conges",
    "date": "13/11/2025",
    "sections": [
        {"title": "Les congés payés", "html": "<p>À savoir.</p>"},
        {"title": "Combien de jours\u00a0?", "html": f'<h2 id="cas">Cas général</h2>{LONG * 2}'},
        {"title": "Qui contacter ?", "html": "<p>France Travail</p>"},
    ],
}


@pytest.fixture
def passages(tmp_path: Path):
    write_corpus([SHEET], tmp_path)
    documents = tmp_path / "documents"
    return passages_of(load_document(documents / "article1.html", None, documents))


def test_a_question_is_asked_after_the_title_of_its_sheet():
    assert questions_of([SHEET]) == [
        SheetQuestion("Les congés payés : Combien de jours ?", "article1.html", "#rubrique-2")
    ]


def test_the_answer_stands_where_the_question_says_and_does_not_hold_it(passages):
    answers = [p for p in passages if (p.source_id, p.locator) == ("article1.html", "#rubrique-2")]
    assert len(answers) == 1
    assert "Combien" not in answers[0].titled_text
    assert answers[0].heading_path == ("Les congés payés", "…", "Cas général")


def test_a_sheet_keeps_its_address_and_its_day(passages):
    assert (passages[0].sources[0].url, passages[0].date) == ("https://travail.example/conges", "2025-11-13")


def test_the_questions_to_choose_by_are_none_of_those_reported():
    questions = [SheetQuestion(str(number), "", "") for number in range(900)]
    tuning, reported = split(questions)
    assert len(tuning) == len(reported) == 300
    assert not set(tuning) & set(reported)
    assert split(questions) == (tuning, reported)


def test_a_ranking_is_scored_by_where_its_first_right_passage_stands():
    questions = [SheetQuestion(name, name, "#a") for name in ("first", "third", "never")]
    ranked = [[("first", "#a")], [("x", "#a"), ("third", "#b"), ("third", "#a")], [("x", "#a")]]
    found = score(questions, ranked)
    assert found.hits == {1: pytest.approx(1 / 3), 5: pytest.approx(2 / 3), 10: pytest.approx(2 / 3)}
    assert found.reciprocal_rank == pytest.approx((1 + 1 / 3) / 3)


def test_without_npm_one_line_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sheets.shutil, "which", lambda name: None)
    with pytest.raises(SheetsUnavailable, match="npm est absent : installez"):
        fetch(tmp_path)


def test_a_registry_that_refuses_is_told_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    npm = tmp_path / "npm"
    npm.write_text("#!/bin/sh\necho 'npm error code E404' >&2\nexit 1\n")
    npm.chmod(0o755)
    monkeypatch.setattr(sheets.shutil, "which", lambda name: str(npm))
    with pytest.raises(SheetsUnavailable, match=r"^npm ne donne pas .*E404$"):
        fetch(tmp_path / "sheets")
