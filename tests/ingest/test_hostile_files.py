"""Hostile and broken files in a folder: each is one line that names it and says why, and the rest is read."""

import os
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from unicodedata import normalize
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from pypdf import PdfWriter
from pypdf.actions import JavaScript
from reportlab.pdfgen.canvas import Canvas

from assistant.errors import InvalidInput
from ingest.corpus import read_corpus
from ingest.documents import SUFFIXES
from ingest.loading import load_document
from ingest.loading.archives import read_parts
from ingest.loading.files import _READERS
from ingest.progress import ignore_progress
from ingest.reading import CorpusReading
from tests.ingest.office_files import archive, docx, docx_parts, odt, odt_parts, paragraph

SOUND = "bon.txt"
ENTITIES = (
    '<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'
)


def pdf(text: str = "Le texte de la page.") -> bytes:
    file = BytesIO()
    canvas = Canvas(file)
    canvas.drawString(72, 700, text)
    canvas.save()
    return file.getvalue()


def encrypted_pdf() -> bytes:
    writer = PdfWriter(BytesIO(pdf()))
    writer.encrypt("secret", algorithm="RC4-128")
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


def active_pdf() -> bytes:
    writer = PdfWriter(BytesIO(pdf()))
    writer.add_open_action(JavaScript("app.alert('mal');"))
    writer.add_attachment("mal.txt", b"Le texte de la piece jointe.")
    file = BytesIO()
    writer.write(file)
    return file.getvalue()


def pdf_of(pages: int) -> bytes:
    """A sound PDF of pages that share one content, written by hand."""
    kids = " ".join(f"{number} 0 R" for number in range(4, pages + 4))
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 3 0 R>>"
    objects = ["<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Count {pages}/Kids[{kids}]>>"]
    objects += ["<</Length 0>>stream\n\nendstream", *[page] * pages]
    written, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(written))
        written += f"{number} 0 obj{content}endobj\n".encode()
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"trailer<</Root 1 0 R/Size {len(objects) + 1}>>\nstartxref\n{len(written)}\n%%EOF"
    return written + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{end}".encode()


def with_entities(part: object) -> str:
    return ENTITIES + str(part).replace("<w:t>", "<w:t>&b;").replace("<text:p>", "<text:p>&b;")


def docx_with(**parts: str | bytes) -> bytes:
    names = {"document": "word/document.xml", "styles": "word/styles.xml", "image": "word/media/image1.bin"}
    return archive(docx_parts(paragraph("Un texte.")) | {names[name]: part for name, part in parts.items()})


def marked_encrypted(raw: bytes) -> bytes:
    """The archive with the bit that says that its entries are encrypted."""
    changed = bytearray(raw)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        found = changed.find(mark)
        while found >= 0:
            changed[found + place] |= 1
            found = changed.find(mark, found + 4)
    return bytes(changed)


def lying_bomb() -> bytes:
    """A part that declares a hundred bytes and holds a hundred million."""
    parts = docx_parts("") | {"word/document.xml": b"<a>" + b" " * 100_000_000}
    raw = bytearray(archive(parts))
    size = (100_000_003).to_bytes(4, "little")
    while (found := raw.find(size)) >= 0:
        raw[found : found + 4] = (100).to_bytes(4, "little")
    return bytes(raw)


def with_type_damaged(raw: bytes) -> bytes:
    """The archive with its first part packed otherwise than any deflate stream begins."""
    start = raw.index(b"mimetype") + len("mimetype")
    return raw[:start] + b"\xff" * 8 + raw[start + 8 :]


def with_two_of_one_name() -> bytes:
    file = BytesIO(docx(paragraph("Un texte.")))
    with ZipFile(file, "a", ZIP_DEFLATED) as opened, pytest.warns(UserWarning, match="Duplicate"):
        opened.writestr("word/document.xml", "<x/>")
    return file.getvalue()


def deep_docx() -> bytes:
    depth = 200
    return docx("<w:p><w:r><w:t>x</w:t></w:r></w:p>".join(("<w:sdt>" * depth, "</w:sdt>" * depth)))


