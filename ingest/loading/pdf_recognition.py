"""The text of a scanned page, read by Tesseract."""

import shutil
import subprocess
from io import BytesIO

import pypdfium2.raw as pdfium
from pypdfium2 import PdfPage

from assistant.errors import InvalidInput

RESOLUTION = 300  # dots per inch, what Tesseract asks for (its manual, « ImproveQuality »)
SECONDS = 60.0  # for one page; a full page takes about three
LEAST_TEXT = 20  # characters below which a page that shows an image is taken for a scan
_LANGUAGE = "fra"
_MOST_PIXELS = 40_000_000


def is_scan(page: PdfPage, characters: int) -> bool:
    """Whether a page shows an image over half of it at least, and next to no text."""
    if characters >= LEAST_TEXT:
        return False
    width, height = page.get_size()
    for image in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=4):
        left, bottom, right, top = image.get_bounds()
        if (right - left) * (top - bottom) >= 0.5 * width * height:
            return True
    return False


def can_recognise() -> bool:
    """Whether Tesseract is installed."""
    return shutil.which("tesseract") is not None


def recognised_lines(page: PdfPage) -> list[str]:
    """The lines read in the image of the page, blank ones between its paragraphs.

    Raises InvalidInput when Tesseract fails, lacks French or takes too long.
    """
    command = shutil.which("tesseract") or "tesseract"
    width, height = page.get_size()
    scale = min(RESOLUTION / 72, (_MOST_PIXELS / max(1.0, width * height)) ** 0.5)
    picture = BytesIO()
    page.render(scale=scale, grayscale=True).to_pil().save(picture, format="PNG")
    try:
        read = subprocess.run(
            [command, "stdin", "stdout", "-l", _LANGUAGE, "--dpi", str(RESOLUTION)],
            input=picture.getvalue(),
            capture_output=True,
            timeout=SECONDS,
            check=True,
            env={"OMP_THREAD_LIMIT": "1"},
        )
    except subprocess.TimeoutExpired:
        raise InvalidInput(f"reconnaissance d'une page arrêtée après {SECONDS:.0f} s") from None
    except (subprocess.CalledProcessError, OSError):
        raise InvalidInput("page numérisée que Tesseract n'a pas pu lire (langue fra installée ?)") from None
    return read.stdout.decode("utf-8", errors="replace").replace("\f", "").split("\n")
