"""Rows whose pieces stand below each other, without rules: a table all the same."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from ingest.loading.pdf_lines import rows_of, whole
from ingest.loading.pdf_page import Item, Line, Region, Table, TableRow

_FEWEST = 3  # rows of such a table
_ALIGNED = 4.0  # points between pieces that begin at the same place
_WIDEST_SPACE = 1.6  # of the size: a wider gap parts two cells
_SHORTEST_LABEL = 3  # letters, of the first of two cells: less is a bullet or the number of an item
_BETWEEN = 2.2  # of the size, between two rows of a table

Cells = list[Line]


def aligned_rows(items: Sequence[Item]) -> Region:
    """The items from top to bottom, the pieces of each line joined, or made the cells of a table."""
    lines = [item for item in items if isinstance(item, Line)]
    found: list[Item] = [item for item in items if not isinstance(item, Line)]
    run: list[Cells] = []
    for row in rows_of(lines):
        cells = list(_cells(row))
        if run and not _follows(run[-1], cells):
            found.extend(_read(run))
            run = []
        run.append(cells)
    found.extend(_read(run))
    return sorted(found, key=lambda item: item.top)


def _cells(row: Sequence[Line]) -> Iterator[Line]:
    pieces = [row[0]]
    for before, piece in pairwise(row):
        if piece.x0 - before.x1 > _WIDEST_SPACE * max(before.size, piece.size):
            yield whole(pieces)
            pieces = []
        pieces.append(piece)
    yield whole(pieces)


def _follows(before: Cells, cells: Cells) -> bool:
    """Whether two rows have the same cells, one below the other."""
    if len(before) < 2 or len(cells) != len(before):
        return False
    if len(cells) == 2 and sum(map(str.isalpha, before[0].text)) < _SHORTEST_LABEL:
        return False
    if cells[0].y - before[0].y > _BETWEEN * max(cells[0].size, before[0].size):
        return False
    return all(_is_below(above, cell) for above, cell in zip(before, cells, strict=True))


def _is_below(above: Line, cell: Line) -> bool:
    """Whether they begin or end at the same place: figures are often set to the right."""
    return abs(above.x0 - cell.x0) <= _ALIGNED or abs(above.x1 - cell.x1) <= _ALIGNED


def _read(run: Sequence[Cells]) -> Iterator[Item]:
    if len(run) < _FEWEST or any(len(cells) < 2 for cells in run):
        yield from (whole(cells) for cells in run)
        return
    left, right = min(cells[0].x0 for cells in run), max(cells[-1].x1 for cells in run)
    yield Table(
        (left, run[0][0].top, right, run[-1][0].bottom),
        tuple(cell.x0 for cell in run[0]),
        tuple(
            TableRow(tuple(cell.text for cell in cells), is_bold=all(cell.is_bold for cell in cells))
            for cells in run
        ),
    )
