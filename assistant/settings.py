"""What the environment and the options of a command decide; the only reader of the environment."""

import os
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")  # read when onnxruntime loads, and no later
PROJECT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things are and which models serve.

    `embedding_model` is `bundled` (the packaged multilingual-e5-small), a folder, or a name of a model hub.
    Without `staff_password` no page adds documents.
    """

    corpus: Path = PROJECT / "corpus"
    index: Path = PROJECT / "corpus" / ".index"
    models: Path = PROJECT / ".models"
    prompts: Path = PROJECT / "prompts"
    reports: Path = PROJECT / "reports"
    embedding_model: str = "bundled"
    embedding_precision: Literal["int8", "fp32"] = "int8"
    chat_model: str | None = None
    chat_base_url: str | None = None
    chat_timeout_seconds: float = 30.0
    staff_password: str | None = field(default=None, repr=False)

    def at(self, corpus: Path | None, index: Path | None) -> "Settings":
        """The same settings for another corpus or index; a corpus keeps its index in its own `.index`."""
        chosen = self
        if corpus is not None:
            chosen = replace(chosen, corpus=corpus, index=corpus / ".index")
        return replace(chosen, index=index) if index is not None else chosen


def read_settings(environment: dict[str, str] | None = None) -> Settings:
    """The settings that the environment gives (`ASSISTANT_*`), with the project's own for what it leaves out.

    Raises ValueError, naming the variable, for a value that cannot be used.
    """
    env = dict(os.environ) if environment is None else environment
    settings = Settings()
    corpus, index = env.get("ASSISTANT_CORPUS"), env.get("ASSISTANT_INDEX")
    settings = settings.at(Path(corpus) if corpus else None, Path(index) if index else None)
    precision = env.get("ASSISTANT_EMBEDDING_PRECISION", "int8")
    if precision not in ("int8", "fp32"):
        raise ValueError("ASSISTANT_EMBEDDING_PRECISION : int8 ou fp32")
    try:
        timeout = float(env.get("ASSISTANT_CHAT_TIMEOUT", "30"))
    except ValueError:
        raise ValueError("ASSISTANT_CHAT_TIMEOUT : un nombre de secondes") from None
    models = env.get("ASSISTANT_MODELS")
    return replace(
        settings,
        models=Path(models) if models else settings.models,
        embedding_model=env.get("ASSISTANT_EMBEDDING_MODEL") or "bundled",
        embedding_precision="int8" if precision == "int8" else "fp32",
        chat_model=env.get("ASSISTANT_CHAT_MODEL") or None,
        chat_base_url=env.get("ASSISTANT_CHAT_BASE_URL") or None,
        chat_timeout_seconds=timeout,
        staff_password=env.get("ASSISTANT_STAFF_PASSWORD") or None,
    )
