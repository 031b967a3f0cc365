"""Word documents: what a reader sees is read, under its headings and in its order."""

from io import BytesIO

import docx as python_docx
import pytest

from ingest.loading.word import read_docx
from tests.ingest.office_files import archive as zipped
from tests.ingest.office_files import docx, docx_parts, paragraph, style, table

ROWS = [["Taille", "Taux", "Plafond"], ["Petite", "20 %", "10 000 €"], ["Grande", "10 %", "5 000 €"]]
READ = [
    "Taille : Petite ; Taux : 20 % ; Plafond : 10 000 €.",
    "Taille : Grande ; Taux : 10 % ; Plafond : 5 000 €.",
]


def texts(raw: bytes) -> list[str]:
    return [block.text for block in read_docx(raw).blocks]


def test_a_document_is_read_under_its_headings_in_order() -> None:
    written = python_docx.Document()
    written.core_properties.title = "Document1"
    written.add_heading("Le guide des aides", 0)
    written.add_heading("L’aide à l’œuvre", 1)
    written.add_paragraph("Le taux est de 20 %.")
    written.add_paragraph("un devis", style="List Bullet")
    written.add_paragraph("un plan", style="List Number")
    written.add_heading("Les montants", 2)
    rows = written.add_table(rows=3, cols=3)
    for line, cells in zip(rows.rows, ROWS, strict=True):
        for cell, text in zip(line.cells, cells, strict=True):
            cell.text = text
    file = BytesIO()
    written.save(file)

    content = read_docx(file.getvalue())

    path = ("Le guide des aides", "L’aide à l’œuvre")
    assert content.title == "Le guide des aides"
    assert [(block.text, block.heading_path, block.locator) for block in content.blocks] == [
        ("Le taux est de 20 %.", path, "§ 1"),
        ("- un devis", path, "§ 2"),
        ("- un plan", path, "§ 3"),
        (READ[0], (*path, "Les montants"), "§ 4"),
        (READ[1], (*path, "Les montants"), "§ 5"),
    ]


@pytest.mark.parametrize(
    "styles",
    [
        style("Titre1", "heading 1"),
        style("Titre1", "Titre 1"),
        style("Titre1", "Section", '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>'),
        style("Titre1", "Mon titre", '<w:basedOn w:val="H"/>') + style("H", "heading 1"),
    ],
)
def test_a_heading_is_known_by_its_style(styles: str) -> None:
    content = read_docx(docx(paragraph("Les aides", "Titre1") + paragraph("Un texte."), styles))
    assert content.blocks[0].heading_path == ("Les aides",)
    assert content.title == "Les aides"


def test_a_heading_is_known_by_its_own_level() -> None:
    level = "<w:p><w:pPr><w:outlineLvl w:val='1'/></w:pPr><w:r><w:t>Les aides</w:t></w:r></w:p>"
    assert read_docx(docx(level + paragraph("Un texte."))).blocks[0].heading_path == ("Les aides",)


def test_the_title_of_the_properties_comes_first() -> None:
    assert read_docx(docx(paragraph("Un texte."), title="Guide 2026")).title == "Guide 2026"


@pytest.mark.parametrize("title", ["", "Document1", "Microsoft Word - guide.doc", "guide_v3.docx"])
def test_a_title_that_software_wrote_is_none(title: str) -> None:
    assert read_docx(docx(paragraph("Un texte."), title=title)).title is None


def test_a_table_of_contents_is_not_read() -> None:
    styles = style("TM1", "toc 1")
    assert texts(docx(paragraph("Les aides\t3", "TM1") + paragraph("Un texte."), styles)) == ["Un texte."]


def test_deleted_and_hidden_text_is_not_read_and_inserted_text_is() -> None:
    body = (
        "<w:p><w:r><w:t xml:space='preserve'>Le taux est de </w:t></w:r>"
        "<w:del><w:r><w:delText>10</w:delText></w:r></w:del><w:ins><w:r><w:t>20</w:t></w:r></w:ins>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>caché</w:t></w:r>"
        "<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t xml:space='preserve'> %.</w:t></w:r></w:p>"
    )
    assert texts(docx(body)) == ["Le taux est de 20 %."]


def test_a_note_follows_what_calls_it() -> None:
    body = (
        "<w:p><w:r><w:t>L’aide est versée.</w:t></w:r><w:r><w:footnoteReference w:id='2'/></w:r></w:p>"
        + paragraph("La suite.")
    )
    notes = f"<w:footnote w:id='2'>{paragraph('En deux fois.')}</w:footnote>"
    assert texts(docx(body, notes=notes)) == ["L’aide est versée.", "Note 1 : En deux fois.", "La suite."]


def test_a_text_box_is_read() -> None:
    box = (
        f"<w:p><w:r><w:pict><w:txbxContent>{paragraph('Encadré utile.')}</w:txbxContent></w:pict></w:r></w:p>"
    )
    assert texts(docx(box)) == ["Encadré utile."]


SHADE = '<w:shd w:val="clear" w:fill="4472C4"/>'
STYLED = '<w:tblStyle w:val="T"/><w:tblLook w:val="04A0"/>'
WITH_HEADER = '<w:style w:type="table" w:styleId="T"><w:tblStylePr w:type="firstRow"/></w:style>'


@pytest.mark.parametrize(
    ("body", "styles"),
    [
        (table([row[:2] for row in ROWS], of_cells=SHADE), ""),
        (table([row[:2] for row in ROWS], STYLED), WITH_HEADER),
    ],
    ids=["shaded", "styled"],
)
def test_a_first_row_set_apart_is_the_header(body: str, styles: str) -> None:
    assert texts(docx(body, styles))[0] == "Taille : Petite ; Taux : 20 %."


def test_two_columns_that_nothing_heads_are_names_and_values() -> None:
    assert texts(docx(table([["Taux", "20 %"], ["Plafond", "5 000 €"]]))) == [
        "Taux : 20 %.",
        "Plafond : 5 000 €.",
    ]


def test_images_and_links_of_other_places_are_not_opened() -> None:
    parts = docx_parts(
        '<w:p><w:hyperlink r:id="out"><w:r><w:t>Le site</w:t></w:r></w:hyperlink><w:r><w:drawing>'
        '<wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
        "<a:blip "
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" r:link="out"/></wp:inline>'
        "</w:drawing></w:r></w:p>"
    )
    relations = str(parts["word/_rels/document.xml.rels"])
    parts["word/_rels/document.xml.rels"] = relations.replace(
        "</Relationships>",
        '<Relationship Id="out" Type="image" Target="file:///etc/passwd" TargetMode="External"/>'
        "</Relationships>",
    )
    assert texts(zipped(parts)) == ["Le site"]
