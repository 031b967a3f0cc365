"""The words that a PDF writes on a page, with their place, size and weight, asked of pdfium."""

import ctypes
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from math import hypot

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from ingest.loading.pdf_page import Word

_WORD = re.compile("[^ \r\n\t\x00\x02\ufffe]+[\x02\ufffe\u00ad]?|[\x02\ufffe]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_CUT = str.maketrans({"\x02": "-", "\ufffe": "-"})  # how pdfium writes the hyphen that ends a line
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_BOLD = re.compile(r"bold|black|heavy|demi|cmbx|-bd|,bd", re.IGNORECASE)
_MONO = re.compile(r"mono|courier|consol|cmtt|typewriter|fixed", re.IGNORECASE)
_FIXED_PITCH, _FORCED_BOLD = 1 << 0, 1 << 18  # PDF 32000-1, table 123
_CALLED_NOTE = re.compile(r"(?<=[^\W\d]{3})\d{1,3}$|(?<=[.,;:»)])\d{1,3}$")
_RAISED = 0.8  # of the size of the word: smaller figures after it call a note
_WIDEST_GAP = 0.9  # of the size: more, between two letters, parts two words
_SKEWED = 0.2  # of its length: text that rises more is a stamp or a watermark


@dataclass(frozen=True, slots=True)
class _Style:
    size: float
    quarter: int | None
    is_bold: bool
    is_mono: bool
    is_hidden: bool


def words_of(page: pdfium.PdfPage) -> tuple[tuple[Word, ...], int]:
    """The words of the page, as it is read, and the quarter turns that this reading takes.

    Words written across the others (a watermark, a stamp in the margin) are left out.
    """
    textpage = page.get_textpage()
    found = list(_Reader(textpage).words())
    textpage.close()
    turns = Counter(quarter for quarter, _ in found)
    quarter = turns.most_common(1)[0][0] if turns else 0
    return tuple(word for turn, word in found if turn == quarter), quarter


def turned(x: float, y: float, quarter: int) -> tuple[float, float]:
    """A point of the page (y upwards) as it is read: x to the right, y downwards."""
    return ((x, -y), (y, x), (-x, y), (-y, -x))[quarter]


class _Reader:
    def __init__(self, textpage: pdfium.PdfTextPage) -> None:
        self._page = textpage
        self._styles: dict[int, _Style] = {}
        self._fonts: dict[int, tuple[bool, bool]] = {}
        self._box, self._matrix = pdfium_c.FS_RECTF(), pdfium_c.FS_MATRIX()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()

    def words(self) -> Iterator[tuple[int, Word]]:
        text = self._text()
        for match in _WORD.finditer(text):
            for start, end in self._pieces(match.start(), match.end()):
                style = self._style(start)
                if style.quarter is not None and style.size > 0:
                    yield style.quarter, self._word(text[start:end], start, end, style)

    def _text(self) -> str:
        """One sign per index of pdfium."""
        count = pdfium_c.FPDFText_CountChars(self._page)
        buffer = ctypes.create_string_buffer(2 * (count + 1))
        written = pdfium_c.FPDFText_GetText(
            self._page, 0, count, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
        )
        text = buffer.raw[: 2 * max(0, written - 1)].decode("utf-16-le", errors="surrogatepass")
        if len(text) == count:
            return text
        return "".join(chr(pdfium_c.FPDFText_GetUnicode(self._page, index)) for index in range(count))

    def _word(self, text: str, start: int, end: int, style: _Style) -> Word:
        x0, y = self._origin(start, style.quarter or 0)
        text = text.translate(_CUT).translate(_LIGATURES)
        if _SURROGATE.search(text):
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        if text.endswith("\u00ad"):
            text = f"{text[:-1]}-"
        x1 = max(self._right(end - 1, style.quarter or 0), x0)
        return Word(text, x0, x1, y, style.size, style.is_bold, style.is_mono, style.is_hidden)

    def _pieces(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """A run of letters, cut where it leaps to another place or calls a note."""
        style = self._style(start)
        quarter = style.quarter or 0
        (x0, y0), (x1, y1) = self._origin(start, quarter), self._origin(end - 1, quarter)
        leaps = abs(y1 - y0) > 0.2 * style.size or not 0 <= x1 - x0 <= 1.1 * style.size * (end - start)
        if not leaps:
            yield start, end
            return
        first = start
        for index in range(start + 1, end):
            if self._leaps(index, quarter):
                yield first, index
                first = index
        yield first, end

    def _leaps(self, index: int, quarter: int) -> bool:
        before, style = self._style(index - 1), self._style(index)
        (_, y0), (x, y) = self._origin(index - 1, quarter), self._origin(index, quarter)
        right = self._right(index - 1, quarter)
        if before.quarter != style.quarter or abs(y - y0) > 0.7 * max(before.size, style.size):
            return True
        is_raised = y < y0 and style.size < _RAISED * before.size
        if is_raised and _CALLED_NOTE.search(self._around(index)):
            return True
        return not -before.size <= x - right <= _WIDEST_GAP * before.size

    def _around(self, index: int) -> str:
        return "".join(
            chr(pdfium_c.FPDFText_GetUnicode(self._page, place))
            for place in range(max(0, index - 3), index + 1)
        )

    def _origin(self, index: int, quarter: int) -> tuple[float, float]:
        pdfium_c.FPDFText_GetCharOrigin(self._page, index, self._x, self._y)
        return turned(self._x.value, self._y.value, quarter)

    def _right(self, index: int, quarter: int) -> float:
        pdfium_c.FPDFText_GetLooseCharBox(self._page, index, self._box)
        box = self._box
        return float((box.right, box.top, -box.left, -box.bottom)[quarter])

    def _style(self, index: int) -> _Style:
        handle = pdfium_c.FPDFText_GetTextObject(self._page, index)
        key = ctypes.addressof(handle.contents) if handle else -1 - index
        if key not in self._styles:
            self._styles[key] = self._read_style(index, handle)
        return self._styles[key]

    def _read_style(self, index: int, handle: "pdfium_c.FPDF_PAGEOBJECT") -> _Style:
        pdfium_c.FPDFText_GetMatrix(self._page, index, self._matrix)
        across, up = self._matrix.a, self._matrix.b
        size = pdfium_c.FPDFText_GetFontSize(self._page, index) * hypot(self._matrix.c, self._matrix.d)
        is_bold, is_mono = self._font(handle)
        mode = pdfium_c.FPDFTextObj_GetTextRenderMode(handle) if handle else 0
        is_hidden = mode == pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE
        return _Style(abs(size), _quarter(across, up), is_bold, is_mono, is_hidden)

    def _font(self, handle: "pdfium_c.FPDF_PAGEOBJECT") -> tuple[bool, bool]:
        font = pdfium_c.FPDFTextObj_GetFont(handle) if handle else None
        if not font:
            return False, False
        key = ctypes.addressof(font.contents)
        if key not in self._fonts:
            buffer = ctypes.create_string_buffer(256)
            pdfium_c.FPDFFont_GetBaseFontName(font, buffer, 256)
            name = buffer.value.decode("utf-8", errors="replace")
            flags = max(0, pdfium_c.FPDFFont_GetFlags(font))
            self._fonts[key] = (
                bool(_BOLD.search(name) or flags & _FORCED_BOLD),
                bool(_MONO.search(name) or flags & _FIXED_PITCH),
            )
        return self._fonts[key]


def _quarter(across: float, up: float) -> int | None:
    """The quarter turns of a direction of writing; None when it is skewed."""
    length = hypot(across, up)
    if not length or min(abs(across), abs(up)) > _SKEWED * length:
        return None
    if abs(across) >= abs(up):
        return 0 if across > 0 else 2
    return 1 if up > 0 else 3
