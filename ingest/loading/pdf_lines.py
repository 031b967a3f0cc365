"""Words on the same baseline make a row; a wide gap cuts it into pieces."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TypeVar

from ingest.loading.pdf_page import Line, Word, line_of

_SAME_BASELINE = 0.4  # of the size
_RAISED = 0.55  # of the size, for smaller letters: raised and lowered ones stay on their line
_SMALLER = 0.8  # of the size
_WIDEST_SPACE = 0.9  # of the size: a wider gap may be that of a column

Placed = TypeVar("Placed", Word, Line)


def rows_of(placed: Iterable[Placed]) -> list[list[Placed]]:
    """What stands on one baseline, from left to right; the rows from top to bottom."""
    rows: list[list[Placed]] = []
    y = size = 0.0
    for each in sorted(placed, key=lambda each: (each.y, each.x0)):
        if rows and _are_level(each.y - y, size, each.size):
            rows[-1].append(each)
            if each.size > size:
                y, size = each.y, each.size
        else:
            rows.append([each])
            y, size = each.y, each.size
    return [sorted(row, key=lambda each: each.x0) for row in rows]


def _are_level(distance: float, size: float, other: float) -> bool:
    smaller, larger = sorted((size, other))
    return distance <= (_RAISED if smaller < _SMALLER * larger else _SAME_BASELINE) * larger


def pieces_of(words: Sequence[Word]) -> list[Line]:
    """The rows of a page, cut where a column may end."""
    pieces = []
    for row in rows_of(words):
        piece = [row[0]]
        for before, word in pairwise(row):
            if word.x0 - before.x1 > _WIDEST_SPACE * max(before.size, word.size):
                pieces.append(line_of(piece))
                piece = []
            piece.append(word)
        pieces.append(line_of(piece))
    return pieces


def whole(pieces: Sequence[Line]) -> Line:
    """The line of which these are the pieces, from left to right."""
    if len(pieces) == 1:
        return pieces[0]
    main = max(pieces, key=lambda piece: len(piece.text))
    return Line(
        text=" ".join(piece.text for piece in pieces),
        x0=pieces[0].x0,
        x1=max(piece.x1 for piece in pieces),
        y=main.y,
        top=min(piece.top for piece in pieces),
        bottom=max(piece.bottom for piece in pieces),
        size=main.size,
        first=pieces[0].first,
        is_bold=all(piece.is_bold for piece in pieces),
        is_mono=all(piece.is_mono for piece in pieces),
    )
