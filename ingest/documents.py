"""The documents of a corpus, each file read in a process of its own, within bounds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from assistant.errors import InvalidInput
from assistant.records import Failure, Passage, Source
from ingest.file_names import made_plain
from ingest.progress import Progress

FOLDER = "documents"
MEMORY = 2 << 30  # bytes of addresses that reading one file may take
SECONDS = 300  # that reading one file may take; a scanned page takes some three seconds
SUFFIXES = (".docx", ".htm", ".html", ".markdown", ".md", ".odt", ".pdf", ".txt", ".xhtml")
PARSING = ("ingest.chunking", "ingest.loading")


@dataclass(frozen=True, slots=True)
class DocumentReading:
    """The passages of the documents in order, where each one stands, and the files that could not be read.

    `files` gives, by source, the path of the file below the corpus and the SHA-256 of its bytes.
    """

    passages: tuple[Passage, ...] = ()
    files: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    failures: tuple[Failure, ...] = ()


def read_documents(
    paths: Sequence[Path], corpus: Path, root: Path, register: Mapping[str, Source], progress: Progress
) -> DocumentReading:
    """What the files hold, in their order; a file whose name is that of a registered source is that source.

    A file that cannot be read, or not within the bounds, is a failure, and the others are read; so is each
    part of a file that could not be.
    """
    if not paths:
        return DocumentReading()
    from ingest.apart import run_apart  # here: a corpus without documents pays for no process

    passages: list[Passage] = []
    files: dict[str, dict[str, str]] = {}
    failures: list[Failure] = []
    calls = [(path, register.get(path.stem), root) for path in paths]
    reads = run_apart(_read, calls, memory=MEMORY, seconds=SECONDS, preload=PARSING)
    for number, (path, read) in enumerate(zip(paths, reads, strict=True), start=1):
        file = path.relative_to(corpus).as_posix()
        if isinstance(read, BaseException):
            failures.append(Failure(made_plain(file), None, None, _reason(read)))
        elif read.source_id in files:
            taken = f"même nom, aux accents et aux signes près, que « {files[read.source_id]['file']} »"
            failures.append(Failure(made_plain(file), None, None, taken))
        else:
            passages.extend(read.passages)
            files[read.source_id] = {"file": file, "digest": read.digest}
            failures.extend(Failure(file, None, None, note) for note in read.notes)
        progress("Documents", number, len(paths))
    return DocumentReading(tuple(passages), files, tuple(failures))


@dataclass(frozen=True, slots=True)
class _Read:
    source_id: str
    digest: str
    passages: tuple[Passage, ...]
    notes: tuple[str, ...]


def _read(path: Path, source: Source | None, root: Path) -> _Read:
    from ingest.chunking import passages_of  # here: what parses is not loaded where nothing is parsed
    from ingest.loading import load_document

    document = load_document(path, source, root)
    return _Read(document.source.source_id, document.digest, passages_of(document), document.notes)


def _reason(error: BaseException) -> str:
    if isinstance(error, InvalidInput):
        return str(error)
    if isinstance(error, TimeoutError):
        return f"lecture arrêtée après {SECONDS} s"
    if isinstance(error, MemoryError):
        return f"lecture arrêtée : plus de {MEMORY >> 30} Gio de mémoire"
    if isinstance(error, OSError):
        return error.strerror or "fichier illisible"
    return f"lecture arrêtée par une erreur ({type(error).__name__})"
