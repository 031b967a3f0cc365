"""PDF: columns, headings, running heads and broken lines, on files made as word processors make them."""

import pytest
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph

from assistant.records import Block
from ingest.loading.pdf import read_pdf
from tests.ingest.typeset_pdf import (
    HEIGHT,
    NOTE,
    PART,
    RAGGED,
    SECTION,
    TEXT,
    TITLE,
    WIDTH,
    drawn,
    flowing,
    in_two_columns,
    paragraphs,
    prose,
    sentence,
    wide_font,
)


def texts(raw: bytes) -> list[str]:
    return [block.text for block in read_pdf(raw).blocks]


def holding(blocks: tuple[Block, ...], words: str) -> Block:
    return next(block for block in blocks if words in block.text)


def test_two_columns_are_read_one_after_the_other() -> None:
    told = [prose(first, 8) for first in range(0, 96, 8)]
    found = " ".join(
        texts(in_two_columns(paragraphs("Le journal de la région", style=TITLE), paragraphs(*told)))
    )
    places = [found.index(sentence(seed)) for seed in range(96)]
    assert places == sorted(places)


def test_a_paragraph_goes_on_from_one_column_to_the_next() -> None:
    raw = in_two_columns(paragraphs("Titre", style=TITLE), paragraphs(*(prose(n, 40) for n in (0, 40))))
    assert prose(0, 40) in texts(raw)


def test_what_spans_the_columns_is_read_at_its_place() -> None:
    def page(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 10)
        for band, top in (("haut", 760), ("bas", 500)):
            canvas.drawString(
                60,
                top,
                f"Cette ligne de la partie {band} va d'un bord à l'autre de la page, colonnes comprises.",
            )
            for side, x in (("gauche", 60), ("droite", 310)):
                for row in range(8):
                    canvas.drawString(
                        x, top - 30 - 12 * row, f"Ligne {row} de {band} {side} et son texte assez long."
                    )

    found = " ".join(texts(drawn(page)))
    order = [found.index(words) for words in (
        "partie haut", "0 de haut gauche", "7 de haut gauche", "0 de haut droite", "7 de haut droite",
        "partie bas", "0 de bas gauche", "7 de bas gauche", "0 de bas droite",
    )]  # fmt: skip
    assert order == sorted(order)


@pytest.mark.parametrize("style", [TEXT, RAGGED])
def test_an_ordinary_page_is_never_torn(style) -> None:
    told = [prose(first, 1 + first % 9) for first in range(0, 200, 10)]
    assert texts(flowing(paragraphs(*told, style=style))) == told


def test_headings_nest_by_their_size_and_weight() -> None:
    story = [
        Paragraph("Guide des aides aux entreprises", TITLE),
        Paragraph(prose(0, 3), TEXT),
        Paragraph("Les prêts de la région", PART),
        Paragraph("Le prêt sans intérêt", SECTION),
        Paragraph(prose(10, 6), TEXT),
        Paragraph("Les subventions", PART),
        Paragraph(prose(20, 6), TEXT),
    ]
    content = read_pdf(flowing(story))
    assert content.title == "Guide des aides aux entreprises"
    assert [block.heading_path for block in content.blocks] == [
        ("Guide des aides aux entreprises",),
        ("Guide des aides aux entreprises", "Les prêts de la région", "Le prêt sans intérêt"),
        ("Guide des aides aux entreprises", "Les subventions"),
    ]


def test_a_heading_over_two_lines_is_one() -> None:
    long = "Les conditions que doit remplir une entreprise industrielle pour demander une aide à la région"
    blocks = read_pdf(flowing([Paragraph(long, PART), Paragraph(prose(0, 6), TEXT)])).blocks
    assert blocks[0].heading_path == (long,)


def test_bold_words_amid_a_paragraph_are_no_heading() -> None:
    bold = f"{sentence(1)} <b>{sentence(2)} {sentence(3)}</b> {prose(4, 5)}"
    block = read_pdf(flowing(paragraphs(bold, prose(20, 9)))).blocks[0]
    assert block.heading_path == ()
    assert block.text == f"{sentence(1)} {sentence(2)} {sentence(3)} {prose(4, 5)}"


def test_numbers_of_titles_nest_titles_of_one_style() -> None:
    story = []
    for title in ("1. Les aides", "1.1. Le prêt", "1.2. La garantie", "2. Les lieux"):
        story += [Paragraph(title, SECTION), Paragraph(prose(len(story) * 10, 4), TEXT)]
    assert [block.heading_path for block in read_pdf(flowing(story)).blocks] == [
        ("1. Les aides",), ("1. Les aides", "1.1. Le prêt"), ("1. Les aides", "1.2. La garantie"),
        ("2. Les lieux",),
    ]  # fmt: skip


def test_a_table_of_contents_makes_no_heading() -> None:
    titles = [
        f"{number}. Le chapitre des {name}"
        for number, name in enumerate(("prêts", "friches", "canaux", "usines"), 1)
    ]
    story = [Paragraph("Sommaire", TITLE)]
    story += [Paragraph(f"{title} {'. ' * 20}{page}", PART) for page, title in enumerate(titles, 2)]
    for number, title in enumerate(titles):
        story += [PageBreak(), Paragraph(title, PART), Paragraph(prose(20 * number, 9), TEXT)]
    blocks = read_pdf(flowing(story)).blocks
    assert [(block.locator, block.heading_path) for block in blocks] == [
        (f"p. {page}", (title,)) for page, title in enumerate(titles, 2)
    ]


