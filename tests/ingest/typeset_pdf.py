"""PDF files made by the tests, as word processors make them, and as scanners do."""

import random
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path

import matplotlib
import pypdfium2 as pdfium
from reportlab.lib import colors
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    FrameBreak,
    NextPageTemplate,
    PageTemplate,
    Paragraph,
    SimpleDocTemplate,
    Table,
    TableStyle,
)

WIDTH, HEIGHT = A4
TEXT = ParagraphStyle(
    "text", fontName="Times-Roman", fontSize=10, leading=12, spaceAfter=6, alignment=TA_JUSTIFY
)
RAGGED = ParagraphStyle("ragged", parent=TEXT, alignment=0)
TITLE = ParagraphStyle("title", fontName="Helvetica-Bold", fontSize=20, leading=24, spaceAfter=12)
PART = ParagraphStyle(
    "part", fontName="Helvetica-Bold", fontSize=14, leading=17, spaceBefore=10, spaceAfter=6
)
SECTION = ParagraphStyle(
    "section", fontName="Times-Bold", fontSize=10, leading=12, spaceBefore=8, spaceAfter=4
)
NOTE = ParagraphStyle("note", parent=TEXT, fontSize=7.5, leading=9)
RULED = TableStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black)])
BOLD_HEADER = ("FONTNAME", (0, 0), (-1, 0), "Helvetica-Bold")

_WORDS = """commune entreprise région territoire industrie programme dossier demande préfet conseil
projet aide terrain friche emploi salarié formation énergie transport canal usine atelier ouvrier contrat
dépense subvention publique privée locale nationale européenne importante nouvelle ancienne durable rapide
chaque plusieurs avec pour dans selon contre depuis pendant entre vers chez leur notre""".split()

Drawing = Callable[[Canvas, int], None]


def sentence(seed: int, words: int = 14) -> str:
    """A sentence like no other, whose end tells its number."""
    chosen = random.Random(seed).choices(_WORDS, k=words)
    return f"{' '.join(chosen).capitalize()} numéro {seed}."


def prose(first: int, count: int) -> str:
    """A paragraph of numbered sentences."""
    return " ".join(sentence(seed) for seed in range(first, first + count))


def flowing(story: Sequence[Flowable], draw: Drawing | None = None, title: str = "") -> bytes:
    """One column on A4; `draw` adds what each page bears beside the text, given its number."""
    held = BytesIO()
    document = SimpleDocTemplate(held, pagesize=A4, title=title or None)

    def on_page(canvas: Canvas, _: object) -> None:
        if draw:
            draw(canvas, canvas.getPageNumber())

    document.build(list(story), onFirstPage=on_page, onLaterPages=on_page)
    return held.getvalue()


def in_two_columns(above: Sequence[Flowable], text: Sequence[Flowable], top: float = 120) -> bytes:
    """Two columns below what spans them on the first page."""
    held = BytesIO()
    wide, gap, margin = WIDTH - 120, 18, 60
    column = (wide - gap) / 2
    height = HEIGHT - 2 * margin
    spanning = Frame(margin, HEIGHT - margin - top, wide, top, id="above")
    low = [Frame(margin + side * (column + gap), margin, column, height - top, 0, 0, 0, 0) for side in (0, 1)]
    high = [Frame(margin + side * (column + gap), margin, column, height, 0, 0, 0, 0) for side in (0, 1)]
    document = BaseDocTemplate(held, pagesize=A4)
    document.addPageTemplates([PageTemplate("first", [spanning, *low]), PageTemplate("later", high)])
    document.build([NextPageTemplate("later"), *above, FrameBreak(), *text])
    return held.getvalue()


def drawn(*pages: Callable[[Canvas], object], **options: object) -> bytes:
    """Pages drawn by hand."""
    held = BytesIO()
    canvas = Canvas(held, pagesize=A4, **options)
    for page in pages:
        page(canvas)
        canvas.showPage()
    canvas.save()
    return held.getvalue()


def table(rows: Sequence[Sequence[str]], *styles: tuple[object, ...], repeat: int = 0) -> Table:
    """A ruled table."""
    made = Table([list(row) for row in rows], repeatRows=repeat)
    made.setStyle(RULED)
    made.setStyle(TableStyle(list(styles)))
    return made


def scanned(raw: bytes, resolution: int = 200) -> list[ImageReader]:
    """The pages of a PDF as a scanner sees them."""
    document = pdfium.PdfDocument(raw)
    images = [page.render(scale=resolution / 72, grayscale=True).to_pil() for page in document]
    document.close()
    return [ImageReader(image) for image in images]


def as_scan(raw: bytes) -> bytes:
    """The same pages, as images."""
    return drawn(*(page_of(image) for image in scanned(raw)))


def page_of(image: ImageReader) -> Callable[[Canvas], object]:
    """A page covered by an image."""
    return lambda canvas: canvas.drawImage(image, 0, 0, WIDTH, HEIGHT)


def wide_font() -> str:
    """The name of a font that has the signs of French typography."""
    path = Path(matplotlib.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"
    pdfmetrics.registerFont(TTFont("DejaVu", str(path)))
    return "DejaVu"


def paragraphs(*texts: str, style: ParagraphStyle = TEXT) -> list[Flowable]:
    """Paragraphs of a style."""
    return [Paragraph(text, style) for text in texts]
