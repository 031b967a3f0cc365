"""The ruled tables of a page of PDF: pdfplumber finds the cells among the rules that pdfium tells."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium
from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges
from pypdfium2 import PdfPage

MOST_RULES = 5_000  # of a page; with more it is a drawing
THIN = 2.0  # points: what is thinner is a rule
NEAR = 3.0  # points between rules that are meant to meet
NARROWEST, LOWEST = 9.0, 5.0  # points of a cell that could hold text; others are the borders of a box
# pdfium writes the hyphen that ends a line as one of these two.
_HYPHEN = re.compile("[\u0002\ufffe]")
_CUT_WORD = re.compile("(?<=[^\\W\\d_])(?:-(?=[\r\n])|[\u0002\ufffe])[\r\n ]*(?=[^\\W\\d_A-Z])")
_Edge = dict[str, Any]
_Cell = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a ruled table, the first on top, and its place in points from the lower left corner."""

    rows: tuple[tuple[str, ...], ...]
    left: float
    bottom: float
    right: float
    top: float

    def holds(self, left: float, right: float, baseline: float) -> bool:
        """Whether a part of a line stands inside."""
        middle = (left + right) / 2
        return self.left - 1 <= middle <= self.right + 1 and self.bottom - 1 <= baseline <= self.top + 1


def tables_of(page: PdfPage) -> tuple[Table, ...]:
    """The tables of a page from top to bottom: two rows and two columns at least."""
    rules = merge_edges(list(_rules(page)), NEAR, NEAR, NEAR, NEAR)
    rules += list(_open_sides(rules))
    if sum(rule["orientation"] == "v" for rule in rules) < 3:
        return ()
    cells = [
        cell
        for cell in intersections_to_cells(edges_to_intersections(rules, NEAR, NEAR))
        if cell[2] - cell[0] >= NARROWEST and cell[3] - cell[1] >= LOWEST
    ]
    found = (_table(page, cells) for cells in cells_to_tables(cells))
    return tuple(sorted(filter(None, found), key=lambda table: -table.top))


def _rules(page: PdfPage) -> Iterator[_Edge]:
    """The rules and the sides of the boxes of a page, as pdfplumber writes them: places grow downwards."""
    for number, path in enumerate(page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=4)):
        if number > MOST_RULES:
            return
        left, bottom, right, top = path.get_bounds()
        if top - bottom <= THIN:
            yield _edge("h", left, right, (top + bottom) / 2, (top + bottom) / 2)
        elif right - left <= THIN:
            yield _edge("v", (left + right) / 2, (left + right) / 2, bottom, top)
        elif pdfium.FPDFPath_CountSegments(path) <= 5:
            yield from (_edge("h", left, right, y, y) for y in (bottom, top))
            yield from (_edge("v", x, x, bottom, top) for x in (left, right))


def _edge(orientation: str, left: float, right: float, bottom: float, top: float) -> _Edge:
    return {
        "orientation": orientation,
        "object_type": "line",
        **{"x0": left, "x1": right, "top": -top, "bottom": -bottom},
        **{"width": right - left, "height": top - bottom},
    }


def _open_sides(rules: Sequence[_Edge]) -> Iterator[_Edge]:
    """The sides that a table leaves out: at the ends of rows that rules inside part into cells."""
    upright = [rule for rule in rules if rule["orientation"] == "v"]
    level = sorted((rule for rule in rules if rule["orientation"] == "h"), key=lambda rule: rule["top"])
    for above, below in pairwise(level):
        ends = above["x0"], above["x1"]
        if max(abs(ends[0] - below["x0"]), abs(ends[1] - below["x1"])) > NEAR:
            continue
        middle = (above["top"] + below["top"]) / 2
        beside = [rule["x0"] for rule in upright if rule["top"] <= middle <= rule["bottom"]]
        if any(ends[0] + NEAR < place < ends[1] - NEAR for place in beside):
            for end in ends:
                if not any(abs(place - end) <= NEAR for place in beside):
                    yield _edge("v", end, end, -below["top"], -above["top"])


def _table(page: PdfPage, cells: Sequence[_Cell]) -> Table | None:
    text = page.get_textpage()
    try:
        rows = [[_cell(text, cell) for cell in row] for row in _rows(cells)]
    finally:
        text.close()
    filled = [tuple(row) for row in rows if any(row)]
    if len(filled) < 2 or max(sum(map(bool, row)) for row in filled) < 2:
        return None
    left, top = min(cell[0] for cell in cells), min(cell[1] for cell in cells)
    right, bottom = max(cell[2] for cell in cells), max(cell[3] for cell in cells)
    return Table(_without_empty_columns(filled), left, -bottom, right, -top)


def _rows(cells: Sequence[_Cell]) -> list[list[_Cell | None]]:
    """The cells row by row, None where a cell of another row or column stands over the place."""
    tops = sorted({cell[1] for cell in cells})
    lefts = sorted({cell[0] for cell in cells})
    placed = {(cell[1], cell[0]): cell for cell in cells}
    return [[placed.get((top, left)) for left in lefts] for top in tops]


def _cell(text: Any, cell: _Cell | None) -> str:
    if cell is None:
        return ""
    left, top, right, bottom = cell
    written = _CUT_WORD.sub("", text.get_text_bounded(left, -bottom, right, -top))
    return " ".join(_HYPHEN.sub("-", written).split())


def _without_empty_columns(rows: Sequence[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    kept = [column for column in range(len(rows[0])) if any(row[column] for row in rows)]
    return tuple(tuple(row[column] for column in kept) for row in rows)
