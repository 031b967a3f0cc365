"""A document added to a corpus: seen first, then published or undone."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.documents.publication import Entry, preview, publish, standing, upload_of
from assistant.errors import InvalidInput
from assistant.index_folder import current_version, read_passages
from assistant.settings import PROJECT, Settings

REGISTER = """# Les sources, tenues à la main.
- id: anct
  url: https://example.org/anct
  title: Territoires d'industrie
  publisher: ANCT
  official: true
  rank: official-page
"""
NOTE = b"# Note\n\n## Horaires\n\nLe guichet ouvre le mardi.\n\n## Lieu\n\nLe guichet est sur la place.\n"
NAME, TITLE = "Note du guichet", "Note : 'x'\n- id: pirate # non"
ENTRY = Entry(TITLE, "Guichet", "https://example.org/note", "2026-03", "official-guide", True)


@pytest.fixture
def small(tmp_path: Path) -> Settings:
    (tmp_path / "corpus" / "documents").mkdir(parents=True)
    (tmp_path / "corpus" / "sources.yaml").write_text(REGISTER, encoding="utf-8")
    return Settings().at(tmp_path / "corpus", None)


def contents(corpus: Path) -> dict[str, bytes]:
    kept = (path for path in corpus.rglob("*") if path.is_file() and ".index" not in path.parts)
    return {path.relative_to(corpus).as_posix(): path.read_bytes() for path in kept}


@pytest.mark.parametrize(
    ("name", "title", "expected"),
    [
        ("../../etc/Règlement d'œuvre.PDF", "", "reglement-d-oeuvre.pdf"),
        ("c:\\x\\note.md", "", "note.md"),
        ("note.md", "Été 2026 : l'appel / à projets", "ete-2026-l-appel-a-projets.md"),
        (".htaccess", "", "htaccess"),
        ("…..md", "", "document.md"),
        ("a\0b.md;rm", "", "a-b"),
        ("x" * 300 + ".pdf", "", "x" * 60 + ".pdf"),
    ],
)
def test_the_name_of_a_file_hides_no_path(name: str, title: str, expected: str):
    assert upload_of(name, b"", title, None).file_name == expected


def test_a_preview_gives_the_passages_and_writes_nothing(small: Settings):
    before = contents(small.corpus)
    seen = preview(upload_of("note.md", NOTE, "", None))
    assert [each["locator"] for each in seen["passages"]] == ["§ 1", "§ 2"]
    assert seen["title"] == "Note"
    assert contents(small.corpus) == before


@pytest.mark.parametrize(
    ("name", "raw", "reason"),
    [
        ("note.exe", b"MZ", "non pris en charge"),
        ("note.pdf", b"%PDF-1.4\ncass\xc3\xa9", "PDF"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_line(name: str, raw: bytes, reason: str):
    with pytest.raises(InvalidInput) as refused:
        preview(upload_of(name, raw, "", None))
    assert reason in str(refused.value) and "\n" not in str(refused.value)


@pytest.mark.slow
def test_a_document_is_published_registered_and_replaced(small: Settings, project_index: Path):
    done = publish(upload_of("x.md", NOTE, NAME, ENTRY), small)
    assert (done.version, done.created, done.passage_id) == (1, 2, "note-du-guichet/1")
    written = (small.corpus / "sources.yaml").read_text(encoding="utf-8")
    assert written.startswith(REGISTER) and "- id: note-du-guichet" in written
    assert not standing(small.corpus, upload_of("x.md", b"", "pirate", None)).is_registered
    served = {each.passage_id: each for each in read_passages(current_version(small.index))}
    assert served["note-du-guichet/1"].sources[0].url == ENTRY.url
    assert served["note-du-guichet/1"].sources[0].title == TITLE
    newer = upload_of("x.txt", "Le guichet ouvre désormais le jeudi matin.".encode(), NAME, ENTRY)
    with pytest.raises(InvalidInput):
        publish(newer, small)
    assert publish(newer, small, replaces=True).deleted == 1
    assert (small.corpus / "sources.yaml").read_text(encoding="utf-8") == written
    assert set(contents(small.corpus)) == {"documents/note-du-guichet.txt", "sources.yaml"}


@pytest.mark.parametrize(
    "changes",
    [{"url": "javascript:alert(1)"}, {"published": "31/02/2026"}, {"url": "https://example.org/anct"}],
)
def test_an_entry_that_the_register_refuses_leaves_the_corpus_as_it_was(small: Settings, changes: dict):
    (small.corpus / "documents" / "autre.md").write_bytes(NOTE)
    before = contents(small.corpus)
    fields = {name: getattr(ENTRY, name) for name in ENTRY.__dataclass_fields__} | changes
    with pytest.raises(InvalidInput) as refused:
        publish(upload_of("autre.md", NOTE, "autre", Entry(**fields)), small, replaces=True)
    assert next(iter(changes)) in str(refused.value)
    assert contents(small.corpus) == before
    assert not small.index.exists()


def test_a_corpus_without_a_folder_of_documents_is_refused(small: Settings):
    (small.corpus / "documents").rmdir()
    with pytest.raises(InvalidInput):
        publish(upload_of("note.md", NOTE, "", None), small)


def test_the_preview_command_tells_people_and_programs(tmp_path: Path):
    (tmp_path / "note.md").write_bytes(NOTE)

    def run(*arguments: str) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-m", "ingest", "preview", *arguments]
        return subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)

    told = run(str(tmp_path / "note.md"))
    assert told.returncode == 0 and told.stdout.startswith("Note : 2 passages.")
    assert "§ 1 | Horaires | Le guichet ouvre le mardi." in told.stdout
    assert json.loads(run(str(tmp_path / "note.md"), "--json").stdout)["passages"][0]["recognised"] is False
    missing = run(str(tmp_path / "absent.md"))
    assert (missing.returncode, missing.stdout) == (2, "")
    assert missing.stderr == "absent.md : fichier introuvable\n"
    assert os.listdir(tmp_path) == ["note.md"]
