"""The copies that fetch keeps: staged, put in place in one step, the former ones aside.

The record is written before the file gets its name: after a kill in between, `recover` finishes the step.
"""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from hashlib import file_digest
from pathlib import Path

from assistant.errors import AssistantError
from ingest.disk import flush, held
from ingest.documents import FOLDER, SUFFIXES
from ingest.fetched import FILE, FetchRecord, FormerCopy

STAGING, FORMER = ".fetching", ".former"
MOST_FORMER = 5  # copies kept of a source besides the present one


class FetchInProgress(AssistantError):
    """Another process is fetching into the same corpus."""


class Copies:
    """The documents of a corpus as fetch changes them."""

    def __init__(self, corpus: Path) -> None:
        self.corpus = corpus
        self.folder = corpus / FOLDER
        self.staging = self.folder / STAGING

    @contextmanager
    def held(self) -> Iterator[None]:
        """Keeps other fetches out; the lock goes with the process. Raises FetchInProgress."""
        refusal = FetchInProgress(
            f"Une autre commande fetch écrit déjà dans {self.corpus} : attendez qu'elle se termine."
        )
        with held(self.staging / "lock", refusal):
            yield

    def recover(self, records: Mapping[str, FetchRecord]) -> None:
        """Ends what a killed fetch had begun, and removes what it left."""
        for path in sorted(self.staging.iterdir()):
            source, _, rest = path.name.partition(".")
            record = records.get(source)
            if record and record.file and self._was_recorded(path, rest, record):
                path.replace(self.folder / record.file)
                self._remove_others(source, record)
            if path.name != "lock":
                path.unlink(missing_ok=True)
        for draft in self.corpus.glob(f".{FILE}.*"):
            draft.unlink(missing_ok=True)

    def _was_recorded(self, staged: Path, rest: str, record: FetchRecord) -> bool:
        """Whether the staged file is the copy that the record says is in place, and is not."""
        place = self.folder / (record.file or "")
        named = rest == f"{record.digest}{place.suffix}" and digest_of(staged) == record.digest
        return named and digest_of(place) != record.digest

    def incoming(self, source: str) -> Path:
        """Where the body of a source is received."""
        return self.staging / f"{source}.part"

    def stage(self, source: str, digest: str, extension: str) -> Path:
        """Names what was received after what it is."""
        return self.incoming(source).rename(self.staging / f"{source}.{digest}{extension}")

    def present(self, source: str) -> list[Path]:
        """The files in place under the source: fetched, or put there by hand."""
        paths = sorted(self.folder.glob(f"{source}.*"))
        return [
            path
            for path in paths
            if path.suffix.lower() in SUFFIXES and path.stem == source and path.is_file()
        ]

    def set_aside(
        self, source: str, path: Path, record: FetchRecord | None, replaced_at: str
    ) -> FormerCopy | None:
        """Keeps a copy of the file among the former ones, and leaves it where it is."""
        digest = digest_of(path)
        if digest is None:
            return None
        ours = record is not None and record.digest == digest and record.fetched_at
        since = record.fetched_at if ours and record and record.fetched_at else _modified(path)
        stamp = since.replace(":", "").replace("+0000", "Z")
        place = self.folder / FORMER / source / f"{stamp}-{digest[:8]}{path.suffix}"
        place.parent.mkdir(parents=True, exist_ok=True)
        if not place.exists():
            draft = self.staging / f"{source}.former"
            shutil.copyfile(path, draft)
            flush(draft)
            draft.replace(place)
        return FormerCopy(place.relative_to(self.folder).as_posix(), digest, since, replaced_at)

    def put_in_place(self, source: str, staged: Path, record: FetchRecord) -> None:
        """Gives the staged file the name that the record, written before, says."""
        assert record.file is not None
        staged.replace(self.folder / record.file)
        flush(self.folder)
        self._remove_others(source, record)
        self._prune(source, record)

    def _remove_others(self, source: str, record: FetchRecord) -> None:
        """Removes what has another extension, when it is kept among the former copies."""
        kept = {copy.digest for copy in record.former}
        for path in self.present(source):
            if path.name != record.file and digest_of(path) in kept:
                path.unlink()

    def _prune(self, source: str, record: FetchRecord) -> None:
        kept = {copy.file for copy in record.former}
        with suppress(FileNotFoundError):
            for path in (self.folder / FORMER / source).iterdir():
                if path.relative_to(self.folder).as_posix() not in kept:
                    path.unlink()


def digest_of(path: Path) -> str | None:
    """The SHA-256 of a file, None when it cannot be read."""
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def _modified(path: Path) -> str:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC).isoformat(timespec="seconds")
