"""`python -m ingest`: what each command prints, writes and leaves with."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.index import open_index
from assistant.settings import PROJECT
from ingest.__main__ import main
from ingest.corpus import read_corpus
from ingest.fetched import FetchRecord, FormerCopy, write_fetched
from ingest.progress import ignore_progress
from ingest.versions import hold_lock
from ingest.writer import synchronise

REGISTER = """
- id: anct-ti
  url: https://anct.gouv.fr/territoires-industrie
  title: Territoires d'industrie
  publisher: ANCT
  official: true
  rank: official-page
"""
FACTS = """
scope: programme
title: Calendrier
statements:
  - id: lancement
    text: Le programme a été lancé en novembre 2018.
    topic: calendrier
    confidence: high
    sources: [anct-ti]
    asked_as: [Quand le programme a-t-il commencé ?]
  - id: phase-2
    text: La phase 2 court jusqu'à la fin de 2027.
    topic: calendrier
    confidence: high
    sources: [anct-ti]
    asked_as: [Quand la phase 2 finit-elle ?]
"""
PAGE = """<html><head><title>Le prêt vert</title></head><body><main><h1>Le prêt vert</h1>
<p>Le prêt vert finance les machines économes en énergie des industriels de la région.</p></main></body>
</html>"""

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A small corpus without an index."""
    return write_corpus(tmp_path / "corpus")


@pytest.fixture
def indexed(tmp_path: Path, template: Path) -> Path:
    """The same corpus with its index."""
    return Path(shutil.copytree(template, tmp_path / "indexed"))


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory, encoder: Any) -> Path:
    folder = write_corpus(tmp_path_factory.mktemp("template") / "corpus")
    reading = read_corpus(folder, ignore_progress)
    synchronise(reading, folder / ".index", encoder, ignore_progress, built_at="2026-11-23T10:00:00+00:00")
    return folder


