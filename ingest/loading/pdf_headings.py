"""Which lines of a PDF are headings: by their size and weight beside those of the text."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.loading.mending import BULLET, heading_level
from ingest.loading.pdf_page import Line

Style = tuple[float, bool]
"""A size in points and whether it is bold."""

_LARGER = 1.09  # than the text
_MOST_LETTERS = 0.15  # of a document in one style: more is text
_LONGEST = 200  # characters of a heading
_LONGEST_SENTENCE = 90  # characters of one that ends with a full stop
_LONGEST_BOLD = 110  # characters of one no larger than the text
_FEWEST_PAGES = 3  # of a document that may have a cover
_COVER = 1.3  # of the size of the text: below, a heading of page 1 is one like others
_MOST_LINES = 4
_FEWEST_LETTERS = 3
_NOT_ALONE = re.compile(
    r"^(?:(?:notes?|remarques?|attention|avertissement|astuce|important|exemples?|nb|n\.b\.|à noter|"
    r"bon à savoir|tip|warning|caution)\s*:?$|(?:figure|tableau|table|illustration|graphique|carte|photo|"
    r"encadré)\s+[\dIVX])",
    re.IGNORECASE,
)
_PART = re.compile(
    r"^(?:chapitre|chapter|titre|partie|part|livre|annexe|section)\s+[\dIVXA-Z]{1,5}\W?$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Headings:
    """How the headings of a document look: the level of each style, and what its text looks like."""

    body: float
    levels: dict[Style, int]
    deepest_numbers: dict[Style, int]

    @property
    def by_numbers_alone(self) -> bool:
        """Whether no size or weight tells a heading: only its number can."""
        return not self.levels

    def is_larger(self, line: Line) -> bool:
        """Whether its size alone tells the line from the text."""
        return line.size >= _LARGER * self.body

    def level(self, line: Line) -> int | None:
        """How deep the line opens a section, None when it is text."""
        style = style_of(line)
        if style not in self.levels or not may_be_heading(line, self.body):
            return None
        numbered = heading_level(line.text) or self.deepest_numbers.get(style, 0)
        return 10 * self.levels[style] + numbered


def style_of(line: Line) -> Style:
    """What tells its style."""
    return line.size, line.is_bold


def headings_of(pages: Sequence[Sequence[Line]]) -> Headings:
    """How headings look in a document, from the lines of its pages."""
    letters: Counter[Style] = Counter()
    for line in (line for page in pages for line in page if not line.is_mono):
        letters[style_of(line)] += len(line.text)
    body, total = _body(letters), sum(letters.values())
    found: defaultdict[Style, list[Line]] = defaultdict(list)
    for number, page in enumerate(pages):
        for line in page:
            # The lines of a cover that no other page sets so are its title, or no heading.
            if may_be_heading(line, body) and (
                number or len(pages) < _FEWEST_PAGES or line.size < _COVER * body
            ):
                found[style_of(line)].append(line)
    most = max(_MOST_LETTERS * total, _LONGEST)
    styles = sorted(
        (each for each in found if letters[each] <= most), key=lambda each: (-each[0], not each[1])
    )
    numbers = {
        style: min((level for line in found[style] if (level := heading_level(line.text))), default=0)
        for style in styles
    }
    return Headings(body, {style: rank for rank, style in enumerate(styles, start=1)}, numbers)


def is_one_heading(lines: Sequence[Line]) -> bool:
    """Whether lines of one style that follow each other are one heading, not a paragraph set large."""
    text = " ".join(line.text for line in lines)
    if len(lines) > _MOST_LINES or len(text) > _LONGEST:
        return False
    return not (text[-1] == "." and len(text) > _LONGEST_SENTENCE)


def names_a_part(text: str) -> bool:
    """Whether a heading only counts (`Chapitre 1`): the next one says what it is about."""
    return bool(_PART.match(text))


def title_of(lines: Iterable[Line], body: float) -> str | None:
    """The largest text of these lines, those of the first page; None when none is larger than the text."""
    spoken = [line for line in lines if sum(map(str.isalpha, line.text)) >= _FEWEST_LETTERS]
    size = max((line.size for line in spoken), default=0.0)
    if not spoken or size < _LARGER * body:
        return None
    start = next(index for index, line in enumerate(spoken) if line.size == size)
    title = []
    for line in spoken[start : start + _MOST_LINES]:
        if line.size != size:
            break
        title.append(line.text)
    return " ".join(title)[:_LONGEST]


def _body(letters: Counter[Style]) -> float:
    sizes: Counter[float] = Counter()
    for (size, _), count in letters.items():
        sizes[size] += count
    return sizes.most_common(1)[0][0] if sizes else 0.0


def may_be_heading(line: Line, body: float) -> bool:
    """Whether a line alone looks like a heading beside a text of this size."""
    text = line.text
    if line.is_mono or BULLET.match(text) or sum(map(str.isalpha, text)) < _FEWEST_LETTERS:
        return False
    if _NOT_ALONE.match(text) or text[-1] in ",;":
        return False
    if line.size >= _LARGER * body:
        return len(text) <= _LONGEST
    is_heavy = line.is_bold and line.size >= 0.95 * body
    return is_heavy and len(text) <= _LONGEST_BOLD and text[-1] != "." and not text[0].islower()
