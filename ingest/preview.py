"""One file as it would be indexed, before it is: its passages, or the one line that refuses it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assistant.errors import InvalidInput
from assistant.records import Passage
from ingest.documents import read_documents
from ingest.progress import Progress

SHOWN = 160  # characters of a passage on a line


def read_preview(file: Path, progress: Progress) -> dict[str, Any]:
    """The title that the file gives itself and its passages in order, as plain values; nothing is written.

    Raises InvalidInput, with the file's name and the reason in one line, when it cannot be read.
    """
    path = file.absolute()
    if not path.is_file():
        raise InvalidInput(f"{file.name} : fichier introuvable")
    reading = read_documents((path,), path.parent, path.parent, {}, progress)
    if reading.failures:
        raise InvalidInput(str(reading.failures[0]))
    return {
        "title": reading.passages[0].sources[0].title,
        "url": reading.passages[0].sources[0].url,
        "published": reading.passages[0].sources[0].published,
        "passages": [_plain(passage) for passage in reading.passages],
    }


def preview_lines(preview: dict[str, Any]) -> Iterator[str]:
    """The same for people: a line a passage, where it stands and how it begins."""
    passages = preview["passages"]
    yield f"{preview['title']} : {len(passages)} passage{'s' if len(passages) > 1 else ''}."
    for passage in passages:
        text = " ".join(passage["text"].split())
        yield f"{passage['locator']} | {' › '.join(passage['heading_path'][1:])} | {text[:SHOWN]}"


def _plain(passage: Passage) -> dict[str, Any]:
    return {
        "locator": passage.locator,
        "heading_path": list(passage.heading_path),
        "text": passage.text,
        "recognised": passage.recognised,
    }
