"""The published index, open for reading."""

import fcntl
import shutil
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import IO, TYPE_CHECKING, Any, cast

import numpy as np
from numpy.typing import NDArray

from assistant.errors import IndexUnavailable
from assistant.index_folder import (
    REMEDY,
    Manifest,
    current_version,
    damaged,
    read_manifest,
    read_passages,
    read_records,
)
from assistant.passages import phrasings_of
from assistant.records import IndexState, Passage

if TYPE_CHECKING:
    from chromadb.api.client import Client
    from chromadb.api.models.Collection import Collection

PASSAGES, PHRASINGS = "passages", "phrasings"
EXACT = 60_000
"""Vectors up to which all are compared; beyond, the walk of Chroma's graph is faster than reading them."""
Vector = NDArray[np.float32]
Rows = NDArray[np.int64]


class VectorStore:
    """The vectors of one version, `passages` and `phrasings`; never embeds anything itself.

    Chroma writes a little to its file when it opens it: where that cannot be done (read-only folder, full
    disk), a private copy in the temporary folder is opened.
    """

    def __init__(self, folder: Path, exact: int = EXACT) -> None:
        """`exact` is how many vectors of a collection are all compared; beyond, its graph is walked."""
        self._exact = exact
        self._copy: TemporaryDirectory[str] | None = None
        self._matrices: dict[str, Vector] = {}
        self._ids: dict[str, tuple[str, ...]] = {}
        self._rows: dict[str, dict[str, int]] = {}
        self._client = self._open_client(folder)
        try:
            self._collections = {name: self._open(name) for name in (PASSAGES, PHRASINGS)}
        except BaseException:
            self.close()
            raise

    def nearest(self, name: str, vector: Vector, k: int) -> list[tuple[str, float]]:
        """At most `k` pairs (id, cosine), best first, for one normalised vector of shape (dimensions,).

        Beyond `exact` vectors some of the nearest may be missed, the same at each call.
        """
        rows, cosines = self.nearest_rows(name, vector, k)
        ids = self.ids(name)
        return [(ids[row], float(cosine)) for row, cosine in zip(rows, cosines, strict=True)]

    def nearest_rows(self, name: str, vector: Vector, k: int) -> tuple[Rows, Vector]:
        """The same as two arrays of shape (k,): their rows in `ids`, and their cosines."""
        k = min(k, self.sizes[name])
        if k <= 0:
            return np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)
        if self.sizes[name] > self._exact:
            return self._walk(name, vector, k)
        cosines = self._matrix(name) @ np.asarray(vector, dtype=np.float32).reshape(-1)
        top = np.argpartition(-cosines, k - 1)[:k]
        top = top[np.lexsort((top, -cosines[top]))]
        return top, cosines[top]

    def ids(self, name: str) -> tuple[str, ...]:
        """The ids of a collection, in its order."""
        if name not in self._ids:
            self._ids[name] = tuple(self._collections[name][0].get(include=[])["ids"])
            self._rows[name] = {id_: row for row, id_ in enumerate(self._ids[name])}
        return self._ids[name]

    def vectors(self, name: str, ids: Sequence[str] | None = None) -> dict[str, Vector]:
        """The vectors of these ids (all when None), by id; an unknown id is left out."""
        collection, size = self._collections[name]
        if ids is not None and not ids:
            return {}
        if ids is not None and size <= self._exact:
            matrix = self._matrix(name)
            return {id_: matrix[row] for id_ in ids if (row := self._rows[name].get(id_)) is not None}
        found = collection.get(ids=None if ids is None else list(ids), include=["embeddings"])
        matrix = np.asarray(found["embeddings"], dtype=np.float32)
        return dict(zip(found["ids"], matrix, strict=True))

    @property
    def sizes(self) -> dict[str, int]:
        """How many vectors each collection holds."""
        return {name: size for name, (_, size) in self._collections.items()}

    def is_readable(self) -> bool:
        """Whether each collection gives its vectors, which also brings them into memory."""
        return all(
            self._is_walkable(name) if size > self._exact else len(self._matrix(name)) == size
            for name, size in self.sizes.items()
        )

    def close(self) -> None:
        """Releases the files."""
        self._client.close()
        if self._copy is not None:
            self._copy.cleanup()

    def _open_client(self, folder: Path) -> "Client":
        from chromadb.errors import ChromaError

        try:
            return open_chroma(folder)
        except ChromaError:
            self._copy = TemporaryDirectory(prefix="index-")
        try:
            return open_chroma(_copied(folder, Path(self._copy.name) / "chroma"))
        except BaseException:
            self._copy.cleanup()
            raise

    def _matrix(self, name: str) -> Vector:
        """The vectors of a collection in the order of `ids`, of shape (ids, dimensions), read once.

        Exact cosines over some ten thousand vectors take less time than a walk of the graph, and the same
        question always has the same neighbours.
        """
        if name not in self._matrices:
            vectors, ids = self.vectors(name), self.ids(name)
            matrix = np.stack([vectors[id_] for id_ in ids]) if ids else np.zeros((0, 0), dtype=np.float32)
            self._matrices[name] = matrix
        return self._matrices[name]

    def _walk(self, name: str, vector: Vector, k: int) -> tuple[Rows, Vector]:
        collection, _ = self._collections[name]
        asked = np.asarray(vector, dtype=np.float32).reshape(1, -1)
        found = collection.query(query_embeddings=asked, n_results=k, include=["distances"])
        self.ids(name)
        rows = np.array([self._rows[name][id_] for id_ in found["ids"][0]], dtype=np.int64)
        return rows, 1.0 - np.array((found["distances"] or [[]])[0], dtype=np.float32)

    def _is_walkable(self, name: str) -> bool:
        first = self._collections[name][0].peek(1)["embeddings"]
        return len(self._walk(name, np.asarray(first, dtype=np.float32), 1)[0]) == 1

    def _open(self, name: str) -> "tuple[Collection, int]":
        collection = self._client.get_collection(name, embedding_function=None)
        return collection, collection.count()


