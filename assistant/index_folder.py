"""The index on disk: which version is served, what it declares and the passages it holds.

`current` names the served version; `versions/<number>-<fingerprint>` holds manifest.json, passages.jsonl,
records.json and chroma/. A version is never changed once published.
"""

import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from assistant.errors import IndexUnavailable
from assistant.passages import from_lines
from assistant.records import IndexState, Passage

LAYOUT = 1
VERSION_NAME = re.compile(r"(\d{5,})-[0-9a-f]{8}")
REMEDY = "lancez `python -m ingest build` (avec les mêmes options --corpus et --index)."


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a version declares: `files` gives the size in bytes of each of its files when it was published."""

    layout: int
    version: int
    fingerprint: str
    encoder: str
    built_at: str
    counts: dict[str, int]
    files: dict[str, int]

    @property
    def state(self) -> IndexState:
        """The same, as the reading side shows it."""
        return IndexState(self.fingerprint, self.version, self.built_at, self.counts, self.encoder)

    def as_json(self) -> str:
        """The text of manifest.json."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True)


def current_version(folder: Path) -> Path:
    """The folder of the served version. Raises IndexUnavailable when nothing was ever published there."""
    try:
        name = (folder / "current").read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        raise IndexUnavailable(f"Aucun index dans {folder} : {REMEDY}") from None
    except (OSError, UnicodeDecodeError):
        raise damaged(folder) from None
    if not VERSION_NAME.fullmatch(name):
        raise damaged(folder)
    return folder / "versions" / name


def read_manifest(version: Path) -> Manifest:
    """What the version declares, its files being there and whole.

    Raises IndexUnavailable when the manifest cannot be read or is of another layout, or a file is missing or
    cut.
    """
    folder = version.parent.parent
    try:
        content = json.loads((version / "manifest.json").read_text(encoding="utf-8"))
        if content["layout"] != LAYOUT:
            raise IndexUnavailable(f"L'index de {folder} vient d'une autre version du logiciel : {REMEDY}")
        manifest = Manifest(**content)
        whole = all((version / name).stat().st_size >= size for name, size in manifest.files.items())
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        raise damaged(folder) from None
    if not whole:
        raise damaged(folder)
    return manifest


def read_passages(version: Path) -> tuple[Passage, ...]:
    """The passages of a version, in order. Raises IndexUnavailable when they cannot be read."""
    try:
        with (version / "passages.jsonl").open(encoding="utf-8") as lines:
            return from_lines(lines)
    except (OSError, ValueError, TypeError, KeyError):
        raise damaged(version.parent.parent) from None


def read_records(version: Path) -> dict[str, Any]:
    """The supports, territory and vocabulary of a version. Raises IndexUnavailable if they cannot be read."""
    try:
        records = json.loads((version / "records.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise damaged(version.parent.parent) from None
    if not isinstance(records, dict):
        raise damaged(version.parent.parent)
    return records


def damaged(folder: Path) -> IndexUnavailable:
    """The error of an index that was cut or altered."""
    return IndexUnavailable(f"L'index de {folder} est incomplet ou illisible : {REMEDY}")
