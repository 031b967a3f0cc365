"""Versions of the index on disk: one writer at a time, published by one atomic step, removed when unused."""

import fcntl
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from assistant.errors import AssistantError, IndexUnavailable
from assistant.index_folder import VERSION_NAME, current_version
from ingest.disk import flush, held

PENDING = "pending.vectors"
"""The vectors of a build that has not ended."""
POINTER = "current.tmp"
DRAFT_NAME = re.compile(r"\d{5,}\.tmp-\d+")


class BuildInProgress(AssistantError):
    """Another process is writing the same index."""


@contextmanager
def hold_lock(index_folder: Path) -> Iterator[None]:
    """Keeps other builds out; the lock goes with the process, however it ends. Raises BuildInProgress."""
    (index_folder / "versions").mkdir(parents=True, exist_ok=True)
    refusal = BuildInProgress(
        f"Une construction de l'index {index_folder} est déjà en cours : attendez qu'elle se termine."
    )
    with held(index_folder / "lock", refusal):
        yield


@contextmanager
def draft_version(index_folder: Path, number: int) -> Iterator[Path]:
    """An empty folder for a version to be; it is removed when the block ends without publishing it."""
    draft = index_folder / "versions" / f"{number:05d}.tmp-{os.getpid()}"
    draft.mkdir()
    try:
        yield draft
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def publish(draft: Path, name: str) -> None:
    """Makes a complete draft the served version: its files reach the disk, then `current` is switched."""
    versions, index_folder = draft.parent, draft.parent.parent
    for path in [*draft.rglob("*"), draft]:
        flush(path)
    draft.rename(versions / name)
    flush(versions)
    pointer = index_folder / POINTER
    pointer.write_text(f"{name}\n", encoding="utf-8")
    flush(pointer)
    pointer.replace(index_folder / "current")
    flush(index_folder)


def served_name(index_folder: Path) -> str | None:
    """The name of the served version, None when there is none."""
    try:
        return current_version(index_folder).name
    except IndexUnavailable:
        return None


def next_number(index_folder: Path) -> int:
    """One more than the highest number any version or draft has, so that a name never comes back."""
    return 1 + max(map(_number, _names(index_folder)), default=0)


def remove_leftovers(index_folder: Path, served: str | None) -> None:
    """Removes what interrupted builds left: drafts, and versions that were never published."""
    for name in _names(index_folder):
        if served is None or _is_leftover(name, served):
            shutil.rmtree(index_folder / "versions" / name, ignore_errors=True)
    (index_folder / POINTER).unlink(missing_ok=True)


def remove_unused(index_folder: Path, served: str) -> None:
    """Removes the versions before the served one that nobody has open; the one just before it stays."""
    older = sorted((name for name in _names(index_folder) if _number(name) < _number(served)), key=_number)
    for name in older[:-1]:
        version = index_folder / "versions" / name
        if not _is_held(version / "manifest.json"):
            shutil.rmtree(version, ignore_errors=True)


def is_tidy(index_folder: Path, served: str) -> bool:
    """Whether there is nothing but the served version and the one before it."""
    names = _names(index_folder)
    pending = any((index_folder / name).exists() for name in (PENDING, POINTER))
    return len(names) <= 2 and not pending and not any(_is_leftover(name, served) for name in names)


def _names(index_folder: Path) -> list[str]:
    versions = index_folder / "versions"
    if not versions.is_dir():
        return []
    return [
        path.name
        for path in versions.iterdir()
        if VERSION_NAME.fullmatch(path.name) or DRAFT_NAME.fullmatch(path.name)
    ]


def _number(name: str) -> int:
    return int(re.split(r"\D", name, maxsplit=1)[0])


def _is_leftover(name: str, served: str) -> bool:
    return DRAFT_NAME.fullmatch(name) is not None or _number(name) > _number(served)


def _is_held(manifest: Path) -> bool:
    with suppress(FileNotFoundError), manifest.open("rb") as hold:
        try:
            fcntl.flock(hold, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False
