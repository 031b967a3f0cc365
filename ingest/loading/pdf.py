"""PDF: the text of each page in reading order, its headings, its tables, and what its scans show."""

from collections.abc import Sequence

from pypdfium2 import PdfDocument, PdfiumError

from assistant.errors import InvalidInput
from ingest.loading.outline import Content
from ingest.loading.pdf_columns import in_reading_order
from ingest.loading.pdf_lines import Line, segments_of
from ingest.loading.pdf_pages import Page, content_of
from ingest.loading.pdf_recognition import can_recognise, is_scan, recognised_lines
from ingest.loading.pdf_tables import Table, tables_of
from ingest.loading.titles import own_title

MOST_PAGES = 2000
MOST_SCANS = 60  # pages: read at some three seconds each, they take most of the time a file may take
_PASSWORD = 4  # FPDF_ERR_PASSWORD of pdfium


def read_pdf(raw: bytes) -> Content:
    """The headings, paragraphs and table rows of a PDF, each located by the page it begins on (`p. 4`).

    A scanned page is read when Tesseract is installed, and marked. Raises `InvalidInput` when the file is
    encrypted, damaged, too long or without text.
    """
    document = _opened(raw)
    try:
        count = len(document)
        if count > MOST_PAGES:
            raise InvalidInput(f"plus de {MOST_PAGES} pages")
        named = (document.get_metadata_value("Title") or "").strip()
        pages = _pages(document)
    except PdfiumError as error:
        raise InvalidInput("PDF endommagé") from error
    finally:
        document.close()
    return content_of(pages, own_title(named))


def _opened(raw: bytes) -> PdfDocument:
    try:
        return PdfDocument(raw)
    except PdfiumError as error:
        if getattr(error, "err_code", None) == _PASSWORD:
            raise InvalidInput("document protégé par un mot de passe") from error
        raise InvalidInput("PDF endommagé") from error


def _pages(document: PdfDocument) -> list[Page]:
    pages: list[Page] = []
    scans = 0
    for number in range(len(document)):
        page = document[number]
        segments = segments_of(page)
        if is_scan(page, sum(len(line.text) for line in segments)):
            scans += 1
            if scans > MOST_SCANS:
                raise InvalidInput(f"plus de {MOST_SCANS} pages numérisées en images")
            pages.append(Page((), (), tuple(recognised_lines(page)) if can_recognise() else ()))
        else:
            tables = tables_of(page)
            pages.append(Page(_outside(segments, tables), tables))
        page.close()
    if scans and not any(page.lines or page.tables or page.recognised for page in pages):
        missing = "" if can_recognise() else " : installez Tesseract et sa langue fra pour le lire"
        raise InvalidInput(f"PDF numérisé en images, sans texte{missing}")
    return pages


def _outside(segments: Sequence[Line], tables: Sequence[Table]) -> tuple[Line, ...]:
    kept = [s for s in segments if not any(table.holds(s.left, s.right, s.baseline) for table in tables)]
    return tuple(in_reading_order(kept))