def write_corpus(folder: Path) -> Path:
    (folder / "facts").mkdir(parents=True)
    (folder / "documents").mkdir()
    (folder / "sources.yaml").write_text(REGISTER, encoding="utf-8")
    (folder / "facts" / "calendrier.yaml").write_text(FACTS, encoding="utf-8")
    (folder / "documents" / "pret-vert.html").write_text(PAGE, encoding="utf-8")
    return folder


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], encoder: Any, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in this process, where the model folder is ready: its status, output and errors."""
    for name in [name for name in os.environ if name.startswith("ASSISTANT_")]:
        monkeypatch.delenv(name)

    def command(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        try:
            status = main([str(argument) for argument in arguments])
        except SystemExit as leaving:
            status = int(leaving.code or 0)
        return (status, *capsys.readouterr())

    return command


def built(run: Run, corpus: Path) -> dict[str, Any]:
    return json.loads(run("build", "--corpus", corpus, "--json")[1])


def test_a_build_prints_one_json_document_with_what_it_did(run: Run, corpus: Path):
    report = built(run, corpus)
    assert (report["created"], report["updated"], report["deleted"], report["unchanged"]) == (3, 0, 0, 0)
    assert report["failures"] == []
    assert report["counts"]["statements"] == 2 and report["counts"]["documents"] == 1


def test_a_second_build_reports_no_change(run: Run, indexed: Path):
    report = built(run, indexed)
    assert (report["created"], report["updated"], report["deleted"], report["unchanged"]) == (0, 0, 0, 3)


def test_a_build_tells_people_in_french_what_it_did(run: Run, corpus: Path):
    status, output, _ = run("build", "--corpus", corpus)
    assert status == 0
    assert "3 créés, 0 modifié, 0 supprimé, 0 inchangé" in output
    assert "2 énoncés" in output and "1 document" in output


def test_what_is_built_can_be_opened(run: Run, indexed: Path, encoder: Any):
    with open_index(indexed / ".index", encoder.fingerprint) as index:
        assert {"lancement", "phase-2"} < set(index.passages)
        parts = {"activities", "documents", "milestones", "supports", "territory", "vocabulary", "watch"}
        assert set(index.records) == parts


def test_the_index_goes_where_it_is_asked(run: Run, corpus: Path, tmp_path: Path):
    run("build", "--corpus", corpus, "--index", tmp_path / "ailleurs")
    assert (tmp_path / "ailleurs" / "current").exists()
    assert not (corpus / ".index").exists()


def test_a_bad_file_is_reported_and_the_rest_is_indexed(run: Run, corpus: Path):
    (corpus / "facts" / "cassé.yaml").write_text("statements: [", encoding="utf-8")
    (corpus / "documents" / "image.png").write_bytes(b"\x89PNG")
    status, output, _ = run("build", "--corpus", corpus, "--json")
    report = json.loads(output)
    assert status == 1 and report["created"] == 3
    assert {failure["file"] for failure in report["failures"]} == {"facts/cassé.yaml", "documents/image.png"}


def test_a_bad_entry_is_reported_with_its_file_entry_and_field(run: Run, corpus: Path):
    facts = corpus / "facts" / "calendrier.yaml"
    facts.write_text(FACTS.replace("id: phase-2", "id: phase-2\n    date: 31/02/2024"), encoding="utf-8")
    status, output, _ = run("build", "--corpus", corpus, "--json")
    (failure,) = json.loads(output)["failures"]
    assert (status, failure["file"], failure["entry"]) == (1, "facts/calendrier.yaml", "phase-2")
    assert failure["field"] == "date"


def test_an_emptied_corpus_leaves_the_index_as_it_was(run: Run, indexed: Path, encoder: Any):
    (indexed / "facts" / "calendrier.yaml").write_text("statements: [", encoding="utf-8")
    (indexed / "documents" / "pret-vert.html").unlink()
    status, _, errors = run("build", "--corpus", indexed)
    assert status == 2 and "facts/calendrier.yaml" in errors and "l'index n'est pas touché" in errors
    with open_index(indexed / ".index", encoder.fingerprint) as index:
        assert len(index.passages) == 3


def test_a_folder_of_files_is_a_corpus(run: Run, tmp_path: Path):
    (tmp_path / "pages" / "sous-dossier").mkdir(parents=True)
    (tmp_path / "pages" / "pret.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "pages" / "sous-dossier" / "notice.md").write_text("# Notice\n\nLe guichet ouvre lundi.\n")
    report = built(run, tmp_path / "pages")
    assert (report["counts"]["documents"], report["failures"]) == (2, [])


def test_an_index_kept_among_the_documents_is_not_read_as_one(run: Run, tmp_path: Path):
    (tmp_path / "pret.html").write_text(PAGE, encoding="utf-8")
    for _ in range(2):
        status, output, _ = run("build", "--corpus", tmp_path, "--index", tmp_path / "index", "--json")
        assert (status, json.loads(output)["counts"]["documents"]) == (0, 1)


@pytest.mark.parametrize("command", ["build", "check"])
@pytest.mark.parametrize(("place", "said"), [("absent", "n'est pas un dossier"), ("vide", "est vide")])
def test_a_missing_or_empty_corpus_is_one_line(run: Run, tmp_path: Path, command: str, place: str, said: str):
    (tmp_path / "vide").mkdir()
    status, output, errors = run(command, "--corpus", tmp_path / place)
    assert (status, output) == (2, "")
    assert said in errors and errors.count("\n") == 1


def test_a_second_build_at_once_is_one_line(run: Run, corpus: Path):
    with hold_lock(corpus / ".index"):
        status, output, errors = run("build", "--corpus", corpus)
    assert (status, output) == (2, "")
    assert "déjà en cours" in errors.splitlines()[-1]


def test_a_clean_corpus_passes_the_check(run: Run, corpus: Path):
    status, output, _ = run("check", "--corpus", corpus)
    assert status == 0 and "Aucune erreur." in output


def test_a_check_lists_every_failure_and_writes_nothing(run: Run, corpus: Path):
    (corpus / "sources.yaml").write_text("- id: anct-ti\n", encoding="utf-8")
    status, output, _ = run("check", "--corpus", corpus)
    assert status == 1
    assert "sources.yaml : anct-ti : url" in output and "facts/calendrier.yaml : phase-2 : sources" in output
    assert not (corpus / ".index").exists()


def test_the_status_counts_the_passages_of_each_source(run: Run, indexed: Path):
    status, output, _ = run("status", "--corpus", indexed, "--json")
    state = json.loads(output)
    assert (status, state["version"], state["up_to_date"], state["failing"]) == (0, 1, True, [])
    assert {source["source_id"]: source["passages"] for source in state["sources"]}["anct-ti"] == 2


def test_the_status_says_when_the_corpus_has_changed(run: Run, indexed: Path):
    (indexed / "documents" / "pret-vert.html").unlink()
    assert "Le corpus a changé" in run("status", "--corpus", indexed)[1]


def test_the_status_says_first_which_source_changed_and_what_rests_on_it(run: Run, indexed: Path):
    copy = FormerCopy("anct-ti.html", "a", "2026-09-01", "2026-10-01", removed=("2026.",), added=("2027.",))
    write_fetched(indexed, {"anct-ti": FetchRecord("2026-10-02", "unchanged", former=(copy,))})
    run("build", "--corpus", indexed)
    lines = run("status", "--corpus", indexed)[1].splitlines()
    assert lines[4] == "Sources modifiées, à relire (1) :"
    assert lines[6] == "    énoncés à relire : lancement, phase-2"
    state = json.loads(run("status", "--corpus", indexed, "--stale-days", "0", "--json")[1])
    (source,) = [source for source in state["sources"] if source["source_id"] == "anct-ti"]
    assert source["marks"] == ["changed", "stale"] and source["changed_at"] == "2026-10-01"


def test_a_build_after_a_look_that_changed_nothing_embeds_nothing(run: Run, indexed: Path):
    write_fetched(indexed, {"anct-ti": FetchRecord("2026-10-02", "unchanged")})
    report = built(run, indexed)
    assert (report["version"], report["unchanged"], report["created"]) == (2, 3, 0)


def test_an_unreadable_state_of_the_fetches_is_one_failure(run: Run, indexed: Path):
    (indexed / "fetched.json").write_text("{", encoding="utf-8")
    status, output, _ = run("check", "--corpus", indexed)
    assert status == 1 and output.count("fetched.json") >= 1 and "1 erreur :" in output


def test_the_status_of_a_missing_index_names_the_command(run: Run, corpus: Path):
    status, _, errors = run("status", "--corpus", corpus)
    assert status == 2 and "`python -m ingest build`" in errors.splitlines()[-1]


@pytest.mark.parametrize(
    "arguments",
    [[], ["bâtir"], ["build", "--rapide"], ["check", "--index", "x"], ["status", "--stale-days", "-1"]],
)
def test_a_wrong_command_is_one_line(run: Run, arguments: list[str]):
    status, output, errors = run(*arguments)
    assert (status, output) == (2, "")
    assert errors.count("\n") == 1 and "python -m ingest --help" in errors


def test_a_setting_that_cannot_be_used_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("ASSISTANT_EMBEDDING_PRECISION", "int3")
    status, _, errors = run("check")
    assert (status, errors) == (2, "ASSISTANT_EMBEDDING_PRECISION : int8 ou fp32\n")


@pytest.mark.parametrize("command", ["check", "build"])
def test_nothing_heavy_is_imported_when_nothing_changed(run: Run, indexed: Path, command: str):
    code = f"""
import sys
from ingest.__main__ import main
assert main(["{command}", "--corpus", sys.argv[1]]) == 0
print([name for name in ("torch", "transformers", "onnxruntime", "chromadb") if name in sys.modules])
"""
    done = subprocess.run(
        [sys.executable, "-c", code, str(indexed)], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"
