"""Finds the words of a passage again among the characters of a page, and what they cover there."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from unicodedata import combining, normalize

Box = tuple[float, float, float, float]
"""Left, bottom, right, top, in the units of the page, whose origin is at the bottom left."""
Span = tuple[int, int]
Run = tuple[int, int, int]
"""What two texts share: its place in the first, in the second, and its size."""

SHORTEST = 12  # letters and digits in a row that two texts must share for it to be no chance
_GAP = 24  # letters and digits of the page that may stand unmatched between two parts that follow
_PLACES = 20  # occurrences of one beginning that are compared
_CLOSING = re.compile(r"[\s.,;:!?…)\]»”\"’']*")


@dataclass(frozen=True, slots=True)
class Letters:
    """A text reduced to its letters and digits, without case, accents, ligatures, spaces or hyphens."""

    text: str
    places: tuple[int, ...]


def letters_of(text: str) -> Letters:
    """The letters and digits of a text, each with the place of the character it comes from."""
    kept: list[tuple[str, int]] = []
    for place, sign in enumerate(text):
        plain = normalize("NFKD", sign).replace("œ", "oe").replace("Œ", "oe").replace("æ", "ae")
        kept += [(part, place) for part in plain.lower() if part.isalnum() and not combining(part)]
    return Letters("".join(part for part, _ in kept), tuple(place for _, place in kept))


def find(passage: str, pages: Sequence[str]) -> tuple[tuple[Span, ...], ...]:
    """Where each of the pages, which follow one another, holds a part of the passage.

    Words cut at the end of a line, ligatures, spaces and another order of the parts do not matter.
    """
    wanted, held = letters_of(passage), [letters_of(page) for page in pages]
    starts = list(accumulate((len(letters.text) for letters in held), initial=0))
    runs = list(_runs(wanted.text, "".join(letters.text for letters in held)))
    found = []
    for page, letters, start, end in zip(pages, held, starts, starts[1:], strict=False):
        here = [run for run in (_within(run, start, end) for run in runs) if run[2] > 0]
        found.append(tuple(sorted(_span(page, letters, at, size) for _, at, size in _joined(here))))
    return tuple(found)


def _within(run: Run, start: int, end: int) -> Run:
    """The part of a run that stands on a page, from its first letter; nothing of it has no size."""
    begin, at, size = run
    first, last = max(at, start), min(at + size, end)
    return begin + first - at, first - start, last - first


def _span(page: str, letters: Letters, at: int, size: int) -> Span:
    return letters.places[at], _closed(page, letters.places[at + size - 1])


def lines_of(boxes: Sequence[Box]) -> tuple[Box, ...]:
    """The boxes of characters that follow one another as one box a line of text."""
    lines: list[Box] = []
    for box in boxes:
        if box[2] <= box[0] or box[3] <= box[1]:
            continue
        if lines and _is_on(lines[-1], box):
            lines[-1] = _around(lines[-1], box)
        else:
            lines.append(box)
    return tuple(lines)


def _runs(wanted: str, held: str) -> Iterator[Run]:
    """What the two texts share, in the order of the first."""
    if len(wanted) < SHORTEST:
        at = held.find(wanted) if wanted else -1
        if at >= 0:
            yield 0, at, len(wanted)
        return
    places: dict[str, list[int]] = {}
    for at in range(len(held) - SHORTEST + 1):
        known = places.setdefault(held[at : at + SHORTEST], [])
        if len(known) < _PLACES:
            known.append(at)
    begin, expected = 0, 0
    while begin <= len(wanted) - SHORTEST:
        starts = places.get(wanted[begin : begin + SHORTEST])
        if not starts:
            begin += 1
            continue
        sizes = {at: _shared(wanted, begin, held, at) for at in starts}
        at = max(starts, key=lambda place: (sizes[place], -abs(place - expected)))
        yield begin, at, sizes[at]
        begin, expected = begin + sizes[at], at + sizes[at]


def _shared(wanted: str, begin: int, held: str, at: int) -> int:
    size = SHORTEST
    most = min(len(wanted) - begin, len(held) - at)
    while size < most and wanted[begin + size] == held[at + size]:
        size += 1
    return size


def _joined(runs: Sequence[Run]) -> list[Run]:
    """The runs, those that nearly touch in both texts made one with what stands between them."""
    joined = list(runs[:1])
    for (begin, at, size), (next_begin, next_at, next_size) in pairwise(runs):
        between, skipped = next_at - (at + size), next_begin - (begin + size)
        if 0 <= between <= _GAP and skipped <= _GAP:
            first = joined.pop()
            joined.append((first[0], first[1], next_at + next_size - first[1]))
        else:
            joined.append((next_begin, next_at, next_size))
    return joined


def _closed(page: str, last: int) -> int:
    """The end of a span with the punctuation that closes it."""
    match = _CLOSING.match(page, last + 1, last + 8)
    tail = page[last + 1 : match.end()] if match else ""
    return last + 1 + len(tail.rstrip())


def _is_on(line: Box, box: Box) -> bool:
    middle = (box[1] + box[3]) / 2
    height = max(line[3] - line[1], box[3] - box[1])
    is_level = line[1] <= middle <= line[3] or box[1] <= (line[1] + line[3]) / 2 <= box[3]
    return is_level and -height < box[0] - line[2] < 4 * height


def _around(one: Box, other: Box) -> Box:
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])
