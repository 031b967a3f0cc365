"""From the lines and tables of pages to headings and paragraphs, without what every page repeats."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from assistant.errors import InvalidInput
from ingest.loading.mending import Layout, layout_of, paragraphs_of
from ingest.loading.outline import Content, Outline
from ingest.loading.pdf_headings import Headings
from ingest.loading.pdf_lines import Line
from ingest.loading.pdf_tables import Table
from ingest.loading.tables import sentences_of
from ingest.loading.text import add_paragraph

EDGE = 3  # lines at the top and at the bottom of a page where a running head may stand
OFTEN = 0.4  # of the pages: a head of left pages comes back on half of them
PARTED = 1.45  # of the usual distance between two lines, from which a paragraph ends
_NUMBER = re.compile(r"\d+|\b[ivxlc]+\b")
_DIGITS = re.compile(r"\d{1,9}")
_LEADERS = re.compile(r"(?:\.\s?){4,}\s*(?:\d+|[ivxl]+)\s*$")
_ENDS_WITH_PAGE = re.compile(r"\s\d{1,4}$")
_OPEN_ENDED = re.compile(r"[\w,;’'-]$")


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was read: its lines in order and its tables, or the lines recognised in its image."""

    lines: tuple[Line, ...]
    tables: tuple[Table, ...]
    recognised: tuple[str, ...] = ()


@dataclass(slots=True)
class _Piece:
    """A heading (with its level), a paragraph, or the rows of a table with their header."""

    text: str = ""
    level: int | None = None
    rows: Sequence[tuple[str, ...]] = ()
    header: tuple[str, ...] = ()
    recognised: bool = False


def content_of(pages: Sequence[Page], title: str | None) -> Content:
    """The blocks of the pages in order. Raises `InvalidInput` when there is no text on them."""
    bare = _without_contents(_without_running_heads(pages))
    headings = Headings([page.lines for page in bare])
    layout = layout_of([text for page in bare for text in _texts(page.lines)])
    found = [list(_pieces(page, headings, layout)) for page in bare]
    _join_over_pages(found)
    outline = Outline()
    for number, pieces in enumerate(found, start=1):
        outline.page = number
        for piece in pieces:
            _add(outline, piece, is_marked=headings.are_marked)
    blocks = outline.blocks()
    if not blocks:
        raise InvalidInput("aucun texte dans ce PDF : il a sans doute été numérisé en images")
    return Content(title=title or headings.title or _first_text(found), blocks=blocks)


def _add(outline: Outline, piece: _Piece, is_marked: bool) -> None:
    if piece.level:
        outline.open(piece.level, piece.text)
    elif piece.rows:
        for sentence in sentences_of("", piece.header, piece.rows):
            outline.add(sentence)
    elif piece.recognised or is_marked:
        outline.add(piece.text, recognised=piece.recognised)
    else:
        add_paragraph(outline, piece.text)


def _pieces(page: Page, headings: Headings, layout: Layout) -> Iterator[_Piece]:
    for paragraph in paragraphs_of(page.recognised, layout_of(page.recognised)):
        yield _Piece(paragraph, recognised=True)
    tables = list(page.tables)
    for level, group in groupby(headings.parts_of(page.lines), key=lambda part: part[0]):
        lines = [line for _, line in group]
        while tables and lines and lines[0].baseline < tables[0].bottom:
            yield _table(tables.pop(0))
        if level:
            yield from (_Piece(text, level) for text in headings.texts_of(lines))
            continue
        for run in _between_tables(lines, tables):
            if isinstance(run, Table):
                yield _table(run)
            else:
                yield from (_Piece(text) for text in paragraphs_of(_spaced(run), layout))
    yield from map(_table, tables)


def _between_tables(lines: Sequence[Line], tables: list[Table]) -> Iterator[list[Line] | Table]:
    """The lines in runs, and between them the tables that stand there, which are taken from the list."""
    run: list[Line] = []
    for line in lines:
        while tables and line.baseline < tables[0].bottom and run and run[-1].baseline > tables[0].top - 2:
            yield run
            yield tables.pop(0)
            run = []
        run.append(line)
    if run:
        yield run


