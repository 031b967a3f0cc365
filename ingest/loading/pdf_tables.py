"""The ruled tables of a page: cells from its rules, and the words that stand in each."""

from collections import defaultdict
from collections.abc import Sequence

from ingest.loading.mending import joined
from ingest.loading.pdf_grids import NEAR, Grid, grids_of
from ingest.loading.pdf_lines import rows_of
from ingest.loading.pdf_page import Box, Table, TableRow, Word, line_of
from ingest.loading.pdf_rules import Rules

MOST_LINES = 3_000  # of a page: finding where they cross takes as many steps as their square

_LEAST_FILLED = 0.3  # of the cells: fewer is the grid of a drawing
_LONGEST_CELL = 2_000  # characters: a longer one is a column of text in a frame


def tables_of(words: Sequence[Word], rules: Rules) -> tuple[list[Table], list[Word]]:
    """The tables of the page and the words outside them.

    A frame around text, or a drawing, is no table: its words stay with the others.
    """
    tables: list[Table] = []
    rest = list(words)
    if not rules.may_be_tables or len(rules.lines) > MOST_LINES:
        return tables, rest
    for grid in grids_of(rules, words):
        placed = _placed(grid, rest)
        table = _table(grid, placed, rules)
        if table:
            tables.append(table)
            taken = {id(word) for words in placed.values() for word in words}
            rest = [word for word in rest if id(word) not in taken]
    return tables, rest


def _holds(box: Box, word: Word) -> bool:
    left, top, right, bottom = box
    return left <= (word.x0 + word.x1) / 2 <= right and top <= word.y - 0.3 * word.size <= bottom


def _table(grid: Grid, placed: dict[Box, list[Word]], rules: Rules) -> Table | None:
    texts = {cell: _text(found) for cell, found in placed.items()}
    filled = [text for text in texts.values() if text]
    if len(filled) < 2 or len(filled) < _LEAST_FILLED * len(grid.cells):
        return None
    if max(map(len, filled)) > _LONGEST_CELL:
        return None
    rows = [_row(grid, top, placed, texts, rules) for top in grid.tops]
    kept = tuple(row for row in rows if any(row.cells))
    if len(kept) < 2 or not any(sum(map(bool, row.cells)) > 1 and not row.is_full_width for row in kept):
        return None
    return Table(grid.box, grid.lefts, kept)


def _placed(grid: Grid, words: Sequence[Word]) -> dict[Box, list[Word]]:
    placed: defaultdict[Box, list[Word]] = defaultdict(list)
    bands: defaultdict[int, list[Box]] = defaultdict(list)  # cells by the tens of points they stand in
    for cell in grid.cells:
        for band in range(int(cell[1] // 10), int(cell[3] // 10) + 1):
            bands[band].append(cell)
    for word in words:
        cells = bands[int((word.y - 0.3 * word.size) // 10)]
        home = next((cell for cell in cells if _holds(cell, word)), None)
        if home:
            placed[home].append(word)
    return placed


def _text(words: Sequence[Word]) -> str:
    return joined([line_of(row).text for row in rows_of(words)])


def _row(
    grid: Grid, top: float, placed: dict[Box, list[Word]], texts: dict[Box, str], rules: Rules
) -> TableRow:
    """The row that begins at `top`, with what spans it from above or from the left."""
    across = [cell for cell in grid.cells if cell[1] - NEAR <= top < cell[3] - NEAR]
    cells = []
    for left in grid.lefts:
        cell = next((cell for cell in across if cell[0] - NEAR <= left < cell[2] - NEAR), None)
        cells.append(texts.get(cell, "") if cell else "")
    words = [word for cell in across for word in placed.get(cell, ())]
    is_shaded = any(_is_within(cell, shade) for cell in across[:1] for shade in rules.shades)
    return TableRow(
        cells=tuple(cells),
        is_bold=bool(words) and all(word.is_bold for word in words if any(map(str.isalpha, word.text))),
        is_shaded=is_shaded,
        is_full_width=len(across) == 1 and across[0][2] - across[0][0] > 0.9 * _width(grid),
    )


def _width(grid: Grid) -> float:
    left, _, right, _ = grid.box
    return right - left


def _is_within(cell: Box, shade: Box) -> bool:
    """Whether the shade is that of this cell or of its row, not that of a whole page."""
    middle = (cell[1] + cell[3]) / 2
    return (
        shade[0] - NEAR <= cell[0]
        and shade[2] + NEAR >= cell[2]
        and shade[1] <= middle <= shade[3]
        and shade[3] - shade[1] <= 1.5 * (cell[3] - cell[1])
    )