HOSTILE: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "encrypted PDF": ("a.pdf", encrypted_pdf, "mot de passe"),
    "truncated PDF": ("a.pdf", lambda: pdf()[:200], "endommagé"),
    "PDF of 5,000 pages": ("a.pdf", lambda: pdf_of(5000), "pages"),
    "zero bytes": ("a.docx", lambda: b"", "vide"),
    "truncated DOCX": ("a.docx", lambda: docx(paragraph("Un texte."))[:-200], "endommagé"),
    "truncated ODT": ("a.odt", lambda: odt("<text:p>Un texte.</text:p>")[:-200], "endommagé"),
    "zeros for a DOCX": ("a.docx", lambda: b"PK\x03\x04" + bytes(5000), "endommagé"),
    "DOCX that is a bomb": ("a.docx", lambda: docx_with(document=b"<a>" + b" " * 60_000_000), "piégée"),
    "DOCX that lies on its size": ("a.docx", lying_bomb, "endommagé"),
    "DOCX with a bomb for image": ("a.docx", lambda: docx_with(image=bytes(510_000_000)), "piégée"),
    "DOCX of 10,001 parts": (
        "a.docx",
        lambda: archive(docx_parts("") | {f"word/{n}.bin": b"" for n in range(10_001)}),
        "plus de 10000 fichiers",
    ),
    "ODT that is a bomb": (
        "a.odt",
        lambda: archive(odt_parts("") | {"content.xml": b"<a>" + b" " * 60_000_000}),
        "piégée",
    ),
    "entities in a DOCX": (
        "a.docx",
        lambda: docx_with(document=with_entities(docx_parts(paragraph("x"))["word/document.xml"])),
        "entités",
    ),
    "entities in the styles": ("a.docx", lambda: docx_with(styles=ENTITIES + "<r>&c;</r>"), "entités"),
    "entities in UTF-16": (
        "a.docx",
        lambda: docx_with(document=f"{ENTITIES}<r>&b;</r>".encode("utf-16")),
        "entités",
    ),
    "entities in an ODT": (
        "a.odt",
        lambda: archive({k: with_entities(v) if k == "content.xml" else v for k, v in odt_parts("").items()}),
        "entités",
    ),
    "encrypted entries": ("a.docx", lambda: marked_encrypted(docx(paragraph("x"))), "mot de passe"),
    "encrypted entries of an ODT": ("a.odt", lambda: marked_encrypted(odt("")), "mot de passe"),
    "ODT whose type is damaged": ("a.odt", lambda: with_type_damaged(odt("")), "endommagé"),
    "encrypted DOCX": (
        "a.docx",
        lambda: bytes.fromhex("D0CF11E0A1B11AE1") + "EncryptedPackage".encode("utf-16-le"),
        "mot de passe",
    ),
    "encrypted ODT": (
        "a.odt",
        lambda: archive(
            odt_parts("") | {"META-INF/manifest.xml": '<m:m xmlns:m="m"><m:encryption-data/></m:m>'}
        ),
        "mot de passe",
    ),
    "entry that climbs": (
        "a.docx",
        lambda: archive(docx_parts(paragraph("x")) | {"word/../../etc/x.xml": "<x/>"}),
        "noms suspects",
    ),
    "entry from the root": ("a.odt", lambda: archive(odt_parts("") | {"/etc/passwd": "x"}), "noms suspects"),
    "two entries of one name": ("a.docx", with_two_of_one_name, "noms suspects"),
    "DOCX nested deep": ("a.docx", deep_docx, "aucun texte"),
    "DOCX without text": ("a.docx", lambda: docx(""), "aucun texte"),
    "DOCX that is no XML": ("a.docx", lambda: docx_with(document="pas du XML"), "endommagé"),
    "ODT without content": ("a.odt", lambda: archive({"mimetype": odt_parts("")["mimetype"]}), "endommagé"),
    "PDF named DOCX": ("a.docx", pdf, "extension"),
    "DOCX named HTML": ("a.html", lambda: docx(paragraph("x")), "extension"),
    "DOCX named ODT": ("a.odt", lambda: docx(paragraph("x")), "extension"),
    "ODT named DOCX": ("a.docx", lambda: odt(""), "extension"),
    "text named PDF": ("a.pdf", lambda: b"Un texte.", "extension"),
    "text named DOCX": ("a.docx", lambda: b"Un texte.", "extension"),
    "page named TXT": ("a.txt", lambda: b"<!DOCTYPE html><p>Un texte.</p>", "extension"),
    "old Word named DOCX": ("a.docx", lambda: bytes.fromhex("D0CF11E0A1B11AE1") + bytes(999), "extension"),
    "image named Markdown": ("a.md", lambda: b"\x89PNG\r\n\x1a\n" + bytes(99), "extension"),
    "another format": ("a.exe", lambda: b"MZ", "non pris en charge"),
    "100 MB of text": ("a.txt", lambda: b"Une phrase de texte. " * 5_000_000, "20 Mo"),
    "newline in the name": ("a\nb.txt", lambda: b"Un texte.", "signes qui ne s'écrivent pas"),
    "escape in the name": ("a\x1b[2Jb.txt", lambda: b"Un texte.", "signes qui ne s'écrivent pas"),
    "name written backwards": ("a\u202etxt.pdf", pdf, "signes qui ne s'écrivent pas"),
    "name that is no UTF-8": ("a\udcff.txt", lambda: b"Un texte.", "signes qui ne s'écrivent pas"),
}


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> CorpusReading:
    """A corpus with one folder for each case."""
    corpus = tmp_path_factory.mktemp("hostile")
    for case, (name, content, _) in HOSTILE.items():
        folder = corpus / "documents" / case
        folder.mkdir(parents=True)
        (folder / name).write_bytes(content())
    (corpus / "documents" / SOUND).write_text("Un texte sans malice.", encoding="utf-8")
    return read_corpus(corpus, ignore_progress)


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_file_is_one_failure(case: str, read: CorpusReading) -> None:
    [failure] = [one for one in read.failures if one.file.startswith(f"documents/{case}/")]
    assert HOSTILE[case][2] in failure.reason
    assert str(failure).isprintable()


