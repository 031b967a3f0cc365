"""Which passages stand in which document, and where its file is."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from zlib import crc32

from assistant.records import Passage

LARGEST_FILE = 20_000_000
"""Bytes of the largest file that is fetched, read or drawn."""

_PAGE = re.compile(r"p\. (\d{1,6})")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file of the corpus as it was indexed: its path below the corpus and the SHA-256 of its bytes."""

    file: str
    digest: str

    @property
    def has_pages(self) -> bool:
        """Whether it is drawn page by page."""
        return self.file.lower().endswith(".pdf")


@dataclass(frozen=True)
class Library:
    """The passages of one version of the index, by document."""

    passages: Mapping[str, Passage] = field(default_factory=dict)
    files: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def document_of(self, passage: Passage) -> tuple[Passage, ...]:
        """The passages of the document in which a passage stands, in reading order."""
        return self._documents.get(passage.source_id, ())

    def first_of(self, source_id: str) -> Passage | None:
        """The first passage of the document of a source; None when that document is not indexed."""
        return next(iter(self._documents.get(source_id, ())), None)

    def file_of(self, passage: Passage) -> SourceFile | None:
        """The file in which a passage of a document stands; None when the index does not tell it."""
        found = self.files.get(passage.source_id) if passage.kind == "document" else None
        return SourceFile(found["file"], found["digest"]) if found else None

    @cached_property
    def _documents(self) -> dict[str, tuple[Passage, ...]]:
        documents: dict[str, list[Passage]] = {}
        for passage in self.passages.values():
            if passage.kind == "document":
                documents.setdefault(passage.source_id, []).append(passage)
        return {source_id: tuple(passages) for source_id, passages in documents.items()}


def page_of(passage: Passage) -> int | None:
    """The number, from 1, of the page where a passage begins; None in a document without pages."""
    match = _PAGE.match(passage.locator)
    return int(match[1]) if match else None


def seal_of(excerpt: str) -> str:
    """Eight hexadecimal digits that tell whether an excerpt still is what it was."""
    return f"{crc32(' '.join(excerpt.split()).encode('utf-8', 'replace')):08x}"
