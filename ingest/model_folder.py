"""A folder that appears whole or not at all, whoever is interrupted and whoever else is making it."""

import fcntl
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

PARTIAL = ".partial"
FORMER = ".former"


def publish_folder(folder: Path, is_complete: Callable[[], bool], fill: Callable[[Path], None]) -> None:
    """Make `folder` by filling a sibling and renaming it, unless `is_complete` says that it is there.

    One process at a time; what an interrupted one left is removed. The files can be read by whoever serves
    them. Raises OSError when the disk refuses.
    """
    folder.parent.mkdir(parents=True, exist_ok=True)
    with _alone(folder.with_name(f".{folder.name}.lock")):
        if is_complete():
            return
        partial, former = (folder.with_name(f".{folder.name}{suffix}") for suffix in (PARTIAL, FORMER))
        for leftover in (partial, former):
            shutil.rmtree(leftover, ignore_errors=True)
        partial.mkdir()
        try:
            fill(partial)
            _open_to_all(partial)
            if folder.exists():
                folder.rename(former)
            partial.rename(folder)
        finally:
            shutil.rmtree(partial, ignore_errors=True)
        shutil.rmtree(former, ignore_errors=True)


def _open_to_all(folder: Path) -> None:
    # Some libraries write weights for their owner alone.
    for path in folder.rglob("*"):
        path.chmod(path.stat().st_mode | 0o444)


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    with lock.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
