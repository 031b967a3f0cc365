"""The embedding network as an ONNX Runtime session, in the shape of a sentence-transformers module."""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime  # type: ignore[import-untyped]
import torch
from sentence_transformers.base.modules import InputModule
from tokenizers import Tokenizer


class OnnxTransformer(InputModule):
    """Turns texts into the means of their token vectors, (n, dimensions) float32 under `sentence_embedding`.

    Each text runs alone: its vector depends on nothing but the text, whatever it is encoded with (8-bit
    activations are scaled to the values they stand among). One thread a text, as many texts at once as cores;
    safe to call from several threads.
    """

    def __init__(self, network: Path, tokenizer: Path, dimensions: int, max_tokens: int) -> None:
        """Open the session of the file `network`; texts are cut after `max_tokens` tokens."""
        super().__init__()  # type: ignore[no-untyped-call]
        cores = len(os.sched_getaffinity(0))
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(network, options, providers=["CPUExecutionProvider"])
        self._pool = ThreadPoolExecutor(cores, thread_name_prefix="embedding")
        self.tokenizer = Tokenizer.from_file(str(tokenizer))
        self.tokenizer.enable_truncation(max_tokens)
        self.max_seq_length = max_tokens
        self.embedding_dimension = dimensions

    def preprocess(self, inputs: Sequence[Any], prompt: str | None = None, **kwargs: Any) -> dict[str, Any]:
        """The token ids of each text, behind the prompt; not padded."""
        encodings = self.tokenizer.encode_batch_fast([f"{prompt or ''}{text}" for text in inputs])
        return {"input_ids": [np.array([encoding.ids], dtype=np.int64) for encoding in encodings]}

    def forward(self, features: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
        """The same features with `sentence_embedding`."""
        texts = features["input_ids"]
        vectors = map(self._mean, texts) if len(texts) == 1 else self._pool.map(self._mean, texts)
        return {**features, "sentence_embedding": torch.from_numpy(np.concatenate(list(vectors)))}

    def _mean(self, ids: np.ndarray) -> np.ndarray:
        (vector,) = self._session.run(None, {"input_ids": ids})
        return np.asarray(vector)

    def get_embedding_dimension(self) -> int:
        """The length of a vector."""
        return self.embedding_dimension

    def save(self, output_path: str, *args: Any, **kwargs: Any) -> None:
        """Refused: the folder the network was read from is the saved form."""
        raise NotImplementedError("OnnxTransformer is made by ingest.model")
