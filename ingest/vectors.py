"""The vectors of a build: those already known are used again, the others are asked of the encoder."""

import struct
from collections.abc import Callable, Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import IO, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from ingest.progress import Progress

Vector = NDArray[np.float32]
Role = Literal["passage", "query"]
Text = tuple[Role, str]
CHUNK = 128
"""Texts encoded between two movements of the progress bar, and kept when the build is interrupted."""


class Encoder(Protocol):
    """What a build asks of an embedding model; both methods give normalised vectors (n, dimensions)."""

    @property
    def fingerprint(self) -> str:
        """Names the model and everything that changes its vectors."""

    def encode_passages(self, texts: Sequence[str]) -> Vector:
        """The vectors of texts to be found."""

    def encode_queries(self, texts: Sequence[str]) -> Vector:
        """The vectors of questions."""


class DeferredEncoder:
    """An encoder loaded only when a text has to be encoded."""

    def __init__(self, fingerprint: str, load: Callable[[], Encoder]) -> None:
        self.fingerprint = fingerprint
        self._load = load
        self._encoder: Encoder | None = None

    def encode_passages(self, texts: Sequence[str]) -> Vector:
        """See Encoder."""
        return self._loaded().encode_passages(texts)

    def encode_queries(self, texts: Sequence[str]) -> Vector:
        """See Encoder."""
        return self._loaded().encode_queries(texts)

    def _loaded(self) -> Encoder:
        self._encoder = self._encoder or self._load()
        return self._encoder


class VectorJournal:
    """The vectors of a build that has not ended, kept in a file so that the next one does not begin again.

    A header (digest of the encoder's fingerprint), then records of one size: digest of the text, dimensions
    as 4 bytes, vector. A record cut by an interruption is ignored.
    """

    def __init__(self, path: Path, fingerprint: str) -> None:
        self._path, self._header = path, sha256(fingerprint.encode()).digest()
        self._file: IO[bytes] | None = None

    def read(self) -> dict[bytes, Vector]:
        """The vectors by key of their text; none when the file is missing or of another encoder."""
        try:
            content = self._path.read_bytes()
        except OSError:
            return {}
        if len(content) < 68 or content[:32] != self._header:
            return {}
        return dict(_records(content[32:]))

    def append(self, vectors: dict[bytes, Vector]) -> None:
        """Adds vectors; the first time, rewrites the file without what cannot be used."""
        if self._file is None:
            kept = self.read()
            self._file = self._path.open("wb")
            self._file.write(self._header)
            vectors = kept | vectors
        for key, vector in vectors.items():
            self._file.write(key + struct.pack("<I", vector.size) + vector.astype("<f4").tobytes())
        self._file.flush()

    def close(self) -> None:
        """Closes the file and keeps it for the next build."""
        if self._file is not None:
            self._file.close()
            self._file = None

    def remove(self) -> None:
        """Forgets the vectors, which a published version now holds."""
        self.close()
        self._path.unlink(missing_ok=True)


def key_of(text: Text) -> bytes:
    """32 bytes that name a text in its role."""
    return sha256("\0".join(text).encode("utf-8", "surrogatepass")).digest()


def encode_missing(
    texts: Sequence[Text],
    known: dict[bytes, Vector],
    encoder: Encoder,
    journal: VectorJournal,
    progress: Progress,
) -> None:
    """Completes `known` with the vectors of the texts it lacks, each text encoded once.

    Raises ValueError when the encoder does not give one vector a text.
    """
    missing = {key: text for text in texts if (key := key_of(text)) not in known}
    keys: dict[Role, list[bytes]] = {"passage": [], "query": []}
    for key, (role, _) in missing.items():
        keys[role].append(key)
    for of_role in keys.values():
        of_role.sort(
            key=lambda key: -len(missing[key][1])
        )  # texts of one length are encoded fastest together
    done = 0
    for role, encode in (("passage", encoder.encode_passages), ("query", encoder.encode_queries)):
        for chunk in _chunks(keys[role]):
            matrix = np.asarray(encode([missing[key][1] for key in chunk]), dtype=np.float32)
            if matrix.ndim != 2 or len(matrix) != len(chunk):
                raise ValueError(f"vecteurs de forme {matrix.shape} pour {len(chunk)} textes")
            vectors = dict(zip(chunk, matrix, strict=True))
            journal.append(vectors)
            known.update(vectors)
            done += len(chunk)
            progress("Vecteurs", done, len(missing))


def _chunks(keys: list[bytes]) -> Iterator[list[bytes]]:
    return (keys[start : start + CHUNK] for start in range(0, len(keys), CHUNK))


def _records(content: bytes) -> Iterator[tuple[bytes, Vector]]:
    (dimensions,) = struct.unpack("<I", content[32:36])
    size = 36 + 4 * dimensions
    for start in range(0, len(content) - size + 1, size):
        record = content[start : start + size]
        yield record[:32], np.frombuffer(record[36:], dtype="<f4").astype(np.float32)
