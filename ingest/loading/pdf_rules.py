"""The straight lines and the shades that a PDF draws on a page: what its tables are ruled with."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

from ingest.loading.pdf_page import Box
from ingest.loading.pdf_words import turned

MOST_DRAWN = 20_000  # objects of a page: more is a map or a plan, which rules no table
MOST_SEGMENTS = 2_000  # of one drawing

_DEEPEST = 4  # forms within forms
_THINNEST = 3.0  # points: a narrower rectangle is a line
_SHORTEST = 4.0  # points
_STRAIGHT = 1.0  # points that a line may lean
_WHITE = 250  # of 255, in each colour

Matrix = tuple[float, float, float, float, float, float]
_SAME: Matrix = (1, 0, 0, 1, 0, 0)


@dataclass(frozen=True, slots=True)
class Rules:
    """Lines (boxes without width or without height) and filled boxes, as the page is read."""

    lines: list[Box] = field(default_factory=list)
    shades: list[Box] = field(default_factory=list)

    @property
    def may_be_tables(self) -> bool:
        """Whether lines enough lie one above the other."""
        return sum(1 for left, _, right, _ in self.lines if right > left) >= 2


def rules_of(page: pdfium.PdfPage, quarter: int) -> Rules:
    """The rules of a page that is read after this many quarter turns."""
    rules = Rules()
    objects = (pdfium_c.FPDFPage_GetObject(page, i) for i in range(pdfium_c.FPDFPage_CountObjects(page)))
    for drawn, (path, matrix) in enumerate(_paths(objects, _SAME, 0)):
        if drawn >= MOST_DRAWN:
            return Rules()
        _add(rules, path, matrix, quarter)
    return rules


def _paths(
    objects: Iterator[pdfium_c.FPDF_PAGEOBJECT], matrix: Matrix, depth: int
) -> Iterator[tuple[pdfium_c.FPDF_PAGEOBJECT, Matrix]]:
    for item in objects:
        kind = pdfium_c.FPDFPageObj_GetType(item)
        if kind == pdfium_c.FPDF_PAGEOBJ_PATH:
            yield item, _within(_matrix(item), matrix)
        elif kind == pdfium_c.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            count = max(0, pdfium_c.FPDFFormObj_CountObjects(item))
            inner = (pdfium_c.FPDFFormObj_GetObject(item, index) for index in range(count))
            yield from _paths(inner, _within(_matrix(item), matrix), depth + 1)


def _matrix(item: pdfium_c.FPDF_PAGEOBJECT) -> Matrix:
    held = pdfium_c.FS_MATRIX()
    if not pdfium_c.FPDFPageObj_GetMatrix(item, held):
        return _SAME
    return held.a, held.b, held.c, held.d, held.e, held.f


def _within(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    x, y = _moved((e, f), outer)
    return (
        a * outer[0] + b * outer[2],
        a * outer[1] + b * outer[3],
        c * outer[0] + d * outer[2],
        c * outer[1] + d * outer[3],
        x,
        y,
    )


def _moved(point: tuple[float, float], matrix: Matrix) -> tuple[float, float]:
    (x, y), (a, b, c, d, e, f) = point, matrix
    return a * x + c * y + e, b * x + d * y + f


def _add(rules: Rules, path: pdfium_c.FPDF_PAGEOBJECT, matrix: Matrix, quarter: int) -> None:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium_c.FPDFPath_GetDrawMode(path, fill, stroke)
    if not (fill.value or stroke.value):
        return
    is_white = not stroke.value and _is_white(path)
    for points in _figures(path, matrix, quarter):
        left, top = min(x for x, _ in points), min(y for _, y in points)
        right, bottom = max(x for x, _ in points), max(y for _, y in points)
        is_box = len(points) >= 4
        if is_white:
            continue
        if right - left <= _THINNEST or bottom - top <= _THINNEST:
            rules.lines.extend(_line((left, top, right, bottom)))
        elif is_box and _is_rectangle(points):
            rules.lines.extend(_sides((left, top, right, bottom)))
            if fill.value:
                rules.shades.append((left, top, right, bottom))
        elif stroke.value:
            for (x0, y0), (x1, y1) in pairwise(points):
                rules.lines.extend(_line((min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))))


def _is_white(path: pdfium_c.FPDF_PAGEOBJECT) -> bool:
    red, green, blue, opacity = (ctypes.c_uint() for _ in range(4))
    pdfium_c.FPDFPageObj_GetFillColor(path, red, green, blue, opacity)
    return min(red.value, green.value, blue.value) >= _WHITE or not opacity.value


def _figures(
    path: pdfium_c.FPDF_PAGEOBJECT, matrix: Matrix, quarter: int
) -> Iterator[list[tuple[float, float]]]:
    """The points of each unbroken line of the path; a curve is left out with what follows it."""
    points: list[tuple[float, float]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(MOST_SEGMENTS, pdfium_c.FPDFPath_CountSegments(path))):
        segment = pdfium_c.FPDFPath_GetPathSegment(path, index)
        kind = pdfium_c.FPDFPathSegment_GetType(segment)
        pdfium_c.FPDFPathSegment_GetPoint(segment, x, y)
        if kind != pdfium_c.FPDF_SEGMENT_LINETO:
            if len(points) > 1:
                yield points
            points = []
        if kind != pdfium_c.FPDF_SEGMENT_BEZIERTO:
            points.append(turned(*_moved((x.value, y.value), matrix), quarter))
        if pdfium_c.FPDFPathSegment_GetClose(segment) and points:
            points.append(points[0])
    if len(points) > 1:
        yield points


def _is_rectangle(points: list[tuple[float, float]]) -> bool:
    sides = pairwise(points)
    return all(min(abs(x1 - x0), abs(y1 - y0)) <= _STRAIGHT for (x0, y0), (x1, y1) in sides)


def _line(box: Box) -> Iterator[Box]:
    left, top, right, bottom = box
    if right - left >= _SHORTEST and bottom - top <= _THINNEST:
        yield left, (top + bottom) / 2, right, (top + bottom) / 2
    elif bottom - top >= _SHORTEST and right - left <= _THINNEST:
        yield (left + right) / 2, top, (left + right) / 2, bottom


def _sides(box: Box) -> Iterator[Box]:
    left, top, right, bottom = box
    yield from ((left, top, right, top), (left, bottom, right, bottom))
    yield from ((left, top, left, bottom), (right, top, right, bottom))
