"""The order in which a page is read: one column, or two between the titles that span them."""

from collections.abc import Sequence

from ingest.loading.pdf_lines import Line, joined

FEWEST = 4  # lines on each side for two columns
FILLED = 0.55  # of its column, that the median line fills: text does, the cells of a table do not
MOST_ACROSS = 0.25  # of the lines, that may span both columns
_STEP = 3.0  # points


def in_reading_order(segments: Sequence[Line]) -> list[Line]:
    """The lines of a page as one reads them: each band between full-width lines, left column then right."""
    gutter = _gutter(segments)
    if gutter is None:
        return joined(segments)
    across = joined([line for line in segments if line.left < gutter < line.right])
    sides = [line for line in segments if not line.left < gutter < line.right]
    ordered: list[Line] = []
    top = float("inf")
    for line in [*across, None]:
        bottom = line.baseline if line else float("-inf")
        band = [part for part in sides if bottom < part.baseline <= top]
        ordered += joined([part for part in band if part.right <= gutter])
        ordered += joined([part for part in band if part.left >= gutter])
        ordered += [line] if line else []
        top = bottom
    return ordered


def _gutter(segments: Sequence[Line]) -> float | None:
    """Where the two columns part, in points from the left; None for a page of one column."""
    if len(segments) < 2 * FEWEST:
        return None
    left, right = min(line.left for line in segments), max(line.right for line in segments)
    width = right - left
    places = [left + 0.3 * width + _STEP * step for step in range(int(0.4 * width / _STEP) + 1)]
    crossed = {place: sum(line.left < place < line.right for line in segments) for place in places}
    fewest = min(crossed.values(), default=0)
    free = [place for place in places if crossed[place] == fewest]
    place = free[len(free) // 2] if free else 0.0
    is_parted = fewest <= MOST_ACROSS * len(segments) and _are_columns(segments, place, left, right)
    return place if is_parted else None


def _are_columns(segments: Sequence[Line], place: float, left: float, right: float) -> bool:
    first = [line for line in segments if line.right <= place]
    second = [line for line in segments if line.left >= place]
    if min(len(first), len(second)) < FEWEST:
        return False
    widths = (max(line.right for line in first) - left, right - min(line.left for line in second))
    filled = [
        sorted(line.right - line.left for line in side)[len(side) // 2] >= FILLED * max(width, 1.0)
        for side, width in zip((first, second), widths, strict=True)
    ]
    return all(filled) and _stand_beside(first, second)


def _stand_beside(first: Sequence[Line], second: Sequence[Line]) -> bool:
    tops = [max(line.baseline for line in side) for side in (first, second)]
    bottoms = [min(line.baseline for line in side) for side in (first, second)]
    shared = min(tops) - max(bottoms)
    return shared > 0.4 * min(top - bottom for top, bottom in zip(tops, bottoms, strict=True))
