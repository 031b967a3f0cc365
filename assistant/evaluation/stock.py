"""The pipeline that a tutorial would build, on the same corpus and embedding weights, to be compared with.

LangChain's recursive splitter in pieces of 1 000 characters that overlap by 200, Chroma, the four nearest
pieces. Its libraries are those of development: this module is imported only when it is measured.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from langchain_chroma import Chroma
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings
from langchain_text_splitters import RecursiveCharacterTextSplitter

from assistant.embedding import Encoder
from assistant.evaluation.baselines import quote
from assistant.evaluation.generation import DEEP, System
from assistant.index import Index, open_chroma
from assistant.records import Answer, Passage, Question

PIECE, OVERLAP, QUOTED = 1000, 200, 4


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the corpus as it would be loaded from its file, with where each passage stands in it."""

    content: str
    spans: tuple[tuple[int, int, Passage], ...]

    def held(self, start: int, length: int) -> tuple[Passage, ...]:
        """The passages of which a piece holds half or more, or which fill half of it or more."""
        return tuple(
            passage
            for first, last, passage in self.spans
            if 2 * (min(last, start + length) - max(first, start)) >= min(last - first, length)
        )


class EncoderEmbeddings(Embeddings):
    """The product's embedding model, as LangChain calls one."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """The vectors of texts to be found."""
        return [list(map(float, vector)) for vector in self._encoder.encode_passages(texts)]

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question."""
        return list(map(float, self._encoder.encode_queries([text])[0]))


def corpus_texts(passages: Iterable[Passage]) -> tuple[Text, ...]:
    """The corpus as texts: all that stands under the same two headings, in order."""
    grouped: dict[tuple[str, ...], list[Passage]] = {}
    for passage in passages:
        grouped.setdefault(passage.heading_path[:2] or (passage.source_id,), []).append(passage)
    return tuple(_joined(headings, group) for headings, group in grouped.items())


def stock(index: Index, encoder: Encoder, folder: Path) -> System:
    """The pipeline over a new collection in an empty folder; it quotes its four nearest pieces."""
    texts = corpus_texts(index.passages.values())
    store = Chroma(client=open_chroma(folder), embedding_function=EncoderEmbeddings(encoder))
    store.add_documents(_pieces(texts))
    found: dict[str, list[Document]] = {}

    def search(question: str) -> list[Document]:
        if question not in found:
            found[question] = store.similarity_search(question, DEEP)
        return found[question]

    def answer(question: Question) -> Answer:
        return quote(question, [_quoted(piece, texts) for piece in search(question.text)[:QUOTED]], index)

    def find(question: Question) -> list[tuple[str, ...]]:
        return [tuple(p.passage_id for p in _held(piece, texts)) for piece in search(question.text)]

    return System("stock", answer, find)


def _joined(headings: tuple[str, ...], passages: Sequence[Passage]) -> Text:
    content, spans = " › ".join(headings), []
    for passage in passages:
        content += "\n\n" + "".join(f"{heading}\n" for heading in passage.heading_path[2:])
        spans.append((len(content), len(content) + len(passage.text), passage))
        content += passage.text
    return Text(content, tuple(spans))


def _pieces(texts: Sequence[Text]) -> list[Document]:
    splitter = RecursiveCharacterTextSplitter(chunk_size=PIECE, chunk_overlap=OVERLAP, add_start_index=True)
    return splitter.create_documents(
        [text.content for text in texts], [{"text": number} for number in range(len(texts))]
    )


def _held(piece: Document, texts: Sequence[Text]) -> tuple[Passage, ...]:
    text: Text = texts[piece.metadata["text"]]
    return text.held(int(piece.metadata["start_index"]), len(piece.page_content))


def _quoted(piece: Document, texts: Sequence[Text]) -> tuple[str, list[Passage]]:
    """A piece with the passages it holds, each cited with the whole piece as its words."""
    held = _held(piece, texts) or texts[piece.metadata["text"]].spans[0][2:]
    ordinal = f"{piece.metadata['text']}:{piece.metadata['start_index']}"
    return piece.page_content, [
        replace(passage, passage_id=passage.passage_id, locator=ordinal, text=piece.page_content, note=None)
        for passage in held
    ]
