"""Regions of lines to the pieces of a text: headings, paragraphs, code and tables."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from statistics import quantiles

from ingest.loading.mending import BULLET, NUMBERED, heading_level, is_unfinished, joined
from ingest.loading.pdf_headings import Headings, is_one_heading, names_a_part, style_of
from ingest.loading.pdf_page import Item, Line, Region, Table

_APART = 1.2  # of the usual distance of two lines: more parts paragraphs
_USUAL = 1.2  # of the size, where a document has too few lines to tell
_NEAREST, _FARTHEST = 0.8, 2.5  # of the size, between two lines of one text
_APART_IN_HEADING = 1.9  # of the size, between two lines of one heading
_OTHER_SIZE = 0.12  # of the size: a larger difference parts paragraphs
_INDENTED = 0.8  # of the size
_SPACE = 0.3  # of the size
_ALIGNED = 3.0  # points between items of one list
_JUSTIFIED = 2.0  # points between the ends of justified lines
_ENOUGH_LINES = 4  # to tell how far they go
_ENDED = re.compile(r"[.!?…:;][»”)\"\s]{0,3}$")
_COUNTED = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[IVX]{1,5}[.)]|[A-Z][.)])\s")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading and how deep it is."""

    level: int
    text: str


Piece = Heading | Table | str
"""What a text is made of; a string is a paragraph."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How a document is set: its headings, its words, the distance of two lines by their size, its edge."""

    headings: Headings
    words: frozenset[str]
    distance: float
    right: float


def distance_of(regions: Sequence[Region]) -> float:
    """The distance of two lines of a paragraph, by their size, as most lines have it."""
    found = [
        (after.y - before.y) / before.size
        for region in regions
        for before, after in pairwise(region)
        if isinstance(before, Line) and isinstance(after, Line) and before.size == after.size > 0
    ]
    near = [distance for distance in found if _NEAREST <= distance <= _FARTHEST]
    return quantiles(near, n=4)[0] if len(near) > 3 else _USUAL


def pieces_of(region: Region, setting: Setting, has_headings: bool = True) -> list[Piece]:
    """What a region says, in its order; no line opens a section where `has_headings` is false."""
    pieces: list[Piece] = []
    run: list[Line] = []
    for level, items in _groups(region, setting, has_headings):
        lines = [item for item in items if isinstance(item, Line)]
        if level is None or not is_one_heading(lines):
            run += lines
        if level is not None and is_one_heading(lines):
            pieces += [*_paragraphs(run, setting), _heading(pieces, run, level, lines)]
            run = []
        elif len(lines) < len(items):
            pieces += [*_paragraphs(run, setting), *(item for item in items if isinstance(item, Table))]
            run = []
    return [*pieces, *_paragraphs(run, setting)]


def _heading(pieces: list[Piece], run: Sequence[Line], level: int, lines: Sequence[Line]) -> Heading:
    """The heading of these lines, with the `Chapitre 1` that stands alone before it."""
    text = " ".join(line.text for line in lines)
    before = pieces[-1] if pieces and not run else None
    if isinstance(before, Heading) and names_a_part(before.text):
        pieces.pop()
        return Heading(min(before.level, level), f"{before.text} – {text}")
    return Heading(level, text)


def _groups(region: Region, setting: Setting, has_headings: bool) -> Iterator[tuple[int | None, list[Item]]]:
    """The items that go together, with the level of the heading they may be: a table is alone."""
    group: list[Item] = []
    level: int | None = None
    for index, item in enumerate(region):
        found = _level(region, index, setting) if has_headings else None
        last = group[-1] if group else None
        if group and not (found == level and last and _go_together(last, item, found)):
            yield level, group
            group = []
        group.append(item)
        level = found
    if group:
        yield level, group


def _go_together(before: Item, item: Item, level: int | None) -> bool:
    if not isinstance(before, Line) or not isinstance(item, Line):
        return False
    if level is None:
        return True
    if style_of(before) != style_of(item) or _COUNTED.match(item.text):
        return False
    return 0 < item.y - before.y <= _APART_IN_HEADING * item.size


