"""The rows of PDF tables as sentences: which row is their header, and which table goes on overleaf."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ingest.loading.pdf_page import Table, TableRow
from ingest.loading.tables import sentences_of

_ALIGNED = 8.0  # points between the columns of a table and of what goes on from it
_MOST_HEADER_ROWS = 3
_LONGEST_NAME = 60  # characters of a header that neither weight nor shade tells
_FIGURES = re.compile(r"\d[\d\s.,]*\d|\d")
_CAPTION = re.compile(r"^(?:tableau|table)\s+(?:n[°o]\s*)?[\dIVX]+.{0,180}$", re.IGNORECASE)

Cells = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A table whose rows were said, with what repeats when it goes on."""

    table: Table
    caption: str
    header: Cells


def is_caption(text: str) -> bool:
    """Whether a paragraph names the table that follows it (`Tableau 3 – Taux d'aide`)."""
    return bool(_CAPTION.match(text)) and text[-1] != "."


def read_table(table: Table, caption: str, before: ReadTable | None) -> tuple[ReadTable, tuple[str, ...]]:
    """The sentences of the rows; `before` is the table that ended right before this one, if any."""
    goes_on = before is not None and _goes_on(before.table, table)
    count = _header_rows(table.rows)
    header = _joined(table.rows[:count])
    if before and goes_on:
        caption = caption or before.caption
        if not count and table.rows[0].cells == before.header:
            count = 1
        header = header if count else before.header
    said = [] if goes_on else sentences_of(caption, (), [_unused(header, table.rows[count:])])
    sentences = [
        *said,
        *(
            sentence
            for title, rows in _sections(caption, table.rows[count:])
            for sentence in sentences_of(title, header, rows)
        ),
    ]
    return ReadTable(table, caption, header), tuple(sentences)


def _goes_on(before: Table, table: Table) -> bool:
    return len(before.columns) == len(table.columns) and all(
        abs(left - right) <= _ALIGNED for left, right in zip(before.columns, table.columns, strict=True)
    )


def _header_rows(rows: Sequence[TableRow]) -> int:
    """How many rows, at the top, name the columns."""
    first = rows[0]
    if sum(map(bool, first.cells)) < 2 or first.is_full_width:
        return 0
    for marks in ([row.is_bold for row in rows], [row.is_shaded for row in rows]):
        marked = marks.index(False) if False in marks else len(rows)
        if 0 < marked <= _MOST_HEADER_ROWS and marked < len(rows):
            return marked
    are_names = len(rows) > 2 and _are_names(first.cells)
    return int(are_names and (len(first.cells) > 2 or _differs([row.cells for row in rows])))


def _are_names(cells: Cells) -> bool:
    names = [cell for cell in cells[1:] if 0 < len(cell) <= _LONGEST_NAME and not cell[0].isdigit()]
    return len(names) == len(cells) - 1 == len(set(names))


def _differs(rows: Sequence[Cells]) -> bool:
    """Whether some column holds, but for its first cell, figures of one shape (`30 %`, `Lot 2`)."""
    for name, *values in zip(*rows, strict=True):
        shapes = {_FIGURES.sub("0", value) for value in values}
        if len(shapes) == 1 and "0" in shapes.pop() and not _FIGURES.search(name):
            return True
    return False


def _unused(header: Cells, rows: Sequence[TableRow]) -> Cells:
    """The names of the columns that hold nothing: no row would say them."""
    values = [row.cells for row in rows if not row.is_full_width]
    return tuple(
        name for column, name in enumerate(header) if name and not any(cells[column] for cells in values)
    )


def _joined(rows: Sequence[TableRow]) -> Cells:
    columns = zip(*(row.cells for row in rows), strict=True)
    return tuple(" – ".join(dict.fromkeys(filter(None, names))) for names in columns)


def _sections(caption: str, rows: Sequence[TableRow]) -> Iterator[tuple[str, list[Cells]]]:
    """The rows between those as wide as the table, each of which names the rows below it."""
    title, kept = caption, list[Cells]()
    for row in rows:
        if row.is_full_width:
            if kept:
                yield title, kept
            name = next(filter(None, row.cells), "")
            title, kept = " – ".join(filter(None, (caption, name))), []
        else:
            kept.append(row.cells)
    if kept:
        yield title, kept
