"""What a loader fills while it reads: headings that nest, and the text between them."""

import re
from dataclasses import dataclass
from unicodedata import normalize

from assistant.records import Block

_SPACES = re.compile(r"[^\S\n]{2,}|[^\S\n\u00a0\u202f]")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff]")


@dataclass(frozen=True, slots=True)
class Content:
    """What a file holds: its blocks, and the title, address and date it gives itself (None without)."""

    title: str | None
    blocks: tuple[Block, ...]
    url: str | None = None
    published: str | None = None


@dataclass(slots=True)
class _Heading:
    level: int
    text: str
    anchor: str | None
    is_used: bool = False


class Outline:
    """Blocks in reading order, each under the headings open when it was added."""

    def __init__(self) -> None:
        self._open: list[_Heading] = []
        self._blocks: list[Block] = []
        self.page: int | None = None

    def open(self, level: int, text: str, anchor: str | None = None) -> None:
        """Start a section; those of the same level or deeper end."""
        self.close(level)
        if tidy(text):
            self._open.append(_Heading(level, tidy(text), anchor))

    def close(self, level: int) -> None:
        """End the sections of this level or deeper; a heading with nothing under it is kept as text."""
        while self._open and self._open[-1].level >= level:
            last = self._open.pop()
            if not last.is_used:
                self._append(last.text, last.anchor)

    def add(self, text: str, recognised: bool = False) -> None:
        """Add a paragraph, list item or table row; white space alone adds nothing."""
        tidied = tidy(text)
        if tidied:
            self._append(tidied, None, recognised)

    def blocks(self) -> tuple[Block, ...]:
        """All that was added; every section ends."""
        self.close(0)
        return tuple(self._blocks)

    def _append(self, text: str, anchor: str | None, recognised: bool = False) -> None:
        for heading in self._open:
            heading.is_used = True
        path = tuple(heading.text for heading in self._open)
        self._blocks.append(Block(text, path, self._locator(anchor), recognised))

    def _locator(self, anchor: str | None) -> str:
        anchors = [anchor, *(heading.anchor for heading in reversed(self._open))]
        nearest = next((name for name in anchors if name), None)
        if nearest:
            return f"#{nearest}"
        return f"p. {self.page}" if self.page else f"§ {len(self._blocks) + 1}"


def tidy(text: str) -> str:
    """The text with single spaces and no control character; line breaks and single no-break spaces stay."""
    lines = (
        _SPACES.sub(" ", line).strip() for line in _UNPRINTABLE.sub("", normalize("NFC", text)).split("\n")
    )
    return "\n".join(line for line in lines if line)
