"""Pages that are images, read letter by letter by Tesseract."""

import csv
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO
from statistics import median

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from ingest.loading.pdf_page import Line
from ingest.loading.pdf_words import turned

MOST_RECOGNISED = 60  # pages of a document: at three seconds each, within what reading one file may take
RESOLUTION = 300  # points per inch, for which Tesseract is trained
LANGUAGE = "fra"

_SECONDS = 60  # for one page
_LARGEST = 6_000  # points on the longest side: an A3 page has 4,961
_LEAST_SURE = 40  # of 100: a line below is a stain, a stamp or a drawing
_FEWEST_LETTERS = 30  # on a page: fewer, over an image, is a stamp on a scan
_PAGE_WIDE = 0.5  # of the page

_POINTS = 72  # per inch, of a PDF
_WORD_LEVEL = "5"


@dataclass(frozen=True, slots=True)
class _Read:
    """A word as Tesseract reads it, and how sure it is of 100; places in points, downwards."""

    text: str
    sureness: float
    left: float
    top: float
    right: float
    bottom: float


def is_image(page: pdfium.PdfPage, letters: int) -> bool:
    """Whether the page is to be read in its image: it has no text, or little over an image as wide as it."""
    if letters == 0:
        return bool(pdfium_c.FPDFPage_CountObjects(page))
    return letters < _FEWEST_LETTERS and has_wide_image(page)


def has_wide_image(page: pdfium.PdfPage) -> bool:
    """Whether images cover half of the page."""
    width, height = page.get_size()
    covered = 0.0
    for image in page.get_objects(filter=(pdfium_c.FPDF_PAGEOBJ_IMAGE,), max_depth=3):
        left, bottom, right, top = image.get_bounds()
        covered += (right - left) * (top - bottom)
    return bool(covered >= _PAGE_WIDE * width * height)


def can_recognise() -> bool:
    """Whether Tesseract is installed with its French."""
    try:
        done = subprocess.run(
            ["tesseract", "--list-langs"], capture_output=True, timeout=_SECONDS, check=True
        )
    except (subprocess.SubprocessError, OSError):
        return False
    return LANGUAGE in done.stdout.decode("utf-8", errors="replace").split()


def recognise(page: pdfium.PdfPage) -> list[Line]:
    """The lines that Tesseract reads on the page, in its order; none when it gives up."""
    width, height = page.get_size()
    scale = min(RESOLUTION / _POINTS, _LARGEST / max(width, height, 1))
    image = page.render(scale=scale, grayscale=True).to_pil()
    held = BytesIO()
    image.save(held, format="PPM")
    # One thread: another reads another file meanwhile.
    command = ["env", "OMP_THREAD_LIMIT=1", "tesseract", "stdin", "stdout", "-l", LANGUAGE]
    command += ["--dpi", str(RESOLUTION), "--psm", "1", "tsv"]
    try:
        done = subprocess.run(
            command, input=held.getvalue(), capture_output=True, timeout=_SECONDS, check=True
        )
    except (subprocess.SubprocessError, OSError):
        return []
    return _lines(done.stdout.decode("utf-8", errors="replace"), 1 / scale)


def _lines(table: str, scale: float) -> list[Line]:
    found: dict[tuple[str, ...], list[_Read]] = {}
    for row in csv.DictReader(StringIO(table), delimiter="\t", quoting=csv.QUOTE_NONE):
        if row.get("level") == _WORD_LEVEL and (row.get("text") or "").strip():
            found.setdefault((row["block_num"], row["par_num"], row["line_num"]), []).append(
                _read(row, scale)
            )
    sure = [words for words in found.values() if _sureness(words) >= _LEAST_SURE]
    if not sure:
        return []
    quarter = _quarter(sure)
    upright = [[_turned(word, quarter) for word in words] for words in sure]
    size = median(max(word.bottom - word.top for word in words) for words in upright)
    return [_line(words, size) for words in upright]


def _read(row: dict[str, str], scale: float) -> _Read:
    left, top, width, height = (float(row[name]) * scale for name in ("left", "top", "width", "height"))
    return _Read(row["text"], float(row["conf"]), left, top, left + width, top + height)


def _sureness(words: Sequence[_Read]) -> float:
    return sum(word.sureness * len(word.text) for word in words) / sum(len(word.text) for word in words)


def _quarter(lines: Sequence[Sequence[_Read]]) -> int:
    """The quarter turns of the direction in which most words follow each other on the image."""
    across = sum(words[-1].left - words[0].left for words in lines)
    down = sum(words[-1].top - words[0].top for words in lines)
    if abs(across) >= abs(down):
        return 0 if across >= 0 else 2
    return 1 if down < 0 else 3


def _turned(word: _Read, quarter: int) -> _Read:
    """The word where it stands once the image is upright."""
    corners = [turned(x, -y, quarter) for x, y in ((word.left, word.top), (word.right, word.bottom))]
    (x0, x1), (y0, y1) = (sorted(places) for places in zip(*corners, strict=True))
    return _Read(word.text, word.sureness, x0, y0, x1, y1)


def _line(words: Sequence[_Read], size: float) -> Line:
    """All lines have one size: heights read in an image tell descenders, not headings."""
    top = median(word.top for word in words)
    return Line(
        text=" ".join(word.text for word in words),
        x0=min(word.left for word in words),
        x1=max(word.right for word in words),
        y=top + size,
        top=top,
        bottom=top + size,
        size=size,
        first=words[0].right - words[0].left,
    )
