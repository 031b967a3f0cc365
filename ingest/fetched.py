"""What the last fetches found of each source: `fetched.json`, written by `fetch` alone."""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

from assistant.errors import InvalidInput

FILE = "fetched.json"

Outcome = Literal["new", "changed", "unchanged", "gone", "failed"]
"""What the last look at an address found; `gone` is a page that its site says is no more."""


@dataclass(frozen=True, slots=True)
class FormerCopy:
    """A copy that another one replaced, and the sentences by which they differ.

    `file` stands below `documents/`; times are ISO, in UTC; `digest` is the SHA-256 of the bytes.
    """

    file: str
    digest: str
    fetched_at: str
    replaced_at: str
    removed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FetchRecord:
    """The present copy of a source and how the last look at its address ended.

    `reason` says in one French line why a look failed. `file` stands below `documents/`, None without a copy.
    """

    checked_at: str
    outcome: Outcome
    reason: str | None = None
    failing_since: str | None = None
    fetched_at: str | None = None
    file: str | None = None
    digest: str | None = None
    size: int | None = None
    content_type: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    final_url: str | None = None
    redirects: tuple[str, ...] = ()
    former: tuple[FormerCopy, ...] = ()


def read_fetched(corpus: Path) -> dict[str, FetchRecord]:
    """The records by source, none when nothing was fetched. Raises InvalidInput when unreadable."""
    try:
        written = json.loads((corpus / FILE).read_text(encoding="utf-8"))
        return {source: _record(content) for source, content in written.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, TypeError, AttributeError, KeyError) as error:
        raise InvalidInput(
            f"{FILE} est illisible ({type(error).__name__}) : effacez-le, fetch le refait"
        ) from error


def write_fetched(corpus: Path, records: Mapping[str, FetchRecord]) -> None:
    """Puts the records on the disk in one step: a process killed meanwhile leaves the former ones."""
    draft = corpus / f".{FILE}.{os.getpid()}"
    content = {source: asdict(record) for source, record in sorted(records.items())}
    with draft.open("w", encoding="utf-8") as file:
        json.dump(content, file, ensure_ascii=False, indent=1)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(corpus / FILE)


def _record(content: dict[str, Any]) -> FetchRecord:
    former = tuple(
        FormerCopy(**{**copy, "removed": tuple(copy["removed"]), "added": tuple(copy["added"])})
        for copy in content["former"]
    )
    return FetchRecord(**{**content, "redirects": tuple(content["redirects"]), "former": former})
