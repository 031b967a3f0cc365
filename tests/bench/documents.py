"""How fast documents become passages, beside PyPDFLoader and the splitter of a tutorial, on the same file."""

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from langchain_text_splitters import RecursiveCharacterTextSplitter

from assistant.embedding import Encoder
from assistant.records import Passage
from ingest.chunking import passages_of
from ingest.loading import load_document
from tests.bench.measuring import seconds

FILE = Path(
    "/usr/share/debian-reference/debian-reference.fr.pdf"
)  # of the Debian package debian-reference-fr
EMBEDDED = 200  # passages of each side that are embedded


@dataclass(frozen=True, slots=True)
class Speed:
    """Pages and passages of a file, and the seconds to read and cut it and to embed `EMBEDDED` passages."""

    pages: int
    passages: int
    reading: float
    embedding: float

    def lines(self, name: str) -> str:
        """A row of the table."""
        return (
            f"{name:<12}{self.passages:>9}{self.pages / self.reading:>12.1f}"
            f"{self.passages / self.reading:>14.1f}{EMBEDDED / self.embedding:>15.1f}"
        )


def measure(encoder: Encoder, path: Path = FILE) -> tuple[Speed, Speed]:
    """The stock loader and splitter, then ours."""
    stock: list[str] = []
    ours: list[Passage] = []
    pages = 0

    def read_stock() -> None:
        nonlocal pages
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            from langchain_community.document_loaders import PyPDFLoader
        read = PyPDFLoader(str(path)).load()
        pages = len(read)
        splitter = RecursiveCharacterTextSplitter(chunk_size=1000, chunk_overlap=200)
        stock[:] = [document.page_content for document in splitter.split_documents(read)]

    def read_ours() -> None:
        ours[:] = passages_of(load_document(path, None, path.parent))

    reading = seconds(read_stock), seconds(read_ours)
    texts = (stock, [passage.titled_text for passage in ours])
    embedding = [seconds(partial(encoder.encode_passages, _evenly(side))) for side in texts]
    return (
        Speed(pages, len(stock), reading[0], embedding[0]),
        Speed(pages, len(ours), reading[1], embedding[1]),
    )


def _evenly(texts: Sequence[str]) -> list[str]:
    return list(texts[:: max(1, len(texts) // EMBEDDED)][:EMBEDDED])


def print_speeds(stock: Speed, ours: Speed) -> None:
    """The table, and the ratio of the two."""
    print(f"\none PDF of {stock.pages} pages, one process each")
    print(f"{'':<12}{'passages':>9}{'pages / s':>12}{'passages / s':>14}{'embedded / s':>15}")
    print(stock.lines("stock"))
    print(ours.lines("ours"))
    print(f"reading and cutting: {stock.reading / ours.reading:.1f}× as fast as the stock loader")
