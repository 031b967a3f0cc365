"""The dated ends of the programme: each rests on a statement, each fault names its entry and field."""

from pathlib import Path

import pytest

from assistant.records import Failure
from ingest.facts import read_facts
from ingest.milestones import FILE, read_milestones
from ingest.register import read_register

CORPUS = Path(__file__).parents[2] / "corpus"
END = {"id": "fin", "name": "Fin du programme", "day": "2027-12-31", "statement": "un-enonce"}


def read(folder: Path, content: str) -> tuple[list[dict], tuple[Failure, ...]]:
    (folder / FILE).write_text(content, encoding="utf-8")
    return read_milestones(folder, {"un-enonce"})


def entry(**changed: str) -> str:
    fields = {key: value for key, value in {**END, **changed}.items() if value}
    return "- " + "\n  ".join(f"{key}: {value}" for key, value in fields.items()) + "\n"


def test_the_milestones_of_the_corpus_rest_on_its_statements() -> None:
    statements = {passage.passage_id: passage for passage in read_facts(CORPUS, read_register(CORPUS)[0])[0]}
    milestones, failures = read_milestones(CORPUS, statements)

    assert failures == ()
    assert {m["day"] for m in milestones} == {"2027-12-31"}
    assert all("2027" in statements[m["statement"]].text for m in milestones)


def test_a_milestone_is_read_as_it_is_written(tmp_path: Path) -> None:
    assert read(tmp_path, entry()) == ([END], ())


def test_a_corpus_without_a_calendar_has_no_milestone_and_no_fault(tmp_path: Path) -> None:
    assert read_milestones(tmp_path, set()) == ([], ())


@pytest.mark.parametrize(
    ("changed", "field", "reason"),
    [
        ({"day": "2027-02-30"}, "day", "n'existe pas"),
        ({"day": "31/12/2027"}, "day", "AAAA-MM-JJ"),
        ({"day": "2027"}, "day", "AAAA-MM-JJ"),
        ({"day": ""}, "day", "champ manquant"),
        ({"name": ""}, "name", "champ manquant"),
        ({"id": "Fin !"}, "id", "écriture incorrecte"),
        ({"statement": "rumeur"}, "statement", "énoncé inconnu « rumeur »"),
        ({"note": "en plus"}, "note", "champ inconnu"),
    ],
)
def test_a_fault_names_the_entry_and_the_field_and_the_others_stay(
    tmp_path: Path, changed: dict[str, str], field: str, reason: str
) -> None:
    milestones, (failure,) = read(tmp_path, entry(**changed) + entry(id="autre"))

    assert (failure.file, failure.field) == (FILE, field)
    assert reason in failure.reason
    assert [milestone["id"] for milestone in milestones] == ["autre"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [("fin: 2027\n", "liste attendue"), ("- [un\n", "ligne 2"), ("12\n", "liste attendue")],
)
def test_a_calendar_that_is_no_list_is_one_line(tmp_path: Path, content: str, reason: str) -> None:
    milestones, (failure,) = read(tmp_path, content)

    assert milestones == []
    assert reason in failure.reason


def test_an_entry_that_is_no_record_is_named_by_its_place(tmp_path: Path) -> None:
    _, (failure,) = read(tmp_path, "- un mot\n")

    assert (failure.entry, failure.reason) == ("entrée 1", "fiche attendue (clé : valeur)")
