"""Brings the index to what the corpus says, embedding only what is new, and publishes it as a new version."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np

from assistant.errors import AssistantError
from assistant.index import VectorStore, open_chroma
from assistant.index_folder import LAYOUT, Manifest
from assistant.passages import to_line
from assistant.records import IngestReport
from ingest.progress import Progress
from ingest.reading import CorpusReading
from ingest.target import Served, Target, report_on, served_by, target_of, texts_of
from ingest.vectors import Encoder, Text, Vector, VectorJournal, encode_missing, key_of
from ingest.versions import (
    PENDING,
    draft_version,
    hold_lock,
    is_tidy,
    next_number,
    publish,
    remove_leftovers,
    remove_unused,
    served_name,
)

CHUNK = 1000
SEARCHED = 400  # vectors a walk of the graph keeps in sight: the phrasings that a question is compared with
if TYPE_CHECKING:
    from chromadb.api.collection_configuration import CreateCollectionConfiguration, CreateHNSWConfiguration

NO_SPACE, REFUSED = "plus de place sur le disque", "écriture refusée"
REASONS = {
    errno.ENOSPC: NO_SPACE,
    errno.EDQUOT: NO_SPACE,
    errno.EFBIG: "fichier plus grand que permis",
    errno.EACCES: REFUSED,
    errno.EPERM: REFUSED,
    errno.EROFS: "dossier en lecture seule",
    errno.ENOTDIR: "ce n'est pas un dossier",
    errno.EEXIST: "ce n'est pas un dossier",
}


def synchronise(
    reading: CorpusReading,
    index_folder: Path,
    encoder: Encoder,
    progress: Progress,
    *,
    built_at: str,
    full: bool = False,
) -> IngestReport:
    """Publishes a version of the index that holds what was read, or none when the served one already does.

    `built_at` is an ISO date and time in UTC; `full` embeds everything again. Raises AssistantError, the
    served version being left as it was, when the folder cannot be written or another build is writing it.
    """
    start = perf_counter()
    target = target_of(reading, encoder.fingerprint)
    with _failures_in_one_line(index_folder):
        served = served_by(index_folder)
        if served and served.manifest.fingerprint == target.fingerprint and not full:
            version = served.manifest.version
            _tidy(index_folder, served.folder.name)
        else:
            with hold_lock(index_folder):
                served = served_by(index_folder)
                reused = None if full else served
                version = _write(target, reused, index_folder, encoder, progress, built_at)
    return report_on(target, served, full=full, version=version, seconds=perf_counter() - start)


def _write(
    target: Target,
    reused: Served | None,
    index_folder: Path,
    encoder: Encoder,
    progress: Progress,
    built_at: str,
) -> int:
    number = next_number(index_folder)
    remove_leftovers(index_folder, served_name(index_folder))
    texts = texts_of(target.passages)
    journal = VectorJournal(index_folder / PENDING, target.encoder)
    vectors = _known_vectors(reused, target.encoder) | journal.read()
    try:
        encode_missing(
            [text for part in texts.values() for text in part.values()], vectors, encoder, journal, progress
        )
    finally:
        journal.close()
    with draft_version(index_folder, number) as draft:
        _write_vectors(draft / "chroma", texts, vectors, progress)
        _write_contents(draft, target, number, built_at)
        name = f"{number:05d}-{target.fingerprint[:8]}"
        publish(draft, name)
    journal.remove()
    remove_unused(index_folder, name)
    return number


def _known_vectors(served: Served | None, encoder: str) -> dict[bytes, Vector]:
    if served is None or served.manifest.encoder != encoder:
        return {}
    from chromadb.errors import ChromaError

    known: dict[bytes, Vector] = {}
    try:
        store = VectorStore(served.folder / "chroma")
        for name, texts in texts_of(served.passages).items():
            known |= {key_of(texts[id_]): vector for id_, vector in store.vectors(name).items()}
        store.close()
    except (ChromaError, ValueError, KeyError):
        return {}
    return known


def _write_vectors(
    folder: Path, texts: dict[str, dict[str, Text]], vectors: dict[bytes, Vector], progress: Progress
) -> None:
    from chromadb.errors import ChromaError

    client = None
    try:
        client = open_chroma(folder)
        for name, part in texts.items():
            configuration: CreateCollectionConfiguration = {"hnsw": _graph(len(part))}
            collection = client.create_collection(name, configuration=configuration, embedding_function=None)
            ids = list(part)
            for start in range(0, len(ids), CHUNK):
                chunk = ids[start : start + CHUNK]
                collection.add(ids=chunk, embeddings=np.stack([vectors[key_of(part[id_])] for id_ in chunk]))
                progress("Écriture", min(start + CHUNK, len(ids)), len(ids))
    except ChromaError as error:
        reason = NO_SPACE if "full" in str(error) else "la base de vecteurs a refusé l'écriture"
        raise _not_written(folder.parent.parent.parent, reason) from error
    finally:
        if client is not None:
            client.close()


def _graph(size: int) -> "CreateHNSWConfiguration":
    return {
        "space": "cosine",
        "ef_search": SEARCHED,
        # written to the disk once, with its last vector: readers have nothing to replay
        "sync_threshold": max(2, size),
    }


def _write_contents(draft: Path, target: Target, number: int, built_at: str) -> None:
    lines = "".join(f"{to_line(passage)}\n" for passage in target.passages)
    (draft / "passages.jsonl").write_text(lines, encoding="utf-8", errors="replace")
    (draft / "records.json").write_text(target.records_text, encoding="utf-8", errors="replace")
    files = {
        path.relative_to(draft).as_posix(): path.stat().st_size
        for path in sorted(draft.rglob("*"))
        if path.is_file()
    }
    manifest = Manifest(
        layout=LAYOUT,
        version=number,
        fingerprint=target.fingerprint,
        encoder=target.encoder,
        built_at=built_at,
        counts=target.reading.counts,
        files=files,
    )
    (draft / "manifest.json").write_text(manifest.as_json(), encoding="utf-8")


def _tidy(index_folder: Path, served: str) -> None:
    if not is_tidy(index_folder, served):
        try:
            with hold_lock(index_folder):
                served = served_name(index_folder) or served  # another build may have ended meanwhile
                remove_leftovers(index_folder, served)
                (index_folder / PENDING).unlink(missing_ok=True)
                remove_unused(index_folder, served)
        except (OSError, AssistantError):
            return  # read-only or busy: no failure when there is nothing to write


@contextmanager
def _failures_in_one_line(index_folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = REASONS.get(error.errno or 0, error.strerror or "erreur du disque")
        raise _not_written(index_folder, reason) from error


def _not_written(index_folder: Path, reason: str) -> AssistantError:
    return AssistantError(
        f"L'index {index_folder} n'a pas pu être écrit ({reason}) ; celui qui servait reste en place."
    )
