"""What of an extract of a document is quoted: the sentences that answer, a list with what introduces it."""

import re
from collections.abc import Callable

from assistant.sentences import split_sentences

MOST_PIECES = 3
MOST_WORDS = 150  # above which nothing is added to the first piece
NEARLY = 0.3  # of the best piece's worth, which another must have to be quoted with it
"""Chosen on 156 passages of the public set that answer a question: all that readers found needed is quoted
of 87 % of them (two pieces, 120 words and half the worth: 75 %), in 82 words on average (58)."""
LABEL = 0.5  # what a piece that is no sentence is worth, next to one that is

Piece = tuple[str, ...]
_ITEM = re.compile(r"[-–—•*]\s")
# Words that point to the sentence before: quoted alone, nobody would know what they mean.
_LEANING = re.compile(r"(?:[-–—•*]\s)?(?:Cet|Cette|Ces|Ceux|Celui|Celles?|Elles?|Ils)\b")
_ENDED = re.compile(r"[.!?…;][»”\")\]’']*$")


def quoted(text: str, worth: Callable[[str], float]) -> Piece:
    """The lines that answer best, in order, each as it is written; a list is never cut from its introduction.

    `worth` tells how well some words answer; what says less than a sentence is worth half of it, and is
    quoted alone.
    """
    every = pieces_of(text)
    pieces = [piece for piece in every if not (_is_dangling(piece) or _only_asks(piece))] or every
    worths = [worth(" ".join(piece)) * (LABEL if is_label(piece) else 1.0) for piece in pieces]
    kept: list[int] = []
    for place in sorted(range(len(pieces)), key=lambda n: (-worths[n], n))[:MOST_PIECES]:
        if kept and is_label(pieces[place]):
            continue
        size = sum(_size(pieces[n]) for n in (*kept, place))
        if not kept or (0 < worths[place] >= NEARLY * worths[kept[0]] and size <= MOST_WORDS):
            kept.append(place)
    if len(kept) == 1 and kept[0] and _LEANING.match(pieces[kept[0]][0]):
        kept.append(kept[0] - 1)
    return tuple(line for place in sorted(kept) for line in pieces[place])


def pieces_of(text: str) -> tuple[Piece, ...]:
    """The text in pieces: each sentence alone, but the items of a list with the sentence before its colon."""
    pieces: list[list[str]] = []
    for line in filter(None, map(str.strip, text.split("\n"))):
        if not _ITEM.match(line):
            pieces += [[sentence] for sentence in split_sentences(line)]
        elif pieces and (_introduces(pieces[-1][-1]) or len(pieces[-1]) > 1):
            pieces[-1].append(line)
        else:
            pieces.append([line])
    return tuple(map(tuple, pieces))


def says_something(text: str) -> bool:
    """Whether a text holds a sentence or a list with its introduction, not labels alone."""
    return not all(is_label(piece) for piece in pieces_of(text))


def is_label(piece: Piece) -> bool:
    """Whether a piece is a title, a link or an item without its list, or only asks: it answers nothing."""
    return (len(piece) == 1 and not _ENDED.search(piece[0])) or _only_asks(piece)


def _is_dangling(piece: Piece) -> bool:
    return len(piece) == 1 and _introduces(piece[0])


def _only_asks(piece: Piece) -> bool:
    """Whether a piece is a question or a list of them, as sheets list what others answer."""
    told = [line for line in piece if not _introduces(line)]
    return bool(told) and all(line.endswith("?") for line in told)


def _introduces(line: str) -> bool:
    return line.endswith(":")


def _size(piece: Piece) -> int:
    return sum(len(line.split()) for line in piece)
