"""PDF: the text of each page in reading order, its headings, its tables; scanned pages recognised."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.errors import InvalidInput
from ingest.loading.mending import is_unfinished, joined, layout_of
from ingest.loading.outline import Content, Outline
from ingest.loading.pdf_columns import regions_of
from ingest.loading.pdf_headings import Headings, headings_of, title_of
from ingest.loading.pdf_page import Page, Region, Table, apart_from_notes
from ingest.loading.pdf_pages import MOST_PAGES, PdfReading, read_pages
from ingest.loading.pdf_paragraphs import Heading, Piece, Setting, distance_of, pieces_of
from ingest.loading.pdf_rows import ReadTable, is_caption, read_table
from ingest.loading.pdf_running import leave_out_contents, leave_out_running_heads
from ingest.loading.text import add_paragraph
from ingest.loading.titles import own_title

__all__ = ["MOST_PAGES", "read_pdf"]

_OPEN_ENDED = re.compile(r"[\w,;’'-]$")
_LONGEST_TITLE = 160  # characters


@dataclass(slots=True)
class _Flow:
    """What a region says, and the page where it stands; the notes of a page are a flow of their own."""

    page: Page
    pieces: list[Piece]
    are_notes: bool = False


def read_pdf(raw: bytes) -> Content:
    """The paragraphs of a PDF, each located by the page it begins on (`p. 4`).

    Tables are read row by row; pages that are images are recognised, and their blocks say so. Raises
    `InvalidInput` when the file is encrypted, damaged, too long or without text.
    """
    reading = read_pages(raw)
    leave_out_running_heads(reading.pages)
    leave_out_contents(reading.pages)
    headings = headings_of([page.lines for page in reading.pages if not page.is_in_order])
    title = own_title(reading.title) or _largest_or_first(reading.pages, headings)
    words = layout_of([line.text for page in reading.pages for line in page.lines]).words
    flows = _flows(reading.pages, headings, words)
    _join(flows, words)
    blocks = _filled(flows, headings).blocks()
    if not blocks:
        raise InvalidInput(_why_empty(reading))
    return Content(title=title, blocks=blocks, notes=reading.notes)


def _largest_or_first(pages: Sequence[Page], headings: Headings) -> str | None:
    lines = next((page.lines for page in pages if page.items), [])
    largest = title_of(lines, headings.body)
    first = lines[0].text if lines else ""
    return largest or (first if 0 < len(first) <= _LONGEST_TITLE else None)


def _flows(pages: Sequence[Page], headings: Headings, words: frozenset[str]) -> list[_Flow]:
    parted = [(page, *apart_from_notes(page, headings.body)) for page in pages]
    regions = [(page, _regions(page, items), notes) for page, items, notes in parted]
    distance = distance_of([region for _, found, _ in regions for region in found])
    right = max((line.x1 for page in pages for line in page.lines), default=0.0)
    setting = Setting(headings, words, distance, right)
    flows = []
    for page, found, notes in regions:
        has_headings = not (page.is_in_order or page.is_contents)
        flows += [_Flow(page, pieces_of(region, setting, has_headings)) for region in found]
        flows += [_Flow(page, pieces_of([*notes], setting, False), are_notes=True)] if notes else []
    return flows


def _regions(page: Page, items: Region) -> list[Region]:
    """The regions of a page; recognised lines are in order, and a column ends where they go up again."""
    if not page.is_in_order:
        return regions_of(items)
    regions: list[Region] = [items[:1]] if items else []
    for before, item in pairwise(items):
        if item.top < before.top:
            regions.append([])
        regions[-1].append(item)
    return regions


def _join(flows: Sequence[_Flow], words: frozenset[str]) -> None:
    """Give back to the flow where it began the end of a paragraph that runs over to the next."""
    before: _Flow | None = None
    for flow in flows:
        if flow.are_notes or not flow.pieces:
            continue
        if before and _runs_over(before.pieces[-1], flow.pieces[0]):
            before.pieces[-1] = joined([str(before.pieces[-1]), str(flow.pieces.pop(0))], words)
        before = flow if flow.pieces else before


def _runs_over(last: Piece, first: Piece) -> bool:
    if not isinstance(last, str) or not isinstance(first, str):
        return False
    return is_unfinished(last) or (first[0].islower() and _OPEN_ENDED.search(last) is not None)


def _filled(flows: Sequence[_Flow], headings: Headings) -> Outline:
    outline = Outline()
    table: ReadTable | None = None
    caption = ""
    for flow, piece in _pieces(flows):
        outline.page, outline.recognised = flow.page.number, flow.page.is_recognised
        if isinstance(piece, Table):
            table, sentences = read_table(piece, caption, table)
            for sentence in sentences:
                outline.add(sentence)
            caption = ""
            continue
        if not flow.are_notes:
            # A caption right below a table is its own, not that of the next.
            names_next = table is None and isinstance(piece, str) and is_caption(piece)
            table, caption = None, str(piece) if names_next else ""
        if isinstance(piece, Heading):
            outline.open(piece.level, piece.text)
        elif headings.by_numbers_alone or flow.page.is_in_order:
            add_paragraph(outline, piece)
        else:
            outline.add(piece)
    return outline


def _pieces(flows: Sequence[_Flow]) -> Iterator[tuple[_Flow, Piece]]:
    for flow in flows:
        yield from ((flow, piece) for piece in flow.pieces)


def _why_empty(reading: PdfReading) -> str:
    return "; ".join(reading.notes) or "aucun texte dans ce PDF : il a sans doute été numérisé en images"
