"""Files of any kind: each is read, or refused with one line that says why."""

from pathlib import Path

import pytest

from assistant.errors import InvalidInput
from assistant.records import Source
from ingest.loading import load_document


def write(folder: Path, name: str, content: bytes) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


HOSTILE = {
    "zero bytes": ("a.html", b"", "vide"),
    "blanks": ("a.txt", b" \n \n", "vide"),
    "binary": ("a.html", bytes(range(256)) * 40, "binaire"),
    "zip": ("a.txt", b"PK\x03\x04\x00\x00\x00\x00\x00\x00" * 20, "extension"),
    "PDF named HTML": ("a.html", b"%PDF-1.4\n", "extension"),
    "HTML named PDF": ("a.pdf", b"<p>x</p>", "extension"),
    "truncated PDF": ("a.pdf", b"%PDF-1.4\n1 0 obj\n<<", "PDF endommagé"),
    "unknown extension": ("a.exe", b"MZ", "« .exe »"),
    "no extension": ("notes", b"x", "sans extension"),
    "scripts only": ("a.html", b"<script>alert(1)</script>", "aucun texte"),
    "markup only": ("a.html", b"<p></p>", "aucun texte"),
    "too large": ("a.txt", b"x" * 20_000_001, "20 Mo"),
}


@pytest.mark.parametrize(("name", "content", "reason"), HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_file_is_refused_in_one_line(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    with pytest.raises(InvalidInput, match=reason) as refusal:
        load_document(write(tmp_path, name, content), None, tmp_path)
    assert "\n" not in str(refusal.value)


def test_a_link_that_leaves_the_folder_is_refused(tmp_path: Path) -> None:
    outside = write(tmp_path, "secret.txt", b"Un secret.")
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "lien.txt").symlink_to(outside)
    with pytest.raises(InvalidInput, match="hors du dossier"):
        load_document(folder / "lien.txt", None, folder)


def test_a_link_within_the_folder_is_read(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", b"Un texte.")
    (tmp_path / "b.txt").symlink_to(tmp_path / "a.txt")
    assert load_document(tmp_path / "b.txt", None, tmp_path).source.source_id == "b.txt"


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="illisible"):
        load_document(tmp_path / "absent.txt", None, tmp_path)


def test_a_folder_with_the_name_of_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.html").mkdir()
    with pytest.raises(InvalidInput, match="pas un fichier"):
        load_document(tmp_path / "a.html", None, tmp_path)


def test_an_unregistered_file_is_known_by_its_path(tmp_path: Path) -> None:
    path = write(tmp_path, "été/Prix d'entrée.txt", "Le prix est fixé.".encode())
    source = load_document(path, None, tmp_path).source
    assert (source.source_id, source.title, source.publisher) == (
        "ete/Prix-d-entree.txt",
        "Prix d'entrée",
        "",
    )


def test_a_registered_file_keeps_its_source(tmp_path: Path) -> None:
    source = Source("loi", "La loi", "État")
    path = write(tmp_path, "loi.html", b"<title>Autre</title><p>Texte.")
    assert load_document(path, source, tmp_path).source == source


def test_an_extension_in_capitals_is_known(tmp_path: Path) -> None:
    assert load_document(write(tmp_path, "A.HTM", b"<p>Texte."), None, tmp_path).blocks[0].text == "Texte."
