"""The grids that rules draw, those of tables whose sides or columns are left to the eye included."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from pdfplumber import table as plumber

from ingest.loading.pdf_page import Box, Word
from ingest.loading.pdf_rules import Rules

NEAR = 3.0  # points between two lines that are one

_HIGHEST_ROW = 130.0  # points, of a row whose columns no line parts
_NARROWEST_STRIP = 6.0  # points, between two columns that no line parts
_MOSTLY = 0.7  # of the rows of such a table have several cells
_FEWEST_RULES = 3  # of a table that no line parts into columns

Edge = dict[str, Any]
"""A line as pdfplumber knows it."""


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells, and where their rows and columns begin."""

    tops: tuple[float, ...]
    lefts: tuple[float, ...]
    cells: tuple[Box, ...]

    @property
    def box(self) -> Box:
        """What holds them all."""
        lefts, tops, rights, bottoms = zip(*self.cells, strict=True)
        return min(lefts), min(tops), max(rights), max(bottoms)


def grids_of(rules: Rules, words: Sequence[Word]) -> Iterator[Grid]:
    """The grids of a page with rows and columns, from its rules and, for want of them, from its words."""
    edges = plumber.merge_edges([_edge(line) for line in rules.lines], NEAR, NEAR, NEAR, NEAR)
    edges += [_edge(line) for line in _implied(edges, words)]
    cells = plumber.intersections_to_cells(plumber.edges_to_intersections(edges, NEAR, NEAR))
    for group in plumber.cells_to_tables(cells):
        tops, lefts = _distinct(cell[1] for cell in group), _distinct(cell[0] for cell in group)
        if len(tops) > 1 and len(lefts) > 1:
            yield Grid(tops, lefts, tuple(group))


def _edge(line: Box) -> Edge:
    left, top, right, bottom = line
    return {
        "x0": left, "top": top, "x1": right, "bottom": bottom, "width": right - left, "height": bottom - top,
        "orientation": "h" if right > left else "v",
    }  # fmt: skip


def _distinct(values: Iterator[float]) -> tuple[float, ...]:
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > NEAR:
            found.append(value)
    return tuple(found)


def _implied(edges: Sequence[Edge], words: Sequence[Word]) -> Iterator[Box]:
    """The sides, and the lines between columns, of rows that only lines above and below them part."""
    upright = [edge for edge in edges if edge["orientation"] == "v"]
    for stack in _stacks([edge for edge in edges if edge["orientation"] == "h"]):
        left, right = min(edge["x0"] for edge in stack), max(edge["x1"] for edge in stack)
        rows = [(above["top"], below["top"]) for above, below in pairwise(stack)]
        inside = [edge for edge in upright if left + NEAR < edge["x0"] < right - NEAR]
        ruled = [row for row in rows if any(_spans(edge, *row) for edge in inside)]
        for top, bottom in ruled:
            yield from ((x, top, x, bottom) for x in (left, right))
        if not ruled and len(stack) >= _FEWEST_RULES:
            yield from _columns(rows, left, right, words)


def _stacks(level: Sequence[Edge]) -> Iterator[list[Edge]]:
    """Lines of the same width one above the other."""
    stacks: list[list[Edge]] = []
    for edge in sorted(level, key=lambda edge: edge["top"]):
        same = (stack for stack in stacks if _have_same_width(stack[0], edge))
        found = next(same, None)
        if found is None:
            stacks.append([edge])
        else:
            found.append(edge)
    yield from (stack for stack in stacks if len(stack) > 1)


def _have_same_width(one: Edge, other: Edge) -> bool:
    return all(abs(one[side] - other[side]) <= NEAR for side in ("x0", "x1"))


def _spans(edge: Edge, top: float, bottom: float) -> bool:
    return bool(edge["top"] <= top + NEAR and edge["bottom"] >= bottom - NEAR)


def _columns(
    rows: Sequence[tuple[float, float]], left: float, right: float, words: Sequence[Word]
) -> Iterator[Box]:
    """Lines in the strips that no word of any row covers."""
    low = [row for row in rows if row[1] - row[0] <= _HIGHEST_ROW]
    inside = [
        word
        for word in words
        if left - NEAR <= word.x0 <= right and any(top <= word.y <= bottom for top, bottom in low)
    ]
    if len(low) < _FEWEST_RULES - 1 or not inside:
        return
    strips = list(_strips(inside))
    shared = [row for row in low if _is_shared(row, strips, inside)]
    # Each row of a table has several cells; a rule, a sentence and another rule are none.
    for top, bottom in low if len(shared) > 1 and len(shared) >= _MOSTLY * len(low) else ():
        yield from ((x, top, x, bottom) for x in (left, *strips, right))


def _is_shared(row: tuple[float, float], strips: Sequence[float], words: Sequence[Word]) -> bool:
    """Whether words of the row stand on both sides of a strip."""
    inside = [word for word in words if row[0] <= word.y <= row[1]]
    return any(len({word.x0 < strip for word in inside}) == 2 for strip in strips)


def _strips(words: Sequence[Word]) -> Iterator[float]:
    reach = min(word.x0 for word in words)
    for word in sorted(words, key=lambda word: word.x0):
        if word.x0 - reach >= _NARROWEST_STRIP:
            yield word.x0 - _NARROWEST_STRIP / 3
        reach = max(reach, word.x1)
