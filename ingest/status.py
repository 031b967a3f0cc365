"""The state of the index and of each source, against what the corpus says now."""

from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import Any

from assistant.index_folder import current_version, read_manifest, read_passages
from assistant.records import Passage, Source
from ingest.reading import CorpusReading
from ingest.target import target_of


def read_status(reading: CorpusReading, index_folder: Path) -> dict[str, Any]:
    """The served version, whether it holds what was read, and its passages by source, the most cited first.

    Raises IndexUnavailable when there is no readable index.
    """
    version = current_version(index_folder)
    manifest = read_manifest(version)
    passages = read_passages(version)
    wanted = target_of(reading, manifest.encoder).fingerprint
    return asdict(manifest.state) | {
        "up_to_date": wanted == manifest.fingerprint,
        "sources": _sources(passages),
        "failing": [str(failure) for failure in reading.failures],
    }


def _sources(passages: tuple[Passage, ...]) -> list[dict[str, Any]]:
    cited = Counter(source for passage in passages for source in passage.sources)
    return [_line(source, number) for source, number in cited.most_common()]


def _line(source: Source, passages: int) -> dict[str, Any]:
    return asdict(source) | {"passages": passages}