def _level(region: Region, index: int, setting: Setting) -> int | None:
    """The level of a line; a bold one amid the lines of a paragraph is text."""
    line = region[index]
    level = setting.headings.level(line) if isinstance(line, Line) else None
    if level is None or not isinstance(line, Line) or setting.headings.is_larger(line):
        return level
    before = region[index - 1] if index else None
    after = region[index + 1] if index + 1 < len(region) else None
    if isinstance(before, Line) and not _is_apart(before, line, setting) and not _has_ended(before):
        is_heading_too = style_of(before) == style_of(line) and not before.text[0].islower()
        return level if is_heading_too or before.size > line.size else None
    if isinstance(after, Line) and not _is_apart(line, after, setting) and after.text[0].islower():
        return level if after.is_bold else None
    return level


def _is_apart(before: Line, line: Line, setting: Setting) -> bool:
    size = max(before.size, line.size)
    distance = line.y - before.y
    is_other = abs(before.size - line.size) > _OTHER_SIZE * size
    return is_other or not 0 < distance <= _APART * setting.distance * size


def _paragraphs(run: Sequence[Line], setting: Setting) -> Iterator[str]:
    for is_code, pairs in groupby(zip(_are_code(run, setting), run, strict=True), key=lambda pair: pair[0]):
        lines = [line for _, line in pairs]
        if is_code:
            yield "\n".join(line.text for line in lines)
        else:
            yield from _mended(lines, setting)


def _are_code(run: Sequence[Line], setting: Setting) -> Iterator[bool]:
    """Whether each line is set as code, and not amid the lines of a paragraph."""
    before: Line | None = None
    was_code = False
    for line in run:
        is_amid = (
            before is not None
            and not was_code
            and not (_is_apart(before, line, setting) or _has_ended(before))
        )
        was_code = line.is_mono and not is_amid
        before = line
        yield was_code


def _has_ended(line: Line) -> bool:
    return _ENDED.search(line.text) is not None


def _mended(lines: Sequence[Line], setting: Setting) -> Iterator[str]:
    """The paragraphs of lines: where they stand tells which of them begin one."""
    for block in _blocks(lines, setting):
        edge = _edge(block, lines, setting)
        paragraph = [block[0]]
        for before, line in pairwise(block):
            if _begins(paragraph[0], before, line, edge):
                yield _said(paragraph, setting)
                paragraph = []
            paragraph.append(line)
        yield _said(paragraph, setting)


def _said(lines: Sequence[Line], setting: Setting) -> str:
    return BULLET.sub("- ", joined([line.text for line in lines], setting.words))


def _blocks(lines: Sequence[Line], setting: Setting) -> Iterator[list[Line]]:
    block = [lines[0]]
    for before, line in pairwise(lines):
        if _is_apart(before, line, setting):
            yield block
            block = []
        block.append(line)
    yield block


def _edge(block: Sequence[Line], lines: Sequence[Line], setting: Setting) -> float:
    """How far to the right the lines of a block may go: as far as they do, if there are enough to tell."""
    right = max(line.x1 for line in block)
    is_justified = len(block) > 2 and abs(block[0].x1 - block[1].x1) <= _JUSTIFIED
    if is_justified or len(block) >= _ENOUGH_LINES:
        return right
    if len(lines) >= _ENOUGH_LINES:
        return max(line.x1 for line in lines)
    return max(right, setting.right)


def _begins(first: Line, before: Line, line: Line, edge: float) -> bool:
    """Whether a line begins a paragraph, of the same block as the line before and the first of its paragraph.

    The first word of a line that goes on would not have fitted at the end of the line before.
    """
    has_ended = _has_ended(before)
    is_cut_short = before.x1 + _SPACE * line.size + line.first < edge - line.size / 2
    if _is_item(line):
        is_below = _is_item(first) and abs(line.x0 - first.x0) <= _ALIGNED
        return has_ended or is_cut_short or is_below or line.x0 - before.x0 > _INDENTED * line.size
    if line.text[0].islower() or is_unfinished(before.text):
        return False
    if has_ended and before.text[-1] in ":;":
        return True
    if has_ended and line.x0 - before.x0 > _INDENTED * line.size and not _is_item(before):
        return True
    return is_cut_short or heading_level(before.text) is not None


def _is_item(line: Line) -> bool:
    return BULLET.match(line.text) is not None or NUMBERED.match(line.text) is not None
