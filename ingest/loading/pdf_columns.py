"""The reading order of a page: its columns one after the other, between what spans them.

A page is cut at an empty strip only when lines of text, side by side on some height, begin on its right.
"""

from collections.abc import Iterator, Sequence
from statistics import median

from ingest.loading.pdf_aligned import aligned_rows
from ingest.loading.pdf_lines import rows_of
from ingest.loading.pdf_page import Item, Line, Region

_INSIDE = (0.15, 0.85)  # of the width of the page: where a strip may stand
_NARROWEST = 6.0  # points of a strip
_ALIGNED = 2.0  # points between lines that begin at the same place
_FEWEST = 3  # lines of a column
_FEWEST_IN_ALL = 8  # lines of the columns of a page
_FILLED = 0.45  # of the width of a column, by half of its lines: less is a list of labels
_WORDS = 3  # of half of the lines of a column
_DEEPEST = 4  # columns within columns

Band = tuple[list[Item], list[Item], list[Item]]
"""What spans the strip, then what stands below it on the left and on the right."""


def regions_of(items: Sequence[Item], depth: int = 0) -> list[Region]:
    """The regions of a page, or of a column of it, in reading order, the pieces of their lines joined."""
    strip = _strip(items) if depth < _DEEPEST else None
    if strip is None:
        return [aligned_rows(items)] if items else []
    regions: list[Region] = []
    across: list[Item] = []
    for spanning, left, right in _bands(items, strip):
        across += spanning
        if _are_columns(left, right, _FEWEST, 1) and strip is not None:
            regions += [aligned_rows(across)] if across else []
            regions += [*regions_of(left, depth + 1), *regions_of(right, depth + 1)]
            across = []
        else:
            across += [*left, *right]
    return [*regions, aligned_rows(across)] if across else regions


def _strip(items: Sequence[Item]) -> float | None:
    """The right side of the empty strip with the most lines around it, None without columns."""
    lines = [item for item in items if isinstance(item, Line)]
    if len(lines) < _FEWEST_IN_ALL:
        return None
    best, most = None, _FEWEST_IN_ALL - 1
    for strip in _candidates(lines):
        around = sum(
            len(left) + len(right)
            for _, left, right in _bands(items, strip)
            if _are_columns(left, right, _FEWEST, _FEWEST)
        )
        if around > most:
            best, most = strip, around
    return best


def _candidates(lines: Sequence[Line]) -> Iterator[float]:
    """The places, well inside the page, where several lines begin after something on their left."""
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    second = [line.x0 for row in rows_of(lines) for line in row[1:]]
    second += [line.x0 for line in lines]
    first, last = (left + share * (right - left) for share in _INSIDE)
    start, count = None, 0
    for x in sorted(x for x in second if first <= x <= last):
        if start is None or x - start > _ALIGNED:
            if start is not None and count >= _FEWEST:
                yield start
            start, count = x, 0
        count += 1
    if start is not None and count >= _FEWEST:
        yield start


def _bands(items: Sequence[Item], strip: float) -> Iterator[Band]:
    spanning: list[Item] = []
    left: list[Item] = []
    right: list[Item] = []
    for item in sorted(items, key=lambda item: (item.top + item.bottom) / 2):
        if item.x0 < strip - _ALIGNED / 2 and item.x1 > strip - _NARROWEST:
            if left or right:
                yield spanning, left, right
                spanning, left, right = [], [], []
            spanning.append(item)
        elif item.x0 < strip - _ALIGNED / 2:
            left.append(item)
        else:
            right.append(item)
    yield spanning, left, right


def _are_columns(left: Sequence[Item], right: Sequence[Item], fewest: int, fewest_right: int) -> bool:
    """Whether text stands on both sides, at the same height."""
    if len(left) < fewest or len(right) < fewest_right:
        return False
    top, bottom = max(_top(left), _top(right)), min(_bottom(left), _bottom(right))
    shortest = min(_bottom(left) - _top(left), _bottom(right) - _top(right))
    return bottom - top >= shortest / 2 and _is_text(left) and _is_text(right)


def _is_text(column: Sequence[Item]) -> bool:
    width = max(item.x1 for item in column) - min(item.x0 for item in column)
    is_filled = median(item.x1 - item.x0 for item in column) >= _FILLED * width
    words = [len(item.text.split()) if isinstance(item, Line) else _WORDS for item in column]
    return is_filled and median(words) >= _WORDS


def _top(column: Sequence[Item]) -> float:
    return min(item.top for item in column)


def _bottom(column: Sequence[Item]) -> float:
    return max(item.bottom for item in column)
