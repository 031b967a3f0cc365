"""Which words of a passage the sentences citing it take up."""

import re
from collections.abc import Sequence
from difflib import SequenceMatcher

from assistant.french import EMPTY_WORDS, fold
from assistant.pages.typography import escape

_WORD = re.compile(r"\d+(?:[\s.,/]\d+)*(?:\s?[€%]|\s[kM]€)?|\w+")
_LONG_ENOUGH = 3  # words in a row; shorter runs count when they hold a number


def highlight(excerpt: str, sentences: Sequence[str]) -> str:
    """The excerpt as literal Markdown, the words that the sentences take from it on a coloured ground."""
    text = " ".join(excerpt.split())
    pieces: list[str] = []
    position = 0
    for start, end in _shared_spans(text, sentences):
        pieces += [_escape_inside(text[position:start]), f":blue-background[{escape(text[start:end])}]"]
        position = end
    return "".join([*pieces, _escape_inside(text[position:])])


def _escape_inside(text: str) -> str:
    lead = " " if text[:1] == " " else ""
    tail = " " if text.strip() and text[-1:] == " " else ""
    return f"{lead}{escape(text)}{tail}"


def _shared_spans(text: str, sentences: Sequence[str]) -> list[tuple[int, int]]:
    """Character spans of the text, in order and apart, whose words stand in a sentence in the same order."""
    found = list(_WORD.finditer(text))
    words = [fold(match.group()) for match in found]
    marked: set[int] = set()
    for sentence in sentences:
        cited = [fold(word) for word in _WORD.findall(sentence)]
        for run in SequenceMatcher(None, words, cited, autojunk=False).get_matching_blocks():
            if _counts(words[run.a : run.a + run.size]):
                marked.update(range(run.a, run.a + run.size))
    return _merged([found[index].span() for index in sorted(marked)], text)


def _counts(run: Sequence[str]) -> bool:
    telling = [word for word in run if word not in EMPTY_WORDS]
    return (len(run) >= _LONG_ENOUGH and bool(telling)) or any(word[0].isdigit() for word in run)


def _merged(spans: Sequence[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        if merged and not _WORD.search(text[merged[-1][1] : start]):
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return merged
