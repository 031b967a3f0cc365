"""What stands on a page of a PDF: words, lines and tables, each with its place.

Places are in points, from left to right and from top to bottom, as the text of the page is read.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

_SMALL = 0.92  # of the size of the text: a line of a note
_OVERLAP = 0.3  # of the size: how far a note may reach into the line above

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word on its baseline `y`; `is_hidden` when it is laid, unseen, over the image it was read in."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    is_bold: bool = False
    is_mono: bool = False
    is_hidden: bool = False

    @property
    def box(self) -> Box:
        """The place its letters take, whatever their font says of itself."""
        return self.x0, self.y - 0.75 * self.size, self.x1, self.y + 0.22 * self.size


@dataclass(frozen=True, slots=True)
class Line:
    """Words on one baseline `y`; `first` is the width of the first of them."""

    text: str
    x0: float
    x1: float
    y: float
    top: float
    bottom: float
    size: float
    first: float = 0.0
    is_bold: bool = False
    is_mono: bool = False


def line_of(words: Sequence[Word]) -> Line:
    """The line of these words, from left to right; its size is that of most of its letters."""
    letters: Counter[float] = Counter()
    for word in words:
        letters[round(2 * word.size) / 2] += len(word.text)
    spoken = [word for word in words if any(map(str.isalnum, word.text))]
    tallest = max(words, key=lambda word: word.size)
    return Line(
        text=" ".join(word.text for word in words),
        x0=words[0].x0,
        x1=max(word.x1 for word in words),
        y=tallest.y,
        top=tallest.box[1],
        bottom=tallest.box[3],
        size=letters.most_common(1)[0][0],
        first=words[0].x1 - words[0].x0,
        is_bold=bool(spoken) and all(word.is_bold for word in spoken),
        is_mono=all(word.is_mono for word in words),
    )


@dataclass(frozen=True, slots=True)
class TableRow:
    """The cells of a row; one that spans several columns or rows is said in each."""

    cells: tuple[str, ...]
    is_bold: bool = False
    is_shaded: bool = False
    is_full_width: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table and where its columns begin."""

    box: Box
    columns: tuple[float, ...]
    rows: tuple[TableRow, ...]

    @property
    def x0(self) -> float:
        """Its left side."""
        return self.box[0]

    @property
    def top(self) -> float:
        """Its upper side."""
        return self.box[1]

    @property
    def x1(self) -> float:
        """Its right side."""
        return self.box[2]

    @property
    def bottom(self) -> float:
        """Its lower side."""
        return self.box[3]


Item = Line | Table
Region = list[Item]
"""What is read from top to bottom: the whole page, a column, or what spans the columns."""


@dataclass(slots=True)
class Page:
    """What stands on a page; `is_recognised` when its text was read in an image.

    `is_in_order` says that the items already follow each other as they are to be read.
    """

    number: int
    items: list[Item] = field(default_factory=list)
    is_recognised: bool = False
    is_in_order: bool = False
    is_contents: bool = False

    @property
    def lines(self) -> list[Line]:
        """Its lines, tables apart."""
        return [item for item in self.items if isinstance(item, Line)]


def apart_from_notes(page: Page, body: float) -> tuple[Region, Region]:
    """The items of a page, and its notes: the lines smaller than the text that stand below all of it."""
    foot = max((item.bottom for item in page.items if not _is_small(item, body)), default=None)
    if foot is None or page.is_in_order:
        return list(page.items), []
    notes = [item for item in page.items if _is_small(item, body) and item.top >= foot - _OVERLAP * body]
    kept = set(map(id, notes))
    return [item for item in page.items if id(item) not in kept], sorted(notes, key=lambda item: item.top)


def _is_small(item: Item, body: float) -> bool:
    return isinstance(item, Line) and item.size <= _SMALL * body
