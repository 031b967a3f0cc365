"""Tables of web pages: which hold data, and their rows under the header they belong to."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree  # type: ignore[import-untyped]

from ingest.loading.page_parts import text_of

WIDEST_SPAN = 30  # columns or rows that a cell may claim; more is a mistake or an attack

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LONGEST_CELL = 500  # characters; a longer one, in a table without header, is a column of a page


@dataclass(frozen=True, slots=True)
class TableSection:
    """Rows that share a caption (with the full-width row above them, if any) and a header."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class _Row:
    cells: tuple[str, ...]
    is_header: bool
    is_full_width: bool


def holds_data(table: etree._Element) -> bool:
    """Whether the table has rows to read; one that only lays out the page is read as text."""
    if (
        table.get("role") in {"presentation", "none"}
        or next(table.iterdescendants("table"), None) is not None
    ):
        return False
    if next(table.iterdescendants(*_HEADINGS), None) is not None:
        return False
    cells = list(table.iterdescendants("td", "th"))
    if any(cell.tag == "th" for cell in cells):
        return True
    has_columns = any(len(row.findall("td")) > 1 for row in table.iterdescendants("tr"))
    return has_columns and all(len(text_of(cell)) <= _LONGEST_CELL for cell in cells)


def sections_of(table: etree._Element) -> tuple[TableSection, ...]:
    """The table cut at its full-width rows; header lines one above the other are joined column by column."""
    caption = next((text_of(element) for element in table.findall("caption")), "")
    rows = list(_rows(table))
    heading = 0
    while heading < len(rows) and rows[heading].is_header:
        heading += 1
    header = _joined([row.cells for row in rows[:heading]])
    sections: list[tuple[str, list[tuple[str, ...]]]] = [(caption, [])]
    for row in rows[heading:]:
        if row.is_full_width:
            sections.append((" – ".join(filter(None, (caption, row.cells[0]))), []))
        else:
            sections[-1][1].append(row.cells)
    return tuple(TableSection(title, header, tuple(rows)) for title, rows in sections if title or rows)


def _rows(table: etree._Element) -> Iterator[_Row]:
    spans: dict[int, tuple[int, str]] = {}
    for element in table.iterdescendants("tr"):
        cells = [cell for cell in element if cell.tag in {"td", "th"}]
        texts: list[str] = []
        for cell in cells:
            _fill_from_above(texts, spans)
            text = " ".join(text_of(cell).split())
            for _ in range(_span(cell, "colspan")):
                spans[len(texts)] = (_span(cell, "rowspan"), text)
                _take(texts, spans)
        _fill_from_above(texts, spans)
        if any(texts):
            is_alone = len(cells) == 1 and len(texts) > 1 and len(set(texts)) == 1
            yield _Row(tuple(texts), _is_header(element, cells), is_alone)


def _fill_from_above(texts: list[str], spans: dict[int, tuple[int, str]]) -> None:
    while len(texts) in spans:
        _take(texts, spans)


def _take(texts: list[str], spans: dict[int, tuple[int, str]]) -> None:
    """Put down the cell due in this column, and remember for how many rows it still stands."""
    left, text = spans.pop(len(texts))
    if left > 1:
        spans[len(texts)] = (left - 1, text)
    texts.append(text)


def _span(cell: etree._Element, name: str) -> int:
    value = cell.get(name, "1").strip()
    return min(max(int(value), 1), WIDEST_SPAN) if value.isascii() and value.isdigit() else 1


def _is_header(row: etree._Element, cells: list[etree._Element]) -> bool:
    if len(cells) < 2:
        return False
    if row.getparent().tag == "thead":
        return True
    filled = [cell for cell in cells if text_of(cell).strip()]
    are_names = all(cell.tag == "th" for cell in filled)
    are_bold = row.getprevious() is None and all(_is_bold(cell) for cell in filled)
    return bool(filled) and (are_names or are_bold)


def _is_bold(cell: etree._Element) -> bool:
    bold = "".join(text_of(part) for part in cell.iterdescendants("b", "strong"))
    return bold.split() == text_of(cell).split()


def _joined(lines: list[tuple[str, ...]]) -> tuple[str, ...]:
    width = max(map(len, lines), default=0)
    columns = ([line[column] for line in lines if column < len(line)] for column in range(width))
    return tuple(" – ".join(dict.fromkeys(filter(None, names))) for names in columns)