def test_running_heads_of_left_and_right_pages_are_left_out() -> None:
    def draw(canvas: Canvas, number: int) -> None:
        canvas.setFont("Helvetica", 8)
        if number % 2:
            canvas.drawRightString(WIDTH - 60, HEIGHT - 40, "Guide des aides de la région")
            canvas.drawRightString(WIDTH - 60, 30, str(number))
        else:
            canvas.drawString(60, HEIGHT - 40, "Direction de l'industrie")
            canvas.drawString(60, 30, str(number))

    told = [prose(first, 9) for first in range(0, 300, 10)]
    found = texts(flowing(paragraphs(*told), draw))
    assert found == told


def test_running_heads_that_differ_but_for_the_number_of_their_page_are_left_out() -> None:
    def draw(canvas: Canvas, number: int) -> None:
        canvas.setFont("Times-Italic", 9)
        said = f"{number + 6} {sentence(700 + number, 4)}", f"{sentence(700 + number, 4)} {number + 6}"
        canvas.drawString(60, HEIGHT - 40, said[number % 2])

    told = [prose(first, 9) for first in range(0, 400, 10)]
    assert texts(flowing(paragraphs(*told), draw)) == told


def test_numbered_titles_that_begin_each_page_stay() -> None:
    story = []
    for number in range(1, 6):
        story += [
            Paragraph(f"{number}. La mesure", PART),
            Paragraph(prose(20 * number, 9), TEXT),
            PageBreak(),
        ]
    blocks = read_pdf(flowing(story)).blocks
    assert [block.heading_path for block in blocks] == [(f"{number}. La mesure",) for number in range(1, 6)]


def test_titles_that_begin_each_page_stay() -> None:
    story = []
    for number in range(1, 6):
        story += [
            Paragraph(f"Fiche {2 * number + 1}", PART),
            Paragraph(prose(20 * number, 9), TEXT),
            PageBreak(),
        ]
    blocks = read_pdf(flowing(story)).blocks
    assert [block.heading_path for block in blocks] == [
        (f"Fiche {2 * number + 1}",) for number in range(1, 6)
    ]


def test_a_word_cut_at_the_end_of_a_line_is_whole_again() -> None:
    def page(canvas: Canvas) -> None:
        lines = ("La commission se prononce sur les dossiers que les communes ont transmis pour instruc-",
                 "tion complète, après l'avis de la sous-", "préfecture et du conseil régional.")  # fmt: skip
        for row, line in enumerate(lines):
            canvas.drawString(60, 700 - 14 * row, line)

    assert texts(drawn(page)) == [
        "La commission se prononce sur les dossiers que les communes ont transmis pour instruction complète, "
        "après l'avis de la sous-préfecture et du conseil régional."
    ]


def test_a_paragraph_over_two_pages_is_one_in_spite_of_the_notes_between() -> None:
    def draw(canvas: Canvas, number: int) -> None:
        canvas.setFont("Times-Roman", 7.5)
        canvas.drawString(
            72,
            50,
            f"{number} Note de bas de la page {number}, que rien d'autre ne porte ({sentence(900 + number)})",
        )

    told = [prose(first, 30) for first in range(0, 300, 30)]
    blocks = read_pdf(flowing(paragraphs(*told), draw)).blocks
    assert [block.text for block in blocks if "Note de bas" not in block.text] == told
    assert holding(blocks, "bas de la page 2").locator == "p. 2"


def test_a_number_that_calls_a_note_is_parted_from_its_word() -> None:
    raw = flowing(
        paragraphs(
            f"Le taux d'aide<super size=6>1</super> de 30 m<super size=6>2</super> est fixé. {prose(0, 6)}"
        )
    )
    assert texts(raw)[0].startswith("Le taux d'aide 1 de 30 m2 est fixé.")


def test_french_signs_are_kept_and_ligatures_undone() -> None:
    def page(canvas: Canvas) -> None:
        canvas.setFont(wide_font(), 10)
        canvas.drawString(
            60, 700, "L’œuvre ofﬁcielle : un ﬂux de 10\u202f000\u202f€, «\u202fcoﬁnancé\u202f»\u202f!"
        )

    assert texts(drawn(page)) == [
        "L’œuvre officielle : un flux de 10\u202f000\u202f€, «\u202fcofinancé\u202f»\u202f!"
    ]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_laid_sideways_is_read(turn: int) -> None:
    def page(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.translate(300, 400)
        canvas.rotate(turn)
        for row, line in enumerate(("La salle ouvre à neuf heures.", "Elle ferme à midi.")):
            canvas.drawString(-100, 40 - 14 * row, line)
        canvas.restoreState()

    assert " ".join(texts(drawn(page))) == "La salle ouvre à neuf heures. Elle ferme à midi."


def test_a_watermark_is_no_text() -> None:
    def draw(canvas: Canvas, _: int) -> None:
        canvas.saveState()
        canvas.setFont("Helvetica-Bold", 60)
        canvas.translate(150, 200)
        canvas.rotate(45)
        canvas.drawString(0, 0, "PROJET")
        canvas.restoreState()

    told = [prose(0, 9), prose(10, 9)]
    assert texts(flowing(paragraphs(*told), draw)) == told


def test_small_print_below_the_text_is_kept() -> None:
    raw = flowing([*paragraphs(prose(0, 12)), Paragraph(prose(50, 2), NOTE)])
    assert texts(raw) == [prose(0, 12), prose(50, 2)]
