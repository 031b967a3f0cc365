"""Texts to vectors: the one interface to the embedding model, always through sentence-transformers.

The bundled model is read from the folder that `python -m ingest model` makes; any other, by its folder or its
name on a hub (kept in a folder too), is left to sentence-transformers. Reading never asks a hub.
Importing this module is cheap; loading a model is not.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from assistant.errors import ModelUnavailable
from assistant.settings import Settings

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

Vectors = npt.NDArray[np.float32]
Progress = Callable[[int, int], None]

BUNDLED = "multilingual-e5-small"
CARD = "model.json"
FORMAT = 2
"""Changes with the conversion and the layout of the folder: folders of another format are made again."""

PROMPTS = {"query": "query: ", "document": "passage: "}
"""What multilingual E5 was trained to read before a text (model card of intfloat/multilingual-e5-small)."""

CHUNK = 256
"""Texts encoded between two reports of progress."""


@dataclass(frozen=True, slots=True)
class ModelCard:
    """What the folder of a bundled model says of itself; `files` gives the size of each file in bytes."""

    model: str
    precision: str
    format: int
    weights_sha256: str
    dimensions: int
    max_tokens: int
    network: str
    files: dict[str, int]
    made_with: dict[str, str]

    @property
    def fingerprint(self) -> str:
        """Names the model and everything that changes its vectors."""
        return f"{self.model}/{self.precision}/{self.max_tokens}/{self.weights_sha256[:12]}.{self.format}"

    def describes(self, folder: Path) -> bool:
        """Whether every file is there with its whole size."""
        return all(_size(folder / name) == size for name, size in self.files.items())


def bundled_folder(settings: Settings) -> Path:
    """Where the bundled model of the precision asked stands once it is made."""
    return settings.models / f"{BUNDLED}-{settings.embedding_precision}"


def other_folder(settings: Settings) -> Path:
    """Where a model that is not the bundled one stands: the folder named, or what was kept of the hub's."""
    folder = Path(settings.embedding_model)
    return folder if folder.is_dir() else settings.models / settings.embedding_model.replace("/", "--")


def read_card(folder: Path) -> ModelCard | None:
    """The card of a complete folder of the present format; None when there is no such thing."""
    try:
        card = ModelCard(**json.loads((folder / CARD).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    return card if card.format == FORMAT and card.describes(folder) else None


class Encoder:
    """An embedding model; safe to use from several threads, and the same text always has the same vector."""

    def __init__(self, model: "SentenceTransformer", fingerprint: str, dimensions: int) -> None:
        """`fingerprint` names the model and everything that changes its vectors."""
        self._model = model
        self.fingerprint = fingerprint
        self.dimensions = dimensions

    def encode_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """The vectors of texts to be found, (n, dimensions) float32 of length 1; (0, dimensions) for none.

        A text is cut at the model's limit (512 tokens for the bundled one). `progress` is told (done, total).
        """
        return self._encode(self._model.encode_document, texts, progress)

    def encode_queries(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """The vectors of questions, as encode_passages."""
        return self._encode(self._model.encode_query, texts, progress)

    def _encode(self, encode: Callable[..., Any], texts: Sequence[str], progress: Progress | None) -> Vectors:
        vectors = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        longest_first = sorted(range(len(texts)), key=lambda at: -len(texts[at]))
        for start in range(0, len(texts), CHUNK):
            rows = longest_first[start : start + CHUNK]
            vectors[rows] = encode(
                [_readable(texts[row]) for row in rows], show_progress_bar=False, normalize_embeddings=True
            )
            if progress is not None:
                progress(start + len(rows), len(texts))
        return vectors


def load_encoder(settings: Settings) -> Encoder:
    """The embedding model that the settings name, ready to use.

    Raises ModelUnavailable when its folder has not been made or cannot be read.
    """
    return _load_bundled(settings) if settings.embedding_model == "bundled" else _load_other(settings)


def read_fingerprint(settings: Settings) -> str:
    """The fingerprint of the model that the settings name; does not load it when it is the bundled one.

    Raises ModelUnavailable like load_encoder.
    """
    if settings.embedding_model == "bundled":
        return _card_of(bundled_folder(settings)).fingerprint
    return load_encoder(settings).fingerprint


def _card_of(folder: Path) -> ModelCard:
    card = read_card(folder)
    if card is None:
        raise ModelUnavailable(
            f"Le modèle d'embedding n'est pas prêt dans {folder} : lancez `python -m ingest model`."
        )
    return card


def _load_bundled(settings: Settings) -> Encoder:
    folder = bundled_folder(settings)
    card = _card_of(folder)
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.base.modules import Normalize

    from assistant.onnx_transformer import OnnxTransformer

    network = OnnxTransformer(
        folder / card.network, folder / "tokenizer.json", card.dimensions, card.max_tokens
    )
    model = SentenceTransformer(modules=[network, Normalize()], device="cpu", prompts=dict(PROMPTS))
    return Encoder(model, card.fingerprint, card.dimensions)


def _load_other(settings: Settings) -> Encoder:
    model = open_model(str(other_folder(settings)), settings)
    dimensions = int(model.get_embedding_dimension() or 0)
    return Encoder(model, _fingerprint_of(model, settings.embedding_model), dimensions)


def open_model(place: str, settings: Settings, cache: Path | None = None) -> "SentenceTransformer":
    """What sentence-transformers loads from a folder or, into `cache`, from a hub.

    Raises ModelUnavailable when there is nothing to load.
    """
    from safetensors import SafetensorError
    from sentence_transformers import SentenceTransformer

    try:
        return SentenceTransformer(place, device="cpu", cache_folder=None if cache is None else str(cache))
    except (OSError, ValueError, RuntimeError, LookupError, TypeError, ImportError, SafetensorError) as error:
        raise ModelUnavailable(
            f"Le modèle d'embedding {settings.embedding_model} ne peut pas être chargé : donnez dans "
            "ASSISTANT_EMBEDDING_MODEL un dossier, un modèle joignable ou `bundled`, puis lancez "
            "`python -m ingest model`."
        ) from error


def _fingerprint_of(model: "SentenceTransformer", name: str) -> str:
    digest = sha256(json.dumps([model.prompts, str(model)], sort_keys=True).encode())
    for key, tensor in sorted(model.state_dict().items()):
        flat = tensor.detach().float().reshape(-1)
        digest.update(f"{key} {tuple(tensor.shape)}".encode())
        digest.update(flat[:: max(1, len(flat) // 1024)].numpy().tobytes())
    return f"{Path(name).name}/torch/{model.max_seq_length}/{digest.hexdigest()[:12]}"


def _readable(text: str) -> str:
    # A lone surrogate, which JSON can carry, is not text: the tokenizer would refuse the whole batch.
    return text.encode("utf-8", "replace").decode("utf-8")


def _size(path: Path) -> int | None:
    try:
        return path.stat().st_size
    except OSError:
        return None
