"""How a place is written: words, variants, and the names that are also everyday words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import takewhile

from assistant.french import fold

ARTICLES = frozenset({"l", "la", "le", "les"})
LINKS = frozenset(
    {"au", "aux", "d", "de", "des", "devant", "du", "en", "et", "l", "la", "le", "les", "sous", "sur"}
)
_ABBREVIATIONS = {"st": "saint", "ste": "sainte", "sts": "saints", "lez": "les", "s": "sur"}
_WORD = re.compile(r"[^\W_]+")

Key = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: folded, as it was typed, where, and what separates it from the word before."""

    folded: str
    typed: str
    start: int
    end: int
    gap: str


def words_of(text: str) -> tuple[Word, ...]:
    """The words of the text, cut at spaces, hyphens and apostrophes; `St` is read as `saint`."""
    found: list[Word] = []
    for match in _WORD.finditer(text):
        folded = fold(match.group())
        gap = text[found[-1].end if found else 0 : match.start()]
        found.append(Word(_ABBREVIATIONS.get(folded, folded), match.group(), match.start(), match.end(), gap))
    return tuple(found)


def key_of(name: str) -> Key:
    """The folded words of a name, the form under which names are compared."""
    return tuple(word.folded for word in words_of(name))


def full_keys(name: str) -> Iterator[Key]:
    """The name, and the name without its leading article."""
    key = key_of(name)
    yield key
    if len(key) > 1 and key[0] in ARTICLES:
        yield key[1:]


def short_keys(name: str) -> Iterator[Key]:
    """The shorter forms people use: what stands before `-lès-`, `-sur-`…, and each half of a double name."""
    for key in full_keys(name):
        head = tuple(takewhile(lambda word: word not in LINKS, key))
        if 0 < len(head) < len(key):
            yield head
        halves = [(word,) for word in head if word not in ("saint", "sainte")]
        if len(head) == len(halves) == 2:
            yield from halves
