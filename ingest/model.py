"""Provides the embedding model that the settings name, without network for the bundled one."""

import json
import shutil
from collections.abc import Callable
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path

from assistant.embedding import (
    BUNDLED,
    CARD,
    FORMAT,
    ModelCard,
    bundled_folder,
    open_model,
    other_folder,
    read_card,
)
from assistant.errors import ModelUnavailable
from assistant.settings import Settings
from ingest.e5_weights import PACKAGE, SHA256, E5Weights, read_weights, weights_path
from ingest.model_folder import publish_folder
from ingest.progress import Progress, ignore_progress

STEP = "modèle d'embedding"
STEPS = 4
NETWORK = "model.onnx"
NETWORK_WEIGHTS = "model.weights"
ROOM_BYTES = {"int8": 150_000_000, "fp32": 1_000_000_000}
"""What the folder of each precision takes, rounded up."""

LIBRARIES = (PACKAGE, "onnx", "onnxruntime", "sentence-transformers", "tokenizers", "torch", "transformers")


def provide_model(settings: Settings, progress: Progress = ignore_progress) -> Path:
    """The folder of the embedding model, made now if it is not there; does nothing when it is.

    A model of a hub is downloaded once into `settings.models`; a folder of the user's own is left as it is.
    Raises ModelUnavailable when the model cannot be had: unexpected weights, full disk, unknown name…
    """
    if settings.embedding_model == "bundled":
        folder = bundled_folder(settings)
        _make(folder, lambda: read_card(folder) is not None, lambda path: _convert(path, settings, progress))
    else:
        folder = other_folder(settings)
        _make(folder, folder.is_dir, lambda path: _download(path, settings))
    return folder


def _make(folder: Path, is_complete: Callable[[], bool], fill: Callable[[Path], None]) -> None:
    if is_complete():
        return
    try:
        publish_folder(folder, is_complete, fill)
    except OSError as error:
        raise ModelUnavailable(
            f"Le modèle d'embedding ne peut pas être écrit dans {folder} ({error.strerror or error}) : "
            "libérez de la place ou indiquez un autre dossier avec ASSISTANT_MODELS."
        ) from error


def _download(folder: Path, settings: Settings) -> None:
    cache = folder / "download"
    model = open_model(settings.embedding_model, settings, cache)
    model.save(str(folder), create_model_card=False)
    shutil.rmtree(cache)


def _convert(folder: Path, settings: Settings, progress: Progress) -> None:
    room = ROOM_BYTES[settings.embedding_precision]
    if shutil.disk_usage(folder).free < room:
        raise OSError(f"il faut {room // 1_000_000} Mo libres")
    progress(STEP, 0, STEPS)
    weights = read_weights(weights_path())
    progress(STEP, 1, STEPS)
    _write(weights, folder, settings.embedding_precision, progress)
    card = ModelCard(
        model=BUNDLED,
        precision=settings.embedding_precision,
        format=FORMAT,
        weights_sha256=SHA256,
        dimensions=weights.shape.hidden,
        max_tokens=weights.shape.positions,
        network=NETWORK,
        files={
            str(p.relative_to(folder)): p.stat().st_size for p in sorted(folder.rglob("*")) if p.is_file()
        },
        made_with={name: version(name) for name in LIBRARIES},
    )
    (folder / CARD).write_text(json.dumps(asdict(card), indent=1), encoding="utf-8")
    progress(STEP, STEPS, STEPS)


def _write(weights: E5Weights, folder: Path, precision: str, progress: Progress) -> None:
    # torch and its companions take seconds to import: only a conversion needs them.
    import onnx

    from ingest.e5_conversion import build_network, build_tokenizer, export_onnx, save_sentence_transformer
    from ingest.quantisation import quantise

    network, tokenizer = build_network(weights), build_tokenizer(weights.pieces)
    if precision == "fp32":
        save_sentence_transformer(network, tokenizer, folder)
    else:
        tokenizer.save(str(folder / "tokenizer.json"))
    exported = export_onnx(network)
    progress(STEP, 2, STEPS)
    if precision == "int8":
        quantise(exported)
    progress(STEP, 3, STEPS)
    # Weights in a file of their own are mapped into memory, not copied: 110 MB less for each process.
    onnx.save(exported, folder / NETWORK, save_as_external_data=True, location=NETWORK_WEIGHTS)