def test_the_rest_is_read(read: CorpusReading) -> None:
    assert [passage.text for passage in read.passages] == ["Un texte sans malice."]
    assert len(read.failures) == len(HOSTILE)


def folder_of(tmp_path: Path) -> Path:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / SOUND).write_text("Un texte sans malice.", encoding="utf-8")
    return tmp_path / "documents"


def refused(folder: Path, *sound: str) -> list[str]:
    """The failures of a corpus whose documents are these, besides the sound one."""
    reading = read_corpus(folder.parent, ignore_progress)
    assert [passage.text for passage in reading.passages] == [*sound, "Un texte sans malice."]
    return [str(failure) for failure in reading.failures]


def test_what_is_no_file_is_not_opened(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    os.mkfifo(folder / "a.txt")
    (folder / "b.pdf").mkdir()
    (folder / "b.pdf" / "dedans.txt").write_text("Dedans.", encoding="utf-8")
    (folder / "a.html").symlink_to("/dev/zero")
    (folder / "a.md").symlink_to(folder / "absent.md")
    outside = tmp_path / "secret.txt"
    outside.write_text("Un secret.", encoding="utf-8")
    (folder / "a.odt").symlink_to(outside)
    (folder / "ailleurs").symlink_to(tmp_path.parent)
    assert refused(folder) == [
        "documents/a.html : lien vers un fichier hors du dossier, refusé",
        "documents/a.md : fichier illisible",
        "documents/a.odt : lien vers un fichier hors du dossier, refusé",
        "documents/a.txt : ce n'est pas un fichier",
        "documents/ailleurs : lien vers un fichier hors du dossier, refusé",
        "documents/b.pdf : ce n'est pas un fichier",
    ]


def test_names_that_differ_by_case_or_accents_alone_are_told_apart_or_refused(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    for name, text in (("Aide.txt", "Un."), ("aide.txt", "Deux."), ("aidé.txt", "Trois.")):
        (folder / name).write_text(text, encoding="utf-8")
    (folder / normalize("NFD", "aidé.txt")).write_text("Quatre.", encoding="utf-8")
    failures = refused(folder, "Un.", "Deux.")
    assert len(failures) == 2
    assert all("même nom, aux accents et aux signes près, que « documents/aide.txt »" in f for f in failures)


def test_odd_names_are_only_names(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    for name in ("a..b.txt", "a%2e%2e%2fb.txt", "a\\..\\b.txt", f"a{'é' * 120}.txt", "a\u00a0b;$(x).txt"):
        (folder / name).write_text("Un texte.", encoding="utf-8")
    assert refused(folder, *["Un texte."] * 5) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads all")
def test_what_may_not_be_read_is_refused(tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    (folder / "a.txt").write_text("Un texte.", encoding="utf-8")
    (folder / "a.txt").chmod(0)
    (folder / "fermé").mkdir(mode=0)
    assert refused(folder) == [
        "documents/a.txt : fichier illisible",
        "documents/fermé : ce n'est pas un fichier",
    ]


def test_scripts_and_embedded_files_of_a_pdf_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(active_pdf())
    assert [block.text for block in load_document(tmp_path / "a.pdf", None, tmp_path).blocks] == [
        "Le texte de la page."
    ]


def test_a_part_that_swells_is_left_before_it_is_whole() -> None:
    with pytest.raises(InvalidInput, match="démesuré"):
        read_parts(archive({"a.xml": b"<a>" + b" " * 5_000_000}), lambda _: True)


def test_the_suffixes_of_documents_are_those_that_are_read() -> None:
    assert set(SUFFIXES) == set(_READERS)
