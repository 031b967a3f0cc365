"""Whether a message says a phrase, whatever its case, accents and plurals."""

import re
from collections.abc import Iterable, Mapping
from functools import cache

from assistant.french import words

SENTENCE_END = re.compile(r"(?<=[.!?;])\s+")
"""The ends of the sentences of a folded message, semicolons too."""
GAP = "…"
WIDEST_GAP = 3
"""Words that a gap in a phrase may stand for, at most."""


class Message:
    """The words of a message, to look phrases up in."""

    def __init__(
        self, text: str, unsaid: Iterable[str] = (), read_as: Mapping[str, str] | None = None
    ) -> None:
        """`unsaid` are phrases to leave out wherever they stand: names, whose words tell nothing.

        `read_as` gives, by phrase, the words to read in its place: « eau chaude » is heat, and no water.
        """
        self.words = tuple(map(_singular, words(text)))
        instead = {**dict.fromkeys(unsaid, ""), **(read_as or {})}
        for phrase in sorted(instead, key=len, reverse=True):
            self._replace(_pieces(phrase)[0], _pieces(instead[phrase])[0] or ("",))
        self._places: dict[str, list[int]] = {}
        for at, word in enumerate(self.words):
            self._places.setdefault(word, []).append(at)

    def _replace(self, phrase: tuple[str, ...], by: tuple[str, ...]) -> None:
        size = len(phrase)
        for start in reversed(range(len(self.words) - size + 1)) if phrase else ():
            if self.words[start : start + size] == phrase:
                self.words = (*self.words[:start], *by, *self.words[start + size :])

    def says(self, phrases: Iterable[str]) -> bool:
        """Whether it says one of the phrases; `…` in a phrase stands for up to three words."""
        return self.first(phrases) is not None

    def first(self, phrases: Iterable[str]) -> tuple[int, int] | None:
        """Where the first of the phrases is said: its place, and minus its length; None when none is."""
        by_first = _by_first_word(tuple(phrases))
        return min(
            (
                (start, start - end)
                for word in by_first.keys() & self._places.keys()
                for pieces in by_first[word]
                for start in self._places[word]
                if (end := self._end(pieces, start)) is not None
            ),
            default=None,
        )

    def first_of(self, by_value: Mapping[str, Iterable[str]]) -> str | None:
        """The value whose phrase is said first, the longest at the same place; None when none is said."""
        places = [
            (at, value) for value, phrases in by_value.items() if (at := self.first(phrases)) is not None
        ]
        return min(places)[1] if places else None

    def all_of(self, by_value: Mapping[str, Iterable[str]]) -> list[str]:
        """Every value of which a phrase is said."""
        return [value for value, phrases in by_value.items() if self.says(phrases)]

    def _end(self, pieces: tuple[tuple[str, ...], ...], start: int) -> int | None:
        """Where the phrase that begins at `start` ends; None when it is not said there."""
        at, slack = start, 0
        for piece in pieces:
            starts = range(at, at + slack + 1)
            found = next((n for n in starts if self.words[n : n + len(piece)] == piece), None)
            if found is None:
                return None
            at, slack = found + len(piece), WIDEST_GAP
        return at


@cache
def _by_first_word(phrases: tuple[str, ...]) -> dict[str, list[tuple[tuple[str, ...], ...]]]:
    """The pieces of phrases of the data, by their first word."""
    found: dict[str, list[tuple[tuple[str, ...], ...]]] = {}
    for phrase in phrases:
        if (pieces := _pieces(phrase))[0]:
            found.setdefault(pieces[0][0], []).append(pieces)
    return found


def _pieces(phrase: str) -> tuple[tuple[str, ...], ...]:
    """The words of a phrase of the data on each side of its gaps."""
    return tuple(tuple(map(_singular, words(piece))) for piece in phrase.split(GAP))


def _singular(word: str) -> str:
    """The word without the mark of its plural; short words are left as they are."""
    return word[:-1] if len(word) > 3 and word[-1] in "sx" else word
