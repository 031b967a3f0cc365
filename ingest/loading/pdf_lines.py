"""The lines of a page of PDF, from its characters: what they say, where they stand, how large they are."""

import ctypes
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pypdfium2.raw as pdfium
from pypdfium2 import PdfPage, PdfTextPage

APART = 1.5  # sizes of the font between two words that are not of one phrase; justified text stays below
BOLD = 600  # weight from which a font is bold (CSS Fonts 4, section 2.2)
_HYPHENS = "\u0002\ufffe"  # what pdfium makes of the hyphen that cuts a word at the end of a line
_LIGATURES = str.maketrans(
    {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb06": "st"}
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line or a part of one, in points from the lower left corner of the page."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    is_bold: bool

    @property
    def top(self) -> float:
        """The height of its capitals, about."""
        return self.baseline + 0.75 * self.size


def segments_of(page: PdfPage) -> list[Line]:
    """The parts of lines that no wide space cuts, in the order in which the file holds them."""
    text = page.get_textpage()
    try:
        return [_line(run) for run in _runs(text) if any(not sign.text.isspace() for sign in run)]
    finally:
        text.close()


def joined(segments: Sequence[Line]) -> list[Line]:
    """The lines from top to bottom, the parts on one baseline put together from left to right."""
    rows: list[list[Line]] = []
    for segment in sorted(segments, key=lambda line: (-line.baseline, line.left)):
        if rows and abs(rows[-1][0].baseline - segment.baseline) < 0.4 * segment.size:
            rows[-1].append(segment)
        else:
            rows.append([segment])
    return [_together(sorted(row, key=lambda line: line.left)) for row in rows]


@dataclass(frozen=True, slots=True)
class _Sign:
    text: str
    left: float
    right: float
    baseline: float
    size: float
    weight: int


def _runs(text: PdfTextPage) -> Iterator[list[_Sign]]:
    run: list[_Sign] = []
    last: _Sign | None = None
    for index in range(text.count_chars()):
        sign = _sign(text, index)
        if sign.text in "\r\n":
            yield run
            run, last = [], None
        elif sign.text.isspace():
            run.append(sign)
        elif sign.text:
            if last and _is_apart(last, sign):
                yield run
                run = []
            run.append(sign)
            last = sign
    yield run


def _is_apart(last: _Sign, sign: _Sign) -> bool:
    size = max(last.size, sign.size, 1.0)
    steps_back = sign.right < last.left - size
    return sign.left - last.right > APART * size or steps_back or abs(sign.baseline - last.baseline) > size


def _sign(text: PdfTextPage, index: int) -> _Sign:
    code = pdfium.FPDFText_GetUnicode(text, index)
    written = chr(code) if 0 < code <= 0x10FFFF else ""
    if written in _HYPHENS and written:
        written = "-"
    left, right, bottom, top, x, y = (ctypes.c_double() for _ in range(6))
    pdfium.FPDFText_GetCharBox(text, index, left, right, bottom, top)
    pdfium.FPDFText_GetCharOrigin(text, index, x, y)
    size, weight = pdfium.FPDFText_GetFontSize(text, index), pdfium.FPDFText_GetFontWeight(text, index)
    return _Sign(written, left.value, right.value, y.value, size, weight)


def _line(run: Sequence[_Sign]) -> Line:
    seen = [sign for sign in run if not sign.text.isspace()]
    sizes = Counter(round(sign.size, 1) for sign in seen)
    baselines = Counter(round(sign.baseline, 1) for sign in seen)
    bold = sum(sign.weight >= BOLD for sign in seen)
    return Line(
        text=" ".join("".join(sign.text for sign in run).translate(_LIGATURES).split(" ")).strip(),
        left=min(sign.left for sign in seen),
        right=max(sign.right for sign in seen),
        baseline=baselines.most_common(1)[0][0],
        size=sizes.most_common(1)[0][0],
        is_bold=bold > 0.9 * len(seen),
    )


def _together(row: Sequence[Line]) -> Line:
    largest = max(row, key=lambda line: len(line.text))
    return Line(
        text=" ".join(line.text for line in row),
        left=row[0].left,
        right=max(line.right for line in row),
        baseline=largest.baseline,
        size=largest.size,
        is_bold=all(line.is_bold for line in row),
    )
