"""PDF: pages that are images are recognised, and say so."""

import os
import shutil
from pathlib import Path

import pytest
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen.canvas import Canvas

from assistant.errors import InvalidInput
from ingest.loading import pdf_pages
from ingest.loading.pdf import read_pdf
from ingest.loading.pdf_recognition import can_recognise
from tests.ingest.typeset_pdf import (
    HEIGHT,
    TEXT,
    WIDTH,
    as_scan,
    drawn,
    flowing,
    page_of,
    paragraphs,
    scanned,
)

LARGE = ParagraphStyle("large", parent=TEXT, fontSize=13, leading=16, spaceAfter=10)
FIRST = "La commission régionale se réunit chaque trimestre pour examiner les dossiers des entreprises."
SECOND = "Le préfet notifie sa décision aux communes concernées avant la fin du mois de septembre."
LETTER = flowing(paragraphs(FIRST, SECOND, style=LARGE))


@pytest.fixture(scope="module", autouse=True)
def tesseract() -> None:
    """Without Tesseract these tests are skipped, or fail where `CI` is set."""
    if not can_recognise():
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(
            "Tesseract or its language « fra » is missing: scanned pages cannot be tested"
        )


def without_tesseract(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setenv("PATH", str(folder))


def mixed() -> bytes:
    def written(canvas: Canvas) -> None:
        canvas.drawString(60, 700, "Cette page est écrite et se lit sans aide.")

    return drawn(written, page_of(scanned(LETTER)[0]))


def test_a_scanned_page_is_read_and_says_so() -> None:
    blocks = read_pdf(as_scan(LETTER)).blocks
    assert [block.text for block in blocks] == [FIRST, SECOND]
    assert all(block.recognised and block.locator == "p. 1" for block in blocks)


def test_only_the_pages_without_text_are_recognised() -> None:
    found = {(block.locator, block.recognised) for block in read_pdf(mixed()).blocks}
    assert found == {("p. 1", False), ("p. 2", True)}


def test_a_stamp_on_a_scan_does_not_stand_for_its_text() -> None:
    def stamped(canvas: Canvas) -> None:
        page_of(scanned(LETTER)[0])(canvas)
        canvas.drawString(60, 30, "Reçu le 3 mai")

    assert FIRST in [block.text for block in read_pdf(drawn(stamped)).blocks]


def test_a_page_with_text_over_a_picture_is_not_recognised() -> None:
    def illustrated(canvas: Canvas) -> None:
        page_of(scanned(LETTER)[0])(canvas)
        canvas.drawString(60, 30, "Cette page est une affiche, et ce texte en est tout le texte écrit.")

    assert [block.recognised for block in read_pdf(drawn(illustrated)).blocks] == [False]


def test_text_laid_unseen_over_its_image_is_taken_as_recognised() -> None:
    def laid(canvas: Canvas) -> None:
        page_of(scanned(LETTER)[0])(canvas)
        text = canvas.beginText(60, 700)
        text.setTextRenderMode(3)
        text.textLine("Ce texte a été reconnu par le copieur qui a numérisé la page.")
        canvas.drawText(text)

    assert [block.recognised for block in read_pdf(drawn(laid)).blocks] == [True]


def test_a_scan_laid_sideways_is_read() -> None:
    image = scanned(LETTER)[0]

    def sideways(canvas: Canvas) -> None:
        canvas.setPageSize((HEIGHT, WIDTH))
        canvas.translate(HEIGHT, 0)
        canvas.rotate(90)
        canvas.drawImage(image, 0, 0, WIDTH, HEIGHT)

    assert FIRST in [block.text for block in read_pdf(drawn(sideways)).blocks]


def test_no_more_pages_are_recognised_than_reading_a_file_may_take(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf_pages, "MOST_RECOGNISED", 1)
    content = read_pdf(drawn(*[page_of(scanned(LETTER)[0])] * 2))
    assert {block.locator for block in content.blocks} == {"p. 1"}
    assert len(content.notes) == 1 and "sur 2" in content.notes[0]


def test_without_tesseract_the_written_pages_are_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    without_tesseract(monkeypatch, tmp_path)
    content = read_pdf(mixed())
    assert {block.locator for block in content.blocks} == {"p. 1"}
    assert len(content.notes) == 1 and "Tesseract" in content.notes[0]


def test_without_tesseract_a_scan_is_one_clear_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    without_tesseract(monkeypatch, tmp_path)
    with pytest.raises(InvalidInput, match=r"^page 1 .*Tesseract"):
        read_pdf(as_scan(LETTER))


def test_a_tesseract_without_french_cannot_recognise(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    fake = tmp_path / "tesseract"
    fake.write_text("#!/bin/sh\necho 'List of available languages (1):'\necho eng\n", encoding="ascii")
    fake.chmod(0o755)
    path = os.pathsep.join((str(tmp_path), str(Path(shutil.which("sh") or "/bin/sh").parent)))
    without_tesseract(monkeypatch, tmp_path)
    monkeypatch.setenv("PATH", path)
    assert not can_recognise()
