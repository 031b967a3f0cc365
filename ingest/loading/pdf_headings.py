"""Which lines of a PDF are headings: those larger or bolder than its body."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from ingest.loading.pdf_lines import Line

LARGER = 1.1  # of the body's size
LONGEST = 200  # characters of a heading, all its lines together
DEEPEST = 6
_NUMBERED = re.compile(r"(?:\d+(?:\.\d+)*[.)]?|[IVX]+[.)]|[A-Z][.)]|annexe\b|chapitre\b|article\b)\s*", re.I)
_WORD = re.compile(r"[^\W\d_]{2,}")
_SENTENCE_END = re.compile(r"[.;,:]$")


class Headings:
    """The headings of a document, from the lines of all its pages in reading order.

    `are_marked` says that some are told by their looks; `title` is the largest text of the first page.
    """

    def __init__(self, pages: Sequence[Sequence[Line]]) -> None:
        lines = [line for page in pages for line in page]
        sizes = Counter[float]()
        weights = Counter[bool]()
        for line in lines:
            sizes[_step(line.size)] += len(line.text)
            weights[line.is_bold] += len(line.text)
        self._body = sizes.most_common(1)[0][0] if sizes else 0.0
        self._is_bold_body = weights[True] > weights[False]
        larger = {_step(line.size) for line in lines if self._is_larger(line)}
        self._levels = {size: min(level, DEEPEST - 1) for level, size in enumerate(sorted(larger)[::-1], 1)}
        self.are_marked = any(self.level_of(line) for line in lines)
        self.title = self._largest_of(next((page for page in pages if page), ()))

    def level_of(self, line: Line) -> int | None:
        """The level of a heading from 1, by its size; None for a line of text."""
        if not _WORD.search(line.text) or len(line.text) > LONGEST:
            return None
        if self._is_larger(line):
            return self._levels[_step(line.size)]
        is_bolder = line.is_bold and not self._is_bold_body and line.size >= 0.95 * self._body
        return DEEPEST if is_bolder and not _SENTENCE_END.search(line.text) else None

    def parts_of(self, lines: Sequence[Line]) -> Iterator[tuple[int | None, Line]]:
        """Each line with its level; what stands as a heading over too many lines is text."""
        levels = [self.level_of(line) for line in lines]
        start = 0
        while start < len(lines):
            end = start + 1
            while end < len(lines) and levels[end] == levels[start]:
                end += 1
            is_text = levels[start] is not None and not _are_headings(self.texts_of(lines[start:end]))
            yield from ((None if is_text else levels[start], line) for line in lines[start:end])
            start = end

    def texts_of(self, lines: Sequence[Line]) -> list[str]:
        """The headings that lines of one level make: one goes on over the lines set close below it."""
        texts: list[str] = []
        last: Line | None = None
        for line in lines:
            gap = last.baseline - line.baseline if last else 0.0
            if last and 0 < gap <= 1.7 * line.size and not _NUMBERED.match(line.text):
                texts[-1] = _continued(texts[-1], line.text)
            else:
                texts.append(line.text)
            last = line
        return texts

    def _is_larger(self, line: Line) -> bool:
        return _step(line.size) >= LARGER * self._body and _WORD.search(line.text) is not None

    def _largest_of(self, page: Sequence[Line]) -> str | None:
        named = [line for line in page if self.level_of(line)]
        if not named:
            return None
        largest = max(_step(line.size) for line in named)
        texts = self.texts_of([line for line in named if _step(line.size) == largest])
        return texts[0] if len(texts[0]) <= LONGEST else None


def _are_headings(texts: Sequence[str]) -> bool:
    return all(len(text) <= LONGEST for text in texts)


def _continued(start: str, end: str) -> str:
    is_cut = start.endswith("-") and end[:1].islower()
    return f"{start[:-1]}{end}" if is_cut else f"{start} {end}"


def _step(size: float) -> float:
    """A size to the half point: fonts scaled by a typesetter differ by hundredths."""
    return round(2 * size) / 2