def _table(table: Table) -> _Piece:
    first, *rows = table.rows
    is_header = all(first) and not any(cell[:1].isdigit() for cell in first)
    return _Piece(rows=rows if is_header else table.rows, header=first if is_header else ())


def _spaced(lines: Sequence[Line]) -> list[str]:
    """The texts of the lines, with a blank one where the space below a line ends its paragraph."""
    pitches = sorted(above.baseline - below.baseline for above, below in pairwise(lines))
    usual = next((pitch for pitch in pitches[len(pitches) // 4 :] if pitch > 0), 0.0)
    spaced: list[str] = []
    for above, below in zip([None, *lines], lines, strict=False):
        if above and usual and above.baseline - below.baseline > PARTED * usual:
            spaced.append("")
        spaced.append(below.text)
    return spaced


def _texts(lines: Sequence[Line]) -> list[str]:
    return [line.text for line in lines]


def _without_running_heads(pages: Sequence[Page]) -> list[Page]:
    """The pages without the lines that come back, figures apart, at the edge of many of them."""
    found: dict[str, list[tuple[int, list[int]]]] = defaultdict(list)
    edges = [_edge_of(page) for page in pages]
    for number, lines in enumerate(edges):
        for line in lines:
            found[_shape(line)].append((number, [int(digits) for digits in _DIGITS.findall(line.text)]))
    filled = sum(bool(lines) for lines in edges)
    running = {
        shape
        for shape, places in found.items()
        if len(places) >= max(3, OFTEN * filled) and _is_counting(places)
    }
    kept = []
    for page, lines in zip(pages, edges, strict=True):
        dropped = {id(line) for line in lines if _shape(line) in running}
        shown = tuple(line for line in page.lines if id(line) not in dropped)
        kept.append(Page(shown, page.tables, page.recognised))
    return kept


def _edge_of(page: Page) -> list[Line]:
    lines = sorted(page.lines, key=lambda line: -line.baseline)
    return lines if len(lines) <= 2 * EDGE else [*lines[:EDGE], *lines[-EDGE:]]


def _is_counting(places: Sequence[tuple[int, Sequence[int]]]) -> bool:
    """Whether the numbers in lines alike stay much the same, or follow the pages, as in a running head."""
    for numbers in zip(*(numbers for _, numbers in places), strict=False):
        shifts = {value - page for value, (page, _) in zip(numbers, places, strict=True)}
        if min(len(set(numbers)), len(shifts)) > max(1, len(places) / 3):
            return False
    return True


def _shape(line: Line) -> str:
    return _NUMBER.sub("0", " ".join(line.text.split()).lower())


def _without_contents(pages: Sequence[Page]) -> list[Page]:
    """The pages without the lines of a table of contents, which lead elsewhere as the menu of a site does."""
    kept = []
    for page in pages:
        led = [line for line in page.lines if _LEADERS.search(line.text)]
        numbered = [line for line in page.lines if _ENDS_WITH_PAGE.search(line.text)]
        if len(led) >= 3 and len(numbered) > len(led):
            led = [*led, *numbered]
        dropped = {id(line) for line in led}
        lines = tuple(line for line in page.lines if id(line) not in dropped)
        kept.append(Page(lines, page.tables, page.recognised))
    return kept


def _join_over_pages(pages: Sequence[list[_Piece]]) -> None:
    """Puts back together what a page break cut: a paragraph, or a table with the header it began with."""
    filled = [pieces for pieces in pages if pieces]
    for before, after in pairwise(filled):
        last, first = before[-1], after[0]
        if last.rows and first.rows and len(first.rows[0]) == len(last.rows[0]):
            if first.header in ((), last.header):
                first.header = last.header
            continue
        if last.level or first.level or last.rows or first.rows:
            continue
        if first.text[:1].islower() and _OPEN_ENDED.search(last.text):
            last.text = _mended(last.text, first.text)
            del after[0]


def _mended(start: str, end: str) -> str:
    is_cut = start.endswith("-") and start[-2:-1].isalpha()
    return f"{start[:-1]}{end}" if is_cut else f"{start} {end}"


def _first_text(pages: Sequence[Sequence[_Piece]]) -> str | None:
    first = next((piece.text for page in pages for piece in page if piece.text), None)
    return first if first and len(first) <= 160 else None
