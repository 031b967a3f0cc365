"""PDF: tables as rows that read as sentences, each under its header."""

from reportlab.lib import colors
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph

from ingest.loading.pdf import read_pdf
from tests.ingest.typeset_pdf import BOLD_HEADER, TEXT, drawn, flowing, in_two_columns, prose, sentence, table

RATES = [
    ["Entreprise", "Taux", "Plafond"],
    ["Petite", "30 %", "200 000 €"],
    ["Moyenne", "20 %", "300 000 €"],
    ["Grande", "10 %", "500 000 €"],
]
SAID = [
    "Entreprise : Petite ; Taux : 30 % ; Plafond : 200 000 €.",
    "Entreprise : Moyenne ; Taux : 20 % ; Plafond : 300 000 €.",
    "Entreprise : Grande ; Taux : 10 % ; Plafond : 500 000 €.",
]


def texts(raw: bytes) -> list[str]:
    return [block.text for block in read_pdf(raw).blocks]


def test_each_row_is_said_under_the_header_at_its_place() -> None:
    story = [Paragraph(prose(0, 5), TEXT), table(RATES, BOLD_HEADER), Paragraph(prose(10, 5), TEXT)]
    assert texts(flowing(story)) == [prose(0, 5), *SAID, prose(10, 5)]


def test_a_header_may_be_told_by_its_shade_or_by_its_names_alone() -> None:
    shaded = ("BACKGROUND", (0, 0), (-1, 0), colors.lightgrey)
    assert texts(flowing([table(RATES, shaded)])) == SAID
    assert texts(flowing([table(RATES)])) == SAID


def test_two_columns_without_header_are_names_and_values() -> None:
    rows = [
        ["Bénéficiaires", "Les entreprises"],
        ["Montant", "30 % des dépenses"],
        ["Dépôt", "Toute l'année"],
    ]
    assert texts(flowing([table(rows)])) == [
        "Bénéficiaires : Les entreprises.", "Montant : 30 % des dépenses.", "Dépôt : Toute l'année.",
    ]  # fmt: skip


def test_a_header_repeated_overleaf_is_no_row() -> None:
    rows = [["Commune", "Aide", "Année"], *([f"Commune {n}", f"{n} €", str(1900 + n)] for n in range(90))]
    blocks = read_pdf(flowing([table(rows, BOLD_HEADER, repeat=1)])).blocks
    assert [block.text for block in blocks] == [
        f"Commune : Commune {n} ; Aide : {n} € ; Année : {1900 + n}." for n in range(90)
    ]
    assert {block.locator for block in blocks} == {"p. 1", "p. 2", "p. 3"}


def test_a_header_that_is_not_repeated_serves_overleaf() -> None:
    rows = [["Commune", "Aide", "Année"], *([f"Commune {n}", f"{n} €", str(1900 + n)] for n in range(90))]
    assert texts(flowing([table(rows, BOLD_HEADER)])) == [
        f"Commune : Commune {n} ; Aide : {n} € ; Année : {1900 + n}." for n in range(90)
    ]


def test_cells_of_several_lines_and_words_cut_in_them_are_whole() -> None:
    long = Paragraph(
        "Toute entreprise qui investit dans une friche et qui y garde ses salariés trois ans.", TEXT
    )
    made = table([["Critère", "Texte"], ["Lieu", long], ["Durée", "Trois ans"]], BOLD_HEADER)
    made._argW = [80, 120]
    assert texts(flowing([made]))[0] == (
        "Critère : Lieu ; Texte : Toute entreprise qui investit dans une friche et qui y garde "
        "ses salariés trois ans."
    )


def test_merged_cells_are_said_in_each_of_their_rows_and_a_wide_row_names_those_below() -> None:
    rows = [
        ["Zone", "Taille", "Taux"],
        ["Régime d'aide à finalité régionale", "", ""],
        ["A", "Petite", "30 %"],
        ["", "Grande", "10 %"],
    ]
    made = table(rows, BOLD_HEADER, ("SPAN", (0, 1), (2, 1)), ("SPAN", (0, 2), (0, 3)))
    assert texts(flowing([made])) == [
        "Régime d'aide à finalité régionale – Zone : A ; Taille : Petite ; Taux : 30 %.",
        "Régime d'aide à finalité régionale – Zone : A ; Taille : Grande ; Taux : 10 %.",
    ]


def test_the_caption_above_a_table_is_repeated() -> None:
    story = [Paragraph(prose(0, 3), TEXT), Paragraph("Tableau 1 : les taux", TEXT), table(RATES, BOLD_HEADER)]
    found = texts(flowing(story))
    assert found[1:3] == ["Tableau 1 : les taux", f"Tableau 1 : les taux – {SAID[0]}"]


def test_a_frame_around_text_is_no_table() -> None:
    framed = table([[Paragraph(prose(0, 6), TEXT)]])
    assert texts(flowing([framed, Paragraph(prose(10, 6), TEXT)])) == [prose(0, 6), prose(10, 6)]


def test_a_table_without_sides_or_without_uprights_is_read() -> None:
    inner = [("LINEBEFORE", (1, 0), (-1, -1), 0.5, colors.black),
             ("LINEABOVE", (0, 0), (-1, -1), 0.5, colors.black),
             ("LINEBELOW", (0, -1), (-1, -1), 0.5, colors.black)]  # fmt: skip
    for styles in (inner, inner[1:]):
        made = table(RATES, BOLD_HEADER)
        made._linecmds = []
        made.setStyle(styles)
        assert texts(flowing([Paragraph(prose(0, 3), TEXT), made]))[1:] == SAID


def test_rows_below_each_other_without_any_rule_are_a_table() -> None:
    def page(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        for row, cells in enumerate(RATES):
            for x, cell in zip((60, 220, 380), cells, strict=True):
                canvas.drawString(x, 700 - 14 * row, cell)

    assert texts(drawn(page)) == SAID


def test_a_table_in_a_column_stays_in_its_column() -> None:
    small = table(
        [["Taille", "Taux", "An"], ["Petite", "30 %", "2024"], ["Grande", "10 %", "2025"]], BOLD_HEADER
    )
    story = [
        Paragraph(prose(0, 12), TEXT),
        small,
        *(Paragraph(prose(n, 12), TEXT) for n in range(20, 140, 12)),
    ]
    found = texts(in_two_columns([Paragraph("Titre", TEXT)], story))
    start = found.index(prose(0, 12))
    assert found[start + 1 : start + 3] == [
        "Taille : Petite ; Taux : 30 % ; An : 2024.",
        "Taille : Grande ; Taux : 10 % ; An : 2025.",
    ]


def test_what_a_table_says_is_said_once() -> None:
    cell = sentence(77)
    raw = flowing([table([["Quoi", "Texte"], ["Un", cell], ["Deux", "Rien"]], BOLD_HEADER), PageBreak()])
    assert " ".join(texts(raw)).count("numéro 77") == 1
