"""Blocks to passages: by heading first, then by size, sentences kept whole."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from assistant.records import Block, LoadedDocument, Passage
from assistant.sentences import sentence_spans

TARGET = 150  # words of a passage; e5 reads 512 tokens, some 350 French words with their headings
LONGEST = 200  # words that still stay in one piece
LONGEST_CHARACTERS = 2500  # of one piece, whatever its words

_WORDS = re.compile(rf"(?:\S+\s+){{1,{TARGET}}}")

Span = tuple[int, int]


def passages_of(document: LoadedDocument) -> tuple[Passage, ...]:
    """The passages of a document in reading order, each within one section and one page.

    The heading path starts with the title of the document. A passage bears the locator of the block it
    begins in. Sentences are whole, but for those longer than a passage.
    """
    pieces = (piece for section in _sections(document.blocks) for piece in _pieces(section))
    return tuple(_passage(document, ordinal, *piece) for ordinal, piece in enumerate(pieces, start=1))


def _sections(blocks: Sequence[Block]) -> Iterator[tuple[Block, ...]]:
    for _, section in groupby(blocks, key=lambda block: (block.heading_path, _place(block.locator))):
        yield tuple(section)


def _place(locator: str) -> str:
    """What a passage must not cross: an anchor or a page does bound it, a paragraph number does not."""
    return "" if locator.startswith("§") else locator


def _pieces(section: Sequence[Block]) -> Iterator[tuple[str, Block]]:
    """The texts of the passages of a section, each with the block it begins in."""
    text = "\n".join(block.text for block in section)
    starts = _starts(section)
    current = 0
    for start, end in _spans(text):
        while current + 1 < len(starts) and starts[current + 1] <= start:
            current += 1
        yield text[start:end], section[current]


def _starts(section: Sequence[Block]) -> list[int]:
    starts = [0]
    for block in section[:-1]:
        starts.append(starts[-1] + len(block.text) + 1)
    return starts


def _spans(text: str) -> Iterator[Span]:
    """The places of the passages in the text of a section, of about the same size each."""
    units = [piece for span in sentence_spans(text) for piece in _cut(text, span)]
    sizes = [_size(text[start:end]) for start, end in units]
    total = sum(sizes)
    if total <= LONGEST:
        if units:
            yield units[0][0], units[-1][1]
        return
    share = total / max(1, round(total / TARGET))
    first, size = 0, 0.0
    for index, words in enumerate(sizes):
        if index > first and (size + words > LONGEST or size + words / 2 > share):
            yield units[first][0], units[index - 1][1]
            first, size = index, 0.0
        size += words
    yield units[first][0], units[-1][1]


def _size(text: str) -> float:
    """The words of a text, counted at least as its characters require."""
    return max(len(text.split()), len(text) * LONGEST / LONGEST_CHARACTERS)


def _cut(text: str, span: Span) -> Iterator[Span]:
    """A sentence longer than a passage, cut at the last semicolon or space that fits."""
    start, end = span
    while end - start > LONGEST_CHARACTERS or _size(text[start:end]) > LONGEST:
        limit = min(end, start + LONGEST_CHARACTERS)
        words = _WORDS.match(text, start, limit)
        stop = words.end() if words else limit
        semicolon = text.rfind(" ; ", start + (stop - start) // 2, stop)
        stop = semicolon + len(" ; ") if semicolon >= 0 else stop
        yield start, start + len(text[start:stop].rstrip())
        start = stop
    if start < end:
        yield start, end


def _passage(document: LoadedDocument, ordinal: int, text: str, block: Block) -> Passage:
    source = document.source
    return Passage(
        passage_id=f"{source.source_id}/{ordinal}",
        kind="document",
        source_id=source.source_id,
        text=text,
        heading_path=_heading_path(source.title, block.heading_path),
        locator=block.locator,
        sources=(source,),
        ordinal=ordinal,
        date=source.published,
        recognised=block.recognised,
    )


def _heading_path(title: str, headings: tuple[str, ...]) -> tuple[str, ...]:
    """The title, then the headings; one that says again what stands above it is said once.

    Said twice, a title would outweigh the text when a question repeats its words.
    """
    path = [title]
    for heading in headings:
        if _plain(heading) != _plain(path[-1]):
            path.append(heading)
    return tuple(path)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
