"""PDF files made for the tests."""

from collections.abc import Callable, Sequence
from io import BytesIO

import pypdfium2
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    PageTemplate,
    Paragraph,
    Table,
)

STYLES = getSampleStyleSheet()


def paragraph(text: str, style: str = "BodyText") -> Paragraph:
    return Paragraph(text, STYLES[style])


def heading(text: str, level: int) -> Paragraph:
    return Paragraph(text, STYLES[f"Heading{level}"])


def ruled(rows: Sequence[Sequence[str]], repeated: int = 1, widths: Sequence[float] | None = None) -> Table:
    cells = [[paragraph(cell) for cell in row] for row in rows]
    grid = [("GRID", (0, 0), (-1, -1), 0.5, colors.black)]
    return Table(cells, style=grid, repeatRows=repeated, colWidths=widths)


def document(
    story: Sequence[Flowable], columns: int = 1, around: Callable[[Canvas, int], None] | None = None
) -> bytes:
    """The story on A4 pages; `around` draws what every page repeats, given its number."""
    made = BytesIO()
    width, height = A4
    wide = (width - 100 - 20 * (columns - 1)) / columns
    frames = [Frame(50 + place * (wide + 20), 70, wide, height - 140) for place in range(columns)]

    def draw(canvas: Canvas, template: BaseDocTemplate) -> None:
        if around:
            around(canvas, template.page)

    template = PageTemplate(id="page", frames=frames, onPage=draw)
    BaseDocTemplate(made, pageTemplates=[template], title="", invariant=1).build(list(story))
    return made.getvalue()


def scanned(pages: bytes) -> bytes:
    """The pages as images alone, as a scanner makes them."""
    made = BytesIO()
    canvas = Canvas(made, pagesize=A4, invariant=1)
    shown = pypdfium2.PdfDocument(pages)
    for number in range(len(shown)):
        image = shown[number].render(scale=200 / 72).to_pil()
        canvas.drawImage(ImageReader(image), 0, 0, *A4)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def appended(*files: bytes) -> bytes:
    """The files one after the other, as one."""
    whole = pypdfium2.PdfDocument.new()
    for file in files:
        whole.import_pages(pypdfium2.PdfDocument(file))
    made = BytesIO()
    whole.save(made)
    return made.getvalue()
