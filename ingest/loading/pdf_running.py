"""What comes back from page to page, and the tables of contents: neither is the text of a document."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from ingest.loading.pdf_lines import rows_of, whole
from ingest.loading.pdf_page import Line, Page

_EDGE = 3  # rows at the top and at the bottom of a page where a running head may stand
_LONGEST_HEAD = 80  # characters of one told by the number of its page alone: a note is longer
_FEWEST = 3  # pages on which it comes back
_APART = 2  # pages between two of its occurrences: left and right pages may differ
_SAME_PLACE = 4.0  # points
_SAME_PLACE_SCANNED = 15.0  # points: sheets lie askew on the glass
_NUMBER = re.compile(r"\d+|\b[ivxlc]+\b", re.IGNORECASE)
_PAGE_NUMBER = re.compile(
    r"^\W{0,3}(?:page|p\.)?\s*(\d{1,4})(?:\s*(?:/|sur|of|de)\s*\d{1,4})?\W{0,3}$", re.IGNORECASE
)
_ENTRY = re.compile(r"(?:[.…·_]\s?){4,}\s*[\divxlc]{1,5}$", re.IGNORECASE)
_ENDS_IN_PAGE = re.compile(r"\S\s+[\divxlc]{1,5}$", re.IGNORECASE)
_CONTENTS = re.compile(
    r"^(?:table des mati[èe]res|sommaire|(?:table of )?contents|"
    r"liste des (?:tableaux|figures|illustrations|annexes)|list of (?:tables|figures))\b",
    re.IGNORECASE,
)
_FEWEST_ENTRIES = 4  # of a page of contents
_MOSTLY = 0.5  # of its rows


@dataclass(frozen=True, slots=True)
class _Edge:
    page: Page
    row: list[Line]
    text: str
    y: float
    may_count: bool
    """Whether the number in it may be that of the page: in a line set larger, or bold, it is of a title."""

    @property
    def numbers(self) -> list[str]:
        return _NUMBER.findall(self.text)


def leave_out_running_heads(pages: Sequence[Page]) -> None:
    """Take from the pages the lines at their edges that come back at the same place, page numbers apart."""
    groups: defaultdict[str, list[_Edge]] = defaultdict(list)
    for page in pages:
        for edge in _edges(page):
            groups[_shape(edge.text)].append(edge)
    for group in groups.values():
        _take_running(group, 2 if _PAGE_NUMBER.match(group[0].text) else _FEWEST)
    for group in _counting(pages):
        _take_running(group, _FEWEST)


def _take_running(group: Sequence[_Edge], fewest: int) -> None:
    running = _coming_back(group)
    for edge in running if len(running) >= fewest else ():
        _take(edge.page, edge.row)


def leave_out_contents(pages: Sequence[Page]) -> None:
    """Take from the pages the entries of tables of contents: their titles stand over their sections."""
    goes_on = False
    for page in pages:
        rows = rows_of(page.lines)
        texts = [whole(row).text for row in rows]
        entries = [row for row, text in zip(rows, texts, strict=True) if _ENDS_IN_PAGE.search(text)]
        dotted = sum(1 for text in texts if _ENTRY.search(text))
        is_titled = goes_on or any(_CONTENTS.match(text) for text in texts[:3])
        counted = len(entries) if is_titled else dotted
        page.is_contents = counted >= _FEWEST_ENTRIES and counted >= _MOSTLY * len(rows)
        goes_on = page.is_contents
        if page.is_contents:
            titles = [row for row, text in zip(rows, texts, strict=True) if _CONTENTS.match(text)]
            for row in (*entries, *titles):
                _take(page, row)


def _edges(page: Page) -> list[_Edge]:
    rows = rows_of(page.lines)
    near = rows if len(rows) <= 2 * _EDGE else [*rows[:_EDGE], *rows[-_EDGE:]]
    # A head on the left and a page number on the right make one row, and so does each alone.
    usual = median(line.size for line in page.lines) if rows else 0.0
    return [
        _Edge(page, row, text, row[0].y, _is_small_print(row, usual) or bool(_PAGE_NUMBER.match(text)))
        for row in near
        if (text := whole(row).text)
    ]


def _counting(pages: Sequence[Page]) -> Iterator[list[_Edge]]:
    """The first and the last rows that begin or end with the number of their page, whatever else they say."""
    groups: defaultdict[tuple[int, int], list[_Edge]] = defaultdict(list)
    for page in pages:
        edges = _edges(page)
        for place, edge in ((0, edges[0]), (-1, edges[-1])) if edges else ():
            words = edge.text.split() if edge.may_count and len(edge.text) <= _LONGEST_HEAD else [""]
            for number in {word for word in (words[0], words[-1]) if word.isdecimal()}:
                bare = _Edge(page, edge.row, number, edge.y, may_count=True)
                groups[place, int(number[:9]) - page.number].append(bare)
    yield from groups.values()


def _is_small_print(row: Sequence[Line], usual: float) -> bool:
    return all(line.size <= usual and not line.is_bold for line in row)


def _shape(text: str) -> str:
    return _NUMBER.sub("0", " ".join(text.split()).lower())


def _coming_back(group: Sequence[_Edge]) -> list[_Edge]:
    running: dict[int, _Edge] = {}
    for first, second in (*pairwise(group), *zip(group, group[2:], strict=False)):
        if _is_same(first, second):
            running[id(first)] = first
            running[id(second)] = second
    return list(running.values())


def _is_same(first: _Edge, second: _Edge) -> bool:
    pages = second.page.number - first.page.number
    scanned = first.page.is_recognised or second.page.is_recognised
    if not 0 < pages <= _APART:
        return False
    if abs(second.y - first.y) > (_SAME_PLACE_SCANNED if scanned else _SAME_PLACE):
        return False
    if first.numbers != second.numbers and not (first.may_count and second.may_count):
        return False
    return all(
        before == after or not (before.isdigit() and after.isdigit()) or int(after) - int(before) == pages
        for before, after in zip(first.numbers, second.numbers, strict=True)
    )


def _take(page: Page, row: Sequence[Line]) -> None:
    taken = set(map(id, row))
    page.items = [item for item in page.items if id(item) not in taken]
