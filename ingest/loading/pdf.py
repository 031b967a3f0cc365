"""PDF: the text of each page, its lines joined, its running heads left out. No image is read."""

import logging
import re
import zlib
from collections import Counter
from collections.abc import Sequence
from io import BytesIO
from itertools import pairwise

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from assistant.errors import InvalidInput
from ingest.loading.mending import layout_of, paragraphs_of
from ingest.loading.outline import Content, Outline
from ingest.loading.text import add_paragraph

MOST_PAGES = 2000

# What pypdf lets through, beside its own errors, on damaged files.
_DAMAGED = (
    PyPdfError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, AssertionError,
    NotImplementedError, RecursionError, OSError, zlib.error,
)  # fmt: skip
_EDGE = 2  # lines at the top and at the bottom of a page where a running head may stand
_DIGITS = re.compile(r"\d+")
_MADE_BY_SOFTWARE = re.compile(
    r"^(?:microsoft |untitled|sans titre|document\d*$|.*\.(?:docx?|odt|indd|pdf)$)", re.I
)
_OPEN_ENDED = re.compile(r"[\w,;’'-]$")

logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def read_pdf(raw: bytes) -> Content:
    """The paragraphs of a PDF, each located by the page it begins on (`p. 4`).

    Raises `InvalidInput` when the file is encrypted, damaged, too long or without text.
    """
    try:
        reader = PdfReader(BytesIO(raw))
        if reader.is_encrypted and not reader.decrypt(""):
            raise InvalidInput("document protégé par un mot de passe")
        if len(reader.pages) > MOST_PAGES:
            raise InvalidInput(f"plus de {MOST_PAGES} pages")
        pages = [page.extract_text().split("\n") for page in reader.pages]
        title = ((reader.metadata and reader.metadata.title) or "").strip()
    except _DAMAGED as error:
        raise InvalidInput(f"PDF endommagé ({type(error).__name__})") from error
    return _content(_without_running_heads(pages), None if _MADE_BY_SOFTWARE.match(title) else title)


def _content(pages: Sequence[Sequence[str]], title: str | None) -> Content:
    layout = layout_of([line for page in pages for line in page])
    outline = Outline()
    found = [list(paragraphs_of(page, layout)) for page in pages]
    _join_over_pages(found)
    for number, paragraphs in enumerate(found, start=1):
        outline.page = number
        for paragraph in paragraphs:
            add_paragraph(outline, paragraph)
    blocks = outline.blocks()
    if not blocks:
        raise InvalidInput("aucun texte dans ce PDF : il a sans doute été numérisé en images")
    return Content(title=title or _first_line(found), blocks=blocks)


def _without_running_heads(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """The pages without the lines that come back, figures apart, at the edge of half of them."""
    filled = [[line for line in page if line.strip()] for page in pages]
    edges = Counter(key for page in filled for key in {_shape(line) for line in page[:_EDGE] + page[-_EDGE:]})
    running = {key for key, count in edges.items() if count >= max(3, len(pages) / 2)}
    kept = []
    for page in filled:
        inner = range(_EDGE, len(page) - _EDGE)
        kept.append(
            [line for place, line in enumerate(page) if place in inner or _shape(line) not in running]
        )
    return kept


def _shape(line: str) -> str:
    return _DIGITS.sub("0", " ".join(line.split()).lower())


def _join_over_pages(pages: Sequence[list[str]]) -> None:
    """Give back to the page where it began the end of a paragraph that runs over to the next."""
    for before, after in pairwise(pages):
        if before and after and after[0][0].islower() and _OPEN_ENDED.search(before[-1]):
            before[-1] = f"{before[-1]} {after.pop(0)}"


def _first_line(pages: Sequence[Sequence[str]]) -> str | None:
    first = next((page[0] for page in pages if page), None)
    return first if first and len(first) <= 160 else None
