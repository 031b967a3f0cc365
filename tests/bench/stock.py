"""The pipeline that a tutorial would build: LangChain, the same weights in fp32, Chroma."""

from collections.abc import Sequence
from pathlib import Path

from langchain_chroma import Chroma
from langchain_core.documents import Document
from langchain_huggingface import HuggingFaceEmbeddings


def load_embeddings(model: Path) -> HuggingFaceEmbeddings:
    """The fp32 folder, with the two prefixes that the model was trained with."""
    return HuggingFaceEmbeddings(
        model_name=str(model),
        model_kwargs={"device": "cpu"},
        encode_kwargs={"normalize_embeddings": True, "prompt_name": "document"},
        query_encode_kwargs={"normalize_embeddings": True, "prompt_name": "query"},
    )


def ingest(texts: Sequence[str], embeddings: HuggingFaceEmbeddings, folder: Path) -> Chroma:
    """A new Chroma collection of these texts."""
    documents = [Document(page_content=text) for text in texts]
    return Chroma.from_documents(documents, embeddings, persist_directory=str(folder))


def open_store(embeddings: HuggingFaceEmbeddings, folder: Path) -> Chroma:
    """The collection that `ingest` left in a folder."""
    return Chroma(embedding_function=embeddings, persist_directory=str(folder))
