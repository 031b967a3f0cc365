"""PDF as offices make them: columns, tables, running heads, scans; each sentence on its page."""

import os
from collections.abc import Callable
from random import Random

import pytest
from reportlab.pdfgen.canvas import Canvas

from assistant.errors import InvalidInput
from assistant.records import Block
from ingest.loading.pdf import read_pdf
from ingest.loading.pdf_recognition import can_recognise
from tests.ingest.made_pdf import appended, document, heading, paragraph, ruled, scanned

LONG = (
    "La commission examine les dossiers que les communes lui transmettent, vérifie que chaque dépense est "
    "admissible et propose au préfet la liste des opérations retenues pour l'année. "
)
recognising = pytest.mark.skipif(
    not can_recognise() and os.environ.get("CI") != "true", reason="Tesseract is not installed"
)


def blocks(raw: bytes) -> tuple[Block, ...]:
    return read_pdf(raw).blocks


def told(raw: bytes) -> list[tuple[str, str]]:
    return [(block.text, block.locator) for block in blocks(raw)]


WORDS = """commission dossier commune dépense préfet opération année région aide projet atelier usine four
énergie chaleur friche métal rail canal pont ville vallée sentier mine acier verre papier bois""".split()


def numbered(count: int, words: int = 32) -> list[str]:
    """Paragraphs of one sentence, each of its own words."""
    chance = Random(7)
    return [f"Texte {n} : {' '.join(chance.choices(WORDS, k=words))}." for n in range(1, count + 1)]


def test_two_columns_are_read_one_after_the_other() -> None:
    texts = numbered(24)
    read = [text for text, _ in told(document([paragraph(text) for text in texts], columns=2))]
    assert read == texts


def test_one_column_with_short_lines_is_not_torn() -> None:
    texts = [f"Article {n} : décision {n}." for n in range(30)]
    read = " ".join(text for text, _ in told(document([paragraph(text) for text in texts])))
    assert all(text in read for text in texts)


def test_each_row_of_a_table_reads_with_its_header() -> None:
    rows = [["Aide", "Taux"], ["Étude de faisabilité", "50 %"], ["Travaux sur four", "30 %"]]
    raw = document([paragraph("Voici les taux."), ruled(rows), paragraph("Ils valent jusqu'en 2027.")])
    assert told(raw) == [
        ("Voici les taux.", "p. 1"),
        ("Aide : Étude de faisabilité ; Taux : 50 %.", "p. 1"),
        ("Aide : Travaux sur four ; Taux : 30 %.", "p. 1"),
        ("Ils valent jusqu'en 2027.", "p. 1"),
    ]


@pytest.mark.parametrize("repeated", [0, 1])
def test_a_table_that_goes_on_overleaf_keeps_its_header(repeated: int) -> None:
    rows = [["Commune", "Crédit"], *[[f"Commune numéro {n}", f"{n} 000 €"] for n in range(1, 61)]]
    read = told(document([ruled(rows, repeated)]))
    assert [text for text, _ in read] == [
        f"Commune : Commune numéro {n} ; Crédit : {n} 000 €." for n in range(1, 61)
    ]
    assert {page for _, page in read} == {"p. 1", "p. 2"}


def test_a_box_around_a_text_is_no_table() -> None:
    raw = document([ruled([["Retenez ceci."]]), paragraph("La suite.")])
    assert told(raw) == [("Retenez ceci.", "p. 1"), ("La suite.", "p. 1")]


def test_what_every_page_repeats_is_left_out() -> None:
    def around(canvas: Canvas, page: int) -> None:
        canvas.drawString(50, 810, "Préfecture, guide des aides" if page % 2 else "Édition de mars")
        canvas.drawString(280, 30, f"{page} / 9")

    read = told(document([paragraph(text) for text in numbered(120)], around=around))
    assert [text for text, _ in read] == numbered(120)


def test_headings_are_told_by_their_size_and_open_sections() -> None:
    story = [
        heading("Le guide des aides", 1),
        *[heading("Les montants", 2), paragraph(LONG), heading("Les plafonds", 3), paragraph(LONG)],
        *[heading("Les délais qui s'appliquent aux demandes déposées par les entreprises de la région", 2)],
        paragraph(LONG),
    ]
    content = read_pdf(document(story))
    assert content.title == "Le guide des aides"
    assert [block.heading_path for block in content.blocks] == [
        ("Le guide des aides", "Les montants"),
        ("Le guide des aides", "Les montants", "Les plafonds"),
        (
            "Le guide des aides",
            "Les délais qui s'appliquent aux demandes déposées par les entreprises de la région",
        ),
    ]


def test_a_table_of_contents_gives_no_heading() -> None:
    entries = [heading(f"{n} Chapitre sur un sujet {'. ' * 20} {n + 3}", 3) for n in range(1, 9)]
    read = blocks(document([heading("Sommaire", 2), *entries, paragraph(LONG)]))
    assert [block.text for block in read] == [LONG.strip()]


def test_a_paragraph_over_two_pages_stands_on_the_first() -> None:
    read = told(document([paragraph(text) for text in numbered(9, words=140)]))
    assert [text for text, _ in read] == numbered(9, words=140)
    assert {page for _, page in read} == {"p. 1", "p. 2"}


@recognising
def test_a_scanned_page_is_read_and_marked() -> None:
    printed = document([paragraph("La demande est déposée avant le début des travaux.", "Heading2")])
    read = blocks(appended(document([paragraph("Page imprimée.")]), scanned(printed)))
    assert [(block.text, block.locator, block.recognised) for block in read] == [
        ("Page imprimée.", "p. 1", False),
        ("La demande est déposée avant le début des travaux.", "p. 2", True),
    ]


def test_without_tesseract_a_scan_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(InvalidInput, match="installez Tesseract"):
        read_pdf(scanned(document([paragraph("Un texte.")])))


@pytest.mark.parametrize(
    "damage", [lambda raw: raw[: len(raw) // 2], lambda raw: raw[:40], lambda raw: b"%PDF-1.7\n"]
)
def test_a_damaged_file_is_one_line(damage: Callable[[bytes], bytes]) -> None:
    raw = damage(document([paragraph(text) for text in numbered(40)]))
    try:
        assert read_pdf(raw).blocks  # pdfium rebuilds what it can
    except InvalidInput as error:
        assert str(error) in (
            "PDF endommagé",
            "aucun texte dans ce PDF : il a sans doute été numérisé en images",
        )
