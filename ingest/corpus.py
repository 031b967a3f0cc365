"""The corpus, read: its passages, the records that go with them, and what could not be used."""

import os
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

from assistant.errors import InvalidInput
from assistant.passages import phrasings_of
from assistant.records import Failure, Passage, Source
from ingest.activities import FOLDER as ACTIVITIES
from ingest.activities import read_activities
from ingest.documents import FOLDER as DOCUMENTS
from ingest.documents import SUFFIXES, DocumentReading, read_documents
from ingest.facts import read_facts
from ingest.milestones import FILE as CALENDAR
from ingest.milestones import read_milestones
from ingest.progress import Progress
from ingest.reading import CorpusReading
from ingest.register import read_register
from ingest.rule_references import faults_of_rules
from ingest.support_pages import read_supports
from ingest.territory_pages import read_territory
from ingest.vocabulary import read_vocabulary
from ingest.watching import read_watch

PARTS = (
    ACTIVITIES,
    CALENDAR,
    DOCUMENTS,
    "facts",
    "sources.yaml",
    "supports",
    "territory",
    "vocabulary.yaml",
)


def read_corpus(folder: Path, progress: Progress) -> CorpusReading:
    """All that the folder says; each of its parts may be missing.

    A folder that has none of the parts of a corpus is read as a folder of documents. What cannot be used is a
    failure of the reading. Raises InvalidInput when there is no such folder or nothing in it.
    """
    _check_folder(folder)
    register, failures = read_register(folder)
    statements, of_facts = read_facts(folder, register)
    catalogue, of_supports, support_failures = read_supports(folder, register)
    territory, of_territory, territory_failures = read_territory(folder, register)
    vocabulary, vocabulary_failures = read_vocabulary(folder)
    activities, activity_failures = read_activities(folder)
    milestones, milestone_failures = read_milestones(folder, {p.passage_id for p in statements})
    documents = _read_documents(folder, register, progress)
    passages, doubtful = _checked((*statements, *of_supports, *of_territory, *documents.passages))
    watch, watch_failures = read_watch(folder, register, passages)
    return CorpusReading(
        passages=passages,
        records={
            "supports": catalogue.to_json(),
            "territory": territory.to_json(),
            "milestones": milestones,
            "activities": activities.to_json(),
            "documents": documents.files,
            "vocabulary": [group.to_json() for group in vocabulary],
            "watch": watch.to_json(),
        },
        failures=(
            *failures,
            *of_facts,
            *support_failures,
            *territory_failures,
            *vocabulary_failures,
            *activity_failures,
            *faults_of_rules(catalogue, territory, activities, register),
            *milestone_failures,
            *documents.failures,
            *doubtful,
            *watch_failures,
        ),
        counts=_counts(passages) | {"supports": len(catalogue), "sources": len(register)},
    )


def _check_folder(folder: Path) -> None:
    if not folder.is_dir():
        raise InvalidInput(f"Le corpus {folder} n'est pas un dossier : indiquez le sien avec --corpus.")
    try:
        empty = not any(_is_read(entry.name) for entry in folder.iterdir())
    except OSError:
        raise InvalidInput(
            f"Le corpus {folder} ne peut pas être lu : vérifiez les droits du dossier."
        ) from None
    if empty:
        raise InvalidInput(f"Le corpus {folder} est vide : déposez-y des documents.")


def _read_documents(corpus: Path, register: Mapping[str, Source], progress: Progress) -> DocumentReading:
    paths = tuple(_document_paths(corpus))
    return read_documents(paths, corpus, _documents_folder(corpus) or corpus, register, progress)


def _documents_folder(corpus: Path) -> Path | None:
    if (corpus / DOCUMENTS).is_dir():
        return corpus / DOCUMENTS
    return None if any((corpus / part).exists() for part in PARTS) else corpus


def _document_paths(corpus: Path) -> Iterator[Path]:
    root = _documents_folder(corpus)
    if root is None:
        return
    closed: list[OSError] = []
    for folder, subfolders, files in os.walk(root, onerror=closed.append):
        place = Path(folder)
        names = [name for name in subfolders if _is_read(name) and not _is_index(place / name)]
        subfolders[:] = sorted(name for name in names if not _passes_for_file(place / name))
        files += (name for name in names if name not in subfolders)
        yield from (place / name for name in sorted(files) if _is_read(name))
    yield from (Path(error.filename) for error in closed)


def _passes_for_file(folder: Path) -> bool:
    """Whether the folder is a link, which is not followed, or bears the name of a document."""
    return folder.is_symlink() or folder.suffix.lower() in SUFFIXES


def _is_read(name: str) -> bool:
    return not name.startswith((".", "~$"))


def _is_index(folder: Path) -> bool:
    return (folder / "versions").is_dir() and (folder / "lock").exists()


def _checked(passages: tuple[Passage, ...]) -> tuple[tuple[Passage, ...], tuple[Failure, ...]]:
    kept: dict[str, Passage] = {}
    failures: list[Failure] = []
    for passage in passages:
        if passage.passage_id in kept:
            failures.append(_failure(passage, "id", "identifiant déjà pris"))
        elif not passage.text.strip():
            failures.append(_failure(passage, "text", "texte vide"))
        else:
            kept[passage.passage_id] = passage
    return tuple(kept.values()), tuple(failures)


def _failure(passage: Passage, field: str, reason: str) -> Failure:
    return Failure(passage.source_id, passage.passage_id, field, reason)


def _counts(passages: tuple[Passage, ...]) -> dict[str, int]:
    kinds = Counter(passage.kind for passage in passages)
    return {
        "statements": kinds["statement"],
        "unpublished": kinds["unpublished"],
        "communes": kinds["commune"],
        "epci": kinds["epci"],
        "documents": len({passage.source_id for passage in passages if passage.kind == "document"}),
        "passages": len(passages),
        "phrasings": len(phrasings_of(passages)),
    }
