"""OpenDocument texts: what a reader sees is read, under its headings and in its order."""

from io import BytesIO

import pytest
from odfdo import Document, Header, List, Paragraph, Row, Table

from ingest.loading.open_document import read_odt
from tests.ingest.office_files import odt

TITLE = '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>'
NAMES = '<style:style style:name="P2" style:family="paragraph" style:parent-style-name="Table_20_Heading"/>'


def texts(raw: bytes) -> list[str]:
    return [block.text for block in read_odt(raw).blocks]


def cell(text: str, style: str = "", attributes: str = "") -> str:
    named = f' text:style-name="{style}"' if style else ""
    return f"<table:table-cell {attributes}><text:p{named}>{text}</text:p></table:table-cell>"


def row(*cells: str) -> str:
    return f"<table:table-row>{''.join(cells)}</table:table-row>"


def test_a_document_is_read_under_its_headings_in_order() -> None:
    written = Document("text")
    written.meta.title = "Guide 2026"
    written.body.clear()
    rows = Table("Montants")
    for values in (["Taille", "Taux", "Plafond"], ["Petite", "20 %", "10 000 €"]):
        line = Row()
        line.set_values(values)
        rows.append(line)
    for part in (
        Header(1, "L’aide"),
        Paragraph("Un texte."),
        List(["un devis"]),
        Header(2, "Montants"),
        rows,
    ):
        written.body.append(part)
    file = BytesIO()
    written.save(file)

    content = read_odt(file.getvalue())

    assert content.title == "Guide 2026"
    assert [(block.text, block.heading_path, block.locator) for block in content.blocks] == [
        ("Un texte.", ("L’aide",), "§ 1"),
        ("- un devis", ("L’aide",), "§ 2"),
        ("Taille : Petite ; Taux : 20 % ; Plafond : 10 000 €.", ("L’aide", "Montants"), "§ 3"),
    ]


def test_the_title_of_the_document_stands_above_its_headings() -> None:
    body = (
        '<text:p text:style-name="P1">Le guide</text:p><text:h text:outline-level="1">L’aide</text:h>'
        "<text:p>Un texte.</text:p>"
    )
    content = read_odt(odt(body, TITLE, title="Sans titre 1"))
    assert (content.title, content.blocks[0].heading_path) == ("Le guide", ("Le guide", "L’aide"))


def test_spaces_tabs_and_line_breaks_part_words() -> None:
    assert texts(
        odt("<text:p>un<text:s text:c='3'/>deux<text:tab/>trois<text:line-break/>quatre</text:p>")
    ) == ["un deux trois quatre"]


def test_a_note_follows_what_calls_it() -> None:
    body = (
        "<text:p>L’aide<text:note text:note-class='footnote'><text:note-citation>1</text:note-citation>"
        "<text:note-body><text:p>En deux fois.</text:p></text:note-body></text:note> est versée.</text:p>"
        "<text:p>La suite.</text:p>"
    )
    assert texts(odt(body)) == ["L’aide est versée.", "Note 1 : En deux fois.", "La suite."]


def test_deleted_hidden_and_listed_text_is_not_read() -> None:
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>Ôté.</text:p></text:deletion>"
        "</text:changed-region></text:tracked-changes>"
        "<text:section text:display='none'><text:p>Caché.</text:p></text:section>"
        "<text:table-of-content><text:index-body><text:p>L’aide 3</text:p></text:index-body>"
        "</text:table-of-content><text:p>Lu<office:annotation><text:p>Remarque</text:p></office:annotation>.</text:p>"
    )
    assert texts(odt(body)) == ["Lu."]


def test_a_text_box_is_read() -> None:
    box = "<draw:frame><draw:text-box><text:p>Encadré.</text:p></draw:text-box></draw:frame>"
    assert texts(odt(f"<text:p>Avant.{box}</text:p>")) == ["Avant.", "Encadré."]


@pytest.mark.parametrize(
    "header",
    [
        f"<table:table-header-rows>{row(cell('Taille'), cell('Taux'))}</table:table-header-rows>",
        row(cell("Taille", "P2"), cell("Taux", "P2")),
    ],
    ids=["marked", "styled"],
)
def test_the_rows_of_a_table_repeat_their_header(header: str) -> None:
    body = f"<table:table>{header}{row(cell('Petite'), cell('20 %'))}</table:table>"
    assert texts(odt(body, NAMES)) == ["Taille : Petite ; Taux : 20 %."]


def test_a_cell_over_two_rows_is_repeated() -> None:
    header = f"<table:table-header-rows>{row(cell('Zone'), cell('Taux'))}</table:table-header-rows>"
    first = row(cell("Nord", attributes='table:number-rows-spanned="2"'), cell("20 %"))
    second = row("<table:covered-table-cell/>", cell("10 %"))
    assert texts(odt(f"<table:table>{header}{first}{second}</table:table>")) == [
        "Zone : Nord ; Taux : 20 %.",
        "Zone : Nord ; Taux : 10 %.",
    ]


def test_a_cell_repeated_without_end_stays_within_bounds() -> None:
    wide = cell("x", attributes='table:number-columns-repeated="16384"')
    assert len(texts(odt(f"<table:table>{row(wide)}</table:table>"))[0]) < 200