class Index:
    """One version of the index, whole: passages by id in order, records, state and nearest neighbours.

    A later build never alters it; `is_current` tells when a newer one is published.
    """

    def __init__(
        self, folder: Path, version: Path, manifest: Manifest, hold: IO[bytes], seal: object
    ) -> None:
        self._folder, self._hold, self._seal = folder, hold, seal
        self.state: IndexState = manifest.state
        self.passages: dict[str, Passage] = {p.passage_id: p for p in read_passages(version)}
        self.records: dict[str, Any] = read_records(version)
        sizes = {PASSAGES: len(self.passages), PHRASINGS: len(phrasings_of(self.passages.values()))}
        self._store = _open_store(version / "chroma", folder, sizes)

    @property
    def stored_passages(self) -> tuple[str, ...]:
        """The ids of the passages, in the order of their vectors."""
        return self._store.ids(PASSAGES)

    @property
    def stored_phrasings(self) -> tuple[str, ...]:
        """The ids of the phrasings, in the order of their vectors."""
        return self._store.ids(PHRASINGS)

    def nearest_passage_rows(self, vector: Vector, k: int) -> tuple[Rows, Vector]:
        """The rows in `stored_passages` of at most `k` passages, best first, and their cosines."""
        return self._store.nearest_rows(PASSAGES, vector, k)

    def nearest_phrasing_rows(self, vector: Vector, k: int) -> tuple[Rows, Vector]:
        """The same among the phrasings, with rows in `stored_phrasings`."""
        return self._store.nearest_rows(PHRASINGS, vector, k)

    def nearest_passages(self, vector: Vector, k: int) -> list[tuple[str, float]]:
        """At most `k` pairs (passage id, cosine), best first, for a query vector of shape (dimensions,)."""
        return self._store.nearest(PASSAGES, vector, k)

    def nearest_phrasings(self, vector: Vector, k: int) -> list[tuple[str, float]]:
        """The same among the phrasings; an id is `<passage id>#<number in asked_as>`."""
        return self._store.nearest(PHRASINGS, vector, k)

    def vectors_of(self, ids: Sequence[str]) -> dict[str, Vector]:
        """The vectors, of shape (dimensions,), of these passages by id; an unknown id is left out."""
        return self._store.vectors(PASSAGES, ids)

    def phrasing_vectors_of(self, ids: Sequence[str]) -> dict[str, Vector]:
        """The same of phrasings; an id is `<passage id>#<number in asked_as>`."""
        return self._store.vectors(PHRASINGS, ids)

    def is_current(self) -> bool:
        """Whether no newer version was published since this one was opened; costs one `stat`."""
        return (seal := _seal(self._folder)) is None or seal == self._seal

    def close(self) -> None:
        """Releases the files; a version that nobody holds may be removed by a later build."""
        self._store.close()
        self._hold.close()

    def __enter__(self) -> "Index":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        self.close()


def open_index(folder: Path, encoder_fingerprint: str) -> Index:
    """The served version of an index, checked against the embedding model that will query it.

    Raises IndexUnavailable, with one line that names the command, when there is none, when it is cut or
    unreadable, or when it was made with another embedding model or layout.
    """
    seal = _seal(folder)
    version = current_version(folder)
    try:
        return _open_version(folder, version, encoder_fingerprint, seal)
    except IndexUnavailable:
        if _seal(folder) == seal:
            raise
        return open_index(folder, encoder_fingerprint)  # another version was published meanwhile


def open_chroma(folder: Path) -> "Client":
    """An embedded Chroma over a folder, with telemetry off."""
    import chromadb  # here and not above: it takes half a second, which a build without changes does not need
    from chromadb.api.shared_system_client import SharedSystemClient
    from chromadb.config import Settings

    settings = Settings(anonymized_telemetry=False)
    try:
        return cast("Client", chromadb.PersistentClient(path=str(folder), settings=settings))
    except BaseException:
        # Chroma remembers the folder it failed to open and would fail again, even once the cause is gone.
        SharedSystemClient._identifier_to_system.pop(str(folder), None)
        raise


def _open_version(folder: Path, version: Path, encoder_fingerprint: str, seal: object) -> Index:
    manifest = read_manifest(version)
    if manifest.encoder != encoder_fingerprint:
        raise IndexUnavailable(f"L'index de {folder} vient d'un autre modèle d'embedding : {REMEDY}")
    hold = (version / "manifest.json").open("rb")
    try:
        with suppress(OSError):  # some file systems have no locks; the former version is kept anyway
            fcntl.flock(hold, fcntl.LOCK_SH | fcntl.LOCK_NB)
        return Index(folder, version, manifest, hold, seal)
    except BaseException:
        hold.close()
        raise


def _open_store(chroma: Path, folder: Path, sizes: dict[str, int]) -> VectorStore:
    from chromadb.errors import ChromaError

    try:
        store = VectorStore(chroma)
        if store.sizes == sizes and store.is_readable():
            return store
        store.close()
    except (ChromaError, OSError, ValueError) as error:
        raise damaged(folder) from error
    raise damaged(folder)


def _copied(folder: Path, place: Path) -> Path:
    for path in sorted(folder.rglob("*")):
        target = place / path.relative_to(folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        if path.is_file():
            shutil.copyfile(path, target)
    return place


def _seal(folder: Path) -> tuple[int, int] | None:
    try:
        status = (folder / "current").stat()
    except OSError:
        return None
    return status.st_ino, status.st_mtime_ns
