"""The pages of a PDF as pdfium reads them; those that are images, as Tesseract does."""

import ctypes
from dataclasses import dataclass, field

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from assistant.errors import InvalidInput
from ingest.loading.pdf_lines import pieces_of
from ingest.loading.pdf_page import Page
from ingest.loading.pdf_recognition import (
    MOST_RECOGNISED,
    can_recognise,
    has_wide_image,
    is_image,
    recognise,
)
from ingest.loading.pdf_rules import rules_of
from ingest.loading.pdf_tables import tables_of
from ingest.loading.pdf_words import words_of

MOST_PAGES = 2000

# What reading damaged files raises, beside the errors of pdfium.
_DAMAGED = (
    pdfium.PdfiumError, ctypes.ArgumentError, ValueError, LookupError, TypeError, ArithmeticError,
    RecursionError,
)  # fmt: skip


@dataclass(slots=True)
class PdfReading:
    """The pages of a file, the title it gives itself, and the numbers of the pages that could not be read.

    `scanned` are the pages that are images, `unreadable` those that are damaged.
    """

    title: str = ""
    pages: list[Page] = field(default_factory=list)
    scanned: list[int] = field(default_factory=list)
    unreadable: list[int] = field(default_factory=list)
    can_recognise: bool = False

    @property
    def notes(self) -> tuple[str, ...]:
        """What of the file was not read, a line each."""
        notes = []
        if self.scanned and not self.can_recognise:
            notes.append(
                f"{_counted(self.scanned)} en image, sans texte : installez Tesseract et sa langue fra"
            )
        elif len(self.scanned) > MOST_RECOGNISED:
            notes.append(
                f"seules les {MOST_RECOGNISED} premières pages numérisées ont été lues, "
                f"sur {len(self.scanned)} : découpez ce document"
            )
        if self.unreadable:
            notes.append(f"{_counted(self.unreadable)} illisible(s)")
        return tuple(notes)


def read_pages(raw: bytes) -> PdfReading:
    """What stands on each page. Raises `InvalidInput` for a file that is locked, damaged or too long."""
    try:
        document = pdfium.PdfDocument(raw)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) in (pdfium_c.FPDF_ERR_PASSWORD, pdfium_c.FPDF_ERR_SECURITY):
            raise InvalidInput("document protégé par un mot de passe") from error
        raise InvalidInput("PDF endommagé") from error
    try:
        if len(document) > MOST_PAGES:
            raise InvalidInput(f"plus de {MOST_PAGES} pages")
        reading = PdfReading(document.get_metadata_value("Title") or "")
        for number in range(1, len(document) + 1):
            _read_page(document, number, reading)
        return reading
    except _DAMAGED as error:
        raise InvalidInput(f"PDF endommagé ({type(error).__name__})") from error
    finally:
        document.close()


def _read_page(document: pdfium.PdfDocument, number: int, reading: PdfReading) -> None:
    try:
        page = document[number - 1]
    except pdfium.PdfiumError:
        reading.unreadable.append(number)
        return
    try:
        reading.pages.append(_page(page, number, reading))
    finally:
        page.close()


def _page(page: pdfium.PdfPage, number: int, reading: PdfReading) -> Page:
    words, quarter = words_of(page)
    letters = sum(len(word.text) for word in words)
    if is_image(page, letters):
        reading.can_recognise = can_recognise() if not reading.scanned else reading.can_recognise
        reading.scanned.append(number)
        if len(reading.scanned) <= MOST_RECOGNISED and reading.can_recognise:
            return Page(number, [*recognise(page)], is_recognised=True, is_in_order=True)
    tables, rest = tables_of(words, rules_of(page, quarter))
    is_recognised = sum(word.is_hidden for word in words) > len(words) / 2 and has_wide_image(page)
    return Page(number, [*tables, *pieces_of(rest)], is_recognised)


def _counted(pages: list[int]) -> str:
    return f"page {pages[0]}" if len(pages) == 1 else f"{len(pages)} pages (dont la page {pages[0]})"
